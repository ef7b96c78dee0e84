package timeline

import (
	tea "charm.land/bubbletea/v2"

	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// Pointed is the article of the chosen event.
func (s *Screen) Pointed() (o screen.Open, ok bool) {
	e := s.chosen()
	if e == nil || e.Article == 0 {
		return o, false
	}
	return screen.Open{Article: e.Article, Sentence: -1}, true
}

// Scroll moves the events under the cursor.
func (s *Screen) Scroll(_, _, lines int) tea.Cmd {
	s.scroll.Roll(lines)
	return nil
}

// Click shows the sources of the event there; while something is typed it only
// chooses it.
func (s *Screen) Click(_, y int) (screen.Action, tea.Cmd) {
	if s.scroll.Click(y-len(s.above())) && s.prompt == nil {
		return s.Update(s.cfg.Keys.Find(keymap.Timeline, "open").Press())
	}
	return screen.Nothing{}, nil
}

// Scroll moves the articles under the cursor.
func (s *sources) Scroll(_, _, lines int) tea.Cmd {
	s.scroll.Roll(lines)
	return nil
}

// Click opens the article there.
func (s *sources) Click(_, y int) (screen.Action, tea.Cmd) {
	if s.scroll.Click(y - len(s.above())) {
		return s.Update(s.cfg.Keys.Find(keymap.Timeline, "open").Press())
	}
	return screen.Nothing{}, nil
}
