package text

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// source records HTML source. It makes no tree: hostile source makes trees
// many times its size.
func (r *recorder) source(src string) {
	z := html.NewTokenizer(strings.NewReader(src))
	z.SetMaxBuf(maxTag)
	s := scanner{recorder: r, z: z}
	for !r.full() {
		switch z.Next() {
		case html.ErrorToken:
			s.closeTo(0)
			return
		case html.TextToken:
			r.text(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start()
		case html.EndTagToken:
			name, _ := z.TagName()
			s.end(atom.Lookup(name))
		case html.CommentToken, html.DoctypeToken:
		}
	}
	s.closeTo(0)
}

// A scanner records source: it closes what the source leaves open, as a
// browser would in the common cases.
type scanner struct {
	*recorder
	z    *html.Tokenizer
	open []atom.Atom // blocks
}

// start records the start tag that z has read.
func (s *scanner) start() {
	name, more := s.z.TagName()
	tag := atom.Lookup(name)
	var a attributes
	for n := 0; more && n < maxAttributes; n++ {
		var key, val []byte
		if key, val, more = s.z.TagAttr(); telling[string(key)] {
			a.set(string(key), string(val))
		}
	}
	s.implied(tag)
	if len(s.open) >= maxDepth && kinds[tag] == block {
		return
	}
	opened, skip := s.element(tag, a)
	switch {
	case void[tag]:
		if opened {
			s.add(event{op: opClose, tag: tag})
		}
	case skip:
		s.skip(tag)
	case opened:
		s.open = append(s.open, tag)
	}
}

// end records an end tag.
func (s *scanner) end(tag atom.Atom) {
	switch {
	case tag == atom.Br:
		s.add(event{op: opBreak})
	case kinds[tag] != block:
		s.recorder.end(tag)
	default:
		if i := s.find(tag); i >= 0 {
			s.closeTo(i)
		}
	}
}

// find returns the place of the innermost open element that an end tag closes,
// -1 if there is none. No end tag but a table's own reaches out of a cell.
func (s *scanner) find(tag atom.Atom) int {
	heading, part := headings[tag], tableParts[tag]
	for i := len(s.open) - 1; i >= 0; i-- {
		open := s.open[i]
		if open == tag || heading && headings[open] {
			return i
		}
		if open == atom.Table || !part && isCell(open) {
			return -1
		}
	}
	return -1
}

// closeTo closes the open elements from i on, innermost first.
func (s *scanner) closeTo(i int) {
	for k := len(s.open) - 1; k >= i; k-- {
		s.add(event{op: opClose, tag: s.open[k]})
	}
	s.open = s.open[:i]
}

// implied closes what the start of tag closes.
func (s *scanner) implied(tag atom.Atom) {
	switch tag {
	case atom.Li:
		s.closeWithin([]atom.Atom{atom.Li}, atom.Ul, atom.Ol)
	case atom.Dt, atom.Dd:
		s.closeWithin([]atom.Atom{atom.Dt, atom.Dd}, atom.Dl)
	case atom.Td, atom.Th:
		s.closeWithin([]atom.Atom{atom.Td, atom.Th}, atom.Tr)
	case atom.Tr:
		s.closeWithin([]atom.Atom{atom.Tr})
	case atom.Tbody, atom.Thead, atom.Tfoot:
		s.closeWithin([]atom.Atom{atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption})
	default:
	}
	if kinds[tag] == block {
		s.closeWithin([]atom.Atom{atom.P}, atom.Td, atom.Th)
	}
}

// closeWithin closes the innermost open element that is one of tags, if none
// of the bounds nor a table stands between.
func (s *scanner) closeWithin(tags []atom.Atom, bounds ...atom.Atom) {
	for i := len(s.open) - 1; i >= 0; i-- {
		if slices.Contains(tags, s.open[i]) {
			s.closeTo(i)
			return
		}
		if s.open[i] == atom.Table || slices.Contains(bounds, s.open[i]) {
			return
		}
	}
}

// skip reads on to the end of the element tag, or to that of one that encloses
// it.
func (s *scanner) skip(tag atom.Atom) {
	within := []atom.Atom{tag}
	for {
		switch s.z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			name, _ := s.z.TagName()
			if t := atom.Lookup(name); !void[t] && (t == tag || kinds[t] == block) && len(within) < maxDepth {
				within = append(within, t)
			}
		case html.EndTagToken:
			name, _ := s.z.TagName()
			t := atom.Lookup(name)
			if i := lastIndex(within, t); i >= 0 {
				within = within[:i]
			} else if kinds[t] == block && s.find(t) >= 0 {
				s.end(t)
				return
			}
			if len(within) == 0 {
				return
			}
		case html.TextToken, html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
}

func lastIndex(tags []atom.Atom, tag atom.Atom) int {
	for i := len(tags) - 1; i >= 0; i-- {
		if tags[i] == tag {
			return i
		}
	}
	return -1
}

func isCell(tag atom.Atom) bool { return tag == atom.Td || tag == atom.Th }

// An elementKind is what an element does to the text; most do nothing.
type elementKind uint8

const (
	inline  elementKind = iota
	block               // begins and ends a paragraph
	dropped             // goes with all that is in it
)

var kinds = map[atom.Atom]elementKind{ //nolint:gochecknoglobals // table
	atom.Address: block, atom.Article: block, atom.Aside: block, atom.Blockquote: block,
	atom.Body: block, atom.Caption: block, atom.Center: block, atom.Dd: block,
	atom.Details: block, atom.Dialog: block, atom.Dir: block, atom.Div: block, atom.Dl: block,
	atom.Dt: block, atom.Fieldset: block, atom.Figcaption: block, atom.Figure: block,
	atom.Footer: block, atom.Form: block, atom.H1: block, atom.H2: block, atom.H3: block,
	atom.H4: block, atom.H5: block, atom.H6: block, atom.Header: block, atom.Hgroup: block,
	atom.Hr: block, atom.Html: block, atom.Legend: block, atom.Li: block, atom.Listing: block,
	atom.Main: block, atom.Menu: block, atom.Nav: block, atom.Ol: block, atom.P: block,
	atom.Pre: block, atom.Search: block, atom.Section: block, atom.Summary: block,
	atom.Table: block, atom.Tbody: block, atom.Td: block, atom.Tfoot: block, atom.Th: block,
	atom.Thead: block, atom.Tr: block, atom.Ul: block, atom.Xmp: block,

	atom.Annotation: dropped, atom.AnnotationXml: dropped, atom.Applet: dropped,
	atom.Audio: dropped, atom.Button: dropped, atom.Canvas: dropped, atom.Datalist: dropped,
	atom.Embed: dropped, atom.Frameset: dropped, atom.Iframe: dropped,
	atom.Input: dropped, atom.Map: dropped, atom.Meter: dropped, atom.Noembed: dropped,
	atom.Noframes: dropped, atom.Noscript: dropped, atom.Object: dropped, atom.Optgroup: dropped,
	atom.Option: dropped, atom.Output: dropped, atom.Progress: dropped, atom.Rp: dropped,
	atom.Rt: dropped, atom.Script: dropped, atom.Select: dropped, atom.Style: dropped,
	atom.Svg: dropped, atom.Template: dropped, atom.Textarea: dropped, atom.Title: dropped,
	atom.Video: dropped,
}

var void = map[atom.Atom]bool{ //nolint:gochecknoglobals // table
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true,
	atom.Frame: true, atom.Hr: true, atom.Img: true, atom.Input: true, atom.Link: true,
	atom.Meta: true, atom.Param: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
}

var headings = map[atom.Atom]bool{ //nolint:gochecknoglobals // table
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
}

var tableParts = map[atom.Atom]bool{ //nolint:gochecknoglobals // table
	atom.Table: true, atom.Tbody: true, atom.Thead: true, atom.Tfoot: true, atom.Tr: true,
	atom.Td: true, atom.Th: true, atom.Caption: true,
}
