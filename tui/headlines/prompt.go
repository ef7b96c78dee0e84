package headlines

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// purpose is what is being typed.
type purpose int

const (
	finding purpose = iota
	narrowing
	noting
)

// prompt is a line that is being typed.
type prompt struct {
	purpose purpose
	line    *input.Line
	article news.Article // for a note
	reads   text.Clean
	fault   error
}

// limit is the most characters that may be typed.
const limit = 2_000

// ask begins a line of typing.
func (s *Screen) ask(p purpose, name, value text.Clean) {
	s.prompt = &prompt{purpose: p, line: input.New(name, value, limit)}
	s.check()
}

// check looks at a query while it is typed.
func (s *Screen) check() {
	in := s.prompt
	if in.purpose != narrowing {
		return
	}
	in.reads, in.fault = text.Clean{}, nil
	if q := in.line.Value(); q.Len() > 0 {
		in.reads, in.fault = s.cfg.Explain.Check(q.String())
	}
}

// typed takes a key while a line is typed.
func (s *Screen) typed(m tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	switch {
	case s.cfg.Keys.Find(keymap.Input, "cancel").Is(m):
		s.prompt = nil
		return screen.Nothing{}, nil
	case s.cfg.Keys.Find(keymap.Input, "accept").Is(m):
		return s.accept()
	}
	s.edit(m)
	return screen.Nothing{}, nil
}

// edit gives a message to the line that is typed.
func (s *Screen) edit(msg tea.Msg) {
	s.prompt.line.Update(msg)
	s.check()
}

// accept takes what was typed.
func (s *Screen) accept() (screen.Action, tea.Cmd) {
	in, value := s.prompt, s.prompt.line.Value().String()
	if in.purpose == narrowing && value != "" && in.fault != nil {
		return screen.Nothing{}, nil // the fault stands below the line
	}
	s.prompt = nil
	switch in.purpose {
	case narrowing:
		s.filter.Query, s.held = value, nil
		return screen.Nothing{}, s.renew()
	case noting:
		return screen.Nothing{}, s.do(news.SetNote, value, &in.article)
	case finding:
		s.find = newNeedle(value)
		if c := s.rows.Chosen(); s.find.empty() || c != nil && s.find.in(c) {
			return screen.Nothing{}, nil
		}
		return s.seek(false)
	}
	return screen.Nothing{}, nil
}

// bar is what stands below the list: the line that is typed, or how the list
// is narrowed and what is searched for.
func (s *Screen) bar() []string {
	t := s.cfg.Theme
	if in := s.prompt; in != nil {
		view, _ := in.line.View(s.width)
		lines := []string{t.Fit(view, s.width)}
		switch {
		case in.purpose != narrowing:
		case in.fault != nil:
			lines = append(lines, t.Alarm.Render(t.Fit("   "+text.Line(in.fault.Error()).String(), s.width)))
		case in.reads.Len() > 0:
			lines = append(lines, t.Quiet.Render(t.Fit("   reads as: "+in.reads.String(), s.width)))
		default:
			lines = append(lines, t.Quiet.Render(t.Fit("   words, \"a phrase\", title: site: is:unread before:2022-10", s.width)))
		}
		return lines
	}
	var lines []string
	back := s.cfg.Keys.Find(kind, "back").Label() + ": clear "
	if s.filter.Query != "" {
		lines = append(lines, t.Spread(" & "+text.Line(s.filter.Query).String(), back, s.width))
	}
	if !s.find.empty() {
		hint := s.cfg.Keys.Find(kind, "next").Label() + " " + s.cfg.Keys.Find(kind, "prev").Label() + ": next, before   " + back
		lines = append(lines, t.Spread(" / "+text.Line(s.find.typed).String(), hint, s.width))
	}
	if s.cfg.Feed != "" && len(lines) == 0 {
		what := text.Join("", text.Own("All from "), s.cfg.Outlet, text.Own(": x dropped, ? near miss"))
		back := s.cfg.Keys.Find(kind, "back").Label() + ": back "
		lines = append(lines, t.Quiet.Render(t.Spread(" "+what.String(), back, s.width)))
	}
	switch {
	case len(lines) > 0:
	case s.untouched():
		lines = append(lines, s.allNew())
	case s.silent():
		lines = append(lines, t.Quiet.Render(s.silence()))
	}
	return lines
}
