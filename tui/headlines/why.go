package headlines

import tea "charm.land/bubbletea/v2"

// throughAnswer reports whether a key is for the row even while the answer to
// why it is here lies over the others.
func (s *Screen) throughAnswer(m tea.KeyPressMsg) bool {
	for _, r := range s.keys(kind, "on", "off", "browser", "copy") {
		if r.Is(m) {
			return true
		}
	}
	return false
}

// answerKey is the row that changes the decision.
func (s *Screen) answerKey() string {
	if s.rest {
		return "on"
	}
	return "off"
}
