package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/headlines"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/screen/screentest"
	"casewire/tui/theme"
)

var now = time.Date(2026, 11, 17, 14, 36, 0, 0, time.UTC)

// paper is an archive in memory, enough for the headlines.
type paper struct {
	state  State
	err    error
	undone int
	edit   *Edit
	turns  []Turn
	asks   []Ask
	ran    []string
}

var lines = []struct {
	at, headline, outlet, tag string
	fresh, outlets, revisions int
	corrected, read, starred  bool
}{
	{at: "2026-11-17 14:32", headline: "Judge moves closing arguments after late filing", outlet: "Harbor Post", fresh: 6, outlets: 12, tag: "court"},
	{at: "2026-11-17 13:05", headline: "Defence asks for a mistrial over the lab notebook", outlet: "Wire Service", fresh: 2, revisions: 2, outlets: 4, tag: "court"},
	{at: "2026-11-17 11:48", headline: "Five things to know about the Marlow trial", outlet: "Morning Star"},
	{at: "2026-11-17 09:40", headline: "What the jury has heard so far", outlet: "The Ledger", read: true, starred: true, tag: "court"},
	{at: "2026-11-16 21:17", headline: "Chemist contradicts her first report on the stand", outlet: "Channel 6", fresh: 1, corrected: true, outlets: 5, tag: "lab"},
	{at: "2026-11-16 18:02", headline: "Jurors visit Quay Street", outlet: "Harbor Post", read: true, outlets: 7, tag: "court"},
	{at: "2026-11-16 08:15", headline: "Bakery owner tells of the night of the fire", outlet: "The Ledger", read: true},
	{at: "2026-11-13 16:20", headline: "State rests after eleven days", outlet: "Wire Service", read: true, outlets: 15, tag: "court"},
	{at: "2026-11-13 12:31", headline: "判事、二本目の映像を証拠と認めず", outlet: "港日報", read: true, outlets: 3, tag: "court"},
}

func (p *paper) Page(_ context.Context, f news.Filter, from news.Place, _ int, newer bool) (news.Page, error) {
	var page news.Page
	if f.Decisions != nil || newer || from.Sort.Before(now.AddDate(0, 0, -3)) && !from.Sort.IsZero() {
		return page, p.err
	}
	for i, l := range lines {
		at, _ := time.Parse("2006-01-02 15:04", l.at)
		a := news.Article{
			ID: int64(100 - i), Headline: text.Line(l.headline), Outlet: text.Line(l.outlet), URL: "https://news.example/" + l.at[11:13],
			Dates:   news.Dates{Sort: at},
			Verdict: news.Verdict{Decision: news.Keep},
			State:   news.State{Read: l.read, Starred: l.starred},
			Report:  news.Report{Outlets: max(l.outlets, 1), Shown: int64(100 - i), Opens: int64(100 - i)},
			Size:    news.Size{New: l.fresh, Revisions: max(l.revisions, 1), Corrected: l.corrected},
		}
		if l.tag != "" {
			a.Verdict.Tags = []text.Clean{text.Line(l.tag)}
		}
		page.Articles = append(page.Articles, a)
	}
	return page, p.err
}

func (p *paper) Counts(context.Context) (news.Counts, error) { return p.state.Counts, p.err }

func (p *paper) Do(context.Context, news.Act, string, ...int64) (int, error) { return 1, p.err }

func (p *paper) DoAll(context.Context, news.Act, news.Filter) (int, error) { return 1, p.err }

func (p *paper) Why(context.Context, int64) (news.Why, error) { return news.Why{}, p.err }

func (p *paper) Check(string) (text.Clean, error) { return text.Clean{}, p.err }

func (p *paper) State(context.Context) (State, error) { return p.state, p.err }

func (p *paper) Undo(context.Context) (text.Clean, error) {
	p.undone++
	return text.Own("Unread again."), p.err
}

func (p *paper) Redo(context.Context) (text.Clean, error) {
	p.undone--
	return text.Own("Read."), p.err
}

func (p *paper) Edited(context.Context) (*Edit, error) { return p.edit, p.err }

var commands = []Candidate{
	{text.Own("list"), text.Own("narrow the list by a query")},
	{text.Own("mark"), text.Own("mark reports")},
	{text.Own("open"), text.Own("read a report")},
	{text.Own("people"), text.Own("who is in it")},
	{text.Own("theme"), text.Own("dark, light, contrast or mono")},
}

func (p *paper) Complete(line string) []Candidate {
	all := commands
	if rest, ok := strings.CutPrefix(line, "people "); ok {
		line, all = rest, []Candidate{{Line: text.Own("people Dana Marlow")}, {Line: text.Own("people Lena Okafor")}}
	}
	var fit []Candidate
	for _, c := range all {
		if strings.HasPrefix(strings.TrimPrefix(c.Line.String(), "people "), line) || strings.HasPrefix(c.Line.String(), line) {
			fit = append(fit, c)
		}
	}
	return fit
}

func (p *paper) Run(_ context.Context, line string, at Spot) Answer {
	p.ran = append(p.ran, fmt.Sprint(line, " @", at.Screen, "/", at.Article))
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "list":
		return Answer{Action: screen.Show{Screen: screen.Headlines, Query: rest}}
	case "mark":
		return Answer{Action: screen.Say{Text: text.Own("Marked.")}, Changed: true}
	case "theme":
		return Answer{Action: screen.Set{Name: "theme", Value: rest}}
	case "story":
		return Answer{Action: screen.Switch{Story: rest}}
	}
	return Answer{Unknown: true}
}

func (p *paper) Stories(context.Context) ([]StoryRow, error) {
	return []StoryRow{
		{Story: "demo", Title: text.Own("State v. Marlow"), Note: text.Own("built in"), Here: true},
		{Story: "flood", Title: text.Own("The flood at Harbor City")},
		{Story: "broken", Note: text.Own("2 errors in its file")},
	}, p.err
}

func (p *paper) Poll(_ context.Context, ask Ask) <-chan Turn {
	p.asks = append(p.asks, ask)
	c := make(chan Turn, len(p.turns))
	for _, t := range p.turns {
		c <- t
	}
	close(c)
	return c
}

// page is a screen that keeps what it is told.
type page struct {
	name   string
	got    []tea.Msg
	typing bool
	bare   bool
	answer screen.Action // to a key
	w, h   int
	inits  int
}

func (p *page) Init() tea.Cmd { p.inits++; return nil }

func (p *page) Update(m tea.Msg) (screen.Action, tea.Cmd) {
	p.got = append(p.got, m)
	k, ok := m.(tea.KeyPressMsg)
	switch {
	case !ok:
		return screen.Nothing{}, nil
	case p.answer != nil:
		return p.answer, nil
	case p.typing:
		return screen.Nothing{}, nil
	}
	return screen.Pass{Msg: k}, nil
}

func (p *page) View() string {
	rows := make([]string, p.h)
	for i := range rows {
		rows[i] = strings.Repeat(" ", p.w)
	}
	if p.h > 0 {
		rows[0] = theme.New(theme.Options{}).Fit(" "+p.name, p.w)
	}
	return strings.Join(rows, "\n")
}

func (p *page) SetSize(w, h int)           { p.w, p.h = w, h }
func (p *page) Keys() []keymap.Row         { return keymap.Default().Own(keymap.Article) }
func (p *page) Status() text.Clean         { return text.Own("38 %") }
func (p *page) Cursor() (x, y int, b bool) { return 0, 0, true }
func (p *page) Typing() bool               { return p.typing }
func (p *page) Bare() bool                 { return p.bare }

// keys are the keys that the screen got.
func (p *page) keys() string {
	var s []string
	for _, m := range p.got {
		if k, ok := m.(tea.KeyPressMsg); ok {
			s = append(s, k.String())
		}
	}
	return strings.Join(s, " ")
}

// reading is a page of an article.
type reading struct{ page }

// Pointed is the article that the page was opened for.
func (p *reading) Pointed() (o screen.Open, ok bool) {
	for _, m := range p.got {
		if last, is := m.(screen.Open); is {
			o, ok = last, true
		}
	}
	return o, ok
}

func (p *page) was(want tea.Msg) bool {
	for _, m := range p.got {
		if _, key := m.(tea.KeyPressMsg); !key && m == want {
			return true
		}
	}
	return false
}

// desk is the window with its fakes.
type desk struct {
	t       testing.TB
	app     *App
	paper   *paper
	sources *page
	article *reading
	quit    bool
	browsed []string
	glances []int64 // articles that were shown beside the list
	entered []int64 // and those that the reader went to
}

func story() news.Story {
	return news.Story{
		Title: text.Own("State v. Marlow"),
		Scheduled: []news.Fact{
			{Date: news.Date{Year: 2026, Month: 11, Day: 17}, Clock: 9 * time.Hour, Text: text.Own("Over already")},
			{Date: news.Date{Year: 2026, Month: 11, Day: 23}, Clock: -1, Text: text.Own("Jury begins")},
			{Date: news.Date{Year: 2026, Month: 11, Day: 19}, Clock: 9*time.Hour + 30*time.Minute, Text: text.Own("closing arguments")},
		},
	}
}

func sit(t testing.TB, width, height int, o theme.Options) *desk {
	t.Helper()
	d := &desk{
		t:       t,
		paper:   &paper{state: State{Counts: news.Counts{Kept: 1204, Unread: 3, NewReports: 3, Feeds: 43, Poll: 7, LastPoll: now.Add(-4 * time.Minute), LastKept: now, Begun: true}}},
		sources: &page{name: "the sources"},
		article: &reading{page{name: "the article", bare: true}},
	}
	th, keys := theme.New(o), keymap.Default()
	clock := func() time.Time { return now }
	d.app = New(t.Context(), Config{
		Story: story(),
		Screens: map[screen.ID]screen.Screen{
			screen.Headlines: headlines.New(t.Context(), headlines.Config{
				List: d.paper, Mark: d.paper, Explain: d.paper, Keys: keys, Theme: th, Now: clock, Zone: time.UTC,
			}),
			screen.Sources: d.sources,
		},
		NewArticle: func(o screen.Open) screen.Screen {
			d.article.got = append(d.article.got, o)
			return d.article
		},
		Glance: func(o screen.Open) (screen.Screen, func(context.Context) error) {
			d.glances = append(d.glances, o.Article)
			d.article.got = append(d.article.got, o)
			return d.article, func(context.Context) error { d.entered = append(d.entered, o.Article); return d.paper.err }
		},
		State: d.paper, Poll: d.paper, Journal: d.paper, Command: d.paper, Stories: d.paper, Mouse: true,
		Browse: func(_ context.Context, url string) error {
			d.browsed = append(d.browsed, url)
			if strings.HasPrefix(url, "-") {
				return errors.New("open browser: this is no web address")
			}
			return nil
		},
		Keys: keys, Theme: th, Now: clock, Zone: time.UTC,
	})
	d.app.after = func(_ time.Duration, m tea.Msg) tea.Cmd { return func() tea.Msg { return m } }
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	d.run(tea.Batch(d.app.start(screen.Headlines), d.app.loadState()))
	return d
}

// run runs a command and what comes of it. Ticks are left alone: the window
// under test never waits.
func (d *desk) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch m := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range m {
			d.run(c)
		}
	case tea.QuitMsg:
		d.quit = true
	default:
		d.send(m)
	}
}

func (d *desk) send(m tea.Msg) {
	_, cmd := d.app.Update(m)
	d.run(cmd)
}

func (d *desk) press(keys ...string) {
	for _, k := range keys {
		d.send(screentest.Key(k))
	}
}

// write types letters.
func (d *desk) write(s string) {
	for _, r := range s {
		d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}
