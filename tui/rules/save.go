package rules

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// saved is what came of saving a rule.
type saved struct {
	of *Screen
	Saved
	err error
}

// kinds are those of rules, as they are gone through.
var kinds = [...]news.RuleKind{news.KeepRule, news.DropRule, news.AlertRule, news.TagRule} //nolint:gochecknoglobals // table

// askName asks what the rule is to be called and to do, if the query can be
// read.
func (s *Screen) askName() {
	if s.as.Len() > 0 {
		s.name, s.kindAt = input.New(text.Own("NAME"), text.Clean{}, 100), 0
	}
}

// nameKey takes a key while the name is typed.
func (s *Screen) nameKey(m tea.KeyPressMsg) tea.Cmd {
	switch keys := s.cfg.Keys; {
	case keys.Find(keymap.Input, "cancel").Is(m):
		s.name = nil
	case keys.Find(keymap.Input, "accept").Is(m):
		ctx, lab, r := s.ctx, s.cfg.Lab, news.Rule{Kind: kinds[s.kindAt], Name: s.name.Value(), Match: s.query()}
		s.name = nil
		return func() tea.Msg {
			did, err := lab.Save(ctx, r)
			return saved{s, did, err}
		}
	case keys.Find(kind, "pane").Is(m):
		s.kindAt = (s.kindAt + 1) % len(kinds)
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
	said := m.Said
	if m.Undo {
		said = screen.Line(said, s.cfg.Keys.Find(kind, "undo").Label()+": undo")
	}
	return screen.Say{Text: said}, tea.Batch(cmd, s.loadRules())
}

// drawName draws what the rule is to be called and to do.
func (s *Screen) drawName(f *frame) {
	view, x := s.name.View(s.width)
	f.x, f.y, f.cursor = x, len(f.lines), true
	if s.name.Value().Len() == 0 {
		view = s.cfg.Theme.Spread(view, "none: its first words ", s.width)
	}
	f.add([]string{view, s.drawKinds()})
	f.add(s.wrapped(s.whatSaving(), 2))
}

// drawKinds draws the kinds that the rule may have, the chosen one in brackets.
func (s *Screen) drawKinds() string {
	line := " KIND "
	for i, k := range kinds {
		if i == s.kindAt {
			line += s.cfg.Theme.Title.Render("[" + k.String() + "]")
		} else {
			line += " " + k.String() + " "
		}
	}
	return line
}

// whatSaving says what it means to save the query as a rule of the chosen kind.
func (s *Screen) whatSaving() text.Clean {
	p := &s.trial.shown.part
	does := map[news.RuleKind]string{
		news.KeepRule:  "What it matches is about the story.",
		news.DropRule:  "What it matches is not about the story, whatever a keep rule says.",
		news.AlertRule: "What is kept and matches it is announced.",
		news.TagRule:   "What is kept and matches it gets the name as a label.",
	}[kinds[s.kindAt]]
	if p.Done {
		stays := screen.Number(p.Kept - p.Gained)
		does = map[news.RuleKind]string{
			news.KeepRule:  "Beside the other keep rules it adds " + screen.Number(p.Gained) + ", and nothing is lost.",
			news.DropRule:  "It takes " + stays + " off the story that are kept now, whatever a keep rule says.",
			news.AlertRule: "It announces what is kept and matches: " + stays + " so far.",
			news.TagRule:   "It labels with its name what is kept and matches: " + stays + " so far.",
		}[kinds[s.kindAt]]
	}
	return text.Line(does)
}
