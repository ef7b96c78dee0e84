package desk

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

// prints are fingerprints of what was understood.
func prints(t testing.TB, a *archive.Archive) map[string]string {
	t.Helper()
	p, err := a.Fingerprints(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func same(t *testing.T, got, want map[string]string) {
	t.Helper()
	for what := range want {
		if got[what] != want[what] {
			t.Errorf("the %s are other ones", what)
		}
	}
}

// besides does a work in a goroutine of its own.
func besides(work func()) { go work() }

func learn(t *testing.T, a *archive.Archive, st *news.Story) {
	t.Helper()
	if err := Understand(t.Context(), a, st, besides, nil); err != nil {
		t.Fatal(err)
	}
}

// rebuilt checks that all comes out as it is if it is understood again.
func rebuilt(t *testing.T, a *archive.Archive, st *news.Story) {
	t.Helper()
	before := prints(t, a)
	if err := Rebuild(t.Context(), a, st, besides, nil); err != nil {
		t.Fatal(err)
	}
	same(t, prints(t, a), before)
}

// played is the demonstration, filled.
func played(t testing.TB) (*archive.Archive, *news.Story) {
	t.Helper()
	st, _ := story.BuiltIn("demo")
	rules, _ := rule.Compile(st)
	a, err := archive.Open(context.Background(), "", archive.Options{Story: "demo", Memory: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	err = Play(context.Background(), Config{Story: st, Rules: rules, Archive: a, Spawn: besides}, "test", func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	return a, st
}

func TestRebuildOfTheDemonstration(t *testing.T) {
	if testing.Short() {
		t.Skip("a play takes long under the race detector")
	}
	a, st := played(t)
	rebuilt(t, a, st)
}

// keepAll keeps everything that is not marked off the story.
var keepAll = archive.Judge{Hash: "all", Decide: func(d *rule.Doc) rule.Verdict {
	var v rule.Verdict
	if d.Mark != news.OffStory {
		v.Decision = news.Keep
	}
	return v
}}

// A desk that is killed between two batches goes on where it stopped.
func TestAnInterruptedUnderstandingGoesOn(t *testing.T) {
	whole, parts := milled(t, newMill(), 40), milled(t, newMill(), 40)
	learn(t, whole, &news.Story{})
	for rounds := 0; ; rounds++ {
		ctx, cancel := context.WithCancel(t.Context())
		err := Understand(ctx, parts, &news.Story{}, besides, func(int, int) { cancel() })
		cancel()
		if err == nil {
			if rounds < 2 {
				t.Errorf("interrupted %d times", rounds)
			}
			break
		}
	}
	same(t, prints(t, parts), prints(t, whole))
	// So does a rebuilding.
	ctx, cancel := context.WithCancel(t.Context())
	if err := Rebuild(ctx, parts, &news.Story{}, besides, func(int, int) { cancel() }); err == nil {
		t.Error("it was not interrupted")
	}
	if err := Renew(t.Context(), parts, &news.Story{}, besides, nil); err != nil {
		t.Fatal(err)
	}
	same(t, prints(t, parts), prints(t, whole))
}

func TestTwoUnderstandAtOnce(t *testing.T) {
	a, alone := milled(t, newMill(), 40), milled(t, newMill(), 40)
	learn(t, alone, &news.Story{})
	b, err := archive.Open(t.Context(), a.Path(), archive.Options{Story: "mill"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Close() }()
	var both sync.WaitGroup
	for _, one := range []*archive.Archive{a, b} {
		both.Go(func() {
			if err := Understand(t.Context(), one, &news.Story{}, besides, nil); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	same(t, prints(t, a), prints(t, alone))
}

// Reports are an archive of a few of them.
type reports struct {
	*archive.Archive
	t    *testing.T
	feed int64
	now  time.Time
	st   *news.Story
	n    int
}

func newReports(t *testing.T) *reports {
	t.Helper()
	a, err := archive.Open(t.Context(), filepath.Join(t.TempDir(), "fire.db"), archive.Options{Story: "fire"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	if err := a.Sync(t.Context(), []news.FeedSpec{{URL: "https://fire.example/rss"}}, start); err != nil {
		t.Fatal(err)
	}
	feeds, err := a.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return &reports{Archive: a, t: t, feed: feeds[0].ID, now: start, st: &news.Story{}}
}

// told stores an article of an outlet and understands it.
func (r *reports) told(outlet, headline string, paragraphs ...string) int64 {
	r.t.Helper()
	r.n++
	return r.tell(fmt.Sprint(r.n), outlet, headline, paragraphs...)
}

func (r *reports) tell(guid, outlet, headline string, paragraphs ...string) int64 {
	r.t.Helper()
	r.now = r.now.Add(time.Hour)
	it := news.Item{
		GUID: guid, Link: "https://fire.example/" + guid, Title: text.Line(headline), Body: text.Plain(strings.Join(paragraphs, "\n\n")),
		Published: news.Time{Time: r.now, From: news.FromFeed}, Hash: uint64(r.now.Unix()), //nolint:gosec // positive
	}
	v := keepAll.Decide(&rule.Doc{})
	seq, err := r.BeginPoll(r.t.Context(), r.now)
	if err != nil {
		r.t.Fatal(err)
	}
	got, err := r.Store(r.t.Context(), seq, r.now, []archive.Result{{
		Feed: r.feed, Listed: true, Asking: archive.Asking{Address: "https://fire.example/rss", State: news.Alive}, Hashes: []uint64{it.Hash},
		Arrivals: []archive.Arrival{{Item: it, Outlet: text.Line(outlet), Key: it.Link, Tidy: it.Link, Verdict: v}},
	}}, keepAll)
	if err != nil || len(got[0].Changes) != 1 {
		r.t.Fatal(got, err)
	}
	r.learn()
	return got[0].Changes[0].Article
}

// page stores the page of an article, or what it has become.
func (r *reports) page(id int64, paragraphs ...string) {
	r.t.Helper()
	r.now = r.now.Add(time.Hour)
	_, err := r.StorePages(r.t.Context(), r.now, []archive.PageResult{{
		Article: id, URL: "https://fire.example/1", Status: 200, OK: true, Headline: text.Line("Harbor fire burns for nine hours"),
		Body: text.Plain(strings.Join(paragraphs, "\n\n")), Key: "https://fire.example/1",
	}}, archive.Judge{Hash: keepAll.Hash, Decide: keepAll.Decide, Compare: edit})
	if err != nil {
		r.t.Fatal(err)
	}
	r.learn()
}

func (r *reports) learn() {
	r.t.Helper()
	learn(r.t, r.Archive, r.st)
}

func (r *reports) do(act news.Act, ids ...int64) {
	r.t.Helper()
	if _, err := r.Do(r.t.Context(), r.now, act, text.Clean{}, ids...); err != nil {
		r.t.Fatal(err)
	}
	if act == news.MarkOffStory || act == news.ClearMark {
		if err := r.Judge(r.t.Context(), keepAll, ids...); err != nil {
			r.t.Fatal(err)
		}
	}
	r.learn()
}

// rows are those of a list: id, cluster, original, outlets, new sentences, +
// for read.
func (r *reports) rows(f news.Filter) string {
	r.t.Helper()
	page, err := r.Page(r.t.Context(), f, nil, news.Place{}, 100, false)
	if err != nil {
		r.t.Fatal(err)
	}
	var list []string
	for i := range page.Articles {
		a := &page.Articles[i]
		s := fmt.Sprintf("%d:%d/%d x%d %d", a.ID, a.Report.Cluster, a.Report.CopyOf, a.Report.Outlets, a.Size.New)
		if a.State.Read {
			s += "+"
		}
		list = append(list, s)
	}
	return strings.Join(list, ", ")
}

func (r *reports) want(what string, f news.Filter, want string) {
	r.t.Helper()
	if got := r.rows(f); got != want {
		r.t.Errorf("%s: got %s, want %s", what, got, want)
	}
}

var wireText = []string{
	"The harbor fire burned for nine hours before the brigade of Port Ellen could enter the old rope works, inspector Ada Quill said on Monday.",
	"Two watchmen had left the building a quarter of an hour earlier and were not hurt by the flames.",
	"The owner of the works keeps solvent in forty drums behind the northern wall, papers of the council show.",
	"“We were handed the keys at noon,” said Ada Quill, the inspector.",
}

const blackDay = "The mayor of Port Ellen called it a black day for weavers, sailors and their children."

func TestReportsAndWhatIsNew(t *testing.T) {
	r := newReports(t)
	one := r.told("The Wire", "Harbor fire burns for nine hours", wireText...)
	two := r.told("Harbor Post", "Rope works lost in harbor fire", append(wireText, blackDay)...)
	three := r.told("The Ledger", "Fire burns nine hours at harbor", wireText...)
	r.told("The Ledger", "Council votes on ferry fares", "The council of Kelp Island raised the fares of all ferries by a tenth on Tuesday after a short debate.")
	all, folded := news.Filter{}, news.Filter{Reports: true}
	r.want("nothing read", all, "4:4/0 x1 1, 3:1/1 x3 4, 2:1/1 x3 5, 1:1/0 x3 4")
	r.want("nothing read", folded, "4:4/0 x1 1, 1:1/0 x3 5")
	if c, err := r.Counts(t.Context()); err != nil || c.Reports != 2 || c.NewReports != 2 || c.Unread != 4 || c.Begun {
		t.Errorf("%+v %v", c, err)
	}

	r.do(news.MarkRead, one)
	r.want("one is read", all, "4:4/0 x1 1, 3:1/1 x3 0, 2:1/1 x3 1, 1:1/0 x3 0+")
	r.want("one paragraph more", folded, "4:4/0 x1 1, 1:1/0 x3 1")
	page, err := r.Page(t.Context(), folded, nil, news.Place{}, 100, false)
	if err != nil || page.Articles[1].Report.Shown != one || page.Articles[1].Report.Opens != two {
		t.Errorf("what is new is not opened: %+v %v", page.Articles, err)
	}
	r.do(news.MarkRead, two)
	r.want("that is read", folded, "4:4/0 x1 1, 1:1/0 x3 0+")
	r.want("unread", news.Filter{Reports: true, Unread: true}, "4:4/0 x1 1")
	if c, err := r.Counts(t.Context()); err != nil || c.NewReports != 1 || !c.Begun {
		t.Errorf("%+v %v", c, err)
	}
	sentences, err := r.Sentences(t.Context(), three)
	if err != nil || len(sentences) != 4 || sentences[0].New || sentences[0].ToYou || len(sentences[0].Tellings) != 2 ||
		sentences[0].Tellings[0].Article != one || !sentences[0].Tellings[0].Read || sentences[0].Tellings[0].Outlet.String() != "The Wire" {
		t.Errorf("%+v %v", sentences, err)
	}
	for range 2 {
		if _, err := r.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	r.want("taken back", all, "4:4/0 x1 1, 3:1/1 x3 4, 2:1/1 x3 5, 1:1/0 x3 4")
	r.do(news.Dismiss, one)
	r.want("dismissed is not known", folded, "4:4/0 x1 1, 1:1/0 x3 5")
	if err := r.Opened(t.Context(), two, r.now); err != nil {
		t.Fatal(err)
	}
	if err := r.ReadTo(t.Context(), two, 2); err != nil {
		t.Fatal(err)
	}
	r.want("half of one is read", all, "4:4/0 x1 1, 3:1/1 x3 2, 2:1/1 x3 0+, 1:1/0 x3 0+")
	ids, err := r.DoAll(t.Context(), r.now, news.Dismiss, news.Filter{Reports: true}, nil)
	if err != nil || len(ids) != 4 {
		t.Errorf("dismissed %v, %v", ids, err)
	}
	r.want("all are dismissed", folded, "4:4/0 x1 0+, 1:1/0 x3 0+")
	rebuilt(t, r.Archive, r.st)
}

func TestACorrectionLeavesTheRestKnown(t *testing.T) {
	r := newReports(t)
	one := r.told("The Wire", "Harbor fire burns for nine hours", wireText...)
	r.page(one, append(wireText[:4:4], "The brigade of Port Ellen sent 12 men to the works.")...)
	two := r.told("Harbor Post", "Rope works lost in harbor fire", append(wireText, blackDay)...)
	r.do(news.MarkRead, one)
	all := news.Filter{}
	r.want("one is read", all, "2:1/1 x2 1, 1:1/0 x2 0+")
	r.page(one, append(wireText[:4:4], "The brigade of Port Ellen sent 21 men to the works.")...)
	r.want("one is corrected", all, "2:1/1 x2 1, 1:1/0 x2 1")
	sentences, err := r.Sentences(t.Context(), two)
	if err != nil || len(sentences) != 5 || sentences[0].ToYou || !sentences[0].Tellings[0].Read {
		t.Errorf("%+v %v", sentences, err)
	}
	if c, err := r.Counts(t.Context()); err != nil || !c.Begun {
		t.Errorf("%+v %v", c, err)
	}
	r.do(news.MarkUnread, one)
	r.want("one is unread by hand", all, "2:1/1 x2 5, 1:1/0 x2 5")
	rebuilt(t, r.Archive, r.st)
}

func TestTheTimelineIsCorrected(t *testing.T) {
	r := newReports(t)
	said := "The judge of Port Ellen on Monday moved the hearing on the harbor fire to "
	id := r.told("The Wire", "Hearing moved", said+"Friday.")
	r.page(id, said+"Friday.", wireText[0])
	r.page(id, said+"Thursday.", wireText[0])
	list, err := Timeline(t.Context(), r.Archive, r.st, news.Date{Year: 2026, Month: 3, Day: 10})
	if err != nil || len(list) == 0 {
		t.Fatal(list, err)
	}
	for _, e := range list {
		if e.Text.String() != said+"Thursday." || e.Kind == news.Scheduled && e.Date.Day == 13 {
			t.Errorf("%v: %s", e.Date, e.Text)
		}
	}
}

func TestArticlesLeaveAndComeBack(t *testing.T) {
	r := newReports(t)
	one := r.told("The Wire", "Harbor fire burns for nine hours", wireText...)
	r.told("Harbor Post", "Rope works lost in harbor fire", append(wireText, blackDay)...)
	r.told("The Ledger", "Fire burns nine hours at harbor", wireText...)
	all := news.Filter{}
	before := r.rows(all)
	facts := prints(t, r.Archive)["facts"]
	r.do(news.MarkOffStory, one)
	r.want("the first left", all, "3:2/2 x2 4, 2:2/0 x2 5")
	members, err := r.Members(t.Context(), one)
	if err != nil || len(members) != 2 || members[0].ID != 2 {
		t.Errorf("the old id leads to %+v, %v", members, err)
	}
	rebuilt(t, r.Archive, r.st)
	if prints(t, r.Archive)["facts"] == facts {
		t.Error("the timeline still tells what left")
	}
	if _, err := r.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := r.Judge(t.Context(), keepAll, one); err != nil {
		t.Fatal(err)
	}
	r.learn()
	if got := r.rows(all); !strings.HasPrefix(before, "3:1/1 x3") || !strings.HasSuffix(got, "1:1/2 x3 4") {
		t.Errorf("got %s, before %s", got, before)
	}
	rebuilt(t, r.Archive, r.st)
	// A fourth joins late, by its text.
	r.told("Channel 6", "Night of flames at Port Ellen", wireText[:3]...)
	r.want("late", news.Filter{Reports: true}, "1:1/2 x4 5")
}

func TestAReportComesBackWhole(t *testing.T) {
	r := newReports(t)
	one := r.told("The Wire", "Harbor fire burns for nine hours", wireText...)
	two := r.told("Harbor Post", "Rope works lost in harbor fire", append(wireText, blackDay)...)
	three := r.told("The Ledger", "Fire burns nine hours at harbor", wireText...)
	folded := news.Filter{Reports: true}
	back := func(what, whole, understood string) {
		t.Helper()
		if _, err := r.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.want(what, folded, whole)
		r.learn()
		r.want(what+", understood", folded, understood)
		rebuilt(t, r.Archive, r.st)
	}
	r.want("before", folded, "1:1/0 x3 5")
	r.do(news.MarkOffStory, one, two, three)
	r.want("off the story", folded, "")
	back("all of it", "1:1/0 x3 5", "1:1/0 x3 5")
	r.do(news.MarkOffStory, two)
	r.want("two stay", folded, "1:1/0 x2 4")
	back("one of it", "1:1/0 x3 5", "1:1/0 x3 5")
	r.do(news.MarkOffStory, one)
	r.want("the first left", folded, "2:2/0 x2 5")
	back("the first", "2:2/0 x3 5", "1:1/2 x3 5")
}

func TestPageAfterFeedText(t *testing.T) {
	r := newReports(t)
	id := r.told("The Wire", "Harbor fire burns for nine hours", wireText[0])
	before, err := Timeline(t.Context(), r.Archive, r.st, news.Date{Year: 2026, Month: 3, Day: 10})
	if err != nil {
		t.Fatal(err)
	}
	r.now = r.now.Add(time.Hour)
	_, err = r.StorePages(t.Context(), r.now, []archive.PageResult{{
		Article: id, URL: "https://fire.example/1", Status: 200, OK: true, Headline: text.Line("Harbor fire burns for nine hours"),
		Body: text.Plain(strings.Join(append(wireText, "On February 3 the council had ordered the drums to be moved."), "\n\n")), Key: "https://fire.example/1",
	}}, keepAll)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := r.Sentences(t.Context(), id); s != nil || err != nil {
		t.Errorf("sentences of a text that is not understood: %v, %v", s, err)
	}
	r.learn()
	r.want("the page", news.Filter{}, "1:1/0 x1 5")
	after, err := Timeline(t.Context(), r.Archive, r.st, news.Date{Year: 2026, Month: 3, Day: 10})
	if err != nil || len(after) != len(before)+1 {
		t.Fatalf("%d events, then %d: %v", len(before), len(after), err)
	}
	for _, e := range after {
		if e.Mentions != 1 {
			t.Errorf("%v is counted %d times", e.Date, e.Mentions)
		}
	}
	rebuilt(t, r.Archive, r.st)
}

func TestQueriesAskWhatWasFound(t *testing.T) {
	r := newReports(t)
	r.told("The Wire", "Harbor fire burns for nine hours", wireText...)
	r.told("The Ledger", "Council votes on ferry fares", "The council of Kelp Island raised the fares of all ferries by a tenth on Tuesday, said Otto Quill, the clerk.")
	for words, want := range map[string]string{
		`has:quote`: "1:1/0 x1 4", `person:"Ada Quill"`: "1:1/0 x1 4", `person:"otto quill"`: "2:2/0 x1 1", `person:Quill`: "2:2/0 x1 1, 1:1/0 x1 4", `person:"Bea Marrow"`: "", `is:first`: "",
	} {
		q, _ := rule.Parse(words, rule.InSearch, nil)
		if q == nil {
			continue
		}
		page, err := r.Page(t.Context(), news.Filter{}, q, news.Place{}, 10, false)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range page.Articles {
			a := &page.Articles[i]
			got = append(got, fmt.Sprintf("%d:%d/%d x%d %d", a.ID, a.Report.Cluster, a.Report.CopyOf, a.Report.Outlets, a.Size.New))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: got %s, want %s", words, s, want)
		}
	}
}

func TestOtherPersonsAreLookedForAgain(t *testing.T) {
	r := newReports(t)
	r.told("The Wire", "Harbor fire burns for nine hours", wireText...)
	quotes, err := Quotes(t.Context(), r.Archive)
	if err != nil || len(quotes) != 1 || quotes[0].Speaker.String() != "Ada Quill" || quotes[0].Outlet.String() != "The Wire" {
		t.Errorf("%+v %v", quotes, err)
	}
	before := prints(t, r.Archive)
	r.st = &news.Story{Persons: []news.Person{{Name: text.Own("Adelaide Quill"), Aliases: []text.Clean{text.Own("Ada Quill")}, Role: text.Own("fire inspector")}}}
	r.learn()
	after := prints(t, r.Archive)
	for what := range after {
		if (after[what] != before[what]) != (what == "people") {
			t.Errorf("the %s: changed is %v", what, after[what] != before[what])
		}
	}
	list, err := People(t.Context(), r.Archive, r.st)
	if err != nil || len(list) != 1 || list[0].Name.String() != "Adelaide Quill" || list[0].Role.String() != "fire inspector" || !list[0].Listed {
		t.Errorf("%+v %v", list, err)
	}
	rebuilt(t, r.Archive, r.st)
}

func FuzzUnpackFact(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{factVersion, 1, 'a', 0, 1, 0, 0, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		date := news.Date{Year: 2026, Month: 3}
		fact := unpackFact(archive.Fact{Date: date, Data: data})
		again := unpackFact(archive.Fact{Date: date, Data: packFact(fact)})
		if fact.Event.Text != again.Event.Text || len(fact.Words) != len(again.Words) || len(fact.Outlets) != len(again.Outlets) || !fact.Event.First.Equal(again.Event.First) {
			t.Errorf("%+v is read again as %+v", fact, again)
		}
		if keys := unpackLikeness(data); len(keys) != len(data)/9 {
			t.Errorf("%d keys of %d bytes", len(keys), len(data))
		}
	})
}
