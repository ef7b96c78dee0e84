package headlines

import (
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// roomy is how many lines the list has where days are parted by a blank line.
const roomy = 25

// height1 is how many lines a row takes by itself.
func (s *Screen) height1() int {
	if s.columns().two {
		return 2
	}
	return 1
}

// lines says how many lines a row takes, and the heading above it.
func (s *Screen) lines(prev, a *news.Article) (heading, own int) {
	own = s.height1()
	if s.isOpen(a) {
		_, n := s.shownLines()
		own += n
	}
	if !s.parted(prev, a) {
		return 0, own
	}
	if prev != nil && s.height >= roomy {
		return 2, own
	}
	return 1, own
}

// parted reports whether a heading stands between two rows.
func (s *Screen) parted(prev, a *news.Article) bool {
	if prev == nil {
		return true
	}
	if s.rest {
		return prev.Verdict.Decision != a.Verdict.Decision
	}
	return s.day(prev) != s.day(a)
}

// heading draws the heading above a row.
func (s *Screen) heading(prev, a *news.Article) []string {
	if !s.parted(prev, a) {
		return nil
	}
	t := s.cfg.Theme
	right := ""
	if n := s.news(prev, a); n.Len() > 0 {
		right = t.New.Render(n.String()) + " "
	}
	line := t.Spread(" "+s.title(a).String(), right, s.width)
	if h, _ := s.lines(prev, a); h == 2 {
		return []string{t.Fit("", s.width), line}
	}
	return []string{line}
}

// title is the heading's words.
func (s *Screen) title(a *news.Article) text.Clean {
	switch {
	case s.rest && a.Verdict.Decision == news.NearMiss:
		return text.Own("Near misses, nearest first")
	case s.rest:
		return text.Own("Dropped, newest first")
	}
	now := s.cfg.Now().In(s.cfg.Zone)
	day := a.Dates.Sort.In(s.cfg.Zone)
	long := day.Format("Monday 2 January")
	if day.Year() != now.Year() {
		long = day.Format("Monday 2 January 2006")
	}
	name := ""
	switch midnight(day) {
	case midnight(now):
		name = "Today"
	case midnight(now).AddDate(0, 0, -1):
		name = "Yesterday"
	}
	switch {
	case name == "":
		return text.Line(long)
	case s.width < wide:
		return text.Line(name)
	}
	return text.Sprintf("%s, %s", name, long)
}

// news says at the right of a heading what has come in, if it is the first of
// the list, or else how many reports of the day are new.
func (s *Screen) news(prev, a *news.Article) text.Clean {
	if n := s.waiting.Reports; n > 0 && prev == nil && s.rows.AtTop() {
		return text.Sprintf("%s: %d more %s come in", s.cfg.Keys.Find(kind, "first").Label(), n, have(n))
	}
	if s.rest {
		return text.Clean{}
	}
	n := 0
	day, rows := s.day(a), s.rows.Rows()
	for i := s.rows.Find(a); i >= 0 && i < len(rows) && s.day(&rows[i]) == day; i++ {
		if fresh(&rows[i]) {
			n++
		}
	}
	if n == 0 {
		return text.Clean{}
	}
	return text.Sprintf("%d new", n)
}

// fresh reports whether the report says something new.
func fresh(a *news.Article) bool { return !a.State.Read && a.Size.New > 0 }

func have(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// day is the civil day of a row, as a number that only days share.
func (s *Screen) day(a *news.Article) int {
	y, m, d := a.Dates.Sort.In(s.cfg.Zone).Date()
	return (y*100+int(m))*100 + d
}

// midnight is the beginning of t's day.
func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}
