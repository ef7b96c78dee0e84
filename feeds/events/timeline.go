package events

import (
	"cmp"
	"math"
	"slices"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Timeline returns the events of a story: the lines of the story file, which
// stand for what facts tell of the same date, then the facts, heaviest first.
// What lies after today is scheduled.
func Timeline(facts []Fact, st *news.Story, today news.Date) []news.Event {
	near := map[news.Date]float64{}
	for i := range facts {
		near[facts[i].Event.Date] = facts[i].Near
	}
	out := make([]news.Event, 0, len(facts))
	for i := range facts {
		e := facts[i].Event
		if e.Text.Len() == 0 {
			continue
		}
		e.Weight = facts[i].weight(near)
		e.Kind = news.Reported
		if comes(e.Date, today) {
			e.Kind = news.Scheduled
		}
		out = append(out, e)
	}
	out = once(withStory(out, st, today))
	slices.SortStableFunc(out, func(a, b news.Event) int {
		return cmp.Or(cmp.Compare(min(a.Article, 1), min(b.Article, 1)), cmp.Compare(b.Weight, a.Weight), a.Date.Compare(b.Date))
	})
	return out
}

// A sentence is where one stands.
type sentence struct {
	article   int64
	paragraph int
	span      text.Span
}

// once leaves a sentence that tells of days behind each other to the first.
func once(list []news.Event) []news.Event {
	at := func(e *news.Event) sentence { return sentence{e.Article, e.Paragraph, e.Span} }
	told := map[news.Date]sentence{}
	for i := range list {
		told[list[i].Date] = at(&list[i])
	}
	return slices.DeleteFunc(list, func(e news.Event) bool {
		return e.Article != 0 && e.Date.Day != 0 && told[addDays(e.Date, -1)] == at(&e)
	})
}

// comes reports whether a date lies wholly after today.
func comes(d, today news.Date) bool { return d.Compare(trim(today, d)) > 0 }

// weight is what was told at the time, less where the days around are as full,
// and what was told later.
func (f *Fact) weight(near map[news.Date]float64) float64 {
	n := f.Near
	if d := f.Event.Date; d.Day != 0 && (weekdayOf(d) == time.Saturday || weekdayOf(d) == time.Sunday) {
		n *= weekendNews
	}
	if n > 0 && f.Event.Date.Day != 0 {
		around := 0.0
		for i := 1; i <= weekDays; i++ {
			around += near[addDays(f.Event.Date, i)] + near[addDays(f.Event.Date, -i)]
		}
		n /= 1 + crowd*around/(2*weekDays)
	}
	return math.Pow(n, 0.7) + 0.5*f.Far
}

const (
	// The days around are a week on either side; crowd is how much the mean
	// of what is told of them takes away.
	weekDays = 7
	crowd    = 0.1
	// Weekend papers tell more than happens at weekends.
	weekendNews = 0.8
)

// withStory adds the lines of the story file. Scheduled ones whose day has come
// are background.
func withStory(out []news.Event, st *news.Story, today news.Date) []news.Event {
	for _, f := range slices.Concat(st.Background, st.Scheduled) {
		i := slices.IndexFunc(out, func(e news.Event) bool { return e.Date == f.Date })
		if i < 0 {
			i = len(out)
			out = append(out, news.Event{Date: f.Date})
		}
		e := &out[i]
		e.Kind = news.FromStory
		if comes(f.Date, today) {
			e.Kind = news.Scheduled
		}
		e.Text, e.URL, e.Clock = f.Text, f.URL, f.Clock
		e.Article, e.Paragraph, e.Span = 0, 0, text.Span{}
	}
	return out
}
