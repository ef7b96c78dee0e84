package rule

import (
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Query is a query that has been read. It may be used by many goroutines at
// once.
type Query struct {
	x       expr
	matcher *matcher
}

// Parse reads a query. It returns all faults that it can find; the Query is
// nil if one of them is more than a warning. sets may be nil.
func Parse(query string, scope Scope, sets *Sets) (*Query, []Fault) {
	p := &parser{src: query, scope: scope, sets: sets}
	x := p.rule()
	if hasErrors(p.faults) || x == nil {
		return nil, p.faults
	}
	return &Query{x: x, matcher: newMatcher([]expr{x})}, p.faults
}

// String returns the query in normal form: read again, it is the same.
func (q *Query) String() string { return q.x.String() }

// check says where a query only excludes.
func (p *parser) check(x expr) {
	if seeks(x) {
		return
	}
	if or, ok := x.(*orExpr); ok {
		for _, arg := range or.args {
			if !seeks(arg) {
				p.fault(arg.at().Start, arg.at().End, "this branch of OR only excludes", "say what it looks for: "+brief("… AND "+operand(arg)))
			}
		}
		return
	}
	p.fault(x.at().Start, x.at().End, "this only excludes", "say what it looks for: "+brief("… AND "+operand(x)))
}

// seeks reports whether x asks for something to be there: it cannot hold by
// absence alone.
func seeks(x expr) bool {
	switch x := x.(type) {
	case *notExpr:
		inner, twice := x.x.(*notExpr)
		return twice && seeks(inner.x)
	case *andExpr:
		for _, arg := range x.args {
			if seeks(arg) {
				return true
			}
		}
		return false
	case *orExpr:
		for _, arg := range x.args {
			if !seeks(arg) {
				return false
			}
		}
	case *fieldExpr:
		return seeks(x.x)
	case *setExpr:
		return x.set.x == nil || seeks(x.set.x)
	}
	return true
}

// Matches reports whether a doc fits the query, and where. The hits name no
// rule; they are in the order of the text.
func (q *Query) Matches(d *Doc) (bool, []news.Hit) {
	s := q.matcher.sheet(d)
	defer q.matcher.done(s)
	t := q.matcher.tests[0]
	if !t.holds(s) {
		return false, nil
	}
	return true, hits(s, t, text.Clean{}, news.KeepRule)
}
