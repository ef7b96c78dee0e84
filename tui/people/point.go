package people

import (
	tea "charm.land/bubbletea/v2"

	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// Click chooses what stands there, in the list or on the page beside it, or
// opens what is chosen.
func (s *Screen) Click(x, y int) (screen.Action, tea.Cmd) {
	if s.search.line != nil || len(s.rows) == 0 {
		return screen.Nothing{}, nil
	}
	y -= len(s.above())
	inside := s.alone() || s.width >= wide && x >= s.listWidth() && s.ready()
	was := s.inside
	s.inside = inside
	var chosen, ok bool
	if inside {
		chosen, ok = s.page.scroll.Click(y)
	} else {
		chosen, ok = s.scroll.Click(y - s.head())
	}
	if ok && chosen && was == inside {
		return s.Update(s.cfg.Keys.Find(keymap.People, "open").Press())
	}
	return screen.Nothing{}, s.follow()
}
