package novelty

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/text"
)

// A token is a word as the sentence has it.
type token struct {
	span    text.Span // in the sentence
	from    int       // where it stands, folded, in the reader's buffer
	to      int
	capital bool
	opens   bool // a sentence or a quotation begins with it
	entry
}

// A reader takes sentences apart. Its buffers are used again.
type reader struct {
	today  day // of the article
	words  text.Words
	s      string
	buf    []byte
	tokens []token
	// What the sentence tells.
	facts   []fact
	negated bool
}

// read takes the sentence s apart. The facts are valid until the next read.
func (r *reader) read(s string) {
	r.s, r.buf, r.tokens, r.facts, r.negated = s, r.buf[:0], r.tokens[:0], r.facts[:0], false
	r.words.Reset(s)
	for r.words.Next() {
		r.token(r.words.Span(), r.words.Fold())
	}
	titled := r.titled()
	for i := 0; i < len(r.tokens); {
		i += r.fact(i, titled)
	}
}

// token adds a word; the letters of U.S. are one.
func (r *reader) token(span text.Span, folded []byte) {
	first, _ := utf8.DecodeRuneInString(r.s[span.Start:])
	if n := len(r.tokens); n > 0 && len(folded) == 1 && unicode.IsUpper(first) {
		if last := &r.tokens[n-1]; last.dotted(r.s) && r.s[last.span.End:span.Start] == "." {
			r.buf = append(r.buf, folded...)
			last.to, last.span.End, last.entry = len(r.buf), span.End, entry{}
			return
		}
	}
	t := token{span: span, from: len(r.buf), capital: unicode.IsUpper(first), opens: r.opens(span.Start), entry: lexicon[string(folded)]}
	r.buf = append(r.buf, folded...)
	t.to = len(r.buf)
	r.tokens = append(r.tokens, t)
}

// dotted reports whether t is a capital letter, or some parted by stops.
func (t *token) dotted(s string) bool {
	for i := t.span.Start; i < t.span.End; i++ {
		if upper := s[i] >= 'A' && s[i] <= 'Z'; upper != ((i-t.span.Start)%2 == 0) || !upper && s[i] != '.' {
			return false
		}
	}
	return true
}

// opens reports whether something begins at a place of the sentence.
func (r *reader) opens(at int) bool {
	from := 0
	if n := len(r.tokens); n > 0 {
		from = r.tokens[n-1].span.End
	}
	return from == 0 || strings.ContainsAny(r.s[from:at], "\"“‘«:!?|")
}

func (r *reader) fold(i int) []byte { return r.buf[r.tokens[i].from:r.tokens[i].to] }

// titled reports whether most words are written with a capital, so that it
// says nothing.
func (r *reader) titled() bool {
	capitals := 0
	for i := range r.tokens {
		if r.tokens[i].capital {
			capitals++
		}
	}
	return capitals > 3 && capitals*5 > len(r.tokens)*3
}

// fact takes what begins at token i and returns how many tokens that is.
func (r *reader) fact(i int, titled bool) int {
	w := r.fold(i)
	if n := r.negation(i); n > 0 {
		r.negated = true
		return n
	}
	if r.isUS(i) {
		r.add(name, []byte("us"))
		return 1
	}
	if n := r.date(i); n > 0 {
		return n
	}
	if n := r.number(i); n > 0 {
		return n
	}
	if r.tokens[i].class == stopWord {
		return 1
	}
	if n := r.union(i); n > 0 {
		return n
	}
	f := fact{}
	switch {
	case titled || !r.tokens[i].capital:
	case r.runsOn(i):
		f.kind = given
	case !r.tokens[i].opens:
		f.kind, f.also = name, r.initials(i)
	}
	f.key = hash('w', stem(w))
	r.addFact(f)
	return 1
}

// initials returns what the name that ends with token i is short for, 0 if it
// is one word.
func (r *reader) initials(i int) Key {
	first := i
	for first > 0 && r.tokens[first-1].capital && r.runsOn(first-1) {
		first--
	}
	if first == i {
		return 0
	}
	var out []byte
	for ; first <= i; first++ {
		out = append(out, r.fold(first)[0])
	}
	return hash('w', stem(out))
}

// negation returns how many tokens of a negation begin at token i: not is one,
// didn't two.
func (r *reader) negation(i int) int {
	w := r.fold(i)
	switch {
	case r.tokens[i].class == negator:
		return 1
	case w[len(w)-1] != 'n' || i+1 == len(r.tokens) || string(r.fold(i+1)) != "t":
		return 0
	}
	if gap := r.gap(i); gap == "'" || gap == "’" {
		return 2
	}
	return 0
}

// gap returns what stands between token i and the next.
func (r *reader) gap(i int) string { return r.s[r.tokens[i].span.End:r.tokens[i+1].span.Start] }

// isUS tells US and U.S. from us.
func (r *reader) isUS(i int) bool {
	span := r.tokens[i].span
	return string(r.fold(i)) == "us" && r.s[span.End-1] == 'S'
}

// runsOn reports whether the name that token i is part of goes on behind it:
// a name is known by its last word.
func (r *reader) runsOn(i int) bool {
	if i+1 >= len(r.tokens) || !r.tokens[i+1].capital {
		return false
	}
	switch r.gap(i) {
	case " ", ". ", "-", "'", "’":
		next := r.tokens[i+1].class
		return next == other || next == figure
	}
	return false
}

// union reads United States and the like.
func (r *reader) union(i int) int {
	if i+1 >= len(r.tokens) || string(r.fold(i)) != "united" {
		return 0
	}
	short, ok := unions[string(r.fold(i+1))]
	if !ok {
		return 0
	}
	r.add(name, []byte(short))
	return 2
}

// number reads the number at token i and returns how many tokens it has.
func (r *reader) number(i int) int {
	w := r.fold(i)
	if r.tokens[i].class == figure {
		return r.spelled(i)
	}
	if w[0] < '0' || w[0] > '9' {
		return 0
	}
	n := 1
	value := bytes.Clone(w)
	for i+n < len(r.tokens) && r.joins(i+n) {
		if r.s[r.tokens[i+n].span.Start-1] != ',' {
			value = append(value, '.')
		}
		value = append(value, r.fold(i+n)...)
		n++
	}
	end := bytes.IndexFunc(value, func(c rune) bool { return c != '.' && (c < '0' || c > '9') })
	if end < 0 {
		end = len(value)
	}
	r.add(number, value[:end])
	if unit := value[end:]; len(unit) > 0 && !slices.Contains(ordinals, string(unit)) {
		r.add(word, stem(unit))
	}
	return n
}

// ordinals are the endings of numbers that are no units.
var ordinals = []string{"st", "nd", "rd", "th", "s"} //nolint:gochecknoglobals // table

// joins reports whether token i goes on from the number before it: the
// thousands, the decimals, the minutes.
func (r *reader) joins(i int) bool {
	a, b := r.tokens[i-1].span, r.tokens[i].span
	if b.Start-a.End != 1 || !isDigit(r.s[a.End-1]) || !isDigit(r.s[b.Start]) {
		return false
	}
	switch r.s[a.End] {
	case ',':
		return b.End-b.Start >= 3
	case '.', ':':
		return true
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// spelled reads a number that is written out.
func (r *reader) spelled(i int) int {
	n, tokens := r.tokens[i].n, 1
	if n >= 20 && i+1 < len(r.tokens) && r.gap(i) == "-" {
		if unit := r.tokens[i+1]; unit.class == figure && unit.n < 10 {
			n += unit.n
			tokens = 2
		}
	}
	r.add(number, appendInt(nil, n))
	return tokens
}

func (r *reader) add(k kind, w []byte) {
	first := byte('w')
	if k == number {
		first = 'n'
	}
	r.addFact(fact{kind: k, key: hash(first, w)})
}

func (r *reader) addDate(first byte, n int, days [2]day) {
	r.addFact(fact{kind: date, key: dateKey(first, n), days: days})
}

func dateKey(first byte, n int) Key { return hash(first, appendInt([]byte{'/'}, n)) }

// maxFacts is how many facts of a sentence count.
const maxFacts = 100

// addFact adds a fact that was not told in the sentence yet.
func (r *reader) addFact(f fact) {
	for i := range r.facts {
		if r.facts[i].key == f.key {
			r.facts[i].kind = max(r.facts[i].kind, f.kind)
			return
		}
	}
	if len(r.facts) < maxFacts {
		r.facts = append(r.facts, f)
	}
}
