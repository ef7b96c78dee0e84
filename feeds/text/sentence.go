package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Sentences returns the sentences of a paragraph, as spans without the white
// space between them. A quotation or bracket of several sentences inside a
// sentence belongs to it. English first: abbreviations are English ones.
func Sentences(s string) []Span {
	var out []Span
	var kept []Span // quotations and brackets, found when a boundary asks
	looked := false
	start, end := 0, 0
	for it := sentences.FromString(s); it.Next(); {
		end += len(it.Value())
		if end < len(s) && !looked {
			kept, looked = enclosures(s), true
		}
		if end < len(s) && (inside(kept, end) || goesOn(s[start:end], s[end:])) {
			continue
		}
		if span := trimSpan(s, Span{start, end}); span.Start < span.End {
			out = append(out, span)
		}
		start = end
	}
	return out
}

// maxContext is how many bytes on either side of a boundary decide about it.
const maxContext = 200

// trimSpan takes the white space off the ends of a span.
func trimSpan(s string, span Span) Span {
	part := s[span.Start:span.End]
	span.End = span.Start + len(strings.TrimRightFunc(part, unicode.IsSpace))
	span.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	span.End = max(span.End, span.Start)
	return span
}

// goesOn reports whether the sentence that left seems to end goes on in right.
func goesOn(left, right string) bool {
	if strings.HasSuffix(left, "\n") {
		return false
	}
	left = strings.TrimRightFunc(left[max(0, len(left)-maxContext):], unicode.IsSpace)
	next := strings.TrimLeftFunc(right[:min(len(right), maxContext)], unicode.IsSpace)
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case unicode.IsLower(first), strings.HasPrefix(next, "."), strings.HasPrefix(next, "…"):
		return true
	case strings.IndexFunc(left, isAlphanumeric) < 0:
		return true
	}
	bare := strings.TrimRightFunc(left, isCloser)
	if strings.HasSuffix(bare, "?") || strings.HasSuffix(bare, "!") {
		return len(bare) < len(left) && isAttribution(next)
	}
	if !strings.HasSuffix(bare, ".") || strings.HasSuffix(bare, "..") {
		return false
	}
	return stopGoesOn(bare, next)
}

// stopGoesOn reports whether the full stop that ends left is one of an
// abbreviation, an initial or a number, and the sentence goes on with next.
func stopGoesOn(left, next string) bool {
	before, word := lastWord(strings.TrimSuffix(left, "."))
	follows := firstWord(next)
	switch kind := abbreviationOf(word); {
	case before == "" && isOrdinal(word):
		return true // the number of a paragraph
	case isNumber(word):
		return months[follows] && !isYear(word)
	case kind == beforeName:
		return true
	case kind == beforeNumber:
		return startsNumber(next)
	case kind == clock:
		return afterClock[follows] || startsNumber(next)
	case kind == within, isDotted(word):
		return follows != "I" && !starters[strings.ToLower(follows)] && !startsQuote(next)
	}
	return false
}

// abbreviationOf returns what a word before a full stop is short for, also in
// a text all in capitals.
func abbreviationOf(word string) abbreviation {
	if isInitial(word) {
		return within
	}
	kind := abbreviations[word]
	if kind == 0 && len(word) > 1 && word == strings.ToUpper(word) {
		kind = abbreviations[word[:1]+strings.ToLower(word[1:])]
	}
	return kind
}

// lastWord cuts the last word off s, stops and hyphens within it included.
func lastWord(s string) (before, word string) {
	i := strings.LastIndexFunc(s, func(r rune) bool {
		return !isAlphanumeric(r) && r != '.' && r != '\'' && r != '’' && r != '&'
	})
	if i < 0 {
		return "", s
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return strings.TrimSpace(s[:i+size]), s[i+size:]
}

// firstWord returns the letters and digits that s begins with, after opening
// quotes and brackets.
func firstWord(s string) string {
	s = strings.TrimLeft(s, "“\"‘'([«„")
	if i := strings.IndexFunc(s, func(r rune) bool { return !isAlphanumeric(r) }); i >= 0 {
		return s[:i]
	}
	return s
}

func isAlphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isCloser(r rune) bool { return strings.ContainsRune("”\"’')]»", r) }

func startsQuote(s string) bool {
	return strings.HasPrefix(s, "“") || strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "‘")
}

// startsNumber reports whether s begins with a number, Roman ones included.
func startsNumber(s string) bool {
	s = strings.TrimLeft(s, "($§#")
	if s == "" {
		return false
	}
	word := firstWord(s)
	return s[0] >= '0' && s[0] <= '9' || word != "" && word != "I" && strings.Trim(word, "IVXLC") == ""
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func isYear(s string) bool { return len(s) == 4 }

// isOrdinal reports whether s may number a paragraph: 3 or B.
func isOrdinal(s string) bool { return len(s) <= 3 && isNumber(s) || isInitial(s) }

// isInitial reports whether s is one capital letter.
func isInitial(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size == len(s) && unicode.IsUpper(r)
}

// isDotted reports whether s is letters parted by stops: U.S, Ph.D.
func isDotted(s string) bool {
	if !strings.Contains(s, ".") {
		return false
	}
	for part := range strings.SplitSeq(s, ".") {
		if len(part) == 0 || len(part) > 2 || strings.IndexFunc(part, unicode.IsLetter) != 0 {
			return false
		}
	}
	return true
}

// isAttribution reports whether s goes on from a quotation that ends with a
// question or exclamation mark: Marlow asked.
func isAttribution(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		word := strings.TrimRight(w, ".,:")
		if n > 0 && speech[word] {
			return true
		}
		title := abbreviationOf(word) == beforeName || isInitial(word)
		if r, _ := utf8.DecodeRuneInString(w); n == 5 || !unicode.IsUpper(r) || word != w && !title {
			return false
		}
		n++
	}
	return false
}

// The longest quotation and bracket that are part of one sentence, in bytes.
const (
	maxQuotation = 500
	maxBracket   = 300
)

// enclosures returns the quotations and brackets of s that close, in order of
// their ends.
func enclosures(s string) []Span {
	var out []Span
	quote, bracket := -1, -1
	var opener, last rune
	for i, r := range s {
		switch {
		case r == ' ' || r >= 'a' && r <= 'z':
		case quote >= 0 && (r == closerOf(opener) || r == '“' && opener == '„'):
			out = appendShort(out, Span{quote, i}, maxQuotation)
			quote = -1
		case quote < 0 && r == '"' && unicode.IsDigit(last): // inches
		case quote < 0 && closerOf(r) != 0:
			quote, opener = i, r
		case r == '(' || r == '[':
			bracket = i
		case (r == ')' || r == ']') && bracket >= 0:
			out = appendShort(out, Span{bracket, i}, maxBracket)
			bracket = -1
		}
		last = r
	}
	return out
}

func appendShort(out []Span, span Span, limit int) []Span {
	if span.len() > limit {
		return out
	}
	return append(out, span)
}

// inside reports whether the place lies within one of the spans, which are in
// order of their ends.
func inside(spans []Span, at int) bool {
	i, _ := slices.BinarySearchFunc(spans, at, func(s Span, at int) int { return s.End - at })
	for ; i < len(spans) && spans[i].End <= at+maxQuotation; i++ {
		if spans[i].Start < at && at <= spans[i].End {
			return true
		}
	}
	return false
}
