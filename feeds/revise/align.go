package revise

import "slices"

// Limits of the search for paragraphs that belong together.
const (
	maxPairs = 40_000 // compared in one gap
	akin     = 0.4    // of two paragraphs, from which on one is an edit of the other
)

// A paragraph is a line of a text with its words, sorted.
type paragraph struct {
	text  string
	words []int32
	size  int // bytes of the words
}

// paragraphs reads lines.
func (v *vocabulary) paragraphs(lines []string) []paragraph {
	list := make([]paragraph, len(lines))
	for i, s := range lines {
		p := paragraph{text: s}
		for _, t := range v.tokens(s) {
			if t.word {
				p.words = append(p.words, t.id)
				p.size += t.span.End - t.span.Start
			}
		}
		slices.Sort(p.words)
		list[i] = p
	}
	return list
}

// align pairs the paragraphs of two texts: those that are the same, and
// between them those that are alike. Both ascend; equal ones are among them.
func align(before, after []paragraph, weight []int32) []pair {
	whole := map[string]int32{}
	var weights []int32
	number := func(list []paragraph) []int32 {
		out := make([]int32, len(list))
		for i := range list {
			id, ok := whole[list[i].text]
			if !ok {
				id = int32(len(weights))                                                                   //nolint:gosec // fewer paragraphs than bytes
				whole[list[i].text], weights = id, append(weights, 1+int32(min(len(list[i].words), 1000))) //nolint:gosec // small
			}
			out[i] = id
		}
		return out
	}
	same := match(number(before), number(after), weights)
	var all []pair
	x, y := 0, 0
	for _, p := range append(same, pair{len(before), len(after)}) {
		for _, q := range alike(before[x:p.before], after[y:p.after], weight) {
			all = append(all, pair{x + q.before, y + q.after})
		}
		if p.before < len(before) {
			all = append(all, p)
		}
		x, y = p.before+1, p.after+1
	}
	return all
}

// alike pairs paragraphs of a gap so that as much as can be is alike.
func alike(before, after []paragraph, weight []int32) []pair {
	if len(before) == 0 || len(after) == 0 || len(before) > maxPairs/len(after) {
		return nil
	}
	w := len(after) + 1
	worth := make([]float64, len(before)*len(after))
	best := make([]float64, (len(before)+1)*w)
	for x := len(before) - 1; x >= 0; x-- {
		for y := len(after) - 1; y >= 0; y-- {
			s := likeness(&before[x], &after[y], weight)
			if s >= akin {
				worth[x*len(after)+y] = s * float64(1+before[x].size+after[y].size)
			}
			best[x*w+y] = max(best[(x+1)*w+y], best[x*w+y+1], best[(x+1)*w+y+1]+worth[x*len(after)+y])
		}
	}
	var list []pair
	for x, y := 0, 0; x < len(before) && y < len(after); {
		here := worth[x*len(after)+y]
		switch v := best[x*w+y]; {
		case here > 0 && v <= best[(x+1)*w+y+1]+here:
			list = append(list, pair{x, y})
			x, y = x+1, y+1
		case v <= best[(x+1)*w+y]:
			x++
		default:
			y++
		}
	}
	return list
}

// likeness is how much of two paragraphs is the same words, by weight: 0 to 1.
// A short one that stands in a long one is alike by half.
func likeness(a, b *paragraph, weight []int32) float64 {
	var both, all int32
	for _, id := range a.words {
		all += weight[id]
	}
	for _, id := range b.words {
		all += weight[id]
	}
	for x, y := 0, 0; x < len(a.words) && y < len(b.words); {
		switch {
		case a.words[x] < b.words[y]:
			x++
		case a.words[x] > b.words[y]:
			y++
		default:
			both += 2 * weight[a.words[x]]
			x, y = x+1, y+1
		}
	}
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}
