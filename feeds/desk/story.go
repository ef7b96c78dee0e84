package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"casewire/feeds/archive"
	"casewire/feeds/events"
	"casewire/feeds/news"
	"casewire/feeds/people"
	"casewire/feeds/text"
)

// A Course is what is known of the dates of a story. It stays the same until
// more is understood, another story file is followed, or a day is over.
type Course struct {
	// Events are those of the story file first, then the heaviest. What lies
	// after the day is scheduled.
	Events []news.Event
	// Corrections are all that were seen, in order.
	Corrections []archive.Corrected
}

// ReadCourse reads the course of a story as of a day.
func ReadCourse(ctx context.Context, a *archive.Archive, st *news.Story, today news.Date) (*Course, error) {
	stored, err := a.AllFacts(ctx)
	if err != nil {
		return nil, err
	}
	facts := make([]events.Fact, len(stored))
	for i := range stored {
		facts[i] = *unpackFact(stored[i])
	}
	c := &Course{Events: events.Timeline(facts, st, today)}
	if c.Corrections, err = a.Corrections(ctx); err != nil {
		return nil, err
	}
	c.Events, err = c.asCorrected(ctx, a)
	return c, err
}

// Timeline returns the events of the course of a story.
func Timeline(ctx context.Context, a *archive.Archive, st *news.Story, today news.Date) ([]news.Event, error) {
	c, err := ReadCourse(ctx, a, st, today)
	if err != nil {
		return nil, err
	}
	return c.Events, nil
}

// asCorrected tells events as the articles tell them that were corrected since.
// What such an article foretold and says no more is not to come.
func (c *Course) asCorrected(ctx context.Context, a *archive.Archive) ([]news.Event, error) {
	texts := map[int64]*text.Body{}
	for _, c := range c.Corrections {
		art, err := a.Text(ctx, c.Article, 0)
		if err != nil && !errors.Is(err, archive.ErrNoArticle) {
			return nil, err
		}
		texts[c.Article] = &art.Text.Body
	}
	out := c.Events[:0]
	for _, e := range c.Events {
		if b := texts[e.Article]; b != nil && !strings.Contains(b.Text.String(), e.Text.String()) {
			if e.Kind == news.Scheduled {
				continue
			}
			retell(&e, b)
		}
		out = append(out, e)
	}
	return out, nil
}

// retell tells an event by the sentence that has most of the words of the one
// that is gone, if it has half of them.
func retell(e *news.Event, b *text.Body) {
	gone := strings.Fields(text.Fold(e.Text.String()))
	most := len(gone) / 2
	for i := range b.Blocks {
		for _, span := range b.Blocks[i].Sentences {
			sentence := b.Paragraph(i).Cut(span)
			n := 0
			for w := range strings.FieldsSeq(text.Fold(sentence.String())) {
				if slices.Contains(gone, w) {
					n++
				}
			}
			if n > most {
				most = n
				span.Start += text.Dateline(sentence.String())
				e.Paragraph, e.Span, e.Text = i, span, b.Paragraph(i).Cut(span)
			}
		}
	}
}

// People returns the people of the story, those that most articles name first.
func People(ctx context.Context, a *archive.Archive, st *news.Story) ([]news.Named, error) {
	found, err := a.People(ctx)
	if err != nil {
		return nil, err
	}
	return people.Roll(found, st.Persons), nil
}

// Quotes returns the quotations of the story in order of time, each once, as
// its earliest source has it.
func Quotes(ctx context.Context, a *archive.Archive) ([]news.Quote, error) {
	said, err := a.Quotes(ctx)
	if err != nil {
		return nil, err
	}
	return people.Sayings(said), nil
}
