package novelty

import "time"

// A day counts the days since 1970; 0 is no day.
type day int32

const secondsADay = 24 * 60 * 60

// dayOf returns the day of t where t was written, 0 for no time.
func dayOf(t time.Time) day {
	if t.IsZero() {
		return 0
	}
	return civil(t.Date())
}

// civil returns the day of a date.
func civil(year int, month time.Month, d int) day {
	return day(time.Date(year, month, d, 0, 0, 0, 0, time.UTC).Unix() / secondsADay)
}

func (d day) weekday() time.Weekday { return time.Unix(int64(d)*secondsADay, 0).UTC().Weekday() }

// A date key begins with one of these.
const (
	weekdayKey = 'w'
	monthKey   = 'm'
	yearKey    = 'y'
	dayKey     = 'd'
	nearKey    = 't'
)

// date reads the date that begins at token i, if there is one, and returns
// how many tokens it has.
func (r *reader) date(i int) int {
	t := &r.tokens[i]
	switch t.class {
	case weekday:
		r.addDate(weekdayKey, t.n, r.about(time.Weekday(t.n)))
		return 1
	case nearDay:
		if on := r.today + day(t.n); r.today != 0 {
			r.addDate(nearKey, int(on), [2]day{on})
		}
		return 1
	case monthName:
		if t.capital {
			return r.monthFirst(i, time.Month(t.n))
		}
	default:
	}
	if !isDigit(r.s[t.span.Start]) {
		return 0
	}
	return r.dayFirst(i)
}

// dayFirst reads a day, a month and a year, or a year alone.
func (r *reader) dayFirst(i int) int {
	next := i + 1
	if next < len(r.tokens) && string(r.fold(next)) == "of" {
		next++
	}
	d := r.dayNumber(i)
	if d == 0 || next >= len(r.tokens) {
		return r.year(i)
	}
	if t := &r.tokens[next]; t.class == monthName && t.capital {
		return next + 1 - i + r.addDay(time.Month(t.n), d, next+1)
	}
	return 0
}

// monthFirst reads a month, a day and a year.
func (r *reader) monthFirst(i int, m time.Month) int {
	if i+1 < len(r.tokens) {
		if d := r.dayNumber(i + 1); d > 0 {
			return 2 + r.addDay(m, d, i+2)
		}
	}
	if m == time.May && i == 0 {
		return 0 // they may
	}
	r.addDate(monthKey, int(m), [2]day{})
	return 1
}

// addDay adds a day, whose year may be token i, and returns how many tokens
// that has.
func (r *reader) addDay(m time.Month, d, i int) int {
	var on day
	n := 0
	if i < len(r.tokens) {
		if y := r.yearNumber(i); y > 0 {
			on, n = civil(y, m, d), 1
		}
	}
	if on == 0 && r.today != 0 {
		on = r.nearest(m, d)
	}
	r.addFact(fact{
		kind: date, key: dateKey(dayKey, int(m)*100+d), days: [2]day{on}, also: dateKey(monthKey, int(m)),
	})
	return n
}

// nearest returns the day of that date which is nearest to the article.
func (r *reader) nearest(m time.Month, d int) day {
	year := time.Unix(int64(r.today)*secondsADay, 0).UTC().Year()
	var best day
	for y := year - 1; y <= year+1; y++ {
		if on := civil(y, m, d); best == 0 || distance(on, r.today) < distance(best, r.today) {
			best = on
		}
	}
	return best
}

func distance(a, b day) day { return max(a-b, b-a) }

// about returns the weekday before the article, or on its day, and the one
// after.
func (r *reader) about(w time.Weekday) [2]day {
	if r.today == 0 {
		return [2]day{}
	}
	back := day(r.today.weekday()-w+7) % 7
	return [2]day{r.today - back, r.today - back + 7}
}

// year reads a year that stands alone.
func (r *reader) year(i int) int {
	if y := r.yearNumber(i); y > 0 {
		r.addDate(yearKey, y, [2]day{})
		return 1
	}
	return 0
}

func (r *reader) yearNumber(i int) int {
	w := r.fold(i)
	if len(w) != 4 || w[0] != '1' && w[0] != '2' || w[1] != '9' && w[1] != '0' || !r.bare(i) {
		return 0
	}
	return digits(w)
}

// bare reports whether the number at token i has no other number at its side.
func (r *reader) bare(i int) bool {
	return i+1 >= len(r.tokens) || !r.joins(i+1)
}

// dayNumber returns the day of a month that token i is, 0 if it is none.
func (r *reader) dayNumber(i int) int {
	w := r.fold(i)
	if n := len(w); n > 2 {
		switch string(w[n-2:]) {
		case "st", "nd", "rd", "th":
			w = w[:n-2]
		}
	}
	if len(w) > 2 || !r.bare(i) {
		return 0
	}
	if d := digits(w); d <= 31 {
		return d
	}
	return 0
}

// digits returns the number that w is, 0 if it is none.
func digits(w []byte) int {
	n := 0
	for _, c := range w {
		if c < '0' || c > '9' {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}
