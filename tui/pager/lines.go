package pager

import (
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
)

// Lines wraps s for a width. Of an empty text there is one empty line.
func Lines(s text.Clean, width int, meaning Meaning) []Line {
	spans := Wrap(s.String(), width)
	lines := make([]Line, len(spans))
	for i, span := range spans {
		lines[i] = Line{Text: s.Cut(span), Meaning: meaning}
	}
	return lines
}

// Fill puts parts on as few lines as they need, three blanks between two.
// Empty ones are left out.
func Fill(parts []text.Clean, width int, meaning Meaning) []Line {
	var lines []Line
	for _, p := range parts {
		if p.Len() == 0 {
			continue
		}
		if n := len(lines) - 1; n >= 0 {
			both := text.Join("   ", lines[n].Text, p)
			if ansi.StringWidth(both.String()) <= width {
				lines[n].Text = both
				continue
			}
		}
		lines = append(lines, Line{Text: p, Meaning: meaning})
	}
	return lines
}
