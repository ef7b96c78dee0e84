package keymap

import (
	"fmt"
	"strings"
)

// labels are what keys with a name are called.
var labels = map[string]string{ //nolint:gochecknoglobals // table
	"enter": "Enter", "esc": "Esc", "space": "Space", "tab": "Tab", "backspace": "Backspace",
	"up": "Up", "down": "Down", "left": "Left", "right": "Right", "home": "Home", "end": "End",
	"pgup": "PgUp", "pgdown": "PgDn", "insert": "Insert", "delete": "Delete",
	"f1": "F1", "f2": "F2", "f3": "F3", "f4": "F4", "f5": "F5", "f6": "F6",
	"f7": "F7", "f8": "F8", "f9": "F9", "f10": "F10", "f11": "F11", "f12": "F12",
}

// titles are the headings of the screens in help, README and manual page.
var titles = map[Screen]string{ //nolint:gochecknoglobals // table
	Everywhere: "Everywhere", First: "First screen", Headlines: "Headlines", Article: "Article",
	Digest: "Digest", Timeline: "Timeline", People: "People", Sources: "Sources", Rules: "Rules", Search: "Search",
	Welcome: "First run", Input: "While typing",
}

// Title is the heading of the screen.
func (s Screen) Title() string { return titles[s] }

// Label is what the key is called: "^d", "Enter", "x".
func Label(key string) string {
	if l, ok := labels[key]; ok {
		return l
	}
	if c, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return "^" + c
	}
	return key
}

// Label is what the row's first key is called; empty if it has none.
func (r Row) Label() string {
	if len(r.Keys) == 0 {
		return ""
	}
	return Label(r.Keys[0])
}

// Leads is the row's first key and what it leads to: "R: ask them now". It is
// empty if the row has no key.
func (r Row) Leads(to string) string {
	if len(r.Keys) == 0 {
		return ""
	}
	return r.Label() + ": " + to
}

// Labels are all keys of the row, a space between them.
func (r Row) Labels() string {
	all := make([]string, len(r.Keys))
	for i, k := range r.Keys {
		all[i] = Label(k)
	}
	return strings.Join(all, " ")
}

// Markdown is the table for the README: a line for each screen.
func (t *Table) Markdown() string {
	var b strings.Builder
	b.WriteString("| where | keys |\n| --- | --- |\n")
	escape := strings.NewReplacer("|", `\|`)
	for _, s := range t.Screens() {
		var cells []string
		for _, r := range t.Own(s) {
			cells = append(cells, "`"+escape.Replace(r.Labels())+"` "+r.Short)
		}
		fmt.Fprintf(&b, "| %s | %s |\n", strings.ToLower(s.Title()), strings.Join(cells, " · "))
	}
	return b.String()
}

// Roff is the table for the manual page: a subsection for each screen, with
// the name of each row in config.toml.
func (t *Table) Roff() string {
	var b strings.Builder
	escape := strings.NewReplacer(`\`, `\e`, "-", `\-`, "^", `\(ha`, "'", `\(aq`)
	for _, s := range t.Screens() {
		fmt.Fprintf(&b, ".SS %s\n", s.Title())
		for _, r := range t.Own(s) {
			fmt.Fprintf(&b, ".TP\n.B %s\n%s (%s)\n", escape.Replace(r.Labels()), escape.Replace(r.Help), escape.Replace(r.ID()))
		}
	}
	return b.String()
}
