package theme

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// plainSigns are signs of one column that have their like in ASCII. The half
// block of pictures gives way to its ground: every second row of the picture.
var plainSigns = strings.NewReplacer( //nolint:gochecknoglobals // table
	"“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "″", `"`,
	"‘", "'", "’", "'", "‚", "'", "‹", "'", "›", "'", "′", "'",
	"‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "―", "-", "−", "-", "·", "-",
	"±", "~", "×", "x", "•", "*", "→", ">", "←", "<", "▀", " ",
	"\u00a0", " ", "\u2002", " ", "\u2003", " ", "\u2009", " ", "\u202f", " ",
)

// Frame gives a frame as the terminal can show it: with glyphs = "ascii" no
// sign is left that is not ASCII, whoever wrote it; letters stay. No line gets
// wider than width.
func (t *Theme) Frame(frame string, width int) string {
	if !t.opts.ASCII {
		return frame
	}
	frame = plainSigns.Replace(frame)
	if !strings.Contains(frame, "…") {
		return frame
	}
	lines := strings.Split(frame, "\n")
	for i, l := range lines {
		if strings.Contains(l, "…") {
			lines[i] = ansi.Truncate(dots(l), width, "")
		}
	}
	return strings.Join(lines, "\n")
}

// dots writes each ellipsis as three dots, and takes the room from the next
// blanks between columns, so that what comes after them stays in its place.
func dots(line string) string {
	const column = "    " // blanks that may lose two
	var b strings.Builder
	for {
		before, after, found := strings.Cut(line, "…")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString("...")
		if i := strings.Index(after, column); i >= 0 {
			after = after[:i] + after[i+2:]
		}
		line = after
	}
}
