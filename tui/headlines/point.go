package headlines

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/screen"
)

// Pointed is the article that the chosen row stands for.
func (s *Screen) Pointed() (o screen.Open, ok bool) {
	a := s.target()
	if a == nil {
		return o, false
	}
	o = screen.Open{Article: a.Report.Opens, Sentence: -1}
	if !s.plain() || s.filter.Reports {
		within := s.filter
		o.Within = &within
	}
	return o, true
}

// Scroll moves the rows under the cursor.
func (s *Screen) Scroll(_, _, lines int) tea.Cmd {
	if s.why.Open() {
		s.why.Scroll(lines)
		return nil
	}
	return s.rows.Roll(lines)
}

// Click opens the row at a line of the screen; what lies over the rows it
// closes. Copies that stand on one line come apart.
func (s *Screen) Click(_, y int) (screen.Action, tea.Cmd) {
	if s.prompt != nil || y >= s.height-len(s.bar()) {
		return screen.Nothing{}, nil
	}
	if s.why.Close() {
		return screen.Nothing{}, nil
	}
	own, ok := s.rows.Click(y)
	if !ok {
		return screen.Nothing{}, nil
	}
	if a := s.rows.Chosen(); s.isOpen(a) {
		first, _ := s.shownLines()
		at := max(own-s.height1()+first, -1)
		if own < s.height1() {
			at = -1
		}
		s.open.at = at
	}
	return s.Update(s.cfg.Keys.Find(kind, "open").Press())
}

// narrow shows what fits a query; all that is kept for an empty one.
func (s *Screen) narrow(query string) (screen.Action, tea.Cmd) {
	if query != "" {
		if _, err := s.cfg.Explain.Check(query); err != nil {
			return screen.Fail{Err: err}, nil
		}
	}
	s.why.Close()
	s.prompt, s.rest = nil, false
	s.filter.Query, s.held = text.Line(query).String(), nil
	return screen.Nothing{}, s.renew()
}
