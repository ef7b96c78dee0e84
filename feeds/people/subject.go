package people

import "strings"

// subject finds who does the saying of the cue, the unit v.
func (c *clause) subject(v int) source {
	if c.inverted(v) {
		if s := c.right(v + 1); s.ok() {
			return s
		}
	}
	if v == 0 && c.mentionAt(1) >= 0 { // Said Marlow:
		return c.right(1)
	}
	j := c.skipBack(v - 1)
	w := c.fold(j)
	switch {
	case j < 0:
		return c.main(v)
	case w == "to", conjunctions[w] && w != "who" && w != "which" && w != "that" && !strings.HasSuffix(c.fold(v), "ing"):
		return c.main(v)
	case strings.HasSuffix(c.fold(v), "ing") && j == v-1:
		if !c.isWord(j) || prepositions[w] || conjunctions[w] {
			return c.main(v)
		}
	}
	if s := c.left(j); s.ok() {
		return s
	}
	return c.main(v)
}

// skipBack goes back over what may stand between a subject and its verb.
func (c *clause) skipBack(j int) int {
	for c.isWord(j) {
		w := c.fold(j)
		if !auxiliaries[w] && (!strings.HasSuffix(w, "ly") || c.token(j).cap) {
			break
		}
		j--
	}
	return j
}

// inverted reports whether the subject of the cue stands behind it.
func (c *clause) inverted(v int) bool {
	k := v - 1
	if c.fold(k) == "," {
		k--
	}
	if !c.isQuote(k) && k == v-1 || !c.isWord(v+1) {
		return false
	}
	w := c.fold(v + 1)
	if prepositions[w] || conjunctions[w] || auxiliaries[w] || c.isCue(v+1) {
		return false
	}
	if !c.isQuote(k) { // ", said Marlow" without a quotation before
		return c.mentionAt(v+1) >= 0 && strong[c.fold(v)] && !hearing[c.fold(v)]
	}
	return w != "him" && (w != "her" || c.isWord(v+2)) && w != "them" && w != "me" && w != "us" && w != "reporters"
}

// hearing verbs have behind them who hears it: told Marlow.
var hearing = words("tell tells told telling") //nolint:gochecknoglobals // table

// right reads the subject that begins at unit i.
func (c *clause) right(i int) source {
	end := i
	for end < len(c.units) && end < i+16 && c.isWord(end) {
		w := c.fold(end)
		if end > i && (conjunctions[w] && !c.couples(end) || timely[w]) {
			break
		}
		end++
	}
	s := c.source(i, end)
	// The name may follow: said her lawyer, Paul Brandt.
	if s.mention < 0 && c.fold(end) == "," {
		if m := c.mentionAt(end + 1); m >= 0 {
			s.mention = m
			s.span.End = c.r.mentions[m].span.End
		}
	}
	return s
}

// timely are prepositions that do not belong to the noun before them.
var timely = words("in on during after before when while as about via by to through at") //nolint:gochecknoglobals // table

// couples reports whether the conjunction i stands between two names.
func (c *clause) couples(i int) bool {
	return c.fold(i) == "and" && c.isWord(i-1) && c.isWord(i+1) && (c.token(i-1).cap && c.token(i+1).cap || c.mentionAt(i+1) >= 0)
}

// left reads the subject that ends at unit j.
func (c *clause) left(j int) source {
	if w := c.fold(j); w == "who" || w == "which" || w == "that" {
		j--
	}
	for c.fold(j) == "," || c.fold(j) == ")" || c.fold(j) == "-" || c.fold(j) == "–" || c.fold(j) == "—" {
		start := c.segment(j - 1)
		if start <= 0 || !c.aside(start, j) {
			return c.phrase(start, j)
		}
		j = start - 1
	}
	return c.phrase(c.segment(j), j+1)
}

// segment returns the first unit of the phrase that ends at unit j.
func (c *clause) segment(j int) int {
	for j >= 0 && c.isWord(j) {
		w := c.fold(j)
		if c.isCue(j) && (strong[w] || !strings.HasSuffix(w, "ing")) {
			break
		}
		if conjunctions[w] && w != "who" && w != "which" && w != "after" && !c.couples(j) {
			break
		}
		j--
	}
	return j + 1
}

// aside reports whether the units [from, to) stand in apposition to what is
// before them.
func (c *clause) aside(from, to int) bool {
	w := c.fold(from)
	switch {
	case w == "who", w == "which", w == "whose", w == "where":
		return true
	case isAge(w), roles[lastPart(w)], strings.HasSuffix(w, "ing"), strings.HasSuffix(w, "ed"), suffixes[strings.TrimSuffix(w, ".")]:
		return true
	case determiners[w], prepositions[w]:
		return c.named(0, from)
	}
	return c.token(from).cap && to-from < 4 && c.fold(from-1) == "," && c.named(0, from) && c.isWord(from-2) && !c.person(from)
}

// named reports whether a name or a pronoun that may be a subject stands in
// the units [from, to).
func (c *clause) named(from, to int) bool {
	for i := from; i < to; i++ {
		if c.person(i) || subjects[c.fold(i)] {
			return true
		}
	}
	return false
}

// person reports whether unit i is part of a name that is likely a person's.
func (c *clause) person(i int) bool {
	m := c.mentionAt(i)
	return m >= 0 && (c.r.mentions[m].person >= 0 || c.r.mentions[m].weight > 0)
}

// phrase makes a source of the units [from, to), which end with the subject.
func (c *clause) phrase(from, to int) source {
	if from >= to || from < 0 {
		return noSource()
	}
	last := to - 1
	for i := from + 1; i < to; i++ { // Brandt, who lives there
		if w := c.fold(i); w == "who" || w == "which" {
			return c.source(from, i)
		}
	}
	if prepositions[c.fold(from)] || to-from > 12 {
		for i := last; i >= from; i-- {
			if c.mentionAt(i) >= 0 || subjects[c.fold(i)] || determiners[c.fold(i)] {
				from = c.begins(i)
				break
			}
		}
	}
	if subjects[c.fold(last)] {
		from = last
	}
	return c.source(from, to)
}

// begins returns the first unit of the name that unit i is part of.
func (c *clause) begins(i int) int {
	m := c.mentionAt(i)
	for m >= 0 && i > 0 && c.mentionAt(i-1) == m {
		i--
	}
	return i
}

// main returns the subject of the sentence up to unit v: its first name or
// pronoun that depends on nothing.
func (c *clause) main(v int) source {
	fallback := noSource()
	for i := 0; i < v; i++ {
		if !c.isWord(i) || c.mentionAt(i) < 0 && !subjects[c.fold(i)] || c.token(i).poss && c.mentionAt(i) >= 0 {
			continue
		}
		b := c.begins(i)
		end := b + 1
		for end < v && c.mentionAt(end) >= 0 && c.mentionAt(end) == c.mentionAt(b) {
			end++
		}
		s := c.source(b, end)
		if !prepositions[c.fold(b-1)] {
			return s
		}
		if !fallback.ok() {
			fallback = s
		}
		i = end - 1
	}
	if fallback.ok() {
		return fallback
	}
	return c.opening(v)
}

// opening makes a source of the noun that the sentence begins with.
func (c *clause) opening(v int) source {
	for i := 0; i < v && i < 4; i++ {
		if !determiners[c.fold(i)] && (!c.isWord(i) || lone[c.fold(i)]) {
			continue
		}
		end := i
		for end < v && end < i+6 && c.isWord(end) && !auxiliaries[c.fold(end)] && !prepositions[c.fold(end)] && !c.isCue(end) && !conjunctions[c.fold(end)] {
			end++
		}
		if end > i {
			return c.source(i, min(end, i+4))
		}
	}
	return noSource()
}
