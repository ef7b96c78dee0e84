package sources

import (
	tea "charm.land/bubbletea/v2"

	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// Click chooses the feed there, or shows the items of the one that is chosen.
func (s *Screen) Click(_, y int) (screen.Action, tea.Cmd) {
	y -= len(s.above())
	at := s.top + y/s.perFeed()
	if s.line != nil || y < 0 || at >= len(s.feeds) {
		return screen.Nothing{}, nil
	}
	if at != s.cursor {
		s.cursor = at
		return screen.Nothing{}, nil
	}
	return s.Update(s.cfg.Keys.Find(keymap.Sources, "open").Press())
}
