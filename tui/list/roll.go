package list

import tea "charm.land/bubbletea/v2"

// Roll moves the rows by n lines under the cursor, towards the end or, if n is
// negative, towards the beginning. The chosen row stays chosen, though it may
// be out of sight; Stay and every move bring it back.
func (l *List[T]) Roll(n int) tea.Cmd {
	if len(l.rows) == 0 {
		return nil
	}
	l.rolled = true
	l.line -= n
	l.settle()
	return l.ahead()
}

// InSight reports whether the chosen row begins on the screen.
func (l *List[T]) InSight() bool { return len(l.rows) > 0 && l.line >= 0 && l.line < l.height }

// Click chooses the row that stands on the line of the screen, and leaves it
// there. It returns the row's line that was hit, from 0; ok is false if no row
// stands there.
func (l *List[T]) Click(y int) (own int, ok bool) {
	i, at := l.first()
	for ; i < len(l.rows) && at <= y; i++ {
		heading, lines := l.lines(i)
		if own := y - at - heading; own >= 0 && own < lines {
			l.Stay()
			l.cursor, l.line = i, at+heading
			l.settle()
			return own, true
		}
		at += heading + lines
	}
	return 0, false
}

// first is the first row that the screen shows some of, and the line on which
// its heading begins.
func (l *List[T]) first() (i, at int) {
	if len(l.rows) == 0 {
		return 0, 0
	}
	heading, _ := l.lines(l.cursor)
	i, at = l.cursor, l.line-heading
	for i > 0 && at > 0 {
		i--
		h, own := l.lines(i)
		at -= h + own
	}
	return i, at
}

// reach are the rows at the edges of what is on screen.
func (l *List[T]) reach() (from, to int) {
	if !l.rolled {
		return l.cursor, l.cursor
	}
	from, at := l.first()
	for to = from; to < len(l.rows)-1 && at < l.height; to++ {
		h, own := l.lines(to)
		at += h + own
	}
	for ; from < to && at < 0; from++ {
		h, own := l.lines(from)
		at += h + own
	}
	return from, to
}
