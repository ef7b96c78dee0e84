package main

import (
	"fmt"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// datesOf says when an article was published, and who says so, when it was
// first seen and when its page was saved.
func datesOf(a *news.Article, zone *time.Location) text.Clean {
	var parts []string
	day := ""
	at := func(t time.Time, clock string) string {
		words := cited(t, clock)
		if d := t.Format("Mon 2 Jan 2006"); d != day {
			day = d
			return d + " " + words
		}
		return words
	}
	switch pub := a.Dates.Published; {
	case pub.IsZero():
		parts = append(parts, "no date of publication")
	case pub.From == news.FromGuess:
		parts = append(parts, "no date of publication that can be believed")
	default:
		parts = append(parts, fmt.Sprintf("published %s, says the %s", at(pub.Time, "15:04 -07:00"), pub.From))
	}
	parts = append(parts, "first seen "+at(a.Dates.FirstSeen.In(zone), "15:04:05 -07:00"))
	if !a.Dates.Fetched.IsZero() {
		parts = append(parts, "page saved "+at(a.Dates.Fetched.In(zone), "15:04:05"))
	}
	return text.Line(strings.Join(parts, " · "))
}

// momentLayout is a time to be cited.
const momentLayout = "Mon 2 Jan 2006 15:04:05 -07:00"

// cited is a time with its offset, whose minus breaks no line.
func cited(t time.Time, layout string) string {
	return strings.Replace(t.Format(layout), " -", " −", 1)
}

// originOf says how long a text is, where it came from, and when it was saved.
func originOf(a *news.Article, zone *time.Location) text.Clean {
	from := "from the feed"
	switch {
	case a.Text.Source == news.FromPage && a.Size.Refused != 0:
		from = fmt.Sprintf("from the page, which is not there any more (%d)", a.Size.Refused)
	case a.Text.Source == news.FromPage:
		from = "from the page"
	case a.Size.Refused == 200:
		from = "from the feed; its page gave no more"
	case a.Size.Refused != 0:
		from = fmt.Sprintf("from the feed; its page was not given (%d)", a.Size.Refused)
	}
	if a.Text.Part {
		from += ", perhaps not all of it"
	}
	return text.Sprintf("%s, %s · revision %d, saved %s", count(a.Text.Body.Words(), "word"), from, a.Text.Number, cited(a.Text.Seen.In(zone), momentLayout))
}

// today is the day of a story, by its own clock if the file gives one.
func today(st *news.Story, now time.Time, zone *time.Location) news.Date {
	return news.DateOf(now.In(zoneOf(st, zone)))
}

// zoneOf is the story's clock, or the reader's zone.
func zoneOf(st *news.Story, zone *time.Location) *time.Location {
	if st.Zone != nil {
		return st.Zone
	}
	return zone
}
