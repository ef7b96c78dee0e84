package pager

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
	"casewire/tui/theme"
)

// View draws the rows on screen: as many lines as it is high, none wider.
func (m *Model) View() string {
	var b strings.Builder
	b.Grow(m.height * (m.width + 64)) // with what the terminal is told between
	p := painter{b: &b, theme: m.theme, brushes: map[Meaning]brush{}}
	for i := range m.height {
		if i > 0 {
			b.WriteByte('\n')
		}
		m.drawRow(&p, m.top+i)
	}
	return b.String()
}

// drawRow draws one of all rows; nothing below the last.
func (m *Model) drawRow(p *painter, row int) {
	i := row - len(m.head)
	switch {
	case i < 0:
		m.drawLine(p, &m.head[row])
	case i < len(m.lines):
		m.drawText(p, i)
	case i-len(m.lines) < len(m.foot):
		m.drawLine(p, &m.foot[i-len(m.lines)])
	}
}

// drawLine draws a line that is not of the text.
func (m *Model) drawLine(p *painter, l *Line) {
	if l.Text.Len() == 0 {
		return
	}
	p.b.WriteString(strings.Repeat(" ", m.left()))
	p.line(l, m.full())
}

// drawText draws a line of the text: bar, indent, words, note.
func (m *Model) drawText(p *painter, i int) {
	l := m.lines[i]
	from := p.b.Len()
	if l.block != blankLine {
		m.drawWords(p, l)
	}
	if note, ok := m.notes[i]; ok {
		column, _ := m.noteColumn()
		p.b.WriteString(strings.Repeat(" ", column-ansi.StringWidth(p.b.String()[from:])))
		p.paint(note, Quiet)
	}
}

// drawWords draws a line of the text that is not empty.
func (m *Model) drawWords(p *painter, l line) {
	b := &m.copy.blocks[l.block]
	span := text.Span{Start: l.start, End: l.end}
	p.marks = m.finds.over(m.marks.over(m.links(p.marks[:0], span), span), span)
	bar := strings.Repeat(" ", m.left())
	if slices.ContainsFunc(p.marks, func(k Mark) bool { return k.Meaning&Bright != 0 }) {
		p.b.WriteString(bar[2:])
		p.paint("|", Bright)
		bar = " "
	}
	p.b.WriteString(bar)
	pre, rest := indent(b.Kind, m.Width())
	if l.start > b.Span.Start {
		pre = rest
	}
	p.b.WriteString(pre)
	words := m.copy.s[l.start:l.end]
	if b.Kind == text.Code {
		words = ansi.Truncate(words, m.Width(), m.theme.Glyphs.Ellipsis)
	}
	p.words(words, l.start, ofKind(b.Kind), m.open)
}

// ofKind returns the meaning of a whole paragraph.
func ofKind(k text.Kind) Meaning {
	switch k {
	case text.Heading:
		return Strong
	case text.Caption, text.Image:
		return Quiet
	default:
		return 0
	}
}

// links appends to ms the links and their numbers that lie over the span.
func (m *Model) links(ms []Mark, s text.Span) []Mark {
	c := &m.copy
	i := sort.Search(len(c.links), func(i int) bool { return c.links[i].span.End > s.Start })
	for ; i < len(c.links) && c.links[i].span.Start < s.End; i++ {
		ms = append(ms, Mark{c.links[i].span, Linked})
	}
	i = sort.Search(len(c.added), func(i int) bool { return c.added[i].pos+len(c.added[i].s) > s.Start })
	for ; i < len(c.added) && c.added[i].pos < s.End; i++ {
		ms = append(ms, Mark{text.Span{Start: c.added[i].pos, End: c.added[i].pos + len(c.added[i].s)}, Quiet})
	}
	return ms
}

// open returns what begins the link in the terminal that stands at pos of the
// copy; empty if it must not be opened.
func (m *Model) open(pos int) string {
	c := &m.copy
	i := sort.Search(len(c.links), func(i int) bool { return c.links[i].span.End > pos })
	if i == len(c.links) || c.links[i].address == "" {
		return ""
	}
	return ansi.SetHyperlink(c.links[i].address, "id="+strconv.Itoa(i+1))
}

// Cursor returns where on screen the found place is that n came to.
func (m *Model) Cursor() (x, y int, ok bool) {
	f := &m.finds
	if len(f.spans) == 0 {
		return 0, 0, false
	}
	at := f.spans[f.here].Start
	i := m.lineAt(at)
	y = len(m.head) + i - m.top
	if y < 0 || y >= m.height || m.lines[i].block == blankLine {
		return 0, 0, false
	}
	pre, _ := indent(m.copy.blocks[m.lines[i].block].Kind, m.Width())
	x = m.left() + len(pre) + ansi.StringWidth(m.copy.s[m.lines[i].start:at])
	return x, y, x < m.width
}

// painter writes one frame.
type painter struct {
	b       *strings.Builder
	theme   *theme.Theme
	brushes map[Meaning]brush
	marks   []Mark // over the line at hand
	cuts    []int
}

// A brush is what the terminal is told before and after a piece of text.
type brush struct{ on, off string }

func (p *painter) brush(m Meaning) brush {
	b, ok := p.brushes[m]
	if !ok {
		b.on, b.off, _ = strings.Cut(p.style(m).Render("x"), "x")
		p.brushes[m] = b
	}
	return b
}

// style puts the styles of several meanings together.
func (p *painter) style(m Meaning) lipgloss.Style {
	ink := p.theme.On(m&Here != 0)
	s := ink.Plain
	switch {
	case m&Alarm != 0:
		s = ink.Alarm
	case m&Bright != 0:
		s = ink.New
	case m&Quiet != 0:
		s = ink.Quiet
	}
	if m&Strong != 0 {
		s = ink.Title.Inherit(s)
	}
	if m&(Hit|Found) != 0 {
		s = ink.Hit.Inherit(s)
	}
	return s
}

func (p *painter) paint(s string, m Meaning) {
	if m&^Linked == 0 {
		p.b.WriteString(s)
		return
	}
	b := p.brush(m &^ Linked)
	p.b.WriteString(b.on)
	p.b.WriteString(s)
	p.b.WriteString(b.off)
}

// line writes a line, cut to width cells.
func (p *painter) line(l *Line, width int) {
	p.marks = append(p.marks[:0], l.Marks...)
	p.words(ansi.Truncate(l.Text.String(), width, p.theme.Glyphs.Ellipsis), 0, l.Meaning, nil)
}

// words writes words that stand at byte at, each piece as the marks over it
// and base mean it; open returns what begins the link at a place.
func (p *painter) words(s string, at int, base Meaning, open func(pos int) string) {
	p.cut(s, at)
	for i := range len(p.cuts) - 1 {
		piece := text.Span{Start: p.cuts[i], End: p.cuts[i+1]}
		meaning := base
		for _, k := range p.marks {
			if k.Span.Start < piece.End && k.Span.End > piece.Start {
				meaning |= k.Meaning
			}
		}
		link := ""
		if meaning&Linked != 0 && open != nil {
			link = open(at + piece.Start)
		}
		p.b.WriteString(link)
		p.paint(s[piece.Start:piece.End], meaning)
		if link != "" {
			p.b.WriteString(ansi.ResetHyperlink())
		}
	}
}

// cut makes the marks marks of s, of whole graphemes, and finds the places
// where one begins or ends.
func (p *painter) cut(s string, at int) {
	p.cuts = append(p.cuts[:0], 0, len(s))
	for i := range p.marks {
		k := &p.marks[i].Span
		k.Start, _ = around(s, k.Start-at)
		_, k.End = around(s, k.End-at)
		p.cuts = append(p.cuts, k.Start, k.End)
	}
	slices.Sort(p.cuts)
	p.cuts = slices.Compact(p.cuts)
}

// around returns the ends of the grapheme of s in which place c lies; c itself
// where it lies between two.
func around(s string, c int) (start, end int) {
	switch {
	case c <= 0:
		return 0, 0
	case c >= len(s):
		return len(s), len(s)
	case s[c] < utf8.RuneSelf:
		return c, c
	}
	for start < c {
		n, _ := grapheme(s[start:])
		if start+n > c {
			return start, start + n
		}
		start += n
	}
	return start, start
}
