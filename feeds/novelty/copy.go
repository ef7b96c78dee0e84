package novelty

import "slices"

// A verdict is what near copies in one article say.
type verdict uint8

const (
	noCopy  verdict = iota
	altered         // in a fact
	similar         // names may differ
	same
)

// isNear reports whether the sentence being heard has nearly all the words of
// the claim.
func (c *claim) isNear() bool {
	if c.words == 0 {
		return c.now >= nearCopy*c.total
	}
	return c.nowWords >= nearCopy*c.words
}

// compare says whether the sentence being heard, which has nearly all words of
// the claim, is a copy of it, has another number or date in its place, or is
// its contrary.
func (j *judge) compare(c *claim) verdict {
	shared := j.shared(c)
	if shared < mutual {
		return noCopy
	}
	if c.negated != j.reader.negated {
		return altered
	}
	for _, k := range []kind{number, date} {
		if j.lacks(c, k, func(f *claimed) bool { return f.heardIn == j.sentence }) && j.adds(c, k) {
			return altered
		}
	}
	if shared < exact {
		return similar
	}
	return same
}

// shared returns how many words of the sentence being heard the claim has, as
// a share.
func (j *judge) shared(c *claim) float64 {
	words, shared := 0, 0
	for i := range j.reader.facts {
		if f := &j.reader.facts[i]; f.kind == word {
			words++
			if j.has(c, f) {
				shared++
			}
		}
	}
	if words == 0 {
		return 1
	}
	return float64(shared) / float64(words)
}

// lacks reports whether any fact of the kind was not heard.
func (j *judge) lacks(c *claim, k kind, heard func(*claimed) bool) bool {
	for i := c.from; i < c.to; i++ {
		if f := &j.facts[i]; f.kind == k && !heard(f) {
			return true
		}
	}
	return false
}

// adds reports whether the sentence being heard has a fact of the kind that
// the claim has not.
func (j *judge) adds(c *claim, k kind) bool {
	for i := range j.reader.facts {
		f := &j.reader.facts[i]
		if f.kind == k && !j.has(c, f) {
			return true
		}
	}
	return false
}

func (j *judge) has(c *claim, f *fact) bool {
	for _, k := range f.told() {
		list := j.by.find(k)
		if i, _ := slices.BinarySearch(list, int32(c.from)); i < len(list) && int(list[i]) < c.to {
			return true
		}
	}
	return false
}

// missing reports whether the article that was heard, which has a near copy of
// the claim, lacks a number, a name or a date of it. What no article dates is
// not missed: who tells of today names no date.
func (j *judge) missing(c *claim) bool {
	heard := func(f *claimed) bool { return f.heard == j.article }
	return j.lacks(c, number, heard) ||
		j.today != 0 && j.lacks(c, date, heard) ||
		c.near == same && j.lacks(c, name, func(f *claimed) bool { return f.common || heard(f) })
}
