package tui

import (
	"strings"

	"casewire/feeds/text"
)

// nearest is the name that somebody who typed word most likely meant; empty if
// none is near.
func nearest(word string, names []string) string {
	best, limit := "", max(1, min(len(word)/2, 3))
	for _, name := range names {
		if word != "" && strings.HasPrefix(name, word) {
			return name
		}
		if n := text.Edits(word, name, limit); n <= limit && (best == "" || n < limit) {
			best, limit = name, n
		}
	}
	return best
}
