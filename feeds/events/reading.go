package events

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Key names the facts of one month, or of a year as such.
type Key int

// A Word is the hash of a content word, folded.
type Word uint32

// KeyOf returns the key under which the facts of a date are kept.
func KeyOf(d news.Date) Key { return Key(d.Year*100 + int(d.Month)) }

// A Reading is what an article says of dates.
type Reading struct {
	article  *news.Article
	day      news.Date // of publication, where the outlet is
	tellings []telling
	words    []Word
	read     int       // sentences
	lent     Mention   // a date by itself, for the next sentence
	news     news.Date // of which the article tells: day, or the day before
}

// A telling is a sentence that tells of a date.
type telling struct {
	date      news.Date
	other     news.Date // may be meant instead; zero: no
	lag       int       // days from the date to publication, for days
	paragraph int
	span      text.Span
	words     []Word // distinct, in order
	names     []Word // those of them that begin with a capital
	opens     bool   // the date opens the sentence
	undated   bool   // of the day of publication, which it does not name, or only as a stamp
	quotes    bool
	leans     bool // on the sentence before or behind, or tells of nothing
	acts      bool // somebody did something
	leads     bool // the article
	shares    bool // the sentence names another date before this one
	precision
}

const (
	// leads is how many first sentences tell of the day of publication if they
	// name no date.
	leads = 3
	// opening is how many say of which day the article tells.
	opening = 4
	// A fact may lie so many years before or after its article.
	yearsBack, yearsAhead = 100, 10
	// maxTellings bounds what one article says.
	maxTellings = 400
)

// Read finds the dated sentences of an article in English. An article without
// a date of its own has none.
func Read(a *news.Article) *Reading {
	at := published(a)
	if at.IsZero() {
		return &Reading{article: a}
	}
	r := &Reading{article: a, day: news.DateOf(at)}
	b := &a.Text.Body
	dates := reader{day: r.day}
	for i := range b.Blocks {
		if b.Blocks[i].Kind.Prose() {
			r.block(&dates, i)
		}
	}
	r.settle()
	slices.Sort(r.words)
	r.words = slices.Compact(r.words)
	return r
}

// block reads a paragraph, and a heading if it is a date, which is that of the
// sentence behind it.
func (r *Reading) block(dates *reader, i int) {
	b := &r.article.Text.Body.Blocks[i]
	dates.s = r.article.Text.Body.Paragraph(i).String()
	for _, span := range b.Sentences {
		dates.found = dates.found[:0]
		dates.sentence(span)
		t := telling{paragraph: i, span: span}
		t.words, t.names = contentWords(dates.s, span)
		if m := dates.found; len(m) == 1 && len(t.words) == 0 && m[0].Date.Day != 0 && !r.stamps(dates.s, m[0]) {
			r.lent = m[0]
			continue
		}
		if b.Kind == text.Heading || dates.ofItself() {
			continue
		}
		if r.lent.Date.Year != 0 {
			r.lent.Span = text.Span{Start: span.Start, End: span.Start}
			dates.found = slices.Insert(dates.found, 0, r.lent)
			r.lent = Mention{}
		}
		t.leans, t.acts = dates.manner()
		r.sentence(dates.s, t, dates.found)
	}
}

// published returns when an article came out, in its own zone if that is known.
func published(a *news.Article) time.Time {
	switch d := a.Dates; {
	case !d.Published.IsZero():
		return d.Published.Time
	case !d.Sort.IsZero():
		return d.Sort
	default:
		return d.FirstSeen
	}
}

// sentence adds what the next sentence tells.
func (r *Reading) sentence(s string, t telling, found []Mention) {
	n := r.read
	r.read++
	r.words = append(r.words, t.words...)
	if len(found) == 0 && n < leads {
		t.date, t.undated = r.day, true
		r.tellings = append(r.tellings, t)
		return
	}
	t.quotes, t.leads = hasQuote(s[t.span.Start:t.span.End]), n == 0
	for i, m := range found {
		if m.Date.Year == 0 || m.refused || r.far(m.Date) || len(r.tellings) >= maxTellings {
			continue
		}
		t.other, t.precision = m.Other, m.precision
		t.at(m.Date, r.day)
		t.opens = i == 0 && m.Span.Start-t.span.Start < 3
		t.undated = n < opening && r.stamps(s, m)
		if m.full && !t.undated && clocked(s[m.Span.End:t.span.End]) {
			continue
		}
		if n < opening && r.news.Year == 0 && !t.undated && m.Date.Day != 0 && (t.lag == 0 || t.lag == 1) {
			r.news = m.Date
		}
		r.tellings = append(r.tellings, t)
		t.shares = t.shares || !t.undated
	}
}

// at sets the date that is told of on a day.
func (t *telling) at(d, on news.Date) {
	t.date, t.lag = d, 0
	if d.Day != 0 {
		t.lag = daysBetween(d, on)
	}
}

// stamps reports whether a mention is the date on which the article was
// written: sentences do not give the year of their own day, and call it by its
// name or today.
func (r *Reading) stamps(s string, m Mention) bool {
	n := daysBetween(m.Date, r.day)
	if m.Date.Day == 0 || n < -1 || n > 1 {
		return false
	}
	written := s[m.Span.Start:m.Span.End]
	return strings.Contains(written, strconv.Itoa(m.Date.Year)) || n == 0 && strings.Contains(written, strconv.Itoa(m.Date.Day))
}

// clocked reports whether the time of day follows at once: a day with its year
// and that is the stamp of a post or a dispatch, and tells of nothing.
func clocked(rest string) bool {
	rest = strings.TrimLeft(rest, " ,;|-")
	hour, minute, _ := strings.Cut(rest, ":")
	return (len(hour) == 1 || len(hour) == 2) && digits(hour) && len(minute) > 1 && digits(minute[:2])
}

func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// settle says of which day the article tells, and so what its first sentences
// tell that name none.
func (r *Reading) settle() {
	if r.news.Year == 0 {
		r.news = r.day
	}
	for i := range r.tellings {
		if t := &r.tellings[i]; t.undated {
			t.date = r.news
		}
	}
}

func (r *Reading) far(d news.Date) bool {
	return d.Year < r.day.Year-yearsBack || d.Year > r.day.Year+yearsAhead
}

func hasQuote(s string) bool {
	for _, r := range s {
		if r == '"' || r == '“' {
			return true
		}
	}
	return false
}

// Keys returns the keys of the facts that the article may change, ascending.
func (r *Reading) Keys() []Key {
	if len(r.tellings) == 0 {
		return nil
	}
	out := []Key{KeyOf(r.news)}
	for i := range r.tellings {
		t := &r.tellings[i]
		out = append(out, KeyOf(t.date))
		if t.other.Year != 0 {
			out = append(out, KeyOf(t.other))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Words returns the content words of the article, ascending, to count in how
// many articles each stands.
func (r *Reading) Words() []Word { return r.words }

// contentWords returns the words of a sentence that say what it is about.
func contentWords(s string, span text.Span) (words, names []Word) {
	for w := text.Scan(s[span.Start:span.End]); w.Next(); {
		f := w.Fold()
		if len(f) < 3 || f[0] >= '0' && f[0] <= '9' || empty[string(f)] {
			continue
		}
		word := hashOf(f)
		if slices.Contains(words, word) {
			continue
		}
		words = append(words, word)
		at := span.Start + w.Span().Start
		if first, _ := utf8.DecodeRuneInString(s[at:]); unicode.IsUpper(first) && w.Span().Start > 0 {
			names = append(names, word)
		}
		if len(words) == maxWords {
			break
		}
	}
	return words, names
}

func hashOf(word []byte) Word {
	h := fnv.New32a()
	_, _ = h.Write(word)
	return Word(h.Sum32())
}

// maxWords bounds the words of one sentence.
const maxWords = 120

// empty are words that say nothing of what a sentence is about.
var empty = set("the and but for from with was were are been has have had she they his her its their our you this " + //nolint:gochecknoglobals // table
	"that these those who which what not would could will can may might should said says say told after before over under into about " +
	"more than when where while also there here new year years day days week weeks month months one two three first last " +
	"mrs him them did does out all some any how than then very just only " +
	"january february march april june july august september october november december monday tuesday wednesday thursday " +
	"friday saturday sunday today yesterday tomorrow")
