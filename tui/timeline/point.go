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

// Click chooses the event there, or shows the sources of the one that is chosen.
func (s *Screen) Click(_, y int) (screen.Action, tea.Cmd) {
	if chosen, ok := s.scroll.Click(y - len(s.above())); ok && chosen && s.prompt == nil {
		return s.Update(s.cfg.Keys.Find(keymap.Timeline, "open").Press())
	}
	return screen.Nothing{}, nil
}

// Click chooses the article there, or opens the one that is chosen.
func (s *sources) Click(_, y int) (screen.Action, tea.Cmd) {
	if chosen, ok := s.scroll.Click(y - len(s.above())); ok && chosen {
		return s.Update(s.cfg.Keys.Find(keymap.Timeline, "open").Press())
	}
	return screen.Nothing{}, nil
}
