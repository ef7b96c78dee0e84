package main

import "strings"

// brackets and quotes as the Penn Treebank writes them.
var treebank = strings.NewReplacer( //nolint:gochecknoglobals // table
	"-LRB-", "(", "-RRB-", ")", "-LSB-", "[", "-RSB-", "]", "-LCB-", "{", "-RCB-", "}",
	"``", "“", "''", "”", `\/`, "/", `\*`, "*",
)

// detokenize writes a tokenised sentence as it stood in print: without spaces
// before marks, behind opening brackets and around hyphens.
func detokenize(s string) string {
	var b strings.Builder
	words := strings.Fields(treebank.Replace(s))
	for i, w := range words {
		if i > 0 && !joined(words, i) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// joined reports whether no space stands before word i.
func joined(words []string, i int) bool {
	last, w := words[i-1], words[i]
	switch {
	case opens(last):
		return true
	case last == "-" && i > 1, w == "-" && i+1 < len(words):
		return true
	case w == "n't" || w == "n’t":
		return true
	case strings.HasPrefix(w, "'") || strings.HasPrefix(w, "’"):
		return len(w) > 1 && len(w) < 6 && !isDigit(w[1]) || w == "'" || w == "’"
	}
	return strings.Trim(w, ".,;:?!%)]}”") == ""
}

func opens(w string) bool {
	switch w {
	case "(", "[", "{", "“", "$", "£", "€", "#":
		return true
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
