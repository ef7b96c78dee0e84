package screen

import (
	"time"

	"casewire/feeds/news"
)

// Next is the first of some dates that is not over, and when it begins; ok is
// false if all are. now is in the zone where they happen.
func Next(facts []news.Fact, now time.Time) (next news.Fact, at time.Time, ok bool) {
	var end time.Time
	for _, f := range facts {
		begin, last := f.Date.Days()
		from := civil(begin, 0, now.Location()).Add(max(f.Clock, 0))
		over := civil(last, 1, now.Location())
		if f.Clock >= 0 && f.Date.Day > 0 {
			over = from
		}
		if f.Date.Year == 0 || !over.After(now) {
			continue
		}
		if !ok || over.Before(end) {
			next, at, end, ok = f, from, over, true
		}
	}
	return next, at, ok
}

// civil is the beginning of a day in a zone, or of one some days after it.
func civil(day time.Time, after int, zone *time.Location) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+after, 0, 0, 0, 0, zone)
}

// days is how many days the day of t lies before that of now.
func days(t, now time.Time) int {
	y, m, d := t.In(now.Location()).Date()
	ny, nm, nd := now.Date()
	from, to := time.Date(y, m, d, 0, 0, 0, 0, time.UTC), time.Date(ny, nm, nd, 0, 0, 0, 0, time.UTC)
	return int(to.Sub(from) / (24 * time.Hour))
}

// Moment writes a time that is past as short as can be understood, in the zone
// of now: 14:32 today, Tue 14:32 within the week, 12 Nov, 12 Nov 2025.
func Moment(t, now time.Time) string {
	switch d := days(t, now); {
	case t.IsZero():
		return ""
	case d == 0:
		return t.In(now.Location()).Format("15:04")
	case d > 0 && d < 6:
		return t.In(now.Location()).Format("Mon 15:04")
	}
	return Day(t, now)
}

// Day writes the day of a time as short as can be understood: today, 12 Nov,
// 12 Nov 2025. It is empty for the zero time.
func Day(t, now time.Time) string {
	local := t.In(now.Location())
	switch {
	case t.IsZero():
		return ""
	case days(t, now) == 0:
		return "today"
	case local.Year() == now.Year():
		return local.Format("2 Jan")
	}
	return local.Format("2 Jan 2006")
}
