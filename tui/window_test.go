package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// chosen is the row with the cursor.
func (d *desk) chosen() string {
	for row := range strings.SplitSeq(ansi.Strip(d.frame()), "\n") {
		if strings.HasPrefix(row, ">") {
			return row
		}
	}
	return ""
}

func TestListAndArticleSideBySide(t *testing.T) {
	d := sit(t, 160, 40, theme.Options{})
	if !slices.Equal(d.glances, []int64{100}) || len(d.entered) > 0 {
		t.Fatalf("glances %v, entered %v", d.glances, d.entered)
	}
	d.press("j", "j")
	if !slices.Equal(d.glances, []int64{100, 99, 98}) || len(d.entered) > 0 {
		t.Errorf("the article does not follow: glances %v, entered %v", d.glances, d.entered)
	}
	if d.article.w != 160-72-splitGap || d.app.front() == d.article {
		t.Errorf("the article is %d wide", d.article.w)
	}
	d.press("tab", "x")
	if !slices.Equal(d.entered, []int64{98}) || d.article.keys() != "x" {
		t.Errorf("entered %v, the article got %q", d.entered, d.article.keys())
	}
	d.press("tab", "j")
	if !slices.Equal(d.glances, []int64{100, 99, 98, 97}) || d.article.keys() != "x tab" {
		t.Errorf("glances %v, the article got %q", d.glances, d.article.keys())
	}
}

// A cursor that moves on before it has rested shows nothing.
func TestOnlyARestShowsAnArticle(t *testing.T) {
	d := sit(t, 160, 40, theme.Options{})
	var rests []tea.Msg
	d.app.after = func(_ time.Duration, m tea.Msg) tea.Cmd { rests = append(rests, m); return nil }
	d.press("j", "j", "j")
	for _, m := range rests {
		d.send(m)
	}
	if !slices.Equal(d.glances, []int64{100, 97}) {
		t.Errorf("glances %v", d.glances)
	}
}

func TestPlacesAreKeptOverTheBorder(t *testing.T) {
	d := sit(t, 160, 40, theme.Options{})
	d.press("j", "tab")
	d.send(tea.WindowSizeMsg{Width: 100, Height: 40})
	if d.app.front() != d.article || d.article.w != 100 || strings.Contains(d.frame(), "Defence") {
		t.Error("the article that is read does not fill the narrow window")
	}
	d.send(tea.WindowSizeMsg{Width: 160, Height: 40})
	if d.app.front() != d.article || d.article.w != 86 || !strings.HasPrefix(d.chosen(), ">   2") {
		t.Errorf("the list does not come back beside it: %q", d.chosen())
	}
	d.press("esc")
	if d.app.front() == d.article || d.quit {
		t.Error("Esc does not go to the list")
	}
	d.send(tea.WindowSizeMsg{Width: 100, Height: 40})
	if strings.Contains(d.frame(), "the article") {
		t.Error("an article that is only shown stays in the narrow window")
	}
	d.send(tea.WindowSizeMsg{Width: 160, Height: 40})
	if !strings.Contains(d.frame(), "the article") || !strings.HasPrefix(d.chosen(), ">   2") {
		t.Error("the article does not come back")
	}
}

// A change goes to what is in sight, once, and to the rest when it comes into
// sight.
func TestNoScreenInSightIsStale(t *testing.T) {
	d := sit(t, 100, 40, theme.Options{})
	list, over := &reading{page{name: "a list"}}, &page{name: "over all"}
	list.got = []tea.Msg{screen.Open{Article: 7}}
	d.app.cfg.Screens[screen.Timeline] = list
	size := func(width int) func() { return func() { d.send(tea.WindowSizeMsg{Width: width, Height: 40}) } }
	keys := func(keys ...string) func() { return func() { d.press(keys...) } }
	act := func(a screen.Action) func() {
		return func() { list.answer = a; d.press("j"); list.answer = nil }
	}
	for i, tt := range []struct {
		do                     func()
		list, article, sources int
	}{
		{keys("5", "3"), 0, 0, 0},
		{func() { d.send(screen.Changed{}) }, 1, 0, 0},
		{keys("z"), 1, 0, 0},
		{keys(":", "m", "a", "r", "k", "enter"), 1, 0, 0},
		{func() { d.app.cfg.Watch = nil; d.send(edited{edit: &Edit{Story: story()}}) }, 1, 0, 0},
		{keys("5"), 0, 0, 1},
		{keys("z"), 0, 0, 1},
		{keys("3"), 1, 0, 0},
		{act(screen.Open{Article: 7}), 0, 0, 0},
		{keys("z"), 0, 1, 0},
		{keys("esc"), 1, 0, 0},
		{size(160), 0, 0, 0},
		{keys("z"), 1, 1, 0},
		{keys("tab"), 1, 1, 0}, // the reader goes to it: a report more is read
		{keys("z"), 1, 1, 0},
		{size(100), 0, 0, 0},
		{keys("z"), 0, 1, 0},
		{size(160), 1, 0, 0},
		{keys("tab"), 1, 0, 0},
		{act(screen.Push{Screen: over}), 0, 0, 0},
		{keys("z"), 0, 0, 0},
		{keys("esc"), 1, 1, 0},
	} {
		told := func(p *page) int {
			n := len(p.got)
			p.got = slices.DeleteFunc(p.got, func(m tea.Msg) bool { _, is := m.(screen.Changed); return is })
			return n - len(p.got)
		}
		tt.do()
		if l, a, s := told(&list.page), told(&d.article.page), told(d.sources); l != tt.list || a != tt.article || s != tt.sources {
			t.Errorf("step %d: the list is told %d times, the article %d, the sources %d; want %+v", i, l, a, s, tt)
		}
	}
}

func TestTabDoesNothingInANarrowWindow(t *testing.T) {
	d := sit(t, 100, 30, theme.Options{})
	d.press("tab")
	if d.app.front() == d.article {
		t.Error("tab opens an article")
	}
}

func TestTheMouse(t *testing.T) {
	d := sit(t, 80, 12, theme.Options{})
	wheel := func(b tea.MouseButton) { d.send(tea.MouseWheelMsg{X: 10, Y: 5, Button: b}) }
	click := func(x, y int) { d.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
	wheel(tea.MouseWheelDown)
	if d.chosen() != "" || d.app.View().Cursor != nil {
		t.Errorf("the wheel leaves the cursor in sight: %q", d.chosen())
	}
	wheel(tea.MouseWheelUp)
	if !strings.Contains(d.chosen(), "Judge moves") {
		t.Errorf("chosen %q", d.chosen())
	}
	click(20, 4)
	if d.app.front() != d.article || d.app.side.shown.Article != 99 {
		t.Errorf("a click does not open the report: %v", d.app.side.shown)
	}
	wheel(tea.MouseWheelDown)
	if !d.article.was(tea.MouseWheelMsg{X: 10, Y: 5, Button: tea.MouseWheelDown}) {
		t.Errorf("the article got %v", d.article.got)
	}
	d.press("esc")
	click(14, 1)
	if d.app.base != screen.Sources {
		t.Error("a click on a screen's name does not show it")
	}
	click(3, 1)
	if d.app.base != screen.Headlines {
		t.Error("a click on Headlines does not go back")
	}
	d.press("?")
	wheel(tea.MouseWheelDown)
	if d.app.sheet.top != wheelLines {
		t.Errorf("the help is at line %d", d.app.sheet.top)
	}
	d.press("esc", "S")
	if click(10, 3); d.app.Next() != "" || d.app.choice == nil {
		t.Error("a click above the stories does something")
	}
	if click(10, 5); d.app.Next() != "flood" {
		t.Errorf("a click on a story goes on with %q", d.app.Next())
	}
	if v := d.app.View(); v.MouseMode != tea.MouseModeCellMotion {
		t.Error("the terminal is not asked for the mouse")
	}
}

func TestTheMouseInTwoPanes(t *testing.T) {
	d := sit(t, 160, 40, theme.Options{})
	d.send(tea.MouseWheelMsg{X: 100, Y: 10, Button: tea.MouseWheelDown})
	if !d.article.was(tea.MouseWheelMsg{X: 26, Y: 7, Button: tea.MouseWheelDown}) || !slices.Equal(d.entered, []int64{100}) || d.app.side.focused {
		t.Errorf("got %v, entered %v, focused %v", d.article.got, d.entered, d.app.side.focused)
	}
	d.send(tea.MouseClickMsg{X: 100, Y: 10, Button: tea.MouseLeft})
	if !d.app.side.focused {
		t.Error("a click does not go to the article")
	}
	d.send(tea.MouseClickMsg{X: 10, Y: 5, Button: tea.MouseLeft})
	if !d.app.side.focused || !strings.Contains(d.chosen(), "Defence") {
		t.Errorf("a click on the list does not open the report: %q", d.chosen())
	}
}

func TestTheCommandLine(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.press(":")
	d.write("list judge")
	d.wantLine(-1, ": list judge")
	d.press("enter")
	if !slices.Equal(d.paper.ran, []string{"list judge @1/100"}) {
		t.Errorf("ran %q", d.paper.ran)
	}
	d.wantLine(-3, "& judge   Esc: clear")
	d.press("esc", ":")
	d.write("mark read")
	d.press("enter")
	d.wantLine(-2, "Marked.")
	d.press(":", "esc", "q")
	if !d.quit {
		t.Error("Esc does not close the command line")
	}
}

func TestTheCommandLineCompletes(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.press(":")
	d.write("pe")
	d.wantLine(-2, "people")
	d.press("tab")
	d.write(" ")
	d.wantLine(-2, "people Dana Marlow  people Lena Okafor")
	for _, want := range []string{": people Dana Marlow", ": people Lena Okafor", ": people Dana Marlow"} {
		d.press("tab")
		d.wantLine(-1, want)
	}
	d.press("shift+tab")
	d.wantLine(-1, ": people Lena Okafor")
	d.press("ctrl+c", ":", "shift+tab", "backspace", "tab", "tab", "tab")
	d.frame()
	for range 40 {
		d.press("backspace")
	}
	if d.app.command != nil {
		t.Error("backspace on an empty line does not close it")
	}
}

func TestKeysAreCommandsByTheirNames(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	for _, name := range []string{"undo", "sources", "headlines", "help"} {
		d.press(":")
		d.write(name)
		d.press("enter")
	}
	if d.paper.undone != 1 || d.app.sheet == nil || len(d.paper.ran) > 0 || !d.app.started[screen.Sources] {
		t.Errorf("undone %d, ran %q", d.paper.undone, d.paper.ran)
	}
}

func TestHistoryOfTheCommandLine(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	for _, line := range []string{"mark read", "people", "mark read"} {
		d.press(":")
		d.write(line)
		d.press("enter")
	}
	d.press(":")
	d.write("dra")
	for _, step := range []struct{ key, want string }{
		{"up", ": mark read"}, {"up", ": people"}, {"up", ": people"}, {"down", ": mark read"}, {"down", ": dra"}, {"down", ": dra"},
	} {
		d.press(step.key)
		d.wantLine(-1, step.want)
	}
}

func TestAnUnknownCommand(t *testing.T) {
	d := sit(t, 120, 36, theme.Options{})
	for typed, want := range map[string]string{
		"lsit":       "No command is called “lsit”. The nearest is “list”.   : then Tab: all commands",
		"unod":       "No command is called “unod”. The nearest is “undo”.   : then Tab: all commands",
		"xyzzy here": "No command is called “xyzzy”.   : then Tab: all commands",
	} {
		d.press(":")
		d.write(typed)
		d.press("enter")
		d.wantLine(-2, want)
	}
}

func TestTheThemeIsSet(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{Profile: colorprofile.TrueColor})
	before := d.frame()
	d.press(":")
	d.write("theme contrast")
	d.press("enter", "k")
	if d.frame() == before {
		t.Error("another theme looks the same")
	}
}

func TestAnotherStory(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.press("S", "enter")
	if d.quit || d.app.Next() != "" {
		t.Error("the story that is open is opened again")
	}
	d.press("S", "j", "esc", "S", "down", "enter")
	if !d.quit || d.app.Next() != "flood" {
		t.Errorf("quit %v, next %q", d.quit, d.app.Next())
	}
	d = sit(t, 80, 24, theme.Options{})
	d.press(":")
	d.write("story flood")
	d.press("enter")
	if !d.quit || d.app.Next() != "flood" {
		t.Errorf("quit %v, next %q", d.quit, d.app.Next())
	}
}

func TestTheWindowBeginsWhereItIsTold(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	cfg := d.app.cfg
	cfg.Opening = Opening{Base: screen.Sources, Greeting: text.Own("Hello.")}
	if a := New(t.Context(), cfg); a.base != screen.Sources || !a.bottom() || a.line.text != cfg.Opening.Greeting {
		t.Errorf("begins with screen %d", a.base)
	}
	cfg.Opening.Base = screen.Digest
	if a := New(t.Context(), cfg); a.base != screen.Headlines {
		t.Errorf("begins with screen %d, which is not there", a.base)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"digest", "timeline", "people", "undo"}
	for word, want := range map[string]string{"tmeline": "timeline", "tim": "timeline", "digset": "digest", "peeple": "people", "zebra": "", "": "", "u": "undo"} {
		if got := nearest(word, names); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// All seven screens, where they have room.
func TestTheHeaderGivesWay(t *testing.T) {
	d := sit(t, 140, 40, theme.Options{})
	for id := range tabs {
		if d.app.cfg.Screens[id] == nil {
			d.app.cfg.Screens[id] = &page{name: tabs[id].name}
		}
	}
	d.paper.state.Counts.Failing, d.paper.state.Needing = 2, 2
	d.run(d.app.loadState())
	for width, want := range map[int]string{
		140: "1 Headlines  2 Digest  3 Timeline  4 People  5 Sources  6 Rules  7 Search   3 new   ! 41 of 43 feeds, 4 min ago",
		110: "1 Headlines  2 Digest  3 Timeline  4 People  5 Sources  6 Rules  7 Search   3 new   ! 2 feeds",
		90:  "1 Headlines 2 Digest 3 Timeline 4 People 5 Sources 6 Rules 7 Search   3 new   ! 2 feeds",
		80:  "1 Headlines 2 Digest 3 Timeline 4 People 5 Sources! 6 Rules 7 Search   3 new",
		60:  "1 Headlines  2  3  4  5  6  7   3 new   ! 2 feeds",
		40:  "1 Headlines 2 3 4 5! 6 7   3 new",
	} {
		d.send(tea.WindowSizeMsg{Width: width, Height: 40})
		d.wantLine(1, want)
	}
	for width := 40; width <= 160; width++ {
		d.app.width = width
		for _, fresh := range []int{0, 9, 120, 12345} {
			for _, d.app.state.Needing = range []int{0, 2, 12} {
				for d.app.base = screen.Headlines; d.app.base <= screen.Search; d.app.base++ {
					d.app.state.Counts.NewReports = fresh
					labels, right := d.app.header()
					if end := labels[len(labels)-1].end(); right != "" && end+2+ansi.StringWidth(right) > width {
						t.Errorf("%d columns, %d new: %q", width, fresh, ansi.Strip(d.app.headerScreens()))
					}
				}
			}
		}
	}
	d.app.base, d.app.width = screen.Headlines, 40
	for _, id := range []screen.ID{screen.People, screen.Search, screen.Digest} {
		d.press(screen.Number(int(id)))
		if d.app.base != id {
			t.Errorf("%d does not show its screen", id)
		}
	}
}
