package rules

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	s.found.of = &s.trial
	action, cmd := s.take(msg)
	s.settle()
	return action, cmd
}

func (s *Screen) take(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		action, cmd := s.key(m)
		if s.trial.stale {
			return action, tea.Batch(cmd, s.tryAgain(true))
		}
		return action, cmd
	case tea.PasteMsg:
		return screen.Nothing{}, s.paste(m)
	case screen.Changed:
		return screen.Nothing{}, tea.Batch(s.loadRules(), s.tryAgain(false))
	case screen.Left:
		s.left()
	case screen.Answer[[]Rule]:
		return s.takeRules(m), nil
	case paused:
		if m.of == s && m.number == s.trial.number {
			return screen.Nothing{}, s.try(false)
		}
	case stepped:
		return s.takeStep(m)
	case saved:
		return s.takeSaved(m)
	case helped:
		return s.takeHelp(m), nil
	case done, screen.Answer[news.Why]:
		return s.answered(msg)
	}
	return screen.Nothing{}, nil
}

// left closes what lies on top. A trial under way ends, and begins again with
// the next key here.
func (s *Screen) left() {
	s.why.Close()
	s.name, s.help, s.trial.held = nil, nil, false
	if s.trial.running {
		s.endTrial()
		s.trial.stale = true
	}
}

// answered takes what came of an act or a question.
func (s *Screen) answered(msg tea.Msg) (screen.Action, tea.Cmd) {
	action, cmd, mine := s.mine(msg)
	if !mine {
		return screen.Nothing{}, nil
	}
	if m, ok := msg.(done); ok && m.err == nil {
		s.markedRow(m)
		s.trial.held = true
		return action, tea.Batch(cmd, s.tryAgain(true))
	}
	return action, cmd
}

// paste puts a text into the line that is typed.
func (s *Screen) paste(m tea.PasteMsg) tea.Cmd {
	switch {
	case s.name != nil:
		s.name.Update(m)
	case s.Typing():
		s.line.Update(m)
		return s.edited()
	}
	return nil
}

// key takes a key: what lies on top first, then what has the focus.
func (s *Screen) key(m tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	switch {
	case s.name != nil:
		return screen.Nothing{}, s.nameKey(m)
	case s.help != nil:
		return s.helpKey(m)
	case s.why.Open():
		return s.whyKey(m, s.height, s.chosenArticle())
	case s.focus == onQuery:
		return screen.Nothing{}, s.queryKey(m)
	}
	for _, r := range s.cfg.Keys.Rows(kind) {
		if !r.Is(m) {
			continue
		}
		if r.Name == "help-words" {
			return screen.Nothing{}, s.askHelp()
		}
		if s.focus == onRules {
			if action, cmd, ok := s.ruleKey(r.Name); ok {
				return action, cmd
			}
			continue
		}
		if action, ok := s.foundKey(r.Name); ok {
			return action, nil
		}
		if art := s.chosenArticle(); art != nil {
			if action, cmd, ok := s.act(r.Name, art); ok {
				return action, cmd
			}
		}
	}
	return screen.Pass{Msg: m}, nil
}

// queryKey takes a key while the query is typed.
func (s *Screen) queryKey(m tea.KeyPressMsg) tea.Cmd {
	keys := s.cfg.Keys
	switch {
	case keys.Find(keymap.Input, "cancel").Is(m):
		s.focus = onRules
	case keys.Find(keymap.Input, "accept").Is(m):
		s.askName()
	case keys.Find(kind, "pane").Is(m):
		if s.found.len() > 0 {
			s.focus = onFound
		}
	case keys.Find(kind, "help-words").Is(m):
		return s.askHelp()
	default:
		before := s.query()
		s.line.Update(m)
		if s.query() != before {
			return s.edited()
		}
	}
	return nil
}

// ruleKey does what a row of the table of keys does while the rules have the
// focus; ok is false if that is nothing.
func (s *Screen) ruleKey(name string) (action screen.Action, cmd tea.Cmd, ok bool) {
	if s.table.Go(name) {
		return screen.Nothing{}, nil, true
	}
	rule := s.chosenRule()
	switch {
	case name == "try":
		s.focus = onQuery
	case name == "pane" && s.found.len() > 0:
		s.focus = onFound
	case name == "pane":
		s.focus = onQuery
	case name == "open" && rule != nil:
		return screen.Push{Screen: newMatches(s.ctx, s.cfg, *rule)}, nil, true
	case name == "take" && rule != nil:
		s.line = input.New(text.Own("TRY "), text.Line(rule.Match), longest)
		s.focus = onQuery
		return screen.Nothing{}, s.edited(), true
	default:
		return nil, nil, false
	}
	return screen.Nothing{}, nil, true
}
