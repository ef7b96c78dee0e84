package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// tab is one of the seven screens in the header.
type tab struct {
	name string // what it is called there
	row  string // of the table of keys, that shows it
}

// tabs are the seven screens. One that is not in Config.Screens is not there.
var tabs = map[screen.ID]tab{ //nolint:gochecknoglobals // table
	screen.Headlines: {"Headlines", "headlines"},
	screen.Digest:    {"Digest", "digest"},
	screen.Timeline:  {"Timeline", "timeline"},
	screen.People:    {"People", "people"},
	screen.Sources:   {"Sources", "sources"},
	screen.Rules:     {"Rules", "rules"},
	screen.Search:    {"Search", "search"},
}

// label is where a tab stands in the header.
type label struct {
	id    screen.ID
	words string
	x     int
}

// labels places the tabs, so many columns between them; only that of the screen
// in front is written out if short is set. end is where they end.
func (a *App) labels(gap int, short bool) (all []label, end int) {
	x := 1
	for _, id := range a.ids() {
		words := screen.Number(int(id))
		if !short || id == a.base {
			words += " " + tabs[id].name
		}
		all = append(all, label{id, words, x})
		end = x + ansi.StringWidth(words)
		x = end + gap
	}
	return all, end
}

// tight is the width for which the standing is as short as it can be.
const tight = 1

// header is what the second line has room for: first the blanks give way, then
// what is said of the feeds, then the names of the screens.
func (a *App) header() (all []label, right string) {
	for _, try := range []struct {
		gap, width int
		short      bool
	}{{2, a.width, false}, {1, a.width, false}, {1, min(a.width, wideWidth-1), false}, {1, min(a.width, narrowWidth-1), false}, {1, tight, false}, {1, min(a.width, wideWidth-1), true}} {
		if try.gap == 2 && a.width < wideWidth {
			continue
		}
		var end int
		all, end = a.labels(try.gap, try.short)
		right = a.standing(try.width)
		if end+1+ansi.StringWidth(right) <= a.width {
			break
		}
	}
	return all, right
}

// headerScreens is the second line: the screens, how much is new, and how the
// feeds are.
func (a *App) headerScreens() string {
	t := a.cfg.Theme
	labels, right := a.header()
	var b strings.Builder
	at := 0
	for _, l := range labels {
		b.WriteString(strings.Repeat(" ", l.x-at))
		at = l.x + ansi.StringWidth(l.words)
		if l.id == a.base {
			l.words = t.Title.Render(l.words)
		}
		b.WriteString(l.words)
	}
	return t.Spread(b.String(), right, a.width)
}

// tabAt is the screen whose tab stands at a column of the header.
func (a *App) tabAt(x int) (screen.ID, bool) {
	labels, _ := a.header()
	for _, l := range labels {
		if x >= l.x && x < l.x+ansi.StringWidth(l.words) {
			return l.id, true
		}
	}
	return 0, false
}

// works reports whether a row of Everywhere has something to do here.
func (a *App) works(r keymap.Row) bool {
	for id, t := range tabs {
		if t.row == r.Name {
			return a.cfg.Screens[id] != nil
		}
	}
	switch r.Name {
	case "stories":
		return a.cfg.Stories != nil
	case "command":
		return a.cfg.Command != nil
	case "undo", "redo":
		return a.cfg.Journal != nil
	case "poll", "poll-all":
		return a.cfg.Poll != nil
	case "edit":
		return a.cfg.Edit != nil
	case "pane":
		return a.width >= splitWidth
	}
	return true
}
