package tui

import (
	"errors"
	"fmt"
	"image/color"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
	"casewire/tui/screen/screentest"
	"casewire/tui/theme"
)

// frame is the window, its size checked.
func (d *desk) frame() string {
	d.t.Helper()
	v := d.app.View().Content
	rows := strings.Split(v, "\n")
	if len(rows) != d.app.height {
		d.t.Errorf("%d lines, want %d", len(rows), d.app.height)
	}
	for i, r := range rows {
		if w := ansi.StringWidth(r); w > d.app.width {
			d.t.Errorf("line %d is %d wide, want %d: %q", i, w, d.app.width, r)
		}
	}
	return v
}

func (d *desk) wantLine(i int, want string) {
	d.t.Helper()
	rows := strings.Split(ansi.Strip(d.frame()), "\n")
	if i < 0 {
		i += len(rows)
	}
	got := strings.TrimSpace(rows[i])
	for strings.Contains(got, "    ") { // what stands at the right end
		got = strings.ReplaceAll(got, "    ", "   ")
	}
	if got != want {
		d.t.Errorf("line %d: %q, want %q", i, got, want)
	}
}

var sizes = [][2]int{{140, 50}, {120, 36}, {80, 24}, {40, 12}}

func TestFrames(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(*desk)
	}{
		{"headlines", func(*desk) {}},
		{"help", func(d *desk) { d.press("?") }},
		{"polling", func(d *desk) {
			d.app.poll = poll{running: true, now: news.Progress{Asking: 43, Answered: 18, Slow: []text.Clean{text.Own("Variety 12 s")}}}
		}},
		{"failed", func(d *desk) {
			d.app.fail(errors.New("read archive: list articles: disk I/O error"), text.Own("casewire doctor"))
		}},
		{"failing feeds", func(d *desk) {
			d.paper.state.Counts.Failing, d.paper.state.Needing = 2, 2
			d.paper.state.Notice = text.Own("County Courier refuses us (403) since Saturday.   5: sources")
			d.run(d.app.loadState())
		}},
		{"sources", func(d *desk) { d.press("5") }},
		{"article", func(d *desk) { d.press("enter") }},
		{"command", func(d *desk) { d.press(":"); d.write("p"); d.press("tab") }},
		{"stories", func(d *desk) { d.press("S", "j") }},
	} {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s/%dx%d", tt.name, size[0], size[1]), func(t *testing.T) {
				d := sit(t, size[0], size[1], theme.Options{})
				tt.do(d)
				golden.RequireEqual(t, ansi.Strip(d.frame())+"\n")
			})
		}
	}
}

func TestStyledFrames(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"dark":     {Profile: colorprofile.TrueColor},
		"light":    {Profile: colorprofile.TrueColor, Light: true},
		"no color": {Profile: colorprofile.ASCII},
	} {
		t.Run(name, func(t *testing.T) {
			d := sit(t, 80, 14, o)
			golden.RequireEqual(t, d.frame()+"\n")
		})
		t.Run(name+" in two panes", func(t *testing.T) {
			d := sit(t, 140, 14, o)
			d.press(":")
			d.write("p")
			d.press("tab")
			golden.RequireEqual(t, d.frame()+"\n")
		})
		t.Run(name+" stories", func(t *testing.T) {
			d := sit(t, 80, 14, o)
			d.press("S", "j")
			golden.RequireEqual(t, d.frame()+"\n")
		})
	}
}

func TestLayout(t *testing.T) {
	for _, tt := range []struct {
		width, height int
		bare          bool
		want          layout
	}{
		{140, 50, false, layout{header: 2, blank: 1, body: 45}},
		{120, 36, false, layout{header: 2, blank: 1, body: 31}},
		{120, 36, true, layout{body: 34}},
		{80, 24, false, layout{header: 2, body: 20}},
		{80, 24, true, layout{body: 22}},
		{40, 12, false, layout{header: 2, body: 8}},
		{39, 12, false, layout{small: true}},
		{40, 11, false, layout{small: true}},
		{0, 0, false, layout{small: true}},
	} {
		if got := share(tt.width, tt.height, tt.bare); got != tt.want {
			t.Errorf("%dx%d, bare %v: %+v, want %+v", tt.width, tt.height, tt.bare, got, tt.want)
		}
	}
}

func TestTooSmall(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.press("j")
	d.send(tea.WindowSizeMsg{Width: 32, Height: 8})
	if got := strings.Join(strings.Fields(d.app.View().Content), " "); got != "40x12 at least, this is 32x8. casewire list works at any size." {
		t.Errorf("got %q", got)
	}
	if d.app.View().Cursor != nil {
		t.Error("a cursor where there is nothing")
	}
	d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	if c := d.app.View().Cursor; c == nil || c.Y != 4 {
		t.Errorf("the place is lost: cursor %+v", c)
	}
	d.send(tea.WindowSizeMsg{Width: 3, Height: 2})
	d.app.View()
	d.press("q")
	if !d.quit {
		t.Error("q does not quit a tiny window")
	}
}

func TestKeysGoToTheFrontAndComeBack(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.press("5", "j", "q")
	if d.sources.keys() != "j q" || d.quit || d.app.base != screen.Headlines {
		t.Errorf("sources got %q, quit %v, base %d", d.sources.keys(), d.quit, d.app.base)
	}
	d.press("h", "esc")
	if d.quit {
		t.Error("h or Esc quits")
	}
	d.press("q")
	if !d.quit {
		t.Error("q does not quit on the first screen")
	}
}

func TestTheFirstRunsPageLiesOnTheHeadlines(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.app.cfg.Opening.First = d.article
	d.app.stack = []screen.Screen{d.article}
	d.press("esc")
	if d.quit || len(d.app.stack) != 0 {
		t.Error("Esc does not go on to the headlines")
	}
	d.app.stack = []screen.Screen{d.article}
	d.press("q")
	if !d.quit {
		t.Error("q does not quit on the first screen")
	}
}

// Random keys and sizes must neither stop the window nor break a row.
func TestSoak(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.paper.state.Notice = text.Own("County Courier refuses us.")
	var keys []string
	for _, s := range d.app.cfg.Keys.Screens() {
		for _, r := range d.app.cfg.Keys.Own(s) {
			keys = append(keys, r.Keys...)
		}
	}
	keys = append(keys, "日", "e\u0301", "👩‍🚒")
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		k := keys[rnd.IntN(len(keys))]
		switch rnd.IntN(40) {
		case 0:
			d.send(tea.WindowSizeMsg{Width: 20 + rnd.IntN(160), Height: 5 + rnd.IntN(60)})
		case 1:
			d.send(screen.Arrived{Reports: rnd.IntN(3)})
		case 2:
			d.paper.err = errors.New("disk\nI/O error")
		default:
			if k == "ctrl+z" {
				continue
			}
			d.press(k)
			d.send(tea.MouseWheelMsg{X: rnd.IntN(160), Y: rnd.IntN(50), Button: tea.MouseWheelDown})
			d.send(tea.MouseClickMsg{X: rnd.IntN(160), Y: rnd.IntN(50), Button: tea.MouseLeft})
			d.paper.err = nil
		}
		if !d.app.layout().small {
			d.frame()
		}
	}
}

func TestTypingTakesEveryKey(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.press("5")
	d.sources.typing = true
	d.press("q", "1", "?", "Q", "ctrl+c", "R")
	if d.quit || d.app.sheet != nil || d.app.base != screen.Sources || d.sources.keys() != "q 1 ? Q ctrl+c R" {
		t.Errorf("got %q, quit %v", d.sources.keys(), d.quit)
	}
}

// Two keys in one read: the second goes to the screen that the first opened.
func TestTheNextKeyGoesToTheNewScreen(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	_, cmd := d.app.Update(screentest.Key("enter"))
	d.app.Update(screentest.Key("j"))
	d.run(cmd)
	if got := d.article.keys(); got != "j" {
		t.Errorf("the article got %q", got)
	}
	if d.article.got[0] != (screen.Open{Article: 100, Sentence: -1}) || d.article.inits != 1 || d.article.h != 22 {
		t.Errorf("opened %v, %d times begun, %d lines", d.article.got[0], d.article.inits, d.article.h)
	}
	d.press("q")
	if d.app.side.focused || d.quit {
		t.Error("q does not go back")
	}
}

func TestTheScreenInSightHearsOfNews(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.send(screen.Changed{})
	if len(d.sources.got) != 0 {
		t.Error("a screen that was never shown is told")
	}
	d.press("5", "1")
	if !d.sources.was(screen.Left{}) {
		t.Error("a screen is not told that it is left")
	}
	d.press("enter")
	d.send(screen.Arrived{Reports: 2})
	if d.sources.was(screen.Arrived{Reports: 2}) || !d.article.was(screen.Arrived{Reports: 2}) {
		t.Error("not the screen in sight alone is told of news")
	}
	d.press("esc")
	d.wantLine(2, "Today   g: 2 more have come in")
	if d.sources.inits != 1 {
		t.Errorf("begun %d times", d.sources.inits)
	}
}

func TestActions(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.press("5")
	do := func(a screen.Action) { d.sources.answer = a; d.press("j") }
	do(screen.Say{Text: text.Own("Noted.")})
	d.wantLine(-2, "Noted.")
	do(screen.Browse{URL: "https://a.example/1"})
	d.wantLine(-2, "https://a.example/1   in the browser")
	do(screen.Browse{URL: "--evil"})
	d.wantLine(-2, "! open browser: this is no web address   Enter: show")
	do(screen.Copy{Text: text.Own("https://a.example")})
	d.wantLine(-2, "https://a.example   copied")
	do(screen.Copy{Text: text.Lines("one\ntwo\n\nthree\n")})
	d.wantLine(-2, "Copied: 4 lines")
	do(screen.Push{Screen: d.article})
	if d.app.front() != d.article || d.article.inits != 1 || d.article.w != 80 {
		t.Error("a pushed screen does not come to the front")
	}
	d.press("esc")
	do(screen.Poll{Feed: "https://a.example/rss", Force: true})
	if len(d.paper.asks) != 1 || d.paper.asks[0] != (Ask{Feed: "https://a.example/rss", Force: true, Asked: true}) {
		t.Errorf("asked %+v", d.paper.asks)
	}
	do(screen.Show{Screen: screen.Digest})
	if d.app.base != screen.Sources {
		t.Error("goes to a screen that is not there")
	}
	do(screen.Back{})
	if d.app.base != screen.Headlines {
		t.Error("does not go back")
	}
}

func TestTheGreetingStaysUntilAKey(t *testing.T) {
	app := New(t.Context(), Config{Opening: Opening{Greeting: text.Own("Demonstration.")}})
	if app.line.text != text.Own("Demonstration.") {
		t.Errorf("says %q", app.line.text)
	}
}

func TestAFailureOpensInFull(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.send(screen.Changed{})
	d.app.fail(errors.New("marlow.toml:14:27: OR and AND are mixed\n  14 | match\x1b[31m"), text.Own("write parentheses"))
	d.wantLine(-2, "! marlow.toml:14:27: OR and AND are mixed   Enter: show")
	d.press("enter")
	d.wantLine(2, "What went wrong")
	d.wantLine(5, "14 | match�[31m")
	d.wantLine(7, "write parentheses")
	d.press("esc")
	if d.app.sheet != nil || d.app.front() == d.article {
		t.Error("Esc does not close it, or Enter opened a report too")
	}
	d.press("enter")
	if d.app.front() != d.article {
		t.Error("Enter no longer opens a report")
	}
}

func TestWhatIsSaidStaysUntilAKey(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.app.say(text.Own("Noted."))
	d.send(screen.Changed{})
	d.wantLine(-2, "Noted.")
	d.press("j")
	d.wantLine(-2, "")
}

func TestALongLineKeepsItsKeys(t *testing.T) {
	d := sit(t, 60, 24, theme.Options{})
	d.app.say(text.Own("Asked 43 feeds in 3 s: 4 new reports, 12 pages saved.   g: show   5: sources"))
	d.wantLine(-2, "Asked 43 feeds in 3 s: 4 new reports… g: show   5: sources")
}

func TestUndoAndRedo(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.press("z")
	d.wantLine(-2, "Unread again.")
	d.press("Z")
	d.wantLine(-2, "Read.")
	if d.paper.undone != 0 {
		t.Errorf("undone %d", d.paper.undone)
	}
}

func TestPolling(t *testing.T) {
	done := news.PollReport{Feeds: 43, OK: 42, Failed: 1, Articles: 4, Pages: 12, Took: 3 * time.Second}
	d := sit(t, 120, 36, theme.Options{})
	d.paper.turns = []Turn{
		{Progress: news.Progress{Asking: 43, Answered: 18, Reports: 1}},
		{Progress: news.Progress{Asking: 43, Answered: 43, Reports: 4, Done: &done}},
	}
	d.press("5", "r")
	d.wantLine(-2, "Asked 43 feeds in 3 s: 4 new reports, 12 pages saved, 1 feed failed.   5: sources")
	if !d.sources.was(screen.Arrived{Reports: 1}) || !d.sources.was(screen.Arrived{Reports: 3}) {
		t.Errorf("the screens heard %v", d.sources.got)
	}
	d.press("1")
	d.wantLine(3, "Today, Tuesday 17 November   g: 4 more have come in")
	if d.app.poll.running {
		t.Error("the poll does not end")
	}
	d.press("j")
	d.wantLine(-2, "")
}

func TestPollsThatSayLittle(t *testing.T) {
	for _, tt := range []struct {
		name  string
		turn  Turn
		asked bool
		want  string
	}{
		{"none due", Turn{Progress: news.Progress{Done: &news.PollReport{Feeds: 43}}}, true, "No feed is due."},
		{"none due, by itself", Turn{Progress: news.Progress{Done: &news.PollReport{Feeds: 43}}}, false, ""},
		{"offline", Turn{Progress: news.Progress{Done: &news.PollReport{Offline: true, Failed: 43}}}, true, "No network since 14:36. Reading what is stored; feeds are asked again when it is back."},
		{"busy", Turn{Progress: news.Progress{Done: &news.PollReport{Busy: text.Own("casewire watch")}}}, true, "The feeds are being asked by another program: casewire watch"},
		{"error", Turn{Err: errors.New("poll: disk full")}, false, "! poll: disk full   Enter: show"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := sit(t, 120, 36, theme.Options{})
			d.paper.turns = []Turn{tt.turn}
			d.run(d.app.beginPoll(Ask{Asked: tt.asked}))
			d.wantLine(-2, tt.want)
			if d.app.poll.running {
				t.Error("the poll does not end")
			}
		})
	}
}

func TestWhatCanBeReadOffline(t *testing.T) {
	texts := news.Texts{Saved: 88, Refused: 2}
	const ready = "Ready for offline: 88 of 90 full texts saved, 2 refused by the outlet."
	for _, tt := range []struct {
		width  int
		report news.PollReport
		want   string
	}{
		{120, news.PollReport{}, "No feed is due. " + ready},
		{80, news.PollReport{}, ready},
		{80, news.PollReport{OK: 43, Took: 3 * time.Second}, ready},
		{80, news.PollReport{OK: 43, Took: 3 * time.Second, Articles: 4, Pages: 2}, "Asked 43 feeds in 3 s: 4 new reports, 2 pages saved.   g: show"},
		{150, news.PollReport{OK: 42, Failed: 1, Took: 3 * time.Second}, "Asked 43 feeds in 3 s: 0 new reports, 1 feed failed. " + ready + "   5: sources"},
	} {
		d := sit(t, tt.width, 24, theme.Options{})
		tt.report.Texts = texts
		d.paper.turns = []Turn{{Progress: news.Progress{Done: &tt.report}}}
		d.run(d.app.beginPoll(Ask{Asked: true}))
		d.wantLine(-2, tt.want)
	}
}

func TestNoPollerIsOffline(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.app.cfg.Poll = nil
	d.wantLine(-2, "Offline, as you asked: reading what is stored.")
	d.press("R")
	d.wantLine(-2, "Offline, as you asked: no feed is polled.")
}

func TestAnotherProgramPolls(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.paper.state.Counts.Poll++
	d.paper.state.Counts.Kept += 2
	d.run(d.app.loadState())
	d.wantLine(-2, "2 more reports have come in.   g: show")
	d.run(d.app.loadState())
	d.wantLine(2, "Today   g: 2 more have come in")
	d.press("5")
	d.paper.state.Counts.Poll++
	d.paper.state.Counts.Kept++
	d.run(d.app.loadState())
	d.wantLine(-2, "")
}

func TestTheStoryIsEdited(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	s := story()
	s.Title = text.Own("The Quay Street fire")
	d.app.takeEdit(edited{edit: &Edit{Story: s, Say: text.Own("Rules taken up: 9 gained, 2 lost."), Undo: true}})
	d.wantLine(-2, "Rules taken up: 9 gained, 2 lost.   z: take back")
	if v := d.app.View(); v.WindowTitle != "The Quay Street fire - casewire" {
		t.Errorf("title %q", v.WindowTitle)
	}
	d.app.takeEdit(edited{err: errors.New("marlow.toml has 1 error, line 14")})
	d.wantLine(-2, "! marlow.toml has 1 error, line 14   Enter: show")
}

func TestEditingTheStory(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.press("E")
	d.wantLine(-2, "This story has no file of its own to edit.")
	d.app.cfg.Edit = func() (tea.ExecCommand, error) { return nil, errors.New("edit marlow.toml: no editor") }
	d.press("E")
	d.wantLine(-2, "! edit marlow.toml: no editor   Enter: show")
	d.app.cfg.Edit = func() (tea.ExecCommand, error) { return nil, nil }
	if _, cmd := d.app.Update(screentest.Key("E")); cmd == nil {
		t.Error("E does not start the editor")
	}
	d.send(editorLeft{errors.New("exit status 1")})
	d.wantLine(-2, "! exit status 1   Enter: show")
}

func TestTheTerminalTellsOfItself(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{Profile: colorprofile.TrueColor})
	dark := d.frame()
	d.send(tea.BackgroundColorMsg{Color: color.White})
	light := d.frame()
	if dark == light {
		t.Error("a light ground changes nothing")
	}
	d.send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	if v := d.frame(); strings.Contains(v, "38;2") || strings.Contains(v, "48;2") {
		t.Error("colours where there are none")
	}
	d.send(tea.BackgroundColorMsg{Color: color.Black})
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	if d.frame() != dark {
		t.Error("the dark theme does not come back")
	}
}

func TestHelpHasEveryKeyOfTheScreen(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	d.press("?")
	all := ansi.Strip(strings.Join(d.app.sheet.lines(80), "\n"))
	absent := []string{"digest", "timeline", "people", "rules", "search", "edit", "pane"}
	for _, r := range d.app.cfg.Keys.Rows("headlines") {
		if strings.Contains(all, r.Help) == slices.Contains(absent, r.Name) {
			t.Errorf("help and %q: absent %v", r.Help, slices.Contains(absent, r.Name))
		}
	}
	d.press("j", "space", "G", "k", "g", "?")
	if d.app.sheet != nil {
		t.Error("? does not close the help")
	}
}

func TestTheScreensKeepTheirNames(t *testing.T) {
	d := sit(t, 80, 24, theme.Options{})
	all := d.app.cfg.Screens[screen.Headlines]
	for id := range tabs {
		d.app.cfg.Screens[id] = all
	}
	for _, fresh := range []int{9, 12, 120, 12345} {
		d.app.state.Counts.NewReports, d.app.state.Needing = fresh, 12
		line := ansi.Strip(d.app.headerScreens())
		if !strings.Contains(line, "2 Digest 3 Timeline 4 People 5 Sources! 6 Rules 7 Search") || ansi.StringWidth(line) > 80 {
			t.Errorf("%d new: %q", fresh, line)
		}
	}
}

func TestNextDateOfTheStory(t *testing.T) {
	d := sit(t, 120, 36, theme.Options{})
	for _, tt := range []struct {
		now         string
		wide, short string
	}{
		{"2026-11-17 14:36", "next: Thu 19 Nov 09:30 closing arguments, in 2 days", "next: Thu 09:30 closing arguments"},
		{"2026-11-19 08:00", "next: Thu 19 Nov 09:30 closing arguments, today", "next: Thu 09:30 closing arguments"},
		{"2026-11-22 23:00", "next: Mon 23 Nov Jury begins, tomorrow", "next: Mon Jury begins"},
		{"2026-11-23 23:00", "next: Mon 23 Nov Jury begins, today", "next: Mon Jury begins"},
		{"2026-11-24 00:00", "", ""},
	} {
		at, _ := time.Parse("2006-01-02 15:04", tt.now)
		d.app.cfg.Now = func() time.Time { return at }
		d.app.width = 120
		if got := d.app.upcoming().String(); got != tt.wide {
			t.Errorf("%s: %q, want %q", tt.now, got, tt.wide)
		}
		d.app.width = 80
		if got := d.app.upcoming().String(); got != tt.short {
			t.Errorf("%s: %q, want %q", tt.now, got, tt.short)
		}
	}
}

func TestNextDateThatArticlesTellOf(t *testing.T) {
	d := sit(t, 120, 36, theme.Options{})
	for _, tt := range []struct {
		day  int
		want string
	}{
		{18, "next: Wed 18 Nov The jury sees the street, tomorrow"},
		{20, "next: Thu 19 Nov 09:30 closing arguments, in 2 days"},
		{16, "next: Thu 19 Nov 09:30 closing arguments, in 2 days"},
	} {
		d.app.state.Next = news.Fact{Date: news.Date{Year: 2026, Month: 11, Day: tt.day}, Clock: -1, Text: text.Own("The jury sees the street.")}
		d.app.width = 120
		if got := d.app.upcoming().String(); got != tt.want {
			t.Errorf("of the %dth: %q, want %q", tt.day, got, tt.want)
		}
	}
}

// What a key costs: the message, and the frame after it.
func BenchmarkKeyAndFrame(b *testing.B) {
	d := sit(b, 120, 36, theme.Options{Profile: colorprofile.TrueColor})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.app.Update(screentest.Key([]string{"j", "k"}[i%2]))
		d.app.View()
	}
}
