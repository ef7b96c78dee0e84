package news

import (
	"cmp"
	"fmt"
	"time"
)

// A Date is a civil date known to the day, the month (Day 0) or the year
// (Month 0). The zero Date is no date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day of t where t is told.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// Compare puts dates in order. What is not known of a date comes before what
// it may be.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// First returns the beginning of the first day that d may mean, in UTC.
func (d Date) First() time.Time {
	return time.Date(d.Year, max(d.Month, 1), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Days returns the first and the last day that d may mean, in UTC.
func (d Date) Days() (first, last time.Time) {
	first = d.First()
	switch {
	case d.Month == 0:
		return first, first.AddDate(1, 0, -1)
	case d.Day == 0:
		return first, first.AddDate(0, 1, -1)
	}
	return first, first
}

// String returns d as flags and JSON have it, as far as it is known:
// 2021-10-21, 2021-10, 2021.
func (d Date) String() string {
	switch {
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Words returns d as people write it, as far as it is known: 21 October 2021,
// October 2021, 2021.
func (d Date) Words() string {
	switch {
	case d.Month == 0:
		return d.String()
	case d.Day == 0:
		return d.First().Format("January 2006")
	}
	return d.First().Format("2 January 2006")
}
