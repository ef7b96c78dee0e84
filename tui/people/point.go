package people

import (
	tea "charm.land/bubbletea/v2"

	"casewire/tui/keymap"
	"casewire/tui/list"
	"casewire/tui/screen"
)

// Scroll moves what stands there, the list or the page, under its cursor.
func (s *Screen) Scroll(x, _, lines int) tea.Cmd {
	if s.why != nil {
		s.why.top += lines // drawing keeps it in bounds
		return nil
	}
	s.at(x).Roll(lines)
	return nil
}

// Click opens what stands there: the person of the list, or the article of a
// quotation or headline on the page.
func (s *Screen) Click(x, y int) (screen.Action, tea.Cmd) {
	if s.why != nil {
		s.why = nil
		return screen.Nothing{}, nil
	}
	if s.search.line != nil || len(s.rows) == 0 {
		return screen.Nothing{}, nil
	}
	y -= len(s.above())
	under := s.at(x)
	s.inside = under == &s.page.scroll
	if !s.inside {
		y -= s.head()
	}
	if !under.Click(y) {
		return screen.Nothing{}, nil
	}
	return s.Update(s.cfg.Keys.Find(keymap.People, "open").Press())
}

// at is what stands at a column: the list, or the page.
func (s *Screen) at(x int) *list.Scroll {
	if s.alone() || s.width >= wide && x >= s.listWidth() && s.ready() {
		return &s.page.scroll
	}
	return &s.scroll
}
