package timeline

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// The widths from which on a line has more columns.
const (
	narrow = 60 // below it an event has two lines
	wide   = 100
	widest = 130
)

// detailed is the height from which on the chosen event is told in full.
const detailed = 16

// part is what a line of the screen is.
type part uint8

const (
	row    part = iota
	more        // the second line of a row
	coming      // the heading of what is to come
	today       // the rule below that
	month       // the heading of a month
)

// line is a line of the screen. Of a row and of a month, of is the row.
type line struct {
	part part
	of   int
	head int // the line of the heading above it
}

// SetSize gives the screen its room.
func (s *Screen) SetSize(width, height int) {
	two := s.width < narrow
	s.width, s.height = width, height
	if two != (width < narrow) {
		s.arrange(s.scroll.Cursor())
	}
	s.settle()
}

// section names what stands under one heading: a month, a year, or what is to
// come.
func (s *Screen) section(row int) news.Date {
	e := &s.all[s.rows[row]]
	if e.comes() {
		return news.Date{}
	}
	return news.Date{Year: e.Date.Year, Month: e.Date.Month}
}

// arrange lays the rows out under their headings, and chooses one.
func (s *Screen) arrange(chosen int) {
	s.lines = s.lines[:0:0]
	starts, ends := make([]int, 0, len(s.rows)), make([]int, 0, len(s.rows))
	head := 0
	for i := range s.rows {
		if i == 0 || s.section(i) != s.section(i-1) {
			if i > 0 && s.all[s.rows[i-1]].comes() {
				s.lines = append(s.lines, line{today, i, head})
			}
			head = len(s.lines)
			s.lines = append(s.lines, line{s.heading(i), i, head})
		}
		starts = append(starts, len(s.lines))
		s.lines = append(s.lines, line{row, i, head})
		if s.width < narrow {
			s.lines = append(s.lines, line{more, i, head})
		}
		ends = append(ends, len(s.lines))
	}
	s.scroll.Set(starts, ends, len(s.lines), chosen)
	s.settle()
}

// heading is which one stands above a row.
func (s *Screen) heading(row int) part {
	if s.all[s.rows[row]].comes() {
		return coming
	}
	return month
}

// settle gives the list the lines that are left to it.
func (s *Screen) settle() {
	s.scroll.SetHeight(s.height - len(s.above()) - s.below() - len(s.bar()))
}

// above is what stands over the list.
func (s *Screen) above() []string {
	if s.note.Len() == 0 {
		return nil
	}
	var lines []string
	for _, l := range pager.Lines(s.note, s.width-2, 0) {
		lines = append(lines, " "+l.Text.String())
	}
	return lines[:min(len(lines), max(s.height/4, 1))]
}

// below is how many lines tell the chosen event in full.
func (s *Screen) below() int {
	if s.height >= detailed {
		return 4
	}
	return 0
}

// bar is what is typed, or what narrows the list.
func (s *Screen) bar() []string {
	t := s.cfg.Theme
	if s.prompt != nil {
		view, _ := s.prompt.line.View(s.width)
		return []string{t.Fit(view, s.width)}
	}
	back := s.cfg.Keys.Find(keymap.Timeline, "back").Label() + ": clear "
	var lines []string
	if !s.words.Empty() {
		lines = append(lines, t.Spread(" & "+s.words.Typed.String(), back, s.width))
	}
	if !s.needle.Empty() {
		n, p := s.cfg.Keys.Find(keymap.Timeline, "next").Label(), s.cfg.Keys.Find(keymap.Timeline, "prev").Label()
		lines = append(lines, t.Spread(" / "+s.needle.Typed.String(), n+" "+p+": next, before   "+back, s.width))
	}
	return lines
}

// View draws the screen.
func (s *Screen) View() string {
	lines := s.above()
	switch {
	case !s.loaded && !s.failed:
	case len(s.rows) == 0:
		lines = append(lines, s.nothing()...)
	default:
		lines = append(lines, s.drawList()...)
	}
	bar := s.bar()
	room := max(s.height-len(bar), 0)
	for len(lines) < room {
		lines = append(lines, "")
	}
	lines = append(lines[:room], bar...)
	for i := range lines {
		lines[i] = s.cfg.Theme.Cut(lines[i], s.width)
	}
	return strings.Join(lines[:min(len(lines), s.height)], "\n")
}

// nothing says what is not here and why, and which keys help.
func (s *Screen) nothing() []string {
	key := func(name, does string) text.Clean {
		return text.Line(s.cfg.Keys.Find(keymap.Timeline, name).Label() + ": " + does)
	}
	what := text.Own("No dated events yet; they come with articles. [[background]] and [[scheduled]] lines " +
		"of the story file are shown here at once.")
	keys := []text.Clean{key("edit", "edit")}
	switch {
	case s.failed:
		what, keys = text.Own("The events could not be read."), []text.Clean{key("headlines", "headlines")}
	case !s.words.Empty():
		what = text.Sprintf("No event matches  %s.", s.words.Typed)
		keys = []text.Clean{key("back", "clear"), key("search", "search the whole archive")}
	}
	lines := []string{""}
	for _, l := range pager.Lines(what, s.width-2, 0) {
		lines = append(lines, " "+l.Text.String())
	}
	lines = append(lines, "")
	for _, l := range pager.Fill(keys, s.width-2, 0) {
		lines = append(lines, " "+l.Text.String())
	}
	return lines
}

// drawList draws the lines in sight, the heading of the first among them on
// top, and below them the chosen event in full.
func (s *Screen) drawList() []string {
	now := s.cfg.Now().In(s.cfg.Zone)
	height := s.height - len(s.above()) - s.below() - len(s.bar())
	top := s.scroll.Top()
	out := make([]string, 0, height+s.below())
	for i := top; i < min(top+height, len(s.lines)); i++ {
		l := s.lines[i]
		if i == top && (l.part == row || l.part == more) {
			l = s.lines[l.head]
		}
		out = append(out, s.draw(l, now))
	}
	if s.below() == 0 {
		return out
	}
	for len(out) < height+1 {
		out = append(out, "")
	}
	return append(out, s.full(now)...)
}

// draw draws a line.
func (s *Screen) draw(l line, now time.Time) string {
	t := s.cfg.Theme
	switch l.part {
	case coming:
		right := ""
		if s.width >= narrow && s.width < wide {
			right = t.Quiet.Render("outlets ")
		}
		return t.Spread(" "+t.Title.Render("COMING UP"), right, s.width)
	case today:
		name := " today, " + now.Format("Monday 2 January") + " "
		if s.width < wide {
			name = " today, " + now.Format("Mon 2 Jan") + " "
		}
		rule := strings.Repeat(t.Glyphs.Rule, max(s.width-2-ansi.StringWidth(name)-3, 0))
		return t.Quiet.Render(" " + rule + name + strings.Repeat(t.Glyphs.Rule, 3))
	case month:
		return s.drawMonth(l.of)
	case row, more:
	}
	return s.drawRow(l, now)
}

// drawMonth draws the heading of a month, with how much was reported in it.
func (s *Screen) drawMonth(row int) string {
	t, d := s.cfg.Theme, s.section(row)
	name := " " + t.Title.Render(strings.ToUpper(longDate(d)))
	n, found := s.counts[d]
	if !found || d.Month == 0 {
		return name
	}
	bar := 20
	if s.width < wide {
		bar = 10
	}
	right := screen.Count(n, "report", "reports").String()
	if s.width >= narrow {
		full := max(n*bar/s.most, min(n, 1))
		right += "  " + strings.Repeat("#", full) + strings.Repeat("-", bar-full)
	}
	return t.Spread(name, t.Quiet.Render(right)+" ", s.width)
}

// drawRow draws a line of an event.
func (s *Screen) drawRow(l line, now time.Time) string {
	e := &s.all[s.rows[l.of]]
	t, chosen := s.cfg.Theme, l.of == s.scroll.Cursor()
	ink := t.On(chosen)
	style := ink.Plain
	if e.light() {
		style = ink.Quiet
	}
	sign := "   "
	if chosen && l.part == row {
		sign = " > "
	}
	date := dateInMonth(e.Date)
	if e.comes() {
		date = dateToCome(&e.Event, now, s.width < wide)
	}
	outlets := ""
	if e.Outlets > 0 {
		outlets = screen.Count(e.Outlets, "outlet", "outlets").String()
	}
	switch {
	case s.width < narrow:
		return s.drawShort(l, sign, date, outlets)
	case s.width < wide:
		left := sign + t.Fit(date, 13)
		if e.Outlets == 0 { // the story file's own: no column is wanted
			return style.Render(left + t.Fit(e.Text.String(), s.width-len(left)-1) + " ")
		}
		n := screen.Number(e.Outlets)
		return style.Render(left+t.Fit(e.Text.String(), s.width-len(left)-6)) + ink.Quiet.Render(t.Right(n, 5)+" ")
	}
	who := 32
	if s.width >= widest {
		who = 36
	}
	left := sign + t.Fit(date, 17)
	room := s.width - ansi.StringWidth(left) - 13 - 3 - who
	return style.Render(left+t.Fit(e.Text.String(), room)) + ink.Quiet.Render(t.Right(outlets, 13)+"   "+t.Fit(said(&e.Event, now), who))
}

// drawShort draws one of the two lines that an event has where room is short.
func (s *Screen) drawShort(l line, sign, date, outlets string) string {
	const column = 13
	t, ink := s.cfg.Theme, s.cfg.Theme.On(l.of == s.scroll.Cursor())
	style := ink.Plain
	if s.all[s.rows[l.of]].light() {
		style = ink.Quiet
	}
	words := s.all[s.rows[l.of]].Text
	width := s.width - len(sign) - column
	spans := pager.Wrap(words.String(), width)
	if l.part == row {
		return style.Render(sign + t.Fit(date, column) + t.Fit(words.Cut(spans[0]).String(), width))
	}
	rest := ""
	if len(spans) > 1 {
		rest = words.Cut(text.Span{Start: spans[1].Start, End: words.Len()}).String()
	}
	return ink.Quiet.Render(sign+t.Fit(outlets, column)) + style.Render(t.Fit(rest, width))
}

// full tells the chosen event in full, in three lines.
func (s *Screen) full(now time.Time) []string {
	e := s.chosen()
	t := s.cfg.Theme
	about := []text.Clean{text.Line(longDate(e.Date))}
	if e.comes() && e.Clock >= 0 {
		about[0] = text.Sprintf("%s, %s", longDate(e.Date), e.Date.First().Add(e.Clock).Format("15:04"))
	}
	if e.Outlets > 0 {
		about = append(about, text.Sprintf("%s in %s", screen.Count(e.Outlets, "outlet", "outlets"), screen.Count(max(e.Mentions, 1), "article", "articles")))
	}
	about = append(about, text.Line(said(&e.Event, now)))
	width := min(s.width-2, 100)
	if e.Outlets > 0 && ansi.StringWidth(text.Join("   ", about...).String()) >= s.width {
		about[1] = screen.Count(e.Outlets, "outlet", "outlets")
	}
	var lines []string
	spans := pager.Wrap(e.Text.String(), width)
	for i, span := range spans[:min(len(spans), 2)] {
		words := e.Text.Cut(span)
		if i == 1 && len(spans) > 2 {
			words = e.Text.Cut(text.Span{Start: span.Start, End: e.Text.Len()})
		}
		lines = append(lines, " "+t.Cut(words.String(), width))
	}
	return append(lines, t.Quiet.Render(" "+text.Join("   ", about...).String()))
}

// Cursor is on the chosen row, or where something is typed.
func (s *Screen) Cursor() (x, y int, ok bool) {
	if s.prompt != nil {
		_, x = s.prompt.line.View(s.width)
		return x, s.height - 1, true
	}
	return 1, len(s.above()) + s.scroll.Line(), s.scroll.InSight()
}
