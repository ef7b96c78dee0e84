package list

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
)

const (
	leastPage = 50    // rows asked for at once
	pages     = 6     // pages kept in the window
	farthest  = 5_000 // rows that Seek goes through
)

// way is why rows are loaded.
type way int

const (
	fromTop way = iota
	taken       // from the top, where the cursor has gone on
	fromEnd
	around // from a place on, where the cursor goes
	again  // the window once more, in its place
	older
	newer
)

// load is what is under way.
type load struct {
	request
	number int // of the last one; answers with another number are stale
	cancel context.CancelFunc
}

// request is what is asked for.
type request struct {
	way   way
	from  news.Place
	n     int
	newer bool
}

func (l *load) running() bool { return l.cancel != nil }

// loaded is the answer to a load. Only the list that asked takes it.
type loaded[T any] struct {
	list   *List[T]
	number int
	way    way
	page   Page[T]
	err    error
}

// Top loads the newest rows and chooses the first: the list begins anew.
func (l *List[T]) Top() tea.Cmd { return l.start(request{way: fromTop, n: l.page()}) }

// At loads the row at a place and what is older, and chooses it; or the next
// older one, if it is gone. The list begins there, and goes on both ways.
func (l *List[T]) At(p news.Place) tea.Cmd {
	p.ID++ // the row itself is wanted too
	return l.start(request{way: around, from: p, n: l.page()})
}

// First goes to the newest row, and takes in what has come.
func (l *List[T]) First() tea.Cmd {
	l.leap(l.AtTop())
	return l.start(request{way: taken, n: l.page()})
}

// Last goes to the oldest row.
func (l *List[T]) Last() tea.Cmd {
	if !l.below.more || l.cfg.Unordered {
		return l.Move(len(l.rows))
	}
	l.leap(false)
	return l.start(request{fromEnd, oldest(), l.page(), true})
}

// leap goes to the top of the window. Where the window is another one soon, no
// key may fall on a row of the old one: it is emptied.
func (l *List[T]) leap(stay bool) {
	l.Stay()
	if !stay {
		l.rows = nil
	}
	l.cursor, l.line = 0, 0
	l.settle()
}

// oldest is after the last row of any list.
func oldest() news.Place { return news.Place{Sort: time.Unix(0, 0).UTC()} }

// Reload loads the window again, because its rows have changed. The chosen row
// stays on its line; if it is gone, the next one takes its place. Rows newer
// than the window stay out of it.
func (l *List[T]) Reload() tea.Cmd {
	if l.load.running() && l.load.way < again {
		return l.start(l.load.request) // another window is on its way
	}
	if len(l.rows) == 0 {
		return l.Top()
	}
	l.part = nil
	r := request{way: again, n: max(len(l.rows), l.page())}
	if !l.cfg.Unordered {
		r.from = l.cfg.Place(&l.rows[0])
		r.from.ID++ // the row itself is wanted too
	}
	return l.start(r)
}

// start asks for rows. What was under way is ended, and its answer will be
// stale.
func (l *List[T]) start(r request) tea.Cmd {
	l.Cancel()
	ctx, cancel := context.WithCancel(l.ctx)
	l.load = load{request: r, number: l.load.number + 1, cancel: cancel}
	answer := loaded[T]{list: l, number: l.load.number, way: r.way}
	get := l.cfg.Load
	return func() tea.Msg {
		answer.page, answer.err = get(ctx, r.from, r.n, r.newer)
		return answer
	}
}

// Cancel ends the load under way, if there is one.
func (l *List[T]) Cancel() {
	if l.load.running() {
		l.load.cancel()
		l.load.cancel = nil
		l.load.number++
	}
}

// Update takes the answer to a load, if msg is one of this list's; mine says
// so. A stale answer changes nothing. A window loaded again is taken when all
// of it has come, so that the chosen row is never missed.
func (l *List[T]) Update(msg tea.Msg) (cmd tea.Cmd, mine bool, err error) {
	m, ok := msg.(loaded[T])
	if !ok || m.list != l {
		return nil, false, nil
	}
	if m.number != l.load.number {
		return nil, true, nil
	}
	l.load.cancel()
	l.load.cancel = nil
	if m.err != nil {
		l.seek = nil
		return nil, true, m.err
	}
	if left := l.load.n - len(m.page.Rows); m.way == again && m.page.SoFar && left > 0 {
		l.part = append(l.part, m.page.Rows...)
		return l.start(request{again, m.page.Next, left, false}), true, nil
	}
	if m.way == around && len(m.page.Rows) == 0 {
		return l.Top(), true, nil
	}
	l.take(m.way, m.page)
	if cmd := l.seekOn(); cmd != nil {
		return cmd, true, nil
	}
	l.trim()
	l.settle()
	return l.ahead(), true, nil
}

// take puts the rows of an answer into the window.
func (l *List[T]) take(w way, p Page[T]) {
	n := len(p.Rows)
	l.rolled = l.rolled && w >= again
	rest := edge{more: p.More || p.SoFar, sofar: p.SoFar, from: p.Next, count: -1}
	if !rest.more {
		rest.count = 0
	}
	switch w {
	case fromTop:
		l.rows, l.cursor, l.line = p.Rows, 0, 0
		l.above, l.below = edge{}, rest
	case taken:
		l.rows = p.Rows
		l.above, l.below = edge{}, rest
	case around:
		l.rows, l.cursor, l.line = p.Rows, 0, l.height/3
		l.above, l.below = edge{more: true, count: -1}, rest
	case fromEnd:
		l.rows, l.cursor, l.line = p.Rows, n-1, l.height
		l.above, l.below = rest, edge{}
	case again:
		l.takeAgain(append(l.part, p.Rows...), rest)
		l.part = nil
	case older:
		l.rows = append(l.rows, p.Rows...)
		if rest.count < 0 && l.below.count >= 0 {
			rest.count = max(l.below.count-n, 0)
		}
		l.below = rest
	case newer:
		l.rows = slices.Insert(l.rows, 0, p.Rows...)
		l.cursor += n
		if rest.count < 0 && l.above.count >= 0 {
			rest.count = max(l.above.count-n, 0)
		}
		l.above = rest
	}
}

// takeAgain puts the rows in the place of the old ones and finds the chosen
// row among them; if it is gone, the next of the old rows that is not, or else
// the one before.
func (l *List[T]) takeAgain(rows []T, rest edge) {
	at := make(map[key]int, len(rows))
	for i := range rows {
		at[l.key(&rows[i])] = i
	}
	old, cursor := l.rows, l.cursor
	l.rows, l.below = rows, rest
	for i := cursor; i < len(old); i++ {
		if j, ok := at[l.key(&old[i])]; ok {
			l.cursor = j
			return
		}
	}
	for i := cursor - 1; i >= 0; i-- {
		if j, ok := at[l.key(&old[i])]; ok {
			l.cursor = j
			return
		}
	}
	l.cursor = 0
}

// key is a place that can be compared.
type key struct{ sort, id int64 }

func (l *List[T]) key(row *T) key {
	p := l.cfg.Place(row)
	return key{p.Sort.UnixNano(), p.ID}
}

// page is how many rows are asked for at once.
func (l *List[T]) page() int { return max(leastPage, 2*l.height) }

// ahead loads on if the cursor comes near an end of the window, one load at a
// time.
func (l *List[T]) ahead() tea.Cmd {
	from, to := l.reach()
	switch near := l.page() / 2; {
	case l.load.running():
		return nil
	case l.below.more && len(l.rows)-to <= near:
		return l.start(request{older, l.end(), l.page(), false})
	case l.above.more && from < near:
		return l.start(request{newer, l.beginning(), l.page(), true})
	}
	return nil
}

// end is where the list goes on below the window.
func (l *List[T]) end() news.Place {
	if l.below.from != (news.Place{}) || len(l.rows) == 0 {
		return l.below.from
	}
	return l.cfg.Place(&l.rows[len(l.rows)-1])
}

// beginning is where the list goes on above the window.
func (l *List[T]) beginning() news.Place {
	if l.above.from != (news.Place{}) || len(l.rows) == 0 {
		return l.above.from
	}
	return l.cfg.Place(&l.rows[0])
}

// trim lets go of the rows farthest from the cursor, unless the wheel has gone
// to them.
func (l *List[T]) trim() {
	limit := pages * l.page()
	if len(l.rows) <= limit || l.cfg.Unordered || l.rolled {
		return
	}
	start := min(max(l.cursor-limit/2, 0), len(l.rows)-limit)
	end := start + limit
	l.above.drop(start)
	l.below.drop(len(l.rows) - end)
	l.rows = slices.Clone(l.rows[start:end])
	l.cursor -= start
}

// drop notes that n rows more lie beyond the edge.
func (e *edge) drop(n int) {
	if n == 0 {
		return
	}
	e.more, e.sofar, e.from = true, false, news.Place{}
	if e.count >= 0 {
		e.count += n
	}
}
