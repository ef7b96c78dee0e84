package settings

import (
	"bytes"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"casewire/feeds/text"
)

// A Doc is a TOML document, read, and what is wrong with it.
type Doc struct {
	file   string
	src    []byte
	lines  []int // where they begin; nil until asked for
	faults Faults
	errors int // faults that are no warnings
	root   *Table
	schema Keys // of the document, to tell a key that stands in the wrong table
	whole  bool
}

// Read reads a document. The file's name is for faults. What cannot be read is
// a fault; reading goes on at the next line that can be understood.
func Read(file string, src []byte) *Doc {
	d := &Doc{file: file, src: src, whole: true}
	d.root = &Table{doc: d, origin: byHeader, place: text.Span{Start: d.first(), End: d.first()}}
	b := &builder{doc: d, at: d.root}
	b.read()
	return d
}

// Root returns the document's own table.
func (d *Doc) Root() *Table { return d.root }

// Whole reports whether all tables of the document could be told apart, so
// that nothing is missing that the file has.
func (d *Doc) Whole() bool { return d.whole }

// Faults returns what was found so far, in the order of places.
func (d *Doc) Faults() Faults {
	slices.SortStableFunc(d.faults, func(a, b Fault) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return d.faults
}

// A builder makes the tree of a document, one expression after another.
type builder struct {
	doc    *Doc
	parser unstable.Parser
	base   int    // where the bytes that the parser has begin in the document
	end    int    // of the last good expression
	at     *Table // that keys go into
	// block is the lines of the table in hand, if it belongs to an element of
	// an array.
	block *text.Span
}

// syntaxFaults is how many faults of TOML itself are told.
const syntaxFaults = 50

func (b *builder) read() {
	next := b.doc.first()
	for range syntaxFaults {
		b.base, b.end = next, next
		b.parser.Reset(b.doc.src[next:])
		for b.parser.NextExpression() {
			b.expression(b.parser.Expression())
		}
		if b.parser.Error() == nil {
			return
		}
		if next = b.mend(); next < 0 {
			return
		}
	}
	b.doc.whole = false
}

func (b *builder) expression(n *unstable.Node) {
	switch n.Kind {
	case unstable.Table, unstable.ArrayTable:
		b.header(n)
	default:
		b.end = b.keyValue(b.at, n)
		if b.block != nil {
			b.block.End = b.doc.lineEnd(b.end)
		}
	}
}

// header goes to the table that a [header] or [[header]] names. The keys of a
// header that is at fault go to a table of their own, which nobody reads.
func (b *builder) header(n *unstable.Node) {
	parts := b.parts(n.Key())
	last := parts[len(parts)-1]
	b.end = b.doc.lineEnd(last.span.End)
	var owners []*Table
	t := b.doc.root
	for _, p := range parts[:len(parts)-1] {
		if t = t.child(p, byPath, &owners); t == nil {
			break
		}
	}
	switch {
	case t == nil:
	case n.Kind == unstable.ArrayTable:
		if t = t.element(last); t != nil {
			owners = append(owners, t)
		}
	default:
		t = t.define(last)
	}
	if b.at = t; t == nil {
		b.at = &Table{doc: b.doc}
	}
	b.block = nil
	if len(owners) > 0 {
		b.block = &text.Span{Start: b.doc.lineStart(parts[0].span.Start), End: b.end}
	}
	for _, o := range owners {
		o.blocks = append(o.blocks, b.block)
	}
}

// parts returns a key's parts and their places.
func (b *builder) parts(keys unstable.Iterator) []part {
	var parts []part
	for keys.Next() {
		n := keys.Node()
		parts = append(parts, part{string(n.Data), b.span(n.Raw)})
	}
	return parts
}

func (b *builder) span(r unstable.Range) text.Span {
	start := b.base + int(r.Offset)
	return text.Span{Start: start, End: start + int(r.Length)}
}

// keyValue puts a key and its value into a table, and returns where the value
// ends.
func (b *builder) keyValue(t *Table, n *unstable.Node) int {
	parts := b.parts(n.Key())
	last := parts[len(parts)-1]
	v := &Value{doc: b.doc, name: last.name, key: last.span}
	equals := last.span.End + bytes.IndexByte(b.doc.src[last.span.End:], '=')
	b.value(v, n.Value(), b.skip(equals+1, " \t"))
	for _, p := range parts[:len(parts)-1] {
		if t = t.child(p, byDots, nil); t == nil {
			return v.span.End
		}
	}
	t.set(v)
	return v.span.End
}

// value fills in a value that begins at the given place.
func (b *builder) value(v *Value, n *unstable.Node, start int) {
	v.span = text.Span{Start: start, End: start + int(n.Raw.Length)}
	v.text = string(n.Data)
	v.kind = kindOf(n.Kind)
	at := start + 1
	switch v.kind {
	case anArray:
		for items := n.Children(); items.Next(); {
			e := &Value{doc: b.doc, name: v.name}
			b.value(e, items.Node(), b.skipAll(at))
			e.key = e.span
			v.elements = append(v.elements, e)
			at = e.span.End
		}
		v.span.End = b.skipAll(at) + 1
	case aTable:
		v.table = &Table{doc: b.doc, name: "`" + v.name + "`", place: text.Span{Start: start, End: at}, origin: byHeader}
		for items := n.Children(); items.Next(); {
			at = b.keyValue(v.table, items.Node())
		}
		v.table.origin = inline
		v.span.End = b.skipAll(at) + 1
	default: // ends where the parser says
	}
}

func kindOf(k unstable.Kind) kind {
	switch k {
	case unstable.String:
		return aString
	case unstable.Integer:
		return anInteger
	case unstable.Float:
		return aFloat
	case unstable.Bool:
		return aBool
	case unstable.LocalDate:
		return aDate
	case unstable.LocalTime:
		return aTime
	case unstable.LocalDateTime, unstable.DateTime:
		return aDateTime
	case unstable.Array:
		return anArray
	default:
		return aTable
	}
}

// skip returns the first place from at on that has none of the characters.
func (b *builder) skip(at int, chars string) int {
	for at < len(b.doc.src) && strings.IndexByte(chars, b.doc.src[at]) >= 0 {
		at++
	}
	return at
}

// skipAll goes over everything that may part two elements.
func (b *builder) skipAll(at int) int {
	for {
		at = b.skip(at, " \t\r\n,")
		if at >= len(b.doc.src) || b.doc.src[at] != '#' {
			return at
		}
		at = b.doc.lineEnd(at)
	}
}

// lineStart and lineEnd return where the line of a place begins, and where it
// ends with its line break.
func (d *Doc) lineStart(at int) int { return bytes.LastIndexByte(d.src[:at], '\n') + 1 }

func (d *Doc) lineEnd(at int) int {
	if n := bytes.IndexByte(d.src[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(d.src)
}

// short is a piece of the file as a message has it.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}
