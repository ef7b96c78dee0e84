package people

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"casewire/feeds/text"
)

// A speechAct is one quotation as a reader counts them: it may go on behind
// "he said" and over paragraphs.
type speechAct struct {
	parts  []part
	source source
	means  source // of a pronoun, where it means nobody with a name
	person int    // index into the people, -1 for none
}

// A part is one quotation mark to the other.
type part struct{ paragraph, quote int }

// attribute finds who says what.
func (r *Reading) attribute() {
	a := attribution{r: r, last: -1, turn: noSource()}
	for i := range r.paragraphs {
		if r.paragraphs[i].prose {
			a.paragraph(i)
		}
	}
	slices.SortStableFunc(r.speeches, func(a, b speechAct) int {
		return cmp.Or(cmp.Compare(a.parts[0].paragraph, b.parts[0].paragraph), cmp.Compare(a.parts[0].quote, b.parts[0].quote))
	})
}

// An attribution goes through an article and remembers who spoke.
type attribution struct {
	r    *Reading
	last int // the speech that the next quotation may go on with, -1 for none
	near int // paragraph of it
	// turn is who is about to speak: the paragraph before ended in a colon.
	turn source
	// waiting are quotations of the paragraph that nobody said yet.
	waiting []part
	told    source // who spoke in the sentence before
}

func (a *attribution) paragraph(at int) {
	p := &a.r.paragraphs[at]
	clauses := a.r.clauses(at)
	a.waiting = a.waiting[:0]
	a.told = noSource()
	for i := range clauses {
		a.clause(&clauses[i], i == 0)
		a.told = clauses[i].teller()
	}
	a.settle(at)
	a.turn = noSource()
	if n := len(clauses); n > 0 && p.tokens[len(p.tokens)-1].fold == ":" {
		if a.turn = a.told; !a.turn.ok() {
			a.turn = clauses[n-1].main(len(clauses[n-1].units))
		}
	}
}

// teller returns who speaks in the sentence, which may go on in the next.
func (c *clause) teller() source {
	for v := len(c.units) - 1; v >= 0; v-- {
		if c.isCue(v) {
			if s := c.told(v); s.ok() {
				return s
			}
		}
	}
	return noSource()
}

// clause attributes the quotations of a sentence.
func (a *attribution) clause(c *clause, first bool) {
	act, cue := -1, -1
	for k := range c.units {
		if !c.isQuote(k) || c.fold(k-1) == "so-called" {
			continue
		}
		q := part{c.at, c.units[k].quote}
		quote := &c.p.quotes[q.quote]
		if first && k == 0 && a.goesOn(c, quote, q) {
			act, cue = a.last, -1
			continue
		}
		v, s := c.speaker(k)
		switch {
		case s.ok() && act >= 0 && v == cue:
			a.add(act, q)
		case s.ok():
			act, cue = a.begin(q, s, k == 0), v
		case act >= 0 && cue >= 0:
			a.add(act, q)
		case !c.starts(k) || c.p.titled(quote) && !a.turn.ok():
		case a.last >= 0 && a.near == c.at:
			a.add(a.last, q)
		case a.told.ok():
			act = a.begin(q, a.told, true)
		default:
			a.waiting = append(a.waiting, q)
		}
	}
}

// starts reports whether the quotation k begins the sentence and is all of it,
// or nearly.
func (c *clause) starts(k int) bool {
	for i := range c.units {
		if i != k && c.isWord(i) {
			return false
		}
	}
	return true
}

// goesOn takes a quotation that goes on from an open one, which the paragraph
// before ended with.
func (a *attribution) goesOn(c *clause, quote *quotation, q part) bool {
	if a.last < 0 {
		return false
	}
	parts := a.r.speeches[a.last].parts
	end := parts[len(parts)-1]
	before := &a.r.paragraphs[end.paragraph]
	if end.paragraph != q.paragraph-1 || !before.quotes[end.quote].open {
		return false
	}
	if a.r.paragraphs[q.paragraph].s[quote.span.Start] != before.s[before.quotes[end.quote].span.Start] {
		return false // the mark was forgotten
	}
	if _, s := c.speaker(0); a.other(s) {
		return false
	}
	quote.goes = true
	a.add(a.last, q)
	return true
}

// other reports whether the source names another person than who spoke last.
func (a *attribution) other(s source) bool {
	last := a.r.speeches[a.last].source.mention
	if s.mention < 0 || last < 0 {
		return false
	}
	x, y := a.r.mentions[s.mention].person, a.r.mentions[last].person
	return x >= 0 && y >= 0 && x != y
}

// begin begins a speech with q, and with what waits for a speaker before it.
func (a *attribution) begin(q part, s source, starts bool) int {
	var parts []part
	if starts {
		parts = append(parts, a.waiting...)
		a.waiting = a.waiting[:0]
	}
	a.r.speeches = append(a.r.speeches, speechAct{parts: append(parts, q), source: s, person: -1})
	a.last, a.near = len(a.r.speeches)-1, q.paragraph
	return a.last
}

func (a *attribution) add(act int, q part) {
	a.r.speeches[act].parts = append(a.r.speeches[act].parts, q)
	a.last, a.near = act, q.paragraph
}

// fewWords is how many words a quotation has at least that nobody says.
const fewWords = 6

// blockBefore reports whether a quotation that is set apart ends before
// paragraph at.
func (a *attribution) blockBefore(at int) bool {
	if a.last < 0 || a.near != at-1 {
		return false
	}
	parts := a.r.speeches[a.last].parts
	end := parts[len(parts)-1]
	return a.r.paragraphs[end.paragraph].quotes[end.quote].block
}

// settle decides about the quotations of paragraph at that nobody says there.
func (a *attribution) settle(at int) {
	if len(a.waiting) == 0 {
		return
	}
	s := a.turn
	if !s.ok() && a.last >= 0 && a.near == at-1 {
		s = a.next(a.waiting[len(a.waiting)-1])
	}
	switch q := &a.r.paragraphs[at].quotes[a.waiting[0].quote]; {
	case q.block && a.blockBefore(at):
		q.goes = true
		a.add(a.last, a.waiting[0])
		return
	case q.block && !a.turn.ok(), !s.ok() && q.words < fewWords:
		return
	}
	parts := append([]part(nil), a.waiting...)
	a.r.speeches = append(a.r.speeches, speechAct{parts: parts, source: s, person: -1})
	a.last, a.near = len(a.r.speeches)-1, at
}

// next returns who says q, which nobody is said to say: who spoke last, or where
// two ask and answer, the other.
func (a *attribution) next(q part) source {
	last := a.r.speeches[a.last]
	if a.last == 0 {
		return last.source
	}
	before := a.r.speeches[a.last-1]
	if before.parts[len(before.parts)-1].paragraph < a.near-1 || !a.other(before.source) {
		return last.source
	}
	if a.r.asks(last.parts) || a.r.asks([]part{q}) && a.r.asks(before.parts) {
		return before.source
	}
	return last.source
}

// asks reports whether what is said ends as a question does.
func (r *Reading) asks(parts []part) bool {
	last := parts[len(parts)-1]
	p := &r.paragraphs[last.paragraph]
	inner := p.quotes[last.quote].inner
	return strings.HasSuffix(p.s[:inner.End], "?")
}

// speaker finds the cue and the speaker of the quotation that is unit k.
func (c *clause) speaker(k int) (cue int, s source) {
	q := &c.p.quotes[c.units[k].quote]
	ends := c.ends(q, k)
	title := c.p.titled(q)
	if ends && !title {
		if v, s := c.behind(k, ends); s.ok() {
			return v, s
		}
	}
	if v, s := c.ahead(k); s.ok() {
		if title && !naming[c.fold(v)] && c.fold(k-1) != ":" {
			return -1, noSource()
		}
		return v, s
	}
	if title {
		return -1, noSource()
	}
	return c.behind(k, ends)
}

// titled reports whether a quotation is written as the names of works, shows
// and days are: Morning Joe.
func (p *paragraph) titled(q *quotation) bool {
	if q.words > 9 || q.words < 2 {
		return false
	}
	capitals, shouted := 0, 0
	first, _ := slices.BinarySearchFunc(p.tokens, q.inner.Start, func(t token, at int) int { return cmp.Compare(t.span.Start, at) })
	for i := first; i < len(p.tokens) && p.tokens[i].span.Start < q.inner.End; i++ {
		t := &p.tokens[i]
		switch {
		case !t.word:
		case t.cap:
			capitals++
			if t.caps {
				shouted++
			}
		case !prepositions[t.fold] && !conjunctions[t.fold] && !determiners[t.fold]:
			return false
		}
	}
	return capitals > 1 && shouted < capitals
}

// ends reports whether the quotation ends as those do that are followed by who
// said it.
func (c *clause) ends(q *quotation, k int) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(c.p.s[:q.inner.End], `'’" `))
	return strings.ContainsRune(",?!-–—…", last) || c.fold(k+1) == ","
}

// behind looks for who says quotation k in what follows it.
func (c *clause) behind(k int, ends bool) (int, source) {
	if s := c.signature(k); s.ok() {
		return k + 1, s
	}
	for v := k + 1; v < len(c.units) && v < k+onwards; v++ {
		if c.isQuote(v) {
			break
		}
		if uttered[c.fold(v)] && c.fold(v+1) == "by" && (determiners[c.fold(v+2)] || c.mentionAt(v+2) >= 0) {
			return v, c.right(v + 2)
		}
		saying := c.isCue(v) && (ends || strong[c.fold(v)])
		if !saying && c.fold(v) != "according" {
			continue
		}
		if s := c.told(v); s.ok() && c.units[k].token < s.span.Start {
			return v, s
		}
	}
	return -1, noSource()
}

// uttered are participles that say of words who they are by.
var uttered = words("spoken uttered said") //nolint:gochecknoglobals // table

var dashes = words("– — ― - ~") //nolint:gochecknoglobals // table

// signature reads the name behind a dash that a quotation is signed with.
func (c *clause) signature(k int) source {
	if w := c.fold(k + 1); !dashes[w] || c.mentionAt(k+2) < 0 {
		return noSource()
	}
	end := k + 2
	for c.mentionAt(end) == c.mentionAt(k+2) {
		end++
	}
	if c.isWord(end) && end-k < 5 && !c.token(end).first {
		return noSource()
	}
	return c.source(k+2, end)
}

// How many units behind and before a quotation its speaker is looked for.
const (
	onwards   = 30
	backwards = 80
)

// ahead looks for who says quotation k in what stands before it: the nearest
// who does, and of speakers within what another says, the outer one.
func (c *clause) ahead(k int) (cue int, s source) {
	cue, s = -1, noSource()
	for v := k - 1; v >= max(0, k-backwards); v-- {
		if s.ok() && !c.within(v, s) {
			break
		}
		if found := c.told(v); found.ok() {
			cue, s = v, found
		}
	}
	return cue, s
}

// told returns the speaker of the cue v, if it is one.
func (c *clause) told(v int) source {
	s, ok := c.says[v]
	if ok {
		return s
	}
	if s = c.accordingTo(v); !s.ok() {
		if c.isCue(v) {
			s = c.subject(v)
		} else {
			s = c.claim(v)
		}
	}
	c.says[v] = s
	return s
}

// within reports whether going back from the speaker s to unit v nothing ends
// what may be one saying.
func (c *clause) within(v int, s source) bool {
	if s.paragraph != c.at || c.units[v].token >= s.span.Start {
		return true
	}
	w := c.fold(v)
	return c.isWord(v) && !parting[w]
}

// parting are words that begin a clause that is no part of what was said.
var parting = words("and but as when while after before because if although though until since so who") //nolint:gochecknoglobals // table

// accordingTo reads the source of "according to" at unit v.
func (c *clause) accordingTo(v int) source {
	if c.fold(v) != "according" || c.fold(v+1) != "to" {
		return noSource()
	}
	return c.right(v + 2)
}

// claim reads the source of a noun that stands for what somebody said:
// Marlow's claim that.
func (c *clause) claim(v int) source {
	if !c.isWord(v) || !statements[c.fold(v)] || v == 0 {
		return noSource()
	}
	for i := v - 1; i >= 0 && i > v-4 && c.isWord(i); i-- {
		w := c.fold(i)
		if c.token(i).poss || w == "his" || w == "her" || w == "their" || w == "its" {
			from := c.begins(i)
			s := source{c.at, text.Span{Start: c.units[from].token, End: c.units[i].token + 1}, c.mentionAt(i)}
			return s
		}
	}
	return noSource()
}
