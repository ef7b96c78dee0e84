package theme

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Fit makes s exactly width columns wide: cut with an ellipsis, or filled up
// with blanks. s may be styled.
func (t *Theme) Fit(s string, width int) string {
	if width <= 0 {
		return ""
	}
	if ansi.StringWidth(s) > width {
		s = t.Cut(s, width)
	}
	return s + strings.Repeat(" ", max(width-ansi.StringWidth(s), 0))
}

// Cut makes s at most width columns wide, with an ellipsis where something is
// missing.
func (t *Theme) Cut(s string, width int) string {
	tail := t.Glyphs.Ellipsis
	if ansi.StringWidth(tail) >= width {
		tail = ""
	}
	return ansi.Truncate(s, max(width, 0), tail)
}

// Right makes s exactly width columns wide, at the right.
func (t *Theme) Right(s string, width int) string {
	s = t.Cut(s, width)
	return strings.Repeat(" ", max(width-ansi.StringWidth(s), 0)) + s
}

// Spread puts left and right at the ends of a line of exactly width columns.
// Where there is no room for both and a blank between them, left is cut; right
// is left out if it would take more than two thirds.
func (t *Theme) Spread(left, right string, width int) string {
	w := ansi.StringWidth(right)
	if w == 0 || w > width*2/3 && ansi.StringWidth(left)+w >= width {
		return t.Fit(left, width)
	}
	if ansi.StringWidth(left)+w >= width {
		left = t.Cut(left, width-w-1)
	}
	return t.Fit(left, width-w) + right
}
