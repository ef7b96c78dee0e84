package rules

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
	"casewire/tui/why"
)

// acts is what both screens of this package do with an article.
type acts struct {
	ctx context.Context
	cfg Config
	why why.Overlay
}

func newActs(ctx context.Context, cfg Config) *acts {
	return &acts{ctx, cfg, why.Overlay{Explain: cfg.Explain, Theme: cfg.Theme, Zone: cfg.Zone, Keys: cfg.Keys, Kind: kind}}
}

// done is what came of an act.
type done struct {
	of  *acts
	act news.Act
	id  int64
	err error
}

// act does with an article what a row of the table of keys is for; ok is false
// if that is nothing.
func (a *acts) act(name string, art *news.Article) (action screen.Action, cmd tea.Cmd, ok bool) {
	switch name {
	case "open":
		return screen.Open{Article: art.ID, Sentence: -1}, nil, true
	case "on":
		return screen.Nothing{}, a.do(either(art.State.Mark == news.OnStory, news.ClearMark, news.MarkOnStory), art.ID), true
	case "off":
		return screen.Nothing{}, a.do(either(art.State.Mark == news.OffStory, news.ClearMark, news.MarkOffStory), art.ID), true
	case "why":
		return screen.Nothing{}, a.why.Ask(a.ctx, art.ID), true
	}
	return nil, nil, false
}

func either(is bool, then, otherwise news.Act) news.Act {
	if is {
		return then
	}
	return otherwise
}

func (a *acts) do(act news.Act, id int64) tea.Cmd {
	ctx, mark := a.ctx, a.cfg.Mark
	return func() tea.Msg {
		_, err := mark.Do(ctx, act, "", id)
		return done{a, act, id, err}
	}
}

// mine takes what was asked for here; ok is false if it was not.
func (a *acts) mine(msg tea.Msg) (action screen.Action, cmd tea.Cmd, ok bool) {
	switch m := msg.(type) {
	case done:
		if m.of != a {
			return nil, nil, false
		}
		if m.err != nil {
			return screen.Fail{Err: m.err}, nil, true
		}
		a.why.Close()
		return a.said(m.act), func() tea.Msg { return screen.Changed{} }, true
	case screen.Answer[news.Why]:
		return a.why.Take(m), nil, true
	}
	return nil, nil, false
}

func (a *acts) said(act news.Act) screen.Action {
	what := map[news.Act]text.Clean{
		news.MarkOnStory: text.Own("On the story."), news.MarkOffStory: text.Own("Off the story."),
		news.ClearMark: text.Own("No mark any more; the rules decide."),
	}
	return screen.Say{Text: screen.Line(what[act], a.cfg.Keys.Find(kind, "undo").Label()+": undo")}
}

// whyKey takes a key while the answer is open; art is what it is about.
func (a *acts) whyKey(msg tea.KeyPressMsg, height int, art *news.Article) (screen.Action, tea.Cmd) {
	if a.why.Key(msg, height) {
		return screen.Nothing{}, nil
	}
	for _, name := range []string{"on", "off"} {
		if art != nil && a.cfg.Keys.Find(kind, name).Is(msg) {
			action, cmd, _ := a.act(name, art)
			return action, cmd
		}
	}
	return screen.Pass{Msg: msg}, nil
}

// over lays the answer over lines, away from the one at y.
func (a *acts) over(lines []string, width, y int) { a.why.Draw(lines, width, y, 1, "on", "off") }
