package rules

import (
	tea "charm.land/bubbletea/v2"

	"casewire/tui/screen"
)

// Scroll moves the rows that stand there under their cursor.
func (s *Screen) Scroll(_, y, lines int) tea.Cmd {
	switch {
	case s.why.Open():
		s.why.Scroll(lines)
	case s.help != nil:
		s.help.Roll(lines)
	case y < s.ruleHeight(), s.focus == onRules && !s.both():
		s.table.Roll(lines)
	default:
		s.found.Roll(lines)
	}
	return nil
}

// Click opens the rule or the article at a line of the screen; on the query it
// begins typing. A word that would help it puts into the query, and what else
// lies on top it closes.
func (s *Screen) Click(_, y int) (action screen.Action, cmd tea.Cmd) {
	action = screen.Nothing{}
	switch h, top := s.ruleHeight(), s.foundTop(); {
	case s.name != nil:
	case s.help != nil:
		if s.help.Click(y - len(s.helpHead())) {
			cmd = s.useChosen()
		}
	case s.why.Close():
	case y < h:
		if s.table.Click(y - 1) {
			s.focus = onRules
			action, cmd, _ = s.ruleKey("open")
		}
	case s.focus == onRules && !s.both(), y < top:
		s.focus = onQuery
	case s.found.Click(y - top):
		s.focus = onFound
		action = screen.Open{Article: s.chosenID(), Sentence: -1}
	}
	s.settle()
	return action, cmd
}

// Scroll moves the rows under the cursor.
func (m *matches) Scroll(_, _, lines int) tea.Cmd {
	if m.why.Open() {
		m.why.Scroll(lines)
		return nil
	}
	return m.list.Roll(lines)
}

// Click opens the row at a line of the screen. What lies over the rows it
// closes.
func (m *matches) Click(_, y int) (screen.Action, tea.Cmd) {
	if m.why.Close() {
		return screen.Nothing{}, nil
	}
	if _, ok := m.list.Click(y - 2); ok {
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
