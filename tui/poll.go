package tui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// Ask is what to poll.
type Ask struct {
	Feed  string // its address as written; empty: all that are due
	Force bool   // also those that are not due
	Asked bool   // the reader wants it, and is told what came of it
}

// A Turn is what a poll tells.
type Turn struct {
	news.Progress
	Err error // ends the poll
}

// A Poller asks the feeds.
type Poller interface {
	// Poll begins a round and returns at once. The channel tells how far it is,
	// at last with Done or Err, and is closed then; what is told too fast may be
	// left out. It is called in a command; the round ends with ctx.
	Poll(ctx context.Context, ask Ask) <-chan Turn
}

// poll is the round under way, or the last one.
type poll struct {
	running bool
	ask     Ask
	now     news.Progress
	told    int  // reports that the screens have heard of
	done    bool // one has been done
	ours    bool // the state known now may miss what we polled ourselves
}

// polled is one turn; ok is false at the end.
type polled struct {
	turns <-chan Turn
	turn  Turn
	ok    bool
}

// next waits for the next turn.
func next(turns <-chan Turn) tea.Cmd {
	return func() tea.Msg {
		t, ok := <-turns
		return polled{turns, t, ok}
	}
}

// beginPoll begins a round, unless one is under way.
func (a *App) beginPoll(ask Ask) tea.Cmd {
	switch {
	case a.cfg.Poll == nil:
		if ask.Asked {
			a.say(text.Own("Offline, as you asked: no feed is polled."))
		}
		return nil
	case a.poll.running:
		if ask.Asked {
			a.say(text.Own("The feeds are being asked."))
		}
		return nil
	}
	a.poll = poll{running: true, ours: true, ask: ask, done: a.poll.done}
	ctx, src := a.ctx, a.cfg.Poll
	return func() tea.Msg { return next(src.Poll(ctx, ask))() }
}

// progress takes a turn of the round.
func (a *App) progress(m polled) tea.Cmd {
	if !m.ok {
		a.poll.running = false
		return nil
	}
	a.poll.now = m.turn.Progress
	var arrived tea.Cmd
	if n := m.turn.Reports - a.poll.told; n > 0 && m.turn.Done == nil {
		arrived = a.tellArrived(n)
	}
	switch {
	case m.turn.Err != nil:
		a.poll.running = false
		a.fail(m.turn.Err, text.Clean{})
		return tea.Batch(next(m.turns), a.loadState())
	case m.turn.Done != nil:
		return tea.Batch(next(m.turns), a.finish(*m.turn.Done), a.loadState(), a.broadcast(screen.Polling{Progress: m.turn.Progress}))
	}
	return tea.Batch(next(m.turns), arrived, a.broadcast(screen.Polling{Progress: m.turn.Progress}))
}

// tellArrived tells the screens of reports. What they would say of it, the
// window says itself at the end of the round.
func (a *App) tellArrived(n int) tea.Cmd {
	a.poll.told += n
	said := a.line
	cmd := a.arrived(screen.Arrived{Reports: n})
	a.line = said
	return cmd
}

// finish says what came of a round.
func (a *App) finish(r news.PollReport) tea.Cmd {
	first := !a.poll.done
	a.poll.running, a.poll.done = false, true
	switch {
	case r.Offline && a.offline.IsZero():
		a.offline = a.cfg.Now()
	case !r.Offline && r.OK > 0:
		a.offline = time.Time{}
	}
	var cmd tea.Cmd
	if n := r.Articles - a.poll.told; n > 0 {
		cmd = a.tellArrived(n)
	}
	switch {
	case r.Offline:
	case r.Busy.Len() > 0:
		if a.poll.ask.Asked {
			a.say(text.Join(": ", text.Own("The feeds are being asked by another program"), r.Busy))
		}
	case r.OK+r.Failed == 0:
		if a.poll.ask.Asked {
			a.say(a.withOffline(text.Own("No feed is due."), &r))
		}
	case first || a.poll.ask.Asked || r.Articles > 0:
		a.say(a.summary(r))
	}
	return cmd
}

// summary is the line about a round.
func (a *App) summary(r news.PollReport) text.Clean {
	parts := []text.Clean{screen.Count(r.Articles, "new report", "new reports")}
	if r.Pages > 0 {
		parts = append(parts, text.Join("", screen.Count(r.Pages, "page", "pages"), text.Own(" saved")))
	}
	if r.Refused > 0 {
		parts = append(parts, text.Join("", screen.Count(r.Refused, "page", "pages"), text.Own(" not given")))
	}
	var keys []string
	if r.Articles > 0 && a.front() == a.cfg.Screens[screen.Headlines] {
		keys = append(keys, a.label("first")+": show")
	}
	if r.Failed > 0 {
		parts = append(parts, text.Join("", screen.Count(r.Failed, "feed", "feeds"), text.Own(" failed")))
		keys = append(keys, a.label("sources")+": sources")
	}
	what := text.Sprintf("Asked %s in %s: %s.", screen.Count(r.OK+r.Failed, "feed", "feeds"), seconds(r.Took), text.Join(", ", parts...))
	return a.withOffline(what, &r, keys...)
}

// withOffline adds to a line about a round whether the story can be read
// without a network, where there is room, or says that alone if the round
// brought nothing.
func (a *App) withOffline(what text.Clean, r *news.PollReport, keys ...string) text.Clean {
	ready := screen.Offline(r.Texts)
	both := screen.Line(text.Join(" ", what, ready), keys...)
	switch {
	case ready.Len() == 0:
	case ansi.StringWidth(both.String()) < a.width:
		return both
	case r.Articles+r.Pages+r.Refused+r.Failed == 0:
		return ready
	}
	return screen.Line(what, keys...)
}

func (a *App) label(name string) string { return a.cfg.Keys.Find(keymap.Everywhere, name).Label() }

// seconds is a duration as people say it.
func seconds(d time.Duration) string {
	switch {
	case d < time.Second:
		return "under a second"
	case d < time.Minute:
		return text.Sprintf("%d s", int(d.Seconds()+0.5)).String()
	}
	return text.Sprintf("%d min", int(d.Minutes()+0.5)).String()
}

// asking is the line of the round under way.
func (a *App) asking(width int) string {
	p := a.poll.now
	if !a.poll.running || p.Asking == 0 {
		return ""
	}
	bar := min(max(width/10, 8), 24)
	full := bar * min(p.Answered, p.Asking) / p.Asking
	s := " Asking " + screen.Count(p.Asking, "feed", "feeds").String() + "  " +
		strings.Repeat("#", full) + strings.Repeat("-", bar-full) + "  " + screen.Number(p.Answered)
	if len(p.Slow) > 0 && p.Answered < p.Asking {
		s += "   slow: " + text.Join(", ", p.Slow...).String()
	}
	if p.Pages > 0 {
		s += "   " + screen.Count(p.Pages, "page", "pages").String() + " to fetch"
	}
	return s
}
