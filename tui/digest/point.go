package digest

import (
	tea "charm.land/bubbletea/v2"

	"casewire/tui/screen"
)

// Pointed is the article of the chosen line.
func (s *Screen) Pointed() (o screen.Open, ok bool) {
	l := s.chosen()
	if l == nil || l.Article == 0 {
		return o, false
	}
	return screen.Open{Article: l.Article, Sentence: l.Sentence}, true
}

// Click chooses the line there, or opens the one that is chosen.
func (s *Screen) Click(_, y int) (screen.Action, tea.Cmd) {
	if chosen, ok := s.scroll.Click(y); ok && chosen {
		return s.open(), nil
	}
	return screen.Nothing{}, nil
}
