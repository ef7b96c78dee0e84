package welcome

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
	"github.com/charmbracelet/x/exp/golden"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/screen/screentest"
	"casewire/tui/theme"
)

var now = time.Date(2026, 11, 17, 14, 32, 0, 0, time.UTC)

// marlow is a made-up story.
func marlow() news.Story {
	return news.Story{
		Name: "marlow", Title: text.Own("State v. Marlow"),
		Note:  text.Own("The trial is in its third week. Expect several reports a day."),
		Feeds: make([]news.FeedSpec, 43),
		Background: []news.Fact{
			{Date: news.Date{Year: 1998}, Text: text.Own("Greta Sorley opens the bakery.")},
			{Date: news.Date{Year: 2025, Month: 8}, Text: text.Own("Sorley ends the partnership with her head baker, Dana Marlow; they disagree over money.")},
			{Date: news.Date{Year: 2026, Month: 2, Day: 21}, Text: text.Own("Fire destroys the bakery on Quay Street; nobody is hurt."), URL: "https://www.harborpost.example/fire"},
			{Date: news.Date{Year: 2026, Month: 3, Day: 3}, Text: text.Line("Die Süddeutsche und 大阪の新聞 berichten: 港湾市の裁判が始まる。 👩‍👩‍👧‍👦 שלום עולם x\u0301")},
		},
		Scheduled: []news.Fact{
			{Date: news.Date{Year: 2026, Month: 11, Day: 16}, Clock: -1, Text: text.Own("This is past.")},
			{Date: news.Date{Year: 2026, Month: 11, Day: 19}, Clock: 9*time.Hour + 30*time.Minute, Text: text.Own("Closing arguments.")},
			{Date: news.Date{Year: 2027, Month: 1}, Clock: -1, Text: text.Own("Sentence, if there is one.")},
		},
	}
}

type fake struct {
	kept int
	err  error
}

func (f *fake) Counts(context.Context) (news.Counts, error) {
	return news.Counts{Kept: f.kept}, f.err
}

func show(t *testing.T, width, height int, change func(*Config)) *Screen {
	t.Helper()
	cfg := Config{
		Story: marlow(), Count: &fake{kept: 2}, Keys: keymap.Default(),
		Theme: theme.New(theme.Options{Profile: colorprofile.TrueColor}), Now: func() time.Time { return now }, Zone: time.UTC,
	}
	if change != nil {
		change(&cfg)
	}
	s := New(t.Context(), cfg)
	s.SetSize(width, height)
	s.Update(s.Init()())
	return s
}

func asking() tea.Msg {
	return screen.Polling{Progress: news.Progress{Asking: 43, Answered: 18, Slow: []text.Clean{text.Own("Deadline"), text.Own("Variety"), text.Own("More")}}}
}

func offline() tea.Msg {
	return screen.Polling{Progress: news.Progress{Asking: 43, Done: &news.PollReport{Feeds: 43, Offline: true}}}
}

func frame(t *testing.T, s *Screen) string {
	t.Helper()
	return screentest.Frame(t, s.View(), s.width, s.height)
}

func enter(s *Screen) screen.Action {
	a, _ := s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	return a
}

func TestFrames(t *testing.T) {
	for _, size := range [][2]int{{140, 46}, {120, 32}, {80, 20}, {40, 8}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		t.Run("network-"+name, func(t *testing.T) {
			s := show(t, size[0], size[1], nil)
			s.Update(asking())
			golden.RequireEqual(t, frame(t, s))
		})
		t.Run("offline-"+name, func(t *testing.T) {
			s := show(t, size[0], size[1], func(c *Config) { c.Count = &fake{} })
			s.Update(offline())
			golden.RequireEqual(t, frame(t, s))
		})
		t.Run("facts-"+name, func(t *testing.T) {
			s := show(t, size[0], size[1], nil)
			enter(s)
			golden.RequireEqual(t, frame(t, s))
		})
	}
}

func TestStyles(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"dark": {Profile: colorprofile.TrueColor}, "light": {Light: true, Profile: colorprofile.TrueColor}, "mono": {Choice: theme.Mono},
	} {
		t.Run(name, func(t *testing.T) {
			s := show(t, 80, 20, nil)
			*s.cfg.Theme = *theme.New(o)
			s.Update(asking())
			golden.RequireEqual(t, s.View())
		})
	}
}

func TestEnterGoesOn(t *testing.T) {
	s := show(t, 80, 20, nil)
	if a := enter(s); !reflect.DeepEqual(a, screen.Nothing{}) || !strings.Contains(frame(t, s), "The story so far: State v. Marlow") {
		t.Errorf("%#v\n%s", a, frame(t, s))
	}
	s.Update(asking())
	if strings.Contains(frame(t, s), "answered") || strings.Contains(frame(t, s), "past") {
		t.Errorf("\n%s", frame(t, s))
	}
	if a := enter(s); !reflect.DeepEqual(a, screen.Back{}) {
		t.Errorf("%#v", a)
	}
	for _, change := range []func(*Config){
		func(c *Config) { c.Story.Background, c.Story.Scheduled = nil, nil },
		func(c *Config) { c.Offline = true },
	} {
		if a := enter(show(t, 80, 20, change)); !reflect.DeepEqual(a, screen.Back{}) {
			t.Errorf("nothing to read: %#v", a)
		}
	}
}

func TestAStoryOfOnesOwnHasNoNote(t *testing.T) {
	s := show(t, 80, 20, func(c *Config) { c.Story = news.Story{Path: "x.toml", Title: text.Own("Mine")} })
	if f := frame(t, s); strings.Contains(f, "Asking") || !strings.Contains(f, "\n   Enter:\u00a0the\u00a0headlines\n") {
		t.Errorf("\n%s", f)
	}
}

func TestKeys(t *testing.T) {
	s := show(t, 40, 8, nil)
	enter(s)
	for _, k := range "jk \x04G" {
		msg := tea.KeyPressMsg{Code: k, Text: string(k)}
		if k < ' ' {
			msg = tea.KeyPressMsg{Code: 'd', Mod: tea.ModCtrl}
		}
		if a, _ := s.Update(msg); !reflect.DeepEqual(a, screen.Nothing{}) {
			t.Errorf("%q: %#v", k, a)
		}
	}
	if s.pager.Percent() != 100 || !strings.Contains(frame(t, s), "the headlines") {
		t.Errorf("\n%s", frame(t, s))
	}
	if a, _ := s.Update(tea.KeyPressMsg{Code: 'q', Text: "q"}); !reflect.DeepEqual(a, screen.Back{}) {
		t.Errorf("%#v", a)
	}
	five := tea.KeyPressMsg{Code: '5', Text: "5"}
	if a, _ := s.Update(five); !reflect.DeepEqual(a, screen.Pass{Msg: five}) {
		t.Errorf("%#v", a)
	}
}

func TestThePollIsTold(t *testing.T) {
	s := show(t, 80, 20, nil)
	_, cmd := s.Update(screen.Polling{Progress: news.Progress{Asking: 43, Answered: 43, Reports: 4, Done: &news.PollReport{
		Feeds: 43, Articles: 4, Pages: 12, Failed: 1, Took: 3 * time.Second, Texts: news.Texts{Saved: 12, Refused: 1},
	}}})
	if want := "Asked 43 feeds in 3 s: 4 new reports, 12 pages saved, 1 feed failed."; !strings.Contains(frame(t, s), want) ||
		!strings.Contains(frame(t, s), "4 reports about the case so far") {
		t.Errorf("\n%s", frame(t, s))
	}
	if want := "Ready for offline: 12 of 13 full texts saved, 1 refused by the outlet."; !strings.Contains(frame(t, s), want) {
		t.Errorf("\n%s", frame(t, s))
	}
	s.cfg.Count.(*fake).kept = 6
	s.Update(cmd())
	if !strings.Contains(frame(t, s), "6 reports about the case so far") {
		t.Errorf("\n%s", frame(t, s))
	}
	s.Update(countsMsg{owner: s, load: s.load - 1, kept: 99})
	s.Update(countsMsg{load: s.load, kept: 99})
	if strings.Contains(frame(t, s), "99") {
		t.Error("a stale count was taken in")
	}
	failed := countsMsg{owner: s, load: s.load, err: errors.New("gone")}
	if a, _ := s.Update(failed); !reflect.DeepEqual(a, screen.Fail{Err: failed.err}) {
		t.Errorf("%#v", a)
	}
}

func TestEverySize(t *testing.T) {
	s := show(t, 80, 20, nil)
	for _, msg := range []tea.Msg{asking(), offline(), tea.KeyPressMsg{Code: tea.KeyEnter}} {
		s.Update(msg)
		for w := 1; w < 200; w += 9 {
			for h := 1; h < 40; h += 6 {
				s.SetSize(w, h)
				if w > 20 {
					frame(t, s)
				} else {
					_ = s.View()
				}
			}
		}
	}
	s.SetSize(0, 0)
	_ = s.View()
}
