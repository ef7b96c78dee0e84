package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// Words steps through the words of a text as rules and engines see them: runs
// of letters, digits and marks, parted by everything else. Each Han and Kana
// character is a word of its own. A possessive 's is no word and no part of
// one. The zero value has no words; Reset gives it a text.
//
//	for w := text.Scan(s); w.Next(); {
//		use(w.Span(), w.Fold())
//	}
type Words struct {
	s    string
	span Span
	// n is the length of the folded word in short; -1: it is in long.
	n     int
	short [40]byte
	long  []byte
}

// Scan returns the words of s, before the first. It allocates nothing itself.
func Scan(s string) *Words { return &Words{s: s} }

// Reset starts over with the words of s and keeps the buffer.
func (w *Words) Reset(s string) {
	w.s, w.span, w.n = s, Span{}, 0
}

// Span returns where the word stands in the text, in bytes.
func (w *Words) Span() Span { return w.span }

// Fold returns the word folded: lower case, without accents, full-width forms
// as ASCII. It is valid until the next Next.
func (w *Words) Fold() []byte {
	if w.n < 0 {
		return w.long
	}
	return w.short[:w.n]
}

// Fold returns the words of s folded, a space between them.
func Fold(s string) string {
	out := make([]byte, 0, len(s))
	for w := Scan(s); w.Next(); {
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, w.Fold()...)
	}
	return string(out)
}

// Next goes to the next word and reports whether there is one.
func (w *Words) Next() bool {
	for i := w.span.End; i < len(w.s); i = w.span.End {
		for ascii[w.s[i]] == 0 {
			if i++; i == len(w.s) {
				w.span = Span{i, i}
				return false
			}
		}
		if w.word(i) && !w.possessive() {
			return true
		}
	}
	w.span = Span{len(w.s), len(w.s)}
	return false
}

// word reads the word that begins at start and reports whether there is one:
// a character beyond ASCII may part words too. Either way span ends behind
// what was read.
func (w *Words) word(start int) bool {
	rest := w.s[start:]
	n := min(len(rest), len(w.short))
	for k, c := range []byte(rest[:n]) {
		c = ascii[c]
		if c == wide && (k == 0 || wordAt(rest[k:])) {
			return w.wideWord(start)
		}
		if c == 0 || c == wide {
			n = k
			break
		}
		w.short[k] = c
	}
	if n == len(w.short) && n < len(rest) {
		return w.wideWord(start)
	}
	w.n = n
	w.span = Span{start, start + n}
	return true
}

// wideWord does the same for words that are not all ASCII, or long.
func (w *Words) wideWord(start int) bool {
	w.n, w.long = -1, w.long[:0]
	i, alone := start, false
	for i < len(w.s) {
		if c := ascii[w.s[i]]; c != wide {
			if c == 0 || alone {
				break
			}
			w.long = append(w.long, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(w.s[i:])
		if !inWord(r) {
			break
		}
		if !isMark(r) {
			if alone || i > start && standsAlone(r) {
				break
			}
			alone = standsAlone(r)
		}
		w.long = appendFold(w.long, r, w.s[i:i+size])
		i += size
	}
	if i == start {
		_, size := utf8.DecodeRuneInString(w.s[i:])
		w.span = Span{i, i + size}
		return false
	}
	w.span = Span{start, i}
	return len(w.long) > 0
}

// possessive reports whether the word is the s of a possessive.
func (w *Words) possessive() bool {
	if f := w.Fold(); len(f) != 1 || f[0] != 's' || w.span.Start == 0 {
		return false
	}
	if w.s[w.span.Start-1] == '\'' {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(w.s[:w.span.Start])
	return r == '’' || r == modifierApostrophe || r == '＇'
}

// modifierApostrophe is a letter to Unicode and an apostrophe to those who
// type it.
const modifierApostrophe = '\u02bc'

// wide marks, in ascii, the bytes of characters beyond ASCII.
const wide = 0xff

// ascii maps a byte to itself folded: 0 if it parts words.
var ascii = asciiTable() //nolint:gochecknoglobals // table

func asciiTable() (t [256]byte) {
	for c := range 256 {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = wide
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z':
			t[c] = byte(c)
		case c >= 'A' && c <= 'Z':
			t[c] = byte(c) + 'a' - 'A'
		}
	}
	return t
}

// wordAt reports whether s begins with a character of a word beyond ASCII.
func wordAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return inWord(r)
}

// inWord reports whether r, which is beyond ASCII, belongs to words.
func inWord(r rune) bool {
	switch {
	case r >= 0x2000 && r < 0x2070, r == modifierApostrophe, r == utf8.RuneError:
		return false // dashes, quotes, spaces
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r)
}

// isMark reports whether r belongs to the character before it.
func isMark(r rune) bool {
	return r >= 0x300 && (unicode.IsMark(r) || r == 'ﾞ' || r == 'ﾟ')
}

// standsAlone reports whether r is Han or Kana, a word by itself.
func standsAlone(r rune) bool {
	if r < 0x2e80 || r >= 0xac00 && r <= 0xd7a3 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー' || r == 'ｰ'
}

// appendFold appends r, which is beyond ASCII, folded; src is its bytes.
func appendFold(out []byte, r rune, src string) []byte {
	if r >= 0xff00 && r <= 0xffef {
		if f := width.LookupRune(r).Folded(); f != 0 {
			r, src = f, string(f)
		}
	}
	d := norm.NFD.PropertiesString(src).Decomposition()
	if d == nil {
		return appendLower(out, r)
	}
	for len(d) > 0 {
		r, size := utf8.DecodeRune(d)
		out = appendLower(out, r)
		d = d[size:]
	}
	return out
}

func appendLower(out []byte, r rune) []byte {
	switch {
	case isAccent(r):
		return out
	case r == 'ς':
		r = 'σ'
	case r == 'ſ':
		r = 's'
	}
	return utf8.AppendRune(out, unicode.ToLower(r))
}

// isAccent reports whether r is a mark that folding drops: accents, the points
// of Hebrew and Arabic, variation selectors. The marks of Indic scripts and of
// Kana spell the word and stay.
func isAccent(r rune) bool {
	return r >= 0x300 && unicode.Is(accents, r)
}

var accents = &unicode.RangeTable{ //nolint:gochecknoglobals // table
	R16: []unicode.Range16{
		{0x0300, 0x036f, 1},
		{0x0483, 0x0489, 1},
		{0x0591, 0x05bd, 1},
		{0x05bf, 0x05bf, 1},
		{0x05c1, 0x05c2, 1},
		{0x05c4, 0x05c5, 1},
		{0x0610, 0x061a, 1},
		{0x064b, 0x065f, 1},
		{0x0670, 0x0670, 1},
		{0x1ab0, 0x1aff, 1},
		{0x1dc0, 0x1dff, 1},
		{0x20d0, 0x20ff, 1},
		{0xfe00, 0xfe0f, 1},
		{0xfe20, 0xfe2f, 1},
	},
	R32: []unicode.Range32{{0xe0100, 0xe01ef, 1}},
}
