package rule

import (
	"fmt"
	"sort"
	"strings"

	"casewire/feeds/text"
)

// How far an operand is from being met, where no words can be counted. A NEAR
// whose operands stand in one paragraph is as far as the words too many.
const (
	farApart = 500  // both are there, but in no paragraph together
	absent   = 1000 // it does not occur
	excluded = 2000 // what must not occur does
)

// A miss is why a rule just failed to keep a doc.
type miss struct {
	what     string // the operand that is unmet, in words
	distance int
	met      []test
}

// missOf returns the miss of a test that does not hold; nil if it is none:
// more than one operand of AND or NEAR is unmet, or none that is met stands in
// title or lead.
func missOf(s *sheet, t test) *miss {
	switch t := t.(type) {
	case *allTest:
		return t.miss(s)
	case *nearTest:
		return t.miss(s)
	case *someTest:
		var best *miss
		for _, arg := range t.args {
			if m := missOf(s, arg); m != nil && (best == nil || m.distance < best.distance) {
				best = m
			}
		}
		return best
	}
	return nil
}

func (t *allTest) miss(s *sheet) *miss {
	var unmet test
	var met []test
	for _, arg := range t.args {
		switch {
		case arg.holds(s):
			met = append(met, arg)
		case unmet != nil:
			return nil
		default:
			unmet = arg
		}
	}
	if unmet == nil || !leads(s, met) {
		return nil
	}
	m := lack(s, unmet)
	m.met = met
	return m
}

// lack says in words what an unmet test lacks.
func lack(s *sheet, t test) *miss {
	switch t := t.(type) {
	case *noneTest:
		return &miss{what: t.found(s) + " is there, and should not be", distance: excluded}
	case *nearTest:
		if k := t.loose(s); k >= 0 {
			return t.tooFar(s, k)
		}
	}
	return &miss{what: nothingOf(t.source()) + inWords(t), distance: absent}
}

// found names the first term that should not be there and is.
func (t *noneTest) found(s *sheet) string {
	if list := hits(s, t.arg, text.Clean{}, 0); len(list) > 0 {
		return list[0].Term.String()
	}
	return brief(operand(t.x.x))
}

// inWords names the field of a test that has one.
func inWords(t test) string {
	if terms, ok := t.(*termsTest); ok {
		return [...]string{anywhere: "", inTitle: " in the title", inLead: " in the lead", inBody: " in the text"}[terms.field]
	}
	return ""
}

// nothingOf names what is not there.
func nothingOf(x expr) string {
	switch x := x.(type) {
	case *termExpr:
		return "no " + x.String()
	case *orExpr:
		return "nothing of (" + several(x) + ")"
	case *setExpr:
		if or, ok := x.set.x.(*orExpr); ok {
			return "nothing of @" + x.set.name + " (" + several(or) + ")"
		}
	}
	return "nothing for " + brief(operand(x))
}

// several writes the operands of an OR, and counts those behind the sixth.
func several(x *orExpr) string {
	const most = 6
	names := make([]string, 0, most+1)
	for i, arg := range x.args {
		if i == most {
			names = append(names, fmt.Sprintf("%d more", len(x.args)-most))
			break
		}
		names = append(names, operand(arg))
	}
	return strings.Join(names, " OR ")
}

func (t *nearTest) miss(s *sheet) *miss {
	var gone []int
	for k, arg := range t.args {
		if !arg.holds(s) {
			gone = append(gone, k)
		}
	}
	k := -1
	switch len(gone) {
	case 0:
		k = t.loose(s)
	case 1:
		k = gone[0]
	}
	if k < 0 {
		return nil
	}
	met := make([]test, 0, len(t.args))
	for i, arg := range t.args {
		if i != k {
			met = append(met, arg)
		}
	}
	if !leads(s, met) {
		return nil
	}
	m := t.tooFar(s, k)
	m.met = met
	return m
}

// loose returns the one operand of a chain that all others miss, where all
// operands occur; -1 if there is none. Of two that miss each other it is the
// second, unless only the second stands in title or lead.
func (t *nearTest) loose(s *sheet) int {
	var apart []int
	for k := range t.ops {
		pair := t.pair(k)
		if !t.args[k].holds(s) || !t.args[k+1].holds(s) {
			return -1
		}
		if !pair.holds(s) {
			apart = append(apart, k)
		}
	}
	switch {
	case len(apart) == 0:
		return len(t.args) - 1 // each pair holds, but not with one place
	case len(apart) == 2 && apart[1] == apart[0]+1:
		return apart[1]
	case len(apart) > 1:
		return -1
	case len(t.args) == 2 && !leads(s, []test{t.args[0]}):
		return 0
	case apart[0] == 0 && len(t.args) > 2:
		return 0
	}
	return apart[0] + 1
}

// pair is the chain of operand k and the next alone.
func (t *nearTest) pair(k int) *nearTest {
	return &nearTest{args: t.args[k : k+2], ops: t.ops[k : k+1], field: t.field, x: t.x}
}

// tooFar says how far operand k is from its neighbours.
func (t *nearTest) tooFar(s *sheet, k int) *miss {
	at := max(k-1, 0)
	op := t.ops[at]
	what := nothingOf(t.args[k].x) + " within " + words(op.n)
	if op.n == 0 {
		what = nothingOf(t.args[k].x) + " right beside"
	}
	if !t.args[k].holds(s) {
		return &miss{what: what, distance: absent}
	}
	p, between := t.pair(at).nearest(s, k > 0)
	if p == nil {
		return &miss{what: what + " (in no paragraph together)", distance: farApart}
	}
	term := s.v.terms[p.term].x.raw
	if between <= op.n {
		return &miss{what: what + fmt.Sprintf(" (%s is there, but not in this order)", term), distance: 1}
	}
	return &miss{what: what + fmt.Sprintf(" (nearest: %s, %d)", term, between), distance: between - op.n}
}

func words(n int) string {
	if n == 1 {
		return "1 word"
	}
	return fmt.Sprintf("%d words", n)
}

// nearest returns the place of one operand of a pair that is nearest to the
// other in one paragraph or lead run, and how many words are between; of the
// second operand if second is true.
func (t *nearTest) nearest(s *sheet, second bool) (best *place, between int) {
	t.runs(s, func(args [][]point) bool {
		from, to := args[0], args[1]
		if !second {
			from, to = to, from
		}
		for _, q := range to {
			i := sort.Search(len(from), func(i int) bool { return from[i].last >= q.first })
			for _, p := range from[max(i-1, 0):min(i+2, len(from))] {
				if n := gap(p, q); n >= 0 && (best == nil || n < between) {
					best, between = q.place, n
				}
			}
		}
		return false
	})
	return best, between
}

// gap counts the words between two points of one run; -1 if they overlap or
// stand in two paragraphs.
func gap(p, q point) int {
	lead := p.place.leadLast >= 0 && q.place.leadLast >= 0 && p.first == p.place.leadFirst && q.first == q.place.leadFirst
	if !lead && (p.place.body != q.place.body || p.place.paragraph != q.place.paragraph) {
		return -1
	}
	switch {
	case p.last < q.first:
		return int(q.first - p.last - 1)
	case q.last < p.first:
		return int(p.first - q.last - 1)
	}
	return -1
}

// leads reports whether one of the tests, which hold, does so by a word of the
// title or the lead run.
func leads(s *sheet, met []test) bool {
	var seen leadMarker
	for _, t := range met {
		t.mark(s, &seen)
		if seen {
			return true
		}
	}
	return false
}

// A leadMarker is true once it was given a place in title or lead run.
type leadMarker bool

func (m *leadMarker) place(_ *sheet, p *place) { *m = *m || p.leadLast >= 0 }

func (m *leadMarker) span(s *sheet, _ expr, f field, body, paragraph int, span text.Span) {
	switch {
	case body >= 0:
		from := s.bodies[body].blocks[paragraph].Span.Start
		*m = *m || from+span.Start < s.bodies[body].leadEnd
	case f == inTitle:
		*m = true
	}
}
