package headlines

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/screen/screentest"
	"casewire/tui/theme"
)

// frame is the view, its size checked.
func (st *stand) frame() string {
	st.t.Helper()
	v := st.s.View()
	lines := strings.Split(v, "\n")
	if len(lines) != st.s.height {
		st.t.Errorf("%d lines, want %d", len(lines), st.s.height)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w != st.s.width {
			st.t.Errorf("line %d is %d wide, want %d: %q", i, w, st.s.width, l)
		}
	}
	return v
}

var sizes = [][2]int{{140, 45}, {120, 31}, {80, 20}, {70, 20}, {62, 20}, {40, 8}}

func TestFrames(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			st := set(t, size[0], size[1], theme.Options{})
			golden.RequireEqual(t, ansi.Strip(st.frame())+"\n")
		})
	}
}

func TestStyledFrames(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"dark":     {Profile: colorprofile.TrueColor},
		"light":    {Profile: colorprofile.TrueColor, Light: true},
		"no color": {Profile: colorprofile.ASCII, ASCII: true},
	} {
		t.Run(name, func(t *testing.T) {
			st := set(t, 80, 12, o)
			golden.RequireEqual(t, st.frame()+"\n")
		})
	}
}

func TestStatesOfTheScreen(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(*stand)
	}{
		{"why", func(st *stand) { st.press("w") }},
		{"why below", func(st *stand) { st.press("G", "w") }},
		{"rest", func(st *stand) { st.press("x") }},
		{"off story", func(st *stand) { st.press("j", "-") }},
		{"query typed", func(st *stand) { st.press("&"); st.write("judge OR jury AND lab") }},
		{"query", func(st *stand) { st.press("&"); st.write("judge"); st.press("enter") }},
		{"nothing fits", func(st *stand) { st.press("&"); st.write("zebra"); st.press("enter") }},
		{"find", func(st *stand) { st.press("/"); st.write("TRIAL"); st.press("enter") }},
		{"outlets", func(st *stand) { st.press("e", "j", "j") }},
		{"outlets apart", func(st *stand) { st.press("e", "j", "j", "j", "j", "enter", "j") }},
		{"arrived", func(st *stand) { st.send(screen.Arrived{Reports: 2}) }},
		{"silence", func(st *stand) {
			st.archive.counts.LastKept = now.AddDate(0, 0, -9)
			st.send(screen.Changed{})
		}},
		{"nothing read", func(st *stand) {
			st.archive.counts.Begun = false
			st.send(screen.Changed{})
		}},
		{"none yet", func(st *stand) {
			st.archive.all = nil
			st.send(screen.Changed{})
		}},
		{"nothing has come", func(st *stand) {
			st.archive.all, st.archive.counts = nil, news.Counts{Feeds: 18, Poll: 1}
			st.send(screen.Changed{})
		}},
		{"never asked", func(st *stand) {
			st.archive.all, st.archive.counts = nil, news.Counts{Feeds: 43}
			st.send(screen.Changed{})
		}},
		{"never asked, offline", func(st *stand) {
			st.s.cfg.Keys = st.s.cfg.Keys.Without("poll", "poll-all")
			st.archive.all, st.archive.counts = nil, news.Counts{Feeds: 43}
			st.send(screen.Changed{})
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range [][2]int{{120, 31}, {80, 20}, {40, 8}} {
				t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
					st := set(t, size[0], size[1], theme.Options{})
					tt.do(st)
					st.s.SetSize(size[0], size[1])
					golden.RequireEqual(t, ansi.Strip(st.frame())+"\n")
				})
			}
		})
	}
}

// chosen is the headline of the chosen row.
func (st *stand) chosen() string {
	if a := st.s.rows.Chosen(); a != nil {
		return a.Headline.String()
	}
	return ""
}

func (st *stand) wantChosen(prefix string) {
	st.t.Helper()
	if !strings.HasPrefix(st.chosen(), prefix) {
		st.t.Errorf("chosen %q, want %q", st.chosen(), prefix)
	}
}

func (st *stand) wantSay(want string) {
	st.t.Helper()
	say, _ := st.last().(screen.Say)
	if say.Text.String() != want {
		st.t.Errorf("said %q, want %q", say.Text, want)
	}
}

func TestMoving(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	for _, step := range []struct{ key, want string }{
		{"j", "Defence"},
		{"k", "Judge moves"},
		{"n", "Defence"},
		{"n", "Chemist"},
		{"n", "埠頭"},
		{"N", "Chemist"},
		{"]", "State rests"},
		{"]", "埠頭"},
		{"[", "State rests"},
		{"[", "Chemist"},
		{"[", "Judge moves"},
		{"G", "A year"},
		{"g", "Judge moves"},
		{"space", "Judge refuses"},
		{"ctrl+b", "Judge moves"},
		{"end", "A year"},
		{"home", "Judge moves"},
	} {
		st.press(step.key)
		if !strings.HasPrefix(st.chosen(), step.want) && !strings.HasPrefix(step.key, "space") {
			t.Errorf("%s: chosen %q, want %q", step.key, st.chosen(), step.want)
		}
	}
	if x, y, ok := st.s.Cursor(); x != 0 || y != 1 || !ok {
		t.Errorf("cursor at %d,%d %v", x, y, ok)
	}
	if got := st.s.Status().String(); got != "1 of 12" {
		t.Errorf("status %q", got)
	}
	st.press("G")
	st.press("n")
	st.wantSay("No other report here is new.")
}

func TestMarks(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.press("m")
	if !st.s.rows.Chosen().State.Read {
		t.Error("m does not read")
	}
	st.press("m", "s")
	if a := st.s.rows.Chosen(); a.State.Read || !a.State.Starred {
		t.Errorf("m m s: %+v", a.State)
	}
	st.press("-")
	st.wantSay("Off the story.   z: undo")
	st.wantChosen("Judge moves")
	if st.s.rows.Chosen().State.Mark != news.OffStory {
		t.Error("- does not mark")
	}
	st.send(screen.Left{})
	st.wantChosen("Defence")
	st.press("a")
	st.write("ask Brandt")
	st.press("enter")
	st.wantSay("Noted.   z: undo")
	if got := st.s.rows.Chosen().State.Note.String(); got != "ask Brandt" {
		t.Errorf("note %q", got)
	}
	st.press("A")
	st.wantSay("4 articles dismissed (they still count as unread text).   z: undo")
	st.press("A")
	st.wantSay("Nothing here is unread.")
}

func TestDismissActsOnWhatTheFilterShows(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.press("&")
	st.write("judge")
	st.press("enter", "A")
	st.wantSay("1 article dismissed (it still counts as unread text).   z: undo")
}

func TestANearMissIsKept(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.press("x")
	st.wantChosen("Street of the fire")
	st.press("+")
	st.wantSay("On the story.   z: undo")
	st.wantChosen("Street of the fire")
	st.press("j", "j")
	st.wantChosen("Rugby")
	st.press("+")
	st.wantChosen("Rugby")
	if rows := st.s.rows.Rows(); len(rows) != 3 || rows[2].Verdict.Decision != news.Drop {
		t.Errorf("a row leaves its place when it is marked: %d rows", len(rows))
	}
	st.press("esc")
	if st.s.rest || st.s.rows.Len() != 14 {
		t.Errorf("%d rows are kept", st.s.rows.Len())
	}
}

func TestTheArticlesOfOneFeed(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	cfg := st.s.cfg
	cfg.Feed, cfg.Outlet = "https://a.example/rss", text.Own("The Ledger")
	st.s = New(t.Context(), cfg)
	st.s.SetSize(80, 20)
	st.run(st.s.Init())
	golden.RequireEqual(t, ansi.Strip(st.frame())+"\n")
}

func TestEscLeavesTheInnermost(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.press("x", "&")
	st.write("e")
	st.press("enter", "/")
	st.write("fire")
	st.press("enter", "w", "/")
	if st.s.Typing() {
		t.Error("/ goes through the answer")
	}
	left := func() (n int) {
		for _, open := range []bool{st.s.why.Open(), !st.s.find.empty(), st.s.filter.Query != "", st.s.rest} {
			if open {
				n++
			}
		}
		return n
	}
	for want := 3; want >= 0; want-- {
		st.actions = nil
		st.press("esc")
		if left() != want || st.actions != nil {
			t.Errorf("%d things are open, want %d, actions %v", left(), want, st.actions)
		}
	}
	st.press("esc")
	if _, ok := st.last().(screen.Pass); !ok {
		t.Errorf("action %v, want the key back", st.last())
	}
}

func TestTyping(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.press("/")
	st.write("q1?jRQ")
	if st.s.prompt == nil || st.s.prompt.line.Value().String() != "q1?jRQ" || st.actions != nil {
		t.Fatalf("letters act: %v", st.actions)
	}
	if x, y, ok := st.s.Cursor(); x != 9 || y != 19 || !ok {
		t.Errorf("cursor at %d,%d %v", x, y, ok)
	}
	st.press("ctrl+c")
	if st.s.Typing() || st.actions != nil {
		t.Error("^c does not cancel the input alone")
	}
	st.press("&")
	st.send(tea.PasteMsg{Content: "a OR b\x1b[31m AND\u202e c"})
	if st.s.prompt.fault == nil {
		t.Error("a bad query has no fault")
	}
	st.press("enter")
	if !st.s.Typing() {
		t.Error("a bad query is taken")
	}
	if v := st.frame(); strings.Contains(v, "[31m") && strings.Contains(v, "\x1b[31m") || strings.Contains(v, "\u202e") {
		t.Error("what is pasted reaches the terminal")
	}
}

func TestAStoryThatBeginsTakesInWhatComes(t *testing.T) {
	come := func(st *stand) {
		newest := st.archive.all[0]
		newest.ID, newest.Headline = newest.ID+100, text.Line("Late news")
		st.archive.all = append(st.archive.all, newest)
		st.archive.sort()
		st.send(screen.Arrived{Reports: 1})
	}
	st := set(t, 80, 20, theme.Options{})
	st.archive.counts.Begun = false
	st.send(screen.Changed{})
	come(st)
	st.wantChosen("Late news")
	if st.s.waiting.Reports != 0 {
		t.Error("what comes waits for nobody")
	}
	st.press("j")
	come(st)
	st.wantSay("1 more report has come in.   g: show")
}

func TestNothingMovesWhenNewsComes(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.press("j", "j")
	_, y, _ := st.s.Cursor()
	newest := st.archive.all[0]
	newest.ID, newest.Headline = 200, text.Line("Late news")
	newest.Dates.Sort = now
	st.archive.all = append(st.archive.all, newest)
	st.archive.sort()
	st.send(screen.Arrived{Reports: 1})
	st.wantSay("1 more report has come in.   g: show")
	st.wantChosen("Five things")
	if _, got, _ := st.s.Cursor(); got != y {
		t.Errorf("the row moved from line %d to %d", y, got)
	}
	st.press("s")
	st.wantChosen("Five things")
	if st.s.rows.Rows()[0].ID == 200 {
		t.Error("a mark takes in what has come")
	}
	st.press("g")
	st.wantChosen("Late news")
	if st.s.waiting.Reports != 0 {
		t.Error("still waiting")
	}
}

func TestActionsOfARow(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	for _, tt := range []struct {
		key  string
		want screen.Action
	}{
		{"o", screen.Browse{URL: "https://news.example/a"}},
		{"y", screen.Copy{Text: text.Line("https://news.example/a")}},
		{"Y", screen.Copy{Text: text.Line("“Judge moves closing arguments after late filing”, Harbor Post, 17 November 2026, https://news.example/a")}},
		{"1", screen.Pass{Msg: screentest.Key("1")}},
		{"Q", screen.Pass{Msg: screentest.Key("Q")}},
	} {
		st.press(tt.key)
		if st.last() != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.key, st.last(), tt.want)
		}
	}
}

// otherwise has marks that the rules disagree with.
type otherwise struct{ *archive }

func (otherwise) Disagree(context.Context) (n, of int, err error) { return 3, 1040, nil }

func TestALiveBlogTellsItsUpdates(t *testing.T) {
	for width, want := range map[int]string{120: "after late filing", 80: "updates", 40: "+11 3 updates"} {
		st := set(t, width, 20, theme.Options{})
		for i := range st.archive.all {
			st.archive.all[i].Size.Updates = 3
		}
		st.send(screen.Changed{})
		frame := ansi.Strip(st.frame())
		if !strings.Contains(frame, want) || !strings.Contains(frame, "3 updates") {
			t.Errorf("%d columns:\n%s", width, frame)
		}
		for _, l := range strings.Split(frame, "\n") {
			if ansi.StringWidth(l) > width {
				t.Errorf("a line of %d cells: %q", ansi.StringWidth(l), l)
			}
		}
	}
}

func TestARowStandsForTheArticleThatItShows(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.archive.all[0].Report.Shown, st.archive.all[0].Report.Opens = 77, 78
	st.archive.all[0].Dates.Published.Time = time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)
	st.send(screen.Changed{})
	st.press("Y")
	want := screen.Copy{Text: text.Line("“Judge moves closing arguments after late filing”, Harbor Post, 16 November 2026, https://news.example/a")}
	if st.last() != want {
		t.Errorf("%+v, want %+v", st.last(), want)
	}
	st.press("enter")
	if open, ok := st.last().(screen.Open); !ok || open.Article != 78 {
		t.Errorf("%+v", st.last())
	}
}

func TestMarksAreHeldAgainstTheRules(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.s.cfg.Judge = otherwise{st.archive}
	st.press("-")
	st.wantSay("Off the story. 3 of 1,040 marks now disagree with the rules.   z: undo   6: rules")
}

func TestAReportIsReadWithinItsList(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.s.filter.Query = "judge"
	st.press("enter")
	open, ok := st.last().(screen.Open)
	if !ok || open.Within == nil || open.Within.Query != "judge" {
		t.Errorf("%+v", st.last())
	}
}

func TestFailuresAreSaid(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.archive.err = errors.New("read archive: disk I/O error")
	for _, k := range []string{"m", "w", "g", "A"} {
		st.actions = nil
		st.press(k)
		fail, ok := st.last().(screen.Fail)
		if !ok || !errors.Is(fail.Err, st.archive.err) {
			t.Errorf("%s: %+v", k, st.last())
		}
	}
	if st.chosen() == "" {
		t.Error("a failed load loses the rows")
	}
}

func TestResizeKeepsTheRow(t *testing.T) {
	st := set(t, 120, 31, theme.Options{})
	st.press("j", "j", "j", "j", "j")
	for w := 12; w < 160; w += 7 {
		for h := 1; h < 50; h += 5 {
			st.s.SetSize(w, h)
			st.frame()
			st.wantChosen("Jurors visit")
			if !strings.Contains(ansi.Strip(st.s.View()), ">") {
				t.Errorf("%dx%d: the chosen row is out of sight", w, h)
			}
		}
	}
}

func TestFoundPlacesAreUnderlined(t *testing.T) {
	for _, tt := range []struct {
		needle, s string
		want      []string
	}{
		{"trial", "Five things about the Marlow trial", []string{"trial"}},
		{"marlow tri", "The Marlow trial", []string{"Marlow trial"}},
		{"cafe", "Fireman’s café, café", []string{"café", "café"}},
		{"fire", "Fire and fires", []string{"Fire", "fires"}},
		{"e", "Refereed: the end", []string{"Refereed", "the", "end"}},
		{"a b a", "A B A B A", []string{"A B A"}},
		{"zebra", "Fire", nil},
		{"", "Fire", nil},
		{"...", "Fire", nil},
	} {
		var got []string
		for _, sp := range newNeedle(tt.needle).spans(tt.s) {
			got = append(got, tt.s[sp.Start:sp.End])
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%q in %q: %q, want %q", tt.needle, tt.s, got, tt.want)
		}
	}
}

func BenchmarkView(b *testing.B) {
	a := newArchive()
	s := New(b.Context(), Config{List: a, Mark: a, Explain: a, Keys: keymap.Default(), Theme: theme.New(theme.Options{Profile: colorprofile.TrueColor}), Now: func() time.Time { return now }, Zone: time.UTC})
	s.SetSize(120, 31)
	s.Update(s.rows.Top()())
	b.ReportAllocs()
	for b.Loop() {
		s.View()
	}
}

func TestTheListBeginsWhereItWasLeft(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	if st.s.Place() != (news.Place{}) {
		t.Error("the newest row is remembered")
	}
	st.press("j", "j", "j", "j")
	left := st.s.Place()
	again := set(t, 80, 20, theme.Options{})
	cfg := again.s.cfg
	cfg.From = left
	again.s = New(t.Context(), cfg)
	again.s.SetSize(80, 20)
	again.run(again.s.Init())
	again.wantChosen("Chemist")
	again.press("k")
	again.wantChosen("What the jury")
	again.press("&")
	again.write("jury")
	again.press("enter", "j")
	if again.s.Place() != (news.Place{}) {
		t.Error("a place in a narrowed list is remembered")
	}
}
