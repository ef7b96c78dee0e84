package search

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
)

// act does with a result what a row of the table of keys is for; ok is false
// if that is nothing.
func (s *Screen) act(name string, r *Result) (action screen.Action, cmd tea.Cmd, ok bool) {
	a := &r.Article
	switch name {
	case "open":
		return screen.Open{Article: a.ID, Sentence: r.Sentence}, nil, true
	case "star":
		act := news.Star
		if a.State.Starred {
			act = news.Unstar
		}
		return screen.Nothing{}, s.do(act, a.ID), true
	case "browser":
		return screen.Browse{URL: a.URL}, nil, true
	case "copy":
		return screen.Copy{Text: text.Line(a.URL)}, nil, true
	case "why":
		return screen.Nothing{}, s.why.Ask(s.ctx, a.ID), true
	}
	return nil, nil, false
}

func (s *Screen) do(act news.Act, id int64) tea.Cmd {
	ctx, mark := s.ctx, s.cfg.Mark
	return func() tea.Msg {
		_, err := mark.Do(ctx, act, "", id)
		return done{s, err}
	}
}

func (s *Screen) takeDone(m done) (screen.Action, tea.Cmd) {
	switch {
	case m.of != s:
		return screen.Nothing{}, nil
	case m.err != nil:
		return screen.Fail{Err: m.err}, nil
	}
	return screen.Nothing{}, func() tea.Msg { return screen.Changed{} }
}
