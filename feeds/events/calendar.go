package events

import (
	"fmt"
	"time"

	"casewire/feeds/news"
)

// addDays returns the day n days after d.
func addDays(d news.Date, n int) news.Date { return news.DateOf(d.First().AddDate(0, 0, n)) }

// addMonths returns the month n months after that of d.
func addMonths(d news.Date, n int) news.Date {
	t := time.Date(d.Year, max(d.Month, 1)+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return news.Date{Year: t.Year(), Month: t.Month()}
}

// daysBetween returns how many days b is after a.
func daysBetween(a, b news.Date) int {
	return int(b.First().Sub(a.First()) / (24 * time.Hour))
}

func weekdayOf(d news.Date) time.Weekday { return d.First().Weekday() }

// valid reports whether d is in the calendar.
func valid(d news.Date) bool {
	return d.Year > 0 && d.Year < 10000 && (d.Day == 0 || d.Month > 0 && news.DateOf(d.First()) == d)
}

// trim drops from d what is finer than the precision of like.
func trim(d, like news.Date) news.Date {
	if like.Day == 0 {
		d.Day = 0
	}
	if like.Month == 0 {
		d.Month = 0
	}
	return d
}

// isoWeek writes the week that holds d.
func isoWeek(d news.Date) string {
	y, w := d.First().ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

// nth returns the n-th w of a month, counted from its end if n is -1.
func nth(year int, month time.Month, w time.Weekday, n int) news.Date {
	if n < 0 {
		return addDays(nth(year, month+1, w, 1), -7)
	}
	first := news.DateOf(time.Date(year, month, 1, 0, 0, 0, 0, time.UTC))
	return addDays(first, (int(w)-int(weekdayOf(first))+7)%7+7*(n-1))
}

// easter returns the Western Easter Sunday of a year.
func easter(year int) news.Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return news.Date{Year: year, Month: time.Month(n / 31), Day: n%31 + 1}
}
