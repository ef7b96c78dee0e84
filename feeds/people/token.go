package people

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/text"
)

// A token is a word of a paragraph or a mark between words.
type token struct {
	span text.Span
	fold string // lower case; the mark itself
	word bool
	cap  bool // begins with a capital
	caps bool // is all capitals, two at least
	poss bool // a possessive 's follows, which is no part of the span
	dot  bool // a stop of an abbreviation follows, which is part of the span
	// quote is the index of the quotation that the token stands in, -1 for none.
	quote int
	// first is true where a sentence begins.
	first bool
}

// A paragraph is a text as this package sees it: the headline has index -1.
type paragraph struct {
	index     int
	s         string
	tokens    []token
	quotes    []quotation
	sentences []text.Span // of tokens, half-open
	names     text.Span   // of the reading's mentions, those that stand here
	caseless  bool        // capitals say nothing in it
	prose     bool        // made of sentences
	stops     bool        // its article abbreviates titles and months with a stop
}

// scan reads a paragraph of which the sentences are known.
func scan(index int, s string, sentences []text.Span, open bool) paragraph {
	p := paragraph{index: index, s: s, prose: index >= 0}
	p.quotes = quotations(s, open)
	p.tokens = tokens(s)
	p.place(sentences)
	p.caseless = p.saysNothing()
	return p
}

// abbreviates reports whether a title or a month is abbreviated with a stop.
func (p *paragraph) abbreviates() bool {
	return slices.ContainsFunc(p.tokens, func(t token) bool {
		fold := strings.TrimSuffix(t.fold, ".")
		_, title := titles[fold]
		return t.dot && (title || calendar[fold])
	})
}

// tokens cuts s into words and marks.
func tokens(s string) []token {
	out := make([]token, 0, len(s)/5+4)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case isLetter(r):
			t := wordAt(s, i)
			out = append(out, t)
			i = t.span.End
			if t.poss {
				i = afterPossessive(s, i)
			}
		case unicode.IsSpace(r):
			i += size
		default:
			out = append(out, token{span: text.Span{Start: i, End: i + size}, fold: s[i : i+size], quote: -1})
			i += size
		}
	}
	return out
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// wordAt reads the word that begins at i.
func wordAt(s string, i int) token {
	end := i
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !isLetter(r) {
			next, _ := utf8.DecodeRuneInString(s[end+size:])
			inner := strings.ContainsRune("'’-‐‑.", r) && end > i && isLetter(next)
			if r == '.' && inner && !dotted(s[i:end]) {
				inner = false
			}
			if !inner || possessiveAt(s, end) {
				break
			}
		}
		end += size
	}
	t := token{span: text.Span{Start: i, End: end}, word: true, quote: -1}
	if end < len(s) && s[end] == '.' && abbreviated(s[i:end]) {
		t.dot = true
		t.span.End++
	}
	raw := s[i:end]
	first, size := utf8.DecodeRuneInString(raw)
	t.cap = unicode.IsUpper(first) || articled(raw)
	t.caps = t.cap && len(raw) > size && strings.ToUpper(raw) == raw
	t.fold = strings.ToLower(raw)
	t.poss = possessiveAt(s, t.span.End)
	return t
}

// articled reports whether a name begins with an Arabic article: al-Assad.
func articled(s string) bool {
	if len(s) < 4 || s[2] != '-' || !particles[s[:2]] {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[3:])
	return unicode.IsUpper(r)
}

// unarticled returns a folded name without an Arabic article.
func unarticled(fold string) string {
	if len(fold) > 4 && fold[2] == '-' && particles[fold[:2]] {
		return fold[3:]
	}
	return fold
}

// dotted reports whether a word goes on behind a stop: U.S., J.R.
func dotted(s string) bool {
	return len(s) == 1 || len(s) > 1 && s[len(s)-2] == '.'
}

// abbreviated reports whether the stop behind s belongs to it.
func abbreviated(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	if size == len(s) {
		return unicode.IsUpper(r)
	}
	if !unicode.IsUpper(r) && s != "a.m" && s != "p.m" {
		return false
	}
	fold := strings.ToLower(s)
	_, title := titles[fold]
	return strings.Contains(s, ".") || title && len(s) < 6 && fold != "chief" && fold != "judge" && fold != "chair" ||
		suffixes[fold] || fold == "st" || len(s) < 5 && calendar[fold] && fold != "may"
}

// possessiveAt reports whether a possessive 's, or another short ending behind
// an apostrophe, stands at i.
func possessiveAt(s string, i int) bool { return afterPossessive(s, i) > i }

// afterPossessive returns the place behind the ending, i if there is none.
func afterPossessive(s string, i int) int {
	rest := s[i:]
	for _, mark := range [...]string{"'", "’"} {
		after, ok := strings.CutPrefix(rest, mark)
		if !ok || after == "" || after[0] != 's' && after[0] != 'S' {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(after[1:]); len(after) > 1 && isLetter(r) {
			continue
		}
		return i + len(mark) + 1
	}
	return i
}

// place says of each token in which quotation it stands and whether it begins
// a sentence, and gathers the sentences. A sentence never ends in a quotation.
func (p *paragraph) place(sentences []text.Span) {
	q, s := 0, 0
	var starts []int
	for i := range p.tokens {
		t := &p.tokens[i]
		for q < len(p.quotes) && p.quotes[q].span.End <= t.span.Start {
			q++
		}
		if q < len(p.quotes) && p.quotes[q].span.Start <= t.span.Start {
			t.quote = q
		}
		begins := i == 0
		for s < len(sentences) && sentences[s].Start <= t.span.Start {
			t.first = true
			begins = begins || !p.inside(i)
			s++
		}
		if begins || p.endsQuotation(i) {
			t.first = true
			starts = append(starts, i)
		}
	}
	for i, start := range starts {
		end := len(p.tokens)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		p.sentences = append(p.sentences, text.Span{Start: start, End: end})
	}
}

// setApart makes the whole paragraph one quotation.
func (p *paragraph) setApart() {
	all := text.Span{Start: 0, End: len(p.s)}
	p.quotes = []quotation{{span: all, inner: all, block: true, words: len(strings.Fields(p.s))}}
	p.sentences = []text.Span{{Start: 0, End: len(p.tokens)}}
	for i := range p.tokens {
		p.tokens[i].quote = 0
	}
}

// inside reports whether token i goes on in a quotation or signs one, so that
// no sentence begins there.
func (p *paragraph) inside(i int) bool {
	last, t := p.tokens[i-1].quote, &p.tokens[i]
	return last >= 0 && (t.quote == last || t.quote < 0 && dashes[t.fold])
}

// endsQuotation reports whether a quotation that is a sentence ends before
// token i and another sentence begins there.
func (p *paragraph) endsQuotation(i int) bool {
	if i == 0 || p.tokens[i-1].quote < 0 || p.tokens[i-1].quote == p.tokens[i].quote {
		return false
	}
	q := &p.quotes[p.tokens[i-1].quote]
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(p.s[q.inner.Start:q.inner.End], `'’" `))
	switch {
	case !strings.ContainsRune(".?!…", last):
		return false
	case p.tokens[i].quote >= 0:
		return true
	case !p.tokens[i].cap:
		return false
	}
	return !p.attributes(i)
}

// attributes reports whether the words from token i on say who said what
// stands before them: Marlow asked.
func (p *paragraph) attributes(i int) bool {
	for n := 0; n < 6 && i < len(p.tokens); n, i = n+1, i+1 {
		t := &p.tokens[i]
		if !t.word || t.quote >= 0 {
			return false
		}
		if speech[t.fold] && !t.cap {
			next := i + 1
			return n > 0 && (next >= len(p.tokens) || !p.tokens[next].word || n < 4 && strong[t.fold] && p.tokens[next].fold != "that")
		}
	}
	return false
}

// saysNothing reports whether capitals say nothing in the paragraph: there are
// none, or all words have one that such words may have.
func (p *paragraph) saysNothing() bool {
	capitals, small := false, false
	for i := range p.tokens {
		t := &p.tokens[i]
		if !t.word || t.fold[0] >= '0' && t.fold[0] <= '9' {
			continue
		}
		capitals = capitals || t.cap
		small = small || !t.cap && !prepositions[t.fold] && !conjunctions[t.fold] && !determiners[t.fold] && !particles[t.fold]
	}
	return !capitals || !small
}

// cut returns the words from token i up to token j.
func (p *paragraph) cut(i, j int) string {
	return p.s[p.tokens[i].span.Start:p.tokens[j-1].span.End]
}
