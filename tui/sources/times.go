package sources

import (
	"time"

	"casewire/tui/screen"
)

// days returns how many days before now's day the day of t is.
func days(t, now time.Time) int {
	t = t.In(now.Location())
	from := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	to := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	return int(to.Sub(from).Hours() / 24)
}

// moment is a time near now: 14:58, Wed 09:00, 12 Nov 09:00.
func moment(t, now time.Time) string {
	switch d := days(t, now); {
	case d == 0:
		return t.In(now.Location()).Format("15:04")
	case d > -6 && d < 6:
		return hour(t, now)
	}
	return t.In(now.Location()).Format("2 Jan 15:04")
}

// hour is a day and a time: Mon 14:00, 2 Mar 17:30.
func hour(t, now time.Time) string {
	if days(t, now) < 6 {
		return t.In(now.Location()).Format("Mon 15:04")
	}
	return t.In(now.Location()).Format("2 Jan 15:04")
}

// weekday is a day in few letters: Mon, 14 Nov.
func weekday(t, now time.Time) string {
	if days(t, now) < 6 {
		return t.In(now.Location()).Format("Mon")
	}
	return date(t, now)
}

// since is a day in a sentence: today, Friday, 3 October 2025.
func since(t, now time.Time) string {
	switch d := days(t, now); {
	case d == 0:
		return "today"
	case d < 6:
		return t.In(now.Location()).Format("Monday")
	case t.In(now.Location()).Year() == now.Year():
		return t.In(now.Location()).Format("2 January")
	}
	return t.In(now.Location()).Format("2 January 2006")
}

// day is a day since when something is so: today 08:10, Sat 14 Nov, 3 Oct,
// 3 Oct 2025.
func day(t, now time.Time) string {
	local := t.In(now.Location())
	switch d := days(t, now); {
	case d == 0:
		return "today " + local.Format("15:04")
	case d > 0 && d < 14:
		return local.Format("Mon 2 Jan")
	case local.Year() == now.Year():
		return local.Format("2 Jan")
	}
	return local.Format("2 Jan 2006")
}

// date is a day in a column: today, 12 Nov, Oct 2025; never for none.
func date(t, now time.Time) string {
	local := t.In(now.Location())
	switch {
	case t.IsZero():
		return "never"
	case days(t, now) == 0:
		return "today"
	case local.Year() == now.Year():
		return local.Format("2 Jan")
	}
	return local.Format("Jan 2006")
}

// full is a time in a sentence: Saturday 14 November, 09:00.
func full(t, now time.Time) string {
	local := t.In(now.Location())
	switch {
	case days(t, now) == 0:
		return "today, " + local.Format("15:04")
	case local.Year() == now.Year():
		return local.Format("Monday 2 January, 15:04")
	}
	return local.Format("2 January 2006")
}

// ago is how long ago a day was.
func ago(t, now time.Time) string {
	switch d := days(t, now); d {
	case 0:
		return "today"
	case 1:
		return "yesterday"
	default:
		return screen.Count(d, "day", "days").String() + " ago"
	}
}

// spelled writes a small number as a word that begins a sentence.
func spelled(n int) string {
	words := [...]string{"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"}
	if n < len(words) {
		return words[n]
	}
	return screen.Number(n)
}
