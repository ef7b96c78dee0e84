package input

import (
	"strings"

	"casewire/feeds/text"
)

// Words are words that are looked for, in any order.
type Words struct {
	Typed  text.Clean
	folded []string
}

// WordsOf are the words of what was typed.
func WordsOf(typed text.Clean) Words {
	return Words{typed, strings.Fields(text.Fold(typed.String()))}
}

// Empty reports whether nothing is looked for.
func (w Words) Empty() bool { return len(w.folded) == 0 }

// In reports whether a text that text.Fold folded has them all.
func (w Words) In(folded string) bool {
	for _, f := range w.folded {
		if !strings.Contains(folded, f) {
			return false
		}
	}
	return true
}
