package settings

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"casewire/feeds/text"
)

// most is how many errors of one file are told, and how many faults there may
// be for a warning to be told.
const most = 1000

// add tells a fault at a place of the document. Its file, line, column, width
// and source are filled in.
func (d *Doc) add(span text.Span, f Fault) {
	if !f.Warning {
		d.errors++
	}
	if len(d.faults) >= most && (f.Warning || d.errors > most) {
		return
	}
	line := d.lineOf(span.Start)
	start, end := d.lineAt(line)
	span.Start = min(span.Start, end)
	for span.Start > start && span.Start < end && !utf8.RuneStart(d.src[span.Start]) {
		span.Start-- // the parser points at the last byte of the file
	}
	f.File, f.Line = d.file, line+1
	f.Column = utf8.RuneCount(d.src[start:span.Start]) + 1
	f.Width = max(1, utf8.RuneCount(d.src[span.Start:min(max(span.End, span.Start), end)]))
	f.Source = d.shown(line)
	d.faults = append(d.faults, f)
}

// lineOf returns the number, from 0, of the line that offset stands in.
func (d *Doc) lineOf(offset int) int {
	if d.lines == nil {
		d.lines = []int{d.first()}
		for i, c := range d.src {
			if c == '\n' {
				d.lines = append(d.lines, i+1)
			}
		}
	}
	return max(0, sort.SearchInts(d.lines, offset+1)-1)
}

// lineAt returns where a line begins and where its text ends.
func (d *Doc) lineAt(line int) (start, end int) {
	start, end = d.lines[line], len(d.src)
	if line+1 < len(d.lines) {
		end = d.lines[line+1] - 1
	}
	if end > start && d.src[end-1] == '\r' {
		end--
	}
	return start, end
}

// first returns where the document begins, after a byte order mark.
func (d *Doc) first() int {
	if bytes.HasPrefix(d.src, []byte("\uFEFF")) {
		return len("\uFEFF")
	}
	return 0
}

// within returns where in a TOML string, quotes and all, the byte of its value
// stands that offset names. The value's length leads to the closing quote.
func within(raw []byte, offset int) int {
	quote := raw[0]
	at := 1
	if len(raw) >= 6 && raw[1] == quote && raw[2] == quote {
		at = 3
		if raw[at] == '\r' {
			at++
		}
		if raw[at] == '\n' {
			at++
		}
	}
	if quote == '\'' {
		return min(at+offset, len(raw))
	}
	return escaped(raw, at, offset)
}

// escaped finds the byte of the value in a string with escapes, whose content
// begins at the given place.
func escaped(raw []byte, at, offset int) int {
	for at < len(raw) {
		size, skip := 1, 1
		if raw[at] == '\\' && at+1 < len(raw) {
			size, skip = escape(raw[at:])
		}
		if offset < size {
			if skip == size {
				return at + offset
			}
			return at
		}
		offset -= size
		at += skip
	}
	return len(raw)
}

// escape returns how many bytes of the value an escape stands for, and how
// many bytes of the file it takes.
func escape(raw []byte) (size, skip int) {
	digits := 0
	switch raw[1] {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	case ' ', '\t', '\r', '\n':
		return 0, len(raw) - len(bytes.TrimLeft(raw[1:], " \t\r\n"))
	}
	var r rune
	for _, c := range raw[2:min(2+digits, len(raw))] {
		r = r<<4 | hexDigit(c)
	}
	if digits == 0 {
		return 1, 2
	}
	return max(1, utf8.RuneLen(r)), 2 + digits
}

func hexDigit(c byte) rune {
	switch {
	case c >= 'a':
		return rune(c-'a') + 10
	case c >= 'A':
		return rune(c-'A') + 10
	}
	return rune(c - '0')
}
