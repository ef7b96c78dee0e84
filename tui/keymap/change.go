package keymap

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fault is what is wrong with a wish for other keys.
type Fault int

// The faults.
const (
	NoSuchRow Fault = iota // no row has the name
	NoSuchKey              // no key is called so
	KeyTaken               // the key does something else on the same screen
	NoKeys                 // a row that cannot be left without keys
)

// A Conflict is one thing that is wrong with the keys of config.toml.
type Conflict struct {
	Fault Fault
	Row   string // as config.toml has it: "headlines.open"
	Key   string // as config.toml has it; empty if the row is at fault
	Other string // the row that has the key
}

// String says what is wrong.
func (c Conflict) String() string {
	switch c.Fault {
	case NoSuchRow:
		return fmt.Sprintf("keys: nothing is called %q", c.Row)
	case NoSuchKey:
		return fmt.Sprintf("keys: %s: no key is called %q", c.Row, c.Key)
	case KeyTaken:
		return fmt.Sprintf("keys: %s: %s is taken by %s", c.Row, c.Key, c.Other)
	case NoKeys:
		return fmt.Sprintf("keys: %s: one key at least", c.Row)
	}
	return "keys: " + c.Row
}

// With returns the table with other keys for some rows, named as in
// config.toml ("headlines.open"), and all conflicts at once, ordered by row.
// Keys may be written as here or as in the help: "ctrl+d", "^d", "PgDn". A row
// with a conflict keeps its keys.
func (t *Table) With(keys map[string][]string) (*Table, []Conflict) {
	next := &Table{slices.Clone(t.rows)}
	var bad []Conflict
	for _, id := range slices.Sorted(maps.Keys(keys)) {
		i := slices.IndexFunc(next.rows, func(r Row) bool { return r.ID() == id })
		if i < 0 {
			bad = append(bad, Conflict{Fault: NoSuchRow, Row: id})
			continue
		}
		parsed, faults := parse(id, keys[id])
		bad = append(bad, faults...)
		if len(faults) == 0 {
			next.rows[i].Keys = parsed
		}
	}
	for changed := true; changed; {
		changed = false
		for _, c := range next.taken() {
			if !slices.Contains(bad, c) {
				bad = append(bad, c)
			}
			changed = next.restore(t, c.Row) || changed
			changed = next.restore(t, c.Other) || changed
		}
	}
	return next, bad
}

// restore gives a row the keys that it has in from, and reports whether it had
// others.
func (t *Table) restore(from *Table, id string) bool {
	i := slices.IndexFunc(t.rows, func(r Row) bool { return r.ID() == id })
	if i < 0 || slices.Equal(t.rows[i].Keys, from.rows[i].Keys) {
		return false
	}
	t.rows[i].Keys = from.rows[i].Keys
	return true
}

// taken finds the keys that stand twice on one screen.
func (t *Table) taken() []Conflict {
	var bad []Conflict
	for _, s := range t.Screens() {
		owner := map[string]string{}
		for _, r := range t.Rows(s) {
			for _, k := range r.Keys {
				c := Conflict{Fault: KeyTaken, Row: r.ID(), Key: k, Other: owner[k]}
				if c.Other != "" && !slices.Contains(bad, c) {
					bad = append(bad, c)
				}
				owner[k] = r.ID()
			}
		}
	}
	return bad
}

// parse reads the keys of one row.
func parse(id string, keys []string) (parsed []string, bad []Conflict) {
	if len(keys) == 0 {
		return nil, []Conflict{{Fault: NoKeys, Row: id}}
	}
	for _, k := range keys {
		p, ok := Parse(k)
		if !ok {
			bad = append(bad, Conflict{Fault: NoSuchKey, Row: id, Key: k})
		}
		parsed = append(parsed, p)
	}
	return parsed, bad
}

// printable reports whether the letter is one that can be seen.
func printable(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r != utf8.RuneError && unicode.IsPrint(r) && r != ' '
}

// Parse reads a key as people write it: "^d", "ctrl+d", "PgDn", "Enter", "x".
// It returns it as tea.KeyPressMsg.String gives it. A letter after [ or ] is
// two keys, one after the other.
func Parse(s string) (key string, ok bool) {
	if s == " " {
		return "space", true
	}
	switch utf8.RuneCountInString(s) {
	case 0:
		return "", false
	case 1:
		return s, printable(s)
	}
	if (s[0] == '[' || s[0] == ']') && utf8.RuneCountInString(s) == 2 {
		return s, printable(s[1:]) // one after the other
	}
	if c, found := strings.CutPrefix(s, "^"); found {
		s = "ctrl+" + c
	}
	mods, last := "", s
	if i := strings.LastIndex(s[:len(s)-1], "+"); i >= 0 {
		mods, last = strings.ToLower(s[:i+1]), s[i+1:]
	}
	for m := range strings.SplitSeq(strings.TrimSuffix(mods, "+"), "+") {
		if mods != "" && !slices.Contains([]string{"ctrl", "alt", "shift", "super", "meta"}, m) {
			return "", false
		}
	}
	if utf8.RuneCountInString(last) == 1 {
		return mods + strings.ToLower(last), mods != "" && printable(last)
	}
	last = strings.ToLower(last)
	for name, label := range labels {
		if last == name || last == strings.ToLower(label) {
			return mods + name, true
		}
	}
	return "", false
}
