package welcome

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/pager"
)

// hasFacts reports whether the story file knows something of the story.
func hasFacts(s *news.Story) bool { return len(s.Background)+len(s.Scheduled) > 0 }

// book is a text in the making.
type book struct {
	s     strings.Builder
	body  text.Body
	marks []pager.Mark
	notes []pager.Note
}

// factsOf makes a text of what the story file knows: what was, by year, then
// what is to come after now.
func factsOf(s *news.Story, now time.Time) pager.Doc {
	b := &book{}
	year := 0
	for _, f := range byDate(s.Background) {
		if f.Date.Year != year {
			year = f.Date.Year
			b.add(text.Heading, strconv.Itoa(year))
		}
		b.fact(was(f.Date), f)
	}
	headed := false
	for _, f := range byDate(s.Scheduled) {
		if over(f, now) {
			continue
		}
		if !headed {
			headed = true
			b.add(text.Heading, "Coming up")
		}
		b.fact(willBe(f), f)
	}
	b.body.Text = text.Lines(b.s.String())
	return pager.Doc{Body: b.body, Marks: b.marks, Notes: b.notes}
}

// byDate sorts facts by what is known of their dates.
func byDate(facts []news.Fact) []news.Fact {
	return slices.SortedStableFunc(slices.Values(facts), func(a, b news.Fact) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Clock, b.Clock))
	})
}

// add adds a paragraph and returns where it begins.
func (b *book) add(kind text.Kind, s string) int {
	if len(b.body.Blocks) > 0 {
		b.s.WriteByte('\n')
	}
	from := b.s.Len()
	b.s.WriteString(s)
	b.body.Blocks = append(b.body.Blocks, text.Block{Kind: kind, Span: text.Span{Start: from, End: b.s.Len()}})
	return from
}

// fact adds a dated fact, with a link to where it stands.
func (b *book) fact(date string, f news.Fact) {
	from := b.add(text.Para, date+": "+f.Text.String())
	b.marks = append(b.marks, pager.Mark{Span: text.Span{Start: from, End: from + len(date)}, Meaning: pager.Strong})
	if f.URL == "" {
		return
	}
	end := b.s.Len() - from
	b.body.Links = append(b.body.Links, text.Link{
		Paragraph: len(b.body.Blocks) - 1,
		Span:      text.Span{Start: len(date) + 2, End: end}, URL: f.URL,
	})
	b.notes = append(b.notes, pager.Note{
		At:   from + end,
		Text: text.Sprintf("[%d] %s", len(b.body.Links), pager.Host(f.URL)),
	})
}

// was is the date of a fact within its year.
func was(d news.Date) string {
	switch {
	case d.Month == 0:
		return "Some time in " + strconv.Itoa(d.Year)
	case d.Day == 0:
		return d.Month.String()
	}
	return strconv.Itoa(d.Day) + " " + d.Month.String()
}

// willBe is the date of what is to come.
func willBe(f news.Fact) string {
	day := f.Date.First()
	switch {
	case f.Date.Day == 0:
		return f.Date.Words()
	case f.Clock < 0:
		return day.Format("Monday 2 January 2006")
	}
	return day.Add(f.Clock).Format("Monday 2 January 2006, 15:04")
}

// over reports whether the day, the month or the year of a fact is past.
func over(f news.Fact, now time.Time) bool {
	d := f.Date
	end := time.Date(d.Year, d.Month, d.Day+1, 0, 0, 0, 0, now.Location())
	switch {
	case d.Month == 0:
		end = time.Date(d.Year+1, 1, 1, 0, 0, 0, 0, now.Location())
	case d.Day == 0:
		end = time.Date(d.Year, d.Month+1, 1, 0, 0, 0, 0, now.Location())
	}
	return !now.Before(end)
}
