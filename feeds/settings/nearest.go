package settings

import (
	"strings"

	"casewire/feeds/text"
)

// nearest returns the one of the known words that somebody who wrote word most
// likely meant, or nothing if none is near.
func nearest(word string, known []string) string {
	word = strings.ToLower(word)
	best, limit := "", max(1, min(len(word)/3, 3))
	if len(word) > 40 {
		return ""
	}
	for _, k := range known {
		if n := text.Edits(word, strings.ToLower(k), limit); n <= limit && (best == "" || n < limit) {
			best, limit = k, n
		}
	}
	return best
}
