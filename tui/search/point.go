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
func (s *Screen) Scroll(lines int) tea.Cmd {
	if s.why != nil {
		s.top = max(s.top+lines, 0)
		return nil
	}
	return s.results.Roll(lines)
}

// Click chooses the result at a line of the screen, and opens it if it is
// chosen already; on the query it begins typing.
func (s *Screen) Click(_, y int) (screen.Action, tea.Cmd) {
	s.why = nil
	head := len(s.head())
	if y < head || s.searched == "" {
		s.typing = true
		s.settle()
		return screen.Nothing{}, nil
	}
	_, chosen, ok := s.results.Click(y - head)
	if !ok {
		return screen.Nothing{}, nil
	}
	chosen = chosen && !s.typing
	s.typing = false
	s.settle()
	if !chosen {
		return screen.Nothing{}, nil
	}
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
