package main

import (
	"fmt"
	"time"

	"casewire/feeds/events"
	"casewire/feeds/news"
)

// A datedText is a line of the task dates.
type datedText struct {
	name
	DCT  string `json:"dct"` // the day of the text; a time may follow
	Text string `json:"text"`
}

// A timexes is what a text says of dates.
type timexes struct {
	name
	Timexes []timex `json:"timexes"`
}

// A timex is one expression; start and end count code points.
type timex struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Value string `json:"value"`
}

// dates finds the date expressions of texts.
func dates(c *call) error {
	if len(c.args) > 0 {
		return errUsage
	}
	return each(c, func(d datedText) (any, error) {
		day, err := civil(d.DCT)
		if err != nil {
			return nil, err
		}
		out := timexes{name: d.alone(), Timexes: []timex{}}
		runes := points{s: d.Text}
		for _, m := range events.Find(d.Text, day) {
			start := runes.at(m.Span.Start)
			out.Timexes = append(out.Timexes, timex{start, runes.at(m.Span.End), m.Value})
		}
		return out, nil
	})
}

// civil reads the day that s begins with.
func civil(s string) (news.Date, error) {
	t, err := time.Parse(time.DateOnly, s[:min(len(s), len(time.DateOnly))])
	if err != nil {
		return news.Date{}, fmt.Errorf("read day: %w", err)
	}
	return news.DateOf(t), nil
}

// points counts the code points of a text, going forward.
type points struct {
	s        string
	at0, cnt int
}

// at returns how many code points stand before byte i; i never falls.
func (p *points) at(i int) int {
	for range p.s[p.at0:i] {
		p.cnt++
	}
	p.at0 = i
	return p.cnt
}
