package digest

import (
	"slices"
	"strings"

	"casewire/feeds/news"
)

// charges begin the words that say who is accused of what, and what came of it.
var charges = []string{"accus", "acquit", "arrest", "charg", "convict", "dismiss", "guilty", "indict", "sentenc"} //nolint:gochecknoglobals // table

// course returns how the story began, the first fact of that day or later, and
// the last of those after it that says who is accused of what, in at most so
// many words.
func course(facts []news.Fact, began news.Date, words int) []news.Fact {
	facts = slices.Clone(facts)
	slices.SortStableFunc(facts, func(a, b news.Fact) int { return a.Date.Compare(b.Date) })
	facts = slices.DeleteFunc(facts, func(f news.Fact) bool { return f.Date.Compare(began) < 0 })
	if len(facts) == 0 {
		return nil
	}
	out := facts[:1:1]
	for _, f := range slices.Backward(facts[1:]) {
		if accuses(f.Text.String()) {
			out = append(out, f)
			break
		}
	}
	return slices.DeleteFunc(out, func(f news.Fact) bool {
		n := countWords(f.Text.String())
		if n > words {
			return true
		}
		words -= n
		return false
	})
}

// accuses reports whether a sentence says who is accused of what, without one
// before it.
func accuses(s string) bool {
	all, _ := read(s)
	return len(all) > 0 && !pointers[all[0]] && slices.ContainsFunc(all, func(w string) bool {
		return slices.ContainsFunc(charges, func(c string) bool { return strings.HasPrefix(w, c) })
	})
}
