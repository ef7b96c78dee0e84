package rules

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
	"github.com/charmbracelet/x/ansi"
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

// lab is a story of four rules, and a trial of three steps.
type lab struct {
	t     *testing.T
	moved bool // what was gained is kept now
	err   error
	saved []string
	did   []news.Act
	tried []string
	steps int
	total int
}

func (l *lab) Rules(context.Context) ([]Rule, error) {
	day := now.AddDate(0, 0, -5)
	return []Rule{
		{Kind: news.KeepRule, Name: text.Own("people near the case"), Match: "@people NEAR/40 trial", As: text.Own("one of 7 names, at most 40 words from trial, in one paragraph"), Keeps: 88, Only: 61, Last: now},
		{Kind: news.KeepRule, Name: text.Own("the fire itself"), Match: "fire", As: text.Own("fire"), Keeps: 31, Only: 4, Last: day},
		{Kind: news.KeepRule, Name: text.Own("docket number"), Match: `"26-CR-118"`, As: text.Own("“26-CR-118”")},
		{Kind: news.DropRule, Name: text.Own("the rugby club"), Match: "rugby", As: text.Own("rugby"), Keeps: 214, Only: 214, Overrides: 3, Last: now},
		{Kind: news.TagRule, Name: text.Own("裁判"), Match: "judge", As: text.Own("judge"), Keeps: 12, Last: now.AddDate(-1, 0, 0)},
	}, l.err
}

func article(id int64, headline, outlet string, age time.Duration) news.Article {
	return news.Article{ID: id, Headline: text.Line(headline), Outlet: text.Line(outlet), Dates: news.Dates{Sort: now.Add(-age)}}
}

func (l *lab) Articles(_ context.Context, r Rule, from news.Place, n int, _ bool) (news.Page, error) {
	if from != (news.Place{}) && from.ID < 9 || r.Keeps == 0 {
		return news.Page{}, l.err
	}
	a := article(9, r.Name.String()+" at work", "Harbor Post", time.Hour)
	b := article(8, "Off it by the reader", "The Ledger", 50*time.Hour)
	b.State.Mark, b.State.Read = news.OffStory, true
	return news.Page{Articles: []news.Article{a, b}}, l.err
}

func (l *lab) Read(query string) (text.Clean, []input.Fault) {
	if i := strings.Index(query, " OR b "); i >= 0 {
		return text.Clean{}, []input.Fault{{Span: text.Span{Start: i + 6, End: len(query)}, Text: text.Own("OR and AND are mixed without parentheses"), Hint: text.Own("write (a OR b) AND c or a OR (b AND c)")}}
	}
	if strings.Contains(query, " and ") {
		return text.Line(query), []input.Fault{{Text: text.Own("“and” is a word"), Hint: text.Own("did you mean AND?"), Warning: true}}
	}
	return text.Sprintf("the words %s, in one paragraph", query), nil
}

func (l *lab) Try(_ context.Context, query string) (Trial, error) {
	l.tried = append(l.tried, query)
	return &run{lab: l}, l.err
}

type run struct {
	lab  *lab
	step int
}

func (r *run) Next(ctx context.Context) (Part, error) {
	r.step++
	r.lab.steps++
	p := Part{Looked: r.step * 1436, Total: max(r.lab.total, 4310), Kept: 30*r.step + 2, Gained: r.step, Lost: 1, Marks: Marks{Of: 40, Wrong: 1, Missed: 1}, Done: r.step == 3}
	row := func(a news.Article, c Change, hit text.Span, note string) {
		p.Rows = append(p.Rows, Row{Article: a, Change: c, Hits: []text.Span{hit}, Note: text.Line(note), Around: text.Own("… the bakery of Marlow, 41, said …"), InAround: []text.Span{{Start: 8, End: 14}, {Start: 18, End: 24}}})
	}
	gained := Gained
	if r.lab.moved {
		gained, p.Gained = Same, 0
	}
	switch r.step {
	case 1:
		row(article(20, "Marlow and the trial of patience: rugby diary", "Bay News", 5*time.Hour), Lost, text.Span{Start: 15, End: 20}, "trial 44 words away")
		row(article(19, "Marlow’s old partner opens a second bakery", "The Ledger", 100*time.Minute), gained, text.Span{Start: 38, End: 44}, "was near: jury 44 words away")
	case 2:
		a := article(18, "埠頭通りのパン屋火災、陪審は木曜日に審議へ、判事が日程を変更", "港日報", 70*time.Hour)
		a.State.Mark = news.OnStory
		row(a, gained, text.Span{Start: 0, End: 12}, "was near: nearest 41 words")
		row(article(17, "What the jury has heard so far", "The Ledger", 400*24*time.Hour), Same, text.Span{Start: 9, End: 13}, "")
	}
	return p, errors.Join(r.lab.err, ctx.Err())
}

func (l *lab) Help(context.Context, string) (Help, error) {
	return Help{From: text.Own("Counted in 12 articles that you marked as on the story and 8 off it."), On: 12, Off: 8, Words: []Word{
		{text.Own("arson"), 11, 1}, {text.Own("scrum"), 0, 6},
	}}, l.err
}

func (l *lab) Save(_ context.Context, r news.Rule) (Saved, error) {
	l.saved = append(l.saved, text.Sprintf("%s %s: %s", r.Kind, r.Name, r.Match).String())
	return Saved{text.Sprintf("Saved as [[%s]] at the end of marlow.toml.", r.Kind), true}, l.err
}

func (l *lab) Do(_ context.Context, act news.Act, _ string, _ ...int64) (int, error) {
	l.did = append(l.did, act)
	return 1, l.err
}

func (l *lab) Why(context.Context, int64) (news.Why, error) {
	return news.Why{Matches: []news.Match{{Rule: text.Own("the fire itself"), Around: text.Own("a fire")}}}, l.err
}

func show(t *testing.T, l *lab, width, height int) *Screen {
	t.Helper()
	l.t = t
	s := New(t.Context(), Config{
		Lab: l, Mark: l, Explain: l, Keys: keymap.Default(), Now: func() time.Time { return now }, Zone: time.UTC,
		Theme: theme.New(theme.Options{Profile: colorprofile.TrueColor}),
	})
	s.pause = 0
	s.SetSize(width, height)
	drain(s, s.Init())
	return s
}

// drain runs commands and what they bring.
func drain(s screen.Screen, cmd tea.Cmd) (last screen.Action) {
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
func press(s screen.Screen, keys string) (last screen.Action) {
	for k := range strings.FieldsSeq(keys) {
		if word, ok := strings.CutPrefix(k, "'"); ok {
			_, cmd := s.Update(tea.PasteMsg{Content: strings.ReplaceAll(word, "_", " ")})
			last = drain(s, cmd)
			continue
		}
		action, cmd := s.Update(screentest.Key(k))
		if brought := drain(s, cmd); brought != nil {
			action = brought
		}
		last = action
	}
	return last
}

func frameOf(t *testing.T, s screen.Screen, width, height int) string {
	t.Helper()
	return screentest.Frame(t, s.View(), width, height)
}

func TestFrames(t *testing.T) {
	for name, keys := range map[string]string{
		"rules": "j", "query": "i 'fire_NEAR/8_trial", "found": "i 'fire_NEAR/8_trial tab j", "fault": "i 'a_OR_b_AND_c",
		"warning": "i 'a_and_b", "name": "i 'fire enter 'my_rule", "help": "i 'fire ctrl+r down", "why": "i 'fire tab w", "empty": "i",
	} {
		for _, size := range [][2]int{{140, 45}, {80, 20}, {40, 8}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				s := show(t, &lab{}, size[0], size[1])
				press(s, keys)
				golden.RequireEqual(t, frameOf(t, s, size[0], size[1]))
			})
		}
	}
}

func TestStyles(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"dark": {Profile: colorprofile.TrueColor}, "light": {Light: true, Profile: colorprofile.TrueColor}, "mono": {Choice: theme.Mono},
	} {
		t.Run(name, func(t *testing.T) {
			s := show(t, &lab{}, 120, 30)
			*s.cfg.Theme = *theme.New(o)
			press(s, "i 'fire tab j")
			golden.RequireEqual(t, s.View())
		})
	}
}

func TestMatches(t *testing.T) {
	s := show(t, &lab{}, 80, 20)
	for keys, want := range map[string]string{"g": "keeps", "g j j j": "took from keep rules", "G": "labels"} {
		press(s, keys)
		push, ok := press(s, "enter").(screen.Push)
		if !ok {
			t.Fatalf("%s: Enter does not push a screen", keys)
		}
		push.Screen.SetSize(80, 6)
		drain(push.Screen, push.Screen.Init())
		if got := frameOf(t, push.Screen, 80, 6); !strings.Contains(got, want) || !strings.Contains(got, "Off it by the reader") {
			t.Errorf("%s: got\n%s", keys, got)
		}
	}
	push := press(s, "g j enter").(screen.Push)
	push.Screen.SetSize(40, 8)
	drain(push.Screen, push.Screen.Init())
	press(push.Screen, "j")
	golden.RequireEqual(t, frameOf(t, push.Screen, 40, 8))
	if a := press(push.Screen, "enter"); a != (screen.Open{Article: 8, Sentence: -1}) {
		t.Errorf("Enter: got %v", a)
	}
}

func TestTrialsOfOldQueriesAreDropped(t *testing.T) {
	l := &lab{}
	s := show(t, l, 80, 20)
	s.Update(screentest.Key("i"))
	_, first := s.Update(tea.PasteMsg{Content: "fire"})
	_, second := s.Update(tea.PasteMsg{Content: "storm"})
	drain(s, first)
	if len(l.tried) != 0 {
		t.Errorf("tried %q while it was typed", l.tried)
	}
	_, running := s.Update(second())
	part := running()
	s.Update(screentest.Key("x"))
	s.Update(part)
	if s.found.len() != 0 || s.trial.shown.part.Total != 0 {
		t.Error("a stale part is shown")
	}
	if !slices.Equal(l.tried, []string{"firestorm"}) {
		t.Errorf("tried %q", l.tried)
	}
}

func TestCountsGrow(t *testing.T) {
	s := show(t, &lab{}, 120, 30)
	s.Update(screentest.Key("i"))
	_, tick := s.Update(tea.PasteMsg{Content: "fire"})
	_, cmd := s.Update(tick())
	for _, want := range []string{
		"1,436 of 4,310 looked at, 32 kept: +1 gained, -1 lost.", "2,872 of 4,310 looked at, 62 kept: +2 gained, -1 lost.",
		"of 4,310 stored items 92 kept: +3 gained, -1 lost.  Your marks: 38 of 40 right (1 wrongly kept, 1 missed)",
	} {
		_, cmd = s.Update(cmd())
		if got := ansi.Strip(s.View()); !strings.Contains(got, want) {
			t.Fatalf("want %q in\n%s", want, got)
		}
	}
	if cmd != nil {
		t.Error("the trial goes on after its end")
	}
}

func TestMarksTryAgainAndKeepTheRow(t *testing.T) {
	l := &lab{}
	s := show(t, l, 120, 30)
	press(s, "i 'fire tab j")
	before, at := s.chosenID(), s.found.Cursor()
	l.moved = true
	said, ok := press(s, "-").(screen.Say)
	if !ok || !strings.HasPrefix(said.Text.String(), "Off the story.") || !slices.Equal(l.did, []news.Act{news.MarkOffStory}) {
		t.Errorf("said %v, did %v", said, l.did)
	}
	if len(l.tried) < 2 || s.chosenID() != before || s.found.Cursor() != at {
		t.Errorf("tried %q, row %d, was %d", l.tried, s.chosenID(), before)
	}
	if got := ansi.Strip(s.View()); !strings.Contains(got, "+0 gained") || !strings.Contains(got, "(- you)") {
		t.Errorf("got\n%s", got)
	}
	if press(s, "tab 'x tab"); s.trial.shown.rows[Gained] != nil {
		t.Error("another query shows the rows of the last one")
	}
}

func TestALargeArchiveIsTriedAgainWithTheNextKey(t *testing.T) {
	l := &lab{total: 100_000}
	s := show(t, l, 120, 30)
	press(s, "i 'fire tab")
	drain(s, func() tea.Msg { return screen.Changed{} })
	if len(l.tried) != 1 {
		t.Errorf("tried %q", l.tried)
	}
	if press(s, "j"); len(l.tried) != 2 {
		t.Errorf("tried %q", l.tried)
	}
}

func TestALeftTrialBeginsAgain(t *testing.T) {
	l := &lab{}
	s := show(t, l, 80, 20)
	s.Update(screentest.Key("i"))
	_, tick := s.Update(tea.PasteMsg{Content: "fire"})
	_, running := s.Update(tick())
	s.Update(screen.Left{})
	if msg := running().(stepped); msg.err == nil {
		t.Error("the trial goes on where nobody sees it")
	}
	if press(s, "esc"); !s.trial.shown.part.Done {
		t.Error("it does not begin again")
	}
}

func TestSaving(t *testing.T) {
	l := &lab{}
	s := show(t, l, 80, 20)
	press(s, "i 'a_OR_b_AND_c enter")
	if s.name != nil {
		t.Error("a query that cannot be read asks for a name")
	}
	press(s, "esc t")
	if s.query() != "@people NEAR/40 trial" || s.focus != onQuery {
		t.Errorf("t: the query is %q", s.query())
	}
	press(s, "enter 'my_rule esc")
	if s.name != nil || len(l.saved) > 0 {
		t.Error("Esc saves")
	}
	said, ok := press(s, "enter 'my_rule enter").(screen.Say)
	if !ok || said.Text != text.Own("Saved as [[keep]] at the end of marlow.toml.   z: undo") || !slices.Equal(l.saved, []string{"keep my rule: @people NEAR/40 trial"}) {
		t.Errorf("said %v, saved %q", said, l.saved)
	}
	if s.focus != onRules || s.query() != "" || s.found.len() > 0 {
		t.Error("the trial is still there")
	}
}

func TestTheKindOfARuleIsChosen(t *testing.T) {
	l := &lab{}
	s := show(t, l, 80, 20)
	var kinds []string
	for _, tabs := range []string{"", "tab", "tab tab", "tab tab tab", "tab tab tab tab"} {
		l.saved = nil
		press(s, "i 'fire enter "+tabs)
		_, kind, _ := strings.Cut(ansi.Strip(s.View()), "[")
		kind, _, _ = strings.Cut(kind, "]")
		press(s, "enter")
		if len(l.saved) != 1 || !strings.HasPrefix(l.saved[0], kind+" ") {
			t.Errorf("%q: shown %q, saved %q", tabs, kind, l.saved)
		}
		kinds = append(kinds, kind)
	}
	if want := []string{"keep", "drop", "alert", "tag", "keep"}; !slices.Equal(kinds, want) {
		t.Errorf("got %q, want %q", kinds, want)
	}
}

func TestHelpPutsAWordIntoTheQuery(t *testing.T) {
	for keys, want := range map[string]string{
		"ctrl+r enter": "arson", "ctrl+r j enter": "NOT scrum", "i 'fire ctrl+r enter": "fire AND arson",
		"i 'a_OR_c ctrl+r down enter": "(a OR c) NOT scrum", "ctrl+r esc": "",
	} {
		s := show(t, &lab{}, 80, 20)
		if press(s, keys); s.query() != want {
			t.Errorf("%s: the query is %q, want %q", keys, s.query(), want)
		}
	}
}

func TestKeysGoWhereTheFocusIs(t *testing.T) {
	s := show(t, &lab{}, 80, 20)
	if _, ok := press(s, "q").(screen.Pass); !ok || s.Typing() {
		t.Error("q on the rules is not passed back")
	}
	press(s, "i q 1")
	if s.query() != "q1" || !s.Typing() {
		t.Errorf("typed %q", s.query())
	}
	press(s, "tab")
	if s.focus != onFound {
		t.Fatal("Tab does not go to the list")
	}
	if a := press(s, "enter"); a != (screen.Open{Article: 19, Sentence: -1}) {
		t.Errorf("Enter in the list: got %v", a)
	}
	press(s, "tab esc")
	if s.focus != onRules || s.query() != "q1" {
		t.Error("Esc does not leave the query as it is")
	}
	press(s, "tab w")
	if !s.why.Open() {
		t.Error("w explains nothing")
	}
	press(s, "esc esc")
	if s.focus != onRules {
		t.Error("Esc does not leave the list")
	}
}

func TestTheMouse(t *testing.T) {
	s := show(t, &lab{}, 120, 30)
	press(s, "i 'fire")
	click := func(y int) screen.Action { a, _ := s.Click(10, y); return a }
	if _, ok := click(3).(screen.Push); !ok || s.focus != onRules || s.table.Cursor() != 2 {
		t.Errorf("a click on a rule does not open it: focus %d, rule %d", s.focus, s.table.Cursor())
	}
	if click(7); s.focus != onQuery {
		t.Error("a click on the query does not begin typing")
	}
	if a := click(11); a != (screen.Open{Article: 18, Sentence: -1}) || s.focus != onFound {
		t.Errorf("a click on a row does %v: focus %d", a, s.focus)
	}
	press(s, "ctrl+r")
	if click(4); s.help != nil || s.focus != onQuery {
		t.Error("a click on a word does not use it")
	}
	s.SetSize(80, 5)
	press(s, "esc G k")
	if s.Scroll(0, 1, -30); s.table.Top() != 0 || s.table.Cursor() != 3 {
		t.Errorf("the wheel: top %d, cursor %d", s.table.Top(), s.table.Cursor())
	}
	if _, _, ok := s.Cursor(); ok {
		t.Error("the cursor is in sight where its row is not")
	}
	if press(s, "j"); s.table.Cursor() != 4 || !s.table.InSight() {
		t.Error("a move does not bring the cursor back")
	}
}

func TestTheWheelMovesWhatIsUnderIt(t *testing.T) {
	s := show(t, &lab{}, 120, 20)
	press(s, "i 'fire tab")
	for range 5 {
		s.table.rules = append(s.table.rules, s.table.rules...)
	}
	s.table.SetRows(len(s.table.rules), 1, 0)
	if s.Scroll(10, s.ruleHeight(), 3); s.table.Top() != 0 {
		t.Errorf("the wheel over the query moves the rules to %d", s.table.Top())
	}
	if s.Scroll(10, 1, 3); s.table.Top() != 3 || s.focus != onFound {
		t.Errorf("the wheel over the rules moves them to %d, focus %d", s.table.Top(), s.focus)
	}
}

func TestTheMouseOnMatches(t *testing.T) {
	s := show(t, &lab{}, 80, 8)
	push, _ := press(s, "enter").(screen.Push)
	m, _ := push.Screen.(*matches)
	m.SetSize(80, 3)
	_, cmd := m.Update(nil)
	drain(s, cmd)
	for cmd := m.Init(); cmd != nil; {
		_, cmd = m.Update(cmd())
	}
	m.Scroll(0, 0, 1)
	_, cmd = m.Update(screentest.Key("w"))
	m.Update(cmd())
	_ = m.View()
	if a, _ := m.Click(4, 2); a != (screen.Nothing{}) || m.why.Open() {
		t.Errorf("a click on the answer does %v", a)
	}
	if a, _ := m.Click(4, 2); a != (screen.Open{Article: m.list.Chosen().ID, Sentence: -1}) {
		t.Errorf("a click on a row does %v", a)
	}
}

func TestFailuresAreSaid(t *testing.T) {
	l := &lab{}
	s := show(t, l, 80, 20)
	press(s, "i 'fire")
	l.err = errors.New("disk on fire")
	for _, keys := range []string{"'x", "tab w", "-", "tab ctrl+r", "enter enter"} {
		l.err = errors.New("disk on fire")
		if a, ok := press(s, keys).(screen.Fail); !ok || !strings.Contains(a.Err.Error(), "disk on fire") {
			t.Errorf("%s: got %v", keys, a)
		}
		l.err = nil
		press(s, "esc esc esc i 'y")
	}
}

func BenchmarkKey(b *testing.B) {
	l := &lab{}
	s := New(b.Context(), Config{
		Lab: l, Mark: l, Explain: l, Keys: keymap.Default(), Now: func() time.Time { return now }, Zone: time.UTC,
		Theme: theme.New(theme.Options{Profile: colorprofile.TrueColor}),
	})
	s.SetSize(140, 45)
	drain(s, s.Init())
	press(s, "i 'fire")
	for i := range 2 * mostOf {
		rows := &s.trial.shown.rows[i%2]
		*rows = append(*rows, Row{Article: article(int64(i), "Judge moves closing arguments after late filing", "Harbor Post", time.Hour), Note: text.Own("was near: jury 44 words away")})
	}
	press(s, "tab")
	for b.Loop() {
		s.Update(screentest.Key("j"))
		_ = s.View()
		s.Cursor()
	}
}
