// Package rules is the screen of the rules: what each of them does, and a
// laboratory in which a query is tried on everything stored before it becomes
// a rule.
package rules

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/theme"
	"casewire/tui/why"
)

// A Marker keeps what the reader does. It is called in a command and returns
// when it is stored.
type Marker interface {
	Do(ctx context.Context, act news.Act, note string, ids ...int64) (int, error)
}

// kind is the screen's name in the table of keys.
const kind = keymap.Rules

// Config is what the screen works with.
type Config struct {
	Lab     Lab
	Mark    Marker
	Explain why.Explainer
	Keys    *keymap.Table
	Theme   *theme.Theme
	Now     func() time.Time
	Zone    *time.Location
}

// focus is the part of the screen that keys go to.
type focus int

const (
	onRules focus = iota
	onQuery
	onFound
)

// Screen is the rules laboratory.
type Screen struct {
	*acts
	width, height int
	focus         focus

	table  table
	line   *input.Line // the query on trial
	as     text.Clean  // how it is read; empty if it cannot be
	fault  *input.Fault
	pause  time.Duration // in typing, before a query is tried
	trial  trial
	found  found
	name   *input.Line // of the rule to be saved; nil: not asked for
	kindAt int         // of that rule, in the table of kinds
	help   *help       // nil: not asked for
}

// longest is the most characters that a query may have.
const longest = 4000

// New makes the screen. Its loads end with ctx.
func New(ctx context.Context, cfg Config) *Screen {
	return &Screen{acts: newActs(ctx, cfg), pause: pause, line: input.New(text.Own("TRY "), text.Clean{}, longest)}
}

// Init loads the rules.
func (s *Screen) Init() tea.Cmd { return s.loadRules() }

// SetSize gives the screen its room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.settle()
}

// settle gives the lists their lines.
func (s *Screen) settle() {
	s.table.SetHeight(s.ruleRoom())
	s.found.SetHeight(s.foundRoom())
	if s.help != nil {
		s.help.SetHeight(s.height - len(s.helpHead()))
	}
}

// Typing reports whether keys are letters now.
func (s *Screen) Typing() bool {
	return s.name != nil || s.focus == onQuery && s.help == nil && !s.why.Open()
}

// Keys are the rows for the foot line.
func (s *Screen) Keys() []keymap.Row {
	accept := func(does string) keymap.Row {
		r := s.cfg.Keys.Find(keymap.Input, "accept")
		r.Short = does
		return r
	}
	leave := s.cfg.Keys.Find(keymap.Input, "cancel")
	leave.Short = "leave"
	switch {
	case s.name != nil:
		other := s.cfg.Keys.Find(kind, "pane")
		other.Short = "another kind"
		return []keymap.Row{accept("save"), other, leave}
	case s.help != nil:
		return append([]keymap.Row{accept("put it into the query")}, s.rows("back")...)
	case s.why.Open():
		return s.rows("back", "on", "off")
	case s.focus == onQuery:
		return append([]keymap.Row{accept("save as a rule")}, append(s.rows("pane", "help-words"), leave)...)
	case s.focus == onFound:
		query := s.cfg.Keys.Find(kind, "pane")
		query.Short = "query"
		return append(append(s.rows("open"), query), s.rows("on", "off", "why", "help-words", "back")...)
	}
	return s.rows("open", "try", "take", "help-words", "edit")
}

// rows are rows of the table of keys, by their names.
func (a *acts) rows(names ...string) []keymap.Row {
	rows := make([]keymap.Row, len(names))
	for i, n := range names {
		rows[i] = a.cfg.Keys.Find(kind, n)
	}
	return rows
}

// Status says which row of how many is chosen.
func (s *Screen) Status() text.Clean {
	at, of := s.table.Cursor(), len(s.table.rules)
	if s.focus != onRules {
		at, of = s.found.Cursor(), s.found.len()
	}
	if of == 0 || s.focus == onQuery {
		return text.Clean{}
	}
	return text.Sprintf("%s of %s", screen.Number(at+1), screen.Number(of))
}
