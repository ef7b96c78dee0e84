package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"casewire/feeds/events"
	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
	"casewire/tui/timeline"
)

// timeline is the screen of what happened, by its date.
func (w *window) timeline() screen.Screen {
	s := w.shelf
	return timeline.New(w.ctx, timeline.Config{
		Data: chronicle{s}, Keys: w.keys, Theme: w.looks, Now: s.now, Zone: s.zone, Note: s.language,
	})
}

// A chronicle is the shelf as the timeline sees it.
type chronicle struct{ *shelf }

// Timeline returns the dated events.
func (c chronicle) Timeline(ctx context.Context) ([]news.Event, error) {
	course, err := c.course(ctx)
	if err != nil {
		return nil, err
	}
	return course.Events, nil
}

// Coverage counts the reports of each month.
func (c chronicle) Coverage(ctx context.Context) ([]news.MonthCount, error) {
	return c.months.of(ctx, c.shelf, func(ctx context.Context, _ *news.Story, _ news.Date) ([]news.MonthCount, error) {
		return c.archive.Coverage(ctx)
	})
}

const (
	// soon is how many days after a date articles are looked at that may tell
	// of it, tellers how many of them.
	soon    = 10
	tellers = 400
)

// Sources returns the articles that tell of an event: those of the days around
// it that name its date, and that of its sentence with the others of its
// report.
func (c chronicle) Sources(ctx context.Context, e news.Event) ([]timeline.Source, error) {
	from, to := e.Date.Days()
	from, to = from.AddDate(0, 0, -1), to.AddDate(0, 0, soon)
	if !e.First.IsZero() {
		from, to = earlier(from, e.First), later(to, e.First.AddDate(0, 0, soon))
	}
	found, err := c.around(ctx, &e, from, to)
	if err != nil || e.Article == 0 {
		return found, err
	}
	own, err := c.archive.Article(ctx, e.Article)
	if err != nil {
		return found, err
	}
	members, err := c.archive.Members(ctx, own.Report.Cluster)
	if err != nil {
		return found, err
	}
	for _, m := range append(members, own) {
		if slices.ContainsFunc(found, func(s timeline.Source) bool { return s.Article.ID == m.ID }) {
			continue
		}
		src := timeline.Source{Article: m}
		if m.ID == e.Article && e.Paragraph < len(own.Text.Body.Blocks) {
			src.Text = own.Text.Body.Paragraph(e.Paragraph).Cut(e.Span)
			src.Sentence, _ = sentenceOf(&own.Text.Body, e.Paragraph, e.Span.Start)
		}
		src.Article.Text = news.Revision{}
		found = append(found, src)
	}
	slices.SortStableFunc(found, func(a, b timeline.Source) int { return a.Article.Dates.Sort.Compare(b.Article.Dates.Sort) })
	return found, nil
}

// around returns the articles from one time to another that name the event's
// date.
func (c chronicle) around(ctx context.Context, e *news.Event, from, to time.Time) ([]timeline.Source, error) {
	var found []timeline.Source
	place := news.Place{Sort: to}
	for looked, more := 0, true; more; {
		page, err := c.archive.Page(ctx, news.Filter{}, nil, place, pageOfRows, false)
		if err != nil {
			return nil, err
		}
		for i := range page.Articles {
			if page.Articles[i].Dates.Sort.Before(from) || looked >= tellers {
				return found, nil
			}
			looked++
			a, err := c.archive.Article(ctx, page.Articles[i].ID)
			if err != nil {
				return nil, err
			}
			if src, ok := telling(&a, e); ok {
				found = append(found, src)
			}
		}
		place, more = page.After()
	}
	return found, nil
}

// telling returns the first sentence of an article that names an event's date.
func telling(a *news.Article, e *news.Event) (timeline.Source, bool) {
	at := a.Dates.Published.Time
	if at.IsZero() {
		at = a.Dates.Sort
	}
	b := &a.Text.Body
	for i := range b.Blocks {
		if !b.Blocks[i].Kind.Prose() || b.Blocks[i].Kind == text.Heading {
			continue
		}
		for _, mention := range events.Find(b.Paragraph(i).String(), news.DateOf(at)) {
			if mention.Date != e.Date {
				continue
			}
			n, span := sentenceOf(b, i, mention.Span.Start)
			src := timeline.Source{Article: *a, Text: b.Paragraph(i).Cut(span), Sentence: n}
			src.Article.Text = news.Revision{}
			return src, true
		}
	}
	return timeline.Source{}, false
}

// sentenceOf returns which sentence of a text the byte of a paragraph lies in,
// from 0, and where it stands; outside of all it is the one before.
func sentenceOf(b *text.Body, paragraph, offset int) (n int, span text.Span) {
	for i := range b.Blocks {
		for _, s := range b.Blocks[i].Sentences {
			if i > paragraph || i == paragraph && s.Start > offset {
				return max(n-1, 0), span
			}
			n, span = n+1, s
		}
	}
	return max(n-1, 0), span
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// language says what is not understood of the story's languages; empty where
// one of them is English.
func (s *shelf) language() text.Clean {
	all := s.followed().Languages
	if len(all) == 0 {
		return text.Clean{}
	}
	var names []string
	for _, l := range all {
		tag, err := language.Parse(l)
		if base, _ := tag.Base(); err != nil || base.String() == "en" {
			return text.Clean{}
		}
		names = append(names, display.English.Languages().Name(tag))
	}
	return text.Sprintf("This story is in %s. Rules, copies, new passages and revisions work fully; dates, roles and quotes are understood "+
		"in English only, so timeline and people may be thin.", joined(names))
}

// joined puts names in a row: Turkish, Greek and Finnish.
func joined(names []string) text.Clean {
	n := len(names) - 1
	if n == 0 {
		return text.Line(names[0])
	}
	return text.Sprintf("%s and %s", strings.Join(names[:n], ", "), names[n])
}
