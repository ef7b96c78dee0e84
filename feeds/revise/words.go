package revise

import "casewire/feeds/text"

// An edit is a place where two texts differ; one of the spans may be empty.
type edit struct{ out, in text.Span }

// A stretch is a run of tokens on each side that is the same, or is not.
type stretch struct {
	before, after [2]int // tokens, half-open
	same          bool
}

// edits compares two texts word by word.
func (v *vocabulary) edits(before, after string) []edit {
	a, b := v.tokens(before), v.tokens(after)
	pairs := match(ids(a), ids(b), v.weight)
	if rewritten(pairs, a, b) {
		pairs = nil
	}
	runs := join(stretches(pairs, len(a), len(b)), a, b)
	var list []edit
	for _, r := range runs {
		if !r.same {
			list = append(list, edit{cover(a, r.before, len(before)), cover(b, r.after, len(after))})
		}
	}
	return list
}

// rewritten reports whether so few words stayed that it helps nobody to see
// which.
func rewritten(pairs []pair, a, b []token) bool {
	const few = 5 // one word of so many
	stayed := 0
	for _, p := range pairs {
		if a[p.before].word {
			stayed++
		}
	}
	return stayed*few < max(countWords(a), countWords(b))
}

// cover is the span of a run of tokens.
func cover(tokens []token, run [2]int, end int) text.Span {
	s := text.Span{Start: end, End: end}
	if run[0] < len(tokens) {
		s.Start, s.End = tokens[run[0]].span.Start, tokens[run[0]].span.Start
	}
	if run[1] > run[0] {
		s.End = tokens[run[1]-1].span.End
	}
	return s
}

// stretches turns pairs into runs that are the same and runs that are not, by
// turns.
func stretches(pairs []pair, oldLen, newLen int) []stretch {
	var list []stretch
	x, y := 0, 0
	differ := func(before, after int) {
		if before > x || after > y {
			list = append(list, stretch{[2]int{x, before}, [2]int{y, after}, false})
		}
	}
	for _, p := range pairs {
		differ(p.before, p.after)
		if n := len(list); n > 0 && list[n-1].same && p.before == x && p.after == y {
			list[n-1].before[1], list[n-1].after[1] = p.before+1, p.after+1
		} else {
			list = append(list, stretch{[2]int{p.before, p.before + 1}, [2]int{p.after, p.after + 1}, true})
		}
		x, y = p.before+1, p.after+1
	}
	differ(oldLen, newLen)
	return list
}

// join makes one change of two with nothing but spaces, marks and a short word
// between them, so that what changed can be read.
func join(list []stretch, a, b []token) []stretch {
	var out []stretch
	for i, s := range list {
		n := len(out)
		if s.same && n > 0 && i+1 < len(list) && slight(a[s.before[0]:s.before[1]], out[n-1], list[i+1], a, b) {
			s.same = false
		}
		if n > 0 && !s.same && !out[n-1].same {
			out[n-1].before[1], out[n-1].after[1] = s.before[1], s.after[1]
			continue
		}
		out = append(out, s)
	}
	return out
}

// slight reports whether the tokens between two changes are too few to part
// them.
func slight(between []token, before, after stretch, a, b []token) bool {
	words, bytes := 0, 0
	for _, t := range between {
		if t.word {
			words++
			bytes += t.span.End - t.span.Start
		}
	}
	if words == 0 {
		return changed(before, a, b) > 0 && changed(after, a, b) > 0
	}
	return words == 1 && bytes <= 3 && changed(before, a, b) >= 3 && changed(after, a, b) >= 3
}

// changed counts the words of a change, of its larger side.
func changed(s stretch, a, b []token) int {
	return max(countWords(a[s.before[0]:s.before[1]]), countWords(b[s.after[0]:s.after[1]]))
}

func countWords(tokens []token) int {
	n := 0
	for i := range tokens {
		if tokens[i].word {
			n++
		}
	}
	return n
}
