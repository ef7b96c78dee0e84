package list

import "slices"

// A Scroll is a cursor on rows that are all at hand, each of some lines, and
// the part of the lines that is on the screen. Lines between rows, such as
// headings, can be seen and not chosen.
type Scroll struct {
	// Lead is how many lines above the chosen row stay in sight with it.
	Lead int

	starts []int // the line at which each row begins
	ends   []int // the line at which it ends
	lines  int   // of all, rows or not
	height int
	cursor int
	top    int
	rolled bool // the wheel has moved the lines, and the chosen row may be out of sight
}

// Set gives the rows: the lines at which each begins and ends, ascending, and
// how many lines there are in all. The cursor goes to row i, which stays on
// the line of the screen that the chosen row was on.
func (s *Scroll) Set(starts, ends []int, lines, i int) {
	line := s.Line()
	if len(s.starts) == 0 {
		line = -1
	}
	s.starts, s.ends, s.lines = starts, ends, lines
	s.cursor = max(min(i, len(starts)-1), 0)
	if line >= 0 && len(starts) > 0 {
		s.top = s.starts[s.cursor] - line
	}
	s.settle()
}

// SetRows gives n rows that stand one below the other, each of so many lines.
// The cursor goes to row i, as Set has it.
func (s *Scroll) SetRows(n, each, i int) {
	starts, ends := make([]int, n), make([]int, n)
	for r := range n {
		starts[r], ends[r] = r*each, (r+1)*each
	}
	s.Set(starts, ends, n*each, i)
}

// SetHeight gives the lines on the screen. The chosen row stays in sight.
func (s *Scroll) SetHeight(lines int) {
	s.height = max(lines, 1)
	s.settle()
}

// Cursor is the chosen row.
func (s *Scroll) Cursor() int { return s.cursor }

// Top is the first line on the screen.
func (s *Scroll) Top() int { return s.top }

// Line is the line of the screen on which the chosen row begins.
func (s *Scroll) Line() int {
	if len(s.starts) == 0 {
		return 0
	}
	return s.starts[s.cursor] - s.top
}

// InSight reports whether the chosen row begins on the screen.
func (s *Scroll) InSight() bool {
	return len(s.starts) > 0 && s.Line() >= 0 && s.Line() < s.height
}

// GoTo chooses row i, or the nearest that there is. What stands above the first
// row or below the last comes into sight with it.
func (s *Scroll) GoTo(i int) {
	s.rolled = false
	s.cursor = max(min(i, len(s.starts)-1), 0)
	switch {
	case s.cursor == 0:
		s.top = 0
	case s.cursor == len(s.starts)-1:
		s.top = s.lines
	}
	s.settle()
}

// Roll moves the lines by n under the cursor, towards the end or, if n is
// negative, towards the beginning. The chosen row stays chosen, though it may
// be out of sight; every move brings it back.
func (s *Scroll) Roll(n int) {
	s.rolled = true
	s.top += n
	s.settle()
}

// Click chooses the row that stands on the line of the screen and leaves it
// there. It returns false if none stands there.
func (s *Scroll) Click(y int) bool {
	at := s.top + y
	if y < 0 || y >= s.height {
		return false
	}
	for i := range s.starts {
		if at >= s.starts[i] && at < s.ends[i] {
			s.cursor = i
			s.settle()
			return true
		}
	}
	return false
}

// Go does what the row of the table of keys of that name does with the cursor;
// false if nothing.
func (s *Scroll) Go(name string) bool {
	switch name {
	case "down":
		s.GoTo(s.cursor + 1)
	case "up":
		s.GoTo(s.cursor - 1)
	case "first":
		s.GoTo(0)
	case "last":
		s.GoTo(len(s.starts) - 1)
	case "half-down":
		s.by((s.height + 1) / 2)
	case "half-up":
		s.by(-(s.height + 1) / 2)
	case "page-down":
		s.by(s.height)
	case "page-up":
		s.by(-s.height)
	default:
		return false
	}
	return true
}

// by moves the screen by lines, and the cursor to the row that is then on its
// line of the screen; by one row at least.
func (s *Scroll) by(lines int) {
	if len(s.starts) == 0 {
		return
	}
	at, found := slices.BinarySearch(s.starts, s.starts[s.cursor]+lines)
	if !found && lines > 0 {
		at--
	}
	if lines > 0 {
		at = max(at, s.cursor+1)
	} else {
		at = min(at, s.cursor-1)
	}
	s.top += lines
	s.GoTo(at)
}

// settle keeps the chosen row on the screen unless the wheel took it away, and
// the screen on the lines. Of a row too long for the screen the beginning is
// shown.
func (s *Scroll) settle() {
	low, high := 0, max(s.lines-s.height, 0)
	if len(s.starts) > 0 && !s.rolled {
		high = min(high, max(s.starts[s.cursor]-s.Lead, 0))
		low = min(max(s.ends[s.cursor]-s.height, 0), high)
		if s.cursor == 0 && s.starts[0] < s.height {
			low = 0 // what stands above it is read first
		}
	}
	s.top = max(min(s.top, high), low)
}
