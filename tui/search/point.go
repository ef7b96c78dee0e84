package search

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/screen"
)

// Pointed is the chosen result, at its first hit.
func (s *Screen) Pointed() (o screen.Open, ok bool) {
	r := s.results.Chosen()
	if s.typing || r == nil {
		return o, false
	}
	return screen.Open{Article: r.Article.ID, Sentence: r.Sentence}, true
}

// Scroll moves the results under the cursor.
func (s *Screen) Scroll(_, _, lines int) tea.Cmd {
	if s.why.Open() {
		s.why.Scroll(lines)
		return nil
	}
	return s.results.Roll(lines)
}

// Click opens the result at a line of the screen; on the query it begins
// typing. What lies over the results it closes.
func (s *Screen) Click(_, y int) (screen.Action, tea.Cmd) {
	if s.why.Close() {
		return screen.Nothing{}, nil
	}
	head := len(s.head())
	if y < head || s.searched == "" {
		s.typing = true
		s.settle()
		return screen.Nothing{}, nil
	}
	if _, ok := s.results.Click(y - head); !ok {
		return screen.Nothing{}, nil
	}
	s.typing = false
	s.settle()
	o, _ := s.Pointed()
	return o, nil
}

// askFor searches a query that was typed elsewhere.
func (s *Screen) askFor(query string) tea.Cmd {
	s.line = newLine(text.Line(query))
	s.number++
	s.read()
	s.typing = s.as.Len() == 0
	return s.search()
}
