package article

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/exp/golden"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

var sizes = [][2]int{{140, 50}, {120, 36}, {80, 24}, {40, 12}}

func TestFrames(t *testing.T) {
	for name, keys := range map[string]string{"article": "", "end": "G", "links": "u j", "find": "/ n i n e enter n", "note": "a m y"} {
		for _, s := range sizes {
			t.Run(fmt.Sprintf("%s-%dx%d", name, s[0], s[1]), func(t *testing.T) {
				b := open(t, newFake(), s[0], s[1])
				b.press(keys)
				golden.RequireEqual(t, b.frame())
			})
		}
	}
}

func TestStyles(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"dark": {Profile: colorprofile.TrueColor}, "light": {Light: true, Profile: colorprofile.TrueColor}, "mono": {Choice: theme.Mono},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, newFake(), 80, 24)
			*b.cfg.Theme = *theme.New(o)
			b.press("/ n i n e enter")
			golden.RequireEqual(t, b.View())
		})
	}
}

func TestStates(t *testing.T) {
	for name, change := range map[string]func(*news.Article){
		"feed": func(a *news.Article) {
			a.Size = news.Size{Words: 42, Sentences: 3, New: 3}
			a.Dates.Fetched = time.Time{}
			a.Report.Outlets = 1
		},
		"refused":      func(a *news.Article) { a.Size = news.Size{Words: 42, Refused: 403} },
		"part-refused": func(a *news.Article) { a.Size = news.Size{Words: 42, Refused: 200} },
		"part":         func(a *news.Article) { a.Text.Part = true; a.Size.Updates = 3 },
		"gone":         func(a *news.Article) { a.Size.Refused = 404 },
		"owned": func(a *news.Article) {
			a.Size.Corrected = true
			a.Text.Body = bodyOf(para{text.Para, "Correction: an earlier version named another day."})
		},
		"near-miss": func(a *news.Article) {
			a.Verdict = news.Verdict{Decision: news.NearMiss}
			a.Dates.Published = news.Time{}
			a.Dates.FirstSeen = now.AddDate(-2, 0, 0)
			a.Byline = text.Clean{}
		},
		"marked": func(a *news.Article) {
			a.State = news.State{Mark: news.OnStory, Starred: true, Note: text.Own("call Brandt")}
			a.Size.Corrected = true
			a.Dates.Published.From = news.FromGuess
		},
		"empty": func(a *news.Article) {
			*a = news.Article{ID: 17, Headline: text.Line(strings.Repeat("大阪の新聞 ", 40)), Verdict: a.Verdict}
		},
	} {
		t.Run(name, func(t *testing.T) {
			frames := ""
			for _, s := range [][2]int{{80, 16}, {40, 12}} {
				f := newFake()
				a := f.articles[17]
				change(&a)
				f.articles[17] = a
				frames += open(t, f, s[0], s[1]).frame()
			}
			golden.RequireEqual(t, frames)
		})
	}
}

func TestSpaceGoesOnToTheNextNewReport(t *testing.T) {
	b := open(t, newFake(), 80, 12)
	for range 20 {
		if b.pager.AtEnd() {
			break
		}
		b.press("space")
	}
	if b.article.ID != 17 || !strings.Contains(b.frame(), "End.  Space again: next new report, “Defence asks for a mistrial” (2)") {
		t.Errorf("article %d:\n%s", b.article.ID, b.frame())
	}
	b.press("space")
	if b.article.ID != 18 || b.pager.Percent() == 100 {
		t.Errorf("article %d at %d %%", b.article.ID, b.pager.Percent())
	}
	b.press("G space")
	if b.article.ID != 18 || b.said() != "No further report is new." {
		t.Errorf("article %d, said %q", b.article.ID, b.said())
	}
}

func TestNextReport(t *testing.T) {
	b := open(t, newFake(), 80, 12)
	b.press("J")
	if b.article.ID != 19 {
		t.Errorf("J: %d", b.article.ID)
	}
	b.press("J J")
	if b.article.ID != 18 || b.said() != "The list ends here." {
		t.Errorf("J J: %d, said %q", b.article.ID, b.said())
	}
	b.press("K K")
	if b.article.ID != 17 {
		t.Errorf("K K: %d", b.article.ID)
	}
}

func TestKeysFasterThanLoads(t *testing.T) {
	b := open(t, newFake(), 80, 12)
	press := func(k string) tea.Cmd {
		_, cmd := b.Update(tea.KeyPressMsg{Code: rune(k[0]), Text: k})
		return cmd
	}
	first, second := press("J"), press("J")
	b.run(second)
	b.run(first)
	if b.article.ID != 18 {
		t.Errorf("J J before an answer: %d, want 18", b.article.ID)
	}
	up, back := press("K"), press("J")
	b.run(up)
	b.run(back)
	b.press("w")
	if b.article.ID != 18 || b.sheet == nil {
		t.Errorf("K J before an answer: %d, want 18; sheet %v", b.article.ID, b.sheet)
	}
	slow := New(t.Context(), b.cfg)
	slow.Init()
	for _, k := range "JK m" {
		if _, cmd := slow.Update(tea.KeyPressMsg{Code: k, Text: string(k)}); cmd != nil {
			t.Errorf("%c does something before there is an article", k)
		}
	}
}

func TestAnswersOfOthersAreDropped(t *testing.T) {
	b := open(t, newFake(), 80, 12)
	other := New(t.Context(), b.cfg)
	for _, msg := range []tea.Msg{
		loadedMsg{ticket: ticket{other, b.load.n}, article: news.Article{ID: 5}},
		loadedMsg{ticket: ticket{b.Model, b.load.n - 1}, article: news.Article{ID: 5}},
		tailMsg{owner: other, of: 17},
		tailMsg{owner: b.Model, of: 18},
		whyMsg{owner: other, of: 17},
		whyMsg{owner: b.Model, of: 18},
		doneMsg{owner: other, err: errors.New("theirs")},
		dwellMsg{ticket{other, b.dwell.n}},
		slowMsg{ticket{other, 1}},
	} {
		before := b.frame()
		b.actions = nil
		b.send(msg)
		if b.frame() != before || len(b.actions) > 0 {
			t.Errorf("%T was taken in: %v", msg, b.actions)
		}
	}
}

func TestActs(t *testing.T) {
	for _, tt := range []struct{ keys, did, said string }{
		{"s", fmt.Sprint("do ", news.Star, " [17]"), "Starred.   z: undo"},
		{"s s", fmt.Sprint("do ", news.Unstar, " [17]"), "No star any more.   z: undo"},
		{"m", fmt.Sprint("do ", news.MarkRead, " [17]"), "Read, and all of it known.   z: undo"},
		{"m m", fmt.Sprint("do ", news.MarkUnread, " [17]"), "Unread again.   z: undo"},
		{"+", fmt.Sprint("do ", news.MarkOnStory, " [17]"), "On the story.   z: undo"},
		{"-", fmt.Sprint("do ", news.MarkOffStory, " [17]"), "Off the story.   z: undo"},
		{"- -", fmt.Sprint("do ", news.ClearMark, " [17]"), "No mark any more; the rules decide.   z: undo"},
		{"a q m enter", fmt.Sprint("do ", news.SetNote, " qm[17]"), "Noted.   z: undo"},
		{"a q enter a backspace enter", fmt.Sprint("do ", news.SetNote, " [17]"), "The note is gone.   z: undo"},
	} {
		b := open(t, newFake(), 80, 12)
		b.fake.did = nil
		b.press(tt.keys)
		got := b.fake.did[len(b.fake.did)-1]
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(tt.did), " ") || b.said() != tt.said {
			t.Errorf("%s: did %q, said %q; want %q, %q", tt.keys, got, b.said(), tt.did, tt.said)
		}
	}
}

// judged counts marks that the rules disagree with.
type judged struct{ n, of int }

func (j judged) Disagree(context.Context) (n, of int, err error) { return j.n, j.of, nil }

func TestMarksAreHeldAgainstTheRules(t *testing.T) {
	for _, tt := range []struct {
		marks      judged
		keys, said string
	}{
		{judged{3, 40}, "-", "Off the story. 3 of 40 marks now disagree with the rules.   z: undo   6: rules"},
		{judged{1, 1}, "+", "On the story. The rules disagree with your one mark.   z: undo   6: rules"},
		{judged{0, 40}, "-", "Off the story.   z: undo"},
		{judged{3, 40}, "s", "Starred.   z: undo"},
	} {
		b := open(t, newFake(), 80, 12)
		b.cfg.Judge = tt.marks
		b.press(tt.keys)
		if b.said() != tt.said {
			t.Errorf("%s: said %q, want %q", tt.keys, b.said(), tt.said)
		}
	}
}

func TestActionsOfKeys(t *testing.T) {
	address := "https://harborpost.example/judge?id=4&x=a%20b"
	for keys, want := range map[string]screen.Action{
		"o":           screen.Browse{URL: address},
		"y":           screen.Copy{Text: text.Own("https://harborpost.example/judge?id=4&x=a%20b")},
		"Y":           screen.Copy{Text: text.Own("Ana Ruiz, “Judge moves closing arguments after late filing”, Harbor Post, 17 November 2026, https://harborpost.example/judge?id=4&x=a%20b")},
		"q":           screen.Back{},
		"esc":         screen.Back{},
		"# 2 enter":   screen.Browse{URL: "https://court.example/calendar"},
		"# 9 enter":   screen.Say{Text: text.Own("There is no link 9 here; there are 2.")},
		"# x enter":   screen.Say{Text: text.Own("“x” is no number of a link.")},
		"# enter":     nil,
		"u j enter":   screen.Browse{URL: "https://court.example/calendar"},
		"u y":         screen.Copy{Text: text.Own("https://www.harborpost.example/2026/11/17/brandt?token=secret")},
		"u esc":       nil,
		"w q":         nil,
		"/ n esc":     nil,
		"/ 9 9 enter": screen.Say{Text: text.Own("“99” is not in this report.")},
		"n":           screen.Say{Text: text.Own("Nothing more is marked as new here.")},
		"5":           screen.Pass{Msg: tea.KeyPressMsg{Code: '5', Text: "5"}},
		"/ q q enter": screen.Say{Text: text.Own("“qq” is not in this report.")},
	} {
		b := open(t, newFake(), 80, 12)
		b.actions = nil
		b.press(keys)
		if got := b.last(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %#v, want %#v", keys, got, want)
		}
		if b.Typing() || b.sheet != nil && keys[0] != 'u' {
			t.Errorf("%s: something is open still", keys)
		}
	}
}

func TestAClickOpensALink(t *testing.T) {
	b := open(t, newFake(), 80, 12)
	if a, _ := b.Click(4, 11); a != (screen.Nothing{}) {
		t.Errorf("a click on the text does %#v", a)
	}
	b.press("u")
	x, y, _ := b.Cursor()
	if a, _ := b.Click(x, y-1); a != (screen.Nothing{}) {
		t.Errorf("a click on the heading does %#v", a)
	}
	if a, _ := b.Click(x, y+1); a != (screen.Browse{URL: "https://court.example/calendar"}) {
		t.Errorf("a click on a link does %#v", a)
	}
}

func TestWhy(t *testing.T) {
	b := open(t, newFake(), 80, 24)
	b.press("w")
	if got := b.frame(); !strings.Contains(got, "people near the case") || !strings.Contains(got, "Judge moves") {
		t.Errorf("\n%s", got)
	}
	b.press("-")
	if b.article.State.Mark != news.OffStory {
		t.Error("- on the answer does nothing")
	}
	b.press("esc")
	if b.sheet != nil || strings.Contains(b.frame(), "people near the case") {
		t.Errorf("\n%s", b.frame())
	}
}

func TestReadTo(t *testing.T) {
	b := open(t, newFake(), 80, 12)
	stale := dwellMsg{b.dwell}
	b.press("j")
	b.fake.did = nil
	b.send(stale)
	if len(b.fake.did) > 0 {
		t.Errorf("the screen moved, and yet %q", b.fake.did)
	}
	b.send(dwellMsg{b.dwell})
	b.press("G")
	b.send(dwellMsg{b.dwell})
	b.press("g")
	b.send(dwellMsg{b.dwell})
	n := b.article.Size.Sentences
	if want := []string{"read 17 to 5", fmt.Sprint("read 17 to ", n)}; !reflect.DeepEqual(b.fake.did, want) {
		t.Errorf("%q, want %q", b.fake.did, want)
	}
}

func TestOpensWhereTheReaderLeft(t *testing.T) {
	f := newFake()
	a := f.articles[17]
	a.State.ReadTo = 7
	f.articles[17] = a
	b := open(t, f, 80, 12)
	if !strings.Contains(b.frame(), "expected to begin") || b.pager.Percent() < 50 {
		t.Errorf("\n%s", b.frame())
	}
	b.press("s")
	if !strings.Contains(b.frame(), "expected to begin") {
		t.Errorf("a star moved the text:\n%s", b.frame())
	}
}

func TestFailure(t *testing.T) {
	f := newFake()
	f.err = errors.New("read article: disk is gone")
	b := open(t, f, 80, 12)
	if fail, ok := b.last().(screen.Fail); !ok || !errors.Is(fail.Err, f.err) {
		t.Errorf("%#v", b.last())
	}
	if !strings.Contains(b.frame(), "could not be read") {
		t.Errorf("\n%s", b.frame())
	}
	b.press("s u w o y Y J space / n enter q")
	if _, ok := b.last().(screen.Back); !ok {
		t.Errorf("%#v", b.last())
	}
}

func TestNextReportClosesTheSheet(t *testing.T) {
	b := open(t, newFake(), 80, 24)
	b.press("u J")
	if b.article.ID != 19 || b.sheet != nil || len(strings.Split(b.frame(), "\n")) != 25 {
		t.Errorf("article %d:\n%s", b.article.ID, b.frame())
	}
}

func TestSlowLoadIsAnnounced(t *testing.T) {
	b := open(t, newFake(), 80, 12)
	b.article = news.Article{}
	b.open(17, -1)
	if strings.TrimSpace(b.frame()) != "" {
		t.Errorf("\n%s", b.frame())
	}
	b.send(slowMsg{b.load.ticket})
	if !strings.Contains(b.frame(), "Opening the report") {
		t.Errorf("\n%s", b.frame())
	}
}

func TestPasteIsCleaned(t *testing.T) {
	b := open(t, newFake(), 80, 12)
	b.press("/")
	b.send(tea.PasteMsg{Content: "a\x1b]0;evil\x07\u202eb\nc"})
	if got := b.prompt.line.Value().String(); strings.ContainsAny(got, "\x1b\x07\n\u202e") {
		t.Errorf("%q", got)
	}
	b.frame()
}

func TestEverySize(t *testing.T) {
	for _, keys := range []string{"", "G", "u", "w", "a"} {
		b := open(t, newFake(), 80, 24)
		b.press(keys)
		for w := 20; w < 200; w += 7 {
			for h := 6; h < 60; h += 9 {
				b.SetSize(w, h)
				b.frame()
				if x, y, ok := b.Cursor(); ok && (x < 0 || y < 0 || x >= w || y >= h) {
					t.Errorf("%q at %dx%d: cursor at %d, %d", keys, w, h, x, y)
				}
			}
		}
		b.SetSize(0, 0)
		b.SetSize(1, 1)
		_ = b.View()
	}
}

func BenchmarkOpen(b *testing.B) {
	f := newFake()
	a := f.articles[17]
	var ps []para
	for range 250 {
		ps = append(ps, para{text.Para, strings.Repeat("The judge moved closing arguments to Thursday after the state’s late filing. ", 7)})
	}
	a.Text.Body = bodyOf(ps...)
	m := New(b.Context(), Config{
		Read: f, Mark: f, Explain: f, Keys: keymap.Default(), Theme: theme.New(theme.Options{}),
		Now: func() time.Time { return now }, Zone: time.UTC,
	})
	m.SetSize(120, 36)
	for b.Loop() {
		m.start()
		m.Update(loadedMsg{ticket: m.load.ticket, article: a, hits: hits()})
		_ = m.View()
	}
}
