// Package keymap is the table of all keys: for each screen, what a key does
// and what it is called.
package keymap

import tea "charm.land/bubbletea/v2"

// Screen names the part of the program that a row belongs to.
type Screen string

// A Row is one thing that can be done, and the keys that do it.
type Row struct {
	Screen Screen
	Name   string   // "open"; with the screen, the name in config.toml: headlines.open
	Keys   []string // as tea.KeyPressMsg.String gives them
	Help   string   // "read the report"
	Short  string   // "read": for the foot line
}

// Is reports whether the key press is one of the row's.
func (r Row) Is(m tea.KeyPressMsg) bool {
	for _, k := range r.Keys {
		if k == m.String() {
			return true
		}
	}
	return false
}
