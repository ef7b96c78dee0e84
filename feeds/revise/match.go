package revise

import "sort"

// maxCells bounds the table of one comparison; what is larger is split at
// tokens that occur once on each side.
const maxCells = 1 << 19

// A pair is a place in each of two lists.
type pair struct{ before, after int }

// match returns pairs of equal tokens, ascending on both sides, that weigh the
// most or nearly so. weight is by token.
func match(a, b []int32, weight []int32) []pair {
	m := matcher{weight: weight}
	m.match(a, b, 0, 0)
	return m.pairs
}

type matcher struct {
	weight []int32
	pairs  []pair
	table  []int32
}

func (m *matcher) match(a, b []int32, i, j int) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		m.pairs = append(m.pairs, pair{i, j})
		a, b, i, j = a[1:], b[1:], i+1, j+1
	}
	tail := 0
	for tail < min(len(a), len(b)) && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	a, b = a[:len(a)-tail], b[:len(b)-tail]
	switch {
	case len(a) == 0 || len(b) == 0:
	case len(a) <= maxCells/len(b):
		m.best(a, b, i, j)
	default:
		m.split(a, b, i, j)
	}
	for k := range tail {
		m.pairs = append(m.pairs, pair{i + len(a) + k, j + len(b) + k})
	}
}

// best finds the heaviest common subsequence.
func (m *matcher) best(a, b []int32, i, j int) {
	w := len(b) + 1
	if need := (len(a) + 1) * w; cap(m.table) < need {
		m.table = make([]int32, need)
	}
	t := m.table[:(len(a)+1)*w]
	clear(t[len(a)*w:])
	for x := len(a) - 1; x >= 0; x-- {
		t[x*w+len(b)] = 0
		for y := len(b) - 1; y >= 0; y-- {
			v := max(t[(x+1)*w+y], t[x*w+y+1])
			if a[x] == b[y] {
				v = max(v, t[(x+1)*w+y+1]+m.weight[a[x]])
			}
			t[x*w+y] = v
		}
	}
	for x, y := 0, 0; x < len(a) && y < len(b); {
		switch v := t[x*w+y]; {
		case a[x] == b[y] && v == t[(x+1)*w+y+1]+m.weight[a[x]]:
			m.pairs = append(m.pairs, pair{i + x, j + y})
			x, y = x+1, y+1
		case v == t[(x+1)*w+y]:
			x++
		default:
			y++
		}
	}
}

// split matches the tokens that occur once on each side, as far as they keep
// their order, and then what lies between them.
func (m *matcher) split(a, b []int32, i, j int) {
	x, y := 0, 0
	for _, p := range ascending(once(a, b)) {
		m.match(a[x:p.before], b[y:p.after], i+x, j+y)
		m.pairs = append(m.pairs, pair{i + p.before, j + p.after})
		x, y = p.before+1, p.after+1
	}
	if x > 0 {
		m.match(a[x:], b[y:], i+x, j+y)
	}
}

// once returns the tokens that occur once on each side, in the order of a.
func once(a, b []int32) []pair {
	type seen struct{ inA, inB, at int }
	count := make(map[int32]*seen, len(b))
	for y, id := range b {
		if s := count[id]; s != nil {
			s.inB++
		} else {
			count[id] = &seen{inB: 1, at: y}
		}
	}
	for _, id := range a {
		if s := count[id]; s != nil {
			s.inA++
		}
	}
	var list []pair
	for x, id := range a {
		if s := count[id]; s != nil && s.inA == 1 && s.inB == 1 {
			list = append(list, pair{x, s.at})
		}
	}
	return list
}

// ascending returns a longest run of pairs, not necessarily neighbours, that
// ascends in new; they ascend in old already.
func ascending(list []pair) []pair {
	var ends []int // index of the last pair of the best run of each length
	before := make([]int, len(list))
	for k, p := range list {
		n := sort.Search(len(ends), func(n int) bool { return list[ends[n]].after >= p.after })
		before[k] = -1
		if n > 0 {
			before[k] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, k)
		} else {
			ends[n] = k
		}
	}
	if len(ends) == 0 {
		return nil
	}
	run := make([]pair, len(ends))
	for k, n := ends[len(ends)-1], len(ends)-1; n >= 0; k, n = before[k], n-1 {
		run[n] = list[k]
	}
	return run
}
