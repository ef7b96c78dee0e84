// Package search is the screen that looks for words in everything stored: the
// best first, with the place where they stand.
package search

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/list"
	"casewire/tui/screen"
	"casewire/tui/theme"
	"casewire/tui/why"
)

// A Searcher looks into the archive. Its methods are called in commands, but
// for Read.
type Searcher interface {
	// Read says at once how a query is read, or what is wrong with it: then as
	// is empty.
	Read(query string) (as text.Clean, faults []input.Fault)
	// Search gives up to n results, the best first, from a number on that is 0
	// or Next of the page before. It may give fewer when it takes long.
	Search(ctx context.Context, query string, from, n int) (Page, error)
	// Spell says which words of a query that finds nothing are known.
	Spell(ctx context.Context, query string) (Spelling, error)
}

// A Page is a part of what a search found.
type Page struct {
	Results []Result
	Next    int
	More    bool
}

// A Result is an article that was found.
type Result struct {
	Article news.Article
	Snippet text.Clean
	Hits    []text.Span // in Snippet
	InTitle []text.Span // hits in the headline
	// Sentence is where the first hit stands; -1 if it is in none.
	Sentence int
	// Number is its place among the candidates; no two results have the same.
	Number int
}

// A Spelling is what is known of the words of a query.
type Spelling struct {
	Words []Word
	// Better is the query with words that are known; empty if there is none.
	Better text.Clean
}

// A Word of a query, in so many articles; Near is one like it if it is in none.
type Word struct {
	Text     text.Clean
	Articles int
	Near     text.Clean
	NearIn   int
}

// A Marker keeps what the reader does. It is called in a command and returns
// when it is stored.
type Marker interface {
	Do(ctx context.Context, act news.Act, note string, ids ...int64) (int, error)
}

// kind is the screen's name in the table of keys.
const kind = keymap.Search

// Config is what the screen works with.
type Config struct {
	Search  Searcher
	Mark    Marker
	Explain why.Explainer
	Keys    *keymap.Table
	Theme   *theme.Theme
	Now     func() time.Time
	Zone    *time.Location
}

// Screen is the search.
type Screen struct {
	ctx           context.Context
	cfg           Config
	width, height int

	line   *input.Line
	typing bool
	as     text.Clean // how the query is read; empty if it cannot be
	fault  *input.Fault
	pause  time.Duration // in typing, before it is searched
	number int           // of the last change of the query

	results  *list.List[Result]
	searched string // the query of the results; empty: none
	loaded   bool   // its first page has come
	spell    screen.Latest[Spelling]
	spelling *Spelling // of the query that was searched; nil: not asked

	why why.Overlay
}

const (
	// pause is how long the typing rests before the archive is searched.
	pause = 120 * time.Millisecond
	// longest is the most characters that a query may have.
	longest = 2000
)

// New makes the screen. Its loads end with ctx.
func New(ctx context.Context, cfg Config) *Screen {
	s := &Screen{ctx: ctx, cfg: cfg, pause: pause, typing: true, line: newLine(text.Clean{})}
	s.why = why.Overlay{Explain: cfg.Explain, Theme: cfg.Theme, Zone: cfg.Zone, Keys: cfg.Keys, Kind: kind}
	s.results = list.New(ctx, list.Config[Result]{
		Load:      s.loader(""),
		Place:     func(r *Result) news.Place { return news.Place{Sort: time.Unix(int64(r.Number), 0), ID: r.Article.ID} },
		Unordered: true,
		Lines:     func(_, _ *Result) (int, int) { return 0, s.perRow() },
	})
	return s
}

func newLine(query text.Clean) *input.Line { return input.New(text.Own("SEARCH"), query, longest) }

// loader reads the results of a query. It runs in a command and knows nothing
// of the screen.
func (s *Screen) loader(query string) func(context.Context, news.Place, int, bool) (list.Page[Result], error) {
	src := s.cfg.Search
	return func(ctx context.Context, from news.Place, n int, _ bool) (list.Page[Result], error) {
		p, err := src.Search(ctx, query, int(from.ID), n)
		next := list.Page[Result]{Rows: p.Results, More: p.More, SoFar: p.More && len(p.Results) < n}
		next.Next = news.Place{Sort: time.Unix(1, 0), ID: int64(p.Next)}
		return next, err
	}
}

// Init does nothing: there is no query yet.
func (s *Screen) Init() tea.Cmd { return nil }

// SetSize gives the screen its room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.settle()
}

// settle gives the list the lines that the query leaves.
func (s *Screen) settle() { s.results.SetHeight(max(s.height-len(s.head()), 1)) }

// Typing reports whether keys are letters now.
func (s *Screen) Typing() bool { return s.typing && !s.why.Open() }

// Keys are the rows for the foot line.
func (s *Screen) Keys() []keymap.Row {
	switch {
	case s.why.Open():
		return s.rows("back")
	case s.typing:
		accept, cancel := s.cfg.Keys.Find(keymap.Input, "accept"), s.cfg.Keys.Find(keymap.Input, "cancel")
		accept.Short, cancel.Short = "to the results", "leave"
		switch {
		case s.better().Len() > 0:
			accept.Short = "search that"
		case s.loaded && s.results.Len() == 0:
			return []keymap.Row{cancel}
		}
		return []keymap.Row{accept, cancel}
	}
	return s.rows("open", "find", "star", "why", "browser", "copy", "back")
}

func (s *Screen) rows(names ...string) []keymap.Row {
	rows := make([]keymap.Row, len(names))
	for i, n := range names {
		rows[i] = s.cfg.Keys.Find(kind, n)
	}
	return rows
}

// Status says which result is chosen.
func (s *Screen) Status() text.Clean {
	n, all := s.results.Total()
	i, ok := s.results.Index(0)
	switch {
	case s.searched == "" || !s.loaded || n == 0:
		return text.Clean{}
	case s.typing && all:
		return screen.Count(n, "article", "articles")
	case s.typing || !ok:
		return text.Sprintf("over %s", screen.Count(n, "article", "articles"))
	case all:
		return text.Sprintf("%s of %s", screen.Number(i+1), screen.Number(n))
	}
	return text.Sprintf("%s of over %s", screen.Number(i+1), screen.Number(n))
}

// Cursor is where the real cursor sits: in the query, or on the chosen result.
func (s *Screen) Cursor() (x, y int, ok bool) {
	switch {
	case s.typing:
		_, x := s.line.View(s.width)
		return x, 0, true
	case !s.results.InSight():
		return 0, 0, false
	}
	return 0, len(s.head()) + s.results.Line(), true
}

func (s *Screen) query() string { return s.line.Value().String() }

// better is the query to search instead; empty if there is none.
func (s *Screen) better() text.Clean {
	if s.spelling == nil || s.searched != s.query() {
		return text.Clean{}
	}
	return s.spelling.Better
}
