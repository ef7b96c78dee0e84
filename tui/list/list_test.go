package list

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
)

type row struct {
	id    int64
	lines int
	day   int
}

var start = time.Date(2026, 11, 17, 12, 0, 0, 0, time.UTC)

func (r *row) place() news.Place {
	return news.Place{Sort: start.Add(time.Duration(r.id) * time.Minute), ID: r.id}
}

// shelf is a long list in memory, newest first.
type shelf struct {
	rows  []row
	calls int
	err   error
	short int // give so many rows and say so far
}

func newShelf(n int) *shelf {
	s := &shelf{}
	for i := n; i > 0; i-- {
		s.rows = append(s.rows, row{id: int64(i), lines: 1, day: i / 5})
	}
	return s
}

func (s *shelf) load(ctx context.Context, from news.Place, n int, newer bool) (Page[row], error) {
	s.calls++
	if s.err != nil {
		return Page[row]{}, s.err
	}
	if err := ctx.Err(); err != nil {
		return Page[row]{}, err
	}
	before := func(r row) bool {
		return from != (news.Place{}) && !r.place().Sort.Before(from.Sort) && r.id >= from.ID
	}
	i := 0
	for i < len(s.rows) && before(s.rows[i]) {
		i++
	}
	if newer {
		for i > 0 && s.rows[i-1].place() == from {
			i--
		}
		lo := max(i-n, 0)
		return Page[row]{Rows: slices.Clone(s.rows[lo:i]), More: lo > 0}, nil
	}
	if s.short > 0 {
		hi := min(i+s.short, len(s.rows))
		p := Page[row]{Rows: slices.Clone(s.rows[i:hi]), SoFar: hi < len(s.rows)}
		if hi > 0 {
			p.Next = s.rows[hi-1].place()
		}
		return p, nil
	}
	hi := min(i+n, len(s.rows))
	return Page[row]{Rows: slices.Clone(s.rows[i:hi]), More: hi < len(s.rows)}, nil
}

func (s *shelf) list(t testing.TB, height int) *List[row] {
	l := New(t.Context(), Config[row]{
		Load:  s.load,
		Place: (*row).place,
		Lines: func(prev, r *row) (int, int) {
			if prev == nil || prev.day != r.day {
				return 1, r.lines
			}
			return 0, r.lines
		},
	})
	l.SetHeight(height)
	return l
}

// run runs a command and all that follows from it.
func run(t testing.TB, l *List[row], cmd tea.Cmd) {
	t.Helper()
	for n := 0; cmd != nil; n++ {
		if n > 1000 {
			t.Fatal("the loads do not end")
		}
		next, mine, err := l.Update(cmd())
		if !mine {
			t.Fatal("a list does not know its own message")
		}
		if err != nil {
			t.Fatal(err)
		}
		cmd = next
	}
}

func TestAListBeginsAtAPlace(t *testing.T) {
	for _, tt := range []struct{ at, want int64 }{{200, 200}, {400, 400}, {1, 1}, {0, 400}} {
		l := newShelf(400).list(t, 6)
		run(t, l, l.At((&row{id: tt.at}).place()))
		if l.Chosen().id != tt.want || !l.InSight() {
			t.Errorf("at %d: chosen %d", tt.at, l.Chosen().id)
		}
		for range 500 {
			run(t, l, l.Move(-1))
		}
		if l.Chosen().id != 400 || !l.AtTop() {
			t.Errorf("at %d: the newest is %d", tt.at, l.Chosen().id)
		}
	}
}

func draw(prev, r *row, chosen bool) []string {
	var lines []string
	if prev == nil || prev.day != r.day {
		lines = append(lines, fmt.Sprint("day ", r.day))
	}
	for i := range r.lines {
		s := fmt.Sprint(r.id)
		if chosen {
			s = ">" + s
		}
		if i > 0 {
			s += "'"
		}
		lines = append(lines, s)
	}
	return lines
}

func view(l *List[row]) string { return strings.Join(l.View(draw), "|") }

func want(t *testing.T, l *List[row], s string) {
	t.Helper()
	if got := view(l); got != s {
		t.Errorf("view\n%s, want\n%s", got, s)
	}
}

func TestScrollsOnlyAtTheEdge(t *testing.T) {
	l := newShelf(12).list(t, 6)
	want(t, l, "|||||")
	run(t, l, l.Top())
	want(t, l, "day 2|>12|11|10|day 1|9")
	run(t, l, l.Move(3))
	want(t, l, "day 2|12|11|10|day 1|>9")
	run(t, l, l.Move(1))
	want(t, l, "12|11|10|day 1|9|>8")
	run(t, l, l.Move(-2))
	want(t, l, "12|11|>10|day 1|9|8")
	run(t, l, l.Move(-2))
	want(t, l, "day 2|>12|11|10|day 1|9")
	run(t, l, l.Move(-1))
	want(t, l, "day 2|>12|11|10|day 1|9")
	run(t, l, l.Move(99))
	want(t, l, "5|day 0|4|3|2|>1")
	run(t, l, l.Page(-2))
	want(t, l, "10|day 1|9|8|7|>6")
}

func TestAShortListStandsAtTheTop(t *testing.T) {
	l := newShelf(2).list(t, 6)
	run(t, l, l.Top())
	run(t, l, l.Last())
	want(t, l, "day 0|2|>1|||")
	l.SetHeight(2)
	want(t, l, "2|>1")
	l.SetHeight(1)
	want(t, l, ">1")
	l.SetHeight(6)
	want(t, l, "day 0|2|>1|||")
}

func TestRowsOfSeveralLines(t *testing.T) {
	s := newShelf(4)
	for i := range s.rows {
		s.rows[i].lines = 2
	}
	l := s.list(t, 5)
	run(t, l, l.Top())
	run(t, l, l.Move(2))
	want(t, l, "4'|3|3'|>2|>2'")
	l.SetHeight(1)
	want(t, l, ">2")
	l.SetHeight(3)
	run(t, l, l.Move(-2))
	want(t, l, "day 0|>4|>4'")
}

func TestLoadsAheadAndLetsGo(t *testing.T) {
	s := newShelf(2000)
	l := s.list(t, 10)
	run(t, l, l.Top())
	for range 1500 {
		run(t, l, l.Move(1))
	}
	if got := l.Chosen().id; got != 500 {
		t.Errorf("chosen %d", got)
	}
	if l.Len() > pages*l.page() {
		t.Errorf("%d rows are held", l.Len())
	}
	if i, ok := l.Index(2000); i != 1500 || !ok {
		t.Errorf("index %d, %v", i, ok)
	}
	for range 1500 {
		run(t, l, l.Move(-1))
	}
	if i, ok := l.Index(2000); i != 0 || !ok || l.Chosen().id != 2000 {
		t.Errorf("index %d, %v, chosen %d", i, ok, l.Chosen().id)
	}
	if s.calls > 100 {
		t.Errorf("%d loads", s.calls)
	}
}

func TestLastAndFirst(t *testing.T) {
	l := newShelf(2000).list(t, 4)
	run(t, l, l.Top())
	run(t, l, l.Last())
	want(t, l, "4|3|2|>1")
	if i, ok := l.Index(2000); i != 1999 || !ok {
		t.Errorf("index %d, %v", i, ok)
	}
	cmd := l.First()
	if l.Chosen() != nil {
		t.Error("a key may fall on a row that is about to go")
	}
	run(t, l, cmd)
	want(t, l, "day 400|>2000|day 399|1999")
}

func TestNothingMovesWhenRowsCome(t *testing.T) {
	s := newShelf(30)
	l := s.list(t, 6)
	run(t, l, l.Top())
	run(t, l, l.Move(2))
	was := view(l)
	s.rows = append([]row{{id: 32, lines: 1, day: 6}, {id: 31, lines: 1, day: 6}}, s.rows...)
	run(t, l, l.Reload())
	want(t, l, was)
	run(t, l, l.First())
	want(t, l, "day 6|>32|31|30|day 5|29")
}

func TestFirstKeepsAKeyThatFollows(t *testing.T) {
	l := newShelf(30).list(t, 6)
	run(t, l, l.Top())
	cmd := l.First()
	run(t, l, nil)
	l.Move(1)
	run(t, l, cmd)
	if got := l.Chosen().id; got != 29 {
		t.Errorf("chosen %d", got)
	}
}

func TestReloadDoesNotLoseAnotherWindow(t *testing.T) {
	s := newShelf(30)
	l := s.list(t, 6)
	run(t, l, l.Top())
	s.rows = append([]row{{id: 31, lines: 1, day: 6}}, s.rows...)
	l.First()
	run(t, l, l.Reload())
	if got := l.Chosen().id; got != 31 {
		t.Errorf("chosen %d, want the newest", got)
	}
}

func TestReloadKeepsThePlace(t *testing.T) {
	s := newShelf(40)
	l := s.list(t, 6)
	run(t, l, l.Top())
	run(t, l, l.Move(12))
	run(t, l, l.Move(-2))
	line := l.Line()
	s.rows = slices.Delete(s.rows, 3, 6) // rows above go
	run(t, l, l.Reload())
	if l.Chosen().id != 30 || l.Line() != line {
		t.Errorf("chosen %d on line %d, want 30 on %d", l.Chosen().id, l.Line(), line)
	}
	s.rows = slices.DeleteFunc(s.rows, func(r row) bool { return r.id == 30 || r.id == 29 })
	run(t, l, l.Reload())
	if l.Chosen().id != 28 {
		t.Errorf("chosen %d, want the next one, 28", l.Chosen().id)
	}
	s.rows = s.rows[:3]
	run(t, l, l.Reload())
	if l.Chosen().id != 38 {
		t.Errorf("chosen %d, want the last one, 38", l.Chosen().id)
	}
	s.rows = nil
	run(t, l, l.Reload())
	want(t, l, "|||||")
}

func TestStaleAnswersAreDropped(t *testing.T) {
	s := newShelf(10)
	l := s.list(t, 4)
	first := l.Top()
	second := l.Top()
	stale := first()
	run(t, l, second)
	was := view(l)
	if cmd, mine, err := l.Update(stale); cmd != nil || !mine || err != nil {
		t.Errorf("stale: %v, %v, %v", cmd, mine, err)
	}
	want(t, l, was)
	if _, mine, _ := s.list(t, 4).Update(l.Top()()); mine {
		t.Error("a list takes the answer of another")
	}
}

func TestCancelledLoadEndsItsContext(t *testing.T) {
	s := newShelf(10)
	l := s.list(t, 4)
	cmd := l.Top()
	l.Cancel()
	if l.Searching() {
		t.Error("still loading")
	}
	m := cmd().(loaded[row])
	if !errors.Is(m.err, context.Canceled) {
		t.Errorf("error %v", m.err)
	}
	if _, _, err := l.Update(m); err != nil {
		t.Errorf("a canceled load fails aloud: %v", err)
	}
}

func TestAFailedLoadLeavesTheRows(t *testing.T) {
	s := newShelf(10)
	l := s.list(t, 4)
	run(t, l, l.Top())
	was := view(l)
	s.err = errors.New("disk")
	_, mine, err := l.Update(l.Reload()())
	if !mine || err == nil {
		t.Errorf("got %v, %v", mine, err)
	}
	want(t, l, was)
	s.err = nil
	run(t, l, l.Reload())
	want(t, l, was)
}

func TestSoFarGoesOn(t *testing.T) {
	s := newShelf(20)
	s.short = 3
	l := s.list(t, 4)
	cmd := l.Top()
	next, _, _ := l.Update(cmd())
	if next == nil || l.Len() != 3 || !l.Searching() {
		t.Fatalf("%d rows, searching %v", l.Len(), l.Searching())
	}
	run(t, l, next)
	if l.Len() != 20 || l.Searching() {
		t.Errorf("%d rows, searching %v", l.Len(), l.Searching())
	}
}

func TestReloadSoFarKeepsThePlace(t *testing.T) {
	s := newShelf(200)
	l := s.list(t, 6)
	run(t, l, l.Top())
	run(t, l, l.Move(40))
	s.short = 7
	cmd := l.Reload()
	for range 3 {
		cmd, _, _ = l.Update(cmd())
		if l.Chosen().id != 160 {
			t.Fatalf("chosen %d while the rows come", l.Chosen().id)
		}
	}
	run(t, l, cmd)
	if l.Chosen().id != 160 || l.Len() < 100 {
		t.Errorf("chosen %d of %d", l.Chosen().id, l.Len())
	}
}

func TestSeek(t *testing.T) {
	l := newShelf(2000).list(t, 5)
	run(t, l, l.Top())
	is := func(id int64) func(*row) bool { return func(r *row) bool { return r.id == id } }
	run(t, l, l.Seek(is(1998), false))
	if l.Chosen().id != 1998 || l.Line() != 4 {
		t.Errorf("chosen %d on line %d", l.Chosen().id, l.Line())
	}
	run(t, l, l.Seek(is(1000), false))
	if l.Chosen().id != 1000 || l.Line() != 2 {
		t.Errorf("chosen %d on line %d, want the middle", l.Chosen().id, l.Line())
	}
	run(t, l, l.Seek(is(1999), true))
	if l.Chosen().id != 1999 {
		t.Errorf("chosen %d", l.Chosen().id)
	}
	run(t, l, l.Seek(is(5000), false))
	if l.Chosen() == nil || l.Chosen().id != 1999 || l.Sought() {
		t.Errorf("nothing fits, chosen %v", l.Chosen())
	}
}

func TestUnordered(t *testing.T) {
	s := newShelf(300)
	l := New(t.Context(), Config[row]{
		Load: func(_ context.Context, from news.Place, _ int, newer bool) (Page[row], error) {
			if newer {
				t.Error("asked for newer rows")
			}
			if from.ID == -7 {
				return Page[row]{Rows: slices.Clone(s.rows[100:])}, nil
			}
			rows := slices.Clone(s.rows[:100])
			slices.Reverse(rows)
			return Page[row]{Rows: rows, More: true, Next: news.Place{ID: -7}}, nil
		},
		Place:     (*row).place,
		Lines:     func(_, _ *row) (int, int) { return 0, 1 },
		Unordered: true,
	})
	l.SetHeight(3)
	run(t, l, l.Top())
	run(t, l, l.Move(2))
	run(t, l, l.Reload())
	if l.Chosen().id != 203 {
		t.Errorf("chosen %d", l.Chosen().id)
	}
	run(t, l, l.Last())
	run(t, l, l.Last())
	if l.Chosen().id != 1 || l.Len() != 300 {
		t.Errorf("chosen %d of %d", l.Chosen().id, l.Len())
	}
}

// The cost of a key must not depend on how long the list is.
func BenchmarkMoveAndView(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			l := newShelf(n).list(b, 40)
			run(b, l, l.Top())
			down := true
			b.ReportAllocs()
			for b.Loop() {
				if l.Chosen().id == int64(n-40) || l.Chosen().id == int64(n) {
					down = l.Chosen().id == int64(n)
				}
				if down {
					l.Move(1)
				} else {
					l.Move(-1)
				}
				l.View(draw)
			}
		})
	}
}
