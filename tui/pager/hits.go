package pager

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
	"casewire/tui/theme"
)

// Hits draws one line of exactly width cells with the hits in brackets and
// underlined; it is cut with an ellipsis where it is too wide. Hits are bytes
// of s; one that overlaps the one before it is left out.
func Hits(t *theme.Theme, look lipgloss.Style, s text.Clean, hits []text.Span, width int) string {
	var plain strings.Builder
	var marks []text.Span // with their brackets, in plain
	raw, end := s.String(), 0
	for _, h := range hits {
		if h.Start < end || h.End > len(raw) || h.End <= h.Start {
			continue
		}
		plain.WriteString(raw[end:h.Start])
		start := plain.Len()
		plain.WriteString("[" + raw[h.Start:h.End] + "]")
		marks, end = append(marks, text.Span{Start: start, End: plain.Len()}), h.End
	}
	plain.WriteString(raw[end:])
	full := plain.String()
	shown := full
	if ansi.StringWidth(full) > width {
		shown = t.Cut(full, width)
	}
	same := 0 // how much of the line is there as it was
	for same < min(len(full), len(shown)) && full[same] == shown[same] {
		same++
	}
	var b strings.Builder
	at := 0
	for _, m := range marks {
		if m.End > same {
			break
		}
		b.WriteString(look.Render(shown[at : m.Start+1]))
		b.WriteString(look.Underline(true).Render(shown[m.Start+1 : m.End-1]))
		at = m.End - 1
	}
	b.WriteString(look.Render(shown[at:] + strings.Repeat(" ", max(width-ansi.StringWidth(shown), 0))))
	return b.String()
}
