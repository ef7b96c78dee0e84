package events

import (
	"fmt"
	"slices"
	"time"

	"casewire/feeds/news"
)

// numeric reads 2021-10-21, 10/21/2021 and 10/21/21.
func (r *reader) numeric(i int) (sense, bool) {
	a, b, c := r.plain(i), r.plain(i+2), r.plain(i+4)
	sep := r.word(i + 1)
	if a < 0 || b < 1 || c < 0 || sep != r.word(i+3) || r.toks[i+1].spaced || r.toks[i+4].spaced {
		return none()
	}
	switch {
	case sep == "-" && r.toks[i].digits == 4:
		return on(news.Date{Year: a, Month: time.Month(b), Day: c}, i+5)
	case sep != "/" && sep != "." || r.toks[i+4].digits != 4 && (r.toks[i+4].digits != 2 || sep == "."):
		return none()
	case r.toks[i+4].digits == 2:
		c = r.fullYear(c)
	}
	if a > 12 || sep == "." {
		a, b = b, a
	}
	return on(news.Date{Year: c, Month: time.Month(a), Day: b}, i+5)
}

// fullYear returns the year that two digits stand for.
func (r *reader) fullYear(n int) int {
	y := r.day.Year/100*100 + n
	if y > r.day.Year+10 {
		y -= 100
	}
	return y
}

// month reads the name of a month and returns the token behind it, i if it is
// none.
func (r *reader) month(i int) (m time.Month, end int) {
	w := r.word(i)
	n, ok := months[w]
	if !ok || !r.toks[i].upper {
		return 0, i
	}
	end = i + 1
	if r.word(end) == "." && !r.toks[end].spaced {
		end++
	}
	switch {
	case len(w) < 5 && r.compounds(end):
		return 0, i
	case r.behindDay(i):
	case w == "may" && !r.mayIsMonth(i):
		return 0, i
	case len(w) < 5 && w != "may" && w != "june" && w != "july" && end == i+1 && r.plain(end) < 0 && !edges[r.word(i-1)] && r.word(end) != "-":
		return 0, i
	}
	return time.Month(n), end
}

var beforeMonth = set("in last this next by since until till from early late mid of through and to during before after between - for on the past or") //nolint:gochecknoglobals // table

// behindDay reports whether a day of the month stands before token i: 14 May,
// 3rd Dec.
func (r *reader) behindDay(i int) bool {
	if i == 0 || r.toks[i-1].num < 0 {
		return false
	}
	_, end := r.dayNumber(i - 1)
	return end == i
}

// compounds reports whether a hyphen at token i makes a name with the word
// behind it: Mar-a-Lago, Jan-Erik.
func (r *reader) compounds(i int) bool {
	if r.word(i) != "-" || i+1 >= len(r.toks) || r.toks[i].spaced || r.toks[i+1].spaced {
		return false
	}
	w := r.word(i + 1)
	return w != "" && w != "to" && months[w] == 0
}

// mayIsMonth tells the month from the verb and from names.
func (r *reader) mayIsMonth(i int) bool {
	if r.plain(i+1) >= 0 || r.behindDay(i) {
		return true
	}
	if i == 0 {
		return r.word(1) == ","
	}
	return beforeMonth[r.word(i-1)] && (i+1 >= len(r.toks) || !r.toks[i+1].upper || months[r.word(i+1)] > 0)
}

// year reads a year at i: four digits, two behind an apostrophe, or words.
func (r *reader) year(i int) (y, end int) {
	if n := r.plain(i); n >= 0 {
		if r.toks[i].digits == 4 && n >= 1000 && n < 2200 && !r.goesOn(i+1) {
			return n, i + 1
		}
		return 0, i
	}
	if r.word(i) == "'" && r.plain(i+1) >= 0 && r.toks[i+1].digits == 2 && !r.toks[i+1].spaced {
		return r.fullYear(r.plain(i + 1)), i + 2
	}
	return r.spokenYear(i)
}

// goesOn reports whether a number goes on at token i: decimals, thousands, a
// percent sign.
func (r *reader) goesOn(i int) bool {
	switch r.word(i) {
	case ",", ".", ":", "/":
		return i+1 < len(r.toks) && r.toks[i+1].num >= 0 && !r.toks[i].spaced && !r.toks[i+1].spaced
	case "%":
		return true
	}
	return false
}

// spokenYear reads nineteen ninety-six and two thousand four.
func (r *reader) spokenYear(i int) (y, end int) {
	if r.is(i, "two", "thousand") {
		if n, ok := ones[r.word(i+2)]; ok && n > 0 {
			return 2000 + n, i + 3
		}
		return 2000, i + 2
	}
	if w := r.word(i); w != "nineteen" && w != "eighteen" && w != "twenty" {
		return 0, i
	}
	head := ones[r.word(i)]
	if head == 0 {
		head = 20
	}
	if n, ok := tens[r.word(i+1)]; ok {
		n, end = r.tens(10*n, i+2)
		return 100*head + n, end
	}
	if n, ok := ones[r.word(i+1)]; ok && n >= 10 {
		return 100*head + n, i + 2
	}
	return 0, i
}

// dayNumber reads a day of the month.
func (r *reader) dayNumber(i int) (d, end int) {
	if n, end := r.ordinal(i); end > i {
		return inMonth(n, i, end)
	}
	if n := r.plain(i); n > 0 && r.toks[i].digits <= 2 && !r.goesOn(i+1) {
		return inMonth(n, i, i+1)
	}
	return 0, i
}

func inMonth(n, start, end int) (int, int) {
	if n < 1 || n > 31 {
		return 0, start
	}
	return n, end
}

// monthFirst reads Oct. 21, 2021; October 2021; October last year; October.
func (r *reader) monthFirst(i int) (sense, bool) {
	m, k := r.month(i)
	if k == i {
		return none()
	}
	if d, end := r.dayNumber(k); end > k {
		return r.inYear(i, end, func(y int) news.Date { return news.Date{Year: y, Month: m, Day: d} })
	}
	return r.inYear(i, k, func(y int) news.Date { return news.Date{Year: y, Month: m} })
}

// dayFirst reads 21 October, the 21st of October 2021.
func (r *reader) dayFirst(i int) (sense, bool) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	d, end := r.dayNumber(k)
	if end == k {
		return none()
	}
	if r.word(end) == "of" {
		end++
	}
	m, next := r.month(end)
	if next == end {
		return r.dayOfRange(k, end)
	}
	return r.inYear(i, next, func(y int) news.Date { return news.Date{Year: y, Month: m, Day: d} })
}

// dayOfRange reads the day that ends a range begun before, as in Oct. 21-23, and
// the one that begins a range whose month follows, as in 21 to 23 October.
func (r *reader) dayOfRange(i, end int) (sense, bool) {
	d, _ := r.dayNumber(i)
	switch w := r.word(i - 1); {
	case r.said.Day == 0 || len(r.found) == 0 || r.toks[i].num < 0 && r.word(i-1) != "and":
	case i < 2 || r.toks[i-2].digits > 2 || r.found[len(r.found)-1].Span.End != r.toks[i-2].span.End:
	case w == "-" || w == "to" || w == "through" || w == "and" && r.closes(end):
		return on(news.Date{Year: r.said.Year, Month: r.said.Month, Day: d}, end)
	}
	k := end
	if w := r.word(k); w != "-" && w != "to" && w != "and" {
		return none()
	}
	_, k = r.dayNumber(k + 1)
	m, next := r.month(k)
	if next == k || k == end+1 {
		return none()
	}
	s, ok := r.inYear(i, next, func(y int) news.Date { return news.Date{Year: y, Month: m, Day: d} })
	s.end = end
	return s, ok
}

// closes reports whether nothing that could be counted stands at token i.
func (r *reader) closes(i int) bool {
	if i >= len(r.toks) {
		return true
	}
	switch r.word(i) {
	case ",", ".", ";", ":", ")", "?", "!", "at", "in", "on", "of", "for", "and", "to", "when", "that", "-", "by", "with", "as", "before", "after", `"`:
		return true
	}
	return false
}

// inYear reads the year behind a day or month that in gives for a year; i is
// where the expression begins, k the token behind the day.
func (r *reader) inYear(i, k int, in func(year int) news.Date) (sense, bool) {
	n := k
	if y, end := r.yearBehind(n); end > n {
		if d := in(y); d.Day != 0 && len(r.full) < maxFull {
			r.full = append(r.full, d)
		}
		s, ok := on(in(y), end)
		s.full = true
		return s, ok
	}
	if r.word(n) == "of" || r.word(n) == "the" {
		n++
	}
	if shift, ok := shifts[r.word(n)]; ok && r.word(n+1) == "year" {
		y := r.day.Year + shift
		switch r.word(n) {
		case "same", "that":
			y = r.anchorYear()
		case "following":
			y = r.anchorYear() + 1
		}
		return on(in(y), n+2)
	}
	if d := r.next(in); r.enters(i) && valid(d) && !comes(d, r.day) {
		return sense{date: d, end: k, precision: precision{full: true}}, true
	}
	s, ok := on(r.choose(i, in), k)
	if ok && comes(s.date, r.day) && daysBetween(r.day, s.date) > soon && !r.foretold(i) {
		s.other, s.date = s.date, in(s.date.Year-1)
		ok = valid(s.date)
	}
	s.rough = s.date.Day != 0 && daysBetween(s.date, r.day) > stale && r.opening == 0 && !slices.Contains(r.full, s.date)
	return s, ok
}

// stale is how many days back a day is hardly told of without its year: what
// looks so is most often another thing.
const stale = 200

// soon is how many days a date may lie ahead that nothing foretells: a year ago
// it is hardly still told of without its year.
const soon = 14

// maxFull bounds how many days are remembered with their year.
const maxFull = 100

// yearBehind reads the year behind a day: ", 2021", "of 2021", "in 2021".
func (r *reader) yearBehind(i int) (y, end int) {
	k := i
	if w := r.word(k); w == "," || w == "of" || w == "in" {
		k++
	}
	if y, end = r.year(k); end == k {
		return 0, i
	}
	return y, end
}

func (r *reader) anchorYear() int {
	if r.anchor.Year != 0 {
		return r.anchor.Year
	}
	return r.day.Year
}

var beforeYear = set("the year fiscal calendar") //nolint:gochecknoglobals // table

// yearFirst reads a year by itself, a decade, and the quarter or the season
// behind a year.
func (r *reader) yearFirst(i int) (sense, bool) {
	k := i
	for k < i+3 && beforeYear[r.word(k)] {
		k++
	}
	if m, ok := r.decade(k); ok {
		return m, true
	}
	y, end := r.year(k)
	if end == k || k == i && !r.yearStands(i, end, y) {
		return none()
	}
	if q, after := r.ordinal(end); after > end && q <= 4 && r.word(after) == "quarter" {
		return as(fmt.Sprintf("%04d-Q%d", y, q), after+1)
	}
	return on(news.Date{Year: y}, end)
}

// decade reads 1990s, '90s and nineties.
func (r *reader) decade(i int) (sense, bool) {
	k := i
	if r.word(k) == "'" {
		k++
	}
	if k >= len(r.toks) || r.toks[k].num < 0 || r.toks[k].word != "s" || r.toks[k].num%10 != 0 {
		return none()
	}
	y := r.toks[k].num
	if r.toks[k].digits == 2 && (k > i || r.word(i-1) == "the" || edges[r.word(i-1)]) {
		y = r.fullYear(y)
	}
	if y < 1000 || y > 2100 {
		return none()
	}
	return as(fmt.Sprintf("%03d", y/10), k+1)
}

var counted = set("people troops soldiers workers employees dollars miles pounds points shares tons feet yards meters times " + //nolint:gochecknoglobals // table
	"jobs men women children million billion percent protesters killed injured deaths dead cases votes homes copies euros units")

// yearStands reports whether the number at i is a year and no amount.
func (r *reader) yearStands(i, end, y int) bool {
	if y < 1500 || y > r.day.Year+100 || counted[r.word(end)] {
		return false
	}
	near := y > r.day.Year-150 && y < r.day.Year+30
	switch r.word(i - 1) {
	case "in", "since", "from", "by", "until", "of", "during", "between", "before", "after", "late", "early", "mid", "till", "through", "circa":
		return true
	case "about", "than", "nearly", "almost", "over", "some", "no", "flight", "route", "section", "least", "most", "page", "number":
		return false
	}
	return near
}
