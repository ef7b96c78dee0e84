package main

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// around is how many bytes of the text stand on each side of a hit.
const around = 60

// whyOf says why an article was kept or not, as rules why prints it.
func (f *following) whyOf(ctx context.Context, id int64) (whyJSON, error) {
	a, err := f.archive.Article(ctx, id)
	if err != nil {
		return whyJSON{}, err
	}
	hits, err := f.archive.Hits(ctx, id)
	if err == nil && len(hits) == 0 && len(a.Verdict.Rules) > 0 { // those of drop rules are not stored
		var doc *rule.Doc
		if doc, err = f.archive.Doc(ctx, id); err == nil {
			hits = f.rules.Judge(doc).Hits
		}
	}
	if err != nil {
		return whyJSON{}, err
	}
	w := whyJSON{ID: a.ID, Decision: a.Verdict.Decision.String(), Matches: []matchJSON{}, Missing: list(a.Verdict.Missing), mark: a.State.Mark}
	for _, h := range hits {
		line, at := excerpt(&a, h)
		m := matchJSON{Rule: h.Rule, Field: h.Field.String(), Paragraph: h.Paragraph, Span: spanOf(h.Span), Term: h.Term}
		m.Text = bracketed(line, at)
		w.Matches = append(w.Matches, m)
	}
	return w, nil
}

// reasons says the same for a screen: each rule once.
func reasons(a *news.Article, hits []news.Hit) news.Why {
	w := news.Why{Article: *a}
	w.Article.Text = news.Revision{}
	for _, h := range hits {
		i := slices.IndexFunc(w.Matches, func(m news.Match) bool { return m.Rule == h.Rule && m.Kind == h.Kind })
		if i < 0 {
			i = len(w.Matches)
			line, _ := excerpt(a, h)
			w.Matches = append(w.Matches, news.Match{Rule: h.Rule, Kind: h.Kind, Around: line, Hits: hitsIn(line, a, h, hits)})
		}
		if !slices.Contains(w.Matches[i].Terms, h.Term) {
			w.Matches[i].Terms = append(w.Matches[i].Terms, h.Term)
		}
	}
	slices.SortStableFunc(w.Matches, func(x, y news.Match) int { return int(x.Kind) - int(y.Kind) })
	return w
}

// hitsIn are the hits of the same rule in the line around the first.
func hitsIn(line text.Clean, a *news.Article, first news.Hit, hits []news.Hit) []text.Span {
	whole := passage(a, first)
	offset := strings.Index(whole.String(), strings.Trim(line.String(), "…"))
	lead := len(line.String()) - len(strings.TrimPrefix(line.String(), "…"))
	var spans []text.Span
	for _, h := range hits {
		if h.Rule != first.Rule || h.Field != first.Field || h.Paragraph != first.Paragraph {
			continue
		}
		s := text.Span{Start: h.Span.Start - offset + lead, End: h.Span.End - offset + lead}
		if s.Start >= 0 && s.End <= line.Len() {
			spans = append(spans, s)
		}
	}
	slices.SortFunc(spans, func(x, y text.Span) int { return x.Start - y.Start })
	return spans
}

// passage is the text that a hit is in.
func passage(a *news.Article, h news.Hit) text.Clean {
	switch h.Field {
	case news.InTitle:
		return a.Headline
	case news.InAuthor:
		return a.Byline
	case news.InFeed:
		return a.Outlet
	case news.InURL, news.InSite:
		return link.Hide(a.URL)
	case news.InTag:
		return text.Join(", ", a.Categories...)
	case news.InLead, news.InBody:
	}
	if h.Paragraph == -1 {
		return a.Headline
	}
	if h.Paragraph < 0 || h.Paragraph >= len(a.Text.Body.Blocks) {
		return text.Clean{}
	}
	return a.Text.Body.Paragraph(h.Paragraph)
}

// excerpt is the line around a hit, and where in it the hit stands.
func excerpt(a *news.Article, h news.Hit) (text.Clean, text.Span) {
	whole := passage(a, h).String()
	end := clamp(whole, h.Span.End)
	start := min(clamp(whole, h.Span.Start), end)
	from, to := max(start-around, 0), min(end+around, len(whole))
	if from > 0 {
		from += max(strings.IndexByte(whole[from:start], ' ')+1, 0)
	}
	if to < len(whole) {
		if i := strings.LastIndexByte(whole[end:to], ' '); i >= 0 {
			to = end + i
		}
	}
	for from < start && !utf8.RuneStart(whole[from]) {
		from++
	}
	for to > end && to < len(whole) && !utf8.RuneStart(whole[to]) {
		to--
	}
	before, after := "", ""
	if from > 0 {
		before = "…"
	}
	if to < len(whole) {
		after = "…"
	}
	at := text.Span{Start: start - from + len(before), End: end - from + len(before)}
	return text.Line(before + whole[from:to] + after), at
}

// bracketed is a line with [ ] around a span.
func bracketed(line text.Clean, at text.Span) text.Clean {
	s := line.String()
	if at.Start >= at.End || at.End > len(s) {
		return line
	}
	return text.Line(s[:at.Start] + "[" + s[at.Start:at.End] + "]" + s[at.End:])
}
