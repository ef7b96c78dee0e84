package rules

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// help is the sheet of words that would help.
type help struct {
	Help
	window
	loaded bool
}

// helped brings the words.
type helped struct {
	of   *help
	help Help
	err  error
}

// askHelp asks for the words.
func (s *Screen) askHelp() tea.Cmd {
	h := &help{}
	s.help = h
	ctx, lab, query := s.ctx, s.cfg.Lab, s.query()
	return func() tea.Msg {
		got, err := lab.Help(ctx, query)
		return helped{h, got, err}
	}
}

func (s *Screen) takeHelp(m helped) screen.Action {
	if m.of != s.help || s.help == nil {
		return screen.Nothing{}
	}
	if m.err != nil {
		s.help = nil
		return screen.Fail{Err: m.err}
	}
	s.help.Help, s.help.loaded = m.help, true
	return screen.Nothing{}
}

// helpKey takes a key while the words are shown.
func (s *Screen) helpKey(m tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	h := s.help
	is := func(name string) bool { return s.cfg.Keys.Find(kind, name).Is(m) }
	switch {
	case is("help-words"), s.cfg.Keys.Find(keymap.Input, "cancel").Is(m), is("back"):
		s.help = nil
		return screen.Nothing{}, nil
	case s.cfg.Keys.Find(keymap.Input, "accept").Is(m), is("open"):
		if h.cursor < len(h.Words) {
			cmd := s.useWord(h.Words[h.cursor])
			return screen.Nothing{}, cmd
		}
		return screen.Nothing{}, nil
	}
	for _, r := range s.cfg.Keys.Rows(kind) {
		if n, ok := step(r.Name, len(h.Words), s.height-3); ok && r.Is(m) {
			h.move(n, len(h.Words), s.height-3)
			return screen.Nothing{}, nil
		}
	}
	return screen.Pass{Msg: m}, nil
}

// useWord puts a word into the query: one that tells what is on the story as
// something to ask for, another as something to shun.
func (s *Screen) useWord(w Word) tea.Cmd {
	query, op := s.query(), " AND "
	if h := s.help; w.On*h.Off < w.Off*h.On {
		op = " NOT "
	}
	word := w.Text.String()
	switch {
	case query != "":
		word = grouped(query) + op + word
	case op == " NOT ":
		word = "NOT " + word
	}
	s.help = nil
	s.line = input.New(text.Own("TRY "), text.Line(word), longest)
	s.focus = onQuery
	return s.edited()
}

// grouped puts a query into parentheses, so that it stays one thing beside
// another operator.
func grouped(query string) string {
	if !strings.Contains(query, " ") {
		return query
	}
	return "(" + query + ")"
}

// drawHelp draws the sheet.
func (s *Screen) drawHelp() (lines []string, y int) {
	t, h := s.cfg.Theme, s.help
	lines = append(lines, t.Title.Render(t.Spread(" Words that would help", s.cfg.Keys.Find(kind, "back").Label()+" ", s.width)))
	if !h.loaded {
		return append(lines, t.Quiet.Render(" counting words")), 1
	}
	lines = append(lines, s.wrapped(h.From, 3)...)
	if len(h.Words) == 0 {
		return append(lines, "", " No word tells the two apart."), 1
	}
	word := max(min(s.width-26, 23), 8)
	lines = append(lines, t.Quiet.Render("  "+t.Fit("WORD", word)+t.Right("ON", 10)+t.Right("OFF", 12)))
	room := max(s.height-len(lines), 1)
	h.move(0, len(h.Words), room)
	for i := h.top; i < min(h.top+room, len(h.Words)); i++ {
		w := h.Words[i]
		ink, sign := t.On(i == h.cursor), "  "
		if i == h.cursor {
			sign, y = "> ", len(lines)
		}
		use := "asks for it"
		if w.On*h.Off < w.Off*h.On {
			use = "shuns it"
		}
		row := sign + t.Fit(w.Text.String(), word) + t.Right(text.Sprintf("%d of %d", w.On, h.On).String(), 10) +
			t.Right(text.Sprintf("%d of %d", w.Off, h.Off).String(), 12)
		if s.width >= narrow {
			row += "   " + s.cfg.Keys.Find(keymap.Input, "accept").Label() + " " + use
		}
		lines = append(lines, ink.Plain.Render(t.Fit(row, s.width)))
	}
	return lines, y
}
