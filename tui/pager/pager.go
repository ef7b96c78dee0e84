package pager

import (
	"slices"
	"sort"

	"casewire/feeds/text"
	"casewire/tui/theme"
)

// A Model is a pager: a text, its marks, and the place where it is read. Sizes
// are in cells, places in bytes of the text.
type Model struct {
	theme   *theme.Theme
	measure int
	doc     Doc
	copy    copied
	marks   marks // of the copy
	finds   finds
	tail    func(width int) []Line

	width, height int
	head, foot    []Line
	lines         []line
	notes         map[int]string
	top           int // the first row shown, of all rows
	place         int // the byte at top; in the head -1 for its first row, and so on
}

// New returns an empty pager whose lines are at most measure cells wide.
func New(th *theme.Theme, measure int) *Model {
	return &Model{theme: th, measure: measure, place: -1}
}

// Set shows another text, from its beginning.
func (m *Model) Set(d Doc) {
	m.doc, m.copy, m.finds, m.tail = d, copyBody(&d.Body), finds{}, nil
	m.top, m.place = 0, -1
	marks := make([]Mark, 0, len(d.Marks))
	for _, k := range d.Marks {
		marks = append(marks, Mark{m.copy.span(limit(k.Span, d.Body.Text.Len())), k.Meaning})
	}
	m.marks = sortMarks(marks)
	m.lay()
}

// SetHead replaces the lines above the text, and keeps the place.
func (m *Model) SetHead(head func(width int) []Line) {
	m.doc.Head = head
	m.lay()
}

// SetTail puts lines below the text, made as those of the head are.
func (m *Model) SetTail(tail func(width int) []Line) {
	m.tail = tail
	m.lay()
}

// SetSize changes the room. What stood at the top stays there.
func (m *Model) SetSize(width, height int) {
	if width == m.width && height == m.height {
		return
	}
	wider := width != m.width
	m.width, m.height = width, height
	if wider {
		m.lay()
	}
	m.settle()
}

// Width returns how wide lines of text are.
func (m *Model) Width() int {
	return min(m.measure, m.full())
}

// full is how wide lines above and below the text may be.
func (m *Model) full() int { return max(m.width-m.left()-1, 1) }

// left is the margin: the bar and the blanks beside it.
func (m *Model) left() int {
	if m.width < 60 {
		return 2
	}
	return 3
}

// lay wraps everything for the width.
func (m *Model) lay() {
	if m.width == 0 {
		return
	}
	m.head, m.foot = nil, nil
	if m.doc.Head != nil {
		m.head = m.doc.Head(m.full())
	}
	if m.tail != nil {
		m.foot = m.tail(m.full())
	}
	m.lines = m.copy.lay(m.Width())
	m.layNotes()
	m.settle()
}

// settle brings the place to the top, as far as there are lines below it.
func (m *Model) settle() {
	top := len(m.head) + m.lineAt(m.copy.behind(max(m.place, 0)))
	if m.place < 0 {
		top = min(-1-m.place, len(m.head))
	}
	m.top = min(top, m.last())
}

// layNotes finds each note a place at its line or up to three below.
func (m *Model) layNotes() {
	m.notes = map[int]string{}
	_, width := m.noteColumn()
	if width == 0 {
		return
	}
	next := 0
	for _, n := range m.doc.Notes {
		at := m.lineAt(m.copy.before(n.At))
		if next = max(next, at); next > at+3 {
			continue
		}
		for _, s := range head(Wrap(n.Text.String(), width), 2) {
			m.notes[next] = n.Text.String()[s.Start:s.End]
			next++
		}
	}
}

// noteColumn returns where notes stand and how wide they may be; 0 if there is
// no room for any.
func (m *Model) noteColumn() (column, width int) {
	column = m.left() + m.Width() + 3
	if width = min(m.width-column-1, 40); width < 18 {
		return column, 0
	}
	return column, width
}

// head returns the first n of s.
func head[T any](s []T, n int) []T { return s[:min(n, len(s))] }

// lineAt returns the line in which byte pos of the copy is.
func (m *Model) lineAt(pos int) int {
	n := sort.Search(len(m.lines), func(i int) bool { return m.lines[i].start > pos })
	return max(n-1, 0)
}

// rows counts all rows.
func (m *Model) rows() int { return len(m.head) + len(m.lines) + len(m.foot) }

// last is the lowest top.
func (m *Model) last() int { return max(m.rows()-m.height, 0) }

// moveTo makes row the top, where it can be, and remembers the place.
func (m *Model) moveTo(row int) bool {
	old := m.top
	m.top = min(max(row, 0), m.last())
	if m.top == old {
		return false
	}
	switch i := m.top - len(m.head); {
	case i < 0:
		m.place = -1 - m.top
	case i < len(m.lines):
		m.place = m.copy.at(m.lines[i].start)
	}
	return true
}

// Scroll moves the text up by so many lines, down if they are negative. It
// returns false if it was there already.
func (m *Model) Scroll(lines int) bool { return m.moveTo(m.top + lines) }

// Page moves by n pages less one line.
func (m *Model) Page(n int) bool { return m.Scroll(n * max(m.height-1, 1)) }

// Half moves by n half pages.
func (m *Model) Half(n int) bool { return m.Scroll(n * max(m.height/2, 1)) }

// Begin goes to the first line.
func (m *Model) Begin() bool { return m.moveTo(0) }

// End goes to the last line.
func (m *Model) End() bool { return m.moveTo(m.last()) }

// AtEnd reports whether the last line is shown.
func (m *Model) AtEnd() bool { return m.top >= m.last() }

// GoTo brings byte at of the text on screen, a third from the top if it was
// not there.
func (m *Model) GoTo(at int) {
	row := len(m.head) + m.lineAt(m.copy.behind(at))
	if row < m.top || row >= m.top+m.height {
		m.moveTo(row - m.height/3)
	}
}

// Shown returns the part of the text that is on screen.
func (m *Model) Shown() text.Span {
	from := min(max(m.top-len(m.head), 0), len(m.lines))
	to := min(max(m.top+m.height-len(m.head), 0), len(m.lines))
	if from >= to {
		return text.Span{}
	}
	return text.Span{Start: m.copy.at(m.lines[from].start), End: m.copy.at(m.lines[to-1].end)}
}

// Percent returns how much of all lines is above the lower edge.
func (m *Model) Percent() int {
	if m.AtEnd() {
		return 100
	}
	return (m.top + m.height) * 100 / m.rows()
}

// NextNew goes to the next run of new text, or to the one before. It returns
// false if there is none.
func (m *Model) NextNew(forward bool) bool {
	first := len(m.head)
	here := max(m.top-first, 0)
	runs := m.newRuns()
	i := sort.Search(len(runs), func(i int) bool { return runs[i] > here })
	if !forward {
		i = sort.Search(len(runs), func(i int) bool { return runs[i] >= here }) - 1
	}
	if i < 0 || i >= len(runs) {
		return false
	}
	return m.moveTo(first + runs[i])
}

// newRuns returns the lines at which new text begins.
func (m *Model) newRuns() []int {
	var runs []int
	for _, k := range m.marks.all {
		if k.Meaning&Bright != 0 {
			runs = append(runs, m.lineAt(k.Span.Start))
		}
	}
	return slices.Compact(runs)
}
