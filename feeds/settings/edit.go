package settings

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"casewire/feeds/text"
)

// A Pair is a key and its value, as TOML.
type Pair struct{ Key, Value string }

// Append returns the document with a table more in an array of tables, at its
// end: [[name]] and its keys. Nothing else is touched.
func Append(doc []byte, name string, pairs ...Pair) []byte {
	var b bytes.Buffer
	b.Write(doc)
	if len(doc) > 0 {
		if doc[len(doc)-1] != '\n' {
			b.WriteByte('\n')
		}
		b.WriteByte('\n')
	}
	b.WriteString("[[" + name + "]]\n")
	for _, p := range pairs {
		b.WriteString(p.Key + " = " + p.Value + "\n")
	}
	return b.Bytes()
}

// RemoveTable returns the document without the tables of an array in which a
// key has the given string, and how many these were. Their lines go, with one
// empty line before each; all other bytes stay.
func RemoveTable(doc []byte, name, key, value string) (out []byte, removed int) {
	d := Read("", doc)
	array := d.root.index[name]
	if array == nil || !array.headers {
		return doc, 0
	}
	var cuts []text.Span
	for _, e := range array.elements {
		if v := e.table.index[key]; v == nil || v.kind != aString || v.text != value {
			continue
		}
		removed++
		for _, b := range e.table.blocks {
			cuts = append(cuts, text.Span{Start: d.emptyBefore(b.Start), End: b.End})
		}
	}
	return without(doc, cuts), removed
}

// RemoveElement returns the document without a string in a list of its own,
// and reports whether it was there.
func RemoveElement(doc []byte, key, value string) (out []byte, removed bool) {
	d := Read("", doc)
	list := d.root.index[key]
	if list == nil || list.kind != anArray || list.headers {
		return doc, false
	}
	var cuts []text.Span
	for i, e := range list.elements {
		if e.kind == aString && e.text == value {
			cuts = append(cuts, d.elementSpan(list, i))
		}
	}
	return without(doc, cuts), len(cuts) > 0
}

// elementSpan is what goes with an element of a list: its line if it has one
// to itself, or the comma behind it, or, for the last one, the comma before.
func (d *Doc) elementSpan(list *Value, i int) text.Span {
	span := list.elements[i].span
	rest := bytes.TrimLeft(d.src[span.End:list.span.End], " \t")
	comma := rest[0] == ','
	if comma {
		span.End = list.span.End - len(rest) + 1
	}
	if start := d.lineStart(span.Start); d.blank(start, span.Start) && d.blank(span.End, d.lineEnd(span.End)) {
		return text.Span{Start: start, End: d.lineEnd(span.End)}
	}
	if before := list.elements[max(0, i-1)].span.End; !comma && i > 0 && d.lineStart(before) == d.lineStart(span.Start) {
		span.Start = before
	}
	for comma && d.src[span.End] == ' ' {
		span.End++
	}
	return span
}

// blank reports whether nothing but white space stands between two places.
func (d *Doc) blank(start, end int) bool { return len(bytes.TrimSpace(d.src[start:end])) == 0 }

// emptyBefore returns the start of the empty line before a line, or the line's
// own start if there is none.
func (d *Doc) emptyBefore(start int) int {
	if start == 0 {
		return 0
	}
	if before := d.lineStart(start - 1); d.blank(before, start) {
		return before
	}
	return start
}

// without cuts spans out, which may touch but come in any order.
func without(doc []byte, cuts []text.Span) []byte {
	slices.SortFunc(cuts, func(a, b text.Span) int { return a.Start - b.Start })
	var out []byte
	at := 0
	for _, c := range cuts {
		out = append(out, doc[at:max(at, c.Start)]...)
		at = max(at, c.End)
	}
	return append(out, doc[at:]...)
}

// Quote returns a string as TOML, in the quotes that need no escapes if there
// are such.
func Quote(s string) string {
	plain := utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }) < 0
	switch {
	case plain && !strings.ContainsAny(s, `"\`):
		return `"` + s + `"`
	case plain && !strings.Contains(s, "'"):
		return "'" + s + "'"
	case plain && !strings.Contains(s, "'''") && !strings.HasSuffix(s, "'"):
		return "'''" + s + "'''"
	}
	return `"` + escapeAll(s) + `"`
}

func escapeAll(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r == 0x7f:
			b.WriteString(`\u00` + string(hex[r>>4]) + string(hex[r&15]))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
