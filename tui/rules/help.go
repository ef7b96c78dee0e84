package rules

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/list"
	"casewire/tui/screen"
)

// help is the sheet of words that would help.
type help struct {
	Help
	list.Scroll
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
	s.help.SetRows(len(m.help.Words), 1, 0)
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
		return screen.Nothing{}, s.useChosen()
	}
	for _, r := range s.cfg.Keys.Rows(kind) {
		if r.Is(m) && h.Go(r.Name) {
			return screen.Nothing{}, nil
		}
	}
	return screen.Pass{Msg: m}, nil
}

// useChosen puts the chosen word into the query.
func (s *Screen) useChosen() tea.Cmd {
	if i := s.help.Cursor(); i < len(s.help.Words) {
		return s.useWord(s.help.Words[i])
	}
	return nil
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

// helpHead is what stands above the words.
func (s *Screen) helpHead() []string {
	t, h := s.cfg.Theme, s.help
	lines := []string{t.Title.Render(t.Spread(" Words that would help", s.cfg.Keys.Find(kind, "back").Label()+" ", s.width))}
	if !h.loaded {
		return append(lines, t.Quiet.Render(" counting words"))
	}
	lines = append(lines, s.wrapped(h.From, 3)...)
	if len(h.Words) == 0 {
		return append(lines, "", " No word tells the two apart.")
	}
	return append(lines, t.Quiet.Render("  "+t.Fit("WORD", s.wordWidth())+t.Right("ON", 10)+t.Right("OFF", 12)))
}

// wordWidth is how wide the column of the words is.
func (s *Screen) wordWidth() int { return max(min(s.width-26, 23), 8) }

// drawHelp draws the sheet.
func (s *Screen) drawHelp() []string {
	t, h := s.cfg.Theme, s.help
	lines := s.helpHead()
	word, room := s.wordWidth(), max(s.height-len(lines), 1)
	for i := h.Top(); i < min(h.Top()+room, len(h.Words)); i++ {
		w := h.Words[i]
		ink, sign := t.On(i == h.Cursor()), "  "
		if i == h.Cursor() {
			sign = "> "
		}
		use := "asks for it"
		if w.On*h.Off < w.Off*h.On {
			use = "shuns it"
		}
		row := sign + t.Fit(w.Text.String(), word) + t.Right(text.Sprintf("%d of %d", w.On, h.On).String(), 10) +
			t.Right(text.Sprintf("%d of %d", w.Off, h.Off).String(), 12)
		if s.width >= narrow && i == h.Cursor() {
			row += "   " + s.cfg.Keys.Find(keymap.Input, "accept").Label() + " " + use
		}
		lines = append(lines, ink.Plain.Render(t.Fit(row, s.width)))
	}
	return lines
}
