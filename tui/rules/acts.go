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
	ctx   context.Context
	cfg   Config
	why   *news.Why // the answer that lies over the list; nil: not asked
	top   int       // the first line of it that is shown
	asked int       // number of the last question
}

type (
	// done is what came of an act.
	done struct {
		of  *acts
		act news.Act
		id  int64
		err error
	}
	// explained is why an article is here.
	explained struct {
		of     *acts
		number int
		why    news.Why
		err    error
	}
)

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
		return screen.Nothing{}, a.question(art.ID), true
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

func (a *acts) question(id int64) tea.Cmd {
	a.asked++
	ctx, src, number := a.ctx, a.cfg.Explain, a.asked
	return func() tea.Msg {
		w, err := src.Why(ctx, id)
		return explained{a, number, w, err}
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
		a.why = nil
		return a.said(m.act), func() tea.Msg { return screen.Changed{} }, true
	case explained:
		switch {
		case m.of != a || m.number != a.asked:
			return nil, nil, false
		case m.err != nil:
			return screen.Fail{Err: m.err}, nil, true
		}
		a.why, a.top = &m.why, 0
		return screen.Nothing{}, nil, true
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
func (a *acts) whyKey(msg tea.KeyPressMsg, art *news.Article) (screen.Action, tea.Cmd) {
	is := func(name string) bool { return a.cfg.Keys.Find(kind, name).Is(msg) }
	switch {
	case is("back"), is("why"):
		a.why = nil
		a.asked++
	case is("down"):
		a.top++
	case is("up"):
		a.top = max(a.top-1, 0)
	case is("on") && art != nil:
		action, cmd, _ := a.act("on", art)
		return action, cmd
	case is("off") && art != nil:
		action, cmd, _ := a.act("off", art)
		return action, cmd
	default:
		return screen.Pass{Msg: msg}, nil
	}
	return screen.Nothing{}, nil
}

// over lays the answer over lines, away from the one at y.
func (a *acts) over(lines []string, width, y int) {
	t := a.cfg.Theme
	answer := why.Looks{Theme: t, Zone: a.cfg.Zone, Keys: a.rows("on", "off")}.Lines(*a.why, width)
	below := len(lines) - y - 1
	room := max(below, y)
	a.top = max(min(a.top, len(answer)-room), 0)
	answer = answer[a.top:min(a.top+room, len(answer))]
	if below >= y {
		copy(lines[len(lines)-len(answer):], answer)
		return
	}
	copy(lines, answer)
}
