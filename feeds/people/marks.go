package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/text"
)

// A quotation is words between marks of quotation in one paragraph, nested
// ones within it included.
type quotation struct {
	span  text.Span // marks included
	inner text.Span // the words
	open  bool      // no mark ends it: the next paragraph goes on
	goes  bool      // goes on from the quotation before, which is open
	block bool      // has no marks: the paragraph is set apart as a quotation
	words int
}

// marks are the openers and what may close them.
var marks = map[rune]string{'"': `"”`, '“': `”"`, '”': `”"`, '„': `“”"`, '«': "»", '‘': "’'", '\'': "'’"} //nolint:gochecknoglobals // table

// quotations finds the outermost quotations of a paragraph. Follows says
// whether the next paragraph begins with an opening mark, so that one without
// a closing mark goes on in it.
func quotations(s string, follows bool) []quotation {
	if strings.IndexFunc(s, isQuoteMark) < 0 {
		return nil
	}
	m := marker{s: doubled(s), endless: map[rune]bool{}, last: map[rune]int{}}
	var out []quotation
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(m.s[i:])
		if m.endless[r] || !opens(m.s, i, r, size) {
			i += size
			continue
		}
		end, closed := m.closing(i+size, r)
		m.endless[r] = !closed && end == len(s)
		if m.endless[r] && !runsOn(m.s, i, r, follows) {
			i += size
			continue
		}
		q := quotation{span: text.Span{Start: i, End: end}, inner: text.Span{Start: i + size, End: end}, open: !closed}
		if closed {
			_, n := utf8.DecodeLastRuneInString(m.s[:end])
			q.inner.End -= n
		}
		if q.words = len(strings.Fields(m.s[q.inner.Start:q.inner.End])); q.words > 0 {
			out = append(out, q)
		}
		i = end
	}
	return out
}

// A marker finds the marks that close quotations of a text.
type marker struct {
	s       string
	endless map[rune]bool // marks that nothing closes from here on
	last    map[rune]int  // the last that may close what the mark opened
}

// lastOf returns where the last mark stands that may close what r opened.
func (m *marker) lastOf(r rune) int {
	at, ok := m.last[r]
	if !ok {
		at = strings.LastIndexFunc(m.s, func(c rune) bool { return strings.ContainsRune(marks[r], c) })
		m.last[r] = at
	}
	return at
}

// doubled puts one mark and a space where two single marks stand for a double
// one. Every other character keeps its place.
func doubled(s string) string {
	if !strings.Contains(s, "''") {
		return s
	}
	b := []byte(s)
	for i := 0; i+1 < len(b); i++ {
		if b[i] != '\'' || b[i+1] != '\'' {
			continue
		}
		if i == 0 || b[i-1] == ' ' {
			b[i], b[i+1] = ' ', '"'
		} else {
			b[i], b[i+1] = '"', ' '
		}
	}
	return string(b)
}

func isQuoteMark(r rune) bool { return strings.ContainsRune("\"“”„«‘’'", r) }

// runsOn reports whether a quotation without a closing mark is one: the next
// paragraph goes on with it, or its mark was forgotten.
func runsOn(s string, at int, r rune, follows bool) bool {
	if r == '\'' || r == '‘' {
		return follows && at == 0
	}
	before := strings.TrimRightFunc(s[:at], unicode.IsSpace)
	return follows || before == "" || strings.HasSuffix(before, ":") || strings.HasSuffix(before, ",")
}

// opens reports whether the mark r at i begins a quotation.
func opens(s string, i int, r rune, size int) bool {
	if marks[r] == "" {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[i+size:])
	if i+size == len(s) || unicode.IsSpace(next) {
		return false
	}
	if r == '“' || r == '„' || r == '«' {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(s[:i])
	free := i == 0 || unicode.IsSpace(last) || strings.ContainsRune("([{-–—/“\"", last)
	if r == '”' { // typed the wrong way round
		return i == 0
	}
	if r == '"' {
		return free || !isLetter(last) && !strings.ContainsRune(".,!?)]", last)
	}
	return free && !unicode.IsDigit(next) && !elided(s[i+size:])
}

// elided reports whether an apostrophe before s stands for letters left out.
func elided(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !isLetter(r) })
	if end < 0 {
		end = len(s)
	}
	switch strings.ToLower(s[:end]) {
	case "em", "til", "tis", "twas", "n", "cause", "bout", "round", "s", "nother", "hood", "neath":
		return true
	}
	return false
}

// closing returns the place behind the mark that closes what r opened before
// i, or where a mark opens it once more, or the end of s.
func (m *marker) closing(i int, r rune) (end int, closed bool) {
	s := m.s
	if r == '\'' || r == '‘' {
		return closingSingle(s, i, r)
	}
	depth, last := 0, m.lastOf(r)
	for j := i; j < len(s); {
		c, size := utf8.DecodeRuneInString(s[j:])
		switch {
		case c == '"' && (r == '“' || r == '"') && opens(s, j, c, size) && hasPair(s[j+size:]):
			depth++
		case r == '“' && c == '“' && depth == 0 && endsSentence(s[i:j]):
			return j, false // reopened: the mark before was forgotten
		case r == '"' && c == '“', r == '“' && c == '“':
			depth++
		case strings.ContainsRune(marks[r], c):
			if depth == 0 || j == last && c == '"' && r == '"' {
				return j + size, true
			}
			depth--
		}
		j += size
	}
	if depth > 0 && last >= i { // a mark within was forgotten
		_, size := utf8.DecodeRuneInString(s[last:])
		return last + size, true
	}
	return len(s), false
}

// hasPair reports whether s, behind an opening straight mark, has two more of
// them, so that the mark may open a quotation within a quotation.
func hasPair(s string) bool {
	n := 0
	for i, r := range s {
		if r != '"' {
			continue
		}
		if opens(s, i, r, 1) {
			return false
		}
		if n++; n == 2 {
			return true
		}
	}
	return false
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(s, unicode.IsSpace))
	return strings.ContainsRune(".?!…", r)
}

// maxDoubt is how many bytes behind an apostrophe, which may be a closing mark,
// a clearer one is looked for.
const maxDoubt = 300

// closingSingle is closing for single marks, of which the closing one looks
// like an apostrophe.
func closingSingle(s string, i int, r rune) (end int, closed bool) {
	doubtful := -1
	for j := i; j < len(s); {
		if s[j] < utf8.RuneSelf && s[j] != '\'' && (doubtful < 0 || j < doubtful+maxDoubt) {
			j++
			continue
		}
		c, size := utf8.DecodeRuneInString(s[j:])
		if strings.ContainsRune(marks[r], c) {
			next, _ := utf8.DecodeRuneInString(s[j+size:])
			last, _ := utf8.DecodeLastRuneInString(s[:j])
			switch {
			case j+size < len(s) && isLetter(next), unicode.IsSpace(last):
			case last == 's' && next == ' ':
				if doubtful < 0 {
					doubtful = j + size
				}
			default:
				return j + size, true
			}
		} else if doubtful >= 0 && (c == '‘' || j > doubtful+maxDoubt) {
			break
		}
		j += size
	}
	if doubtful >= 0 {
		return doubtful, true
	}
	return len(s), false
}
