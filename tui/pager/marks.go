package pager

import (
	"slices"
	"sort"

	"casewire/feeds/text"
)

// marks are marks in order of place, to be asked for by place.
type marks struct {
	all   []Mark
	reach []int // reach[i] is the greatest end of all[:i+1]
}

func sortMarks(ms []Mark) marks {
	slices.SortStableFunc(ms, func(a, b Mark) int { return a.Span.Start - b.Span.Start })
	reach, far := make([]int, len(ms)), 0
	for i, k := range ms {
		far = max(far, k.Span.End)
		reach[i] = far
	}
	return marks{ms, reach}
}

// over appends to ms the marks that lie over the span.
func (k *marks) over(ms []Mark, s text.Span) []Mark {
	from := sort.SearchInts(k.reach, s.Start+1)
	for ; from < len(k.all) && k.all[from].Span.Start < s.End; from++ {
		if k.all[from].Span.End > s.Start {
			ms = append(ms, k.all[from])
		}
	}
	return ms
}

// finds are the places of what was looked for, in the copy.
type finds struct {
	text  *folded // of the body; made when first looked for
	spans []text.Span
	here  int // index in spans
}

// over appends to ms what was found in the span.
func (f *finds) over(ms []Mark, s text.Span) []Mark {
	i := sort.Search(len(f.spans), func(i int) bool { return f.spans[i].End > s.Start })
	for ; i < len(f.spans) && f.spans[i].Start < s.End; i++ {
		k := Mark{f.spans[i], Found}
		if i == f.here {
			k.Meaning |= Here
		}
		ms = append(ms, k)
	}
	return ms
}

// Find looks for words in the text, whatever their case and accents, and goes
// to the first place at or below the top of the screen, or else to the first
// of all. It returns how many places there are. Empty words find nothing, and
// take the marks away.
func (m *Model) Find(words string) int {
	f := &m.finds
	if f.text == nil {
		t := fold(m.doc.Body.Text.String())
		f.text = &t
	}
	f.spans, f.here = nil, 0
	for _, s := range f.text.find(words) {
		f.spans = append(f.spans, m.copy.span(s))
	}
	if len(f.spans) == 0 {
		return 0
	}
	top := 0
	if i := m.top - len(m.head); i >= 0 && i < len(m.lines) {
		top = m.lines[i].start
	}
	f.here = sort.Search(len(f.spans), func(i int) bool { return f.spans[i].Start >= top }) % len(f.spans)
	m.GoTo(m.copy.at(f.spans[f.here].Start))
	return len(f.spans)
}

// Finding reports whether something that was looked for is marked.
func (m *Model) Finding() bool { return len(m.finds.spans) > 0 }

// FindNext goes to the next place of what was looked for, or the one before,
// and round at the ends. It returns which of how many it is, from 1; 0 of 0 if
// there is none.
func (m *Model) FindNext(forward bool) (n, of int) {
	f := &m.finds
	of = len(f.spans)
	if of == 0 {
		return 0, 0
	}
	step := 1
	if !forward {
		step = of - 1
	}
	f.here = (f.here + step) % of
	m.GoTo(m.copy.at(f.spans[f.here].Start))
	return f.here + 1, of
}
