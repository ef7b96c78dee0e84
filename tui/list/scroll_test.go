package list

import "testing"

// rowsOf gives n rows of so many lines, each with a heading line above it.
func rowsOf(n, lines int) (starts, ends []int, all int) {
	for i := range n {
		starts = append(starts, i*(lines+1)+1)
		ends = append(ends, (i+1)*(lines+1))
	}
	return starts, ends, n*(lines+1) + 2
}

func scroll(n, lines, height int) *Scroll {
	s := &Scroll{Lead: 1}
	s.SetHeight(height)
	starts, ends, all := rowsOf(n, lines)
	s.Set(starts, ends, all, 0)
	return s
}

func TestScroll(t *testing.T) {
	for _, tt := range []struct {
		name        string
		rows, lines int
		keys        []string
		cursor, top int
	}{
		{"begin", 20, 1, nil, 0, 0},
		{"down", 20, 1, []string{"down", "down"}, 2, 0},
		{"down to the edge", 20, 1, []string{"down", "down", "down", "down", "down"}, 5, 2},
		{"page", 20, 1, []string{"page-down"}, 5, 10},
		{"half", 20, 1, []string{"half-down"}, 2, 5 - 1},
		{"page and back", 20, 1, []string{"page-down", "page-up"}, 0, 0},
		{"the end shows what is below", 20, 1, []string{"last"}, 19, 32},
		{"the first shows what is above", 20, 1, []string{"last", "first"}, 0, 0},
		{"past the end", 3, 1, []string{"page-down", "page-down", "down"}, 2, 0},
		{"above the first", 3, 1, []string{"up", "page-up"}, 0, 0},
		{"a row too long", 3, 30, []string{"down"}, 1, 31},
		{"another key", 3, 1, []string{"open"}, 0, 0},
	} {
		s := scroll(tt.rows, tt.lines, 10)
		for _, k := range tt.keys {
			s.Go(k)
		}
		if s.Cursor() != tt.cursor || s.Top() != tt.top {
			t.Errorf("%s: row %d, top %d; want row %d, top %d", tt.name, s.Cursor(), s.Top(), tt.cursor, tt.top)
		}
	}
}

func TestScrollKeepsItsPlace(t *testing.T) {
	s := scroll(50, 1, 10)
	s.Go("page-down")
	s.Go("down")
	line := s.Line()
	starts, ends, all := rowsOf(60, 1)
	s.Set(starts, ends, all, s.Cursor()+10)
	if s.Line() != line {
		t.Errorf("the chosen row went from line %d to %d", line, s.Line())
	}
	s.SetHeight(3)
	if s.Line() != 2 {
		t.Errorf("a smaller window took the chosen row to line %d", s.Line())
	}
	s.Set(nil, nil, 0, 5)
	s.Go("down")
	s.Go("page-down")
	if s.Cursor() != 0 || s.Top() != 0 {
		t.Errorf("without rows: row %d, top %d", s.Cursor(), s.Top())
	}
}

func TestTheWheelMovesTheLinesAndNotTheCursor(t *testing.T) {
	s := scroll(50, 1, 10)
	s.Go("down")
	for _, tt := range []struct {
		by, top int
		insight bool
	}{{3, 3, true}, {3, 6, false}, {1000, 92, false}, {-1000, 0, true}, {-3, 0, true}, {30, 30, false}} {
		s.Roll(tt.by)
		if s.Top() != tt.top || s.Cursor() != 1 || s.InSight() != tt.insight {
			t.Errorf("rolled by %d: top %d, row %d, in sight %v; want %v", tt.by, s.Top(), s.Cursor(), s.InSight(), tt)
		}
	}
	s.Go("down")
	if s.Cursor() != 2 || !s.InSight() {
		t.Errorf("a move leaves row %d out of sight at line %d", s.Cursor(), s.Line())
	}
	(&Scroll{}).Roll(3)
}

func TestRowsOfOneHeight(t *testing.T) {
	s := &Scroll{}
	s.SetHeight(5)
	s.SetRows(4, 2, 3)
	if s.Cursor() != 3 || s.Top() != 3 || !s.Click(0) || s.Cursor() != 1 {
		t.Errorf("row %d, top %d", s.Cursor(), s.Top())
	}
	if s.SetRows(0, 2, 0); s.InSight() || s.Click(0) {
		t.Error("there is a row where there is none")
	}
}

func TestScrollClick(t *testing.T) {
	s := scroll(20, 1, 10)
	s.Go("page-down")
	top := s.Top()
	for _, tt := range []struct {
		y      int
		ok     bool
		cursor int
	}{
		{3, true, 6},
		{3, true, 6},
		{4, false, 6}, // a heading
		{10, false, 6},
		{-1, false, 6},
	} {
		ok := s.Click(tt.y)
		if ok != tt.ok || s.Cursor() != tt.cursor || s.Top() != top {
			t.Errorf("line %d: %v, row %d, top %d", tt.y, ok, s.Cursor(), s.Top())
		}
	}
}
