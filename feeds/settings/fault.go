package settings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"casewire/feeds/text"
)

// A Fault is something wrong at a place of a file. Its strings may hold bytes
// of the file and pass the gate when they are shown.
type Fault struct { //nolint:errname // a warning is one too
	File         string
	Line, Column int    // from 1; the column counts characters
	Width        int    // characters of the line that are at fault, at least 1
	Source       string // the line, without its end; secrets are blanked
	Text         string // what is wrong
	Hint         string // what to write instead; may be empty
	Warning      bool   // the file can be used as it is
}

// Error returns the fault in one line, its place first.
func (f *Fault) Error() string {
	warning := ""
	if f.Warning {
		warning = "warning: "
	}
	return fmt.Sprintf("%s:%d:%d: %s%s", f.File, f.Line, f.Column, warning, f.Text)
}

// Faults are all that is wrong with a file, in the order of their places.
type Faults []Fault //nolint:errname // as Fault

// Error returns the faults, one a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].Error()
	}
	return strings.Join(lines, "\n")
}

// Fatal reports whether any of the faults is more than a warning, so that the
// file cannot be used.
func (f Faults) Fatal() bool {
	return slices.ContainsFunc(f, func(f Fault) bool { return !f.Warning })
}

// Report returns the faults as standard error shows them: what and where, the
// line with carets under the place, and a hint. It ends with a line break if
// there is a fault.
func (f Faults) Report() text.Clean {
	var b strings.Builder
	for i := range f {
		f[i].write(&b)
	}
	return text.Lines(b.String())
}

func (f *Fault) write(b *strings.Builder) {
	fmt.Fprintf(b, "casewire: %s\n", gate([]rune(f.Error())))
	if strings.TrimSpace(f.Source) != "" {
		before, at, after := f.excerpt()
		fmt.Fprintf(b, "%4d | %s%s%s\n", f.Line, before, at, after)
		fmt.Fprintf(b, "%s | %s%s\n", strings.Repeat(" ", max(4, len(fmt.Sprint(f.Line)))),
			strings.Repeat(" ", displaywidth.String(before)), strings.Repeat("^", max(1, displaywidth.String(at))))
	}
	if f.Hint != "" {
		fmt.Fprintf(b, "casewire: hint: %s\n", gate([]rune(f.Hint)))
	}
}

// Of a long line only so much is shown, in characters: before the fault, and
// at all.
const (
	excerptBefore = 60
	excerptWidth  = 110
)

// excerpt returns the line before, at and after the fault, as it is shown.
func (f *Fault) excerpt() (before, at, after string) {
	line := []rune(strings.ReplaceAll(f.Source, "\t", " "))
	start := min(max(f.Column-1, 0), len(line))
	end := min(start+max(f.Width, 1), len(line))
	first, last := 0, len(line)
	if len(line) > excerptWidth {
		first = max(0, start-excerptBefore)
		last = min(len(line), first+excerptWidth)
		end = min(end, last)
	}
	before, at, after = gate(line[first:start]), gate(line[start:end]), gate(line[end:last])
	if first > 0 {
		before = "…" + before
	}
	if last < len(line) {
		after += "…"
	}
	return before, at, after
}

// gate cleans a part of a line, leaves its spaces where they are and keeps it
// in its line.
func gate(part []rune) string {
	return strings.ReplaceAll(text.Lines(string(part)).String(), "\n", " ")
}
