package text

import "strings"

// Nearest returns the one of the names that somebody who wrote word most
// likely meant, whatever the case; empty if none is near. Of equals it is the
// first by the alphabet.
func Nearest(word string, names []string) string {
	if len(word) > 40 {
		return ""
	}
	word = strings.ToLower(word)
	best, limit := "", max(1, min(len(word)/3, 3))
	for _, name := range names {
		n := Edits(word, strings.ToLower(name), limit)
		if n < limit || n == limit && (best == "" || name < best) {
			best, limit = name, n
		}
	}
	return best
}

// Edits counts the letters to be put in, taken out, changed, or swapped with
// the next, that lie between two words; more than most is most+1.
func Edits(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > most || -d > most {
		return most + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			change := last[j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], most+1)
}
