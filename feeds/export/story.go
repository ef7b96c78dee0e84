package export

import (
	"cmp"
	"time"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Story is what is written.
type Story struct {
	*news.Story
	// Until is the time of the archive's last poll; zero if there was none.
	Until time.Time
	// Digest is the story so far and what is to come.
	Digest   news.Digest
	Timeline []news.Event
	People   []news.Named
	Quotes   []news.Quote
	// Reports calls fn for each article, newest first, and ends with its error.
	Reports func(fn func(Report) error) error
}

// A Report is an article with its text, and the articles that copied it,
// which need none.
type Report struct {
	Article *news.Article
	Copies  []news.Article
}

// href is an address to link to; empty if it is none that a browser may open,
// or if it holds a secret.
func href(raw string) string {
	s, ok := link.Safe(raw)
	if !ok || link.Hide(raw) != text.Line(raw) {
		return ""
	}
	return s
}

// zone is the one that times are written in.
func (s *Story) zone() *time.Location {
	if s.Zone == nil {
		return time.UTC
	}
	return s.Zone
}

// when is a time as people write it, empty for the zero time.
func (s *Story) when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(s.zone()).Format("Mon 2 Jan 2006, 15:04")
}

// clock is a time of day with a space before it, empty if it is not known.
func clock(c time.Duration) string {
	if c < 0 {
		return ""
	}
	return time.Time{}.Add(c).Format(" 15:04")
}

// headline is the article's, or words that say that it has none.
func headline(a *news.Article) text.Clean {
	return cmp.Or(a.Headline, text.Own("(no headline)"))
}

// source is who wrote an article, and when it came.
func (s *Story) source(a *news.Article) text.Clean {
	parts := []text.Clean{a.Outlet}
	if a.Byline.Len() > 0 {
		parts = append(parts, a.Byline)
	}
	if p := a.Dates.Published; !p.IsZero() && p.From != news.FromGuess {
		parts = append(parts, text.Sprintf("published %s (says the %s)", s.when(p.Time), p.From))
	}
	parts = append(parts, text.Sprintf("first seen %s", s.when(a.Dates.FirstSeen)))
	if !a.Size.FullText {
		parts = append(parts, text.Own("the feed’s words only"))
	}
	return text.Join(" · ", parts...)
}

// A section is a part of a digest: its heading, and its lines.
type section struct {
	Heading string
	Lines   []news.DigestLine
}

// sections are the parts of the digest that have lines.
func (s *Story) sections() []section {
	var out []section
	for _, part := range []struct {
		kind    news.LineKind
		heading string
	}{
		{news.BackgroundLine, "The story so far"},
		{news.Development, "What happened"},
		{news.CorrectionLine, "Corrected"},
		{news.ScheduledLine, "Coming up"},
	} {
		sec := section{Heading: part.heading}
		for _, l := range s.Digest.Lines {
			if l.Kind == part.kind {
				sec.Lines = append(sec.Lines, l)
			}
		}
		if len(sec.Lines) > 0 {
			out = append(out, sec)
		}
	}
	return out
}

// Sayings are the quotes that more than one outlet has: what a page shows.
func (s *Story) Sayings() []news.Quote {
	var out []news.Quote
	for _, q := range s.Quotes {
		if q.Outlets > 1 {
			out = append(out, q)
		}
	}
	return out
}

// A run is a piece of a paragraph, linked if it has an address.
type run struct {
	Text text.Clean
	Href string
}

// runs are the pieces of paragraph i.
func runs(b *text.Body, i int) []run {
	p := b.Paragraph(i)
	var out []run
	at := 0
	for _, l := range b.Links {
		address := href(l.URL)
		if address == "" || l.Paragraph != i || l.Span.Start < at || l.Span.End > p.Len() || l.Span.Start >= l.Span.End {
			continue
		}
		if l.Span.Start > at {
			out = append(out, run{Text: p.Cut(text.Span{Start: at, End: l.Span.Start})})
		}
		out = append(out, run{p.Cut(l.Span), address})
		at = l.Span.End
	}
	if at < p.Len() {
		out = append(out, run{Text: p.Cut(text.Span{Start: at, End: p.Len()})})
	}
	return out
}

// A group is paragraphs of one kind that stand together; each is pieces.
type group struct {
	Kind  string
	Paras [][]run
}

// groups are the paragraphs of a text: items of a list, lines of code, rows
// and parts of a quotation together, the others each by itself.
func groups(b *text.Body) []group {
	var out []group
	for i := range b.Blocks {
		kind := b.Blocks[i].Kind
		last := len(out) - 1
		switch kind {
		case text.ListItem, text.Code, text.Row, text.Quote:
			if last >= 0 && out[last].Kind == kind.String() {
				out[last].Paras = append(out[last].Paras, runs(b, i))
				continue
			}
		case text.Para, text.Heading, text.Caption, text.Image:
		}
		out = append(out, group{kind.String(), [][]run{runs(b, i)}})
	}
	return out
}
