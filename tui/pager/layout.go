package pager

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"casewire/feeds/text"
)

// A line is a line of the text, or, where block is blankLine, the empty one
// above a paragraph.
type line struct {
	block      int
	start, end int // bytes of the copy
}

const blankLine = -1

// A copy is the text as it is shown: with the numbers of links, and with words
// where a picture or a caption is.
type copied struct {
	s      string
	blocks []text.Block // with spans of s
	added  []insert
	links  []link
}

// A link is where one stands in the copy, and what it opens; that is empty
// where it must not be opened.
type link struct {
	span    text.Span
	address string
}

// An insert is a piece of the copy that is not in the text.
type insert struct {
	at  int // byte of the text
	pos int // byte of the copy
	s   string
}

// copyBody makes the copy of a text.
func copyBody(body *text.Body) copied {
	c := copied{blocks: slices.Clone(body.Blocks), added: inserts(body)}
	s := body.Text.String()
	if len(c.blocks) == 0 && s != "" {
		c.blocks = []text.Block{{Span: text.Span{End: len(s)}}}
	}
	var b strings.Builder
	from := 0
	for i := range c.added {
		in := &c.added[i]
		b.WriteString(s[from:in.at])
		from, in.pos = in.at, b.Len()
		b.WriteString(in.s)
	}
	b.WriteString(s[from:])
	c.s = b.String()
	for i := range c.blocks {
		span := limit(c.blocks[i].Span, len(s))
		if n := strings.IndexByte(s[span.Start:span.End], '\n'); n >= 0 {
			span.End = span.Start + n
		}
		c.blocks[i].Span = text.Span{Start: c.before(span.Start), End: c.behind(span.End)}
	}
	for _, l := range body.Links {
		address, _ := Address(l.URL)
		c.links = append(c.links, link{c.span(linkSpan(body, l)), address})
	}
	return c
}

// inserts returns what is added to a text, in order of place.
func inserts(body *text.Body) []insert {
	var in []insert
	end := body.Text.Len()
	for i := range body.Blocks {
		b := &body.Blocks[i]
		at := limit(b.Span, end).Start
		switch b.Kind {
		case text.Caption:
			in = append(in, insert{at: at, s: "Caption: "})
		case text.Image:
			if body.Paragraph(i) != text.Own("picture") { // one without words of its own
				in = append(in, insert{at: at, s: "Picture: "})
			}
		default:
		}
	}
	for i, l := range body.Links {
		if l.Paragraph < 0 {
			continue // it stands nowhere, and keeps its number
		}
		in = append(in, insert{at: linkSpan(body, l).End, s: "[" + strconv.Itoa(i+1) + "]"})
	}
	slices.SortStableFunc(in, func(a, b insert) int { return a.at - b.at })
	return in
}

// linkSpan returns where the link stands in the text.
func linkSpan(body *text.Body, l text.Link) text.Span {
	if l.Paragraph < 0 || l.Paragraph >= len(body.Blocks) {
		return text.Span{}
	}
	p := body.Blocks[l.Paragraph].Span
	s := limit(text.Span{Start: p.Start + l.Span.Start, End: p.Start + l.Span.End}, p.End)
	return limit(s, body.Text.Len())
}

func limit(s text.Span, n int) text.Span {
	end := min(max(s.End, 0), n)
	return text.Span{Start: min(max(s.Start, 0), end), End: end}
}

// before returns where byte at of the text is in the copy, before what is
// added there.
func (c *copied) before(at int) int {
	return at + c.addedUpTo(sort.Search(len(c.added), func(i int) bool { return c.added[i].at >= at }))
}

// behind returns the same, behind what is added there.
func (c *copied) behind(at int) int {
	return at + c.addedUpTo(sort.Search(len(c.added), func(i int) bool { return c.added[i].at > at }))
}

// addedUpTo returns how many bytes the first n inserts have.
func (c *copied) addedUpTo(n int) int {
	if n == 0 {
		return 0
	}
	in := &c.added[n-1]
	return in.pos - in.at + len(in.s)
}

// span returns where a span of the text is in the copy, without what is added
// at its ends.
func (c *copied) span(s text.Span) text.Span {
	start := c.behind(s.Start)
	return text.Span{Start: start, End: max(start, c.before(s.End))}
}

// at returns the byte of the text that stands at pos of the copy.
func (c *copied) at(pos int) int {
	n := sort.Search(len(c.added), func(i int) bool { return c.added[i].pos >= pos })
	if n == 0 {
		return pos
	}
	return max(pos-c.addedUpTo(n), c.added[n-1].at)
}

// lay cuts the copy to lines of at most width cells.
func (c *copied) lay(width int) []line {
	var lines []line
	for i := range c.blocks {
		b := &c.blocks[i]
		if i > 0 && apart(c.blocks[i-1].Kind, b.Kind) {
			lines = append(lines, line{blankLine, b.Span.Start, b.Span.Start})
		}
		if b.Kind == text.Code {
			lines = append(lines, line{i, b.Span.Start, b.Span.End})
			continue
		}
		_, rest := indent(b.Kind, width)
		for _, s := range Wrap(c.s[b.Span.Start:b.Span.End], width-len(rest)) {
			lines = append(lines, line{i, b.Span.Start + s.Start, b.Span.Start + s.End})
		}
	}
	return lines
}

// apart reports whether an empty line stands between two paragraphs.
func apart(above, below text.Kind) bool {
	switch below {
	case text.ListItem, text.Code, text.Row:
		return above != below
	case text.Caption:
		return above != text.Image
	default:
		return true
	}
}

// indent returns what stands before the first line of a paragraph of that
// kind, and before the others. Both are ASCII and of one length.
func indent(k text.Kind, width int) (first, rest string) {
	switch {
	case k == text.ListItem:
		return "- ", "  "
	case k == text.Quote && width < 50:
		return "  ", "  "
	case k == text.Quote:
		return "    ", "    "
	default:
		return "", ""
	}
}
