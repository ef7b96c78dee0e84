package rule

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casewire/feeds/news"
)

// A Condition is necessary for a query to match: a doc for which it does not
// hold cannot match, one for which it holds may. It is one of Always, AllOf,
// AnyOf, Words, Site, Feed, Since, Before, Within and State.
type Condition interface{ isCondition() }

type (
	// Always holds: nothing is known.
	Always struct{}

	// AllOf holds if all do. It has at least two.
	AllOf []Condition

	// AnyOf holds if one does. It has at least two.
	AnyOf []Condition

	// Words asks that all the words stand in the title or, if Title is false,
	// in the title or a body. They are folded as text.Fold does: lower case, no
	// accents. With Prefix the last is the beginning of a word.
	//
	// More than one word is a phrase: they follow one another in this order in
	// one field, with no word of package text between them. An index that takes
	// the s of a possessive for a word may find that s between two of them, so
	// it must not ask for more than order with at most one word between.
	// No word is of Han or Kana, which indexes split in ways of their own.
	Words struct {
		Words  []string
		Prefix bool
		Title  bool
	}

	// Site asks that the link's host is Host or ends in "."+Host.
	Site struct{ Host string }

	// Feed asks for the outlet or the feed's address, as Feed.Matches says.
	Feed struct{ Text string }

	// Since asks for a published date at or after the midnight that begins Day,
	// in the reader's own zone.
	Since struct{ Day news.Date }

	// Before asks for a published date before the midnight that begins Day, in
	// the reader's own zone.
	Before struct{ Day news.Date }

	// Within asks for a published date at most this long ago.
	Within struct{ Back time.Duration }

	// State asks for what is:, has: or person: name.
	State struct{ Word, Value string }
)

func (Always) isCondition() {}
func (AllOf) isCondition()  {}
func (AnyOf) isCondition()  {}
func (Words) isCondition()  {}
func (Site) isCondition()   {}
func (Feed) isCondition()   {}
func (Since) isCondition()  {}
func (Before) isCondition() {}
func (Within) isCondition() {}
func (State) isCondition()  {}

// Matches reports whether an outlet has the text as a phrase, or the feed's
// address contains it, whatever the case.
func (f Feed) Matches(outlet, address string) bool {
	words, _, _ := pieces(f.Text, true)
	return findPhrase(words, outlet).Start >= 0 || indexFold(address, f.Text).Start >= 0
}

// Plan returns a necessary condition of the query, for an index to find what
// may match.
func (q *Query) Plan() Condition { return plan(q.x, anywhere) }

// plan returns the condition of x in a field. What negations exclude is left
// to the matcher.
func plan(x expr, f field) Condition {
	switch x := x.(type) {
	case *andExpr:
		return allOf(planAll(x.args, f))
	case *nearExpr:
		return allOf(planAll(x.args, f))
	case *orExpr:
		return anyOf(planAll(x.args, f))
	case *atLeastExpr:
		return plan(x.x, f)
	case *fieldExpr:
		return plan(x.x, x.field)
	case *setExpr:
		return plan(x.set.x, f)
	case *termExpr:
		return planTerm(x, f)
	case *dateExpr:
		return planDate(x)
	case *stateExpr:
		return State{x.word, x.value}
	}
	return Always{}
}

func planAll(args []expr, f field) []Condition {
	list := make([]Condition, len(args))
	for i, arg := range args {
		list[i] = plan(arg, f)
	}
	return list
}

func allOf(list []Condition) Condition {
	var kept AllOf
	for _, c := range list {
		switch c := c.(type) {
		case Always:
		case AllOf:
			kept = append(kept, c...)
		default:
			kept = append(kept, c)
		}
	}
	switch len(kept) {
	case 0:
		return Always{}
	case 1:
		return kept[0]
	}
	return kept
}

func anyOf(list []Condition) Condition {
	var kept AnyOf
	for _, c := range list {
		switch c := c.(type) {
		case Always:
			return c
		case AnyOf:
			kept = append(kept, c...)
		default:
			kept = append(kept, c)
		}
	}
	if len(kept) == 1 {
		return kept[0]
	}
	return kept
}

func planTerm(x *termExpr, f field) Condition {
	switch f {
	case inSite:
		return Site{tidyHost(x.raw)}
	case inFeed:
		if slices.ContainsFunc(x.words, func(p piece) bool { return p.wild }) {
			return Always{}
		}
		return Feed{x.raw}
	case anywhere, inTitle, inLead, inBody:
		return planWords(x.words, f == inTitle)
	default:
		return Always{}
	}
}

// planWords parts a term at the words that an index cannot find.
func planWords(words []piece, title bool) Condition {
	var list []Condition
	run := Words{Title: title}
	flush := func() {
		if len(run.Words) > 0 {
			list = append(list, run)
		}
		run = Words{Title: title}
	}
	for i := range words {
		p := &words[i]
		if p.wild || !indexed(p.fold) {
			flush()
			continue
		}
		run.Words = append(run.Words, p.fold)
		if p.prefix {
			run.Prefix = true
			flush()
		}
	}
	flush()
	return allOf(list)
}

// indexed reports whether an index has the word as a word of its own.
func indexed(fold string) bool {
	return !strings.ContainsFunc(fold, func(r rune) bool { return r >= 0x2e80 && ideographic(r) || r == utf8.RuneError })
}

func planDate(x *dateExpr) Condition {
	day := func(t time.Time) news.Date { return news.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()} }
	switch x.op {
	case "before":
		return Before{day(x.days.first)}
	case "after":
		return Since{day(x.days.end)}
	case "on":
		return AllOf{Since{day(x.days.first)}, Before{day(x.days.end)}}
	}
	return Within{time.Duration(x.back)}
}
