package rule

import (
	"slices"
	"sort"
)

// A nearTest is a chain of NEAR.
type nearTest struct {
	args  []*termsTest
	ops   []nearOp
	field field
	x     expr
}

// A point is a place in a run of words: a paragraph, or the lead run.
type point struct {
	first, last int32
	place       *place
}

// fits reports whether q stands behind or before p as the operator asks.
func (op nearOp) fits(p, q point) bool {
	switch {
	case p.last < q.first:
		return q.first-p.last-1 <= int32(op.n)
	case q.last < p.first && !op.ordered:
		return p.first-q.last-1 <= int32(op.n)
	}
	return false
}

func (t *nearTest) holds(s *sheet) bool {
	for _, arg := range t.args {
		if len(s.groups[arg.group]) == 0 {
			return false
		}
	}
	return t.runs(s, func(args [][]point) bool { return t.chains(args) != nil })
}

func (t *nearTest) mark(s *sheet, m marker) {
	seen := map[*place]bool{}
	t.runs(s, func(args [][]point) bool {
		for k, points := range t.chains(args) {
			for _, i := range points {
				if p := args[k][i].place; !seen[p] {
					seen[p] = true
					m.place(s, p)
				}
			}
		}
		return false
	})
}

func (t *nearTest) cost() int    { return 2 }
func (t *nearTest) source() expr { return t.x }

// runs calls visit with the points of each operand: once for all paragraphs,
// whose positions are far apart, and once for each lead run. It stops when
// visit returns true, and returns that.
func (t *nearTest) runs(s *sheet, visit func(args [][]point) bool) bool {
	args := make([][]point, len(t.args))
	if t.field != inLead {
		for k, arg := range t.args {
			args[k] = arg.points(s)
		}
		if visit(args) {
			return true
		}
	}
	if t.field != inLead && t.field != anywhere {
		return false
	}
	for b := range max(len(s.bodies), 1) {
		for k, arg := range t.args {
			args[k] = arg.leadPoints(s, int32(b))
		}
		if visit(args) {
			return true
		}
	}
	return false
}

// points are the places that count in the test's field.
func (t *termsTest) points(s *sheet) []point {
	list := s.groups[t.group]
	points := make([]point, 0, len(list))
	for i := range list {
		if p := &list[i]; t.field.has(p) {
			points = append(points, point{p.first, p.last, p})
		}
	}
	return points
}

// leadPoints are the places in the lead run of a body.
func (t *termsTest) leadPoints(s *sheet, body int32) []point {
	list := s.groups[t.group]
	var points []point
	for i := range list {
		if p := &list[i]; p.leadLast >= 0 && (p.body == body || p.body < 0) {
			points = append(points, point{p.leadFirst, p.leadLast, p})
		}
	}
	return points
}

// chains returns, for each operand, which of its points are part of a full
// chain; nil if there is none. Points are ordered by their last word.
func (t *nearTest) chains(args [][]point) [][]int {
	alive := make([][]int, len(args))
	for i := range args[0] {
		alive[0] = append(alive[0], i)
	}
	for k, op := range t.ops {
		for j, q := range args[k+1] {
			if anyNear(q, args[k], alive[k], int32(op.n), t.args[k].longest, func(p point) bool { return op.fits(p, q) }) {
				alive[k+1] = append(alive[k+1], j)
			}
		}
		if len(alive[k+1]) == 0 {
			return nil
		}
	}
	for k := len(t.ops) - 1; k >= 0; k-- {
		op, next := t.ops[k], k+1
		alive[k] = slices.DeleteFunc(alive[k], func(i int) bool {
			p := args[k][i]
			return !anyNear(p, args[next], alive[next], int32(op.n), t.args[next].longest, func(q point) bool { return op.fits(p, q) })
		})
	}
	return alive
}

// anyNear reports whether fits holds for one of the chosen points that may be
// at most n words from q. longest is the length of the longest term among them.
func anyNear(q point, points []point, chosen []int, n, longest int32, fits func(point) bool) bool {
	low, high := q.first-n-1, q.last+n+longest
	from := sort.Search(len(chosen), func(i int) bool { return points[chosen[i]].last >= low })
	for _, i := range chosen[from:] {
		if points[i].last > high {
			break
		}
		if fits(points[i]) {
			return true
		}
	}
	return false
}
