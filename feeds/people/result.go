package people

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Quotes returns the quotations of the article in order of place.
func (r *Reading) Quotes() []news.Quote {
	out := make([]news.Quote, 0, len(r.speeches))
	for i := range r.speeches {
		out = append(out, r.quote(&r.speeches[i]))
	}
	return out
}

func (r *Reading) quote(s *speechAct) news.Quote {
	a := r.article
	q := news.Quote{Article: a.ID, Outlet: a.Outlet, Time: a.Dates.Sort, Outlets: 1}
	q.Text = r.said(s, &q)
	if !s.source.ok() {
		return q
	}
	q.Source = r.passage(s.source.paragraph, s.source.span)
	switch p := &r.paragraphs[s.source.paragraph]; {
	case s.person >= 0:
		q.Speaker, q.Person = text.Line(r.people[s.person].display()), true
	case s.means.ok():
		from := &r.paragraphs[s.means.paragraph]
		q.Speaker = text.Line(from.cut(s.means.span.Start, s.means.span.End))
	case s.source.span.End-s.source.span.Start > 1 || !pronouns[beforeApostrophe(p.tokens[s.source.span.Start].fold)]:
		q.Speaker = text.Line(p.cut(s.source.span.Start, s.source.span.End))
	}
	return q
}

// said joins the words of a speech and notes their places.
func (r *Reading) said(s *speechAct, q *news.Quote) text.Clean {
	var words []string
	for i, pt := range s.parts {
		p := &r.paragraphs[pt.paragraph]
		mark := p.quotes[pt.quote]
		q.Parts = append(q.Parts, news.Passage{Paragraph: p.index, Span: mark.span})
		if i > 0 && !r.adjacent(s.parts[i-1], pt) {
			words = append(words, "…")
		}
		words = append(words, strings.Trim(p.s[mark.inner.Start:mark.inner.End], " ,"))
	}
	return text.Line(strings.Join(words, " "))
}

// adjacent reports whether nothing stands between two parts.
func (r *Reading) adjacent(a, b part) bool {
	p := &r.paragraphs[a.paragraph]
	from := p.quotes[a.quote].span.End
	if a.paragraph != b.paragraph {
		return strings.TrimSpace(p.s[from:]) == ""
	}
	return strings.TrimSpace(p.s[from:p.quotes[b.quote].span.Start]) == ""
}

// passage makes a place of a span of tokens.
func (r *Reading) passage(at int, tokens text.Span) news.Passage {
	p := &r.paragraphs[at]
	return news.Passage{Paragraph: p.index, Span: text.Span{
		Start: p.tokens[tokens.Start].span.Start, End: p.tokens[tokens.End-1].span.End,
	}}
}

// People returns the people of the article in order of their first mention.
func (r *Reading) People() []news.Named {
	speaks := make([]int, len(r.people))
	for i := range r.speeches {
		if k := r.speeches[i].person; k >= 0 {
			speaks[k]++
		}
	}
	out := make([]news.Named, 0, len(r.people))
	for k := range r.people {
		p := &r.people[k]
		n := news.Named{
			Name: text.Line(p.display()), Role: text.Line(r.roleOf(k)), Aliases: p.aliases(),
			Mentions: len(p.mentions), Articles: 1, Speaks: speaks[k], Listed: p.listed != nil, Article: r.article.ID,
			First: r.article.Dates.Sort, Last: r.article.Dates.Sort,
		}
		n.Months = months(n.First, n.Mentions)
		for _, i := range p.mentions {
			n.Passages = append(n.Passages, r.passage(r.mentions[i].paragraph, r.mentions[i].span))
		}
		out = append(out, n)
	}
	return out
}

func months(t time.Time, count int) []news.MonthCount {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return []news.MonthCount{{Month: news.Date{Year: t.Year(), Month: t.Month()}, Count: count}}
}

// display returns the name to show.
func (p *person) display() string {
	if p.listed != nil {
		return p.listed.Name.String()
	}
	return p.name
}

// aliases are the forms of the name but the one shown, the most used first.
func (p *person) aliases() []text.Clean {
	forms := slices.Sorted(maps.Keys(p.forms))
	slices.SortStableFunc(forms, func(a, b string) int { return cmp.Compare(p.forms[b], p.forms[a]) })
	var out []text.Clean
	for _, f := range forms {
		if f != p.display() {
			out = append(out, text.Line(f))
		}
	}
	return out
}
