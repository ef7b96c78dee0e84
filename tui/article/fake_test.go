package article

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/screen/screentest"
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

// press presses keys, parted by blanks.
func (b *bench) press(keys string) {
	for k := range strings.FieldsSeq(keys) {
		b.send(screentest.Key(k))
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
	return screentest.Frame(b.t, b.View(), b.width, b.height)
}
