package rules

import (
	tea "charm.land/bubbletea/v2"

	"casewire/tui/screen"
)

// Scroll moves the rows that have the focus under their cursor, as far as that
// stays in sight.
func (s *Screen) Scroll(lines int) tea.Cmd {
	switch {
	case s.why != nil:
		s.top = max(s.top+lines, 0)
	case s.help != nil:
		s.help.move(lines, len(s.help.Words), s.height)
	case s.focus == onRules:
		s.table.scroll(lines, len(s.table.rules), s.ruleRoom())
	default:
		s.found.scroll(lines, s.found.len(), s.foundRoom())
	}
	return nil
}

// scroll moves the rows by so many lines.
func (w *window) scroll(lines, of, room int) {
	w.top = max(min(w.top+lines, of-room, w.cursor), w.cursor-room+1, 0)
}

// Click chooses the rule or the article at a line of the screen, and opens it
// if it is chosen already; on the query it begins typing.
func (s *Screen) Click(_, y int) (screen.Action, tea.Cmd) {
	if s.name != nil || s.help != nil || s.why != nil {
		return screen.Nothing{}, nil
	}
	if h := s.ruleHeight(); y < h {
		return s.clickRule(s.table.top + y - 1)
	}
	top := s.foundTop()
	at := s.found.top + y - top
	switch {
	case s.focus == onRules && !s.both(), y < top:
		s.focus = onQuery
	case at >= s.found.len():
	case s.focus == onFound && at == s.found.cursor:
		return screen.Open{Article: s.chosenID(), Sentence: -1}, nil
	default:
		s.focus, s.found.cursor = onFound, at
		s.found.move(0, s.found.len(), s.foundRoom())
	}
	return screen.Nothing{}, nil
}

// clickRule chooses a rule, or opens it.
func (s *Screen) clickRule(i int) (screen.Action, tea.Cmd) {
	switch {
	case i < 0 || i >= len(s.table.rules):
	case s.focus == onRules && i == s.table.cursor:
		action, cmd, _ := s.ruleKey("open")
		return action, cmd
	default:
		s.focus, s.table.cursor = onRules, i
	}
	return screen.Nothing{}, nil
}

// Scroll moves the rows under the cursor.
func (m *matches) Scroll(lines int) tea.Cmd {
	if m.why != nil {
		m.top = max(m.top+lines, 0)
		return nil
	}
	return m.list.Roll(lines)
}

// Click chooses the row at a line of the screen, and opens it if it is chosen
// already.
func (m *matches) Click(_, y int) (screen.Action, tea.Cmd) {
	m.why = nil
	if _, chosen, ok := m.list.Click(y - 2); ok && chosen {
		return screen.Open{Article: m.list.Chosen().ID, Sentence: -1}, nil
	}
	return screen.Nothing{}, nil
}

// Pointed is the chosen article.
func (m *matches) Pointed() (o screen.Open, ok bool) {
	a := m.list.Chosen()
	if a == nil {
		return o, false
	}
	return screen.Open{Article: a.ID, Sentence: -1}, true
}
