package main

import (
	"strings"
	"time"

	"casewire/feeds/digest"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A backgroundDay is a line of the task background: what happened on a day of
// an event, in some tellings.
type backgroundDay struct {
	Event   string   `json:"event"`
	Date    string   `json:"date"`
	Updates []string `json:"updates"`
}

// A backgroundResult is what a newcomer must know on that day.
type backgroundResult struct {
	Event   string `json:"event"`
	Date    string `json:"date"`
	Summary string `json:"summary"`
}

// backgroundWords is how long a summary is at most.
const backgroundWords = 90

// backgrounds tells the story so far before each day of an event. Lines of an
// event are in order; a line sees those before it alone.
func backgrounds(c *call) error {
	told := map[string][]*news.Article{}
	return inOrder(c, func(d backgroundDay) error {
		result := backgroundResult{Event: d.Event, Date: d.Date, Summary: summary(told[d.Event])}
		if err := c.encode(result); err != nil {
			return err
		}
		if a := d.report(); a != nil {
			told[d.Event] = append(told[d.Event], a)
		}
		return nil
	})
}

// report makes an article of the first telling of the day, nil if there is
// none: the others tell the same.
func (d *backgroundDay) report() *news.Article {
	for _, u := range d.Updates {
		if strings.TrimSpace(u) == "" {
			continue
		}
		a := &news.Article{}
		a.Text.Body = text.Plain(unescaped(u))
		if t, err := time.Parse(time.DateOnly, d.Date); err == nil {
			a.Dates.FirstSeen = t
		}
		return a
	}
	return nil
}

func summary(reports []*news.Article) string {
	var parts []string
	for _, l := range digest.Background(reports, backgroundWords) {
		s := l.Text.String()
		if l.Cut {
			s += "…"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}
