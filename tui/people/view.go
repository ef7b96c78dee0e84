package people

import (
	"strconv"
	"strings"

	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/list"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// The widths from which on there is more beside each other.
const (
	narrow = 60  // below it a person has two lines
	wide   = 100 // from it on one person stands beside the list
	roomy  = 120 // from it on the list says when they were named
)

// measure is the widest that a page gets.
const measure = 100

// SetSize gives the screen its room.
func (s *Screen) SetSize(width, height int) {
	row, page := s.perRow(), s.pageWidth()
	s.width, s.height = width, height
	if row != s.perRow() {
		s.arrange(s.scroll.Cursor())
	}
	if page != s.pageWidth() {
		s.layPage(s.page.chosen())
	}
	s.settle()
}

// perRow is how many lines a person of the list takes.
func (s *Screen) perRow() int {
	if s.width < narrow {
		return 2
	}
	return 1
}

// pageWidth is how wide the page is.
func (s *Screen) pageWidth() int {
	if s.width < wide {
		return max(s.width-1, 0) // a blank stands before it
	}
	return min(s.width-s.listWidth(), measure)
}

// alone reports whether the page stands in the place of the list.
func (s *Screen) alone() bool { return s.inside && s.width < wide }

// current is what the keys move in.
func (s *Screen) current() *list.Scroll {
	if s.inside {
		return &s.page.scroll
	}
	return &s.scroll
}

// settle gives the list and the page their lines.
func (s *Screen) settle() {
	s.scroll.SetHeight(s.room() - s.head() - 1)
	s.page.scroll.SetHeight(s.room())
}

// room is how many lines list and page have.
func (s *Screen) room() int { return s.height - len(s.above()) - len(s.bar()) }

// head is how many lines name the columns of the list.
func (s *Screen) head() int {
	if s.width < narrow {
		return 0
	}
	return 1
}

// above is what stands over everything.
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

// bar is what is typed, or what is looked for.
func (s *Screen) bar() []string {
	t, label := s.cfg.Theme, func(name string) string { return s.cfg.Keys.Find(keymap.People, name).Label() }
	if s.search.line != nil {
		view, _ := s.search.line.View(s.width)
		return []string{t.Fit(view, s.width)}
	}
	var lines []string
	if w := s.search.narrow; !w.Empty() {
		lines = append(lines, t.Spread(" & "+w.Typed.String(), label("back")+": clear ", s.width))
	}
	if w := s.search.needle; !w.Empty() {
		lines = append(lines, t.Spread(" / "+w.Typed.String(), label("next")+" "+label("prev")+": next, before   "+label("back")+": clear ", s.width))
	}
	return lines
}

// View draws the screen.
func (s *Screen) View() string {
	bar := s.bar()
	lines := s.above()
	over := len(lines)
	switch {
	case !s.loaded && !s.failed:
	case len(s.rows) == 0:
		lines = append(lines, s.nothing()...)
	case s.alone():
		for _, l := range s.drawPage(s.room()) {
			lines = append(lines, " "+l)
		}
	default:
		lines = append(lines, s.beside()...)
	}
	room := max(s.height-len(bar), 0)
	for len(lines) < room {
		lines = append(lines, "")
	}
	if s.why != nil && s.ready() && s.page.isClose() {
		s.overlay(lines[min(over, room):room])
	}
	lines = append(lines[:room], bar...)
	for i := range lines {
		lines[i] = s.cfg.Theme.Cut(lines[i], s.width)
	}
	return strings.Join(lines[:min(len(lines), s.height)], "\n")
}

// nothing says who is not here and why, and which keys help.
func (s *Screen) nothing() []string {
	key := func(name, does string) text.Clean {
		return text.Line(s.cfg.Keys.Find(keymap.People, name).Label() + ": " + does)
	}
	what := text.Own("Nobody yet. Names come from articles; [[person]] lines of the story file help.")
	keys := key("edit", "edit")
	switch {
	case s.failed:
		what, keys = text.Own("The people could not be read."), key("headlines", "headlines")
	case !s.search.narrow.Empty():
		what, keys = text.Sprintf("Nobody matches  %s.", s.search.narrow.Typed), key("back", "clear")
	}
	lines := []string{""}
	for _, l := range pager.Lines(what, s.width-2, 0) {
		lines = append(lines, " "+l.Text.String())
	}
	return append(lines, "", " "+keys.String())
}

// beside draws the list, and where there is room the page beside it.
func (s *Screen) beside() []string {
	height := s.room()
	left := s.drawList(height)
	if s.width < wide {
		return left
	}
	right := s.drawPage(height)
	out := make([]string, max(len(left), len(right)))
	for i := range out {
		if i < len(left) {
			out[i] = left[i]
		}
		out[i] = s.cfg.Theme.Fit(out[i], s.listWidth())
		if i < len(right) {
			out[i] += right[i]
		}
	}
	return out
}

// drawList draws the rows in sight, and below them who is kept apart.
func (s *Screen) drawList(height int) []string {
	t := s.cfg.Theme
	var out []string
	if s.head() > 0 {
		out = append(out, t.Quiet.Render(s.columns(cells{"   ", "NAME", "ROLE", s.months(), "ARTICLES", "QUOTES", "LAST"})))
	}
	each := s.perRow()
	for i := s.scroll.Top(); i < min(s.scroll.Top()+max(height-s.head()-1, 1), len(s.rows)*each); i++ {
		out = append(out, s.drawRow(i/each, i%each))
	}
	if apart := s.apart(); apart.Len() > 0 && len(out) < height {
		out = append(out, t.Quiet.Render("   "+apart.String()))
	}
	return out
}

// months is the heading of the months.
func (s *Screen) months() string {
	now := s.cfg.Now().In(s.cfg.Zone)
	if u := s.all.until; monthNumber(u) != now.Year()*12+int(now.Month())-1 && u.Year != 0 {
		return "TO " + strings.ToUpper(u.Month.String()[:3]) + " " + strconv.Itoa(u.Year)
	}
	return "12 MONTHS"
}

// apart says that people of the chosen one's last name are kept apart.
func (s *Screen) apart() text.Clean {
	p := s.chosen()
	n := s.all.surnames[p.surname]
	if p.surname == "" || n < 2 {
		return text.Clean{}
	}
	name := p.Name.String()
	if i := strings.LastIndex(strings.ToLower(name), p.surname); i >= 0 && i+len(p.surname) <= len(name) {
		name = name[i : i+len(p.surname)]
	} else {
		name = p.surname
	}
	return text.Sprintf("%d people named %s are kept apart (%s)", n, name, s.cfg.Keys.Find(keymap.People, "why").Label())
}

// drawRow draws a line of a person: of the one line, or of the two.
func (s *Screen) drawRow(i, part int) string {
	p, t := &s.all.people[s.rows[i]], s.cfg.Theme
	chosen := i == s.scroll.Cursor()
	ink := t.On(chosen && !s.inside)
	sign := "   "
	if chosen && !s.inside && part == 0 {
		sign = " > "
	}
	style := ink.Plain
	if chosen && s.inside {
		style = ink.Title
	}
	quotes, words := "", ""
	if p.Speaks > 0 {
		quotes, words = screen.Number(p.Speaks), screen.Count(p.Speaks, "quote", "quotes").String()
	}
	now := s.cfg.Now().In(s.cfg.Zone)
	switch {
	case s.width >= narrow:
		return style.Render(s.columns(cells{sign, p.Name.String(), p.Role.String(), s.spark(p), screen.Number(p.Articles), quotes, screen.Day(p.Last, now)}))
	case part == 0:
		return style.Render(t.Spread(sign+p.Name.String(), screen.Count(p.Articles, "article", "articles").String()+" ", s.width))
	}
	return ink.Quiet.Render(t.Spread(sign+p.Role.String(), words+" ", s.width))
}

// spark draws how often a person is named in the last twelve months. It is
// measured by the person's own best month, unless others are named far more.
func (s *Screen) spark(p *named) string {
	cells := []byte("............")
	most := s.all.most / 5
	for _, m := range p.Months {
		most = max(most, m.Count)
	}
	for _, m := range p.Months {
		at := len(cells) - 1 - (monthNumber(s.all.until) - monthNumber(m.Month))
		switch {
		case at < 0 || at >= len(cells) || m.Count == 0:
		case m.Count*2 > most:
			cells[at] = '#'
		default:
			cells[at] = ':'
		}
	}
	return string(cells)
}

// Cursor is on the chosen row of the list or the page, or where something is
// typed.
func (s *Screen) Cursor() (x, y int, ok bool) {
	switch {
	case s.search.line != nil:
		_, x = s.search.line.View(s.width)
		return x, s.height - 1, true
	case len(s.rows) == 0:
		return 0, 0, false
	case !s.inside:
		return 1, len(s.above()) + s.head() + s.scroll.Line(), s.scroll.InSight()
	case s.width >= wide:
		x = s.listWidth()
	default:
		x = 1
	}
	return x, len(s.above()) + s.page.scroll.Line(), s.page.scroll.InSight() && s.ready()
}

// why is the answer to "why one person?", over the screen.
type why struct{ top int }

// whyKey does what a row of the table of that name does with the answer; false
// if nothing.
func (s *Screen) whyKey(name string) bool {
	switch name {
	case "back", "why":
		s.why = nil
	case "down":
		s.why.top++
	case "up":
		s.why.top--
	default:
		s.why = nil
		return false
	}
	return true
}

// overlay lays the answer over the half of the screen that the chosen row is
// not in.
func (s *Screen) overlay(view []string) {
	t := s.cfg.Theme
	words := s.page.known.Why
	if len(words) == 0 {
		words = []text.Clean{text.Own("This is the only name that the articles use.")}
	}
	var lines []string
	for _, w := range words {
		for i, l := range pager.Lines(w, min(s.width-4, measure), 0) {
			lead := " - "
			if i > 0 {
				lead = "   "
			}
			lines = append(lines, t.Fit(lead+l.Text.String(), s.width))
		}
	}
	_, y, _ := s.Cursor()
	y -= len(s.above())
	room := max(max(y, len(view)-y-s.perRow())-2, 1)
	s.why.top = max(min(s.why.top, len(lines)-room), 0)
	lines = lines[s.why.top:min(s.why.top+room, len(lines))]
	head := t.Title.Render(t.Spread(" Why is "+s.page.name.String()+" one person?", s.cfg.Keys.Find(keymap.People, "back").Label()+" ", s.width))
	rule := t.Quiet.Render(strings.Repeat(t.Glyphs.Rule, s.width))
	if y >= len(view)/2 {
		copy(view, append(append([]string{head}, lines...), rule))
		return
	}
	box := append([]string{rule, head}, lines...)
	copy(view[max(len(view)-len(box), 0):], box)
}
