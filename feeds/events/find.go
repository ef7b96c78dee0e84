package events

import (
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Mention is an expression of time in a text.
type Mention struct {
	Span text.Span // in the text, in bytes
	// Date is the day, month or year that is meant; zero where the expression
	// names none: a week, a quarter, a duration, now.
	Date news.Date
	// Value is the same, and more, in the form of TIMEX3.
	Value string
	// Other is the same day or month of the year after, which is nearer, where
	// the text neither says the year nor foretells; zero elsewhere.
	Other news.Date
	// refused says that somebody did not let it come to what was to be then.
	refused bool
	precision
}

// A precision is how exactly a text gives a day.
type precision struct {
	full  bool // with its year
	rough bool // by weeks, or so far back without its year that this is a guess
}

// Find returns the expressions of time of an English text that was published
// on a day, ascending, none overlapping. What they mean follows from that day,
// from the tense of the sentence and from the dates named before.
func Find(s string, day news.Date) []Mention {
	if !valid(day) || day.Day == 0 {
		return nil
	}
	r := reader{s: s, day: day}
	from := 0
	for paragraph := range strings.SplitAfterSeq(s, "\n\n") {
		// Line breaks within a paragraph part no sentences.
		line := strings.ReplaceAll(strings.TrimRight(paragraph, "\n"), "\n", " ")
		for _, span := range text.Sentences(line) {
			r.sentence(text.Span{Start: from + span.Start, End: from + span.End})
		}
		from += len(paragraph)
	}
	return r.found
}

// A reader reads sentences in order.
type reader struct {
	s    string
	day  news.Date // of publication
	toks []token   // of the sentence
	// anchor is the date named last in this paragraph, said that of this
	// sentence; both may be zero.
	anchor, said news.Date
	opening      int         // the year that this sentence begins with, 0 if none
	entry        news.Date   // of the chronicle's last entry, zero if its year is not known
	full         []news.Date // days that were named with their year
	found        []Mention
}

// A sense is what an expression means and the token behind it.
type sense struct {
	date  news.Date
	value string // empty: as the date
	end   int
	skip  bool // is no expression of time although it looks like one
	// other is the date of the year after, where the year is a guess.
	other news.Date
	precision
}

// on is the sense of a date.
func on(d news.Date, end int) (sense, bool) { return sense{date: d, end: end}, valid(d) }

// as is the sense of what names no date.
func as(value string, end int) (sense, bool) { return sense{value: value, end: end}, true }

func none() (sense, bool) { return sense{}, false }

func (r *reader) sentence(span text.Span) {
	r.toks = tokens(r.toks[:0], r.s, span)
	r.said, r.opening = news.Date{}, 0
	for i := 0; i < len(r.toks); {
		m, ok := r.expression(i)
		if !ok || m.end <= i {
			i++
			continue
		}
		if !m.skip {
			r.add(i, m)
		}
		i = m.end
	}
}

func (r *reader) add(i int, m sense) {
	if m.value == "" {
		m.value = m.date.String()
	}
	if m.date.Year != 0 {
		r.anchor, r.said = m.date, m.date
		if i < 3 && m.date.Month == 0 {
			r.opening = m.date.Year
		}
		if r.enters(i) && (m.full || r.entry.Year != 0) {
			r.entry = m.date
		}
	}
	span := text.Span{Start: r.toks[i].span.Start, End: r.toks[m.end-1].span.End}
	refused := (comes(m.date, r.day) || m.other.Year != 0) && r.refused(i)
	r.found = append(r.found, Mention{Span: span, Date: m.date, Value: m.value, Other: m.other, refused: refused, precision: m.precision})
}

// expression reads the expression of time that begins at token i.
func (r *reader) expression(i int) (sense, bool) {
	if i > 0 && r.glued(i) {
		return none()
	}
	if k := r.lead(i); k > i {
		if m, ok := r.core(k); ok && m.value == "" {
			return m, true
		}
	}
	return r.core(i)
}

// glued reports whether token i is the rest of a word, a number or a sum.
func (r *reader) glued(i int) bool {
	if r.toks[i].spaced {
		return false
	}
	switch w := r.word(i - 1); w {
	case "$", "£", "€", "#", ".", "@", "_", "=", "&", "%":
		return true
	case ",", ":", "/":
		return r.toks[i].num >= 0
	case "'":
		return r.toks[i].num < 0 && !r.toks[i-1].spaced && i > 1 && r.toks[i-2].span.End == r.toks[i-1].span.Start && letter(r.toks[i-2])
	case "-":
		return r.toks[i].num >= 0 && i > 1 && !r.toks[i-1].spaced && !beforeHyphen(r.toks[i-2])
	}
	return false
}

// beforeHyphen reports whether a date may follow t and a hyphen.
func beforeHyphen(t token) bool {
	if t.num >= 0 {
		return t.digits == 4 || t.digits < 3
	}
	return edges[t.word] || t.word == "post" || t.word == "pre"
}

// letter reports whether t is a word.
func letter(t token) bool { return t.num >= 0 || len(t.word) > 1 || t.upper }

// lead returns the token behind words that say which part of a span is meant:
// early, mid-, the end of.
func (r *reader) lead(i int) int {
	k := i
	if r.word(k) == "the" {
		k++
	}
	switch w := r.word(k); {
	case edges[w]:
		k++
		if r.word(k) == "-" || r.word(k) == "in" || r.word(k) == "on" {
			k++
		}
		return k
	case w == "beginning" || w == "start" || w == "end" || w == "middle" || w == "close" || w == "turn" || w == "rest" || w == "remainder":
		if r.word(k+1) == "of" {
			return k + 2
		}
	}
	return i
}

// core reads an expression without what leads to it.
func (r *reader) core(i int) (sense, bool) {
	for _, read := range readers {
		if m, ok := read(r, i); ok {
			return m, true
		}
	}
	return none()
}

// readers read one kind of expression each; the first that can does.
var readers = [...]func(*reader, int) (sense, bool){ //nolint:gochecknoglobals // table
	(*reader).numeric, (*reader).weekdayFirst, (*reader).monthFirst, (*reader).dayFirst, (*reader).named,
	(*reader).offset, (*reader).every, (*reader).shifted, (*reader).ordinalFirst, (*reader).season, (*reader).yearFirst,
	(*reader).yearEnd, (*reader).duration,
}
