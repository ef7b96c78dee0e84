package people

import (
	"strings"

	"casewire/feeds/text"
)

// A unit is a word or mark outside quotations, or a whole quotation.
type unit struct {
	token int // its first
	quote int // -1 for a word or mark
}

// A clause is a sentence as attribution sees it, with its quotations closed.
type clause struct {
	r     *Reading
	at    int // paragraph
	p     *paragraph
	units []unit
	found map[int]int    // mention that begins or goes on at a token
	says  map[int]source // who says what the cue tells, once it was asked
}

// longest is how many units are looked at together: no sentence has more.
const longest = 300

// clauses returns the sentences of paragraph at.
func (r *Reading) clauses(at int) []clause {
	p := &r.paragraphs[at]
	found := map[int]int{}
	for i := p.names.Start; i < p.names.End; i++ {
		for t := r.mentions[i].lead; t < r.mentions[i].span.End; t++ {
			found[t] = i
		}
	}
	out := make([]clause, 0, len(p.sentences))
	for _, s := range p.sentences {
		c := clause{r: r, at: at, p: p, found: found, says: map[int]source{}}
		for t := s.Start; t < s.End; t++ {
			if len(c.units) == longest {
				out = append(out, c)
				c.units, c.says = nil, map[int]source{}
			}
			switch q := p.tokens[t].quote; {
			case q < 0:
				c.units = append(c.units, unit{t, -1})
			case t == s.Start || p.tokens[t-1].quote != q:
				c.units = append(c.units, unit{t, q})
			}
		}
		out = append(out, c)
	}
	return out
}

// fold returns the word or mark of unit i, empty for a quotation or none.
func (c *clause) fold(i int) string {
	if i < 0 || i >= len(c.units) || c.units[i].quote >= 0 {
		return ""
	}
	return c.p.tokens[c.units[i].token].fold
}

func (c *clause) token(i int) *token { return &c.p.tokens[c.units[i].token] }

func (c *clause) isQuote(i int) bool { return i >= 0 && i < len(c.units) && c.units[i].quote >= 0 }

func (c *clause) isWord(i int) bool {
	return i >= 0 && i < len(c.units) && c.units[i].quote < 0 && c.token(i).word
}

// mentionAt returns the mention that unit i is part of, -1 for none.
func (c *clause) mentionAt(i int) int {
	if c.isWord(i) {
		if m, ok := c.found[c.units[i].token]; ok {
			return m
		}
	}
	return -1
}

// isCue reports whether unit i is a verb that tells of saying.
func (c *clause) isCue(i int) bool {
	if !c.isWord(i) || !speech[c.fold(i)] && !speech[beforeApostrophe(c.fold(i))] || c.mentionAt(i) >= 0 {
		return false
	}
	t := c.token(i)
	if t.cap && i > 0 && !c.p.caseless && !c.isQuote(i-1) && !c.isQuote(i-2) {
		return false
	}
	if prev := c.fold(i - 1); determiners[prev] && !subjects[prev] || prev == "of" && !strings.HasSuffix(c.fold(i), "ing") {
		return false // a noun: the report, his claim
	}
	return !c.noun(i)
}

// noun reports whether a word that may be a verb is a noun or an adjective
// there: a court order, the stated aim.
func (c *clause) noun(i int) bool {
	w := c.fold(i)
	if strong[w] {
		return false
	}
	if i > 0 && c.isWord(i-1) && c.token(i-1).poss && !subjects[c.fold(i-1)] {
		return true
	}
	if bare[w] && !c.finite(i) {
		return true
	}
	next := c.fold(i + 1)
	return (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing")) && next == "by"
}

// finite reports whether the bare form of a verb at unit i has a subject in the
// plural, or something that asks for it.
func (c *clause) finite(i int) bool {
	j := i - 1
	for c.isWord(j) && strings.HasSuffix(c.fold(j), "ly") {
		j--
	}
	w := c.fold(j)
	return w == "to" || auxiliaries[w] || pronouns[w] || conjunctions[w] || strings.HasSuffix(w, "s") || w == "people" || !c.isWord(j)
}

func beforeApostrophe(s string) string {
	if i := strings.IndexAny(s, "'’"); i > 0 {
		return s[:i]
	}
	return s
}

// A source is the words that name who says something.
type source struct {
	paragraph int
	span      text.Span // of tokens; empty for none
	mention   int       // -1: no name
}

func noSource() source { return source{mention: -1} }

func (s source) ok() bool { return s.span.End > s.span.Start }

// source makes one of the units [from, to).
func (c *clause) source(from, to int) source {
	for from < to && c.leading(from, to) {
		from++
	}
	if from >= to || to-from == 1 && c.fold(from) < "a" {
		return noSource() // nothing, or a number
	}
	s := source{c.at, text.Span{Start: c.units[from].token, End: c.units[to-1].token + 1}, -1}
	nominal := !c.token(from).cap && c.mentionAt(from) < 0 || determiners[c.fold(from)]
	for i := from; i < to; i++ {
		m := c.mentionAt(i)
		if m < 0 || c.token(i).poss {
			continue
		}
		if nominal && i > from && c.dependent(from, i) {
			break
		}
		s.mention = m
		break
	}
	return s
}

// dependent reports whether the name at unit i depends on a noun before it:
// a spokesman for Mendoza.
func (c *clause) dependent(from, i int) bool {
	for j := i - 1; j >= from; j-- {
		if prepositions[c.fold(j)] {
			return true
		}
	}
	return false
}

// leading reports whether unit i, which begins a subject, is no part of it.
func (c *clause) leading(i, to int) bool {
	w := c.fold(i)
	switch {
	case !c.isWord(i):
		return true
	case to-i == 1:
		return conjunctions[w] && w != "who" || prepositions[w]
	}
	return conjunctions[w] || lone[w] && !determiners[w] && !pronouns[w] && !indefinite[w] && !prepositions[w] && c.token(i).cap && c.mentionAt(i) < 0 && !roles[w] &&
		!strings.HasSuffix(w, "s")
}
