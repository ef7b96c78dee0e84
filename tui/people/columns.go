package people

import (
	"github.com/charmbracelet/x/ansi"

	"casewire/tui/screen"
)

// natural is how wide the longest name and role are, and the longest date.
type natural struct{ name, role, last int }

// measureList measures everybody, listed or not, so that no column moves while
// the list is narrowed.
func (s *Screen) measureList() {
	now := s.cfg.Now().In(s.cfg.Zone)
	n := natural{name: len("NAME"), role: len("ROLE"), last: len("13 Mar")}
	for i := range s.all.people {
		p := &s.all.people[i]
		n.name = max(n.name, ansi.StringWidth(p.Name.String()))
		n.role = max(n.role, ansi.StringWidth(p.Role.String()))
		n.last = max(n.last, ansi.StringWidth(screen.Day(p.Last, now)))
	}
	n.name, n.role = min(n.name, mostName), min(n.role, mostRole)
	s.natural = n
}

// The widths of what stands in the list besides names and roles.
const (
	signs      = 3
	between    = 2 // columns
	monthCells = 12
	pageGap    = 3 // between list and page
	fewCells   = 72
	mostName   = 26 // what one long name takes from all
	mostRole   = 40
)

// listWidth is how wide the list is, with the blanks before the page: as wide as
// it wants where the page beside it has half of the window.
func (s *Screen) listWidth() int {
	if s.width < wide {
		return s.width
	}
	want := signs + s.natural.name + between + s.natural.role + pageGap
	if s.months12() {
		want += between + monthCells
	}
	return min(max(want, s.width/3), s.width/2)
}

// months12 reports whether there is room for when a person was named.
func (s *Screen) months12() bool { return s.width >= roomy }

// cells are the columns of a person.
type cells struct{ sign, name, role, months, articles, quotes, last string }

// columns puts the cells of a row in their places: names and roles have what
// the numbers leave.
func (s *Screen) columns(c cells) string {
	t := s.cfg.Theme
	width, right := s.width-1, ""
	switch {
	case s.width >= wide:
		width = s.listWidth() - pageGap
		if s.months12() {
			right = "  " + t.Fit(c.months, monthCells)
		}
	default:
		right = t.Right(c.articles, between+len("ARTICLES"))
		if s.width >= fewCells {
			right += t.Right(c.quotes, between+len("QUOTES"))
		}
		right += "  " + t.Fit(c.last, s.natural.last)
	}
	room := width - signs - between - ansi.StringWidth(right)
	name := min(s.natural.name, max(room/2, room-s.natural.role))
	return c.sign + t.Fit(c.name, name) + "  " + t.Fit(c.role, room-name) + right
}
