package events

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/text"
)

// A token is a word, a run of digits or one other character of a sentence.
type token struct {
	span text.Span
	// word is in lower case; behind digits it is what is grown together with
	// them: st, th, s.
	word string
	// num is the value of digits, -1 for all else.
	num    int
	digits int
	upper  bool // begins with a capital
	spaced bool // white space stands before it
}

// maxTokens bounds what is read of one sentence.
const maxTokens = 4000

// tokens cuts s[from:to] into tokens with spans in s.
func tokens(out []token, s string, span text.Span) []token {
	spaced := true
	for i := span.Start; i < span.End && len(out) < maxTokens; {
		r, size := utf8.DecodeRuneInString(s[i:span.End])
		if unicode.IsSpace(r) {
			spaced = true
			i += size
			continue
		}
		t := token{span: text.Span{Start: i, End: i + size}, num: -1, spaced: spaced}
		switch {
		case r >= '0' && r <= '9':
			t.number(s[i:span.End])
		case unicode.IsLetter(r):
			n := letters(s[i:span.End])
			t.word, t.upper = strings.ToLower(s[i:i+n]), unicode.IsUpper(r)
			t.span.End = i + n
		default:
			t.word = mark(r)
		}
		spaced = false
		i = t.span.End
		out = append(out, t)
	}
	return out
}

// number reads the digits that s begins with, and the letters behind them.
func (t *token) number(s string) {
	t.num = 0
	for t.digits < len(s) && s[t.digits] >= '0' && s[t.digits] <= '9' {
		if t.num < 1e6 {
			t.num = t.num*10 + int(s[t.digits]-'0')
		}
		t.digits++
	}
	n := letters(s[t.digits:])
	t.word = strings.ToLower(s[t.digits : t.digits+n])
	t.span.End = t.span.Start + t.digits + n
}

// letters returns how many bytes of letters s begins with.
func letters(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i
		}
	}
	return len(s)
}

// mark returns a character that is no word, dashes and apostrophes as one of
// their kind.
func mark(r rune) string {
	switch r {
	case '‐', '‑', '–', '—', '−':
		return "-"
	case '’', '‘', '`', 'ʼ':
		return "'"
	case '“', '”', '«', '»':
		return `"`
	}
	return string(r)
}

// word returns the word of token i; empty beyond the ends and for digits.
func (r *reader) word(i int) string {
	if i < 0 || i >= len(r.toks) || r.toks[i].num >= 0 {
		return ""
	}
	return r.toks[i].word
}

// is reports whether the tokens from i on are these words.
func (r *reader) is(i int, words ...string) bool {
	for k, w := range words {
		if r.word(i+k) != w {
			return false
		}
	}
	return true
}

// plain returns the digits of token i, unless letters, decimals or a currency
// belong to them; -1 if there are none.
func (r *reader) plain(i int) int {
	if i < 0 || i >= len(r.toks) || r.toks[i].word != "" {
		return -1
	}
	return r.toks[i].num
}

// number reads a count: digits, words, a or an. It returns the token behind
// it, i itself if there is none.
func (r *reader) number(i int) (n, end int) {
	if n := r.plain(i); n >= 0 {
		return n, i + 1
	}
	switch w := r.word(i); w {
	case "a", "an":
		if n, end := r.number(i + 1); end > i+1 && r.word(i+1) == "hundred" {
			return n, end
		}
		return 1, i + 1
	case "hundred":
		return 100, i + 1
	case "couple":
		if r.word(i+1) == "of" {
			return 2, i + 2
		}
	default:
		if n, ok := ones[w]; ok {
			return r.scaled(n, i+1)
		}
		if n, ok := tens[w]; ok {
			return r.scaled(r.tens(10*n, i+1))
		}
	}
	return 0, i
}

// tens adds the ones that follow a number of tens, as in twenty-one.
func (r *reader) tens(n, i int) (int, int) {
	k := i
	if r.word(k) == "-" {
		k++
	}
	if one, ok := ones[r.word(k)]; ok && one > 0 && one < 10 {
		return n + one, k + 1
	}
	return n, i
}

// scaled multiplies n by a hundred or a thousand that follows.
func (r *reader) scaled(n, i int) (int, int) {
	switch r.word(i) {
	case "hundred":
		return 100 * n, i + 1
	case "thousand":
		return 1000 * n, i + 1
	}
	return n, i
}

// ordinal reads first, 21st or twenty-first.
func (r *reader) ordinal(i int) (n, end int) {
	if i < len(r.toks) && r.toks[i].num > 0 {
		switch r.toks[i].word {
		case "st", "nd", "rd", "th":
			return r.toks[i].num, i + 1
		}
		return 0, i
	}
	if n, ok := ordinals[r.word(i)]; ok {
		return n, i + 1
	}
	if n, ok := tens[r.word(i)]; ok {
		k := i + 1
		if r.word(k) == "-" {
			k++
		}
		if one, ok := ordinals[r.word(k)]; ok && one < 10 {
			return 10*n + one, k + 1
		}
	}
	if r.word(i) == "thirtieth" {
		return 30, i + 1
	}
	return 0, i
}
