package pager

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/text"
)

// folded is a text without case and accents that knows where each byte of it
// came from.
type folded struct {
	s  []byte
	at []int32 // of the character in the text that gave s[i]
	n  int     // length of the text
}

// fold folds s. Characters that text.Fold knows nothing to say of, such as
// full stops, stay.
func fold(s string) folded {
	f := folded{s: make([]byte, 0, len(s)), at: make([]int32, 0, len(s)), n: len(s)}
	known := map[rune]string{}
	for i, r := range s {
		if r < utf8.RuneSelf {
			f.s = append(f.s, lower(byte(r)))
			f.at = append(f.at, int32(i))
			continue
		}
		k, ok := known[r]
		if !ok {
			k = foldRune(r)
			known[r] = k
		}
		for j := range len(k) {
			f.s = append(f.s, k[j])
			f.at = append(f.at, int32(i))
		}
	}
	return f
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// foldRune folds one character beyond ASCII; a mark over a letter vanishes.
func foldRune(r rune) string {
	switch {
	case unicode.Is(unicode.Mn, r):
		return ""
	case blank(r) || r == '\u00a0' || r == '\u202f':
		return " "
	}
	switch r {
	case '‘', '’':
		return "'"
	case '“', '”':
		return `"`
	case '‐', '‑', '–':
		return "-"
	}
	if k := text.Fold(string(r)); k != "" {
		return strings.ToLower(k)
	}
	return string(unicode.ToLower(r))
}

// find returns all places of q in the text, in order, none overlapping. A
// blank query stands nowhere.
func (f folded) find(q string) []text.Span {
	want := fold(strings.TrimSpace(q)).s
	if len(want) == 0 {
		return nil
	}
	var found []text.Span
	for from := 0; ; {
		i := bytes.Index(f.s[from:], want)
		if i < 0 {
			return found
		}
		start, next := from+i, from+i+len(want)
		found = append(found, text.Span{Start: int(f.at[start]), End: f.after(next)})
		from = next
	}
}

// after returns where the character ends in the text whose last byte stands
// before i; the marks over it belong to it.
func (f folded) after(i int) int {
	for ; i < len(f.at); i++ {
		if f.at[i] > f.at[i-1] {
			return int(f.at[i])
		}
	}
	return f.n
}
