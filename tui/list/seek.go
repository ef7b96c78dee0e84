package list

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// seek is a search that goes on while rows are loaded.
type seek[T any] struct {
	fits func(*T) bool
	up   bool
	at   T // the last row looked at, by its place
	left int
}

// Seek goes to the next row that fits, or the one before if up is set, and
// loads on until there is one. Nothing moves if there is none; Sought tells.
func (l *List[T]) Seek(fits func(*T) bool, up bool) tea.Cmd {
	if len(l.rows) == 0 {
		return nil
	}
	l.seek = &seek[T]{fits, up, *l.Chosen(), farthest}
	if cmd := l.seekOn(); cmd != nil {
		return cmd
	}
	return l.ahead()
}

// Sought reports whether a search is under way.
func (l *List[T]) Sought() bool { return l.seek != nil }

// Stay ends a search under way, and brings the chosen row back into sight.
func (l *List[T]) Stay() {
	l.seek = nil
	if l.rolled {
		l.rolled = false
		l.settle()
	}
}

// seekOn looks through the loaded rows not yet looked at. It returns a command
// if it must load on.
func (l *List[T]) seekOn() tea.Cmd {
	s := l.seek
	if s == nil {
		return nil
	}
	step, end := 1, len(l.rows)
	if s.up {
		step, end = -1, -1
	}
	for i := l.Find(&s.at) + step; i*step < end*step; i += step {
		s.left--
		s.at = l.rows[i]
		if s.fits(&l.rows[i]) {
			return l.GoTo(i)
		}
	}
	switch {
	case s.left <= 0:
	case s.up && l.above.more:
		return l.start(request{newer, l.beginning(), l.page(), true})
	case !s.up && l.below.more:
		return l.start(request{older, l.end(), l.page(), false})
	}
	l.seek = nil
	return nil
}

// Find is the index of the row that stands where row does, -1 if none does.
func (l *List[T]) Find(row *T) int {
	if row == nil {
		return -1
	}
	k := l.key(row)
	return slices.IndexFunc(l.rows, func(r T) bool { return l.key(&r) == k })
}
