package text

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// A builder makes a body of events.
type builder struct {
	base   *url.URL
	text   strings.Builder
	body   Body
	states []state
	// par is the paragraph being made; the rest is what stands before its next
	// word.
	par      paragraph
	space    bool
	breaks   int
	cell     bool
	pictures []event // of the paragraph being made
}

// state is what the elements around a text say of it.
type state struct {
	kind  Kind
	pre   bool // lines are paragraphs
	verse bool // line breaks part paragraphs
	data  bool // in a table whose rows are paragraphs
	row   bool // in such a row
}

func build(r *recorder, base *url.URL) Body {
	b := builder{base: base, states: []state{{}}}
	b.text.Grow(min(r.size, maxText))
	for i := range r.events {
		if b.full() {
			break
		}
		b.take(r.events, i)
	}
	b.flush()
	b.body.Text = Clean{b.text.String()}
	return b.body
}

func (b *builder) full() bool {
	return b.text.Len() >= maxText || len(b.body.Blocks) >= maxParagraphs
}

func (b *builder) top() state { return b.states[len(b.states)-1] }

func (b *builder) take(events []event, i int) {
	e := events[i]
	switch e.op {
	case opText:
		b.words(e.text)
	case opOpen:
		b.enter(events, i)
	case opClose:
		b.edge()
		b.states = b.states[:len(b.states)-1]
	case opBreak:
		b.breakLine()
	case opImage:
		b.image(e)
	case opLink:
		b.par.link(resolve(b.base, e.url))
	case opUnlink:
		b.par.link("")
	}
}

// enter takes the start of the element events[i].
func (b *builder) enter(events []event, i int) {
	s := b.top()
	tag := events[i].tag
	if s.row && isCell(tag) {
		b.cell = true
	} else {
		b.edge()
	}
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.kind = Heading
	case atom.Li, atom.Dd:
		s.kind = ListItem
	case atom.Blockquote:
		s.kind = Quote
	case atom.Figcaption, atom.Caption:
		s.kind = Caption
	case atom.Pre, atom.Xmp, atom.Listing:
		s.kind, s.pre = Code, true
	case atom.Table:
		s.data = isData(events[i+1:])
	case atom.Tr:
		s.row = s.data
	default:
	}
	b.states = append(b.states, s.with(events[i].text))
}

// with returns the state inside an element of the class.
func (s state) with(class string) state {
	for c := range strings.FieldsSeq(class) {
		switch {
		case c == "poem" || c == "poetry" || strings.HasSuffix(c, "verse"):
			s.verse = true
			if s.kind == Code {
				s.kind = Para
			}
		case c == "wp-caption-text":
			s.kind = Caption
		}
	}
	if s.row {
		s.kind = Row
	}
	return s
}

// isData reports whether the rows of a table, whose events follow, are rows:
// some have several cells, and no cell is a page of its own.
func isData(events []event) bool {
	cells, most, blocks, size := 0, 0, 0, 0
	for _, e := range events {
		switch {
		case e.op == opText && strings.TrimSpace(e.text) != "":
			if size == 0 {
				cells++
				most = max(most, cells)
			}
			size += len(e.text)
		case e.op == opClose && e.tag == atom.Table:
			return most > 1
		case e.op != opOpen:
		case e.tag == atom.Tr:
			cells = 0
		case isCell(e.tag):
			blocks, size = 0, 0
		case e.tag == atom.P, e.tag == atom.Div:
			blocks++
		case !tableParts[e.tag], e.tag == atom.Table:
			return false
		}
		if blocks > 1 || size > maxCell {
			return false
		}
	}
	return most > 1
}

// maxCell is how many bytes a cell of a row has at most; more is prose.
const maxCell = 400

// edge takes the start or end of a block: it ends the paragraph, but for those
// within a row.
func (b *builder) edge() {
	if len(b.states) > 1 && b.states[len(b.states)-2].row && b.top().row {
		b.space = true
		return
	}
	b.flush()
}

// breakLine takes a line break: two of them part paragraphs.
func (b *builder) breakLine() {
	switch s := b.top(); {
	case s.row:
		b.space = true
	case s.verse || s.pre:
		b.flush()
	default:
		b.breaks++
	}
}

// words takes a piece of text.
func (b *builder) words(s string) {
	if b.top().pre {
		b.lines(s)
		return
	}
	for s != "" && b.par.len() < maxText {
		n := wordLen(s)
		if n == 0 {
			b.space = true
			s = strings.TrimLeftFunc(s, isSpace)
			continue
		}
		b.part()
		b.par.write(s[:n])
		s = s[n:]
	}
}

// wordLen returns how many bytes of s stand before its first white space.
func wordLen(s string) int {
	for i := range len(s) {
		if c := s[i]; c > ' ' && c != noBreak[0] {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(s[i:]); isSpace(r) {
			return i
		}
	}
	return len(s)
}

const noBreak = "\u00a0"

// part puts before a word what parts it from the last.
func (b *builder) part() {
	if b.breaks > 1 {
		b.flush()
	}
	if b.par.len() > 0 {
		switch {
		case b.cell:
			b.par.write(" | ")
		case b.space || b.breaks > 0:
			b.par.write(" ")
		}
	}
	b.cell, b.space, b.breaks = false, false, 0
}

// lines takes a piece of preformatted text.
func (b *builder) lines(s string) {
	for s != "" && !b.full() {
		line, rest, more := cutLine(s)
		b.par.write(strings.ReplaceAll(line, "\t", "    "))
		if more {
			b.flush()
		}
		s = rest
	}
}

// cutLine cuts s at its first line break, whatever the gate takes for one.
func cutLine(s string) (line, rest string, more bool) {
	i := strings.IndexFunc(s, func(r rune) bool { return classOf(r) == lineBreak })
	if i < 0 {
		return s, "", false
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+n:], true
}

// isSpace reports whether r is white space to HTML, or a space that does not
// break.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\u00a0':
		return true
	}
	return false
}

// image takes an image: within a paragraph it waits for its end.
func (b *builder) image(e event) {
	switch {
	case b.top().row:
	case b.par.len() > 0:
		b.pictures = append(b.pictures, e)
	default:
		b.picture(e)
	}
}

// picture adds a picture, once if it stands there twice.
func (b *builder) picture(e event) {
	u := resolve(b.base, e.url)
	if u == "" || strings.HasPrefix(u, "mailto:") || b.full() {
		return
	}
	if n := len(b.body.Images); n > 0 && b.body.Images[n-1].URL == u {
		return
	}
	alt := Line(e.text)
	label := alt
	if label.Len() == 0 {
		label = Own(noAlt)
	}
	if i := b.add(Image, label.s); i >= 0 {
		b.body.Images = append(b.body.Images, Picture{Paragraph: i, URL: u, Alt: alt})
	}
}

// noAlt is the text of a picture without an alternative text.
const noAlt = "picture"

// flush ends the paragraph.
func (b *builder) flush() {
	kind := b.top().kind
	if b.top().row {
		kind = Row
	}
	s, links := b.par.take(kind == Code)
	b.cell, b.space, b.breaks = false, false, 0
	i := b.add(kind, s)
	for _, l := range links {
		if i >= 0 && len(b.body.Links) < maxLinks && l.Span.End <= b.body.Blocks[i].Span.len() {
			l.Paragraph = i
			b.body.Links = append(b.body.Links, l)
		}
	}
	pictures := b.pictures
	b.pictures = nil
	for _, e := range pictures {
		b.picture(e)
	}
}

// add adds a paragraph of clean text, as much of it as the limit lets in, and
// returns its index, -1 if there is nothing to be seen.
func (b *builder) add(kind Kind, s string) int {
	s = cutAt(s, maxText-b.text.Len()-1)
	if strings.TrimSpace(s) == "" {
		return -1
	}
	start := b.text.Len()
	if start > 0 {
		b.text.WriteByte('\n')
		start++
	}
	b.text.WriteString(s)
	block := Block{Kind: kind, Span: Span{start, start + len(s)}}
	if kind.Prose() {
		block.Sentences = Sentences(s)
	}
	b.body.Blocks = append(b.body.Blocks, block)
	return len(b.body.Blocks) - 1
}

// resolve returns the address of href as seen from base, empty if it is none
// that can be opened.
func resolve(base *url.URL, href string) string {
	href = strings.TrimSpace(href)
	if href == "" || href[0] == '#' || len(href) > maxURL {
		return ""
	}
	if strings.ContainsAny(href, "\n\r\t") {
		href = strings.Map(unbroken, href)
	}
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if !openable(u) {
		return ""
	}
	return u.String()
}

// unbroken drops the white space that browsers drop from addresses.
func unbroken(r rune) rune {
	if r == '\n' || r == '\r' || r == '\t' {
		return -1
	}
	return r
}

// openable reports whether u is an address that links may have.
func openable(u *url.URL) bool {
	switch u.Scheme {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return u.Opaque != ""
	}
	return false
}
