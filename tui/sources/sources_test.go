package sources

import (
	"context"
	"errors"
	"fmt"
	"reflect"
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

var now = at("2026-11-17 14:32")

func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

func feeds() []news.Health {
	soon := at("2026-11-17 14:58")
	return []news.Health{
		{URL: "https://post.example/rss", Site: "https://post.example/", Outlet: text.Own("Harbor Post"), State: news.Alive, LastOK: now, Items: 880, Kept: 31, LastKept: now, Next: soon},
		{URL: "https://gazette.example/rss", Outlet: text.Own("The Gazette"), State: news.Alive, LastOK: now, Items: 212, Next: soon},
		{URL: "https://courier.example/rss", Outlet: text.Own("County Courier"), State: news.Failing, Status: 403, Reason: text.Own("refuses us (403)"), Since: at("2026-11-14 09:00"), LastOK: at("2026-11-14 08:00"), Items: 212, Kept: 9, LastKept: at("2026-11-12 10:00"), Next: at("2026-11-18 09:00")},
		{URL: "https://bay.example/rss", Outlet: text.Own("Bay News"), State: news.Failing, Status: 200, Reason: text.Own("gives a web page instead of a feed"), Since: at("2026-11-17 08:10"), LastOK: at("2026-11-17 07:10"), Items: 90, Kept: 3, LastKept: at("2026-11-02 10:00"), Next: at("2026-11-17 15:10")},
		{URL: "https://never.example/rss", Outlet: text.Own("Süddeutsche 大阪の新聞 👩‍👩‍👧‍👦 שלום"), State: news.Failing, Since: at("2025-01-02 08:10"), Next: at("2026-11-17 15:10")},
		{URL: "https://alone.example/rss", Outlet: text.Own("Alone"), State: news.Failing, Status: 429, Reason: text.Own("wants to be left alone (429)"), Quiet: at("2026-11-17 15:40"), Since: at("2026-11-17 12:00"), LastOK: at("2026-11-17 11:00"), Next: at("2026-11-17 15:40")},
		{URL: "https://quay.example/rss", Outlet: text.Own("Quay Blog"), State: news.Gone, Status: 410, Since: at("2026-10-03 09:00"), Items: 41, Kept: 7, LastKept: at("2026-10-01 10:00")},
		{URL: "https://tribune.example/rss", Outlet: text.Own("The Tribune"), State: news.Alive, LastOK: now, Items: 310, Kept: 12, LastKept: at("2026-11-11 10:00"), Next: soon, Gap: &news.Gap{From: at("2026-11-16 14:00"), To: at("2026-11-17 09:10"), Missed: 34}},
		{URL: "https://city.example/rss", Outlet: text.Own("City Hall"), State: news.Quiet, LastOK: now, LastItem: at("2026-10-27 09:00"), Items: 18, Next: at("2026-11-17 18:00")},
		{URL: "https://new.example/rss", Outlet: text.Own("New Here"), State: news.Never, Next: now},
		{URL: "https://moved.example/rss?key=s3cret", Outlet: text.Own("Moved On"), State: news.Alive, LastOK: now, Items: 5, Kept: 1, LastKept: at("2025-03-01 10:00"), MovedTo: "https://there.example/rss", Next: soon},
	}
}

type fake struct {
	feeds  []news.Health
	counts news.Counts
	err    error
}

func (f *fake) Health(ctx context.Context) ([]news.Health, error) {
	return f.feeds, errors.Join(f.err, ctx.Err())
}
func (f *fake) Counts(context.Context) (news.Counts, error) { return f.counts, nil }

func newFake() *fake {
	return &fake{feeds: feeds(), counts: news.Counts{Seen: 1880, Kept: 31, FirstPoll: at("2026-11-13 18:05")}}
}

// show makes the screen and runs its load by hand.
func show(t *testing.T, f *fake, width, height int) *Screen {
	t.Helper()
	s := New(t.Context(), Config{
		Data: f, Keys: keymap.Default(), Theme: theme.New(theme.Options{Profile: colorprofile.TrueColor}),
		Now: func() time.Time { return now }, Zone: time.UTC,
		Items: func(url string) screen.Action { return screen.Say{Text: text.Line("items of " + url)} },
		Shown: func(url string) text.Clean { return text.Line(strings.ReplaceAll(url, "s3cret", "…")) },
	})
	s.SetSize(width, height)
	s.Update(s.Init()())
	return s
}

func press(s *Screen, keys string) (last screen.Action) {
	for k := range strings.FieldsSeq(keys) {
		last, _ = s.Update(screentest.Key(k))
	}
	return last
}

func frame(t *testing.T, s *Screen) string {
	t.Helper()
	return screentest.Frame(t, s.View(), s.width, s.height)
}

func TestFrames(t *testing.T) {
	for _, size := range [][2]int{{140, 47}, {120, 33}, {80, 21}, {40, 9}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			s := show(t, newFake(), size[0], size[1])
			press(s, "j j")
			golden.RequireEqual(t, frame(t, s))
		})
	}
}

func TestStyles(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"dark": {Profile: colorprofile.TrueColor}, "light": {Light: true, Profile: colorprofile.TrueColor}, "mono": {Choice: theme.Mono},
	} {
		t.Run(name, func(t *testing.T) {
			s := show(t, newFake(), 80, 21)
			*s.cfg.Theme = *theme.New(o)
			golden.RequireEqual(t, s.View())
		})
	}
}

func TestSentences(t *testing.T) {
	var b strings.Builder
	all := feeds()
	sortFeeds(all)
	for i := range all {
		fmt.Fprintf(&b, "%s\n%s\n%s\n\n", state(&all[i], now, false), state(&all[i], now, true), story(&all[i], now))
	}
	golden.RequireEqual(t, b.String())
}

func TestVerdict(t *testing.T) {
	old := []news.Health{{LastOK: at("2026-11-13 09:00"), State: news.Failing, Next: now}, {State: news.Never}}
	for name, tt := range map[string]struct {
		feeds  []news.Health
		counts news.Counts
		want   string
	}{
		"none":  {nil, news.Counts{}, ""},
		"first": {[]news.Health{{State: news.Never}}, news.Counts{}, "None of 1 feed has answered yet."},
		"old":   {old, news.Counts{}, "None of 2 feeds answered in the last hour; the last answer came Fri 09:00. One feed needs you."},
		"well":  {feeds()[:2], news.Counts{Seen: 1, FirstPoll: now}, "2 of 2 feeds answered in the last hour. 1 item seen since today, 0 about the story."},
	} {
		var got []string
		for _, p := range verdict(tt.feeds, &tt.counts, now) {
			got = append(got, p.text.String())
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%s: %q, want %q", name, g, tt.want)
		}
	}
	if got := next(old, now).String(); got != "next: 1 feed now" {
		t.Errorf("next: %q", got)
	}
}

func TestKeys(t *testing.T) {
	for keys, want := range map[string]screen.Action{
		"G enter":           screen.Say{Text: text.Own("items of https://gazette.example/rss")},
		"r":                 screen.Poll{Feed: "https://alone.example/rss"},
		"G k k o":           screen.Browse{URL: "https://post.example/"},
		"G o":               screen.Say{Text: text.Own("Its site is not known.")},
		"j y":               screen.Copy{Text: text.Own("https://bay.example/rss")},
		"k":                 screen.Nothing{},
		"/ T r I enter r":   screen.Poll{Feed: "https://tribune.example/rss"},
		"/ s ü d enter r":   screen.Poll{Feed: "https://never.example/rss"},
		"/ n e w enter n r": screen.Poll{Feed: "https://new.example/rss"},
		"/ n e w enter N r": screen.Poll{Feed: "https://new.example/rss"},
		"/ q q enter":       screen.Say{Text: text.Own("No outlet is called “qq”.")},
		"G k y":             screen.Say{Text: text.Own("Its address holds a secret; it stands in the story file.")},
		"/ q esc r":         screen.Poll{Feed: "https://alone.example/rss"},
		"q":                 screen.Pass{Msg: tea.KeyPressMsg{Code: 'q', Text: "q"}},
		"G g down r":        screen.Poll{Feed: "https://bay.example/rss"},
	} {
		if got := press(show(t, newFake(), 80, 21), keys); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %#v, want %#v", keys, got, want)
		}
	}
}

func TestChosenFeedStaysChosen(t *testing.T) {
	f := newFake()
	s := show(t, f, 40, 9)
	press(s, "G k k")
	url := s.chosen().URL
	f.feeds = append(feeds(), news.Health{URL: "https://x.example", Outlet: text.Own("A"), State: news.Failing})
	if _, cmd := s.Update(screen.Polling{}); cmd != nil {
		t.Error("a poll under way loads the feeds")
	}
	_, stale := s.Update(screen.Polling{Progress: news.Progress{Done: &news.PollReport{}}})
	_, cmd := s.Update(screen.Changed{})
	late := stale().(screen.Answer[standing])
	if !errors.Is(late.Err, context.Canceled) {
		t.Errorf("the load before was not called off: %v", late.Err)
	}
	s.Update(cmd())
	if s.chosen().URL != url || len(s.feeds) != 12 {
		t.Errorf("chosen %s, want %s", s.chosen().URL, url)
	}
	if a, _ := s.Update(late); a != (screen.Nothing{}) {
		t.Errorf("a late answer does %v", a)
	}
	if len(s.feeds) != 12 {
		t.Error("a stale answer was taken in")
	}
	if _, y, ok := s.Cursor(); !ok || !strings.HasPrefix(strings.Split(frame(t, s), "\n")[y], ">") {
		t.Errorf("the cursor is on line %d of\n%s", y, frame(t, s))
	}
}

func TestWithoutFeeds(t *testing.T) {
	s := show(t, &fake{}, 80, 9)
	if !strings.Contains(frame(t, s), "names none") {
		t.Errorf("\n%s", frame(t, s))
	}
	press(s, "j G enter r o y")
	s = show(t, &fake{err: errors.New("gone")}, 80, 9)
	if !strings.Contains(frame(t, s), "could not be read") {
		t.Errorf("\n%s", frame(t, s))
	}
}

func TestEverySize(t *testing.T) {
	s := show(t, newFake(), 80, 21)
	for w := 20; w < 200; w += 19 {
		for h := 3; h < 40; h += 6 {
			s.SetSize(w, h)
			press(s, "G")
			frame(t, s)
			s.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
			frame(t, s)
			press(s, "g /")
			frame(t, s)
			press(s, "esc")
		}
	}
	s.SetSize(0, 0)
	_ = s.View()
}

func BenchmarkMove(b *testing.B) {
	f := newFake()
	for i := range 7000 {
		f.feeds = append(f.feeds, news.Health{URL: fmt.Sprint("https://x.example/", i), Outlet: text.Sprintf("Outlet %d", i), State: news.Alive})
	}
	s := New(b.Context(), Config{Data: f, Keys: keymap.Default(), Theme: theme.New(theme.Options{}), Now: func() time.Time { return now }, Zone: time.UTC})
	s.SetSize(120, 33)
	s.Update(s.Init()())
	for b.Loop() {
		s.Update(tea.KeyPressMsg{Code: 'j', Text: "j"})
		_ = s.View()
	}
}

func TestNoFeedsSaysWhy(t *testing.T) {
	for named, want := range map[int]string{
		0:  "No feeds: the story file names none.",
		18: "The story file names 18 feeds; none of them was asked yet.",
	} {
		s := show(t, &fake{}, 80, 21)
		s.cfg.Named = func() int { return named }
		if got := ansi.Strip(s.View()); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
		for _, r := range s.Keys() {
			if r.Name == "open" || r.Name == "browser" {
				t.Errorf("the foot offers %s", r.Name)
			}
		}
	}
}
