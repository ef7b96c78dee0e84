package rule

import (
	"strings"

	"casewire/feeds/text"
)

// A test is a part of a query made ready to be tested on sheets.
type test interface {
	// holds reports whether the doc of the sheet fits.
	holds(s *sheet) bool
	// mark gives the places that made it hold to the marker.
	mark(s *sheet, m marker)
	// cost orders tests: what costs less is tested first.
	cost() int
	// source is what the test was made of.
	source() expr
}

// A marker takes the places of words, and spans of other fields.
type marker interface {
	place(s *sheet, p *place)
	span(s *sheet, x expr, f field, body, paragraph int, span text.Span)
}

// has reports whether a place counts in a field.
func (f field) has(p *place) bool {
	switch f {
	case inTitle:
		return p.body < 0
	case inLead:
		return p.leadLast >= 0
	case inBody:
		return p.body >= 0
	default:
		return true
	}
}

// A termsTest asks for one of the terms of a group.
type termsTest struct {
	group   int32
	field   field
	x       expr
	longest int32 // words of the longest term
}

func (t *termsTest) holds(s *sheet) bool {
	list := s.groups[t.group]
	if t.field == anywhere {
		return len(list) > 0
	}
	for i := range list {
		if t.field.has(&list[i]) {
			return true
		}
	}
	return false
}

func (t *termsTest) mark(s *sheet, m marker) {
	list := s.groups[t.group]
	for i := range list {
		if t.field.has(&list[i]) {
			m.place(s, &list[i])
		}
	}
}

func (t *termsTest) cost() int    { return 0 }
func (t *termsTest) source() expr { return t.x }

// A countTest is ATLEAST. Feed text and page text tell the same report, so
// they are counted apart.
type countTest struct {
	terms *termsTest
	x     *atLeastExpr
}

func (t *countTest) holds(s *sheet) bool {
	list := s.groups[t.terms.group]
	title, body, number, end := 0, 0, int32(-1), int32(-1)
	for i := range list {
		p := &list[i]
		if p.body > number {
			number, body = p.body, 0
		}
		if !t.terms.field.has(p) || p.first <= end {
			continue
		}
		end = p.last
		if p.body < 0 {
			title++
		} else {
			body++
		}
		if title+body >= t.x.n {
			return true
		}
	}
	return false
}

func (t *countTest) mark(s *sheet, m marker) { t.terms.mark(s, m) }
func (t *countTest) cost() int               { return 1 }
func (t *countTest) source() expr            { return t.x }

// An allTest is AND.
type allTest struct {
	args  []test // as written
	order []test // as tested
	x     expr
}

func (t *allTest) holds(s *sheet) bool {
	for _, arg := range t.order {
		if !arg.holds(s) {
			return false
		}
	}
	return true
}

func (t *allTest) mark(s *sheet, m marker) {
	for _, arg := range t.args {
		arg.mark(s, m)
	}
}

func (t *allTest) cost() int    { return t.order[len(t.order)-1].cost() }
func (t *allTest) source() expr { return t.x }

// A someTest is OR.
type someTest struct {
	args []test
	x    expr
}

func (t *someTest) holds(s *sheet) bool {
	for _, arg := range t.args {
		if arg.holds(s) {
			return true
		}
	}
	return false
}

func (t *someTest) mark(s *sheet, m marker) {
	for _, arg := range t.args {
		if arg.holds(s) {
			arg.mark(s, m)
		}
	}
}

func (t *someTest) cost() int    { return t.args[len(t.args)-1].cost() }
func (t *someTest) source() expr { return t.x }

// A noneTest is NOT.
type noneTest struct {
	arg test
	x   *notExpr
}

func (t *noneTest) holds(s *sheet) bool     { return !t.arg.holds(s) }
func (t *noneTest) mark(s *sheet, m marker) {}
func (t *noneTest) cost() int               { return t.arg.cost() }
func (t *noneTest) source() expr            { return t.x }

// A regexTest asks for a regular expression in a field with words. It is never
// across paragraphs.
type regexTest struct {
	x     *regexExpr
	field field
}

func (t *regexTest) holds(s *sheet) bool {
	found := false
	t.each(s, 1, func(int, int, []int) { found = true })
	return found
}

func (t *regexTest) mark(s *sheet, m marker) {
	t.each(s, maxHits, func(body, paragraph int, at []int) {
		f := inTitle
		if body >= 0 {
			f = inBody
		}
		m.span(s, t.x, f, body, paragraph, text.Span{Start: at[0], End: at[1]})
	})
}

// each calls found with at most n matches in each paragraph.
func (t *regexTest) each(s *sheet, n int, found func(body, paragraph int, at []int)) {
	if t.field != inBody {
		for _, at := range t.x.find(s.doc.Title, n) {
			found(-1, 0, at)
		}
	}
	if t.field == inTitle {
		return
	}
	for b := range s.bodies {
		src := s.doc.Bodies[b].Text.String()
		if t.field == inLead {
			src = src[:s.bodies[b].leadEnd]
		}
		if !strings.Contains(src, t.x.needed) {
			continue
		}
		for k, block := range s.bodies[b].blocks {
			if block.Span.Start >= len(src) {
				break
			}
			for _, at := range t.x.find(src[block.Span.Start:min(block.Span.End, len(src))], n) {
				found(b, k, at)
			}
		}
	}
}

// find returns at most n matches.
func (x *regexExpr) find(s string, n int) [][]int {
	if !strings.Contains(s, x.needed) {
		return nil
	}
	return x.re.FindAllStringIndex(s, n)
}

func (t *regexTest) cost() int    { return 9 }
func (t *regexTest) source() expr { return t.x }
