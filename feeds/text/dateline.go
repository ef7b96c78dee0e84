package text

import (
	"strings"
	"unicode/utf8"
)

// Dateline returns how many bytes at the beginning of a sentence say where it
// was written: a place in capitals, perhaps an agency, and a dash.
func Dateline(s string) int {
	for _, dash := range []string{" — ", " – ", " - "} {
		place, _, ok := strings.Cut(s, dash)
		if !ok || len(place) > longestDateline {
			continue
		}
		name, _, _ := strings.Cut(place, " (")
		name, _, _ = strings.Cut(name, ",")
		if utf8.RuneCountInString(name) > 2 && name == strings.ToUpper(name) && name != strings.ToLower(name) {
			return len(place) + len(dash)
		}
	}
	return 0
}

// longestDateline is how many bytes one has at most.
const longestDateline = 60
