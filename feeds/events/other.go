package events

import (
	"fmt"
	"strings"
	"time"

	"casewire/feeds/news"
)

// seasonYear is the year of a season before, at or after the present one.
func (r *reader) seasonYear(code string, shift int) int {
	starts := map[string]time.Month{"SP": time.March, "SU": time.June, "FA": time.September, "WI": time.December}
	y := r.day.Year
	switch m := starts[code]; {
	case shift < 0 && r.day.Month < m+3 && code != "WI", shift < 0 && code == "WI":
		return y - 1
	case shift > 0 && r.day.Month >= m:
		return y + 1
	}
	return y
}

// season reads the summer, and summer 2021.
func (r *reader) season(i int) (sense, bool) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	code, ok := seasons[r.word(k)]
	if !ok {
		return none()
	}
	k++
	if r.word(k) == "of" {
		k++
	}
	if y, end := r.year(k); end > k {
		return as(fmt.Sprintf("%04d-%s", y, code), end)
	}
	if n, ok := shifts[r.word(k)]; ok && r.word(k+1) == "year" {
		return as(fmt.Sprintf("%04d-%s", r.day.Year+n, code), k+2)
	}
	if w := r.word(i - 1); (w == "in" || w == "by" || w == "since" || edges[w]) && r.closes(k) {
		return as(fmt.Sprintf("%04d-%s", r.day.Year, code), k)
	}
	return none()
}

// ordinalFirst reads the third quarter, the 21st, the first half of the year
// and the 19th century.
func (r *reader) ordinalFirst(i int) (sense, bool) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	if r.word(k) == "fiscal" {
		k++
		if r.word(k) == "-" {
			k++
		}
	}
	n, end := r.ordinal(k)
	if end == k {
		return none()
	}
	if r.word(end) == "-" || r.word(end) == "fiscal" {
		end++
	}
	switch r.word(end) {
	case "quarter":
		if n <= 4 {
			return r.quarter(n, end+1)
		}
	case "century":
		return as(fmt.Sprintf("%02d", n-1), end+1)
	}
	if k > i && r.toks[k].num > 0 && n <= 31 && end == k+1 && r.closes(end) {
		return on(r.dayOfMonth(i, n), end)
	}
	return none()
}

// quarter reads the year behind a quarter.
func (r *reader) quarter(n, k int) (sense, bool) {
	at := k
	if r.word(at) == "of" {
		at++
	}
	if y, end := r.year(at); end > at {
		return as(fmt.Sprintf("%04d-Q%d", y, n), end)
	}
	if s, ok := shifts[r.word(at)]; ok && r.word(at+1) == "year" {
		return as(fmt.Sprintf("%04d-Q%d", r.day.Year+s, n), at+2)
	}
	y := r.day.Year
	if n > (int(r.day.Month)+2)/3 && r.tense(k) != inFuture {
		y--
	}
	return as(fmt.Sprintf("%04d-Q%d", y, n), k)
}

// dayOfMonth resolves "the 21st".
func (r *reader) dayOfMonth(i, n int) news.Date {
	if r.anchor.Month != 0 {
		return news.Date{Year: r.anchor.Year, Month: r.anchor.Month, Day: n}
	}
	this := news.Date{Year: r.day.Year, Month: r.day.Month, Day: n}
	switch t := r.tense(i); {
	case t == inFuture && n < r.day.Day:
		m := addMonths(r.day, 1)
		m.Day = n
		return m
	case t == inPast && n > r.day.Day:
		m := addMonths(r.day, -1)
		m.Day = n
		return m
	}
	return this
}

// every reads what happens again and again: every Friday, daily, each July.
func (r *reader) every(i int) (sense, bool) {
	w := r.word(i)
	k := i
	if w == "every" || w == "each" {
		k++
		if r.word(k) == "other" {
			k++
		}
	}
	if n, ok := weekdays[strings.TrimSuffix(r.word(k), "s")]; ok && (k > i || strings.HasSuffix(r.word(k), "ys")) {
		return as(fmt.Sprintf("XXXX-WXX-%d", (n+6)%7+1), r.overPart(k+1))
	}
	if k == i {
		return none()
	}
	if m, end := r.month(k); end > k {
		return as(fmt.Sprintf("XXXX-%02d", m), end)
	}
	if u := units[r.word(k)]; u >= day {
		return as("P1"+codes[u], k+1)
	}
	return none()
}

// duration passes over two days, the past three months, 10-year-old: they name
// no place in the calendar, and nothing in them does.
func (r *reader) duration(i int) (sense, bool) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	if w := r.word(k); w == "first" || w == "latest" {
		k++
	} else if _, ok := shifts[w]; ok {
		k++
	}
	_, end := r.number(k)
	if end == k {
		return none()
	}
	if w := r.word(end); w == "-" || w == "more" || w == "full" {
		end++
	}
	if r.unit(end) == noUnit {
		return none()
	}
	return sense{end: end + 1, skip: true}, true
}

// unit reads the name of a unit, one or many.
func (r *reader) unit(i int) unit { return units[r.word(i)] | plurals[r.word(i)] }

// yearEnd reads year-end, and the year-earlier or year-ago of results.
func (r *reader) yearEnd(i int) (sense, bool) {
	k := i + oneIf(r.word(i) == "the")
	if r.word(k) != "year" {
		return none()
	}
	k++
	if r.is(k, "'", "s") {
		k += 2
	}
	if r.word(k) == "-" {
		k++
	}
	switch w := r.word(k); {
	case k == i+1 && w != "end" && w != "earlier":
		return none()
	case w == "end":
		return on(news.Date{Year: r.day.Year}, k+1)
	case w == "earlier" || w == "ago":
		return on(news.Date{Year: r.day.Year - 1}, k+1)
	}
	return none()
}

// feast reads the name of a day: last Thanksgiving, Christmas Eve.
func (r *reader) feast(i int) (sense, bool) {
	shift, shifted := shifts[r.word(i)]
	k := i + oneIf(shifted)
	for _, f := range feasts {
		if k >= len(r.toks) || !r.toks[k].upper || !r.is(k, f.words...) {
			continue
		}
		end := k + len(f.words)
		if f.bare && r.word(end) == "day" {
			end++
		}
		y, after := r.yearBehind(end)
		switch {
		case after > end:
			return on(f.on(y), after)
		case shifted:
			return on(r.shiftedFeast(f, shift), end)
		case end == k+1 && !beforeFeast[r.word(i-1)]:
			return sense{end: end, skip: true}, true
		}
		return on(r.choose(i, f.on), end)
	}
	return none()
}

// shiftedFeast returns the feast before, at or after the present time.
func (r *reader) shiftedFeast(f feast, shift int) news.Date {
	d := f.on(r.day.Year)
	if n := daysBetween(r.day, d); shift < 0 && n >= 0 || shift > 0 && n <= 0 {
		d = f.on(r.day.Year + shift)
	}
	return d
}

// beforeFeast are the words that make a feast a date by itself: a Christmas
// tree is none.
var beforeFeast = set("on at by before after since until till") //nolint:gochecknoglobals // table

// A feast is a day with a name.
type feast struct {
	words []string
	on    func(year int) news.Date
	bare  bool // may be followed by Day
}

// feasts are the days that news dates things by, longer names first.
var feasts = []feast{ //nolint:gochecknoglobals // table
	{strings.Fields("christmas eve"), fixed(time.December, 24), false},
	{strings.Fields("boxing day"), fixed(time.December, 26), false},
	{strings.Fields("christmas"), fixed(time.December, 25), true},
	{strings.Fields("new year ' s eve"), fixed(time.December, 31), false},
	{strings.Fields("new year ' s day"), fixed(time.January, 1), false},
	{strings.Fields("halloween"), fixed(time.October, 31), false},
	{strings.Fields("independence day"), fixed(time.July, 4), false},
	{strings.Fields("fourth of july"), fixed(time.July, 4), false},
	{strings.Fields("july fourth"), fixed(time.July, 4), false},
	{strings.Fields("valentine ' s day"), fixed(time.February, 14), false},
	{strings.Fields("veterans day"), fixed(time.November, 11), false},
	{strings.Fields("may day"), fixed(time.May, 1), false},
	{strings.Fields("thanksgiving"), func(y int) news.Date { return nth(y, time.November, time.Thursday, 4) }, true},
	{strings.Fields("labor day"), func(y int) news.Date { return nth(y, time.September, time.Monday, 1) }, false},
	{strings.Fields("memorial day"), func(y int) news.Date { return nth(y, time.May, time.Monday, -1) }, false},
	{strings.Fields("election day"), func(y int) news.Date { return addDays(nth(y, time.November, time.Monday, 1), 1) }, false},
	{strings.Fields("good friday"), func(y int) news.Date { return addDays(easter(y), -2) }, false},
	{strings.Fields("easter monday"), func(y int) news.Date { return addDays(easter(y), 1) }, false},
	{strings.Fields("easter sunday"), easter, false},
	{strings.Fields("easter"), easter, false},
}

func fixed(m time.Month, day int) func(int) news.Date {
	return func(y int) news.Date { return news.Date{Year: y, Month: m, Day: day} }
}
