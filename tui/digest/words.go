package digest

import (
	"slices"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// heads are the sentences above the lines, and the keys that help where there
// are none.
func (s *Screen) heads() (said, keys []text.Clean) {
	e, now := &s.edition, s.cfg.Now().In(s.cfg.Zone)
	visit := e.visit()
	switch {
	case visit == (Visit{}):
		if e.counts.Kept == 0 && len(e.Lines) == 0 {
			keys = s.labels("poll-all", "ask the feeds")
		}
		return []text.Clean{s.soFar()}, keys
	case e.Items == 0 && !has(e.Lines, news.CorrectionLine) && e.at == 0:
		return []text.Clean{s.nothingNew(visit.Ended, now)}, s.labels("timeline", "timeline", "earlier", "the digest before")
	}
	happened := Happened(e.Lines, e.Items, e.counts.Feeds)
	if s.small() && happened.Len() > 0 && (has(e.Lines, news.Development) || has(e.Lines, news.CorrectionLine)) {
		return []text.Clean{text.Sprintf("Since %s: %s", day(visit.Ended, now), happened)}, nil
	}
	since := text.Sprintf("Since your last visit, %s (%s)", day(visit.Ended, now), Long(now.Sub(visit.Ended)))
	if e.at > 0 {
		since = text.Sprintf("Since your visit of %s (%s)", day(visit.Ended, now), Long(now.Sub(visit.Ended)))
	}
	counts := text.Sprintf("%s, %s, %s.", screen.Count(e.Items, "article", "articles"),
		screen.Count(e.Clusters, "report", "reports"), screen.Count(e.Outlets, "outlet", "outlets"))
	return []text.Clean{since, text.Join(" ", counts, happened)}, nil
}

// labels are what keys do: pairs of a row of the table and words.
func (s *Screen) labels(pairs ...string) []text.Clean {
	var out []text.Clean
	for i := 0; i+1 < len(pairs); i += 2 {
		if leads := s.cfg.Keys.Find(keymap.Digest, pairs[i]).Leads(pairs[i+1]); leads != "" {
			out = append(out, text.Line(leads))
		}
	}
	return out
}

// Happened counts lines in words, but for what one outlet alone tells: that
// need not have happened. items is how many articles they are of, feeds how
// many the story has.
func Happened(lines []news.DigestLine, items, feeds int) text.Clean {
	words := map[text.Clean][2]string{
		whatHappened: {"thing happened", "things happened"}, corrected: {"was corrected", "were corrected"}, comingUp: {"date was set", "dates were set"},
	}
	told := false // something is new
	var counts []text.Clean
	for _, part := range Parts(lines, feeds) {
		n := len(part.Lines)
		if part.Title == comingUp {
			n = len(slices.DeleteFunc(part.Lines, func(l *news.DigestLine) bool { return !l.Set }))
		}
		told = told || part.Kind == news.Development
		if w, ok := words[part.Title]; ok && n > 0 {
			counts = append(counts, screen.Count(n, w[0], w[1]))
		}
	}
	said := text.Join(", ", counts...)
	switch {
	case len(counts) == 0 && (told || items == 0):
		return text.Clean{}
	case len(counts) == 0:
		return text.Own("Nothing in them is new to you.")
	case told || items == 0:
		return text.Join("", said, text.Own("."))
	}
	return text.Join("", said, text.Own("; nothing else in them is new to you."))
}

// soFar says how the story so far is told.
func (s *Screen) soFar() text.Clean {
	if said := SoFar(s.edition.Lines); said.Len() > 0 {
		return said
	}
	if n := s.edition.counts.Kept; n > 0 {
		return text.Sprintf("There is nothing to tell yet: of %s kept, none has a text that tells the story.", screen.Count(n, "report", "reports"))
	}
	return text.Own("There is nothing to tell yet: no report on this story has come in.")
}

// SoFar says from what lines tell the story so far; it is empty where none
// does.
func SoFar(lines []news.DigestLine) text.Clean {
	words, told, articles := 0, 0, map[int64]bool{}
	for i := range lines {
		l := &lines[i]
		if l.Kind != news.BackgroundLine {
			continue
		}
		told++
		words += len(strings.Fields(l.Text.String()))
		if l.Article != 0 {
			articles[l.Article] = true
		}
	}
	switch {
	case len(articles) > 0:
		return text.Sprintf("The story so far, in %s from %s.", screen.Count(words, "word", "words"), screen.Count(len(articles), "article", "articles"))
	case told > 0:
		return text.Sprintf("The story so far, in %s of the story file; no article tells it yet.", screen.Count(told, "line", "lines"))
	}
	return text.Clean{}
}

// nothingNew says that the silence is real.
func (s *Screen) nothingNew(since, now time.Time) text.Clean {
	c := s.edition.counts
	when := since.In(now.Location()).Format("Monday 15:04")
	if now.Sub(since) > 6*24*time.Hour {
		when = day(since, now)
	}
	what := text.Sprintf("Nothing new since your last visit, %s.", when)
	if !c.LastPoll.IsZero() {
		what = text.Sprintf("%s %s answered, last at %s; %s seen, 0 about the story since.", what,
			screen.Count(c.Feeds-c.Failing, "feed", "feeds"), screen.Moment(c.LastPoll, now), screen.Count(int(c.Seen), "item", "items"))
	}
	return what
}

// has reports whether a line is of the kind.
func has(lines []news.DigestLine, kind news.LineKind) bool {
	for i := range lines {
		if lines[i].Kind == kind {
			return true
		}
	}
	return false
}

// day writes the day and the time of a visit.
func day(t, now time.Time) string {
	local := t.In(now.Location())
	if local.Year() != now.Year() {
		return local.Format("Monday 2 January 2006 15:04")
	}
	return local.Format("Monday 2 January 15:04")
}

// Long writes how long something was: 3 days 20 hours.
func Long(d time.Duration) string {
	minutes := max(int(d.Minutes()), 0)
	hours, days := minutes/60, minutes/60/24
	part := func(n int, one, many string) string { return screen.Count(n, one, many).String() }
	switch {
	case minutes < 60:
		return part(minutes, "minute", "minutes")
	case days == 0:
		return part(hours, "hour", "hours")
	case days >= 14 || hours%24 == 0:
		return part(days, "day", "days")
	}
	return part(days, "day", "days") + " " + part(hours%24, "hour", "hours")
}

// Date writes when something is to come, or when it was, as short as can be
// understood.
func Date(l *news.DigestLine, now time.Time) string {
	d := l.Date
	at, form := d.First(), "Mon 2 Jan"
	switch {
	case d.Day == 0:
		return d.Words()
	case d.Year != now.Year():
		form = "2 Jan 2006"
	}
	if l.Clock >= 0 {
		return at.Add(l.Clock).Format(form + " 15:04")
	}
	return at.Format(form)
}

// cite says where a line stands.
func cite(l *news.DigestLine, now time.Time) string {
	switch {
	case l.Article == 0 && l.Kind == news.BackgroundLine && l.Date.Year > 0:
		return Date(l, now) + ", from the story file"
	case l.Article == 0:
		return "from the story file"
	case l.Kind == news.ScheduledLine && l.Outlets <= 1:
		return l.Outlet.String() + " only"
	case l.Kind == news.ScheduledLine:
		return l.Outlet.String() + ", +" + screen.Number(l.Outlets-1)
	}
	c := l.Outlet.String() + ", " + screen.Moment(l.Published, now)
	if l.Outlets > 1 && l.Kind == news.Development {
		c += ", +" + screen.Number(l.Outlets-1)
	}
	return c
}

// citeInFull says where a line stands in a way that is true on any day.
func citeInFull(l *news.DigestLine, now time.Time) string {
	if l.Article == 0 {
		return cite(l, now)
	}
	c := l.Outlet.String() + ", " + l.Published.In(now.Location()).Format("2 January 2006 15:04")
	if l.Outlets > 1 {
		c += ", and " + screen.Number(l.Outlets-1) + " more"
	}
	return c
}

// asText is the page as text to be copied.
func (s *Screen) asText() text.Clean {
	now := s.cfg.Now().In(s.cfg.Zone)
	var b strings.Builder
	b.WriteString(s.cfg.Title.String() + "\n")
	heads, _ := s.heads()
	for _, h := range heads {
		b.WriteString(h.String() + "\n")
	}
	for _, part := range s.parts() {
		b.WriteString("\n" + part.Title.String() + "\n")
		for _, l := range part.Lines {
			words := l.Text.String()
			if l.Kind == news.ScheduledLine {
				words = Date(l, now) + ": " + words
			}
			if l.Was.Len() > 0 {
				words += " It said: " + l.Was.String()
			}
			b.WriteString("- " + words + " (" + citeInFull(l, now) + ")\n")
		}
	}
	return text.Lines(b.String())
}
