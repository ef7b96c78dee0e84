package revise

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Limits of the kinds, in words.
const (
	maxFact     = 5  // of an edit that sets a fact right
	maxEdits    = 60 // of a paragraph that is otherwise the same; edits
	minAdded    = 5  // beyond what went, to be an update
	minGone     = 8
	minHeadline = 3
)

// kind says how grave the diff is.
func (c *comparison) kind() news.EditKind {
	if c.owned() || c.factChanged() {
		return news.Correction
	}
	if c.grew() {
		return news.Update
	}
	return news.Minor
}

// owned reports whether the outlet owns to a mistake that it did not own to
// before.
func (c *comparison) owned() bool {
	before, after := 0, 0
	c.each(func(h *news.Hunk, _ []edit) {
		before += owns(h.Old.String())
		after += owns(h.New.String())
	})
	return after > before
}

// each calls fn for each hunk that is no noise, the headline's first.
func (c *comparison) each(fn func(h *news.Hunk, edits []edit)) {
	if h := c.diff.Headline; h != nil && !h.Noise {
		fn(h, c.head)
	}
	for i := range c.diff.Hunks {
		if h := &c.diff.Hunks[i]; !h.Noise {
			fn(h, c.edits[i])
		}
	}
}

// owns counts how often a paragraph owns to a mistake.
func owns(s string) int {
	folded := " " + text.Fold(s) + " "
	n := 0
	for _, p := range ownedFirst {
		if strings.HasPrefix(folded, " "+p+" ") {
			n++
			break
		}
	}
	for _, p := range owned {
		n += strings.Count(folded, " "+p+" ")
	}
	return n
}

// factChanged reports whether a name, a number or a charge was replaced in a
// sentence that is otherwise the same.
func (c *comparison) factChanged() bool {
	found := false
	c.each(func(h *news.Hunk, edits []edit) {
		if found || len(edits) == 0 || len(edits) > maxEdits {
			return
		}
		before, after := sideOf(h.Old, edits, edit.left), sideOf(h.New, edits, edit.came)
		found = slices.ContainsFunc(edits, func(e edit) bool {
			return c.fact(before.text, after.text, e) && before.mostlySame(e.out) && after.mostlySame(e.in)
		})
	})
	return found
}

// A side is the text of a paragraph before or after its edits.
type side struct {
	text      string
	sentences []text.Span
	changed   []text.Span
}

func sideOf(c text.Clean, edits []edit, span func(edit) text.Span) side {
	s := side{text: c.String(), sentences: text.Sentences(c.String())}
	for _, e := range edits {
		s.changed = append(s.changed, span(e))
	}
	return s
}

func (e edit) left() text.Span { return e.out }
func (e edit) came() text.Span { return e.in }

// mostlySame reports whether two thirds of the words of the sentence at a place
// did not change.
func (s *side) mostlySame(at text.Span) bool {
	in := text.Span{End: len(s.text)}
	for _, sentence := range s.sentences {
		if at.Start >= sentence.Start && at.End <= sentence.End {
			in = sentence
		}
	}
	changed := 0
	for _, span := range s.changed {
		if span.Start >= in.Start && span.End <= in.End {
			changed += len(strings.Fields(s.text[span.Start:span.End]))
		}
	}
	return changed*3 <= len(strings.Fields(s.text[in.Start:in.End]))
}

// fact reports whether an edit replaces a fact by another.
func (c *comparison) fact(before, after string, e edit) bool {
	out, in := c.facts(before, e.out), c.facts(after, e.in)
	if out.words > maxFact || in.words > maxFact {
		return false
	}
	if differ(out.qualifiers, in.qualifiers, false) || differ(out.charges, in.charges, true) || differ(out.names, in.names, true) {
		return true
	}
	if !differ(out.numbers, in.numbers, true) {
		return false
	}
	runs := grows(out.numbers[0], in.numbers[0]) && isRunning(after)
	c.running = c.running || runs
	return !runs
}

// grows reports whether a number gives way to a greater one.
func grows(before, after string) bool {
	x, err1 := strconv.Atoi(before)
	y, err2 := strconv.Atoi(after)
	return err1 == nil && err2 == nil && y > x
}

// isRunning reports whether a text counts what goes on, such as a death toll.
func isRunning(s string) bool {
	for w := text.Scan(s); w.Next(); {
		if running[string(w.Fold())] {
			return true
		}
	}
	return false
}

// facts are the words of a span that say something definite, folded.
type facts struct {
	words                               int
	numbers, names, charges, qualifiers []string
}

func (c *comparison) facts(s string, at text.Span) facts {
	var f facts
	for w := text.Scan(s[at.Start:at.End]); w.Next(); {
		f.words++
		word, span := string(w.Fold()), w.Span()
		start := at.Start + span.Start
		switch {
		case numerals[word] != "":
			f.numbers = append(f.numbers, numerals[word])
		case isDigit(word[0]):
			f.numbers = append(f.numbers, strings.TrimRight(word, "sthnrd")) // 5th is 5
		case qualifiers[word]:
			f.qualifiers = append(f.qualifiers, word)
		case charges[word], degrees[word] && strings.HasPrefix(strings.TrimLeft(s[at.Start+span.End:], "- "), "degree"):
			f.charges = append(f.charges, word)
		case c.isName(s, start, word):
			f.names = append(f.names, word)
		}
	}
	if n := strings.Join(f.numbers, ""); n != "" {
		f.numbers = []string{n} // 1,000 is one number of two words
	}
	return f
}

// differ reports whether two lists differ: with both, each has what the other
// has not.
func differ(a, b []string, both bool) bool {
	x, y := lacks(a, b), lacks(b, a)
	if both {
		return x && y
	}
	return x || y
}

// lacks reports whether b lacks a word of a. A month or day is also what begins
// as its abbreviation does.
func lacks(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool {
		return !slices.ContainsFunc(b, func(v string) bool {
			return v == w || clockWords[w] && clockWords[v] && (strings.HasPrefix(v, w) || strings.HasPrefix(w, v)) || ofPlace(v, w) || ofPlace(w, v)
		})
	})
}

// ofPlace reports whether a word is made of the name of a place: Canadian of
// Canada.
func ofPlace(word, place string) bool {
	const cut = 2 // letters that the name may lose
	if len(place) < 5 || len(word) <= len(place)-cut {
		return false
	}
	stem := place[:len(place)-cut]
	rest, ok := strings.CutPrefix(word, stem)
	return ok && slices.ContainsFunc(ofPlaces, func(end string) bool { return strings.HasSuffix(rest, end) })
}

// isName reports whether a word is a name: capitalised where not every word is.
func (c *comparison) isName(s string, start int, word string) bool {
	r, _ := utf8.DecodeRuneInString(s[start:])
	if !unicode.IsUpper(r) || titles[word] || len(word) < 2 {
		return false
	}
	if c.names == nil {
		c.names = map[string]bool{}
		for _, rev := range []*news.Revision{c.before, c.after} {
			addNames(c.names, rev.Headline.String())
			for i := range rev.Body.Blocks {
				addNames(c.names, rev.Body.Paragraph(i).String())
			}
		}
	}
	return c.names[word]
}

// addNames adds the capitalised words within the sentences of a text; one that
// writes most of its words so has none.
func addNames(names map[string]bool, s string) {
	words, upper, begins := 0, 0, true
	var found []string
	end := 0
	for w := text.Scan(s); w.Next(); {
		span := w.Span()
		begins = begins || strings.ContainsAny(s[end:span.Start], ".!?:\"“”‘—–")
		r, _ := utf8.DecodeRuneInString(s[span.Start:])
		if words++; unicode.IsUpper(r) {
			upper++
			if !begins {
				found = append(found, string(w.Fold()))
			}
		}
		begins, end = false, span.End
	}
	if words >= 4 && upper*3 > words*2 {
		return
	}
	for _, w := range found {
		names[w] = true
	}
}

// grew reports whether text was added, or so much taken out that something is
// no longer said.
func (c *comparison) grew() bool {
	balance, whole, headline := map[string]int{}, false, 0
	c.each(func(h *news.Hunk, _ []edit) {
		if h.Paragraph < 0 {
			before := total(balance, 1)
			weigh(balance, h)
			headline = total(balance, 1) - before
			clear(balance)
			return
		}
		weigh(balance, h)
		whole = whole || h.Old.Len() == 0
	})
	added, gone := total(balance, 1), total(balance, -1)
	return c.running || added >= minAdded || gone >= minGone || whole && added >= 2 || headline >= minHeadline
}

// weigh adds the words that came and takes off those that went.
func weigh(balance map[string]int, h *news.Hunk) {
	for _, s := range h.In {
		for w := text.Scan(h.New.Cut(s).String()); w.Next(); {
			balance[string(w.Fold())]++
		}
	}
	for _, s := range h.Out {
		for w := text.Scan(h.Old.Cut(s).String()); w.Next(); {
			balance[string(w.Fold())]--
		}
	}
}

// total sums what is positive, or with sign -1 what is negative.
func total(balance map[string]int, sign int) int {
	n := 0
	for _, v := range balance {
		n += max(v*sign, 0)
	}
	return n
}
