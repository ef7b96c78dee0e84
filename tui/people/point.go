package people

import (
	tea "charm.land/bubbletea/v2"

	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// Scroll moves what has the focus, the list or the page, under its cursor.
func (s *Screen) Scroll(lines int) tea.Cmd {
	if s.why != nil {
		s.why.top += lines // drawing keeps it in bounds
		return nil
	}
	s.current().Roll(lines)
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
	inside := s.alone() || s.width >= wide && x >= s.listWidth() && s.ready()
	s.inside = inside
	hit := false
	if inside {
		hit = s.page.scroll.Click(y)
	} else {
		hit = s.scroll.Click(y - s.head())
	}
	if !hit {
		return screen.Nothing{}, nil
	}
	return s.Update(s.cfg.Keys.Find(keymap.People, "open").Press())
}
