package sources

import (
	"slices"
	"strings"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// SetSize gives the screen its room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.settle()
	s.scroll.SetRows(len(s.feeds), s.perFeed(), s.scroll.Cursor())
}

// The widths from which on the table has more columns.
const (
	narrow = 60  // below it a feed has two lines
	wide   = 100 // from it on there are all columns
	widest = 130 // from it on the columns have all that they want
)

// perFeed is how many lines a feed takes.
func (s *Screen) perFeed() int {
	if s.width < narrow {
		return 2
	}
	return 1
}

// room is how many lines the feeds have: those of whole feeds.
func (s *Screen) room() int {
	each := s.perFeed()
	return max((s.height-len(s.above())-s.below())/each, 1) * each
}

// below is how many lines tell the story of the chosen feed, or what is looked
// for.
func (s *Screen) below() int {
	switch {
	case s.height >= 16:
		return 3
	case s.line != nil:
		return 1
	}
	return 0
}

// View draws the screen.
func (s *Screen) View() string {
	var lines []string
	switch {
	case s.failed:
		lines = []string{"", " The feeds could not be read. " + s.cfg.Keys.Find(keymap.Sources, "headlines").Label() + ": headlines"}
	case !s.loaded:
	case len(s.feeds) == 0:
		lines = s.none()
	default:
		lines = s.above()
		now := s.cfg.Now().In(s.cfg.Zone)
		each := s.perFeed()
		for i := s.scroll.Top(); i < min(s.scroll.Top()+s.room(), len(s.feeds)*each); i++ {
			lines = append(lines, s.drawFeed(i/each, now)[i%each])
		}
		lines = append(lines, s.detail(len(lines), now)...)
	}
	for i := range lines {
		lines[i] = s.cfg.Theme.Cut(lines[i], s.width)
	}
	for len(lines) < s.height {
		lines = append(lines, "")
	}
	if s.line != nil && s.height > 0 {
		lines[s.height-1], _ = s.line.View(s.width)
	}
	return strings.Join(lines[:s.height], "\n")
}

// none says why there are no feeds: nobody was asked yet, or none is named.
func (s *Screen) none() []string {
	leads := func(row, to string) string { return s.cfg.Keys.Find(keymap.Sources, row).Leads(to) }
	named := 0
	if s.cfg.Named != nil {
		named = s.cfg.Named()
	}
	what := text.Own("No feeds: the story file names none. They come with feeds = [\"https://…\"] or [[feed]] lines there.")
	key := leads("edit", "edit the story")
	if named > 0 {
		what = text.Sprintf("The story file names %s; none of them was asked yet.", screen.Count(named, "feed", "feeds"))
		key = leads("poll-all", "ask them now")
	}
	lines := []string{""}
	for _, span := range pager.Wrap(what.String(), max(s.width-2, 1)) {
		lines = append(lines, " "+what.Cut(span).String())
	}
	return append(lines, "", " "+key)
}

// above is what stands above the feeds: the verdict, the counts, the names of
// the columns.
func (s *Screen) above() []string {
	t := s.cfg.Theme
	lines := s.said()
	switch {
	case s.width < narrow:
		return lines
	case s.width < wide:
		if n := len(lines) - 1; n >= 0 {
			next := s.next.String()
			if _, at, found := strings.Cut(next, " at "); found && ansi.StringWidth(lines[n])+ansi.StringWidth(next)+3 > s.width {
				next = "next: " + at
			}
			lines[n] = t.Spread(lines[n], next+" ", s.width)
		}
	default:
		lines = append(lines, t.Spread(" "+s.summary.String(), s.next.String()+" ", s.width))
	}
	return append(lines, t.Quiet.Render(s.columns(cells{" ", "OUTLET", "STATE", "STATE", "SEEN", "KEPT", "LAST KEPT", "NEXT"})))
}

// said puts the sentences of the verdict on as few lines as they need.
func (s *Screen) said() []string {
	var lines []string
	room := 0
	said := slices.Clone(s.verdict)
	if s.width < wide { // what is loud comes early
		slices.SortStableFunc(said, func(a, b phrase) int { return a.place - b.place })
	}
	for _, p := range said {
		if s.width < narrow && p.place > 1 {
			continue
		}
		style := s.cfg.Theme.Plain
		if p.loud {
			style = s.cfg.Theme.Alarm
		}
		cells := ansi.StringWidth(p.text.String()) + 1
		if n := len(lines) - 1; n >= 0 && cells <= room {
			lines[n] += " " + style.Render(p.text.String())
			room -= cells
			continue
		}
		for _, span := range pager.Wrap(p.text.String(), s.width-2) {
			words := p.text.Cut(span).String()
			lines = append(lines, " "+style.Render(words))
			room = s.width - 2 - ansi.StringWidth(words)
		}
	}
	return lines
}

// cells are the columns of a row.
type cells struct{ sign, outlet, state, short, seen, kept, last, next string }

// columns puts the cells of a row in their places. Of the states it takes the
// longest that has room.
func (s *Screen) columns(c cells) string {
	t := s.cfg.Theme
	left := "  " + c.sign + " " + t.Fit(c.outlet, 15) + " "
	right := " " + t.Right(c.kept, 5) + "  " + t.Fit(c.next, 9)
	if s.width >= wide {
		outlet, next := 15, 10
		if s.width >= widest {
			outlet, next = 24, 13
		}
		left = "  " + c.sign + " " + t.Fit(c.outlet, outlet) + " "
		right = " " + t.Right(c.seen, 6) + t.Right(c.kept, 6) + "  " + t.Fit(c.last, 9) + "  " + t.Fit(c.next, next)
	}
	room := s.width - ansi.StringWidth(left) - ansi.StringWidth(right)
	state := c.state
	if ansi.StringWidth(state) > room {
		state = c.short
	}
	return left + t.Fit(state, room) + right
}

// drawFeed draws the lines of a feed.
func (s *Screen) drawFeed(i int, now time.Time) []string {
	h := &s.feeds[i]
	t := s.cfg.Theme
	chosen := i == s.scroll.Cursor()
	style := s.styleOf(h, chosen)
	var lines []string
	if s.width < narrow {
		kept := screen.Number(h.Kept) + " kept "
		lines = []string{
			t.Spread("  "+sign(h)+" "+h.Outlet.String(), kept, s.width),
			t.Fit("    "+state(h, now, true).String(), s.width),
		}
	} else {
		lines = []string{s.columns(cells{
			sign(h), h.Outlet.String(), state(h, now, false).String(), state(h, now, true).String(),
			screen.Number(h.Items), screen.Number(h.Kept), date(h.LastKept, now), nextOf(h, now),
		})}
	}
	if chosen && s.width > 0 {
		lines[0] = ">" + lines[0][1:]
	}
	for n := range lines {
		lines[n] = style.Render(lines[n])
	}
	return lines
}

// styleOf is what a feed looks like: loud if it needs the reader, quiet if all
// is well.
func (s *Screen) styleOf(h *news.Health, chosen bool) lipgloss.Style {
	ink := s.cfg.Theme.On(chosen)
	switch h.State {
	case news.Failing:
		return ink.Alarm
	case news.Alive, news.Gone, news.Never:
		if h.Gap == nil {
			return ink.Quiet
		}
	case news.Quiet:
	}
	return ink.Plain
}

// nextOf is when a feed is asked next, for its column.
func nextOf(h *news.Health, now time.Time) string {
	switch {
	case h.State == news.Gone:
		return "never"
	case h.Next.IsZero():
		return ""
	case !h.Next.After(now):
		return "now"
	}
	return moment(h.Next, now)
}

// detail tells the story of the chosen feed at the lower edge, where there is
// room; from is the line at which the feeds end.
func (s *Screen) detail(from int, now time.Time) []string {
	h := s.chosen()
	if s.below() < 3 || h == nil {
		return nil
	}
	lines := make([]string, max(s.height-from-s.below()+1, 1))
	words := story(h, now)
	for _, span := range pager.Wrap(words.String(), min(s.width-2, 100)) {
		lines = append(lines, " "+words.Cut(span).String())
	}
	return lines
}

// Cursor is on the chosen feed, or where something is typed.
func (s *Screen) Cursor() (x, y int, ok bool) {
	if s.line != nil {
		_, x = s.line.View(s.width)
		return x, s.height - 1, true
	}
	y = len(s.above()) + s.scroll.Line()
	return 0, y, s.scroll.InSight() && y < s.height
}
