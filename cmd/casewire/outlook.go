package main

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
)

// outlook is the next date of the story that its articles tell of; zero if they
// tell of none.
func (s *shelf) outlook(ctx context.Context) (news.Fact, error) {
	course, err := s.course(ctx)
	if err != nil {
		return news.Fact{}, err
	}
	return nextTold(course.Events), nil
}

// next says what comes next, as the header of the screens does; it is empty for
// nothing.
func (s *shelf) next(ctx context.Context) (text.Clean, error) {
	told, err := s.outlook(ctx)
	if err != nil {
		return text.Clean{}, err
	}
	st := s.followed()
	return nextWords(append(slices.Clone(st.Scheduled), told), s.now().In(zoneOf(st, s.zone))), nil
}

// nextWords say the first date that is not over, and what happens then. now is
// in the zone of the story.
func nextWords(facts []news.Fact, now time.Time) text.Clean {
	next, at, ok := screen.Next(facts, now)
	if !ok {
		return text.Clean{}
	}
	date := next.Date.Words()
	if next.Date.Day > 0 && at.Sub(now) < 6*24*time.Hour {
		date = at.Format("Monday")
	}
	if next.Date.Day > 0 && next.Clock >= 0 {
		date += at.Format(" 15:04")
	}
	return text.Sprintf("%s, %s", date, strings.TrimSuffix(next.Text.String(), "."))
}

const (
	// sure is how many outlets have to tell of a date: one may be wrong, or
	// wrongly understood.
	sure = 2
	// ahead is how much earlier than the dates of the story file it has to be:
	// who wrote that file knows best.
	ahead = 7 * 24 * time.Hour
)

// nextTold returns the first day to come that articles tell of; zero for none.
func nextTold(events []news.Event) news.Fact {
	var told, written []news.Event
	for i := range events {
		switch e := &events[i]; {
		case e.Kind != news.Scheduled || e.Date.Day == 0:
		case e.Article == 0:
			written = append(written, *e)
		case e.Outlets >= sure:
			told = append(told, *e)
		}
	}
	first := func(a, b news.Event) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(b.Weight, a.Weight))
	}
	if len(told) == 0 {
		return news.Fact{}
	}
	e := slices.MinFunc(told, first)
	if len(written) > 0 {
		if known := slices.MinFunc(written, first).Date; known.First().Sub(e.Date.First()) < ahead {
			return news.Fact{}
		}
	}
	return news.Fact{Date: e.Date, Clock: e.Clock, Text: e.Text}
}
