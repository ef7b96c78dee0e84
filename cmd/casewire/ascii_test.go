package main

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"casewire/tui/theme"
)

// With glyphs = "ascii" no frame has a sign that is not ASCII; the letters of
// articles stay.
func TestFramesInASCII(t *testing.T) {
	_, app := demonstration(t, theme.Options{ASCII: true, Profile: colorprofile.ANSI})
	r := newRobot(t, app)
	r.resize(120, 36)
	r.run(app.Init())
	r.drain(200 * time.Millisecond)
	keys := "1 enter w esc v esc u esc e esc t t G esc e j w esc esc x w esc esc & ( esc / esc a esc ? esc S esc : esc " +
		"2 < > j enter esc 3 j enter esc esc 4 w esc j enter esc 5 j r / esc ? esc 6 j enter esc i ctrl+r esc esc 7 f i r e enter w esc esc"
	seen := map[rune]bool{}
	for _, size := range [][2]int{{150, 40}, {120, 36}, {80, 24}, {40, 12}} {
		r.resize(size[0], size[1])
		for key := range strings.FieldsSeq(keys) {
			r.press(key)
			r.drain(15 * time.Millisecond)
			for line := range strings.SplitSeq(ansi.Strip(r.frame()), "\n") {
				for _, c := range line {
					if c > unicode.MaxASCII && !unicode.IsLetter(c) && !unicode.IsMark(c) && !seen[c] {
						seen[c] = true
						t.Errorf("%dx%d after %q: %q in %q", size[0], size[1], r.did, c, strings.TrimSpace(line))
					}
				}
			}
		}
	}
}
