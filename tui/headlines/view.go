package headlines

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
)

// View draws the list and what lies over and below it.
func (s *Screen) View() string {
	bar := s.bar()
	var view []string
	if s.rows.Len() == 0 {
		view = s.empty(s.height - len(bar))
	} else {
		view = s.rows.View(s.draw)
		_, own := s.lines(nil, s.rows.Chosen())
		s.why.Draw(view, s.width, s.rows.Line(), own, s.answerKey())
	}
	blank := s.cfg.Theme.Fit("", s.width)
	for i := range view {
		if view[i] == "" {
			view[i] = blank
		}
	}
	view = append(view, bar...)
	return strings.Join(view[:min(len(view), s.height)], "\n")
}

// draw gives the lines of a row with its heading.
func (s *Screen) draw(prev, a *news.Article, chosen bool) []string {
	lines := s.heading(prev, a)
	if !s.isOpen(a) {
		return append(lines, s.row(a, chosen)...)
	}
	lines = append(lines, s.row(a, chosen && s.open.at < 0)...)
	return append(lines, s.outletRows(chosen)...)
}

// empty says in three parts what is not here, why, and which key helps.
func (s *Screen) empty(height int) []string {
	view := make([]string, max(height, 1))
	if !s.loaded || s.rows.Searching() {
		return view
	}
	what, keys := s.nothing()
	keys = slices.DeleteFunc(keys, func(k string) bool { return k == "" })
	at := min(1, len(view)-1)
	for _, part := range []string{what.String(), "", strings.Join(keys, "   ")} {
		for line := range strings.SplitSeq(ansi.Wrap(part, max(s.width-2, 1), ""), "\n") {
			if at < len(view) {
				view[at] = s.cfg.Theme.Fit(" "+line, s.width)
			}
			at++
		}
	}
	return view
}

// nothing is why there are no rows, and the keys that help.
func (s *Screen) nothing() (what text.Clean, keys []string) {
	key := func(name, does string) string { return s.cfg.Keys.Find(kind, name).Leads(does) }
	c := s.counts.Counts
	switch {
	case s.filter.Query != "":
		return text.Sprintf("No report matches %s. %s are kept, and none of them fits.", s.filter.Query, screen.Number(c.Kept)),
			[]string{key("back", "clear"), key("narrow", "change it"), key("search", "search the whole archive")}
	case s.cfg.Feed != "":
		return text.Join("", text.Own("Nothing has come from "), s.cfg.Outlet, text.Own(" yet.")),
			[]string{key("back", "back"), key("poll", "ask")}
	case s.rest:
		return text.Sprintf("Nothing was dropped, and nothing is a near miss, of %s seen.", screen.Count(int(c.Seen), "item", "items")),
			[]string{key("back", "headlines")}
	case c.Poll == 0 && key("poll-all", "") == "":
		return text.Own("No reports yet: the feeds have not been asked. Without --offline, casewire asks them."), []string{key("timeline", "what the story file knows")}
	case c.Poll == 0:
		return text.Own("No reports yet: the feeds have not been asked."), []string{key("poll-all", "ask them now")}
	case c.Seen == 0:
		return text.Sprintf("No report on this story yet: nothing has come from any of %s.", screen.Count(c.Feeds, "feed", "feeds")),
			[]string{key("sources", "why, feed by feed"), key("timeline", "what the story file knows")}
	}
	keys = []string{key("sources", "sources")}
	if c.NearMiss > 0 {
		keys = append([]string{key("rest", "look at them")}, keys...)
	}
	return text.Sprintf("No report on this story yet. %s answer; %s seen, 0 about the story, %s.",
		answering(c), screen.Count(int(c.Seen), "item", "items"), screen.Count(c.NearMiss, "near miss", "near misses")), keys
}

// untouched reports whether nothing of the story was read yet: all of it is
// new, and no number tells more than another.
func (s *Screen) untouched() bool { return s.plain() && s.rows.Len() > 0 && !s.counts.Begun }

// allNew says so, and what to press for who knows the story already.
func (s *Screen) allNew() string {
	begin := s.cfg.Keys.Find(kind, "begin").Label() + ": begin here "
	what := " All is new to you: you have read nothing on this story yet."
	switch {
	case s.width < narrow:
		what = " All is new to you."
	case s.width < 80:
		what = " All is new to you: nothing is read yet."
	}
	return s.cfg.Theme.Spread(what, begin, s.width)
}

// silent reports whether nothing has come for so long that one asks why.
func (s *Screen) silent() bool {
	return s.plain() && s.rows.Len() > 0 && !s.counts.LastKept.IsZero() && s.quietDays() >= 3
}

func (s *Screen) quietDays() int {
	return int(s.cfg.Now().Sub(s.counts.LastKept) / (24 * time.Hour))
}

// silence says whether the silence is real.
func (s *Screen) silence() string {
	c, label := s.counts.Counts, func(name string) string { return s.cfg.Keys.Find(kind, name).Label() }
	what := text.Sprintf("No report for %d days. %s answer; %s seen, %s.", s.quietDays(),
		answering(c), screen.Count(int(c.Seen), "item", "items"), screen.Count(c.NearMiss, "near miss", "near misses"))
	keys := label("rest") + ": look at them   " + label("sources") + ": sources "
	return s.cfg.Theme.Spread(" "+what.String(), keys, s.width)
}

// answering says how many feeds answer: "41 of 43 feeds".
func answering(c news.Counts) text.Clean {
	return text.Sprintf("%s of %s", screen.Number(c.Feeds-c.Failing), screen.Count(c.Feeds, "feed", "feeds"))
}
