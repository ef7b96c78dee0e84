package why

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/theme"
)

func looks() Looks {
	return Looks{
		Theme: theme.New(theme.Options{}), Zone: time.UTC,
		Keys: []keymap.Row{keymap.Default().Find(keymap.Headlines, "off")},
	}
}

func kept() news.Why {
	at := time.Date(2026, 11, 17, 14, 32, 0, 0, time.FixedZone("", -7*3600))
	around := text.Line("Dana Marlow, 41, returned to trial on Tuesday before Judge Lena Okafor…")
	return news.Why{
		Article: news.Article{
			Dates: news.Dates{
				Published: news.Time{Time: at, From: news.FromFeed},
				FirstSeen: at.Add(9 * time.Minute), Fetched: at.Add(10 * time.Minute),
			},
			Verdict: news.Verdict{Decision: news.Keep},
			State:   news.State{Note: text.Line("ask Brandt")},
			Report:  news.Report{Outlets: 12},
			Size:    news.Size{Sentences: 31, New: 6},
		},
		Matches: []news.Match{
			{Rule: text.Line("people near the case"), Kind: news.KeepRule, Around: around, Hits: []text.Span{{Start: 0, End: 11}, {Start: 29, End: 34}}},
			{Rule: text.Line("the fire itself"), Kind: news.KeepRule},
			{Rule: text.Line("court"), Kind: news.TagRule, Terms: []text.Clean{text.Line("judge"), text.Line("trial")}},
		},
	}
}

func TestLines(t *testing.T) {
	nearMiss := news.Why{Article: news.Article{Verdict: news.Verdict{
		Decision: news.NearMiss,
		Missing:  []text.Clean{text.Line("“Marlow” is there; nothing of (trial OR jury OR arson) within 40 words (nearest: jury, 44)")},
	}}}
	marked := kept()
	marked.Article.State.Mark = news.OffStory
	for name, w := range map[string]news.Why{"kept": kept(), "near miss": nearMiss, "marked": marked} {
		for _, width := range []int{120, 80, 40} {
			t.Run(name+" "+strconv.Itoa(width), func(t *testing.T) {
				lines := looks().Lines(w, width)
				for _, s := range lines {
					if got := ansi.StringWidth(s); got != width {
						t.Errorf("%q is %d wide", s, got)
					}
				}
				golden.RequireEqual(t, ansi.Strip(strings.Join(lines, "\n"))+"\n")
			})
		}
	}
}

func TestHitsOutsideTheLineAreLeftOut(t *testing.T) {
	w := kept()
	w.Matches[0].Hits = []text.Span{{Start: 5, End: 900}, {Start: -1, End: -3}, {Start: 12, End: 12}}
	looks().Lines(w, 60)
}
