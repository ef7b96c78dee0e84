package timeline

import (
	"strconv"
	"time"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
)

// longDate writes a date in full, as exact as it is known.
func longDate(d news.Date) string {
	if d.Day == 0 {
		return d.Words()
	}
	return d.First().Format("Monday 2 January 2006")
}

// dateInMonth is a date below the heading of its month.
func dateInMonth(d news.Date) string {
	switch {
	case d.Month == 0:
		return "some time"
	case d.Day == 0:
		return "day unknown"
	}
	return d.First().Format("Mon 2")
}

// dateToCome is a date that has no heading above it; a short one leaves the
// time of day out where the day alone takes the room.
func dateToCome(e *news.Event, now time.Time, short bool) string {
	d, at := e.Date, e.Date.First().Add(max(e.Clock, 0))
	clock := ""
	if e.Clock >= 0 {
		clock = " 15:04"
	}
	switch {
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return at.Format("Jan 2006")
	case d.Year != now.Year() && short:
		return at.Format("2 Jan 2006")
	case d.Year != now.Year():
		return at.Format("2 Jan 2006" + clock)
	case short && clock != "" && d.Month == now.Month():
		return at.Format("Mon 2" + clock)
	case short:
		return at.Format("Mon 2 Jan")
	}
	return at.Format("Mon 2 Jan" + clock)
}

// said tells who reported an event first, and when.
func said(e *news.Event, now time.Time) string {
	local := e.First.In(now.Location())
	y, m, d := local.Date()
	when := screen.Moment(e.First, now)
	switch {
	case e.First.IsZero() && e.Article == 0:
		return "from the story file"
	case e.First.IsZero():
		return ""
	case e.Kind == news.Scheduled && e.By.Len() > 0:
		return "said " + when + ", " + e.By.String()
	case e.Kind == news.Scheduled:
		return "said " + when
	case e.Kind == news.FromStory:
		return "from the story file"
	case e.By.Len() == 0:
		return "first: " + when
	case (news.Date{Year: y, Month: m, Day: d}) == e.Date:
		return "first: " + e.By.String() + " " + local.Format("15:04")
	case y == e.Date.Year:
		return "first: " + e.By.String() + ", " + local.Format("2 Jan")
	}
	return "first: " + e.By.String() + ", " + local.Format("2 Jan 2006")
}

// citation is an event as a line to be copied.
func citation(e *news.Event) text.Clean {
	c := text.Sprintf("%s: %s", longDate(e.Date), e.Text)
	switch {
	case e.By.Len() > 0 && e.Article != 0:
		return text.Sprintf("%s (%s, %s)", c, e.By, e.First.UTC().Format("2 January 2006"))
	case e.URL != "":
		return text.Sprintf("%s (%s)", c, link.Hide(e.URL))
	}
	return c
}
