package article

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// doneMsg says that something was stored, or could not be.
type doneMsg struct {
	owner   *Model
	say     text.Clean // empty: nothing is to be said
	changed bool       // the other screens have something to take in
	err     error
}

// done tells what came of an act.
func (m *Model) done(msg doneMsg) (screen.Action, tea.Cmd) {
	if msg.owner != m {
		return screen.Nothing{}, nil
	}
	var cmd tea.Cmd
	if msg.changed {
		cmd = func() tea.Msg { return screen.Changed{} }
	}
	switch {
	case msg.err != nil:
		return screen.Fail{Err: msg.err}, cmd
	case msg.say.Len() > 0:
		return screen.Say{Text: msg.say}, cmd
	}
	return screen.Nothing{}, cmd
}

// act stores what the reader did, and says so when it is stored.
func (m *Model) act(act news.Act, note string, say text.Clean) (screen.Action, tea.Cmd) {
	if m.article.ID == 0 {
		return screen.Nothing{}, nil
	}
	ctx, data, id, undo := m.ctx, m.cfg.Mark, m.article.ID, m.leads("undo")
	return screen.Nothing{}, func() tea.Msg {
		_, err := data.Do(ctx, act, note, id)
		return doneMsg{owner: m, say: screen.Line(say, undo), changed: err == nil, err: err}
	}
}

// leads is a key and the short word for what it leads to: "z: undo".
func (m *Model) leads(row string) string {
	r := m.cfg.Keys.Find(keymap.Article, row)
	return r.Label() + ": " + r.Short
}

// actOnMark stores the reader's own decision, and says besides how the rules
// do by all of them.
func (m *Model) actOnMark(act news.Act, say text.Clean) (screen.Action, tea.Cmd) {
	action, stored := m.act(act, "", say)
	if stored == nil || m.cfg.Judge == nil {
		return action, stored
	}
	ctx, judge := m.ctx, m.cfg.Judge
	undo, rules := m.leads("undo"), m.leads("rules")
	return action, func() tea.Msg {
		done, ok := stored().(doneMsg)
		if !ok || done.err != nil {
			return done
		}
		n, of, err := judge.Disagree(ctx)
		if left := screen.Disagree(n, of); err == nil && left.Len() > 0 {
			done.say = screen.Line(text.Join(" ", say, left), undo, rules)
		}
		return done
	}
}

// read makes the report read and all of it known, or unread again.
func (m *Model) read() (screen.Action, tea.Cmd) {
	s := &m.article.State
	if s.Read && s.ReadTo >= m.article.Size.Sentences {
		m.readTo = 0
		return m.act(news.MarkUnread, "", text.Own("Unread again."))
	}
	return m.act(news.MarkRead, "", text.Own("Read, and all of it known."))
}

func (m *Model) star() (screen.Action, tea.Cmd) {
	if m.article.State.Starred {
		return m.act(news.Unstar, "", text.Own("No star any more."))
	}
	return m.act(news.Star, "", text.Own("Starred."))
}

// mark puts the reader's own decision on the report, or takes it away where
// it is that already.
func (m *Model) mark(mark news.Mark, act news.Act) (screen.Action, tea.Cmd) {
	switch {
	case m.article.State.Mark == mark:
		return m.actOnMark(news.ClearMark, text.Own("No mark any more; the rules decide."))
	case mark == news.OnStory:
		return m.actOnMark(act, text.Own("On the story."))
	}
	return m.actOnMark(act, text.Own("Off the story."))
}

// browser opens the report in the browser.
func (m *Model) browser() (screen.Action, tea.Cmd) {
	return browse(m.article.URL), nil
}

// browse opens an address, if it is one that may be opened.
func browse(raw string) screen.Action {
	if address, ok := pager.Address(raw); ok {
		return screen.Browse{URL: address}
	}
	return screen.Say{Text: text.Own("It has no address that a browser could open.")}
}

func (m *Model) copyLink() (screen.Action, tea.Cmd) {
	return copyOf(m.article.URL), nil
}

// copyOf puts an address on the clipboard.
func copyOf(raw string) screen.Action {
	if address, ok := pager.Address(raw); ok {
		return screen.Copy{Text: text.Line(address)}
	}
	return screen.Say{Text: text.Own("It has no address to copy.")}
}

// cite copies a citation: author, headline, outlet, day, address.
func (m *Model) cite() (screen.Action, tea.Cmd) {
	a := &m.article
	parts := []text.Clean{text.Join("", text.Own("“"), a.Headline, text.Own("”")), a.Outlet}
	if a.Byline.Len() > 0 && a.Byline != a.Outlet {
		parts = append([]text.Clean{a.Byline}, parts...)
	}
	if p := a.Dates.Published; p.From != news.FromNowhere && p.From != news.FromGuess {
		parts = append(parts, text.Line(p.Format("2 January 2006")))
	}
	if address, ok := pager.Address(a.URL); ok {
		parts = append(parts, text.Line(address))
	}
	return screen.Copy{Text: text.Join(", ", parts...)}, nil
}
