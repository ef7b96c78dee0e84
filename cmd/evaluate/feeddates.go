package main

import (
	"time"

	"casewire/feeds/parse"
)

// feedDates reads the dates of feeds.
func feedDates(c *call) error {
	type line struct {
		Input string  `json:"input"`
		Time  *string `json:"time"`
	}
	return each(c, func(l line) (any, error) {
		l.Time = nil
		if t, _, ok := parse.Date(l.Input, nil); ok {
			s := t.UTC().Format(time.RFC3339)
			l.Time = &s
		}
		return l, nil
	})
}
