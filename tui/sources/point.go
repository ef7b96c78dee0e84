package sources

import (
	tea "charm.land/bubbletea/v2"

	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// Scroll moves the feeds under the cursor.
func (s *Screen) Scroll(_, _, lines int) tea.Cmd {
	s.scroll.Roll(lines)
	return nil
}

// Click shows the items of the feed there.
func (s *Screen) Click(_, y int) (screen.Action, tea.Cmd) {
	if s.line != nil || !s.scroll.Click(y-len(s.above())) {
		return screen.Nothing{}, nil
	}
	return s.Update(s.cfg.Keys.Find(keymap.Sources, "open").Press())
}
