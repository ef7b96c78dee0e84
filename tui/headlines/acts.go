package headlines

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
)

// bindActs ties the rows that do something to the chosen report.
func (s *Screen) bindActs(to func(string, func(tea.KeyPressMsg) (screen.Action, tea.Cmd))) {
	row := func(name string, do func(*news.Article) (screen.Action, tea.Cmd)) {
		to(name, func(tea.KeyPressMsg) (screen.Action, tea.Cmd) {
			if a := s.target(); a != nil {
				return do(a)
			}
			return screen.Nothing{}, nil
		})
	}
	act := func(name string, choose func(*news.Article) news.Act) {
		row(name, func(a *news.Article) (screen.Action, tea.Cmd) {
			return screen.Nothing{}, s.do(choose(a), "", a)
		})
	}
	row("open", func(*news.Article) (screen.Action, tea.Cmd) {
		if t := s.inside(); t != nil && len(t.articles) > 1 {
			s.open.apart = true
			s.open.sort()
			return screen.Nothing{}, nil
		}
		open, _ := s.Pointed()
		return open, nil
	})
	row("browser", func(a *news.Article) (screen.Action, tea.Cmd) { return screen.Browse{URL: a.URL}, nil })
	row("copy", func(a *news.Article) (screen.Action, tea.Cmd) { return screen.Copy{Text: text.Line(a.URL)}, nil })
	row("cite", func(a *news.Article) (screen.Action, tea.Cmd) { return screen.Copy{Text: s.citation(a)}, nil })
	row("why", func(a *news.Article) (screen.Action, tea.Cmd) {
		return screen.Nothing{}, s.why.Ask(s.ctx, a.Report.Shown)
	})
	row("note", func(a *news.Article) (screen.Action, tea.Cmd) {
		s.ask(noting, text.Own("Note:"), a.State.Note)
		s.prompt.article = *a
		return screen.Nothing{}, nil
	})
	act("read", func(a *news.Article) news.Act { return either(a.State.Read, news.MarkUnread, news.MarkRead) })
	act("star", func(a *news.Article) news.Act { return either(a.State.Starred, news.Unstar, news.Star) })
	act("on", func(a *news.Article) news.Act {
		return either(a.State.Mark == news.OnStory, news.ClearMark, news.MarkOnStory)
	})
	act("off", func(a *news.Article) news.Act {
		return either(a.State.Mark == news.OffStory, news.ClearMark, news.MarkOffStory)
	})
	to("dismiss", func(tea.KeyPressMsg) (screen.Action, tea.Cmd) { return screen.Nothing{}, s.doAll(news.Dismiss) })
	to("begin", func(tea.KeyPressMsg) (screen.Action, tea.Cmd) { return screen.Nothing{}, s.doAll(news.MarkRead) })
}

func either(is bool, then, otherwise news.Act) news.Act {
	if is {
		return then
	}
	return otherwise
}

// done is what came of an act.
type done struct {
	of  *Screen
	act news.Act
	all bool
	ids []int64
	n   int
	err error
	// left is what is to be said of the rules, once a mark was stored.
	left text.Clean
}

// do does an act to an article; if it stands for a report, and the act is about
// what that tells, to all of its articles.
func (s *Screen) do(act news.Act, note string, a *news.Article) tea.Cmd {
	ctx, mark, judge, src, ids, cluster := s.ctx, s.cfg.Mark, s.cfg.Judge, s.cfg.Members, []int64{a.ID}, a.Report.Cluster
	own := act == news.Star || act == news.Unstar || act == news.SetNote
	whole := !own && s.filter.Reports && !s.rest && s.inside() == nil && a.Report.Outlets > 1
	return func() tea.Msg {
		if whole {
			members, err := src.Members(ctx, cluster)
			if err != nil {
				return done{of: s, act: act, err: err}
			}
			ids = ids[:0]
			for i := range members {
				ids = append(ids, members[i].ID)
			}
		}
		n, err := mark.Do(ctx, act, note, ids...)
		d := done{of: s, act: act, ids: ids, n: n, err: err}
		if err == nil && judge != nil && marks(act) {
			if n, of, err := judge.Disagree(ctx); err == nil {
				d.left = screen.Disagree(n, of)
			}
		}
		return d
	}
}

// marks reports whether an act is the reader's own decision on a report.
func marks(act news.Act) bool {
	return act == news.MarkOffStory || act == news.MarkOnStory || act == news.ClearMark
}

// doAll does an act to all that is shown.
func (s *Screen) doAll(act news.Act) tea.Cmd {
	ctx, mark, filter := s.ctx, s.cfg.Mark, s.filter
	if s.rest {
		filter.Decisions = []news.Decision{news.NearMiss, news.Drop}
	}
	return func() tea.Msg {
		n, err := mark.DoAll(ctx, act, filter)
		return done{of: s, act: act, all: true, n: n, err: err}
	}
}

// done says what came of an act, and has all screens look again.
func (s *Screen) done(m done) (screen.Action, tea.Cmd) {
	if m.of != s {
		return screen.Nothing{}, nil
	}
	if m.err != nil {
		return screen.Fail{Err: m.err}, nil
	}
	if marks(m.act) {
		s.hold(m.ids)
	}
	var again tea.Cmd
	if a := s.rows.Chosen(); s.why.Open() && a != nil {
		again = s.why.Ask(s.ctx, a.Report.Shown)
	}
	return s.saidOf(m), tea.Batch(again, func() tea.Msg { return screen.Changed{} })
}

// hold keeps rows in the list that a mark would take out of it.
func (s *Screen) hold(ids []int64) {
	for _, a := range s.rows.Rows() {
		if slices.Contains(ids, a.ID) {
			if s.held == nil {
				s.held = map[int64]news.Decision{}
			}
			s.held[a.ID] = a.Verdict.Decision
		}
	}
}

// saidOf is the line about an act; none where the row itself tells.
func (s *Screen) saidOf(m done) screen.Action {
	undo := s.cfg.Keys.Find(kind, "undo").Label() + ": undo"
	switch {
	case marks(m.act):
		what := map[news.Act]text.Clean{
			news.MarkOffStory: text.Own("Off the story."), news.MarkOnStory: text.Own("On the story."),
			news.ClearMark: text.Own("No mark any more; the rules decide."),
		}[m.act]
		if m.left.Len() > 0 {
			return say(text.Join(" ", what, m.left), undo, s.cfg.Keys.Find(kind, "rules").Label()+": rules")
		}
		return say(what, undo)
	case m.act == news.SetNote:
		return say(text.Own("Noted."), undo)
	case m.all && m.n == 0:
		return say(text.Own("Nothing here is unread."))
	case m.all && m.act == news.Dismiss:
		return say(screen.Count(m.n, "article dismissed (it still counts as unread text).", "articles dismissed (they still count as unread text)."), undo)
	case m.all:
		return say(screen.Count(m.n, "article is known from here on.", "articles are known from here on."), undo)
	}
	return screen.Nothing{}
}

// citation names a report as a footnote would.
func (s *Screen) citation(a *news.Article) text.Clean {
	at := a.Dates.Published.Time
	if at.IsZero() {
		at = a.Dates.Sort
	}
	day := at.In(s.cfg.Zone).Format("2 January 2006")
	if a.Byline.Len() > 0 {
		return text.Sprintf("%s: “%s”, %s, %s, %s", a.Byline, a.Headline, a.Outlet, day, a.URL)
	}
	return text.Sprintf("“%s”, %s, %s, %s", a.Headline, a.Outlet, day, a.URL)
}
