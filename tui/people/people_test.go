package people

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

var now = at("2026-11-17 14:40")

func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

// person makes somebody named so often in the months that end with November.
func person(name, role string, articles, speaks int, first, last string, months ...int) news.Named {
	p := news.Named{
		Name: text.Line(name), Role: text.Line(role), Articles: articles, Mentions: articles * 3, Speaks: speaks,
		First: at(first), Last: at(last),
	}
	for i, n := range months {
		m := at("2026-11-01 00:00").AddDate(0, i+1-len(months), 0)
		p.Months = append(p.Months, news.MonthCount{Month: news.Date{Year: m.Year(), Month: m.Month()}, Count: n})
	}
	return p
}

func everybody() []news.Named {
	dana := person("Dana Marlow", "defendant", 88, 6, "2026-02-21 10:00", "2026-11-17 14:32", 12, 30, 4, 2, 3, 5, 0, 3, 20, 29)
	dana.Aliases = []text.Clean{text.Own("Marlow"), text.Own("Ms. Marlow")}
	return []news.Named{
		person("Tomas Marlow", "her brother", 7, 0, "2026-02-21 10:00", "2026-03-03 10:00", 6, 1, 0, 0, 0, 0, 0, 0, 0, 0),
		person("Lena Okafor", "judge", 61, 2, "2026-06-21 10:00", "2026-11-17 14:32", 4, 0, 1, 2, 20, 40),
		dana,
		person("Ruth Amadi", "state chemist", 12, 1, "2026-10-02 10:00", "2026-11-16 21:17", 1, 9),
		person("Süddeutsche 大阪の新聞 👩‍👩‍👧‍👦 שלום", "a very long role that says everything about somebody", 1, 0, "2026-11-12 10:00", "2026-11-12 10:00", 1),
		person("Okafor", "", 1, 0, "2025-11-12 10:00", "2025-11-12 10:00"),
	}
}

func quote(id int64, words, outlet string, outlets, sentence int, when string) Quote {
	return Quote{Said: news.Quote{Article: id, Text: text.Line(words), Outlet: text.Line(outlet), Outlets: outlets, Time: at(when)}, Sentence: sentence}
}

type fake struct {
	people []news.Named
	much   bool // there is more of them than is seen at a glance
	err    error
	asked  []string
	closer []string
}

func (f *fake) People(ctx context.Context) ([]news.Named, error) {
	return f.people, errors.Join(f.err, ctx.Err())
}

func (f *fake) Person(ctx context.Context, name text.Clean) (Person, error) {
	f.asked = append(f.asked, name.String())
	p, err := f.whole(ctx, name)
	p.Why = nil
	if f.much && len(p.Quotes) > 1 {
		p.Quotes, p.More = p.Quotes[:1], true
	}
	for i := range p.Quotes {
		p.Quotes[i].Sentence = -1
	}
	for i := range p.Articles {
		p.Articles[i].Sentence = -1
	}
	return p, err
}

func (f *fake) Closer(ctx context.Context, name text.Clean) (Person, error) {
	f.closer = append(f.closer, name.String())
	return f.whole(ctx, name)
}

func (f *fake) whole(ctx context.Context, name text.Clean) (Person, error) {
	if name != text.Own("Dana Marlow") {
		return Person{Articles: []Mention{{Article: news.Article{ID: 1, Headline: text.Sprintf("About %s", name), Outlet: text.Own("The Ledger"), Dates: news.Dates{Sort: at("2026-03-03 10:00")}}}}}, ctx.Err()
	}
	asleep := quote(17, "I was asleep at home.", "The Ledger", 9, 3, "2026-11-12 10:00")
	asleep.Variants = []Quote{quote(18, "I was at home, asleep.", "Channel 6", 1, 5, "2026-11-12 12:00")}
	p := Person{
		Quotes: []Quote{asleep, quote(19, "Everybody on Quay Street knew the wiring was bad, and everybody on Quay Street had said so to the landlord, twice, in writing, long before that night.", "Wire Service", 1, 0, "2026-03-02 12:00")},
		With:   []Companion{{text.Own("Paul Brandt"), 41}, {text.Own("Lena Okafor"), 37}, {text.Own("Ruth Amadi"), 11}},
		Why: []text.Clean{
			text.Own("“Marlow” in 71 articles is Dana Marlow: the full name stands before it there."),
			text.Own("“Tomas Marlow” is kept apart: another first name."),
		},
	}
	for i := range 12 {
		p.Articles = append(p.Articles, Mention{news.Article{
			ID: int64(100 + i), Headline: text.Sprintf("Report %d of the trial, with a headline as long as they are on slow days", i), Outlet: text.Own("Harbor Post"),
			Dates: news.Dates{Sort: now.AddDate(0, 0, -i*9)},
		}, i})
	}
	return p, ctx.Err()
}

func open(t testing.TB, f *fake, width, height int, o theme.Options, note string) *Screen {
	t.Helper()
	s := New(t.Context(), Config{
		Data: f, Keys: keymap.Default(), Theme: theme.New(o), Now: func() time.Time { return now }, Zone: time.UTC,
		Note: func() text.Clean { return text.Line(note) },
	})
	s.rest = 0
	s.SetSize(width, height)
	send(s, s.Init()())
	return s
}

func show(t testing.TB, f *fake, width, height int) *Screen {
	return open(t, f, width, height, theme.Options{Profile: colorprofile.TrueColor}, "")
}

// send gives a message, and what the command that it asks for brings.
func send(s *Screen, msg tea.Msg) screen.Action {
	a, cmd := s.Update(msg)
	run(s, cmd)
	return a
}

func run(s *Screen, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			run(s, c)
		}
	default:
		send(s, msg)
	}
}

func press(s *Screen, keys string) (last screen.Action) {
	for k := range strings.FieldsSeq(keys) {
		last = send(s, screentest.Key(k))
	}
	return last
}

// frame is the view without its colours, its size checked.
func frame(t testing.TB, s *Screen) string {
	t.Helper()
	return screentest.Frame(t, s.View(), s.width, s.height)
}

func TestRolesHaveTheRoomThereIs(t *testing.T) {
	all := []news.Named{
		person("Helen Strand", "prosecutor", 102, 13, "2026-02-21 10:00", "2026-03-13 10:00", 9),
		person("Rosalind Thorne", "district attorney", 8, 2, "2026-02-21 10:00", "2026-11-17 14:32", 9),
	}
	long := person("Peter Lonsdale", "director of the state laboratory", 23, 7, "2026-02-21 10:00", "2026-11-17 14:32", 9)
	for width := 60; width <= 160; width++ {
		everybody := all
		if width >= 80 && width < 100 || width >= 140 {
			everybody = append(everybody, long)
		}
		s := show(t, &fake{people: everybody}, width, 20)
		for _, p := range everybody {
			if got := frame(t, s); !strings.Contains(got, "  "+p.Role.String()) || strings.Contains(got, p.Name.Cut(text.Span{End: 8}).String()+"…") {
				t.Errorf("%d columns: %s, %s is cut:\n%s", width, p.Name, p.Role, got)
			}
		}
	}
}

var sizes = [][2]int{{140, 47}, {120, 33}, {80, 20}, {40, 8}}

func TestFrames(t *testing.T) {
	for _, size := range sizes {
		for name, keys := range map[string]string{"list": "", "one": "enter j", "why": "w"} {
			t.Run(fmt.Sprintf("%s %dx%d", name, size[0], size[1]), func(t *testing.T) {
				s := show(t, &fake{people: everybody()}, size[0], size[1])
				press(s, keys)
				golden.RequireEqual(t, frame(t, s))
			})
		}
	}
}

func TestStyles(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"dark": {Profile: colorprofile.TrueColor}, "light": {Light: true, Profile: colorprofile.TrueColor}, "mono": {Choice: theme.Mono, ASCII: true},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, &fake{people: everybody()}, 110, 12, o, "")
			press(s, "tab")
			golden.RequireEqual(t, s.View())
		})
	}
}

func TestStates(t *testing.T) {
	old := []news.Named{person("Halyna", "", 1, 0, "2024-12-01 10:00", "2024-12-01 10:00")}
	old[0].Months = []news.MonthCount{{Month: news.Date{Year: 2024, Month: 12}, Count: 3}, {Month: news.Date{Year: 2021, Month: 12}, Count: 9}}
	turkish := "This story is in Turkish; dates, roles and quotes are understood in English only, so timeline and people may be thin."
	for name, tt := range map[string]struct {
		data  *fake
		width int
		keys  string
		note  string
	}{
		"none":          {&fake{}, 80, "", ""},
		"broken":        {&fake{err: errors.New("gone")}, 80, "", ""},
		"narrowed":      {&fake{people: everybody()}, 80, "& m a r l o w enter", ""},
		"narrowed away": {&fake{people: everybody()}, 80, "& z e b r a enter", ""},
		"looked for":    {&fake{people: everybody()}, 80, "/ j u d g e enter", ""},
		"language":      {&fake{people: everybody()}, 80, "", turkish},
		"long over":     {&fake{people: old}, 100, "", ""},
		"page scrolled": {&fake{people: everybody()}, 80, "enter G", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, tt.data, tt.width, 10, theme.Options{}, tt.note)
			press(s, tt.keys)
			golden.RequireEqual(t, frame(t, s))
		})
	}
}

func TestKeys(t *testing.T) {
	for keys, want := range map[string]screen.Action{
		"enter enter":                screen.Open{Article: 17, Sentence: 3},
		"enter j enter":              screen.Open{Article: 18, Sentence: 5},
		"tab j j enter":              screen.Open{Article: 19, Sentence: 0},
		"enter j j j enter":          screen.Open{Article: 100, Sentence: 0},
		"enter y":                    screen.Copy{Text: text.Own("“I was asleep at home.” (Dana Marlow, The Ledger, 12 November 2026)")},
		"enter esc y":                screen.Copy{Text: text.Own("Dana Marlow")},
		"j y":                        screen.Copy{Text: text.Own("Lena Okafor")},
		"G y":                        screen.Copy{Text: text.Own("Süddeutsche 大阪の新聞 👩‍👩‍👧‍👦 שלום")},
		"/ c h e m i s t enter y":    screen.Copy{Text: text.Own("Ruth Amadi")},
		"/ m a r l o w enter n N y":  screen.Copy{Text: text.Own("Tomas Marlow")},
		"/ q q enter":                screen.Say{Text: text.Own("Nobody here is called “qq”.")},
		"& t o m a s enter esc y":    screen.Copy{Text: text.Own("Tomas Marlow")},
		"w w w esc y":                screen.Copy{Text: text.Own("Dana Marlow")},
		"q":                          screen.Pass{Msg: tea.KeyPressMsg{Code: 'q', Text: "q"}},
		"enter q q":                  screen.Pass{Msg: tea.KeyPressMsg{Code: 'q', Text: "q"}},
		"& t o m a s enter tab j h ": screen.Nothing{},
	} {
		for _, width := range []int{80, 120} {
			if got := press(show(t, &fake{people: everybody()}, width, 30), keys); !reflect.DeepEqual(got, want) {
				t.Errorf("%s at %d: %#v, want %#v", keys, width, got, want)
			}
		}
	}
}

func TestReloadKeepsThePlace(t *testing.T) {
	f := &fake{people: everybody()}
	s := show(t, f, 120, 12)
	press(s, "enter j j")
	want, line := *s.page.chosen(), s.page.scroll.Line()
	f.people = append(f.people, person("New Here", "", 400, 0, "2026-11-12 10:00", "2026-11-12 10:00"))
	_, stale := s.Update(screen.Arrived{})
	send(s, screen.Changed{})
	if s.name() != text.Own("Dana Marlow") || *s.page.chosen() != want || s.page.scroll.Line() != line {
		t.Errorf("at %v on line %d, want %v on %d", *s.page.chosen(), s.page.scroll.Line(), want, line)
	}
	if b, ok := stale().(tea.BatchMsg); ok {
		for _, c := range b {
			late := c()
			if msg, ok := late.(screen.Answer[cast]); ok && !errors.Is(msg.Err, context.Canceled) {
				t.Errorf("the load before was not called off: %v", msg.Err)
			}
			if a, _ := s.Update(late); a != (screen.Nothing{}) {
				t.Errorf("a late answer does %v", a)
			}
		}
	}
	if len(s.all.people) != 7 || !s.ready() {
		t.Error("a stale answer was taken in")
	}
}

func TestEverySize(t *testing.T) {
	s := show(t, &fake{people: everybody()}, 80, 20)
	for w := 40; w < 200; w += 19 {
		for h := 4; h < 40; h += 6 {
			s.SetSize(w, h)
			for _, keys := range []string{"G", "g w", "j j", "esc", "space", "& a", "esc", "enter", "j", "w", "esc"} {
				press(s, keys)
				frame(t, s)
			}
			s.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
			x, y, ok := s.Cursor()
			if got := strings.Split(frame(t, s), "\n")[y]; !ok || !strings.HasPrefix(ansi.Cut(got, x, w), ">") {
				t.Errorf("%dx%d: the cursor is on %q", w, h, got)
			}
			press(s, "esc")
		}
	}
}

func BenchmarkMove(b *testing.B) {
	f := &fake{people: everybody()}
	for i := range 2000 {
		f.people = append(f.people, person(fmt.Sprint("Person Number", i), "witness", 5, 1, "2026-10-02 10:00", "2026-11-16 21:17", 1, 9))
	}
	s := show(b, f, 120, 33)
	for b.Loop() {
		press(s, "j")
		_ = s.View()
	}
}

func TestPagesAreReadWhenTheCursorRests(t *testing.T) {
	f := &fake{people: everybody()}
	s := show(t, f, 120, 30)
	j := tea.KeyPressMsg{Code: 'j', Text: "j"}
	_, passed := s.Update(j)
	_, rests := s.Update(j)
	if len(f.asked) != 1 || !s.ready() == (s.page.name == s.name()) {
		t.Errorf("moving has read %q", f.asked)
	}
	run(s, rests)
	run(s, passed)
	if want := []string{"Dana Marlow", s.name().String()}; !reflect.DeepEqual(f.asked, want) || !s.ready() {
		t.Errorf("read %q, want %q", f.asked, want)
	}
	press(s, "g")
	if len(f.closer) != 0 {
		t.Errorf("looked at %q closer than the list does", f.closer)
	}
	press(s, "enter j w w esc enter")
	if want := []string{"Dana Marlow"}; !reflect.DeepEqual(f.closer, want) {
		t.Errorf("looked at %q closer, want %q", f.closer, want)
	}
}

func TestACloserLookShowsMore(t *testing.T) {
	s := show(t, &fake{people: everybody(), much: true}, 120, 30)
	if v := frame(t, s); !strings.Contains(v, "QUOTES, the newest 1") {
		t.Errorf("at a glance\n%s", v)
	}
	press(s, "enter")
	if v := frame(t, s); !strings.Contains(v, "QUOTES, 2") {
		t.Errorf("closer\n%s", v)
	}
}
