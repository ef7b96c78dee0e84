package events

import (
	"strings"

	"casewire/feeds/news"
)

// A tense is where the verb nearest to a date puts it.
type tense int8

const (
	inPast   tense = -1
	unknown  tense = 0
	inFuture tense = 1
)

// tense returns that of the clause that token i stands in: of the nearest verb
// before it, else of the nearest behind it.
func (r *reader) tense(i int) tense {
	t, _ := r.clause(i)
	return t
}

// clause returns the tense and how many tokens before i the verb stands that
// gives it.
func (r *reader) clause(i int) (tense, int) {
	if t, away := r.led(i); t != unknown {
		return t, away
	}
	if r.word(i+1) == "that" {
		return unknown, 0 // the announcement Tuesday that he will go
	}
	for k := i + 1; k < min(len(r.toks), i+reach); k++ {
		if t := r.verbBehind(k); t != unknown {
			return t, i - k
		}
	}
	return unknown, 0
}

// verbBehind is verb for what stands behind the date: on Friday she agreed to go.
func (r *reader) verbBehind(k int) tense {
	if promising[r.word(k)] {
		return inPast
	}
	return r.verb(k)
}

// led is clause by what stands before token i.
func (r *reader) led(i int) (tense, int) {
	if r.aims(i) {
		return inFuture, 0
	}
	for k := i - 1; k >= max(0, i-reach); k-- {
		if t := r.verb(k); t != unknown {
			return t, i - k
		}
		if r.word(k) == ";" || r.word(k) == `"` && i-k > 12 {
			break
		}
	}
	return unknown, 0
}

// foretold reports whether the text says of the date at token i that it is to
// come: by its verb, by the word before it, or as what is on that day.
func (r *reader) foretold(i int) bool {
	if edges[r.word(i-1)] {
		i--
	}
	switch w := r.word(i - 1); {
	case until[w]:
		return true
	case (w == "on" || w == "in" || w == "for") && (r.word(i-2) == "is" || r.word(i-2) == "are"):
		return true
	}
	if begins := r.begins(i); begins != unknown {
		return begins == inFuture
	}
	t, _ := r.led(i)
	for k := i + 1; t == unknown && k < len(r.toks) && !apart[r.word(k)]; k++ {
		t = r.verb(k)
	}
	return t == inFuture
}

// refused reports whether the clause of the date at token i tells of what
// somebody refused: a request to put a trial off until April.
func (r *reader) refused(i int) bool {
	for k := i - 1; k >= max(0, i-reach) && r.word(k) != ";" && r.word(k) != "and"; k-- {
		if refusing[r.word(k)] {
			return true
		}
	}
	return false
}

// aims reports whether the word before a date makes it one to come: set for
// Friday, adjourned until Friday, moved to Friday.
func (r *reader) aims(i int) bool {
	switch w := r.word(i - 1); w {
	case "for":
		return true
	case "until", "till", "to":
		for k := i - 2; k >= max(0, i-reach); k-- {
			if v := r.word(k); moving[v] || w != "to" && isPast(v) {
				return true
			}
		}
	}
	return false
}

// reach is how many tokens away the verb of a date is looked for.
const reach = 60

// verb returns the tense that token k gives its clause, if it is a verb that
// does.
func (r *reader) verb(k int) tense {
	w := r.word(k)
	switch {
	case ahead[w], aheadTo[w] && r.word(k+1) == "to" && !articles[r.word(k+2)], w == "set" && r.word(k+1) == "for":
		return inFuture
	case (w == "takes" || w == "take") && takes[r.word(k+1)]:
		return inFuture
	case r.modal(k):
		if r.word(k+1) == "have" {
			return inPast
		}
		return inFuture
	case w == "to" && present[r.word(k-1)]:
		return inFuture
	case !isPast(w), r.word(k-1) == "is", r.word(k-1) == "are":
		return unknown
	case r.infinitive(k):
		return inFuture
	}
	return inPast
}

// modal reports whether token k is a modal verb, and not the month of May.
func (r *reader) modal(k int) bool {
	w := r.word(k)
	return modal[w] && (w != "may" || !r.toks[k].upper || !r.mayIsMonth(k))
}

func isPast(w string) bool {
	return past[w] || len(w) > 3 && strings.HasSuffix(w, "ed") && !notPast[w]
}

// infinitive reports whether the participle at k follows "to be", "will be" or
// "to have been" of something planned.
func (r *reader) infinitive(k int) bool {
	for b := k - 1; b >= max(0, k-4); b-- {
		w := r.word(b)
		if ahead[w] || r.modal(b) {
			return r.word(b+1) != "have"
		}
		if w == "to" && r.word(b+1) == "be" {
			return true
		}
		if isPast(w) {
			return false
		}
	}
	return false
}

// choose returns the date of the year that fits best, of those that in gives:
// the one that the text has named with its year, else one near publication, the
// last one behind a verb in the past, the next one behind one in the future,
// else the nearest.
func (r *reader) choose(i int, in func(year int) news.Date) news.Date {
	if r.opening != 0 {
		return in(r.opening)
	}
	t, away := r.clause(i)
	begins := r.begins(i)
	if begins != unknown {
		t = begins
	}
	for _, d := range r.full {
		if t != inFuture && in(d.Year) == d {
			return d
		}
	}
	best, cost := news.Date{}, 0
	against := far
	switch w := r.word(i - 1); {
	case w == "by":
		against = 0
	case t == inPast && (away > 0 && away <= 2 && (w == "on" || w == "in") || i <= 1 || begins == inPast):
		against = near
	}
	for y := r.day.Year - 1; y <= r.day.Year+1; y++ {
		d := in(y)
		if !valid(d) {
			continue
		}
		c := r.cost(d, t, against)
		if best.Year == 0 || c < cost {
			best, cost = d, c
		}
	}
	return best
}

// enters reports whether an entry of a chronicle may begin with token i.
func (r *reader) enters(i int) bool {
	return i == 0 || r.word(i-1) == "·" || r.word(i-1) == "•"
}

// next returns the date behind the chronicle's last entry, of those that in
// gives: chronicles say the year once. It is zero if they have not said it.
func (r *reader) next(in func(year int) news.Date) news.Date {
	if r.entry.Year == 0 {
		return news.Date{}
	}
	d := in(r.entry.Year)
	if d.Compare(r.entry) < 0 {
		d = in(r.entry.Year + 1)
	}
	return d
}

// begins returns the tense of the clause that the date at token i begins, by
// the first verb behind it: and in April she was charged. It is unknown if the
// date begins none.
func (r *reader) begins(i int) tense {
	if w := r.word(i - 1); w != "in" && w != "on" || i > 1 && !clauseEdges[r.word(i-2)] {
		return unknown
	}
	for k := i + 1; k < min(len(r.toks), i+clauseReach); k++ {
		if t := r.verbBehind(k); t != unknown {
			return t
		}
	}
	return unknown
}

// clauseReach is how many tokens behind a date the verb of its clause is looked
// for.
const clauseReach = 10

var clauseEdges = set(`, ; : — – " “ and but`) //nolint:gochecknoglobals // table

// cost says how badly a date fits a tense, in days.
func (r *reader) cost(d news.Date, t tense, against int) int {
	n := daysBetween(trim(r.day, d), d)
	c := max(n, -n)
	if n > 0 && t == inPast || n < 0 && t == inFuture {
		c += against
	}
	if n > 0 && t == unknown {
		c += 60
	}
	return c
}

// A date must be so many days nearer to overrule a verb that is far from it,
// or near.
const far, near = 200, 400

// manner reports whether the sentence cannot stand alone, or tells of nothing,
// by the word that it begins with and the mark that it ends with; and whether
// somebody did something in it.
func (r *reader) manner() (leans, acts bool) {
	n := len(r.toks)
	leans = n == 0 || leaning[r.word(0)] || r.word(n-1) == "?" || r.word(n-1) == ":" || r.dangles()
	for k := range r.toks {
		if k > 0 && isPast(r.word(k)) && !present[r.word(k-1)] {
			return leans, true
		}
	}
	return leans, false
}

// dangles reports whether a pronoun of the sentence has nothing before it that it
// could stand for: on Friday she had parts of it played.
func (r *reader) dangles() bool {
	thing, name := false, false
	for k := range r.toks {
		w := r.word(k)
		switch {
		case persons[w] && !thing && !name,
			things[w] && !thing && (!name || !r.subject(k)),
			w == "there" && k+2 >= len(r.toks) && r.verb(k-1) == inPast:
			return true
		case articles[w]:
			thing = thing || units[r.word(k+1)] == noUnit && !parts[r.word(k+1)]
		case k == 0:
			name = !openers[w]
		case r.toks[k].upper:
			name = name || !calendar(w)
		}
	}
	return false
}

// subject reports whether the pronoun at token k has a verb behind it.
func (r *reader) subject(k int) bool {
	w := r.word(k + 1)
	return (isPast(w) || modal[w]) && r.word(k-1) != "of"
}

// calendar reports whether a word is the name of a month or a weekday.
func calendar(w string) bool {
	_, weekday := weekdays[w]
	return weekday || months[w] > 0
}

// ofItself reports whether the sentence tells of the article and of no event:
// this article was amended on 3 May.
func (r *reader) ofItself() bool {
	i := 0
	if len(r.toks) > 0 && !letter(r.toks[0]) {
		i++ // a bullet
	}
	return r.word(i) == "this" && pieces[r.word(i+1)] && (r.word(i+2) == "was" || r.word(i+2) == "has")
}
