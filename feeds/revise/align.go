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
func align(old, new []paragraph, weight []int32) []pair {
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
	same := match(number(old), number(new), weights)
	var all []pair
	x, y := 0, 0
	for _, p := range append(same, pair{len(old), len(new)}) {
		for _, q := range alike(old[x:p.old], new[y:p.new], weight) {
			all = append(all, pair{x + q.old, y + q.new})
		}
		if p.old < len(old) {
			all = append(all, p)
		}
		x, y = p.old+1, p.new+1
	}
	return all
}

// alike pairs paragraphs of a gap so that as much as can be is alike.
func alike(old, new []paragraph, weight []int32) []pair {
	if len(old) == 0 || len(new) == 0 || len(old) > maxPairs/len(new) {
		return nil
	}
	w := len(new) + 1
	worth := make([]float64, len(old)*len(new))
	best := make([]float64, (len(old)+1)*w)
	for x := len(old) - 1; x >= 0; x-- {
		for y := len(new) - 1; y >= 0; y-- {
			s := likeness(&old[x], &new[y], weight)
			if s >= akin {
				worth[x*len(new)+y] = s * float64(1+old[x].size+new[y].size)
			}
			best[x*w+y] = max(best[(x+1)*w+y], best[x*w+y+1], best[(x+1)*w+y+1]+worth[x*len(new)+y])
		}
	}
	var list []pair
	for x, y := 0, 0; x < len(old) && y < len(new); {
		here := worth[x*len(new)+y]
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
