package screen

import (
	"strconv"

	"casewire/feeds/text"
)

// Number writes n with commas: 1,204.
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Count is a number with the word for one or for many: "1 feed", "1,204 items".
func Count(n int, one, many string) text.Clean {
	if n == 1 {
		many = one
	}
	return text.Sprintf("%s %s", Number(n), many)
}

// Line puts a sentence and the keys that help on one line, three blanks
// between them.
func Line(what text.Clean, keys ...string) text.Clean {
	parts := []text.Clean{what}
	for _, k := range keys {
		parts = append(parts, text.Line(k))
	}
	return text.Join("   ", parts...)
}
