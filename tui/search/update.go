package search

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

type (
	// paused says that nothing was typed for a while.
	paused struct {
		of     *Screen
		number int
	}
	// done is what came of an act.
	done struct {
		of  *Screen
		err error
	}
)

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	action, cmd := s.update(msg)
	s.settle()
	return action, cmd
}

func (s *Screen) update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return s.key(m)
	case tea.PasteMsg:
		if s.Typing() {
			s.line.Update(m)
			return screen.Nothing{}, s.edited()
		}
	case screen.Asked:
		return screen.Nothing{}, s.askFor(m.Query)
	case screen.Changed:
		if s.searched != "" && s.results.Len() > 0 {
			return screen.Nothing{}, s.results.Reload()
		}
	case screen.Left:
		s.why.Close()
	case paused:
		if m.of == s && m.number == s.number {
			return screen.Nothing{}, s.search()
		}
	case screen.Answer[Spelling]:
		return s.takeSpelling(m), nil
	case done:
		return s.takeDone(m)
	case screen.Answer[news.Why]:
		s.results.Stay()
		return s.why.Take(m), nil
	default:
		return s.taken(msg)
	}
	return screen.Nothing{}, nil
}

// edited looks at the query after a key: it is read at once, and searched when
// typing pauses.
func (s *Screen) edited() tea.Cmd {
	s.number++
	s.read()
	if s.as.Len() == 0 {
		s.results.Cancel()
		if s.query() == "" {
			s.searched = ""
		}
		return nil
	}
	number := s.number
	return tea.Tick(s.pause, func(time.Time) tea.Msg { return paused{s, number} })
}

// read says how the query is read, or what is wrong with it.
func (s *Screen) read() {
	s.as, s.fault = text.Clean{}, nil
	if query := s.query(); query != "" {
		as, faults := s.cfg.Search.Read(query)
		s.as, s.fault = as, input.Worst(faults)
	}
}

// search looks for the query, unless its results are here.
func (s *Screen) search() tea.Cmd {
	query := s.query()
	if s.as.Len() == 0 || query == s.searched {
		return nil
	}
	s.spell.Stop()
	s.searched, s.loaded, s.spelling = query, false, nil
	s.results.Use(s.loader(query), true)
	return s.results.Top()
}

// taken gives the list the results that it asked for. If there are none, it is
// asked which words are known.
func (s *Screen) taken(msg tea.Msg) (screen.Action, tea.Cmd) {
	cmd, mine, err := s.results.Update(msg)
	if !mine {
		return screen.Nothing{}, nil
	}
	if err != nil {
		return screen.Fail{Err: err}, cmd
	}
	s.loaded = true
	if s.results.Len() > 0 || s.results.Searching() {
		return screen.Nothing{}, cmd
	}
	s.typing = true
	src, query := s.cfg.Search, s.searched
	return screen.Nothing{}, tea.Batch(cmd, s.spell.Start(s.ctx, func(ctx context.Context) (Spelling, error) {
		return src.Spell(ctx, query)
	}))
}

func (s *Screen) takeSpelling(m screen.Answer[Spelling]) screen.Action {
	switch {
	case !s.spell.Ends(m):
	case m.Err != nil:
		return screen.Fail{Err: m.Err}
	default:
		s.spelling = &m.Value
	}
	return screen.Nothing{}
}

// key takes a key: to the query, to the answer on top, or to the results.
func (s *Screen) key(m tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	switch {
	case s.why.Open():
		if s.why.Key(m, s.height) {
			return screen.Nothing{}, nil
		}
		return screen.Pass{Msg: m}, nil
	case s.typing:
		return s.typed(m)
	}
	s.results.Stay()
	for _, r := range s.cfg.Keys.Rows(kind) {
		if !r.Is(m) {
			continue
		}
		if move := s.moves(r.Name); move != nil {
			return screen.Nothing{}, move()
		}
		if r.Name == "find" || r.Name == "search" { // its own digit, once more
			s.typing = true
			return screen.Nothing{}, nil
		}
		if c := s.results.Chosen(); c != nil {
			if action, cmd, ok := s.act(r.Name, c); ok {
				return action, cmd
			}
		}
	}
	return screen.Pass{Msg: m}, nil
}

// typed takes a key while the query is typed.
func (s *Screen) typed(m tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	keys := s.cfg.Keys
	switch {
	case keys.Find(keymap.Input, "cancel").Is(m):
		if s.results.Len() > 0 && s.searched != "" {
			s.typing = false
			return screen.Nothing{}, nil
		}
		return screen.Back{}, nil
	case keys.Find(keymap.Input, "accept").Is(m):
		return screen.Nothing{}, s.accept()
	case m.Code == tea.KeyDown, keys.Find(kind, "pane").Is(m):
		s.typing = s.searched == "" || s.results.Len() == 0
		return screen.Nothing{}, nil
	}
	before := s.query()
	s.line.Update(m)
	if s.query() != before {
		return screen.Nothing{}, s.edited()
	}
	return screen.Nothing{}, nil
}

// accept goes to the results, or searches what may have been meant.
func (s *Screen) accept() tea.Cmd {
	if b := s.better(); b.Len() > 0 {
		s.line = newLine(b)
		s.number++
		s.read()
		return s.search()
	}
	if s.as.Len() == 0 {
		return nil // the fault stands below the line
	}
	s.number++
	cmd := s.search()
	s.typing = cmd == nil && s.results.Len() == 0
	return cmd
}

// moves is what a row of the table of keys does to the cursor; nil if nothing.
func (s *Screen) moves(name string) func() tea.Cmd {
	l := s.results
	return map[string]func() tea.Cmd{
		"down": func() tea.Cmd { return l.Move(1) }, "up": func() tea.Cmd { return l.Move(-1) },
		"half-down": func() tea.Cmd { return l.Page(1) }, "half-up": func() tea.Cmd { return l.Page(-1) },
		"page-down": func() tea.Cmd { return l.Page(2) }, "page-up": func() tea.Cmd { return l.Page(-2) },
		"first": func() tea.Cmd { return l.Move(-l.Len()) }, "last": l.Last,
	}[name]
}
