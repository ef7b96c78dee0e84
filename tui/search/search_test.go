package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/exp/golden"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/screen/screentest"
	"casewire/tui/theme"
)

var now = time.Date(2026, 11, 17, 14, 45, 0, 0, time.UTC)

// archive finds what says "notebook", in so many articles.
type archive struct {
	n     int
	err   error
	asked []string // queries and where the page begins
	did   []news.Act
}

func (a *archive) Read(query string) (text.Clean, []input.Fault) {
	if query == "NEAR" {
		return text.Clean{}, []input.Fault{{Span: text.Span{End: 4}, Text: text.Own("NEAR stands between two words"), Hint: text.Own("write a NEAR/4 b")}}
	}
	return text.Line(query), nil
}

func (a *archive) Search(ctx context.Context, query string, from, n int) (Page, error) {
	a.asked = append(a.asked, fmt.Sprint(query, " ", from))
	if query != "notebook" {
		return Page{}, errors.Join(a.err, ctx.Err())
	}
	p := Page{Next: min(from+n, a.n)}
	for i := from; i < p.Next; i++ {
		p.Results = append(p.Results, result(i))
	}
	p.More = p.Next < a.n
	return p, errors.Join(a.err, ctx.Err())
}

func result(i int) Result {
	snippet := "Defence lawyers said on Monday that the state had known of the laboratory notebook for a year and that nobody had told them of it before the trial; the notebook is blue"
	r := Result{Number: i, Sentence: 3, Snippet: text.Line(snippet), Article: news.Article{
		ID: int64(100 + i), Headline: text.Line("Defence asks for a mistrial over the lab notebook"), Outlet: text.Own("Wire Service"),
		Dates: news.Dates{Sort: now.AddDate(0, -i*5, 0)}, URL: "https://wire.example/a",
		State: news.State{Read: i > 1, Starred: i == 1}, Size: news.Size{New: 6 * (1 - i%2)}, Verdict: news.Verdict{Decision: news.Keep},
	}}
	for at := 0; ; {
		j := strings.Index(snippet[at:], "notebook")
		if j < 0 {
			break
		}
		r.Hits = append(r.Hits, text.Span{Start: at + j, End: at + j + 8})
		at += j + 8
	}
	switch i {
	case 1:
		r.InTitle = []text.Span{{Start: 19, End: 27}}
	case 2:
		r.Article.Headline, r.Article.Outlet, r.Article.Verdict.Decision = text.Line("埠頭通りのパン屋火災、検察側が立証を終える — 陪審は木曜日に審議へ"), text.Line("港日報"), news.NearMiss
	case 3:
		r.Snippet, r.Hits, r.Article.State.Mark = text.Clean{}, nil, news.OffStory
	}
	return r
}

func (a *archive) Spell(_ context.Context, query string) (Spelling, error) {
	if query == "notebuok" {
		return Spelling{Words: []Word{{Text: text.Own("notebuok"), Near: text.Own("notebook"), NearIn: 14}}, Better: text.Own("notebook")}, a.err
	}
	return Spelling{Words: []Word{{Text: text.Own("blue"), Articles: 3}, {Text: text.Own("sky"), Articles: 1204}}}, a.err
}

func (a *archive) Do(_ context.Context, act news.Act, _ string, _ ...int64) (int, error) {
	a.did = append(a.did, act)
	return 1, a.err
}

func (a *archive) Why(context.Context, int64) (news.Why, error) {
	return news.Why{Matches: []news.Match{{Rule: text.Own("the fire itself"), Around: text.Own("a fire")}}, Article: news.Article{Verdict: news.Verdict{Decision: news.Keep}, Dates: news.Dates{FirstSeen: now}}}, a.err
}

func show(t *testing.T, a *archive, width, height int) *Screen {
	t.Helper()
	s := New(t.Context(), Config{
		Search: a, Mark: a, Explain: a, Keys: keymap.Default(), Now: func() time.Time { return now }, Zone: time.UTC,
		Theme: theme.New(theme.Options{Profile: colorprofile.TrueColor}),
	})
	s.pause = 0
	s.SetSize(width, height)
	drain(s, s.Init())
	return s
}

// drain runs commands and what they bring.
func drain(s *Screen, cmd tea.Cmd) (last screen.Action) {
	for queue := []tea.Cmd{cmd}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == nil {
			continue
		}
		switch msg := queue[0]().(type) {
		case tea.BatchMsg:
			queue = append(queue, msg...)
		default:
			action, next := s.Update(msg)
			if _, nothing := action.(screen.Nothing); !nothing {
				last = action
			}
			queue = append(queue, next)
		}
	}
	return last
}

// press gives keys, and what they bring; a word in quotes is typed.
func press(s *Screen, keys string) (last screen.Action) {
	for k := range strings.FieldsSeq(keys) {
		var msg tea.Msg = screentest.Key(k)
		if word, ok := strings.CutPrefix(k, "'"); ok {
			msg = tea.PasteMsg{Content: strings.ReplaceAll(word, "_", " ")}
		}
		action, cmd := s.Update(msg)
		if brought := drain(s, cmd); brought != nil {
			action = brought
		}
		last = action
	}
	return last
}

func frameOf(t *testing.T, s *Screen) string {
	t.Helper()
	return screentest.Frame(t, s.View(), s.width, s.height)
}

func TestFrames(t *testing.T) {
	for name, keys := range map[string]string{
		"empty": "", "results": "'notebook", "chosen": "'notebook enter j", "fault": "'NEAR", "near": "'notebuok", "apart": "'blue_sky", "why": "'notebook enter w",
	} {
		for _, size := range [][2]int{{140, 45}, {80, 20}, {40, 8}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				s := show(t, &archive{n: 4}, size[0], size[1])
				press(s, keys)
				golden.RequireEqual(t, frameOf(t, s))
			})
		}
	}
}

func TestStyles(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"dark": {Profile: colorprofile.TrueColor}, "light": {Light: true, Profile: colorprofile.TrueColor}, "mono": {Choice: theme.Mono},
	} {
		t.Run(name, func(t *testing.T) {
			s := show(t, &archive{n: 4}, 80, 20)
			*s.cfg.Theme = *theme.New(o)
			press(s, "'notebook enter j")
			golden.RequireEqual(t, s.View())
		})
	}
}

func TestTypingIsSearchedWhenItPauses(t *testing.T) {
	a := &archive{n: 4}
	s := show(t, a, 80, 20)
	if !s.Typing() {
		t.Fatal("it does not take typing at once")
	}
	_, first := s.Update(tea.PasteMsg{Content: "note"})
	_, second := s.Update(tea.PasteMsg{Content: "book"})
	drain(s, first)
	if len(a.asked) > 0 {
		t.Errorf("asked %q while it was typed", a.asked)
	}
	if drain(s, second); !slices.Equal(a.asked, []string{"notebook 0"}) {
		t.Errorf("asked %q", a.asked)
	}
	if press(s, "x backspace"); len(a.asked) > 3 {
		t.Errorf("asked %q", a.asked)
	}
}

func TestMoreResultsComeAsTheyAreReached(t *testing.T) {
	a := &archive{n: 230}
	s := show(t, a, 80, 20)
	press(s, "'notebook enter")
	if got := s.Status().String(); got != "1 of over 50" {
		t.Errorf("status %q", got)
	}
	press(s, "G G G G G")
	if got := s.Status().String(); got != "230 of 230" {
		t.Errorf("status %q, asked %q", got, a.asked)
	}
	press(s, "g")
	if got := s.Status().String(); got != "1 of 230" {
		t.Errorf("status %q", got)
	}
}

func TestEnterAndEsc(t *testing.T) {
	s := show(t, &archive{n: 4}, 80, 20)
	if a := press(s, "esc"); a != (screen.Back{}) {
		t.Errorf("Esc with nothing typed: got %v", a)
	}
	press(s, "'notebook enter")
	if s.Typing() {
		t.Fatal("Enter does not go to the results")
	}
	if a := press(s, "j enter"); a != (screen.Open{Article: 101, Sentence: 3}) {
		t.Errorf("Enter on a result: got %v", a)
	}
	drain(s, func() tea.Msg { return screen.Left{} })
	drain(s, func() tea.Msg { return screen.Changed{} })
	if s.results.Chosen().Number != 1 || s.query() != "notebook" {
		t.Error("query or place is lost")
	}
	if press(s, "7"); !s.Typing() {
		t.Error("7 once more does not go to the query")
	}
	press(s, "esc")
	if press(s, "/"); !s.Typing() {
		t.Error("/ does not change the query")
	}
	if press(s, "esc"); s.Typing() {
		t.Error("Esc does not leave the query for its results")
	}
	if _, ok := press(s, "esc").(screen.Pass); !ok {
		t.Error("Esc does not leave the results")
	}
	press(s, "i backspace tab")
	if !s.Typing() {
		t.Error("Tab goes to results that are not there")
	}
}

func TestTheMouse(t *testing.T) {
	s := show(t, &archive{n: 40}, 80, 20)
	press(s, "'notebook")
	if _, ok := s.Pointed(); ok {
		t.Error("a result is chosen while the query is typed")
	}
	click := func(y int) screen.Action { a, _ := s.Click(10, y); return a }
	if a := click(8); a != (screen.Open{Article: 101, Sentence: 3}) || s.Typing() || s.results.Chosen().Number != 1 {
		t.Errorf("a click does %v, row %d", a, s.results.Chosen().Number)
	}
	s.Scroll(0, 0, 30)
	if _, _, ok := s.Cursor(); ok || s.results.Chosen().Number != 1 {
		t.Error("the wheel moves the cursor")
	}
	press(s, "w")
	if a := click(12); a != (screen.Nothing{}) || s.why.Open() || s.results.Chosen().Number != 1 {
		t.Errorf("a click on the answer does %v", a)
	}
	if click(0); !s.Typing() {
		t.Error("a click on the query does not begin typing")
	}
}

func TestEnterSearchesWhatWasMeant(t *testing.T) {
	a := &archive{n: 4}
	s := show(t, a, 80, 20)
	press(s, "'notebuok enter")
	if s.query() != "notebook" || s.results.Len() != 4 {
		t.Errorf("query %q, %d results", s.query(), s.results.Len())
	}
}

func TestActs(t *testing.T) {
	a := &archive{n: 4}
	s := show(t, a, 80, 20)
	press(s, "'notebook enter s j s")
	if !slices.Equal(a.did, []news.Act{news.Star, news.Unstar}) {
		t.Errorf("did %v", a.did)
	}
	if got := press(s, "o"); got != (screen.Browse{URL: "https://wire.example/a"}) {
		t.Errorf("o: got %v", got)
	}
	if got := press(s, "y"); got != (screen.Copy{Text: text.Own("https://wire.example/a")}) {
		t.Errorf("y: got %v", got)
	}
	for _, keys := range []string{"w", "esc s", "/ 'x"} {
		a.err = errors.New("disk on fire")
		if got, ok := press(s, keys).(screen.Fail); !ok || !strings.Contains(got.Err.Error(), "disk on fire") {
			t.Errorf("%s: got %v", keys, got)
		}
	}
}

func TestTheFirstHitIsInSight(t *testing.T) {
	r := result(0)
	for width := 23; width < 120; width++ {
		for most := 1; most < 3; most++ {
			n := 0
			for _, p := range split(&r, width, most) {
				for _, h := range p.hits {
					if got := p.words.Cut(h).String(); got != "notebook" {
						t.Fatalf("%d cells: the hit is %q", width, got)
					}
					n++
				}
			}
			if n == 0 {
				t.Errorf("%d cells, %d lines: no hit in sight", width, most)
			}
		}
	}
}

func BenchmarkKey(b *testing.B) {
	a := &archive{n: 5000}
	s := New(b.Context(), Config{
		Search: a, Mark: a, Explain: a, Keys: keymap.Default(), Now: func() time.Time { return now }, Zone: time.UTC,
		Theme: theme.New(theme.Options{Profile: colorprofile.TrueColor}),
	})
	s.pause = 0
	s.SetSize(140, 45)
	press(s, "'notebook enter")
	for b.Loop() {
		s.Update(tea.KeyPressMsg{Code: 'j', Text: "j"})
		_ = s.View()
		s.Cursor()
	}
}
