// Package input is a line that is typed in, with the real cursor in its place
// whatever the letters' width.
package input

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
)

// A Line is a prompt and what is typed after it.
type Line struct {
	prompt text.Clean
	field  textinput.Model
}

// New makes a line of at most limit characters, the cursor after the value.
func New(prompt, value text.Clean, limit int) *Line {
	f := textinput.New()
	f.SetVirtualCursor(false)
	f.SetStyles(textinput.Styles{})
	f.KeyMap.Paste.SetEnabled(false) // it would start a program; the terminal pastes
	f.CharLimit = limit
	f.SetValue(value.String())
	f.Focus() // its command moves a drawn cursor, and there is none
	return &Line{prompt, f}
}

// Update takes a key or a paste. A paste becomes one line.
func (l *Line) Update(msg tea.Msg) {
	if p, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: text.Line(p.Content).String()}
	}
	l.field, _ = l.field.Update(msg)
}

// Value is what was typed, without blanks at its ends.
func (l *Line) Value() text.Clean { return text.Line(l.field.Value()) }

// View draws the line in at most width columns, and tells the cursor's. Where
// there is no room for all, the part around the cursor is shown.
func (l *Line) View(width int) (view string, cursor int) {
	runes := []rune(l.field.Value())
	at := min(l.field.Position(), len(runes))
	before, after := shown(runes[:at]), shown(runes[at:])
	prompt := ansi.Truncate(" "+l.prompt.String()+" ", max(width-3, 0), "")
	room := max(width-ansi.StringWidth(prompt)-1, 0) // the cursor has one of its own
	for wide := ansi.StringWidth(before); wide > room; {
		letter, w := ansi.FirstGraphemeCluster(before, ansi.GraphemeWidth)
		before = before[len(letter):]
		wide -= w
	}
	view = prompt + before
	cursor = ansi.StringWidth(view)
	return view + ansi.Truncate(after, width-cursor, ""), cursor
}

// shown is typed text as the terminal may have it, blanks and all.
func shown(r []rune) string {
	return strings.ReplaceAll(text.Lines(string(r)).String(), "\n", " ")
}
