package people

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// key does what a key is for.
func (s *Screen) key(msg tea.KeyPressMsg) screen.Action {
	if s.search.line != nil {
		return s.typed(msg)
	}
	for _, r := range s.cfg.Keys.Rows(keymap.People) {
		if !r.Is(msg) {
			continue
		}
		if s.why != nil && s.whyKey(r.Name) {
			return screen.Nothing{}
		}
		if s.current().Go(r.Name) {
			return screen.Nothing{}
		}
		if a := s.act(r.Name); a != nil {
			return a
		}
	}
	return screen.Pass{Msg: msg}
}

// act does what a row of the table of that name is for; nil if nothing.
func (s *Screen) act(name string) screen.Action {
	switch name {
	case "narrow":
		return s.ask(text.Own("&"), s.search.narrow)
	case "find":
		return s.ask(text.Own("/"), s.search.needle)
	case "next":
		return s.seek(1)
	case "prev":
		return s.seek(-1)
	case "back":
		return s.back()
	}
	if p := s.chosen(); p != nil {
		return s.actOn(name, p)
	}
	return nil
}

// actOn does what a row of the table does with a person, or with what is
// chosen on the person's page; nil if nothing.
func (s *Screen) actOn(name string, p *named) screen.Action {
	e := s.page.chosen()
	switch {
	case name == "why":
		s.why = &why{}
	case name == "pane":
		s.inside = !s.inside
	case name == "open" && !s.inside:
		s.inside = true
	case name == "open" && e != nil:
		return screen.Open{Article: e.article, Sentence: e.sentence}
	case name == "copy" && s.inside && e != nil:
		return screen.Copy{Text: e.copy}
	case name == "copy":
		return screen.Copy{Text: p.Name}
	case name == "open":
	default:
		return nil
	}
	return screen.Nothing{}
}

// back goes from the page to the list, then takes away what is looked for and
// what the list is narrowed by; nil if there is nothing to go out of.
func (s *Screen) back() screen.Action {
	switch {
	case s.inside:
		s.inside = false
	case !s.search.needle.Empty():
		s.search.needle = input.Words{}
	case !s.search.narrow.Empty():
		s.narrow(input.Words{})
	default:
		return nil
	}
	return screen.Nothing{}
}

// search is what is looked for among the people.
type search struct {
	narrow  input.Words // the list is narrowed by it
	needle  input.Words // n goes to the next that has it
	line    *input.Line // what is typed; nil: nothing is
	narrows bool        // it is typed to narrow the list
}

// ask opens a line to be typed in.
func (s *Screen) ask(sign text.Clean, w input.Words) screen.Action {
	s.inside = false
	s.search.line, s.search.narrows = input.New(sign, w.Typed, 200), sign == text.Own("&")
	return screen.Nothing{}
}

// typed gives a key to the line.
func (s *Screen) typed(msg tea.KeyPressMsg) screen.Action {
	l := s.search.line
	switch keys := s.cfg.Keys; {
	case keys.Find(keymap.Input, "cancel").Is(msg):
		s.search.line = nil
	case keys.Find(keymap.Input, "accept").Is(msg):
		s.search.line = nil
		w := input.WordsOf(l.Value())
		if s.search.narrows {
			s.narrow(w)
			break
		}
		s.search.needle = w
		return s.seek(1)
	default:
		l.Update(msg)
	}
	return screen.Nothing{}
}

// narrow lists those whose names and roles have the words.
func (s *Screen) narrow(w input.Words) {
	name := s.name()
	s.search.narrow = w
	s.list(name)
}

// seek goes to the next person who has the words, or to the one before, and
// round at the ends.
func (s *Screen) seek(dir int) screen.Action {
	n := len(s.rows)
	if s.search.needle.Empty() {
		return screen.Nothing{}
	}
	for i := 1; i <= n; i++ {
		at := ((s.scroll.Cursor()+i*dir)%n + n) % n
		if s.search.needle.In(s.all.people[s.rows[at]].folded) {
			s.scroll.GoTo(at)
			return screen.Nothing{}
		}
	}
	return screen.Say{Text: text.Sprintf("Nobody here is called “%s”.", s.search.needle.Typed)}
}
