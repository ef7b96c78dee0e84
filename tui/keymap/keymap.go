// Package keymap is the table of all keys: for each screen, what a key does
// and what it is called. Help, the foot line, the README and the manual page
// are made from it.
package keymap

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Screen names the part of the program that a row belongs to.
type Screen string

// The screens. The rows of Everywhere work on all of them but Input and First.
const (
	Everywhere Screen = "everywhere"
	First      Screen = "first" // the screen at the bottom of the stack
	Headlines  Screen = "headlines"
	Article    Screen = "article"
	Digest     Screen = "digest"
	Timeline   Screen = "timeline"
	People     Screen = "people"
	Sources    Screen = "sources"
	Rules      Screen = "rules"
	Search     Screen = "search"
	Welcome    Screen = "welcome"
	Input      Screen = "input" // any line that is typed in
)

// A Row is one thing that can be done, and the keys that do it.
type Row struct {
	Screen Screen
	Name   string   // "open"; with the screen, the name in config.toml: headlines.open
	Keys   []string // as tea.KeyPressMsg.String gives them
	Help   string   // "read the report"
	Short  string   // "read": for the foot line
}

// Is reports whether the key press is one of the row's.
func (r Row) Is(m tea.KeyPressMsg) bool { return slices.Contains(r.Keys, m.String()) }

// Press is a key press of the row, as Is knows it; the zero one for a row
// without keys.
func (r Row) Press() tea.KeyPressMsg {
	if len(r.Keys) == 0 {
		return tea.KeyPressMsg{}
	}
	return tea.KeyPressMsg{Text: r.Keys[0]}
}

// ID is the row's name in config.toml: "headlines.open".
func (r Row) ID() string { return string(r.Screen) + "." + r.Name }

// A Table is all rows. It does not change once it is made.
type Table struct{ rows []Row }

// Default returns the table as it is without a config file.
func Default() *Table { return &Table{rows} }

// Without returns the table without the rows of those names, on any screen:
// what cannot be done is offered nowhere.
func (t *Table) Without(names ...string) *Table {
	rows := slices.Clone(t.rows)
	return &Table{slices.DeleteFunc(rows, func(r Row) bool { return slices.Contains(names, r.Name) })}
}

// Find returns the row of that name which works on screen s: its own, or else
// that of Everywhere. It returns the zero Row, which no key is of, if there is
// none.
func (t *Table) Find(s Screen, name string) Row {
	for _, r := range t.Rows(s) {
		if r.Name == name {
			return r
		}
	}
	return Row{}
}

// Own returns the rows of the screen alone, in the order of the table.
func (t *Table) Own(s Screen) []Row {
	var own []Row
	for _, r := range t.rows {
		if r.Screen == s {
			own = append(own, r)
		}
	}
	return own
}

// Rows returns all rows that work on the screen: its own, then those of
// Everywhere that it has none of the same name for.
func (t *Table) Rows(s Screen) []Row {
	own := t.Own(s)
	if s == Everywhere || s == First || s == Input {
		return own
	}
	all := own
	for _, r := range t.Own(Everywhere) {
		if !slices.ContainsFunc(own, func(o Row) bool { return o.Name == r.Name }) {
			all = append(all, r)
		}
	}
	return all
}

// Screens returns the screens that have rows, in the order of the table.
func (t *Table) Screens() []Screen {
	var s []Screen
	for _, r := range t.rows {
		if !slices.Contains(s, r.Screen) {
			s = append(s, r.Screen)
		}
	}
	return s
}
