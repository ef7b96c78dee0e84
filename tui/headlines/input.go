package headlines

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
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

// input is a line that is being typed.
type input struct {
	purpose purpose
	line    textinput.Model
	article int64 // for a note
	reads   text.Clean
	fault   error
}

// limit is the most characters that may be typed.
const limit = 2_000

// ask begins a line of typing.
func (s *Screen) ask(p purpose, prompt, value string) tea.Cmd {
	line := textinput.New()
	line.SetVirtualCursor(false)
	line.SetStyles(textinput.Styles{})
	line.KeyMap.Paste.SetEnabled(false) // the terminal pastes
	line.Prompt = prompt
	line.CharLimit = limit
	line.SetWidth(max(s.width-ansi.StringWidth(prompt)-2, 1))
	line.SetValue(value)
	s.input = &input{purpose: p, line: line}
	cmd := s.input.line.Focus()
	s.check()
	s.settle()
	return cmd
}

func (i *input) cursor() int {
	if c := i.line.Cursor(); c != nil {
		return c.X
	}
	return 0
}

// check looks at a query while it is typed.
func (s *Screen) check() {
	in := s.input
	if in.purpose != narrowing {
		return
	}
	in.reads, in.fault = text.Clean{}, nil
	if q := strings.TrimSpace(in.line.Value()); q != "" {
		in.reads, in.fault = s.cfg.Explain.Check(q)
	}
}

// typed takes a key while a line is typed.
func (s *Screen) typed(m tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	switch {
	case s.cfg.Keys.Find(keymap.Input, "cancel").Is(m):
		s.input = nil
		s.settle()
		return screen.Nothing{}, nil
	case s.cfg.Keys.Find(keymap.Input, "accept").Is(m):
		return s.accept()
	}
	return screen.Nothing{}, s.edit(m)
}

// edit gives a message to the line that is typed.
func (s *Screen) edit(msg tea.Msg) tea.Cmd {
	if p, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: text.Line(p.Content).String()}
	}
	var cmd tea.Cmd
	s.input.line, cmd = s.input.line.Update(msg)
	s.check()
	return cmd
}

// accept takes what was typed.
func (s *Screen) accept() (screen.Action, tea.Cmd) {
	in, value := s.input, strings.TrimSpace(text.Line(s.input.line.Value()).String())
	if in.purpose == narrowing && value != "" && in.fault != nil {
		return screen.Nothing{}, nil // the fault stands below the line
	}
	s.input = nil
	s.settle()
	switch in.purpose {
	case narrowing:
		s.filter.Query, s.held = value, nil
		return screen.Nothing{}, s.renew()
	case noting:
		return screen.Nothing{}, s.do(news.SetNote, value, in.article)
	case finding:
		s.find = newNeedle(value)
		s.settle()
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
	if in := s.input; in != nil {
		lines := []string{t.Fit(in.line.View(), s.width)}
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
	if len(lines) == 0 && s.silent() {
		lines = append(lines, t.Quiet.Render(s.silence()))
	}
	return lines
}
