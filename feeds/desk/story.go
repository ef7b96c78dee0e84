package desk

import (
	"context"

	"casewire/feeds/archive"
	"casewire/feeds/events"
	"casewire/feeds/news"
	"casewire/feeds/people"
)

// Timeline returns the events of the story, those of the story file first, then
// the heaviest. What lies after today is scheduled.
func Timeline(ctx context.Context, a *archive.Archive, st *news.Story, today news.Date) ([]news.Event, error) {
	stored, err := a.AllFacts(ctx)
	if err != nil {
		return nil, err
	}
	facts := make([]events.Fact, len(stored))
	for i := range stored {
		facts[i] = *unpackFact(stored[i])
	}
	return events.Timeline(facts, st, today), nil
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
