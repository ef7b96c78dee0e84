package tui

import "strings"

// nearest is the name that somebody who typed word most likely meant; empty if
// none is near.
func nearest(word string, names []string) string {
	best, limit := "", max(1, min(len(word)/2, 3))
	for _, name := range names {
		if word != "" && strings.HasPrefix(name, word) {
			return name
		}
		if n := distance(word, name); n <= limit && (best == "" || n < limit) {
			best, limit = name, n
		}
	}
	return best
}

// distance counts the letters to be put in, taken out or changed between two
// words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := corner
			if a[i] != b[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
