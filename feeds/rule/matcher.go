package rule

import (
	"slices"
	"sync"
)

// A matcher holds what queries need to be tested together on one sheet.
type matcher struct {
	v     *vocabulary
	tests []test
	pool  sync.Pool
}

// newMatcher makes one of queries; its tests are in their order.
func newMatcher(queries []expr) *matcher {
	m := &matcher{v: newVocabulary()}
	for _, x := range queries {
		m.tests = append(m.tests, m.test(x, anywhere))
	}
	return m
}

// sheet returns the places of a doc. The caller gives it back with done.
func (m *matcher) sheet(d *Doc) *sheet {
	s, ok := m.pool.Get().(*sheet)
	if !ok {
		s = &sheet{v: m.v, groups: make([][]place, m.v.groups)}
	}
	s.read(d)
	return s
}

func (m *matcher) done(s *sheet) {
	s.clear()
	m.pool.Put(s)
}

// test makes a test of an expression in a field.
func (m *matcher) test(x expr, f field) test {
	switch x := x.(type) {
	case *andExpr:
		return m.all(x, f)
	case *orExpr:
		return m.some(x, f)
	case *notExpr:
		return &noneTest{m.test(x.x, f), x}
	case *nearExpr:
		t := &nearTest{ops: x.ops, field: f, x: x}
		for _, arg := range x.args {
			t.args = append(t.args, m.terms(arg, f))
		}
		return t
	case *atLeastExpr:
		return &countTest{m.terms(x.x, f), x}
	case *fieldExpr:
		return m.test(x.x, x.field)
	case *setExpr:
		return m.set(x, f)
	case *termExpr:
		if !f.worded() {
			return &factTest{field: f, x: x}
		}
		return m.terms(x, f)
	case *regexExpr:
		if !f.worded() {
			return &factTest{field: f, x: x}
		}
		return &regexTest{x, f}
	}
	return &factTest{field: f, x: x}
}

func (m *matcher) all(x *andExpr, f field) test {
	t := &allTest{x: x}
	for _, arg := range x.args {
		t.args = append(t.args, m.test(arg, f))
	}
	t.order = slices.Clone(t.args)
	slices.SortStableFunc(t.order, func(a, b test) int { return a.cost() - b.cost() })
	return t
}

// set tests what stands in a set, and is called by the set's name.
func (m *matcher) set(x *setExpr, f field) test {
	t := m.test(x.set.x, f)
	if terms, ok := t.(*termsTest); ok {
		terms.x = x
	}
	return t
}

// some makes one group of all terms that are joined by OR.
func (m *matcher) some(x *orExpr, f field) test {
	if f.worded() && notNearable(x) == nil {
		return m.terms(x, f)
	}
	t := &someTest{x: x}
	var terms []*termExpr
	for _, arg := range x.args {
		if f.worded() && notNearable(arg) == nil {
			terms = gather(arg, terms)
		} else {
			t.args = append(t.args, m.test(arg, f))
		}
	}
	if len(terms) > 0 {
		t.args = append([]test{m.group(x, terms, f)}, t.args...)
	}
	slices.SortStableFunc(t.args, func(a, b test) int { return a.cost() - b.cost() })
	return t
}

// terms makes a test of what NEAR may have for an operand.
func (m *matcher) terms(x expr, f field) *termsTest { return m.group(x, gather(x, nil), f) }

func (m *matcher) group(x expr, terms []*termExpr, f field) *termsTest {
	t := &termsTest{group: m.v.group(terms), field: f, x: x}
	for _, term := range terms {
		t.longest = max(t.longest, int32(len(term.words)))
	}
	return t
}

// gather appends the terms that are joined by OR in x and its sets.
func gather(x expr, terms []*termExpr) []*termExpr {
	switch x := x.(type) {
	case *termExpr:
		return append(terms, x)
	case *setExpr:
		return gather(x.set.x, terms)
	case *orExpr:
		for _, arg := range x.args {
			terms = gather(arg, terms)
		}
	}
	return terms
}
