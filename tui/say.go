package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// line is what was said last, until a key is pressed.
type line struct {
	text text.Clean
	err  error
	hint text.Clean
}

func (a *App) say(s text.Clean) { a.line = line{text: s} }

func (a *App) fail(err error, hint text.Clean) {
	if err != nil && a.ctx.Err() == nil {
		a.line = line{err: err, hint: hint}
	}
}

// saying is the line above the foot: what went wrong, what was said, how far
// the poll is, or what needs the reader.
func (a *App) saying() string {
	t := a.cfg.Theme
	switch asking := a.asking(a.width); {
	case a.line.err != nil:
		show := a.cfg.Keys.Find(keymap.Input, "accept").Label() + ": show "
		if hint := a.line.hint.String(); hint != "" && a.width >= wideWidth {
			show = hint + "   " + show
		}
		return t.Alarm.Render(t.Spread(" ! "+message(a.line.err), show, a.width))
	case a.line.text.Len() > 0:
		return a.fitLine(a.line.text)
	case asking != "":
		return t.Fit(asking, a.width)
	case !a.offline.IsZero():
		return t.Quiet.Render(t.Fit(a.noNetwork(), a.width))
	case a.cfg.Poll == nil && a.state.Notice.Len() == 0:
		return t.Quiet.Render(t.Fit(" Offline, as you asked: reading what is stored.", a.width))
	case a.state.Notice.Len() > 0:
		return t.Alarm.Render(a.fitLine(text.Join("", text.Own("! "), a.state.Notice)))
	}
	return t.Fit("", a.width)
}

// noNetwork says since when there is none, in fewer words where room is short.
func (a *App) noNetwork() string {
	since := " No network since " + a.offline.In(a.cfg.Zone).Format("15:04")
	switch {
	case a.width < narrowWidth:
		return since + "."
	case a.width < wideWidth:
		return since + ": this is what is stored. Feeds wait until it is back."
	}
	return since + ". Reading what is stored; feeds are asked again when it is back."
}

// fitLine makes a sentence and its keys as wide as the window: where there is
// no room for all, the sentence is cut and the keys stay.
func (a *App) fitLine(s text.Clean) string {
	what, keys, found := strings.Cut(s.String(), "   ")
	if found && ansi.StringWidth(s.String())+1 > a.width {
		return a.cfg.Theme.Spread(" "+what, keys+" ", a.width)
	}
	return a.cfg.Theme.Fit(" "+s.String(), a.width)
}

// message is the first line of an error; the sheet shows the rest.
func message(err error) string {
	first, _, _ := strings.Cut(err.Error(), "\n")
	return text.Line(first).String()
}

// sheet is a page over the screen, such as the help. Its lines are made for a
// width.
type sheet struct {
	title text.Clean
	lines func(width int) []string
	top   int
}

// room is how many of its lines a sheet shows in so many.
func room(height int) int { return max(height-2, 1) }

// scroll moves the sheet by n lines, as far as there are any.
func (s *sheet) scroll(n, width, height int) {
	s.top = max(min(s.top+n, len(s.lines(width))-room(height)), 0)
}

// view draws the sheet.
func (s *sheet) view(t *theme.Theme, width, height int) []string {
	all := s.lines(width)
	shown := room(height)
	top := max(min(s.top, len(all)-shown), 0)
	view := make([]string, 0, height)
	right := ""
	if len(all) > shown {
		right = screen.Number(top+1) + " to " + screen.Number(min(top+shown, len(all))) + " of " + screen.Number(len(all)) + " "
	}
	view = append(view, t.Title.Render(t.Spread(" "+s.title.String(), right, width)), t.Fit("", width))
	for i := range height - 2 {
		l := ""
		if top+i < len(all) {
			l = all[top+i]
		}
		view = append(view, t.Fit(l, width))
	}
	return view[:height]
}

// sheetKey takes a key while a sheet is open.
func (a *App) sheetKey(m tea.KeyPressMsg) tea.Cmd {
	is := func(name string) bool { return a.cfg.Keys.Find(keymap.Everywhere, name).Is(m) }
	body := a.layout().body
	move := func(n int) { a.sheet.scroll(n, a.width, body) }
	const all = 1 << 20
	switch {
	case is("back"), is("help"):
		a.sheet = nil
	case is("down"):
		move(1)
	case is("up"):
		move(-1)
	case is("page-down"), is("half-down"):
		move(room(body))
	case is("page-up"), is("half-up"):
		move(-room(body))
	case is("first"):
		move(-all)
	case is("last"):
		move(all)
	case is("quit"), is("suspend"):
		return a.everywhere(m)
	}
	return nil
}

// sheetRows are the keys of a sheet: those that scroll only where it is longer
// than its room.
func (a *App) sheetRows(back keymap.Row) []keymap.Row {
	if len(a.sheet.lines(a.width)) <= room(a.layout().body) {
		return []keymap.Row{back}
	}
	rows := []keymap.Row{back}
	for _, name := range []string{"down", "up", "page-down"} {
		rows = append(rows, a.cfg.Keys.Find(keymap.Everywhere, name))
	}
	return rows
}

// inFull is a failure in full.
func (a *App) inFull(l line) *sheet {
	return &sheet{title: text.Own("What went wrong"), lines: func(width int) []string {
		s := text.Lines(l.err.Error()).String()
		if l.hint.Len() > 0 {
			s += "\n\n" + l.hint.String()
		}
		var lines []string
		for part := range strings.SplitSeq(ansi.Wrap(s, max(width-2, 1), ""), "\n") {
			lines = append(lines, " "+part)
		}
		return lines
	}}
}

// told is a text over the screen. Its lines are cut and not wrapped, because
// they may stand in columns.
func (a *App) told(act screen.Tell) *sheet {
	lines := strings.Split(strings.TrimRight(act.Text.String(), "\n"), "\n")
	return &sheet{title: act.Title, lines: func(int) []string {
		shown := make([]string, len(lines))
		for i, l := range lines {
			shown[i] = " " + l
		}
		return shown
	}}
}

// help is the keys of the front screen, and those that work everywhere.
func (a *App) help() *sheet {
	rows, t := a.rows(), a.cfg.Theme
	return &sheet{title: text.Sprintf("Keys: %s", strings.ToLower(a.kind().Title())), lines: func(width int) []string {
		lines := helpLines(t, rows, width)
		if a.cfg.Mouse {
			lines = append(lines, "")
			for l := range strings.SplitSeq(ansi.Wrap(mouseHelp, max(width-2, 1), ""), "\n") {
				lines = append(lines, " "+l)
			}
		}
		return lines
	}}
}

// mouseHelp says what the mouse does; with shift the terminal has it.
const mouseHelp = "Mouse: the wheel scrolls what is under it, and moves no cursor; a click on a row opens it, " +
	"or shows its copies one by one; a click on a name above goes to that screen. With Shift the terminal selects text."

// kind is the front screen's name in the table of keys.
func (a *App) kind() keymap.Screen {
	for _, r := range a.front().Keys() {
		if r.Screen != keymap.Everywhere && r.Screen != keymap.Input && r.Screen != "" {
			return r.Screen
		}
	}
	return keymap.Everywhere
}

// rows are those of the table of keys that do something now.
func (a *App) rows() []keymap.Row {
	return slices.DeleteFunc(a.cfg.Keys.Rows(a.kind()), func(r keymap.Row) bool {
		return r.Screen == keymap.Everywhere && !a.works(r)
	})
}

const (
	helpColumn  = 58 // least width of a column of the help
	leastLabels = 15 // of it, for the keys
	mostLabels  = 24
)

// labelsWidth is the width of the keys of rows, with a blank on both sides.
func labelsWidth(rows []keymap.Row) int {
	width := leastLabels
	for _, r := range rows {
		width = max(width, ansi.StringWidth(r.Labels())+2)
	}
	return min(width, mostLabels)
}

// helpLines sets rows in as many columns as have room.
func helpLines(t *theme.Theme, rows []keymap.Row, width int) []string {
	columns := max(width/helpColumn, 1)
	each := width / columns
	labels := labelsWidth(rows)
	var cells []string
	for _, r := range rows {
		keys := t.Title.Render(t.Fit(" "+r.Labels(), labels))
		for help := range strings.SplitSeq(ansi.Wrap(r.Help, max(each-labels-1, 1), ""), "\n") {
			cells = append(cells, t.Fit(keys+help, each))
			keys = t.Fit("", labels)
		}
	}
	lines := make([]string, (len(cells)+columns-1)/columns)
	for i, c := range cells {
		lines[i%len(lines)] += c
	}
	return lines
}
