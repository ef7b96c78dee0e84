package settings

import "strings"

// nearest returns the one of the known words that somebody who wrote word most
// likely meant, or nothing if none is near.
func nearest(word string, known []string) string {
	word = strings.ToLower(word)
	best, limit := "", max(1, min(len(word)/3, 3))
	if len(word) > 40 {
		return ""
	}
	for _, k := range known {
		if n := distance(word, strings.ToLower(k)); n <= limit && (best == "" || n < limit) {
			best, limit = k, n
		}
	}
	return best
}

// distance counts the letters to be put in, taken out, changed, or swapped
// with the next, that lie between two words.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
