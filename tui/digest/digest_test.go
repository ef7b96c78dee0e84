package digest

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

func tell(kind news.LineKind, article int64, words, outlet, when string, outlets int) news.DigestLine {
	return news.DigestLine{
		Kind: kind, Article: article, Sentence: int(article) % 10, Text: text.Line(words), Outlet: text.Line(outlet),
		Published: at(when), Outlets: outlets, Clock: -1,
	}
}

func sinceFriday() news.Digest {
	fixed := tell(news.CorrectionLine, 23, "“214 pages”, not “241 pages”, were filed.", "The Ledger", "2026-11-17 10:02", 1)
	fixed.Was = text.Own("The state filed 241 pages of lab notes.")
	closing := tell(news.ScheduledLine, 11, "Closing arguments", "Harbor Post", "2026-11-17 14:32", 12)
	closing.Date, closing.Clock, closing.Set = news.Date{Year: 2026, Month: 11, Day: 19}, 9*time.Hour+30*time.Minute, true
	jury := tell(news.ScheduledLine, 14, "The jury is expected to begin deliberating on Monday, a spokesman for the court said.", "Channel 6", "2026-11-17 14:32", 1)
	jury.Date, jury.Set = news.Date{Year: 2026, Month: 11, Day: 23}, true
	civil := news.DigestLine{Kind: news.ScheduledLine, Text: text.Own("The civil case is heard."), Date: news.Date{Year: 2027, Month: 1}, Clock: -1, URL: "https://harbor.example/civil?token=sesame"}
	return news.Digest{
		Since: at("2026-11-13 18:05"), Until: now, Items: 31, Clusters: 9, Outlets: 14,
		Lines: []news.DigestLine{
			tell(news.Development, 17, "Judge Lena Okafor on Tuesday moved closing arguments to Thursday after the state filed 214 pages of lab notes at nine the night before.", "Harbor Post", "2026-11-17 14:32", 12),
			tell(news.Development, 18, "The chemist told the jury that her first report named a different solvent.", "Channel 6", "2026-11-16 21:17", 5),
			tell(news.Development, 19, "大阪の新聞: 港の火災 👩‍👩‍👧‍👦 שלום.", "Süddeutsche", "2026-11-14 21:17", 1),
			fixed, closing, jury, civil,
		},
	}
}

func soFar() news.Digest {
	lease := news.DigestLine{Kind: news.BackgroundLine, Text: text.Own("Marlow signs the lease."), Date: news.Date{Year: 2025}, Clock: -1}
	return news.Digest{Until: now, Items: 90, Clusters: 30, Outlets: 12, Lines: []news.DigestLine{
		tell(news.BackgroundLine, 3, "A fire destroyed the bakery on Quay Street on Saturday; nobody was hurt.", "Channel 6", "2026-02-21 23:10", 22),
		tell(news.BackgroundLine, 5, "Dana Marlow, 41, who ran it, was charged with arson.", "The Ledger", "2026-02-27 10:00", 9),
		lease,
	}}
}

type fake struct {
	visits  []Visit
	digests map[Visit]news.Digest
	counts  news.Counts
	err     error
	asked   []Visit
	known   []Visit
}

func (f *fake) Visits(context.Context) ([]Visit, error) { return f.visits, f.err }

func (f *fake) Digest(ctx context.Context, since Visit) (news.Digest, error) {
	f.asked = append(f.asked, since)
	return f.digests[since], ctx.Err()
}

func (f *fake) Counts(context.Context) (news.Counts, error) { return f.counts, nil }

func (f *fake) Known(_ context.Context, since Visit) (int, error) {
	f.known = append(f.known, since)
	return 31, f.err
}

var (
	friday  = Visit{at("2026-11-13 18:05"), 40}
	october = Visit{at("2025-10-03 09:05"), 7}
)

func newFake() *fake {
	monthly := sinceFriday()
	monthly.Lines = monthly.Lines[:2]
	return &fake{
		visits: []Visit{friday, october}, digests: map[Visit]news.Digest{friday: sinceFriday(), october: monthly, {}: soFar()},
		counts: news.Counts{Feeds: 45, Failing: 2, LastPoll: at("2026-11-17 14:28"), Seen: 1880, Kept: 90},
	}
}

func open(t testing.TB, f *fake, width, height int, o theme.Options) *Screen {
	t.Helper()
	s := New(t.Context(), Config{
		Data: f, Title: text.Own("State v. Marlow"), Keys: keymap.Default(), Theme: theme.New(o),
		Now: func() time.Time { return now }, Zone: time.UTC,
	})
	s.SetSize(width, height)
	s.Update(s.Init()())
	return s
}

func show(t testing.TB, f *fake, width, height int) *Screen {
	return open(t, f, width, height, theme.Options{Profile: colorprofile.TrueColor})
}

func press(s *Screen, keys string) (last screen.Action) {
	for k := range strings.FieldsSeq(keys) {
		var cmd tea.Cmd
		last, cmd = s.Update(screentest.Key(k))
		for cmd != nil {
			var a screen.Action
			if a, cmd = s.Update(cmd()); a != (screen.Nothing{}) {
				last = a
			}
		}
	}
	return last
}

// frame is the view without its colours, its size checked.
func frame(t testing.TB, s *Screen) string {
	t.Helper()
	return screentest.Frame(t, s.View(), min(s.width, measure+1), s.height)
}

func TestFrames(t *testing.T) {
	for _, size := range [][2]int{{140, 47}, {120, 33}, {80, 20}, {40, 8}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			golden.RequireEqual(t, frame(t, show(t, newFake(), size[0], size[1])))
		})
	}
}

func TestStyles(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"dark": {Profile: colorprofile.TrueColor}, "light": {Light: true, Profile: colorprofile.TrueColor}, "mono": {Choice: theme.Mono},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, newFake(), 80, 20, o)
			press(s, "j j j")
			golden.RequireEqual(t, s.View())
		})
	}
}

func TestStates(t *testing.T) {
	none := newFake()
	none.digests[friday] = news.Digest{Since: friday.Ended, Until: now, Lines: sinceFriday().Lines[4:5]}
	read := newFake()
	read.digests[friday] = news.Digest{Since: friday.Ended, Until: now, Items: 3, Clusters: 1, Outlets: 3}
	newcomer := newFake()
	newcomer.visits = nil
	facts := &fake{digests: map[Visit]news.Digest{{}: {Lines: soFar().Lines[2:]}}}
	for name, tt := range map[string]struct {
		data *fake
		keys string
	}{
		"nothing new":    {none, ""},
		"all of it read": {read, ""},
		"newcomer":       {newcomer, ""},
		"facts alone":    {facts, ""},
		"nothing yet":    {&fake{}, ""},
		"kept alone":     {&fake{counts: news.Counts{Kept: 3}}, ""},
		"broken":         {&fake{err: errors.New("gone")}, ""},
		"earlier visit":  {newFake(), "<"},
		"the first":      {newFake(), "< < < j"},
	} {
		t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
			s := show(t, tt.data, 80, 14)
			press(s, tt.keys)
			golden.RequireEqual(t, frame(t, s))
		})
	}
}

func TestKeys(t *testing.T) {
	for keys, want := range map[string]screen.Action{
		"enter":           screen.Open{Article: 17, Sentence: 7},
		"j j enter":       screen.Open{Article: 23, Sentence: 3},
		"G k enter":       screen.Say{Text: text.Own("This line is from the story file: https://harbor.example/civil?token=…")},
		"G k k enter":     screen.Open{Article: 14, Sentence: 4},
		">":               screen.Say{Text: text.Own("There is no later visit that is over.")},
		"< < <":           screen.Say{Text: text.Own("There is no earlier visit: this is the story so far.")},
		"< < > enter":     screen.Open{Article: 17, Sentence: 7},
		"< < enter":       screen.Open{Article: 3, Sentence: 3},
		"q":               screen.Pass{Msg: tea.KeyPressMsg{Code: 'q', Text: "q"}},
		"space space j k": screen.Nothing{},
	} {
		if got := press(show(t, newFake(), 80, 20), keys); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %#v, want %#v", keys, got, want)
		}
	}
}

func TestWalkingGoesBackAndForth(t *testing.T) {
	f := newFake()
	s := show(t, f, 80, 20)
	press(s, "< < > >")
	want := []Visit{friday, october, {}, october, friday}
	if !reflect.DeepEqual(f.asked, want) {
		t.Errorf("asked for %v, want %v", f.asked, want)
	}
	f.visits = append([]Visit{{now, 50}}, f.visits...)
	press(s, "<")
	if s.edition.visit() != october && s.edition.visit() != friday {
		t.Errorf("after a new visit: %v", s.edition.visit())
	}
}

func TestKnown(t *testing.T) {
	f := newFake()
	s := show(t, f, 80, 20)
	press(s, "<")
	_, cmd := s.Update(tea.KeyPressMsg{Code: 'B', Text: "B"})
	said, changed := s.Update(cmd())
	if want := (screen.Say{Text: text.Own("31 articles are read and known.   z: undo")}); said != want {
		t.Errorf("said %v, want %v", said, want)
	}
	if changed() != (screen.Changed{}) || len(f.known) != 1 || f.known[0] != october {
		t.Errorf("known since %v", f.known)
	}
	f.err = errors.New("disk full")
	_, cmd = s.Update(tea.KeyPressMsg{Code: 'B', Text: "B"})
	if a, _ := s.Update(cmd()); !errors.Is(a.(screen.Fail).Err, f.err) {
		t.Errorf("a failure is not told: %v", a)
	}
}

func TestCopiedText(t *testing.T) {
	c, ok := press(show(t, newFake(), 40, 20), "y").(screen.Copy)
	if !ok {
		t.Fatal("nothing was copied")
	}
	golden.RequireEqual(t, c.Text.String())
}

func TestReloadKeepsThePlace(t *testing.T) {
	f := newFake()
	s := show(t, f, 80, 8)
	press(s, "j j j")
	words, line := s.chosen().Text, s.scroll.Line()
	d := sinceFriday()
	d.Lines = append([]news.DigestLine{tell(news.Development, 99, "The jury is out.", "Channel 6", "2026-11-17 14:39", 1)}, d.Lines...)
	f.digests[friday] = d
	_, stale := s.Update(screen.Arrived{})
	_, cmd := s.Update(screen.Changed{})
	late := stale().(screen.Answer[edition])
	if !errors.Is(late.Err, context.Canceled) {
		t.Errorf("the load before was not called off: %v", late.Err)
	}
	s.Update(cmd())
	if a, _ := s.Update(late); a != (screen.Nothing{}) {
		t.Errorf("a late answer does %v", a)
	}
	if len(s.entries) != 8 || s.chosen().Text != words || s.scroll.Line() != line {
		t.Errorf("chosen %q on line %d, want %q on %d", s.chosen().Text, s.scroll.Line(), words, line)
	}
}

func TestEverySize(t *testing.T) {
	s := show(t, newFake(), 80, 20)
	for w := 40; w < 200; w += 19 {
		for h := 4; h < 40; h += 6 {
			s.SetSize(w, h)
			for _, keys := range []string{"G", "g", "space", "j", "j", "j"} {
				press(s, keys)
				x, y, ok := s.Cursor()
				if got := strings.Split(frame(t, s), "\n")[y]; !ok || got[x] != '>' {
					t.Errorf("%dx%d: the cursor is on %q", w, h, got)
				}
			}
		}
	}
}

func TestLong(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Hour: "0 minutes", time.Minute: "1 minute", 20*time.Hour + 59*time.Minute: "20 hours", 92 * time.Hour: "3 days 20 hours",
		48 * time.Hour: "2 days", 15*24*time.Hour + time.Hour: "15 days",
	} {
		if got := Long(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

// A window that grows has the blank lines of one that was opened so.
func TestThePageGrowsWithTheWindow(t *testing.T) {
	s := show(t, newFake(), 80, 20)
	small := frame(t, s)
	s.SetSize(80, 33)
	if grown := frame(t, s); grown != frame(t, show(t, newFake(), 80, 33)) {
		t.Errorf("after 20 lines:\n%s", grown)
	}
	if s.SetSize(80, 20); frame(t, s) != small {
		t.Errorf("20 lines again:\n%s", frame(t, s))
	}
}
