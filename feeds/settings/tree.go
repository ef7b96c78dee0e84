package settings

import (
	"fmt"

	"casewire/feeds/text"
)

// A Table is a table of the document: the keys that stand in it, in order.
type Table struct {
	doc    *Doc
	name   string // as people write it: "[retention]", "[[feed]]"; empty for the document
	place  text.Span
	origin origin
	values []*Value
	index  map[string]*Value
	// blocks are the lines that an element of an array of tables takes, its
	// header and those of its own tables.
	blocks []*text.Span
	failed bool // something in it could not be read
}

// origin is how a table came to be; it decides what may be added to it.
type origin uint8

const (
	byPath   origin = iota // named in the header of a table below it
	byHeader               // has its own header
	byDots                 // made by a dotted key
	inline                 // {…}, closed
)

// A Value is what stands behind a key, or one element of an array.
type Value struct {
	doc      *Doc
	name     string // the key
	key      text.Span
	span     text.Span
	kind     kind
	text     string // of a string: its value; of others: their bytes
	elements []*Value
	table    *Table
	headers  bool // an array made of [[…]] tables
}

// kind is what a value is.
type kind uint8

const (
	aBroken kind = iota // could not be read; that was told
	aString
	anInteger
	aFloat
	aBool
	aDate
	aTime
	aDateTime
	anArray
	aTable
)

// String returns the kind as it is told.
func (k kind) String() string {
	return [...]string{
		"broken", "a string", "an integer", "a number with a fraction", "true or false", "a date", "a time of day",
		"a date with a time", "an array", "a table",
	}[k]
}

// set puts a value into the table. A key that stands there already is a fault.
func (t *Table) set(v *Value) {
	if old := t.index[v.name]; old != nil {
		t.doc.twice(v.name, old.key, v.key)
		return
	}
	if t.index == nil {
		t.index = make(map[string]*Value)
	}
	t.index[v.name] = v
	t.values = append(t.values, v)
}

// twice tells that a name stands in two places.
func (d *Doc) twice(name string, first, again text.Span) {
	d.add(again, Fault{
		Text: fmt.Sprintf("`%s` stands twice; the first is in line %d", short(name), d.lineOf(first.Start)+1),
		Hint: "take one of the two out",
	})
}

// part is one part of a dotted key.
type part struct {
	name string
	span text.Span
}

// child returns the table that a part of a key leads to, and makes one of the
// given origin if there is none. It is nil, and a fault is told, if something
// else stands there. The elements that it goes through are added to owners.
func (t *Table) child(p part, from origin, owners *[]*Table) *Table {
	v := t.index[p.name]
	switch {
	case v == nil:
		table := &Table{doc: t.doc, name: "[" + p.name + "]", place: p.span, origin: from}
		t.set(&Value{doc: t.doc, name: p.name, key: p.span, span: p.span, kind: aTable, table: table})
		return table
	case v.kind == aTable && extendable(v.table.origin, from):
		return v.table
	case v.headers && from == byPath:
		last := v.elements[len(v.elements)-1].table
		*owners = append(*owners, last)
		return last
	case v.kind == aTable || v.kind == anArray:
		t.doc.twice(p.name, v.key, p.span)
	case v.kind != aBroken:
		t.doc.add(p.span, Fault{Text: fmt.Sprintf("`%s` is %s already, in line %d, so it cannot be a table",
			short(p.name), v.kind, t.doc.lineOf(v.key.Start)+1)})
	}
	return nil
}

// extendable reports whether a table may get keys by a header below it, or by
// a dotted key.
func extendable(has, from origin) bool {
	if from == byDots {
		return has == byDots
	}
	return has != inline
}

// define returns the table of a [header]. It is nil, and a fault is told, if
// the name is taken.
func (t *Table) define(p part) *Table {
	if v := t.index[p.name]; v != nil && v.kind == aTable && v.table.origin == byPath {
		v.table.origin, v.table.place, v.key = byHeader, p.span, p.span
		return v.table
	} else if v != nil {
		t.doc.twice(p.name, v.key, p.span)
		return nil
	}
	return t.child(p, byHeader, nil)
}

// element adds a table to the array of a [[header]]. It is nil, and a fault is
// told, if the name is taken.
func (t *Table) element(p part) *Table {
	v := t.index[p.name]
	if v != nil && !v.headers {
		t.doc.twice(p.name, v.key, p.span)
		return nil
	}
	if v == nil {
		v = &Value{doc: t.doc, name: p.name, key: p.span, span: p.span, kind: anArray, headers: true}
		t.set(v)
	}
	table := &Table{doc: t.doc, name: "[[" + p.name + "]]", place: p.span, origin: byHeader}
	v.elements = append(v.elements, &Value{doc: t.doc, name: p.name, key: p.span, span: p.span, kind: aTable, table: table})
	return table
}
