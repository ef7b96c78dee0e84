// Package headlines is the list of reports: what is new, from whom, and when;
// narrowed by a query, searched, and marked.
package headlines

import (
	"context"
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/list"
	"casewire/tui/screen"
	"casewire/tui/theme"
	"casewire/tui/why"
)

// A Lister gives the rows. Its methods are called in commands.
type Lister interface {
	// Page gives the n articles that the filter lets through next to the
	// place, which is left out itself: older ones, or newer.
	Page(ctx context.Context, f news.Filter, from news.Place, n int, newer bool) (news.Page, error)
	Counts(ctx context.Context) (news.Counts, error)
}

// A Marker keeps what the reader does. Its methods are called in commands and
// return when it is stored.
type Marker interface {
	// Do does the act to the articles and says how many it changed. The note
	// is for SetNote alone.
	Do(ctx context.Context, act news.Act, note string, ids ...int64) (int, error)
	// DoAll does the act to all that the filter lets through.
	DoAll(ctx context.Context, act news.Act, f news.Filter) (int, error)
}

// A Judge tells how the rules do by the reader's marks. It is called in a
// command, after a mark was stored.
type Judge interface {
	// Disagree counts the marks that the rules disagree with, of all.
	Disagree(ctx context.Context) (n, of int, err error)
}

// An Explainer knows the rules.
type Explainer interface {
	why.Explainer
	// Check parses a query at once: how it is read, or what is wrong with it.
	Check(query string) (readsAs text.Clean, err error)
}

// A Teller knows who has a report. It is called in a command.
type Teller interface {
	// Members gives the articles of a report by its id, without their texts.
	Members(ctx context.Context, cluster int64) ([]news.Article, error)
}

// kind is the screen's name in the table of keys.
const kind = keymap.Headlines

// Config is what the screen works with.
type Config struct {
	List    Lister
	Mark    Marker
	Judge   Judge // may be nil
	Explain Explainer
	Members Teller // nil: a row is one article
	Keys    *keymap.Table
	Theme   *theme.Theme
	Now     func() time.Time
	Zone    *time.Location

	// From is where the list begins; the zero Place is its newest row.
	From news.Place
	// Feed is the address of the one feed whose articles are listed, kept or
	// not; empty: what is kept of all. Outlet is what it is called.
	Feed   string
	Outlet text.Clean
}

// Screen is the list of reports.
type Screen struct {
	ctx           context.Context
	cfg           Config
	rows          *list.List[news.Article]
	bindings      []binding
	width, height int

	filter  news.Filter
	rest    bool                    // near misses and what was dropped, instead of what is kept
	held    map[int64]news.Decision // rows that stay where they were, although they no longer belong there
	counts  counts
	waiting screen.Arrived // come in since the newest row was loaded
	loaded  bool           // the rows have come once
	used    bool           // a key was pressed here

	find   needle
	sought *news.Place // where a search for the next row began; nil: none is under way
	prompt *prompt     // nil: nothing is being typed
	why    why.Overlay
	tell   screen.Latest[report]
	open   *opened // the report whose outlets are shown; nil: none
}

// New makes the screen. Its loads end with ctx.
func New(ctx context.Context, cfg Config) *Screen {
	s := &Screen{ctx: ctx, cfg: cfg}
	s.filter.Reports = cfg.Members != nil && cfg.Feed == ""
	if s.filter.Feed = cfg.Feed; cfg.Feed != "" {
		s.filter.Decisions = []news.Decision{news.Keep, news.NearMiss, news.Drop}
	}
	s.rows = list.New(ctx, list.Config[news.Article]{
		Load:  s.loader(),
		Place: (*news.Article).Place,
		Lines: s.lines,
	})
	s.why = why.Overlay{Explain: cfg.Explain, Theme: cfg.Theme, Zone: cfg.Zone, Keys: cfg.Keys, Kind: kind}
	s.bind()
	return s
}

// Init loads the newest rows, or those where the reader left.
func (s *Screen) Init() tea.Cmd {
	if s.cfg.From != (news.Place{}) {
		return tea.Batch(s.rows.At(s.cfg.From), s.count())
	}
	return tea.Batch(s.rows.Top(), s.count())
}

// Place is where the cursor is, for Config.From; the zero Place where it is on
// the newest row, or the list is another one.
func (s *Screen) Place() news.Place {
	a := s.rows.Chosen()
	if i, ok := s.rows.Index(s.whole()); !s.plain() || a == nil || ok && i == 0 {
		return news.Place{}
	}
	return a.Place()
}

// SetSize gives the screen its room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.settle()
}

// settle gives the list the lines that the input leaves.
func (s *Screen) settle() { s.rows.SetHeight(max(s.height-len(s.bar()), 1)) }

// Typing reports whether keys are letters now.
func (s *Screen) Typing() bool { return s.prompt != nil }

// Keys are the rows for the foot line.
func (s *Screen) Keys() []keymap.Row {
	switch {
	case s.prompt != nil:
		return s.keys(keymap.Input, "accept", "cancel")
	case s.why.Open():
		return s.keys(kind, "back", "off", "on")
	case s.rest:
		return s.keys(kind, "open", "on", "why", "back")
	}
	if s.rows.Len() == 0 {
		return s.keys(kind, "poll-all", "rest", "sources", "search")
	}
	rows := s.keys(kind, "open", "outlets", "read", "narrow", "find", "star", "off", "why", "dismiss")
	switch a := s.rows.Chosen(); {
	case s.isOpen(a):
		rows[1].Short = "close"
	case a == nil || s.cfg.Members == nil || a.Report.Outlets < 2:
		rows = slices.Delete(rows, 1, 2)
	}
	return rows
}

func (s *Screen) keys(of keymap.Screen, names ...string) []keymap.Row {
	rows := make([]keymap.Row, len(names))
	for i, n := range names {
		rows[i] = s.cfg.Keys.Find(of, n)
	}
	return rows
}

// Cursor is where the real cursor sits: in the input, or on the chosen row.
func (s *Screen) Cursor() (x, y int, ok bool) {
	if s.prompt != nil {
		_, x := s.prompt.line.View(s.width)
		return x, s.height - len(s.bar()), true
	}
	y = s.rows.Line()
	if s.inside() != nil {
		first, _ := s.shownLines()
		y += s.height1() + s.open.at - first
	}
	return 0, y, s.rows.InSight() && y < s.height-len(s.bar())
}

// Status says which row of how many is chosen.
func (s *Screen) Status() text.Clean {
	i, ok := s.rows.Index(s.whole())
	switch n, all := s.rows.Total(); {
	case s.rows.Len() == 0 && s.loaded && s.rows.Searching():
		return text.Own("still looking")
	case s.rows.Len() == 0:
		return text.Clean{}
	case all && ok:
		return text.Sprintf("%s of %s", screen.Number(i+1), screen.Number(n))
	case s.whole() > 0 && ok:
		return text.Sprintf("%s of %s", screen.Number(i+1), screen.Number(max(s.whole(), s.rows.Len())))
	case ok && s.rows.Searching():
		return text.Sprintf("%s of %s so far", screen.Number(i+1), screen.Number(n))
	case ok:
		return text.Sprintf("%s of over %s", screen.Number(i+1), screen.Number(n))
	}
	return text.Clean{}
}

// whole is how long the list is, if the archive counts it.
func (s *Screen) whole() int {
	switch {
	case s.plain() && s.filter.Reports:
		return s.counts.Reports
	case s.plain():
		return s.counts.Kept
	case s.rest && s.filter.Query == "" && s.filter.Feed == "":
		return s.counts.NearMiss + s.counts.Dropped
	}
	return 0
}

// plain reports whether the list is all that is kept.
func (s *Screen) plain() bool { return !s.rest && s.filter.Query == "" && s.filter.Feed == "" }

// loader reads the rows of the list as it is narrowed now. It runs in a
// command and knows nothing of the screen.
func (s *Screen) loader() func(context.Context, news.Place, int, bool) (list.Page[news.Article], error) {
	src, filter, held := s.cfg.List, s.filter, maps.Clone(s.held)
	if s.rest {
		return func(ctx context.Context, from news.Place, n int, _ bool) (list.Page[news.Article], error) {
			return rest(ctx, src, filter, held, from, n)
		}
	}
	filter.Held = slices.Sorted(maps.Keys(held))
	return func(ctx context.Context, from news.Place, n int, newer bool) (list.Page[news.Article], error) {
		p, err := src.Page(ctx, filter, from, n, newer)
		return list.Page[news.Article]{Rows: p.Articles, More: p.More, SoFar: p.SoFar, Next: p.Next}, err
	}
}

// most is how many near misses are put in order.
const most = 500

// rest reads what is not kept: first the near misses, the nearest first, then
// what was dropped, newest first.
func rest(ctx context.Context, src Lister, f news.Filter, held map[int64]news.Decision, from news.Place, n int) (list.Page[news.Article], error) {
	f.Reports = false
	if from != (news.Place{}) {
		return part(ctx, src, f, news.Drop, held, from, n)
	}
	near, err := part(ctx, src, f, news.NearMiss, held, from, most)
	for err == nil && near.SoFar && len(near.Rows) < most {
		rows := near.Rows
		near, err = part(ctx, src, f, news.NearMiss, held, near.Next, most-len(rows))
		near.Rows = append(rows, near.Rows...)
	}
	if err != nil {
		return near, err
	}
	slices.SortStableFunc(near.Rows, func(a, b news.Article) int { return a.Verdict.Distance - b.Verdict.Distance })
	dropped, err := part(ctx, src, f, news.Drop, held, from, max(n-len(near.Rows), 1))
	dropped.Rows = append(near.Rows, dropped.Rows...)
	return dropped, err
}

// part reads what was decided so, and the rows that are held there.
func part(ctx context.Context, src Lister, f news.Filter, d news.Decision, held map[int64]news.Decision, from news.Place, n int) (list.Page[news.Article], error) {
	f.Decisions = []news.Decision{d}
	for _, id := range slices.Sorted(maps.Keys(held)) {
		if held[id] == d {
			f.Held = append(f.Held, id)
		}
	}
	p, err := src.Page(ctx, f, from, n, false)
	for i := range p.Articles {
		p.Articles[i].Verdict.Decision = d
	}
	return list.Page[news.Article]{Rows: p.Articles, More: p.More, SoFar: p.SoFar, Next: p.Next}, err
}

// renew shows the list as it is narrowed now, from its top.
func (s *Screen) renew() tea.Cmd {
	s.waiting, s.loaded = screen.Arrived{}, false
	s.rows.Use(s.loader(), s.rest)
	return s.rows.Top()
}

// reload loads the same rows again, in their places.
func (s *Screen) reload() tea.Cmd {
	s.rows.Use(s.loader(), s.rest)
	return tea.Batch(s.rows.Reload(), s.count(), s.openedAgain())
}

// counts are the numbers of the archive.
type counts struct {
	news.Counts
	load screen.Latest[news.Counts]
}

// count asks for the counts.
func (s *Screen) count() tea.Cmd { return s.counts.load.Start(s.ctx, s.cfg.List.Counts) }
