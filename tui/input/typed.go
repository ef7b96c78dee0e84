package input

import (
	"casewire/feeds/text"
)

// Typed is what was typed as the terminal may have it, with the blanks at its
// ends.
func (l *Line) Typed() string { return shown([]rune(l.field.Value())) }

// Set puts a text in the place of what was typed, the cursor after it.
func (l *Line) Set(value text.Clean) {
	l.field.SetValue(value.String())
	l.field.CursorEnd()
}
