package headlines

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/screen/screentest"
	"casewire/tui/theme"
)

var now = time.Date(2026, 11, 17, 14, 45, 0, 0, time.UTC)

// archive is a small archive in memory.
type archive struct {
	all     []news.Article // newest first
	err     error
	counts  news.Counts
	did     []news.Act
	touched [][]int64 // the ids of each act
}

// entry is a line of the fixture.
type entry struct {
	at, headline, outlet string
	fresh, revisions     int
	corrected            bool
	read, starred        bool
	outlets              int
	tag                  string
	decision             news.Decision
	distance             int
}

var entries = []entry{
	{at: "2026-11-17 14:32", headline: "Judge moves closing arguments after late filing", outlet: "Harbor Post", fresh: 6, outlets: 12, tag: "court"},
	{at: "2026-11-17 13:05", headline: "Defence asks for a mistrial over the lab notebook", outlet: "Wire Service", fresh: 2, revisions: 2, outlets: 4, tag: "court"},
	{at: "2026-11-17 11:48", headline: "Five things to know about the Marlow trial", outlet: "Morning Star"},
	{at: "2026-11-17 09:40", headline: "What the jury has heard so far", outlet: "The Ledger", read: true, starred: true, tag: "court"},
	{at: "2026-11-16 21:17", headline: "Chemist contradicts her first report on the stand and says why the solvent was another", outlet: "Channel 6", fresh: 1, corrected: true, outlets: 5, tag: "lab"},
	{at: "2026-11-16 18:02", headline: "Jurors visit Quay Street", outlet: "Harbor Post", read: true, outlets: 7, tag: "court"},
	{at: "2026-11-16 08:15", headline: "Bakery owner tells of the night of the fire", outlet: "The Ledger", read: true},
	{at: "2026-11-13 16:20", headline: "State rests after eleven days", outlet: "Wire Service", read: true, outlets: 15, tag: "court"},
	{at: "2026-11-13 12:31", headline: "Judge refuses to admit the second video", outlet: "Harbor Post", read: true, outlets: 3, tag: "court"},
	{at: "2026-11-12 10:00", headline: "埠頭通りのパン屋火災、検察側が立証を終える — 陪審は木曜日に審議へ、判事が日程を変更", outlet: "港日報", fresh: 14, tag: "裁判"},
	{at: "2026-11-12 09:00", headline: "👩‍🚒 Fireman’s café: “il a vu la fumée” — témoin clé", outlet: "Le Journal du Vieux-Port", read: true},
	{at: "2025-12-30 23:10", headline: "A year of Quay Street", outlet: "Morning Star", read: true},
	{at: "2026-11-17 12:00", headline: "Marlow’s old partner opens a second bakery", outlet: "The Ledger", decision: news.NearMiss, distance: 44},
	{at: "2026-11-15 12:00", headline: "Street of the fire: the neighbours speak", outlet: "Morning Star", decision: news.NearMiss, distance: 3},
	{at: "2026-11-16 12:00", headline: "Rugby: Marlow beats Harbor City", outlet: "Bay News", decision: news.Drop},
}

func newArchive() *archive {
	a := &archive{counts: news.Counts{Kept: 1204, Reports: 1204, Unread: 3, NearMiss: 2, Dropped: 1, Feeds: 43, Failing: 2, Seen: 1912, Poll: 9, LastKept: now, Begun: true}}
	for i, e := range entries {
		at, _ := time.Parse("2006-01-02 15:04", e.at)
		if i < 12 {
			e.decision = news.Keep
		}
		art := news.Article{
			ID: int64(100 - i), Headline: text.Line(e.headline), Outlet: text.Line(e.outlet),
			URL:     "https://news.example/" + string(rune('a'+i)),
			Dates:   news.Dates{Sort: at, FirstSeen: at, Published: news.Time{Time: at, From: news.FromFeed}},
			Verdict: news.Verdict{Decision: e.decision, Distance: e.distance},
			State:   news.State{Read: e.read, Starred: e.starred},
			Report:  news.Report{Cluster: int64(100 - i), Outlets: max(e.outlets, 1)},
			Size:    news.Size{New: e.fresh, Sentences: 31, Revisions: max(e.revisions, 1), Corrected: e.corrected},
		}
		art.Report.Shown, art.Report.Opens = art.ID, art.ID
		if e.tag != "" {
			art.Verdict.Tags = []text.Clean{text.Line(e.tag)}
		}
		a.all = append(a.all, art)
	}
	a.sort()
	return a
}

func (f *archive) sort() {
	slices.SortFunc(f.all, func(a, b news.Article) int {
		if c := b.Dates.Sort.Compare(a.Dates.Sort); c != 0 {
			return c
		}
		return int(b.ID - a.ID)
	})
}

func (f *archive) fits(a *news.Article, q news.Filter) bool {
	if slices.Contains(q.Held, a.ID) {
		return true
	}
	d := q.Decisions
	if d == nil {
		d = []news.Decision{news.Keep}
	}
	decision := a.Verdict.Decision
	switch a.State.Mark {
	case news.OffStory:
		decision = news.Drop
	case news.OnStory:
		decision = news.Keep
	case news.NoMark:
	}
	return slices.Contains(d, decision) && strings.Contains(strings.ToLower(a.Headline.String()), strings.ToLower(q.Query))
}

func (f *archive) Page(ctx context.Context, q news.Filter, from news.Place, n int, newer bool) (news.Page, error) {
	if f.err != nil {
		return news.Page{}, f.err
	}
	var older, above []news.Article
	for _, a := range f.all {
		p := a.Place()
		switch before := p.Sort.After(from.Sort) || p.Sort.Equal(from.Sort) && p.ID > from.ID; {
		case !f.fits(&a, q), p == from:
		case from != (news.Place{}) && before:
			above = append(above, a)
		default:
			older = append(older, a)
		}
	}
	if newer {
		lo := max(len(above)-n, 0)
		return news.Page{Articles: above[lo:], More: lo > 0}, ctx.Err()
	}
	return news.Page{Articles: older[:min(n, len(older))], More: len(older) > n}, ctx.Err()
}

// Members are of the first two reports: one with copies and one of its own.
func (f *archive) Members(_ context.Context, cluster int64) ([]news.Article, error) {
	var lead news.Article
	for _, a := range f.all {
		if a.Report.Cluster == cluster {
			lead = a
		}
	}
	lead.Size.Words = 640
	member := func(id int64, minutes int, outlet, headline string, of int64, words int) news.Article {
		a := lead
		a.ID, a.Outlet, a.Headline = id, text.Line(outlet), text.Line(headline)
		a.Dates.Sort = lead.Dates.Sort.Add(time.Duration(minutes) * time.Minute)
		a.Report.CopyOf, a.Report.Shown, a.Report.Opens, a.Size.Words = of, id, id, words
		return a
	}
	if cluster != 100 {
		return []news.Article{lead, member(cluster+500, 30, "The Ledger", "The same night", 0, 300)}, f.err
	}
	all := []news.Article{
		lead,
		member(600, 8, "Bay News", "Closings put off", 100, 640),
		member(601, 19, "Channel 6", "Delay in the Marlow trial", 100, 702),
		member(602, 30, "The Ledger", "Delay in Marlow trial", 0, 400),
		member(603, 31, "Morning Star", "Closings put off", 100, 639),
		member(604, 1500, "City Hall", "Closings put off", 100, 641),
		member(605, 45, "港日報", "判事、最終弁論を延期", 999, 80),
	}
	return all, f.err
}

func (f *archive) Counts(context.Context) (news.Counts, error) { return f.counts, f.err }

func (f *archive) Do(_ context.Context, act news.Act, note string, ids ...int64) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	f.did, f.touched = append(f.did, act), append(f.touched, slices.Clone(ids))
	n := 0
	for i := range f.all {
		if slices.Contains(ids, f.all[i].ID) {
			f.apply(&f.all[i].State, act, note)
			n++
		}
	}
	return n, nil
}

func (f *archive) apply(s *news.State, act news.Act, note string) {
	switch act {
	case news.MarkRead, news.Dismiss:
		s.Read = true
	case news.MarkUnread:
		s.Read = false
	case news.Star, news.Unstar:
		s.Starred = act == news.Star
	case news.MarkOnStory:
		s.Mark = news.OnStory
	case news.MarkOffStory:
		s.Mark = news.OffStory
	case news.ClearMark:
		s.Mark = news.NoMark
	case news.SaveRule: // of no article
	case news.SetNote:
		s.Note = text.Line(note)
	}
}

func (f *archive) DoAll(_ context.Context, act news.Act, q news.Filter) (int, error) {
	n := 0
	for i := range f.all {
		if f.fits(&f.all[i], q) && !f.all[i].State.Read {
			f.apply(&f.all[i].State, act, "")
			n++
		}
	}
	return n, f.err
}

func (f *archive) Why(_ context.Context, id int64) (news.Why, error) {
	for _, a := range f.all {
		if a.ID == id {
			around := text.Line("Dana Marlow, 41, returned to trial on Tuesday")
			return news.Why{Article: a, Matches: []news.Match{
				{Rule: text.Line("people near the case"), Kind: news.KeepRule, Around: around, Hits: []text.Span{{Start: 5, End: 11}, {Start: 29, End: 34}}},
				{Rule: text.Line("court"), Kind: news.TagRule, Terms: []text.Clean{text.Line("judge")}},
			}}, f.err
		}
	}
	return news.Why{}, errors.New("no article")
}

func (f *archive) Check(q string) (text.Clean, error) {
	if strings.Contains(q, " OR ") && strings.Contains(q, " AND ") {
		return text.Clean{}, errors.New("OR and AND are mixed without parentheses")
	}
	return text.Sprintf("all of: %s", q), nil
}

// stand is the screen with what a window would do around it.
type stand struct {
	t       *testing.T
	s       *Screen
	archive *archive
	actions []screen.Action
}

func set(t *testing.T, width, height int, o theme.Options) *stand {
	t.Helper()
	a := newArchive()
	s := New(t.Context(), Config{
		List: a, Mark: a, Explain: a, Members: a,
		Keys: keymap.Default(), Theme: theme.New(o),
		Now: func() time.Time { return now }, Zone: time.UTC,
	})
	s.SetSize(width, height)
	st := &stand{t: t, s: s, archive: a}
	st.run(s.Init())
	return st
}

// run runs a command and everything that comes of it.
func (st *stand) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch m := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range m {
			st.run(c)
		}
	default:
		st.send(m)
	}
}

func (st *stand) send(m tea.Msg) {
	a, cmd := st.s.Update(m)
	if a == nil {
		st.t.Fatalf("%T: no action", m)
	}
	if _, ok := a.(screen.Nothing); !ok {
		st.actions = append(st.actions, a)
	}
	st.run(cmd)
}

// press types keys: "j", "enter", "ctrl+d".
func (st *stand) press(keys ...string) {
	for _, k := range keys {
		st.send(screentest.Key(k))
	}
}

func (st *stand) write(s string) {
	for _, r := range s {
		st.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// last is the last action that the screen asked for.
func (st *stand) last() screen.Action {
	if len(st.actions) == 0 {
		return nil
	}
	return st.actions[len(st.actions)-1]
}
