// Package demo is a fictional story, State v. Marlow, and the press that tells
// it: an in-process transport that gives each outlet's feed and pages as they
// were at a given time. It resolves no name and opens no connection.
package demo

import (
	"sync"
	"time"
	_ "time/tzdata" // the story's zone, wherever the program runs
)

const (
	zone  = "America/Halifax"
	days  = 60
	aware = 57 // the last day of the reading plan

	wallClock = "2006-01-02 15:04" // times in the tables and the prose
)

// Ends returns the time at which the demonstration's clock stands: noon of its
// last day. It is Saturday then nearly everywhere.
func Ends() time.Time { return time.Date(2026, time.March, 14, 12, 40, 0, 0, place()) }

// Days returns the times of the 60 polls: 59 evenings, then Ends.
func Days() []time.Time {
	end := Ends()
	polls := make([]time.Time, days)
	for i := range polls {
		day := end.AddDate(0, 0, i+1-days)
		polls[i] = time.Date(day.Year(), day.Month(), day.Day(), 18, 0, 0, 0, end.Location())
	}
	polls[days-1] = end
	return polls
}

// A Reading is an article that the reader of the demonstration has read.
type Reading struct {
	Day     int    // from 1; read after that day's poll
	URL     string // the article's address, without tracking
	Starred bool
}

// Plan returns what was read on days 1 to 57, in order. Everything about the
// story that came in is read on its day, but for a few articles left over.
func Plan() ([]Reading, error) {
	p, err := thePress()
	if err != nil {
		return nil, err
	}
	var plan []Reading
	seen := make(map[*item]bool)
	for day, t := range Days()[:aware] {
		for i := range p.outlets {
			for _, it := range p.outlets[i].asked(t) {
				if seen[it] || !it.onStory {
					continue
				}
				seen[it] = true
				if !it.unread {
					plan = append(plan, Reading{Day: day + 1, URL: it.url(), Starred: it.starred})
				}
			}
		}
	}
	return plan, nil
}

// place is the story's zone.
var place = sync.OnceValue(func() *time.Location { //nolint:gochecknoglobals // table
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return time.UTC // cannot be: the zones are linked in
	}
	return loc
})
