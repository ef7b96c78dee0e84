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

// Scroll moves the page under the cursor.
func (s *Screen) Scroll(_, _, lines int) tea.Cmd {
	s.scroll.Roll(lines)
	return nil
}

// Click opens the article of the line there.
func (s *Screen) Click(_, y int) (screen.Action, tea.Cmd) {
	if s.scroll.Click(y) {
		return s.open(), nil
	}
	return screen.Nothing{}, nil
}
