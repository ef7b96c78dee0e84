package input

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
)

// A Fault is something wrong at a place of what was typed.
type Fault struct {
	// Span is in the Value of the line, in bytes.
	Span text.Span
	// Text says what is wrong, Hint what to write instead; Hint may be empty.
	Text, Hint text.Clean
	Warning    bool
}

// Worst returns the first fault that is more than a warning, else the first;
// nil if there is none.
func Worst(faults []Fault) *Fault {
	for i := range faults {
		if !faults[i].Warning {
			return &faults[i]
		}
	}
	if len(faults) > 0 {
		return &faults[0]
	}
	return nil
}

// Carets is a line to stand below the View of the same width, with carets
// under a place of the value; it is empty where that place is out of sight.
func (l *Line) Carets(at text.Span, width int) string {
	raw := string([]rune(l.field.Value()))
	value := l.Value().String()
	from := strings.Index(raw, value)
	if from < 0 || ansi.StringWidth(l.prompt.String())+2+ansi.StringWidth(shown([]rune(raw)))+1 > width {
		return ""
	}
	start := min(max(at.Start, 0), len(value))
	end := min(max(at.End, start), len(value))
	before := ansi.StringWidth(l.prompt.String()) + 2 + ansi.StringWidth(shown([]rune(raw[:from+start])))
	return strings.Repeat(" ", before) + strings.Repeat("^", max(ansi.StringWidth(value[start:end]), 1))
}
