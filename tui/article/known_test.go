package article

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
)

// knower is what the archive knows of the fixture.
type knower struct {
	sentences []news.Sentence
	diffs     []news.Diff
	members   []news.Article
}

func (k *knower) Sentences(context.Context, int64) ([]news.Sentence, error) { return k.sentences, nil }
func (k *knower) Changes(context.Context, int64) ([]news.Diff, error)       { return k.diffs, nil }
func (k *knower) Members(context.Context, int64) ([]news.Article, error)    { return k.members, nil }

// learned knows all of the fixture but its first, third and last sentences.
func learned() *knower {
	a := trial()
	k := &knower{}
	fresh := map[int]bool{0: true, 3: true, 4: true, 9: true}
	n := 0
	for p, b := range a.Text.Body.Blocks {
		for _, s := range b.Sentences {
			said := news.Sentence{Paragraph: p, Span: s, New: n == 0, ToYou: fresh[n]}
			if !said.New {
				at := time.Date(2026, 11, 12+n%2, 18, 3, 0, 0, time.UTC)
				said.Tellings = []news.Telling{{Article: 3, Outlet: text.Own("The Ledger"), At: at, Sentence: 1, Read: !said.ToYou}}
			}
			k.sentences = append(k.sentences, said)
			n++
		}
	}
	old := text.Lines(strings.Replace(a.Text.Body.Paragraph(0).String(), "Thursday", "Wednesday", 1))
	k.diffs = []news.Diff{{
		Article: 17, From: 2, To: 3, Seen: time.Date(2026, 11, 17, 15, 20, 0, 0, time.UTC), Kind: news.Correction,
		Headline: &news.Hunk{Paragraph: -1, Old: text.Own("Judge delays closings"), New: a.Headline, Out: []text.Span{{Start: 6, End: 12}}, In: []text.Span{{Start: 6, End: 11}}},
		Hunks: []news.Hunk{{
			Paragraph: 0, Old: old, New: a.Text.Body.Paragraph(0),
			Out: []text.Span{{Start: 72, End: 81}}, In: []text.Span{{Start: 72, End: 80}},
		}},
	}}
	for i, outlet := range []text.Clean{text.Own("Wire Service"), text.Own("Harbor Post"), text.Own("The Ledger")} {
		m := trial()
		m.ID, m.Outlet = int64(16+i), outlet
		m.Dates.Sort = now.Add(time.Duration(i-5) * time.Hour)
		k.members = append(k.members, m)
	}
	k.members[2].Report.CopyOf = 16
	return k
}

// learn opens the fixture with what is known of it.
func learn(t *testing.T, k *knower, width, height int) *bench {
	t.Helper()
	b := open(t, newFake(), width, height)
	b.cfg.Know = k
	b.run(b.open(17, 0))
	return b
}

func TestKnownFrames(t *testing.T) {
	for name, keys := range map[string]string{
		"quiet": "", "folded": "t", "plain": "t t", "coverage": "t t t", "changes": "v", "outlets": "e j", "told": "w", "next": "] c n",
	} {
		for _, s := range sizes {
			t.Run(fmt.Sprintf("%s-%dx%d", name, s[0], s[1]), func(t *testing.T) {
				b := learn(t, learned(), s[0], s[1])
				b.press(keys)
				golden.RequireEqual(t, b.frame()+b.Status().String()+"\n")
			})
		}
	}
}

func TestStyledKnown(t *testing.T) {
	b := learn(t, learned(), 80, 24)
	golden.RequireEqual(t, b.View())
}

func TestUnfoldKeepsThePlace(t *testing.T) {
	b := learn(t, learned(), 80, 12)
	b.press("t")
	if b.view != foldedView || !strings.Contains(b.frame(), "you know: The Ledger") {
		t.Fatalf("nothing is folded:\n%s", b.frame())
	}
	b.press("G")
	at := b.shown().End
	b.press("enter")
	if b.view != quietView || strings.Contains(b.frame(), "you know") {
		t.Errorf("still folded:\n%s", b.frame())
	}
	if end := len(b.article.Text.Body.Text.String()); at != end {
		t.Errorf("the end of what is folded is byte %d of the text, want %d", at, end)
	}
}

func TestFoldedPlacesLeadBack(t *testing.T) {
	b := learn(t, learned(), 80, 24)
	b.press("t")
	for _, p := range b.fold.parts {
		if p.hidden {
			continue
		}
		for at := p.from.Start; at < p.from.End; at++ {
			if got := b.fold.out(b.fold.in(at)); got != at {
				t.Fatalf("byte %d is shown at %d, which is byte %d", at, b.fold.in(at), got)
			}
		}
	}
	if len(b.fold.body.Links) != len(b.article.Text.Body.Links) {
		t.Errorf("%d links, want as many as the text has", len(b.fold.body.Links))
	}
}

func TestAnOutletOfTheReportOpens(t *testing.T) {
	b := learn(t, learned(), 80, 24)
	b.press("e j j enter")
	if b.article.ID != 18 || b.sheet != nil {
		t.Errorf("article %d, sheet %v", b.article.ID, b.sheet)
	}
}

func TestNothingIsMarkedWhereAllIsNew(t *testing.T) {
	k := learned()
	for i := range k.sentences {
		k.sentences[i].ToYou = true
	}
	b := learn(t, k, 80, 24)
	if f := b.frame(); strings.Contains(f, "|") {
		t.Errorf("something is marked:\n%s", f)
	}
}

func TestSentencesOfAnotherText(t *testing.T) {
	k := learned()
	k.sentences = append(k.sentences, news.Sentence{Paragraph: 99, Span: text.Span{End: 4}}, news.Sentence{Span: text.Span{End: 9999}})
	b := learn(t, k, 80, 24)
	b.press("t t t t")
	if n := len(b.known.sentences); n != len(k.sentences)-2 {
		t.Errorf("%d sentences, want those alone that stand in the text", n)
	}
}

func TestPipeWithoutCommand(t *testing.T) {
	b := learn(t, learned(), 80, 24)
	b.press("| w c enter")
	if s, ok := b.last().(screen.Say); !ok || s.Text.String() != "No command can be started here." {
		t.Errorf("got %#v", b.last())
	}
}
