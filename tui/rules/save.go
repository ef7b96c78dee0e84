package rules

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// saved is what came of saving a rule.
type saved struct {
	of   *Screen
	said text.Clean
	err  error
}

// askName asks what the rule is to be called, if the query can be read.
func (s *Screen) askName() {
	if s.as.Len() > 0 {
		s.name = input.New(text.Own("NAME"), text.Clean{}, 100)
	}
}

// nameKey takes a key while the name is typed.
func (s *Screen) nameKey(m tea.KeyPressMsg) tea.Cmd {
	switch keys := s.cfg.Keys; {
	case keys.Find(keymap.Input, "cancel").Is(m):
		s.name = nil
	case keys.Find(keymap.Input, "accept").Is(m):
		ctx, lab, name, query := s.ctx, s.cfg.Lab, s.name.Value().String(), s.query()
		s.name = nil
		return func() tea.Msg {
			said, err := lab.Save(ctx, name, query)
			return saved{s, said, err}
		}
	default:
		s.name.Update(m)
	}
	return nil
}

// takeSaved says that the rule is in the story file. The trial is over.
func (s *Screen) takeSaved(m saved) (screen.Action, tea.Cmd) {
	switch {
	case m.of != s:
		return screen.Nothing{}, nil
	case m.err != nil:
		return screen.Fail{Err: m.err}, nil
	}
	s.line = input.New(text.Own("TRY "), text.Clean{}, longest)
	cmd := s.edited()
	s.focus = onRules
	return screen.Say{Text: m.said}, tea.Batch(cmd, s.loadRules())
}
