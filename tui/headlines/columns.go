package headlines

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// columns are the widths of the parts of a row. They give way in the order
// tag, outlets more, outlet, time of read rows.
type columns struct {
	number   int // right-aligned, after the two signs of the gutter
	gap      int // between number and mark
	part     int // between headline and outlet
	space    int // before and after the time
	time     int
	headline int
	outlet   int
	more     int
	tag      int
	two      bool // the outlet stands on a second line
	ragged   bool // read rows give the room of their time to the headline
}

const (
	wide   = 100 // columns from which there is a tag
	narrow = 60  // columns under which a row takes two lines
)

// columns divides the width of the screen.
func (s *Screen) columns() columns {
	c := columns{number: 3, space: 1, part: 1, time: 5, outlet: 12, more: 4}
	if s.rest {
		c.time = 6
	}
	w := s.width
	switch {
	case w >= wide:
		c.number, c.gap, c.space, c.part, c.tag = 4, 1, 2, 2, 8
		c.outlet = min(14+max(w-120, 0)/5, 24)
	case w >= 72:
	case w >= 66:
		c.more = 0
	case w >= narrow:
		c.more, c.outlet, c.ragged = 0, 8, true
	default:
		c.two = true
		c.headline = max(w-c.gutter()-1, 4)
		return c
	}
	c.headline = w - c.gutter() - c.time - c.space - c.part - c.outlet - c.more - 1
	if c.tag > 0 {
		c.headline -= 2 + c.tag
	}
	return c
}

// gutter is the width of everything before the time.
func (c columns) gutter() int { return 2 + c.number + c.gap + 1 + c.space }

// filled brings the ground of a row to the edge of the window.
func (s *Screen) filled(row string, ink *theme.Ink) string {
	if rest := s.width - ansi.StringWidth(row); rest > 0 {
		return row + ink.Plain.Render(strings.Repeat(" ", rest))
	}
	return row
}

// row draws an article, on one line or two.
func (s *Screen) row(a *news.Article, chosen bool) []string {
	c, ink := s.columns(), s.cfg.Theme.On(chosen)
	if c.two {
		first := s.gutter(a, c, chosen) + s.headline(a, c.headline, ink) + ink.Plain.Render(" ")
		second := s.cfg.Theme.Fit(strings.Repeat(" ", c.gutter())+s.second(a), s.width)
		return []string{s.filled(first, ink), late(a, ink).Render(second)}
	}
	var b strings.Builder
	b.WriteString(s.gutter(a, c, chosen))
	if c.ragged && a.State.Read {
		b.WriteString(s.titled(a, c.time+c.space+c.headline, ink))
	} else {
		b.WriteString(ink.Quiet.Render(s.cfg.Theme.Fit(s.clock(a), c.time+c.space)))
		b.WriteString(s.titled(a, c.headline, ink))
	}
	b.WriteString(late(a, ink).Render(s.tail(a, c)))
	return []string{s.filled(b.String(), ink)}
}

// gutter draws the signs: chosen, starred or marked, how much is new, revised
// or corrected.
func (s *Screen) gutter(a *news.Article, c columns, chosen bool) string {
	ink := s.cfg.Theme.On(chosen)
	number := ""
	if !a.State.Read {
		number = strconv.Itoa(min(a.Size.New, 999))
	}
	count := ink.New
	if a.Size.New == 0 {
		count = ink.Quiet
	}
	mark, look := " ", ink.Plain
	switch {
	case a.Size.Corrected:
		mark, look = "!", ink.Alarm
	case a.Size.Revisions > 1:
		mark = s.cfg.Theme.Glyphs.Revised
	}
	return ink.Plain.Render(chosenSign(chosen)+s.ownSign(a)) +
		count.Render(s.cfg.Theme.Right(number, c.number)) +
		look.Render(strings.Repeat(" ", c.gap)+mark+strings.Repeat(" ", c.space))
}

func chosenSign(chosen bool) string {
	if chosen {
		return ">"
	}
	return " "
}

// ownSign is what the reader put on the row: a star, or a mark. Among the
// articles of one feed it tells besides what is not kept.
func (s *Screen) ownSign(a *news.Article) string {
	switch {
	case a.State.Mark == news.OffStory:
		return "-"
	case a.State.Starred:
		return "*"
	case a.State.Mark == news.OnStory:
		return "+"
	case s.cfg.Feed != "" && a.Verdict.Decision == news.Drop:
		return "x"
	case s.cfg.Feed != "" && a.Verdict.Decision == news.NearMiss:
		return "?"
	}
	return " "
}

// titled draws the headline, and of a live blog how many updates are new.
func (s *Screen) titled(a *news.Article, width int, ink *theme.Ink) string {
	more := updates(a)
	room := width - ansi.StringWidth(more) - 2
	if more == "" || room < leastHeadline {
		return s.headline(a, width, ink)
	}
	return s.headline(a, room, ink) + ink.New.Render("  "+more)
}

// leastHeadline is the room that is left to a headline.
const leastHeadline = 20

// updates says how many entries of a live blog are new; nothing of others.
func updates(a *news.Article) string {
	if a.Size.Updates == 0 {
		return ""
	}
	return screen.Count(a.Size.Updates, "update", "updates").String()
}

// headline draws the headline, with what is searched for underlined.
func (s *Screen) headline(a *news.Article, width int, ink *theme.Ink) string {
	look := ink.Plain
	switch {
	case a.State.Mark == news.OffStory:
		look = ink.Struck
	case !a.State.Read:
		look = ink.Unread
	}
	full := a.Headline.String()
	shown := s.cfg.Theme.Fit(full, width)
	if s.find.empty() {
		return look.Render(shown)
	}
	same := 0 // how much of the headline is shown
	for same < min(len(full), len(shown)) && full[same] == shown[same] {
		same++
	}
	var b strings.Builder
	end := 0
	for _, h := range s.find.spans(full) {
		if h.End > same {
			break
		}
		b.WriteString(look.Render(shown[end:h.Start]))
		b.WriteString(look.Underline(true).Render(shown[h.Start:h.End]))
		end = h.End
	}
	b.WriteString(look.Render(shown[end:]))
	return b.String()
}

// late is how the outlet looks: quiet when the row is read.
func late(a *news.Article, ink *theme.Ink) lipgloss.Style {
	if a.State.Read {
		return ink.Quiet
	}
	return ink.Plain
}

// tail is what stands after the headline.
func (s *Screen) tail(a *news.Article, c columns) string {
	t := s.cfg.Theme
	n := more(a)
	if n == "" {
		c.outlet, c.more = c.outlet+c.more, 0
	}
	out := strings.Repeat(" ", c.part) + t.Fit(a.Outlet.String(), c.outlet) + t.Right(n, c.more)
	if c.tag > 0 {
		tag := ""
		if len(a.Verdict.Tags) > 0 {
			tag = a.Verdict.Tags[0].String()
		}
		out += "  " + t.Fit(tag, c.tag)
	}
	return out + " "
}

// second is the second line of a row on a narrow screen.
func (s *Screen) second(a *news.Article) string {
	words := []string{s.clock(a), a.Outlet.String(), more(a), updates(a)}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}

// more says how many outlets have the report besides.
func more(a *news.Article) string {
	if a.Report.Outlets > 1 {
		return fmt.Sprintf("+%d", min(a.Report.Outlets-1, 999))
	}
	return ""
}

// clock is the time of the row; among what is not kept, which stands in
// another order, its day.
func (s *Screen) clock(a *news.Article) string {
	t := a.Dates.Sort.In(s.cfg.Zone)
	if s.rest {
		return t.Format("_2 Jan")
	}
	return t.Format("15:04")
}
