package revise

import (
	"unicode"
	"unicode/utf8"

	"casewire/feeds/text"
)

// A token is a word, a run of spaces, or a mark.
type token struct {
	id   int32
	span text.Span
	word bool
}

// A vocabulary gives equal tokens equal ids.
type vocabulary struct {
	ids    map[string]int32
	weight []int32
}

func newVocabulary() *vocabulary { return &vocabulary{ids: map[string]int32{}} }

// id is that of a token. Long words weigh more than short ones, and any word
// more than the space and the marks around it, so that what is kept is words.
func (v *vocabulary) id(s string, word bool) int32 {
	if id, ok := v.ids[s]; ok {
		return id
	}
	id := int32(len(v.weight)) //nolint:gosec // there are fewer tokens than bytes of a text
	w := int32(1)
	if word {
		w = 4 + int32(min(len(s), 12)) //nolint:gosec // small
	}
	v.ids[s], v.weight = id, append(v.weight, w)
	return id
}

// tokens cuts a text; they cover all of it.
func (v *vocabulary) tokens(s string) []token {
	list := make([]token, 0, len(s)/3+1)
	for i := 0; i < len(s); {
		n, word := next(s[i:])
		list = append(list, token{v.id(s[i:i+n], word), text.Span{Start: i, End: i + n}, word})
		i += n
	}
	return list
}

func ids(tokens []token) []int32 {
	list := make([]int32, len(tokens))
	for i := range tokens {
		list[i] = tokens[i].id
	}
	return list
}

// class is what a character makes.
type class uint8

const (
	mark   class = iota // ASCII: a token by itself
	sign                // beyond ASCII, such as emoji: a run is one token
	space               // a run is one token
	letter              // or digit
	alone               // Han and Kana: a word by itself
)

// next returns the length of the first token of s, which is not empty, and
// whether it is a word.
func next(s string) (n int, word bool) {
	r, n := utf8.DecodeRuneInString(s)
	first := classOf(r)
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		c := classOf(r)
		switch {
		case unicode.IsMark(r): // goes with what it stands on
		case first == mark || first == alone:
			return n, first == alone
		case c == first:
		case first == letter && size < len(s[n:]) && joins(s[:n], r, s[n+size:]):
		default:
			return n, first == letter
		}
		n += size
	}
	return n, first >= letter
}

func classOf(r rune) class {
	switch {
	case unicode.IsSpace(r):
		return space
	case r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return alone
	case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
		return letter
	case r < utf8.RuneSelf:
		return mark
	}
	if unicode.IsPunct(r) {
		return mark
	}
	return sign
}

// joins reports whether a mark inside a word belongs to it: the apostrophe of
// "don't", the points of "1,000.5".
func joins(before string, r rune, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	switch r {
	case '\'', '’':
		return unicode.IsLetter(last) && unicode.IsLetter(first)
	case '.', ',':
		return unicode.IsDigit(last) && unicode.IsDigit(first)
	}
	return false
}
