package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/text"
)

// A piece is one word of a term. In a wild piece anyLetter stands for each
// question mark.
type piece struct {
	fold   string
	orig   string // as written; compared by cs
	prefix bool   // the word may go on
	wild   bool
}

// anyLetter is a letter that no news is written with.
const anyLetter = 'ꙮ'

// solid reports whether the piece is one exact word.
func (p *piece) solid() bool { return !p.prefix && !p.wild }

// fits reports whether a folded word is one that the piece means.
func (p *piece) fits(word []byte) bool {
	switch {
	case p.wild:
		return fitsPattern(p.fold, word, p.prefix)
	case p.prefix:
		return len(word) >= len(p.fold) && string(word[:len(p.fold)]) == p.fold
	}
	return string(word) == p.fold
}

// fitsExactly is fits for the bytes of a word as they stand in a text.
func (p *piece) fitsExactly(word string) bool {
	if p.wild {
		return fitsPattern(p.orig, []byte(word), p.prefix)
	}
	return word == p.orig || p.prefix && strings.HasPrefix(word, p.orig)
}

func fitsPattern(pattern string, word []byte, prefix bool) bool {
	for _, want := range pattern {
		r, size := utf8.DecodeRune(word)
		if size == 0 || want != anyLetter && want != r {
			return false
		}
		word = word[size:]
	}
	return prefix || len(word) == 0
}

// pieces splits a term into words as texts are split. What is wrong with the
// term is said in fault, which is empty if nothing is.
func pieces(raw string, quoted bool) (list []piece, fault, hint string) {
	s := markWild(raw, quoted)
	lettered := false
	starred := 0
	for w := text.Scan(s); w.Next(); {
		p := piece{fold: string(w.Fold()), orig: s[w.Span().Start:w.Span().End]}
		p.wild = strings.ContainsRune(p.fold, anyLetter)
		lettered = lettered || strings.Trim(p.fold, string(anyLetter)) != ""
		if end := w.Span().End; end < len(s) && s[end] == '*' {
			if fault, hint = star(p.fold, s[end:]); fault != "" {
				return nil, fault, hint
			}
			starred++
			p.prefix = !ideograph(p.fold)
		}
		list = append(list, p)
	}
	switch {
	case !lettered:
		return nil, "a term needs a letter or a digit", "write a word, or a phrase such as \"film set\""
	case starred < strings.Count(s, "*"):
		return nil, "a star stands at the end of a word only", "write the beginning of the word, then the star: arm*"
	}
	return list, "", ""
}

// markWild puts anyLetter for each question mark. In quotes only one inside a
// word counts: the one that ends a sentence is no wildcard.
func markWild(raw string, quoted bool) string {
	if !strings.Contains(raw, "?") {
		return raw
	}
	var b strings.Builder
	for i, r := range raw {
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(raw[i:], "?"))
		if r == '?' && (!quoted || unicode.IsLetter(next)) {
			r = anyLetter
		}
		b.WriteRune(r)
	}
	return b.String()
}

// star checks the star behind a folded word; rest begins with it.
func star(fold, rest string) (fault, hint string) {
	next, _ := utf8.DecodeRuneInString(rest[1:])
	if next == '*' || unicode.IsLetter(next) || unicode.IsDigit(next) {
		return "a star stands at the end of a word only", "use ? for one letter, or write the beginning: " + fold + "*"
	}
	letters := utf8.RuneCountInString(fold) - strings.Count(fold, string(anyLetter))
	if first, _ := utf8.DecodeRuneInString(fold); letters >= 3 || letters >= 1 && unicode.Is(unicode.Hangul, first) || ideograph(fold) {
		return "", ""
	}
	return "the star comes too early: three letters must stand before it", "write more of the word, as in arm*"
}

// ideograph reports whether a folded word is of a script that is matched by
// character.
func ideograph(fold string) bool {
	r, _ := utf8.DecodeRuneInString(fold)
	return ideographic(r)
}

func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー'
}

// key is equal for two terms that find the same places.
func (x *termExpr) key() string {
	var b strings.Builder
	if x.exact {
		b.WriteByte('=')
	}
	for i := range x.words {
		p := &x.words[i]
		b.WriteByte(' ')
		if x.exact {
			b.WriteString(p.orig)
			b.WriteByte('/')
		}
		b.WriteString(p.fold)
		if p.prefix {
			b.WriteByte('*')
		}
	}
	return b.String()
}
