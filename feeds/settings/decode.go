package settings

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"casewire/feeds/text"
)

// Keys is the schema of a table: what becomes of the value of each key. The
// functions below make the usual ones.
type Keys map[string]func(*Value)

// Decode hands the value of each key to its function. Keys that the schema
// does not have, and required ones that are not there, are faults. It reports
// whether nothing was wrong but for warnings.
func (t *Table) Decode(keys Keys, required ...string) bool {
	if t == t.doc.root {
		t.doc.schema = keys
	}
	before := t.doc.errors
	var meant []string
	for _, v := range t.values {
		if take := keys[v.name]; take == nil {
			meant = append(meant, t.unknown(v, keys))
		} else if v.kind != aBroken {
			take(v)
		}
	}
	for _, name := range required {
		if t.index[name] == nil && !slices.Contains(meant, name) {
			t.missing(name)
		}
	}
	return t.doc.errors == before && !t.failed
}

// unknown tells of a key that the schema does not have, and returns the one
// that was meant, if one is near.
func (t *Table) unknown(v *Value, keys Keys) string {
	f := Fault{Text: fmt.Sprintf("unknown key `%s`", short(v.name))}
	if t.name != "" {
		f.Text += " in " + short(t.name)
	}
	_, misplaced := t.doc.schema[v.name]
	near := text.Nearest(v.name, slices.Sorted(maps.Keys(keys)))
	switch {
	case misplaced && t.name != "":
		f.Hint = fmt.Sprintf("`%s` belongs above the first [table]", v.name)
	case near != "":
		f.Hint = fmt.Sprintf("did you mean `%s`?", near)
	default:
		f.Hint = "known here: " + strings.Join(slices.Sorted(maps.Keys(keys)), ", ")
	}
	t.doc.add(v.key, f)
	return near
}

func (t *Table) missing(name string) {
	f := Fault{Text: fmt.Sprintf("`%s` is missing", name), Hint: fmt.Sprintf("write  %s = …", name)}
	if t.name != "" {
		f.Text += " in " + short(t.name)
	}
	t.doc.add(t.place, f)
}

// Values returns what stands in the table, in the order of the file. What
// could not be read is among it; Broken tells.
func (t *Table) Values() []*Value { return t.values }

// Fault tells that something is wrong with the table as a whole.
func (t *Table) Fault(f Fault) { t.doc.add(t.place, f) }

// Name returns the value's key.
func (v *Value) Name() string { return v.name }

// Line returns the line, from 1, in which the value stands.
func (v *Value) Line() int { return v.doc.lineOf(v.key.Start) + 1 }

// Broken reports whether the value could not be read, which was told already.
func (v *Value) Broken() bool { return v.kind == aBroken }

// IsString reports whether the value is a string.
func (v *Value) IsString() bool { return v.kind == aString }

// Fault tells that something is wrong with the value.
func (v *Value) Fault(f Fault) { v.doc.add(v.span, f) }

// FaultKey tells that something is wrong with the value's key.
func (v *Value) FaultKey(f Fault) { v.doc.add(v.key, f) }

// FaultAt tells that something is wrong with a part of the value's string. The
// span counts the bytes of the string, as it is without quotes and escapes.
func (v *Value) FaultAt(span text.Span, f Fault) {
	if v.kind == aString {
		raw := v.doc.src[v.span.Start:v.span.End]
		start := within(raw, max(0, span.Start))
		end := max(start, within(raw, max(0, span.End)))
		span = text.Span{Start: v.span.Start + start, End: v.span.Start + end}
	} else {
		span = v.span
	}
	v.doc.add(span, f)
}

// must tells that the value is not what it must be, and reports false.
func (v *Value) must(be, hint string) bool {
	if v.kind != aBroken {
		is := v.kind.String()
		if v.kind == aString && !v.doc.secret(v.doc.lineOf(v.span.Start)) {
			is = `"` + short(v.text) + `"`
		}
		what := "`" + short(v.name) + "`"
		if v.key == v.span && v.kind != aTable { // an element of a list
			what = "what stands in " + what
		}
		v.Fault(Fault{Text: fmt.Sprintf("%s must be %s, is %s", what, be, is), Hint: hint})
	}
	return false
}

// Str returns the value as a string. If it is none, that is a fault.
func (v *Value) Str() (string, bool) {
	if v.kind != aString {
		hint := fmt.Sprintf(`write  %s = "…"`, short(v.name))
		if v.kind < anArray {
			hint = fmt.Sprintf(`write it in quotes: "%s"`, short(v.text))
		}
		return "", v.must("a string", hint)
	}
	return v.text, true
}

// Elements returns the elements of an array. If it is none, that is a fault.
func (v *Value) Elements() ([]*Value, bool) {
	if v.kind != anArray {
		hint := fmt.Sprintf(`write  %s = ["…"]`, short(v.name))
		switch {
		case v.kind == aString:
			hint = fmt.Sprintf("write it in brackets: [%s]", Quote(short(v.text)))
		case v.kind == aTable && v.table.origin == byDots:
			hint = "a key with a . in it stands in quotes"
		}
		return nil, v.must("a list", hint)
	}
	return v.elements, true
}

// Table returns the value as a table. If it is none, that is a fault.
func (v *Value) Table() (*Table, bool) {
	if v.kind == anArray && v.headers {
		v.Fault(Fault{Text: fmt.Sprintf("there is one `%s` only", v.name), Hint: fmt.Sprintf("write  [%s]", v.name)})
		return nil, false
	}
	if v.kind != aTable {
		return nil, v.must("a table", fmt.Sprintf("write  %s = { … }", short(v.name)))
	}
	return v.table, true
}

// Tables returns the tables of an array. Elements that are none are faults.
func (v *Value) Tables() []*Table {
	if v.kind != anArray {
		v.must("a list of tables", fmt.Sprintf("write  [[%s]]  above each", v.name))
		return nil
	}
	tables := make([]*Table, 0, len(v.elements))
	for _, e := range v.elements {
		if t, ok := e.Table(); ok {
			tables = append(tables, t)
		}
	}
	return tables
}

// Strings returns the strings of an array. Elements that are none are faults.
func (v *Value) Strings() ([]string, bool) {
	elements, ok := v.Elements()
	list := make([]string, 0, len(elements))
	for _, e := range elements {
		s, is := e.Str()
		ok = ok && is
		list = append(list, s)
	}
	return list, ok
}

// String takes a string.
func String(to *string) func(*Value) {
	return func(v *Value) {
		if s, ok := v.Str(); ok {
			*to = s
		}
	}
}

// Line takes a string that people see, as one line. An empty one is a fault.
func Line(to *text.Clean) func(*Value) {
	return func(v *Value) {
		s, ok := v.Str()
		if !ok {
			return
		}
		if *to = text.Line(s); to.Len() == 0 {
			v.Fault(Fault{Text: fmt.Sprintf("`%s` is empty", v.name), Hint: "write something, or leave the key out"})
		}
	}
}

// Bool takes true or false.
func Bool(to *bool) func(*Value) {
	return func(v *Value) {
		if v.kind != aBool {
			v.must("true or false", "write it without quotes")
			return
		}
		*to = v.text == "true"
	}
}

// OneOf takes one of several words.
func OneOf(to *string, words ...string) func(*Value) {
	return func(v *Value) {
		if v.kind == aString && slices.Contains(words, v.text) {
			*to = v.text
			return
		}
		hint := fmt.Sprintf(`write  %s = "%s"`, v.name, words[0])
		if near := text.Nearest(v.text, words); near != "" {
			hint = fmt.Sprintf(`did you mean "%s"?`, near)
		}
		v.must(`"`+strings.Join(words[:len(words)-1], `", "`)+`" or "`+words[len(words)-1]+`"`, hint)
	}
}
