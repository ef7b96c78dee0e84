package sources

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// ask opens the line in which the name of an outlet is looked for.
func (s *Screen) ask() screen.Action {
	s.line = input.New(text.Own("/"), text.Clean{}, 200)
	s.settle()
	return screen.Nothing{}
}

// typed gives a key to the line.
func (s *Screen) typed(msg tea.KeyPressMsg) screen.Action {
	switch keys := s.cfg.Keys; {
	case keys.Find(keymap.Input, "cancel").Is(msg):
		s.line = nil
		s.settle()
	case keys.Find(keymap.Input, "accept").Is(msg):
		s.needle = text.Fold(s.line.Value().String())
		s.line = nil
		s.settle()
		return s.seek(1)
	default:
		s.line.Update(msg)
	}
	return screen.Nothing{}
}

// seek goes to the next feed whose outlet has the words that are looked for,
// or to the one before, and round at the ends.
func (s *Screen) seek(dir int) screen.Action {
	n := len(s.feeds)
	if s.needle == "" {
		return screen.Nothing{}
	}
	for i := 1; i <= n; i++ {
		at := ((s.scroll.Cursor()+i*dir)%n + n) % n
		if strings.Contains(text.Fold(s.feeds[at].Outlet.String()), s.needle) {
			s.scroll.GoTo(at)
			return screen.Nothing{}
		}
	}
	return screen.Say{Text: text.Sprintf("No outlet is called “%s”.", s.needle)}
}
