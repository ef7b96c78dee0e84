package timeline

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// key does what a key is for.
func (s *Screen) key(msg tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	if s.prompt != nil {
		return s.typed(msg), nil
	}
	for _, r := range s.cfg.Keys.Rows(keymap.Timeline) {
		if !r.Is(msg) {
			continue
		}
		if s.scroll.Go(r.Name) {
			return screen.Nothing{}, nil
		}
		if a := s.act(r.Name); a != nil {
			return a, nil
		}
	}
	return screen.Pass{Msg: msg}, nil
}

// act does what a row of the table of that name is for; nil if nothing.
func (s *Screen) act(name string) screen.Action {
	switch name {
	case "month-up":
		s.month(-1)
		return screen.Nothing{}
	case "month-down":
		s.month(1)
		return screen.Nothing{}
	case "narrow":
		return s.ask(text.Own("&"), s.words)
	case "find":
		return s.ask(text.Own("/"), s.needle)
	case "next":
		return s.seek(1)
	case "prev":
		return s.seek(-1)
	case "back":
		return s.back()
	}
	if e := s.chosen(); e != nil {
		return s.actOn(name, e)
	}
	return nil
}

// actOn does what a row of the table does with an event; nil if nothing.
func (s *Screen) actOn(name string, e *event) screen.Action {
	switch name {
	case "open":
		if e.Article == 0 && e.Mentions == 0 {
			return screen.Say{Text: text.Own("This line is from the story file; no article tells of its date.")}
		}
		return screen.Push{Screen: newSources(s.ctx, s.cfg, e.Event)}
	case "browser":
		if a, ok := pager.Address(e.URL); ok {
			return screen.Browse{URL: a}
		}
		open := s.cfg.Keys.Find(keymap.Timeline, "open").Label()
		return screen.Say{Text: screen.Line(text.Own("This line has no link of its own."), open+": its articles")}
	case "copy":
		return screen.Copy{Text: citation(&e.Event)}
	}
	return nil
}

// back takes away what is looked for, then what the list is narrowed by; nil
// if there is neither.
func (s *Screen) back() screen.Action {
	switch {
	case !s.needle.Empty():
		s.needle = input.Words{}
	case !s.words.Empty():
		s.narrow(input.Words{})
	default:
		return nil
	}
	s.settle()
	return screen.Nothing{}
}

// narrow lists the events that have the words.
func (s *Screen) narrow(w input.Words) {
	chosen := s.chosen()
	s.words = w
	s.list(chosen)
}

// month goes to the first event of the month below, or to the first of this
// month, or of the one above.
func (s *Screen) month(dir int) {
	at := s.scroll.Cursor()
	if len(s.rows) == 0 {
		return
	}
	if dir < 0 {
		at = max(at-1, 0)
		for at > 0 && s.section(at) == s.section(at-1) {
			at--
		}
		s.scroll.GoTo(at)
		return
	}
	from := s.section(at)
	for at < len(s.rows)-1 && s.section(at) == from {
		at++
	}
	s.scroll.GoTo(at)
}

// seek goes to the next event that has the words, or to the one before, and
// round at the ends.
func (s *Screen) seek(dir int) screen.Action {
	n := len(s.rows)
	if s.needle.Empty() {
		return screen.Nothing{}
	}
	for i := 1; i <= n; i++ {
		at := ((s.scroll.Cursor()+i*dir)%n + n) % n
		if s.needle.In(s.all[s.rows[at]].folded) {
			s.scroll.GoTo(at)
			return screen.Nothing{}
		}
	}
	return screen.Say{Text: text.Sprintf("No event here says “%s”.", s.needle.Typed)}
}

// prompt is a line that is typed: words to narrow the list by, or to look for.
type prompt struct {
	line    *input.Line
	narrows bool
}

// ask opens it.
func (s *Screen) ask(sign text.Clean, w input.Words) screen.Action {
	s.prompt = &prompt{input.New(sign, w.Typed, 200), sign == text.Own("&")}
	s.settle()
	return screen.Nothing{}
}

// typed gives a key to the line.
func (s *Screen) typed(msg tea.KeyPressMsg) screen.Action {
	p := s.prompt
	switch keys := s.cfg.Keys; {
	case keys.Find(keymap.Input, "cancel").Is(msg):
		s.prompt = nil
	case keys.Find(keymap.Input, "accept").Is(msg):
		s.prompt = nil
		w := input.WordsOf(p.line.Value())
		if p.narrows {
			s.narrow(w)
			break
		}
		s.needle = w
		s.settle()
		return s.seek(1)
	default:
		p.line.Update(msg)
		return screen.Nothing{}
	}
	s.settle()
	return screen.Nothing{}
}
