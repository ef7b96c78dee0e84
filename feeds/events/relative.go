package events

import (
	"fmt"
	"time"

	"casewire/feeds/news"
)

// weekdayFirst reads Friday, last Friday, Friday night, Friday, Oct. 29 and
// Friday last week.
func (r *reader) weekdayFirst(i int) (sense, bool) {
	k, shift, shifted := i, 0, false
	if r.word(k) == "the" {
		k++
	}
	if n, ok := shifts[r.word(k)]; ok {
		shift, shifted = n, true
		k++
		if s := r.word(k); s == "past" || s == "coming" {
			shift = shifts[s]
			k++
		}
	}
	w, end := r.weekdayName(k)
	if end == k || k > i && !shifted {
		return none()
	}
	if end < len(r.toks) && r.toks[end].upper && papers[r.word(end)] {
		return sense{end: end + 1, skip: true}, true
	}
	if parts[r.word(end)] {
		end++
	}
	if m, ok := r.dated(end); ok {
		// The year is the one in which the day falls on that weekday.
		if m.other.Year != 0 && weekdayOf(m.date) != w && weekdayOf(m.other) == w {
			m.date, m.other = m.other, news.Date{}
		}
		return m, true
	}
	if d, after, ok := r.weekBeside(w, end); ok {
		return on(d, after)
	}
	if !shifted {
		return on(r.weekday(i, w), end)
	}
	if a := r.word(i); a == "the" && r.anchor.Day != 0 || a == "following" || a == "previous" {
		return on(r.anchoredWeekday(w, shift), end)
	}
	return on(r.shiftedWeekday(i, w, shift), end)
}

// papers are what follows the day in the names of some: the Sunday Times.
var papers = set("times telegraph mirror mail express people post herald independent tribune mercury") //nolint:gochecknoglobals // table

func (r *reader) weekdayName(i int) (time.Weekday, int) {
	if n, ok := weekdays[r.word(i)]; ok {
		return time.Weekday(n), i + 1
	}
	if n, ok := shortDays[r.word(i)]; ok && r.toks[i].upper && r.word(i+1) == "." {
		return time.Weekday(n), i + 2
	}
	return 0, i
}

// dated reads the date that follows a weekday.
func (r *reader) dated(i int) (sense, bool) {
	if w := r.word(i); w == "," || w == "on" {
		i++
	}
	if r.word(i) == "the" {
		i++
	}
	m, ok := r.monthFirst(i)
	if !ok {
		m, ok = r.dayFirst(i)
	}
	return m, ok && m.date.Day != 0
}

// weekBeside reads the week that follows a weekday: Friday last week.
func (r *reader) weekBeside(w time.Weekday, i int) (news.Date, int, bool) {
	k := i
	if r.word(k) == "of" {
		k++
	}
	if n, ok := shifts[r.word(k)]; ok && r.word(k+1) == "week" {
		monday := addDays(r.day, -(int(weekdayOf(r.day))+6)%7)
		return addDays(monday, 7*n+(int(w)+6)%7), k + 2, true
	}
	if r.is(k, "a", "week", "ago") {
		return addDays(r.lastWeekday(w), -7), k + 3, true
	}
	return news.Date{}, i, false
}

// lastWeekday returns the last w, today if it is one.
func (r *reader) lastWeekday(w time.Weekday) news.Date {
	return addDays(r.day, -(int(weekdayOf(r.day))-int(w)+7)%7)
}

// weekday resolves one without more words by tense.
func (r *reader) weekday(i int, w time.Weekday) news.Date {
	d := r.lastWeekday(w)
	t := r.begins(i)
	if t == unknown {
		t = r.tense(i)
	}
	if d != r.day && t == inFuture {
		d = addDays(d, 7)
	}
	return d
}

func (r *reader) shiftedWeekday(i int, w time.Weekday, shift int) news.Date {
	switch {
	case shift < 0:
		return addDays(r.lastWeekday(w), -7*oneIf(r.lastWeekday(w) == r.day))
	case shift == 0:
		return r.weekday(i, w)
	}
	next := addDays(r.lastWeekday(w), 7)
	if r.word(i) == "next" && daysBetween(r.day, next) < (8-int(weekdayOf(r.day)))%7 {
		return addDays(next, 7)
	}
	return next
}

// anchoredWeekday returns the w before or after the date named last.
func (r *reader) anchoredWeekday(w time.Weekday, shift int) news.Date {
	a := r.anchor
	if a.Day == 0 {
		a = r.day
	}
	back := (int(weekdayOf(a)) - int(w) + 7) % 7
	switch {
	case shift > 0:
		return addDays(a, 7-back)
	case shift < 0 && back == 0:
		return addDays(a, -7)
	}
	return addDays(a, -back)
}

func oneIf(b bool) int {
	if b {
		return 1
	}
	return 0
}

// named reads today, tomorrow, last night and the days of the year that have
// names.
func (r *reader) named(i int) (sense, bool) {
	switch w := r.word(i); {
	case r.is(i, "day", "before", "yesterday"):
		return on(addDays(r.day, -2), i+3)
	case r.is(i, "day", "after", "tomorrow"):
		return on(addDays(r.day, 2), i+3)
	case w == "today", w == "tonight":
		return on(r.day, i+1)
	case w == "yesterday":
		return on(addDays(r.day, -1), r.overPart(i+1))
	case w == "tomorrow":
		return on(addDays(r.day, 1), r.overPart(i+1))
	case w == "this" && parts[r.word(i+1)]:
		return on(r.day, i+2)
	case r.is(i, "last", "night"):
		return on(addDays(r.day, -1), i+2)
	case w == "the" && (r.word(i+1) == "day"):
		if m, ok := r.named(i + 1); ok && m.end > i+2 {
			return m, true
		}
	}
	return r.feast(i)
}

func (r *reader) overPart(i int) int {
	if parts[r.word(i)] {
		return i + 1
	}
	return i
}

// offset reads two days ago, a year earlier, three days later, and a year ago
// today.
func (r *reader) offset(i int) (sense, bool) {
	n, k := r.number(i)
	vague := k == i && vagueNumbers[r.word(i)]
	if vague {
		k++
	}
	if k == i {
		return none()
	}
	if w := r.word(k); w == "-" || whole[w] {
		k++
	}
	u := r.unit(k)
	if u == noUnit {
		return none()
	}
	k++
	if r.is(k, "or", "so") {
		k += 2
	}
	if vague {
		return sense{end: k, skip: true}, true
	}
	if m, ok := r.offsetFrom(k, u, n); ok {
		return m, true
	}
	return r.offsetBy(i, k, u, n)
}

// offsetBy reads the word behind n units, at token k, which says from where
// they count; i is where they begin.
func (r *reader) offsetBy(i, k int, u unit, n int) (sense, bool) {
	switch w := r.word(k); {
	case w == "ago" || w == "back" && r.closes(k+1):
		return r.ago(r.day, u, -n, k+1)
	case r.is(k, "from", "now"):
		return r.ago(r.day, u, n, k+2)
	case w == "hence":
		return r.ago(r.day, u, n, k+1)
	case w == "earlier" || w == "before" && r.closes(k+1) || w == "previously":
		m, ok := r.ago(r.base(u), u, -n, k+1)
		return r.told(i, m), ok
	case w == "later" || w == "after" && r.closes(k+1) || w == "afterwards":
		m, ok := r.ago(r.base(u), u, n, k+1)
		return r.told(i, m), ok
	case r.word(i-1) == "in" && r.tense(i) == inFuture && u >= day:
		return r.ago(r.day, u, n, k)
	}
	return none()
}

// told takes the date from what is told at token i as past, or how long it
// was, and yet would lie ahead: it counts from a day that the text does not name.
func (r *reader) told(i int, m sense) sense {
	if m.date.Day != 0 && m.date.Compare(r.day) > 0 && (r.word(i-1) == "for" || r.tense(i) == inPast) {
		return sense{value: m.date.String(), end: m.end}
	}
	return m
}

// offsetFrom reads before or after and the day from which n units count: two
// days before Christmas, a week after Oct. 21.
func (r *reader) offsetFrom(k int, u unit, n int) (sense, bool) {
	switch r.word(k) {
	case "before":
		n = -n
	case "after":
	default:
		return none()
	}
	m, ok := r.dated(k + 1)
	if !ok {
		m, ok = r.feast(k + 1)
	}
	if !ok || m.skip || u < day {
		return none()
	}
	return on(move(m.date, u, n), m.end)
}

var vagueNumbers = set("several few many some") //nolint:gochecknoglobals // table

// base returns the date from which earlier and later count.
func (r *reader) base(u unit) news.Date {
	a := r.anchor
	if u >= year {
		a = r.said
	}
	if a.Year == 0 || u < month && a.Day == 0 {
		return r.day
	}
	return a
}

// ago returns the day, month or year n units from a date; k is the token
// behind the expression, where a day may follow that is n units from now:
// a year ago today.
func (r *reader) ago(from news.Date, u unit, n, k int) (sense, bool) {
	if from == r.day && (r.word(k) == "today" || r.word(k) == "tomorrow" || r.word(k) == "yesterday") {
		m, _ := r.named(k)
		return on(move(m.date, u, n), m.end)
	}
	if from == r.day && r.is(k, "this", "week") {
		return as(isoWeek(move(from, u, n)), k+2)
	}
	if from == r.day && r.is(k, "this", "month") {
		d := move(from, u, n)
		d.Day = 0
		return on(d, k+2)
	}
	d := move(from, u, n)
	switch u {
	case day:
	case week:
		if n > 4 || n < -4 {
			return as(isoWeek(d), k)
		}
		return sense{date: d, end: k, precision: precision{rough: true}}, valid(d)
	case month:
		d.Day = 0
	case year:
		d.Day, d.Month = 0, 0
	case decade, century:
		return as(fmt.Sprintf("%03d", d.Year/10), k)
	case weekend, quarter:
		return as(shiftedValue(d, u), k)
	default: // hours and minutes leave the day open
		return sense{end: k, skip: true}, true
	}
	return on(d, k)
}

// move returns the date n units after d.
func move(d news.Date, u unit, n int) news.Date {
	n = max(-maxMove, min(n, maxMove))
	switch u {
	case day:
		return addDays(d, n)
	case week, weekend:
		return addDays(d, 7*n)
	case month:
		return sameDay(addMonths(d, n), d)
	case quarter:
		return sameDay(addMonths(d, 3*n), d)
	case year:
		return sameDay(addMonths(d, 12*n), d)
	case decade:
		return sameDay(addMonths(d, 120*n), d)
	case century:
		return sameDay(addMonths(d, 1200*n), d)
	default:
		return d
	}
}

// maxMove bounds how many units a date is moved.
const maxMove = 100_000

// sameDay gives month the day of d, or its last one.
func sameDay(m, d news.Date) news.Date {
	if d.Month == 0 {
		return news.Date{Year: m.Year}
	}
	m.Day = d.Day
	for m.Day > 28 && !valid(m) {
		m.Day--
	}
	return m
}

// shifted reads last year, earlier this month, last April, the following day
// and the end of the year.
func (r *reader) shifted(i int) (sense, bool) {
	k := i + oneIf(r.word(i) == "the")
	word := r.word(k)
	shift, ok := shifts[word]
	if ok {
		k++
		if s, again := shifts[r.word(k)]; again {
			shift = s
			k++
		}
	} else if k == i {
		return none()
	}
	if whole[r.word(k)] {
		k++
	}
	if !ok {
		return r.bare(i, k)
	}
	if code, is := seasons[r.word(k)]; is {
		return as(fmt.Sprintf("%04d-%s", r.seasonYear(code, shift), code), k+1)
	}
	if m, end := r.month(k); end > k {
		d := r.shiftedMonth(i, m, shift, word)
		if n, after := r.dayNumber(end); after > end {
			d.Day, end = n, after
		}
		return on(d, end)
	}
	return r.shiftedUnit(i, k, word, shift)
}

var whole = set("fiscal full entire calendar whole very") //nolint:gochecknoglobals // table

// bare reads the year, the month and the like: the present one, where words
// around say that a date is meant.
func (r *reader) bare(i, k int) (sense, bool) {
	if w := r.word(k + 1); !beforeBare[r.word(i-1)] || w == "of" || w == "'" || w == "-" {
		return none()
	}
	if _, end := r.year(k + 1); end > k+1 {
		return none()
	}
	switch u := units[r.word(k)]; u {
	case year:
		return on(news.Date{Year: r.day.Year}, k+1)
	case month:
		return on(news.Date{Year: r.day.Year, Month: r.day.Month}, k+1)
	case quarter, weekend:
		return as(shiftedValue(r.day, u), k+1)
	default:
		return none()
	}
}

var beforeBare = set("for of in earlier later during over") //nolint:gochecknoglobals // table

// shiftedUnit reads the unit at token k: it is before, at or after the present
// one, or the one named last.
func (r *reader) shiftedUnit(i, k int, word string, shift int) (sense, bool) {
	the := r.word(i) == "the"
	u, end := units[r.word(k)], k+1
	if the && parts[r.word(k)] {
		u = day
	}
	if u < day || r.word(end) == "-" {
		return none()
	}
	from := r.day
	if word == "same" || word == "that" || word == "following" || the && (word == "next" || word == "previous") {
		if r.anchor.Year != 0 && (u > month || r.anchor.Month != 0) && (u >= month || r.anchor.Day != 0) {
			from = r.anchor
		} else if word == "that" && u == day {
			return none()
		}
	}
	d := move(from, u, shift)
	switch u {
	case day:
		if shift == 0 && word != "same" && word != "that" {
			return none()
		}
		return on(d, r.overPart(end))
	case month:
		return on(news.Date{Year: d.Year, Month: d.Month}, end)
	case year:
		return on(news.Date{Year: d.Year}, end)
	default:
		return as(shiftedValue(d, u), end)
	}
}

// shiftedValue is the week, quarter or decade that holds d.
func shiftedValue(d news.Date, u unit) string {
	switch u {
	case weekend:
		return isoWeek(d) + "-WE"
	case quarter:
		return fmt.Sprintf("%04d-Q%d", d.Year, (int(d.Month)+2)/3)
	case decade:
		return fmt.Sprintf("%03d", d.Year/10)
	case century:
		return fmt.Sprintf("%02d", d.Year/100)
	default:
		return isoWeek(d)
	}
}

// shiftedMonth resolves last April, this September, next May.
func (r *reader) shiftedMonth(i int, m time.Month, shift int, word string) news.Date {
	d := news.Date{Year: r.day.Year, Month: m}
	switch {
	case word == "the" || shift == 0 && word != "this":
		return r.choose(i, func(y int) news.Date { return news.Date{Year: y, Month: m} })
	case shift < 0 && m >= r.day.Month:
		d.Year--
	case shift > 0 && m <= r.day.Month:
		d.Year++
	}
	return d
}
