package rule

import (
	"cmp"
	"slices"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// maxHits is how many hits of one rule are told of one doc.
const maxHits = 200

// A collector makes hits of what a rule found. Those in a body that is not
// the last, the one that is shown, are left out.
type collector struct {
	rule text.Clean
	kind news.RuleKind
	hits []news.Hit
}

func (c *collector) place(s *sheet, p *place) {
	span := text.Span{Start: int(p.start), End: int(p.end)}
	f := news.InTitle
	if p.body >= 0 {
		f = news.InBody
		from := s.bodies[p.body].blocks[p.paragraph].Span.Start
		span.Start, span.End = span.Start-from, span.End-from
	}
	c.add(s, s.v.terms[p.term].name, f, int(p.body), int(p.paragraph), span)
}

func (c *collector) span(s *sheet, x expr, f field, body, paragraph int, span text.Span) {
	where := f.hit()
	if body >= 0 {
		where = news.InBody
	}
	c.add(s, text.Line(x.String()), where, body, paragraph, span)
}

func (c *collector) add(s *sheet, term text.Clean, f news.Field, body, paragraph int, span text.Span) {
	if len(c.hits) == maxHits || body >= 0 && body != len(s.bodies)-1 {
		return
	}
	if body < 0 {
		paragraph = -1
	}
	c.hits = append(c.hits, news.Hit{
		Rule: c.rule, Kind: c.kind, Term: term,
		Field: f, Paragraph: paragraph, Span: span,
	})
}

// sorted returns the hits in the order of the text, each once.
func (c *collector) sorted() []news.Hit {
	slices.SortStableFunc(c.hits, func(a, b news.Hit) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Paragraph, b.Paragraph),
			cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	return slices.Compact(c.hits)
}

// hits returns where a test that holds found what it asks for.
func hits(s *sheet, t test, rule text.Clean, kind news.RuleKind) []news.Hit {
	c := &collector{rule: rule, kind: kind}
	t.mark(s, c)
	return c.sorted()
}
