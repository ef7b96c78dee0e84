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
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

var now = time.Date(2026, 11, 17, 15, 0, 0, 0, time.UTC)

// para is a paragraph; <words> in it are a link.
type para struct {
	kind text.Kind
	s    string
}

func bodyOf(ps ...para) text.Body {
	var b text.Body
	var s strings.Builder
	for i, p := range ps {
		if i > 0 {
			s.WriteByte('\n')
		}
		from := s.Len()
		for rest := p.s; rest != ""; {
			before, link, ok := strings.Cut(rest, "<")
			s.WriteString(before)
			if !ok {
				break
			}
			link, rest, _ = strings.Cut(link, ">")
			words, url, _ := strings.Cut(link, "|")
			span := text.Span{Start: s.Len() - from, End: s.Len() - from + len(words)}
			b.Links = append(b.Links, text.Link{Paragraph: i, Span: span, URL: url})
			s.WriteString(words)
		}
		b.Blocks = append(b.Blocks, text.Block{Kind: p.kind, Span: text.Span{Start: from, End: s.Len()}})
		if p.kind.Prose() {
			b.Blocks[i].Sentences = sentencesOf(s.String()[from:])
		}
	}
	b.Text = text.Lines(s.String())
	return b
}

// sentencesOf parts a paragraph at its full stops.
func sentencesOf(p string) []text.Span {
	var all []text.Span
	for at := 0; at < len(p); {
		end := len(p)
		if n := strings.Index(p[at:], ". "); n >= 0 {
			end = at + n + 1
		}
		all = append(all, text.Span{Start: at, End: end})
		at = end + 1
	}
	return all
}

// trial is the report of the fixtures.
func trial() news.Article {
	published := time.Date(2026, 11, 17, 7, 32, 0, 0, time.FixedZone("", -7*3600))
	body := bodyOf(
		para{text.Para, "HARBOR CITY — Judge Lena Okafor on Tuesday moved closing arguments to Thursday after the state filed 214 pages of lab notes at nine the night before."},
		para{text.Para, "Marlow, 41, is charged with setting the fire that destroyed the Quay Street bakery in February. She has pleaded not guilty."},
		para{text.Quote, "“We were handed this at nine last night,” her lawyer, Paul Brandt, <told the court.|https://www.harborpost.example/2026/11/17/brandt?token=secret> “No one can read 214 pages between nine and nine.”"},
		para{text.Heading, "What comes next"},
		para{text.ListItem, "Closing arguments on Thursday, at 09:30."},
		para{text.ListItem, "The jury is expected to begin deliberating on <the Monday after|https://court.example/calendar>."},
		para{text.Image, "The court house on Quay Street"},
		para{text.Caption, "The court house on Monday. Photograph: M. Østergård"},
		para{text.Para, "The trial is in its third week. Prosecutors rested on Friday after calling 26 witnesses, among them the chemist whose first report named a different solvent."},
		para{text.Para, "In Ōsaka wrote 大阪の新聞「港湾市の裁判」 of it; ערב טוב from Haifa, and x\u0301q\u0301 👩‍👩‍👧‍👦 from a reader."},
	)
	return news.Article{
		ID: 17, Headline: text.Own("Judge moves closing arguments after late filing"),
		Outlet: text.Own("Harbor Post"), Byline: text.Own("Ana Ruiz"), URL: "https://harborpost.example/judge?id=4&x=a b",
		Dates: news.Dates{
			Published: news.Time{Time: published, From: news.FromFeed},
			FirstSeen: time.Date(2026, 11, 17, 14, 41, 0, 0, time.UTC), Fetched: now,
		},
		Verdict: news.Verdict{Decision: news.Keep, Tags: []text.Clean{text.Own("court"), text.Own("lab")}},
		Report:  news.Report{Outlets: 12},
		Size:    news.Size{Words: 640, Sentences: body.Sentences(), New: 3, Revisions: 3, FullText: true},
		Text:    news.Revision{Number: 1, Body: body},
	}
}

func hits() []news.Hit {
	return []news.Hit{
		{Kind: news.KeepRule, Field: news.InTitle, Paragraph: -1, Span: text.Span{Start: 12, End: 29}},
		{Kind: news.KeepRule, Field: news.InBody, Paragraph: 1, Span: text.Span{Start: 0, End: 6}},
		{Kind: news.TagRule, Field: news.InBody, Paragraph: 1, Span: text.Span{Start: 16, End: 23}},
		{Kind: news.KeepRule, Field: news.InBody, Paragraph: 99, Span: text.Span{Start: 0, End: 6}},
	}
}

// fake is the archive.
type fake struct {
	articles map[int64]news.Article
	list     []int64
	fresh    map[int64]bool
	did      []string
	err      error
}

func newFake() *fake {
	a, b, c := trial(), trial(), trial()
	b.ID, b.Headline, b.Size.New = 18, text.Own("Defence asks for a mistrial"), 2
	c.ID, c.Headline, c.Size.New = 19, text.Own("大阪の新聞: 港湾市の裁判 👩‍👩‍👧‍👦"), 0
	return &fake{
		articles: map[int64]news.Article{17: a, 18: b, 19: c},
		list:     []int64{17, 19, 18},
		fresh:    map[int64]bool{17: true, 18: true},
	}
}

func (f *fake) Article(ctx context.Context, id int64) (news.Article, []news.Hit, error) {
	if err := errors.Join(f.err, ctx.Err()); err != nil {
		return news.Article{}, nil, err
	}
	return f.articles[id], hits(), nil
}

func (f *fake) Neighbour(_ context.Context, id int64, dir int, onlyNew bool) (int64, error) {
	at := 0
	for i, n := range f.list {
		if n == id {
			at = i
		}
	}
	for at += dir; at >= 0 && at < len(f.list); at += dir {
		if !onlyNew || f.fresh[f.list[at]] {
			return f.list[at], nil
		}
	}
	return 0, nil
}

func (f *fake) Place(_ context.Context, id int64) (n, of int, err error) {
	return map[int64]int{17: 1, 18: 3}[id], 3, nil
}

func (f *fake) Do(_ context.Context, act news.Act, note string, ids ...int64) (int, error) {
	f.did = append(f.did, fmt.Sprint("do ", act, " ", note, ids))
	a := f.articles[ids[0]]
	switch act {
	case news.Star:
		a.State.Starred = true
	case news.Unstar:
		a.State.Starred = false
	case news.MarkRead:
		a.State.Read, a.State.ReadTo = true, a.Size.Sentences
	case news.MarkUnread:
		a.State.Read, a.State.ReadTo = false, 0
	case news.MarkOffStory:
		a.State.Mark = news.OffStory
	case news.ClearMark:
		a.State.Mark = news.NoMark
	case news.SetNote:
		a.State.Note = text.Line(note)
	default:
	}
	f.articles[ids[0]] = a
	return 1, f.err
}

func (f *fake) Opened(_ context.Context, id int64) error {
	a := f.articles[id]
	a.State.Read, a.Size.New = true, 0
	f.articles[id] = a
	f.did = append(f.did, fmt.Sprint("opened ", id))
	return nil
}

func (f *fake) ReadTo(_ context.Context, id int64, n int) error {
	f.did = append(f.did, fmt.Sprint("read ", id, " to ", n))
	return nil
}

func (f *fake) Why(_ context.Context, id int64) (news.Why, error) {
	return news.Why{Article: f.articles[id], Matches: []news.Match{{
		Rule: text.Own("people near the case"), Kind: news.KeepRule,
		Around: text.Own("Marlow, 41, returned to trial on Tuesday"), Hits: []text.Span{{Start: 0, End: 6}, {Start: 24, End: 29}},
	}}}, f.err
}

// bench runs a screen by hand.
type bench struct {
	*Model
	t       *testing.T
	fake    *fake
	actions []screen.Action
}

func open(t *testing.T, f *fake, width, height int) *bench {
	t.Helper()
	m := New(t.Context(), Config{
		Read: f, Mark: f, Explain: f, Keys: keymap.Default(), Theme: theme.New(theme.Options{Profile: colorprofile.TrueColor}),
		Now: func() time.Time { return now }, Zone: time.UTC,
		Article: 17, Sentence: -1, From: text.Own("Headlines"),
	})
	m.after = func(time.Duration, tea.Msg) tea.Cmd { return nil }
	m.SetSize(width, height)
	b := &bench{Model: m, t: t, fake: f}
	b.run(m.Init())
	return b
}

// run runs a command and gives what it returns to the screen.
func (b *bench) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			b.run(c)
		}
	default:
		b.send(msg)
	}
}

func (b *bench) send(msg tea.Msg) {
	action, cmd := b.Update(msg)
	if _, nothing := action.(screen.Nothing); !nothing {
		b.actions = append(b.actions, action)
	}
	b.run(cmd)
}

var named = map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "space": tea.KeySpace, "backspace": tea.KeyBackspace}

// press presses keys, parted by blanks.
func (b *bench) press(keys string) {
	for k := range strings.FieldsSeq(keys) {
		code, ok := named[k]
		msg := tea.KeyPressMsg{Code: code}
		if !ok {
			msg = tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
		}
		b.send(msg)
	}
}

// last returns the last action.
func (b *bench) last() screen.Action {
	if len(b.actions) == 0 {
		return nil
	}
	return b.actions[len(b.actions)-1]
}

func (b *bench) said() string {
	if s, ok := b.last().(screen.Say); ok {
		return s.Text.String()
	}
	return ""
}

func (b *bench) frame() string {
	b.t.Helper()
	v := ansi.Strip(b.View())
	lines := strings.Split(v, "\n")
	if len(lines) != b.height {
		b.t.Errorf("%d lines, want %d", len(lines), b.height)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w > b.width {
			b.t.Errorf("line %d has %d cells, want at most %d: %q", i, w, b.width, l)
		}
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

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
		"refused": func(a *news.Article) { a.Size = news.Size{Words: 42, Refused: 403} },
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
		{"+", fmt.Sprint("do ", news.MarkOnStory, " [17]"), "On the story, whatever the rules say.   z: undo"},
		{"-", fmt.Sprint("do ", news.MarkOffStory, " [17]"), "Off the story.   z: undo"},
		{"- -", fmt.Sprint("do ", news.ClearMark, " [17]"), "Your mark is taken away: the rules decide again.   z: undo"},
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
		"# x enter":   nil,
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
	if want := []string{"read 17 to 3", fmt.Sprint("read 17 to ", n)}; !reflect.DeepEqual(b.fake.did, want) {
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
	if got := b.prompt.input.Value(); strings.ContainsAny(got, "\x1b\x07\n\u202e") {
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
