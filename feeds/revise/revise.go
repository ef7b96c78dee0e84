package revise

import (
	"sort"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Compare says what changed from one text of an article to a later one of the
// same source. All that changed is in it, noise too, so that the old text and
// the diff make the new one: see Apply. Where nothing changed, or noise alone,
// the kind is Minor and Diff.Noise is true.
func Compare(before, after news.Revision) news.Diff {
	c := comparison{vocabulary: newVocabulary(), before: &before, after: &after}
	c.diff = news.Diff{Article: after.Article, From: before.Number, To: after.Number, Seen: after.Seen}
	if before.Headline != after.Headline {
		c.headline()
	}
	if before.Body.Text != after.Body.Text {
		c.paragraphs()
	}
	c.diff.Kind = c.kind()
	return c.diff
}

// Apply makes the paragraphs of the newer text from those of the older. It
// reports whether the diff is one of these paragraphs.
func Apply(before []text.Clean, d *news.Diff) (after []text.Clean, ok bool) {
	for i := range d.Hunks {
		h := &d.Hunks[i]
		keep := h.Paragraph - len(after)
		if keep < 0 || keep > len(before) {
			return nil, false
		}
		after, before = append(after, before[:keep]...), before[keep:]
		if h.Old.Len() > 0 {
			if len(before) == 0 || before[0] != h.Old {
				return nil, false
			}
			before = before[1:]
		}
		if h.New.Len() > 0 {
			after = append(after, h.New)
		}
	}
	return append(after, before...), true
}

// A comparison is one Compare in progress.
type comparison struct {
	*vocabulary
	before, after *news.Revision
	diff          news.Diff
	edits         [][]edit // of each hunk; none where a paragraph came or went
	head          []edit
	names         map[string]bool
	running       bool // a number grew that counts what goes on
}

func (c *comparison) headline() {
	h := news.Hunk{Paragraph: -1, Old: c.before.Headline, New: c.after.Headline}
	h.Noise = normal(h.Old.String(), false) == normal(h.New.String(), false)
	c.head = c.vocabulary.edits(h.Old.String(), h.New.String())
	h.Out, h.In = sides(c.head)
	c.diff.Headline = &h
}

// paragraphs compares the bodies.
func (c *comparison) paragraphs() {
	a, b := c.vocabulary.paragraphs(linesOf(&c.before.Body)), c.vocabulary.paragraphs(linesOf(&c.after.Body))
	x, y := 0, 0
	for _, p := range append(align(a, b, c.weight), pair{len(a), len(b)}) {
		for ; x < p.before; x++ {
			c.came(x, y, true)
		}
		for ; y < p.after; y++ {
			c.came(x, y, false)
		}
		if x < len(a) && a[x].text != b[y].text {
			c.turned(x, y)
		}
		x, y = x+1, y+1
	}
}

// came adds a hunk for a paragraph that came or, if gone, went.
func (c *comparison) came(x, y int, gone bool) {
	h := news.Hunk{Paragraph: y}
	if gone {
		h.Old = c.before.Body.Paragraph(x)
		h.Out = []text.Span{{End: h.Old.Len()}}
		h.Noise = furniture(&c.before.Body, x)
	} else {
		h.New = c.after.Body.Paragraph(y)
		h.In = []text.Span{{End: h.New.Len()}}
		h.Noise = furniture(&c.after.Body, y)
	}
	c.diff.Hunks, c.edits = append(c.diff.Hunks, h), append(c.edits, nil)
}

// turned adds a hunk for a paragraph that was edited.
func (c *comparison) turned(x, y int) {
	h := news.Hunk{Paragraph: y, Old: c.before.Body.Paragraph(x), New: c.after.Body.Paragraph(y)}
	h.Noise = furniture(&c.before.Body, x) && furniture(&c.after.Body, y) || alikeButForNoise(h.Old.String(), h.New.String())
	edits := c.vocabulary.edits(h.Old.String(), h.New.String())
	h.Out, h.In = sides(edits)
	c.diff.Hunks, c.edits = append(c.diff.Hunks, h), append(c.edits, edits)
}

// sides parts edits into what went and what came.
func sides(edits []edit) (out, in []text.Span) {
	for _, e := range edits {
		if e.out.End > e.out.Start {
			out = append(out, e.out)
		}
		if e.in.End > e.in.Start {
			in = append(in, e.in)
		}
	}
	return out, in
}

func linesOf(b *text.Body) []string {
	lines := make([]string, len(b.Blocks))
	for i := range b.Blocks {
		lines[i] = b.Paragraph(i).String()
	}
	return lines
}

// NewSentences counts the sentences of the newer text that a diff changed or
// brought, noise left out, and says which sentence is the first of them,
// counted from 0; it is the number of all sentences if there is none.
func NewSentences(b *text.Body, d *news.Diff) (first, n int) {
	changed := map[int][]text.Span{}
	for i := range d.Hunks {
		if h := &d.Hunks[i]; h.New.Len() > 0 && !h.Noise {
			changed[h.Paragraph] = h.In
		}
	}
	first, all := -1, 0
	for i := range b.Blocks {
		for _, s := range b.Blocks[i].Sentences {
			if touches(changed[i], s) {
				if first < 0 {
					first = all
				}
				n++
			}
			all++
		}
	}
	if first < 0 {
		first = all
	}
	return first, n
}

// touches reports whether one of the spans, which ascend, has a part of s.
func touches(spans []text.Span, s text.Span) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End > s.Start })
	return i < len(spans) && spans[i].Start < s.End
}
