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
	// alarm says that feeds fail, where nothing else does.
	alarm bool
}

// end is the column after the label.
func (l label) end() int {
	if l.alarm {
		return l.x + ansi.StringWidth(l.words) + len(alarmMark)
	}
	return l.x + ansi.StringWidth(l.words)
}

// alarmMark stands after the name of the screen that needs the reader.
const alarmMark = "!"

// heading is one way to lay the second line out.
type heading struct {
	gap   int    // columns between the tabs
	short bool   // only the tab of the screen in front is written out
	apart int    // least columns between the tabs and the standing
	says  detail // of the standing
}

// headings are those ways, from the one that says most: first what is said of
// the feeds gives way, then blanks, then the names of the screens.
var headings = []heading{ //nolint:gochecknoglobals // table
	{2, false, 3, ofAll},
	{2, false, 3, ofFailing},
	{1, false, 3, ofFailing},
	{1, false, 2, ofNew},
	{2, true, 3, ofFailing},
	{1, true, 2, ofFailing},
	{1, true, 2, ofNew},
}

// labels places the tabs as a heading has them. end is where they end.
func (a *App) labels(h heading) (all []label, end int) {
	x := 1
	for _, id := range a.ids() {
		l := label{id: id, words: screen.Number(int(id)), x: x}
		if !h.short || id == a.base {
			l.words += " " + tabs[id].name
		}
		l.alarm = id == screen.Sources && h.says == ofNew && a.state.Needing > 0
		all = append(all, l)
		end = l.end()
		x = end + h.gap
	}
	return all, end
}

// header is what the second line has room for.
func (a *App) header() (all []label, right string) {
	for _, h := range headings {
		var end int
		all, end = a.labels(h)
		right = a.standing(h.says)
		if end+h.apart+ansi.StringWidth(right) <= a.width {
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
		if l.id == a.base {
			l.words = t.Title.Render(l.words)
		}
		b.WriteString(l.words)
		if l.alarm {
			b.WriteString(t.Alarm.Render(alarmMark))
		}
		at = l.end()
	}
	return t.Spread(b.String(), right, a.width)
}

// tabAt is the screen whose tab stands at a column of the header.
func (a *App) tabAt(x int) (screen.ID, bool) {
	labels, _ := a.header()
	for _, l := range labels {
		if x >= l.x && x < l.end() {
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
