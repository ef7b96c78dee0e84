package headlines

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// opened is a report whose outlets stand below its row.
type opened struct {
	cluster int64
	lead    int64 // the article that the row shows
	members []news.Article
	apart   bool // copies stand one by one
	lines   []telling
	at      int // the chosen line; -1 is the row itself
}

// telling is a line below a report: one article, or copies that say the same.
type telling struct {
	articles []*news.Article
	kind     text.Clean // "own report", "copy of Wire Service"
	what     text.Clean // the headline, or how a copy differs
}

// report is the articles of one; again says that it was open already.
type report struct {
	cluster int64
	members []news.Article
	again   bool
}

// toggleOutlets opens the chosen report, or closes it.
func (s *Screen) toggleOutlets(tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	a := s.rows.Chosen()
	switch {
	case a == nil || s.cfg.Members == nil:
		return screen.Nothing{}, nil
	case s.isOpen(a):
		s.open = nil
		return screen.Nothing{}, nil
	case a.Report.Outlets < 2:
		return say(text.Join("", text.Own("Only "), a.Outlet, text.Own(" has this report so far."))), nil
	}
	return screen.Nothing{}, s.members(a.Report.Cluster, false)
}

// members asks for the articles of a report.
func (s *Screen) members(cluster int64, again bool) tea.Cmd {
	src := s.cfg.Members
	return s.tell.Start(s.ctx, func(ctx context.Context) (report, error) {
		members, err := src.Members(ctx, cluster)
		return report{cluster, members, again}, err
	})
}

// takeMembers opens the report, if the cursor is still on it.
func (s *Screen) takeMembers(m screen.Answer[report]) screen.Action {
	a, r := s.rows.Chosen(), m.Value
	switch {
	case !s.tell.Ends(m):
		return screen.Nothing{}
	case m.Err != nil:
		return screen.Fail{Err: m.Err}
	case r.again && (s.open == nil || s.open.cluster != r.cluster):
		return screen.Nothing{}
	case !r.again && (a == nil || a.Report.Cluster != r.cluster):
		return screen.Nothing{}
	}
	o := &opened{cluster: r.cluster, members: r.members, at: -1}
	if r.again {
		o.lead, o.apart, o.at = s.open.lead, s.open.apart, s.open.at
	} else {
		o.lead = a.Report.Shown
	}
	o.sort()
	if len(o.lines) == 0 {
		s.open = nil
		return say(text.Own("Its other articles are no longer on the story."))
	}
	s.open = o
	return screen.Nothing{}
}

// openedAgain asks once more for what is open.
func (s *Screen) openedAgain() tea.Cmd {
	if s.open == nil {
		return nil
	}
	return s.members(s.open.cluster, true)
}

// isOpen reports whether the row's outlets stand below it.
func (s *Screen) isOpen(a *news.Article) bool {
	return s.open != nil && a != nil && a.Report.Cluster == s.open.cluster && !s.rest
}

// inside is the chosen line below the chosen row, nil if that is the row.
func (s *Screen) inside() *telling {
	if !s.isOpen(s.rows.Chosen()) || s.open.at < 0 {
		return nil
	}
	return &s.open.lines[s.open.at]
}

// target is the article that keys act on.
func (s *Screen) target() *news.Article {
	if t := s.inside(); t != nil {
		return t.articles[0]
	}
	return s.rows.Chosen()
}

// step goes a line down or up, through the outlets of an open report.
func (s *Screen) step(by int) tea.Cmd {
	s.rows.Stay()
	if o := s.open; s.isOpen(s.rows.Chosen()) && o.at+by >= -1 && o.at+by < len(o.lines) {
		o.at += by
		return nil
	}
	cmd := s.rows.Move(by)
	if by < 0 && s.isOpen(s.rows.Chosen()) {
		s.open.at = len(s.open.lines) - 1
	}
	return cmd
}

// leaveOutlets goes back to the row where the cursor has left it.
func (s *Screen) leaveOutlets() {
	if s.open != nil && !s.isOpen(s.rows.Chosen()) {
		s.open.at = -1
	}
}

// sort makes the lines: own reports, then copies that say more or less, then
// those that say the same, together; each newest first.
func (o *opened) sort() {
	slices.SortStableFunc(o.members, func(x, y news.Article) int { return y.Dates.Sort.Compare(x.Dates.Sort) })
	outlets := map[int64]text.Clean{}
	words := map[int64]int{}
	for i := range o.members {
		outlets[o.members[i].ID], words[o.members[i].ID] = o.members[i].Outlet, o.members[i].Size.Words
	}
	var own, other, same []telling
	for i := range o.members {
		a := &o.members[i]
		if a.ID == o.lead {
			continue
		}
		t := telling{articles: []*news.Article{a}, kind: text.Own("own report"), what: a.Headline}
		if a.Report.CopyOf == 0 {
			own = append(own, t)
			continue
		}
		from, known := outlets[a.Report.CopyOf]
		if !known {
			t.kind = text.Own("copy")
			other = append(other, t)
			continue
		}
		t.kind = text.Join("", text.Own("copy of "), from)
		if t.what = difference(a.Size.Words, words[a.Report.CopyOf]); t.what != sameText {
			other = append(other, t)
			continue
		}
		same = append(same, t)
	}
	o.lines = slices.Concat(own, other, o.together(same))
	o.at = min(o.at, len(o.lines)-1)
}

// together puts copies of one report that say the same on one line.
func (o *opened) together(same []telling) []telling {
	if o.apart {
		return same
	}
	var lines []telling
	for _, t := range same {
		i := slices.IndexFunc(lines, func(l telling) bool { return l.articles[0].Report.CopyOf == t.articles[0].Report.CopyOf })
		if i < 0 {
			lines = append(lines, t)
			continue
		}
		lines[i].articles = append(lines[i].articles, t.articles...)
	}
	return lines
}

var sameText = text.Own("same text") //nolint:gochecknoglobals // table

// slight is a difference in words that is no more than a byline or a place.
const slight = 12

// difference says how a copy differs from its source, by the words of both.
func difference(words, of int) text.Clean {
	switch d := words - of; {
	case -slight < d && d < slight:
		return sameText
	case d > 0:
		return text.Sprintf("%s words more", screen.Number(d))
	default:
		return text.Sprintf("%s words fewer", screen.Number(-d))
	}
}

// shownLines are the lines of an open report that have room, from the first.
func (s *Screen) shownLines() (first, n int) {
	room := max(s.height-len(s.bar())-4, 1)
	n = min(len(s.open.lines), room)
	first = max(min(s.open.at-room/2, len(s.open.lines)-n), 0)
	return first, n
}

// outletRows draws the lines below an open report.
func (s *Screen) outletRows(chosen bool) []string {
	first, n := s.shownLines()
	rows := make([]string, 0, n)
	for i := first; i < first+n; i++ {
		rows = append(rows, s.outletRow(&s.open.lines[i], chosen && i == s.open.at))
	}
	return rows
}

// outletRow draws one: when, what it is to the others, what it says, who.
func (s *Screen) outletRow(t *telling, chosen bool) string {
	c, th, ink := s.columns(), s.cfg.Theme, s.cfg.Theme.On(chosen)
	a := t.articles[0]
	outlet := a.Outlet
	if n := len(t.articles); n > 1 {
		outlet = screen.Count(n, "outlet", "outlets")
	}
	gutter := ink.Plain.Render(chosenSign(chosen)+s.ownSign(a)) + ink.Plain.Render(strings.Repeat(" ", max(c.gutter()-2, 0)))
	when := s.when(a.Dates.Sort)
	if c.two {
		line := th.Fit(when+" "+t.kind.String()+", "+outlet.String(), c.headline+1)
		return s.filled(gutter+late(a, ink).Render(line), ink)
	}
	kind := min(21, c.headline*2/5)
	left := th.Fit(when, 8) + " " + th.Fit(t.kind.String(), kind) + " "
	rest := max(c.time+c.space+c.headline-8-kind-2, 0)
	return s.filled(gutter+ink.Quiet.Render(left)+s.telling(t, rest, ink)+late(a, ink).Render(strings.Repeat(" ", c.part)+th.Fit(outlet.String(), c.outlet+c.more)), ink)
}

// telling draws what a line says; a headline of an unread report is bold.
func (s *Screen) telling(t *telling, width int, ink *theme.Ink) string {
	look := ink.Plain
	if t.what == t.articles[0].Headline && !t.articles[0].State.Read {
		look = ink.Unread
	}
	return look.Render(s.cfg.Theme.Fit(t.what.String(), width))
}

// when is the time of a telling, with its day if that is another.
func (s *Screen) when(t time.Time) string {
	local := t.In(s.cfg.Zone)
	if a := s.rows.Chosen(); a != nil && midnight(local).Equal(midnight(a.Dates.Sort.In(s.cfg.Zone))) {
		return local.Format("15:04")
	}
	return local.Format("_2 Jan")
}
