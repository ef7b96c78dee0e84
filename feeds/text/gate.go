package text

import "strings"

// clean is the gate. It replaces, and never removes and joins.
func clean(s string, lines bool) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case r < 0x20 || r >= 0x7f && r < 0xa0:
			return ' '
		}
		return r
	}, s)
	if lines {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
