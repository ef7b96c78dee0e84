package timeline

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

var now = at("2026-11-17 14:40")

func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

func day(y int, m time.Month, d int) news.Date { return news.Date{Year: y, Month: m, Day: d} }

func events() []news.Event {
	e := func(d news.Date, words string, outlets int, first, by string) news.Event {
		return news.Event{
			Date: d, Kind: news.Reported, Clock: -1, Text: text.Line(words), Article: int64(d.Day + 100*int(d.Month)),
			Outlets: outlets, Mentions: outlets * 2, First: at(first), By: text.Line(by),
		}
	}
	closing := e(day(2026, 11, 19), "Closing arguments are to begin on Thursday at half past nine, the judge said.", 12, "2026-11-17 14:32", "Harbor Post")
	closing.Kind, closing.Clock = news.Scheduled, 9*time.Hour+30*time.Minute
	jury := e(day(2026, 11, 23), "The jury is expected to begin deliberating on Monday.", 1, "2026-11-17 13:10", "Channel 6")
	jury.Kind = news.Scheduled
	ruling := news.Event{Date: news.Date{Year: 2027, Month: 1}, Kind: news.Scheduled, Clock: -1, Text: text.Own("The civil case is heard.")}
	fire := news.Event{
		Date: day(2026, 2, 21), Kind: news.FromStory, Clock: -1, Text: text.Own("Fire destroys the bakery on Quay Street; nobody is hurt."),
		URL: "https://harbor.example/fire", Outlets: 22, Mentions: 80, First: at("2026-02-21 23:10"), By: text.Own("Channel 6"),
	}
	lease := news.Event{Date: news.Date{Year: 2025}, Kind: news.FromStory, Clock: -1, Text: text.Own("Marlow signs the lease."), URL: "https://harbor.example/lease"}
	return []news.Event{
		fire, lease, ruling, jury, closing,
		e(day(2026, 11, 17), "Judge Lena Okafor on Tuesday moved closing arguments to Thursday after the state filed 214 pages of lab notes at nine the night before.", 12, "2026-11-17 14:32", "Harbor Post"),
		e(day(2026, 11, 16), "The chemist told the jury that her first report named a different solvent.", 5, "2026-11-16 21:17", "Channel 6"),
		e(day(2026, 11, 13), "The state rested after calling 26 witnesses.", 15, "2026-11-13 16:20", "Wire Service"),
		e(news.Date{Year: 2026, Month: 2}, "A neighbour saw a grey van more than once that month.", 2, "2026-03-03 10:00", "The Ledger"),
		e(day(2026, 2, 27), "大阪の新聞: 港の火災 👩‍👩‍👧‍👦 שלום Marlow was charged with arson.", 1200, "2026-02-27 10:00", "Süddeutsche 大阪"),
		e(day(2025, 12, 3), "A letter threatened the bakery.", 1, "2026-02-25 10:00", "The Ledger"),
	}
}

type fake struct {
	events  []news.Event
	sources []Source
	err     error
	asked   []news.Event
}

func (f *fake) Timeline(ctx context.Context) ([]news.Event, error) {
	return f.events, errors.Join(f.err, ctx.Err())
}

func (f *fake) Coverage(context.Context) ([]news.MonthCount, error) {
	return []news.MonthCount{
		{Month: news.Date{Year: 2026, Month: 11}, Count: 41},
		{Month: news.Date{Year: 2026, Month: 2}, Count: 12},
		{Month: news.Date{Year: 2025, Month: 12}, Count: 1},
	}, nil
}

func (f *fake) Sources(_ context.Context, e news.Event) ([]Source, error) {
	f.asked = append(f.asked, e)
	return f.sources, f.err
}

func newFake() *fake {
	source := func(id int64, headline, outlet, words, when string, sentence int) Source {
		return Source{
			Article: news.Article{ID: id, Headline: text.Line(headline), Outlet: text.Line(outlet), URL: "https://paper.example/a", Dates: news.Dates{Sort: at(when)}},
			Text:    text.Line(words), Sentence: sentence,
		}
	}
	return &fake{events: events(), sources: []Source{
		source(7, "Judge moves closing arguments after late filing", "Harbor Post", "Judge Lena Okafor on Tuesday moved closing arguments to Thursday after the state filed 214 pages of lab notes at nine the night before.", "2026-11-17 14:32", 0),
		source(9, "Delay in Marlow trial", "The Ledger", "The judge moved closings on Tuesday.", "2026-11-17 13:02", 4),
		source(4, "What the jury has heard so far", "Wire Service", "", "2026-10-02 09:40", -1),
	}}
}

func open(t testing.TB, f *fake, width, height int, o theme.Options) *Screen {
	t.Helper()
	s := New(t.Context(), Config{
		Data: f, Keys: keymap.Default(), Theme: theme.New(o), Now: func() time.Time { return now }, Zone: time.UTC,
	})
	s.SetSize(width, height)
	s.Update(s.Init()())
	return s
}

func show(t testing.TB, f *fake, width, height int) *Screen {
	return open(t, f, width, height, theme.Options{Profile: colorprofile.TrueColor})
}

// press types keys, parted by blanks, and returns what the last one did.
func press(s screen.Screen, keys string) (last screen.Action) {
	for k := range strings.FieldsSeq(keys) {
		last, _ = s.Update(screentest.Key(k))
	}
	return last
}

// frame is the view without its colours, its size checked.
func frame(t testing.TB, s screen.Screen, width, height int) string {
	t.Helper()
	return screentest.Frame(t, s.View(), width, height)
}

var sizes = [][2]int{{140, 47}, {120, 33}, {80, 20}, {40, 8}}

func TestFrames(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			s := show(t, newFake(), size[0], size[1])
			golden.RequireEqual(t, frame(t, s, size[0], size[1]))
		})
	}
}

func TestStyles(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"dark": {Profile: colorprofile.TrueColor}, "light": {Light: true, Profile: colorprofile.TrueColor}, "mono": {Choice: theme.Mono},
	} {
		t.Run(name, func(t *testing.T) { golden.RequireEqual(t, open(t, newFake(), 80, 20, o).View()) })
	}
}

func TestStates(t *testing.T) {
	empty, broken, turkish := &fake{}, &fake{err: errors.New("gone")}, newFake()
	for name, tt := range map[string]struct {
		data   *fake
		height int
		keys   string
	}{
		"none":          {empty, 10, ""},
		"broken":        {broken, 10, ""},
		"scrolled":      {newFake(), 8, "G k k"},
		"narrowed":      {newFake(), 16, "& o k a f o r enter"},
		"narrowed away": {newFake(), 10, "& z e b r a enter"},
		"looked for":    {newFake(), 10, "/ v a n enter"},
		"typing":        {newFake(), 10, "& F e b"},
		"language":      {turkish, 16, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := New(t.Context(), Config{
				Data: tt.data, Keys: keymap.Default(), Theme: theme.New(theme.Options{}), Now: func() time.Time { return now }, Zone: time.UTC,
				Note: func() text.Clean {
					if tt.data == turkish {
						return text.Own("This story is in Turkish; dates, roles and quotes are understood in English only, so timeline and people may be thin.")
					}
					return text.Clean{}
				},
			})
			s.SetSize(80, tt.height)
			s.Update(s.Init()())
			press(s, tt.keys)
			golden.RequireEqual(t, frame(t, s, 80, tt.height))
		})
	}
}

func TestKeys(t *testing.T) {
	for keys, want := range map[string]screen.Action{
		"[ [ [ [ o":     screen.Say{Text: text.Own("This line has no link of its own.   Enter: its articles")},
		"] o":           screen.Say{Text: text.Own("This line has no link of its own.   Enter: its articles")},
		"] G o":         screen.Browse{URL: "https://harbor.example/lease"},
		"G enter":       screen.Say{Text: text.Own("This line is from the story file; no article tells of its date.")},
		"G y":           screen.Copy{Text: text.Own("2025: Marlow signs the lease. (https://harbor.example/lease)")},
		"j j y":         screen.Copy{Text: text.Own("Friday 13 November 2026: The state rested after calling 26 witnesses. (Wire Service, 13 November 2026)")},
		"[ [ y":         screen.Copy{Text: text.Own("Thursday 19 November 2026: Closing arguments are to begin on Thursday at half past nine, the judge said. (Harbor Post, 17 November 2026)")},
		"] ] y":         screen.Copy{Text: text.Own("Wednesday 3 December 2025: A letter threatened the bakery. (The Ledger, 25 February 2026)")},
		"/ q q enter":   screen.Say{Text: text.Own("No event here says “qq”.")},
		"q":             screen.Pass{Msg: tea.KeyPressMsg{Code: 'q', Text: "q"}},
		"& v a n enter": screen.Nothing{},
		"k k k k k k y": screen.Copy{Text: text.Own("Thursday 19 November 2026: Closing arguments are to begin on Thursday at half past nine, the judge said. (Harbor Post, 17 November 2026)")},
	} {
		if got := press(show(t, newFake(), 120, 30), keys); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %#v, want %#v", keys, got, want)
		}
	}
	s := show(t, newFake(), 120, 30)
	press(s, "& f i r e enter / b a k e r y enter esc esc")
	if len(s.rows) != len(events()) || s.chosen().Date != day(2026, 2, 21) {
		t.Errorf("the filter is not cleared, or the place is lost: %d rows, %v", len(s.rows), s.chosen().Date)
	}
}

func TestSources(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			f := newFake()
			push, ok := press(show(t, f, size[0], size[1]), "/ o k a f o r enter enter").(screen.Push)
			if !ok {
				t.Fatal("Enter shows no articles")
			}
			s := push.Screen
			s.SetSize(size[0], size[1])
			s.Update(s.Init()())
			press(s, "j")
			golden.RequireEqual(t, frame(t, s, size[0], size[1]))
			if f.asked[0].Date != day(2026, 11, 17) {
				t.Errorf("asked for %v", f.asked[0].Date)
			}
			want := screen.Open{Article: 9, Sentence: 4}
			if got := press(s, "enter"); got != want {
				t.Errorf("Enter: %#v, want %#v", got, want)
			}
			if got := press(s, "j enter"); got != (screen.Open{Article: 4, Sentence: -1}) {
				t.Errorf("Enter: %#v", got)
			}
			if got := press(s, "esc"); got != (screen.Back{}) {
				t.Errorf("Esc: %#v", got)
			}
			f.sources = f.sources[1:]
			_, cmd := s.Update(screen.Changed{})
			s.Update(cmd())
			if got := press(s, "y"); !strings.Contains(fmt.Sprint(got), "Wire Service") {
				t.Errorf("the chosen article changed: %v", got)
			}
		})
	}
}

func TestReloadKeepsThePlace(t *testing.T) {
	f := newFake()
	s := show(t, f, 80, 12)
	press(s, "] j")
	words, line := s.chosen().Text, s.scroll.Line()
	for i := range 5 {
		f.events = append(f.events, news.Event{Date: day(2026, 11, 1+i), Kind: news.Reported, Text: text.Sprintf("More %d.", i), Article: 1})
	}
	_, stale := s.Update(screen.Arrived{})
	_, cmd := s.Update(screen.Changed{})
	late := stale().(screen.Answer[course])
	if !errors.Is(late.Err, context.Canceled) {
		t.Errorf("the load before was not called off: %v", late.Err)
	}
	s.Update(cmd())
	if s.chosen().Text != words || s.scroll.Line() != line || len(s.all) != len(f.events) {
		t.Errorf("chosen %q on line %d, want %q on %d", s.chosen().Text, s.scroll.Line(), words, line)
	}
	if a, _ := s.Update(late); a != (screen.Nothing{}) {
		t.Errorf("a late answer does %v", a)
	}
	if len(s.all) != len(f.events) {
		t.Error("a stale answer was taken in")
	}
}

func TestEverySize(t *testing.T) {
	s := show(t, newFake(), 80, 20)
	for w := 40; w < 200; w += 19 {
		for h := 4; h < 40; h += 6 {
			s.SetSize(w, h)
			for _, keys := range []string{"G", "g", "space", "& a", "esc", "] ]"} {
				press(s, keys)
				frame(t, s, w, h)
			}
			s.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
			x, y, ok := s.Cursor()
			if got := strings.Split(frame(t, s, w, h), "\n")[y]; !ok || x != 1 || !strings.HasPrefix(got, " >") {
				t.Errorf("%dx%d: the cursor is on %q", w, h, got)
			}
		}
	}
}

func BenchmarkMove(b *testing.B) {
	f := newFake()
	for i := range 10_000 {
		f.events = append(f.events, news.Event{
			Date: dateOf(now.AddDate(0, 0, -i)), Kind: news.Reported, Article: 1, Outlets: 3,
			Text: text.Sprintf("Event %d of the story, told in a sentence that is about as long as sentences are.", i),
		})
	}
	s := show(b, f, 120, 33)
	for b.Loop() {
		press(s, "j")
		_ = s.View()
	}
}

func dateOf(t time.Time) news.Date { return day(t.Year(), t.Month(), t.Day()) }

func TestCitationTellsNoSecret(t *testing.T) {
	e := news.Event{Date: news.Date{Year: 2025}, Text: text.Own("Marlow signs the lease."), URL: "https://harbor.example/lease?token=sesame"}
	if got, want := citation(&e).String(), "2025: Marlow signs the lease. (https://harbor.example/lease?token=…)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
