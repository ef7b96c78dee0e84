// Package list is a cursor and a loaded window on a list of any length, newest
// first. It asks for pages from where it stands, loads ahead, and keeps the
// chosen row on its line of the screen whatever comes or goes around it.
package list

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
)

// A Page is a part of a list.
type Page[T any] struct {
	Rows []T // in the order of the list, whatever the direction asked for
	// More is true if the list goes on in the direction asked for.
	More bool
	// SoFar is true if time ran out before the page was full.
	SoFar bool
	// Next is the place to go on from; zero is that of the last row.
	Next news.Place
}

// Config is what a list needs to know of its rows.
type Config[T any] struct {
	// Load gives the n rows next after the place, or next before it if newer
	// is set, the place itself left out. It runs in a command.
	Load func(ctx context.Context, from news.Place, n int, newer bool) (Page[T], error)
	// Place is where the row stands. No two rows stand at one place.
	Place func(*T) news.Place
	// Unordered says that rows do not stand in the order of their places, and
	// that Load only goes on: it is called with Page.Next, and never for newer.
	Unordered bool
	// Lines are how many lines the row takes, and how many its heading above
	// it; prev is the row before, or nil.
	Lines func(prev, row *T) (heading, own int)
}

// A List is a window on a long list. The rows are loaded by commands that its
// methods return; Update takes what they bring.
type List[T any] struct {
	ctx    context.Context
	cfg    Config[T]
	height int

	rows   []T
	cursor int  // index of the chosen row
	line   int  // of the screen, where the chosen row begins
	rolled bool // the wheel has moved the rows, and the chosen one may be out of sight

	part         []T // of a window loaded again, what has come so far
	above, below edge
	load         load
	seek         *seek[T]
}

// edge is what is known beyond an end of the window.
type edge struct {
	more bool
	from news.Place // where to go on; zero is the last row
	// sofar is true while time ran out before a page was full.
	sofar bool
	// count is how many rows lie beyond; -1 if nobody knows.
	count int
}

// New makes an empty list. Its loads end with ctx.
func New[T any](ctx context.Context, cfg Config[T]) *List[T] {
	return &List[T]{ctx: ctx, cfg: cfg, height: 1, above: edge{count: -1}, below: edge{count: -1}}
}

// Use gives the list other rows to load. Those it has stay until they are
// loaded again.
func (l *List[T]) Use(load func(context.Context, news.Place, int, bool) (Page[T], error), unordered bool) {
	l.cfg.Load, l.cfg.Unordered = load, unordered
}

// SetHeight gives the list its lines. The chosen row stays in sight.
func (l *List[T]) SetHeight(lines int) {
	l.height = max(lines, 1)
	l.settle()
}

// Len is how many rows are loaded.
func (l *List[T]) Len() int { return len(l.rows) }

// Chosen returns the chosen row, nil if there is none. It is valid until the
// next Update.
func (l *List[T]) Chosen() *T {
	if len(l.rows) == 0 {
		return nil
	}
	return &l.rows[l.cursor]
}

// Rows returns the loaded rows, to be read until the next Update.
func (l *List[T]) Rows() []T { return l.rows }

// Line is where on the screen the chosen row begins.
func (l *List[T]) Line() int { return l.line }

// AtTop reports whether nothing newer than the window is known.
func (l *List[T]) AtTop() bool { return !l.above.more }

// Index is the chosen row's number, from 0; ok is false if nobody knows. total
// is how long the list is, for one that was opened at its end.
func (l *List[T]) Index(total int) (i int, ok bool) {
	switch {
	case len(l.rows) == 0:
		return 0, false
	case l.above.count >= 0:
		return l.above.count + l.cursor, true
	case l.below.count >= 0:
		i = total - l.below.count - len(l.rows) + l.cursor
		return i, i >= 0
	}
	return 0, false
}

// Total is how many rows are known of; all is true if there are no others.
func (l *List[T]) Total() (n int, all bool) {
	n = max(l.above.count, 0) + len(l.rows) + max(l.below.count, 0)
	return n, l.above.count >= 0 && l.below.count >= 0
}

// Searching reports whether the list is still being gone through.
func (l *List[T]) Searching() bool { return l.load.running() || l.below.sofar || l.above.sofar }

// Move goes n rows down, or up if n is negative.
func (l *List[T]) Move(n int) tea.Cmd {
	l.Stay()
	for ; n > 0 && l.cursor < len(l.rows)-1; n-- {
		_, own := l.lines(l.cursor)
		heading, _ := l.lines(l.cursor + 1)
		l.line += own + heading
		l.cursor++
	}
	for ; n < 0 && l.cursor > 0; n++ {
		heading, _ := l.lines(l.cursor)
		_, own := l.lines(l.cursor - 1)
		l.line -= own + heading
		l.cursor--
	}
	l.settle()
	return l.ahead()
}

// Scroll goes down by as many rows as fill n lines, or up if n is negative,
// at least by one; the chosen row stays on its line where it can.
func (l *List[T]) Scroll(n int) tea.Cmd {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	l.Stay()
	for n > 0 && l.cursor+step >= 0 && l.cursor+step < len(l.rows) {
		l.cursor += step
		heading, own := l.lines(l.cursor)
		n -= heading + own
	}
	l.settle()
	return l.ahead()
}

// Page goes n half screens down, or up if n is negative.
func (l *List[T]) Page(n int) tea.Cmd { return l.Scroll(n * l.height / 2) }

// GoTo chooses the loaded row at the index. One that is far away comes to the
// middle of the screen.
func (l *List[T]) GoTo(i int) tea.Cmd {
	if d := i - l.cursor; -l.height < d && d < l.height {
		return l.Move(d)
	}
	l.Stay()
	l.cursor, l.line = i, l.height/2
	l.settle()
	return l.ahead()
}

// View draws exactly the list's lines. draw gives the lines of a row with its
// heading, as many as Config.Lines says.
func (l *List[T]) View(draw func(prev, row *T, chosen bool) []string) []string {
	view := make([]string, l.height)
	if len(l.rows) == 0 {
		return view
	}
	for i, at := l.first(); i < len(l.rows) && at < l.height; i++ {
		for _, s := range draw(l.before(i), &l.rows[i], i == l.cursor) {
			if at >= 0 && at < l.height {
				view[at] = s
			}
			at++
		}
	}
	return view
}

// before is the row before i, nil if none is loaded.
func (l *List[T]) before(i int) *T {
	if i == 0 {
		return nil
	}
	return &l.rows[i-1]
}

func (l *List[T]) lines(i int) (heading, own int) { return l.cfg.Lines(l.before(i), &l.rows[i]) }

// settle brings the chosen row into sight, and leaves no blank lines above the
// first row, nor below the last while rows above are out of sight.
func (l *List[T]) settle() {
	if len(l.rows) == 0 {
		l.cursor, l.line = 0, 0
		return
	}
	l.cursor = min(max(l.cursor, 0), len(l.rows)-1)
	heading, own := l.lines(l.cursor)
	if !l.rolled {
		l.line = max(min(l.line, l.height-own), min(heading, max(l.height-own, 0)))
	}
	room := l.height - l.line - own
	if below := l.linesBelow(room); below < room && !l.below.more {
		l.line += room - below
	}
	if above := heading + l.linesAbove(l.line-heading); above < l.line {
		l.line = above
	}
}

// linesBelow counts the lines after the chosen row, up to enough.
func (l *List[T]) linesBelow(enough int) int {
	n := 0
	for i := l.cursor + 1; i < len(l.rows) && n < enough; i++ {
		heading, own := l.lines(i)
		n += heading + own
	}
	return n
}

// linesAbove counts the lines before the chosen row's heading, up to enough.
func (l *List[T]) linesAbove(enough int) int {
	n := 0
	for i := l.cursor - 1; i >= 0 && n < enough; i-- {
		heading, own := l.lines(i)
		n += heading + own
	}
	return n
}
