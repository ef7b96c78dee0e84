package digest

import (
	"slices"
	"strings"
	"unicode/utf8"

	"casewire/feeds/text"
)

// read returns the words of s, folded, and those that tell something, by their
// first letters with a star behind, ascending and each once.
func read(s string) (all, telling []string) {
	for w := text.Scan(s); w.Next(); {
		f := w.Fold()
		all = append(all, string(f))
		if len(f) < minContent && !isDigit(f[0]) || stopWords[string(f)] {
			continue
		}
		telling = append(telling, string(firstLetters(f))+"*")
	}
	slices.Sort(telling)
	return all, slices.Compact(telling)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// countWords counts as people do: what stands between blanks.
func countWords(s string) int { return len(strings.Fields(s)) }

const (
	minContent = 3 // bytes of a word that tells something
	maxLetters = 6 // bytes that tell a word from others, inflected or not
)

func firstLetters(w []byte) []byte {
	if len(w) <= maxLetters {
		return w
	}
	n := maxLetters
	for !utf8.RuneStart(w[n]) {
		n--
	}
	return w[:n]
}

// stopWords tell nothing by themselves.
var stopWords = wordSet("the and for that with from his her its their this has have had was were are been will would " + //nolint:gochecknoglobals // table
	"could should who which what when where while than then them they not but also into over after before about more most " +
	"one two some such other others all any both each out off between during against under said says saying told tells " +
	"being because through until upon since according him she you our your may can did does there these those only just " +
	"very many much make made take taken still yet now new first last year years day days")

// pointers are words with which a sentence begins that needs the one before it.
var pointers = wordSet("he she it they this that these those his her its their him them such " + //nolint:gochecknoglobals // table
	"but also elsewhere meanwhile however instead otherwise both neither another")

// openers are words with which a clause begins that may be left out: the rest
// stays true without it. What limits or denies the rest is not among them.
var openers = wordSet("which who whose where with as while after amid following including leaving") //nolint:gochecknoglobals // table

// sources are words that say who vouches for a sentence: they are never cut
// off.
var sources = wordSet("said says say told tells according reported reports claimed claims alleged alleges " + //nolint:gochecknoglobals // table
	"announced warned denied denies citing quoting adding")

// minClause is how many words are left at least.
const minClause = 6

// clauses returns where a sentence may end earlier, ascending.
func clauses(s string) []int {
	var out []int
	for i := range len(s) {
		if s[i] == ',' && isClause(s[:i], s[i+1:]) {
			out = append(out, i)
		}
	}
	return out
}

// isClause reports whether a sentence may end between left and right.
func isClause(left, right string) bool {
	if !strings.HasPrefix(right, " ") || countWords(left) < minClause || !closed(left) {
		return false
	}
	w := text.Scan(right)
	if !w.Next() || !openers[string(w.Fold())] {
		return false
	}
	for w.Next() {
		if sources[string(w.Fold())] {
			return false
		}
	}
	return true
}

// closed reports whether all quotations and brackets of s are closed.
func closed(s string) bool {
	return strings.Count(s, `"`)%2 == 0 && strings.Count(s, "“") == strings.Count(s, "”") &&
		strings.Count(s, "(") == strings.Count(s, ")")
}

// says reports whether a sentence has one of some words.
func says(s string, words map[string]bool) bool {
	for w := text.Scan(s); w.Next(); {
		if words[string(w.Fold())] {
			return true
		}
	}
	return false
}

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}
