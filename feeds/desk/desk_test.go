package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"casewire/feeds/archive"
	"casewire/feeds/fetch"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

// A press is a host whose answers a test sets.
type press struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	asked map[string]int
}

func newPress(t *testing.T) *press {
	t.Helper()
	p := &press{pages: map[string]http.HandlerFunc{}, asked: map[string]int{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.asked[r.URL.Path]++
		h := p.pages[r.URL.Path]
		p.mu.Unlock()
		if h == nil {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *press) on(path string, h http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages[path] = h
}

func (p *press) count(path string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked[path]
}

// feed answers with items, each "guid|title|link|text", and a validator.
func feed(items ...string) http.HandlerFunc {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>`)
	for _, it := range items {
		f := strings.Split(it, "|")
		fmt.Fprintf(&b, `<item><guid isPermaLink="false">%s</guid><title>%s</title><link>%s</link><description>%s</description></item>`, f[0], f[1], f[2], f[3])
	}
	b.WriteString(`</channel></rss>`)
	doc, tag := b.String(), fmt.Sprintf(`"%d-%x"`, len(items), len(b.String()))
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		_, _ = w.Write([]byte(doc))
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func html(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html><body>" + body + "</body></html>"))
	}
}

// A round table: a desk over an archive in memory, whose clock a test sets.
type fixture struct {
	*Desk
	t     *testing.T
	clock time.Time
}

var start = time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC) // a Monday

func sit(t *testing.T, feeds ...string) *fixture {
	t.Helper()
	doc := "title = \"Fire\"\nfull_text = \"kept\"\n[[keep]]\nname = \"fire\"\nmatch = 'harbor AND fire'\n"
	for _, f := range feeds {
		doc += fmt.Sprintf("[[feed]]\nurl = %q\n", f)
	}
	st, faults := story.Parse("fire", "", []byte(doc))
	if st == nil {
		t.Fatal(faults)
	}
	rules, _ := rule.Compile(st)
	a, err := archive.Open(t.Context(), "", archive.Options{Story: "fire", Memory: true})
	if err != nil {
		t.Fatal(err)
	}
	client := fetch.New(fetch.Options{Version: "test"})
	t.Cleanup(func() {
		client.Close()
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	f := &fixture{t: t, clock: start}
	f.Desk = New(Config{
		Story: st, Rules: rules, Archive: a, Client: client, Now: func() time.Time { return f.clock },
		Spawn: func(fn func()) { go fn() },
	})
	return f
}

// poll polls and returns what was told of each feed, by the end of its address.
func (f *fixture) poll(o Options) (news.PollReport, map[string]news.FeedReport) {
	f.t.Helper()
	told := map[string]news.FeedReport{}
	report, err := f.Poll(f.t.Context(), o, func(e Event) {
		if e.Feed != nil {
			told[e.Feed.Feed[strings.LastIndex(e.Feed.Feed, "/"):]] = *e.Feed
		}
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return report, told
}

func (f *fixture) list(decisions ...news.Decision) []news.Article {
	f.t.Helper()
	page, err := f.Archive.Page(f.t.Context(), news.Filter{Decisions: decisions}, nil, news.Place{}, 100, false)
	if err != nil {
		f.t.Fatal(err)
	}
	return page.Articles
}

const long = "<p>The harbor fire burned for nine hours before the brigade could enter the building, the inspector said on Monday.</p>"

func TestPollKeepsAndFetchesPages(t *testing.T) {
	p := newPress(t)
	p.on("/feed", feed("1|Harbor fire|"+p.URL+"/one|Short.", "2|Harbor festival|"+p.URL+"/two|Music.", "3|Rain|"+p.URL+"/three|Wet."))
	p.on("/one", html("<article><h1>Harbor fire</h1>"+strings.Repeat(long, 6)+"</article>"))
	f := sit(t, p.URL+"/feed")
	report, told := f.poll(Options{})
	if r := told["/feed"]; r.Status != news.StatusOK || r.Items != 3 || r.New != 3 || r.Kept != 1 {
		t.Errorf("told %+v", r)
	}
	if report.Articles != 1 || report.Pages != 1 || p.count("/one") != 1 || p.count("/two") != 1 || p.count("/three") != 0 {
		t.Errorf("%+v; pages asked: %d, %d, %d", report, p.count("/one"), p.count("/two"), p.count("/three"))
	}
	if got := f.list(); len(got) != 1 || !got[0].Size.FullText || got[0].Outlet != text.Own("The Wire") {
		t.Errorf("kept %+v", got)
	}
	if len(f.list(news.NearMiss)) != 1 || len(f.list(news.Drop)) != 1 {
		t.Error("a near miss and a dropped item are not held")
	}

	if _, told = f.poll(Options{}); told["/feed"].Status != news.StatusNotDue || p.count("/feed") != 1 {
		t.Errorf("a feed that is not due: %+v, asked %d times", told["/feed"], p.count("/feed"))
	}
	if _, told = f.poll(Options{Force: true}); told["/feed"].Status != news.StatusUnchanged || told["/feed"].HTTP != 304 {
		t.Errorf("a forced poll is not conditional: %+v", told["/feed"])
	}
	f.clock = start.Add(40 * time.Minute)
	if _, told = f.poll(Options{}); told["/feed"].Status != news.StatusUnchanged || p.count("/one") != 2 || p.count("/two") != 1 {
		t.Errorf("when due again: %+v; the page was asked for %d times", told["/feed"], p.count("/one"))
	}
}

func TestUpdateInPlaceIsARevision(t *testing.T) {
	p := newPress(t)
	p.on("/feed", feed("1|Harbor fire|"+p.URL+"/one|One man was hurt."))
	f := sit(t, p.URL+"/feed")
	f.poll(Options{NoPages: true})
	p.on("/feed", feed("1|Harbor fire kills man|"+p.URL+"/one|One man was killed, not hurt."))
	f.clock = start.Add(time.Hour)
	if _, told := f.poll(Options{NoPages: true}); told["/feed"].New != 0 {
		t.Errorf("%+v", told["/feed"])
	}
	got := f.list()
	if len(got) != 1 || got[0].Headline != text.Own("Harbor fire kills man") || got[0].Size.Revisions != 2 {
		t.Errorf("%+v", got)
	}
}

func TestOnePageOfTwoFeedsIsOneArticle(t *testing.T) {
	p := newPress(t)
	p.on("/a", feed("1|Harbor fire|https://paper.example/fire?utm_source=a|Text."))
	p.on("/b", feed("x|Harbor fire|http://www.paper.example/fire|Text."))
	f := sit(t, p.URL+"/a", p.URL+"/b")
	report, _ := f.poll(Options{NoPages: true})
	if got := f.list(); len(got) != 1 || report.Articles != 1 {
		t.Errorf("%d articles, told of %d", len(got), report.Articles)
	}
}

func TestAFailureHurtsNobodyElse(t *testing.T) {
	p := newPress(t)
	p.on("/good", feed("1|Harbor fire|"+p.URL+"/1|Text."))
	p.on("/broken", status(http.StatusInternalServerError))
	p.on("/gone", status(http.StatusGone))
	p.on("/page", html("Welcome"))
	f := sit(t, p.URL+"/good", p.URL+"/broken", p.URL+"/gone", p.URL+"/page")
	report, told := f.poll(Options{NoPages: true})
	if report.OK != 1 || report.Failed != 2 || report.Offline || len(f.list()) != 1 {
		t.Errorf("%+v", report)
	}
	if r := told["/broken"]; r.Status != news.StatusError || r.HTTP != 500 || !r.Next.Equal(start.Add(time.Hour)) || r.Error.Len() == 0 {
		t.Errorf("broken: %+v", r)
	}
	if told["/gone"].Status != news.StatusGone {
		t.Errorf("gone: %+v", told["/gone"])
	}
	if r := told["/page"]; r.Status != news.StatusError || !strings.Contains(r.Error.String(), "a web page instead of a feed") {
		t.Errorf("page: %+v", r)
	}
	f.clock = start.Add(90 * time.Minute)
	_, told = f.poll(Options{NoPages: true, Force: true})
	if p.count("/gone") != 1 || p.count("/broken") != 2 {
		t.Errorf("gone was asked %d times, broken %d", p.count("/gone"), p.count("/broken"))
	}
	if next := told["/broken"].Next; !next.Equal(f.clock.Add(2 * time.Hour)) {
		t.Errorf("after the second failure the next try is in %v", next.Sub(f.clock))
	}
}

func TestHostThatWantsQuiet(t *testing.T) {
	p := newPress(t)
	var feeds []string
	for i := range 12 {
		path := fmt.Sprintf("/f%d", i)
		p.on(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusTooManyRequests)
		})
		feeds = append(feeds, p.URL+path)
	}
	f := sit(t, feeds...)
	f.poll(Options{})
	asked := 0
	for i := range 12 {
		asked += p.count(fmt.Sprintf("/f%d", i))
	}
	if asked > 2 {
		t.Errorf("asked %d times after the host had said 429", asked)
	}
	f.clock = start.Add(time.Hour)
	if _, told := f.poll(Options{Force: true}); told["/f5"].Status != news.StatusNotDue || !told["/f5"].Next.Equal(start.Add(2*time.Hour)) {
		t.Errorf("a forced poll within the wait: %+v", told["/f5"])
	}
}

func TestNoNetworkIsNobodysFailure(t *testing.T) {
	a, b := newPress(t), newPress(t)
	f := sit(t, a.URL+"/x", b.URL+"/y")
	a.Close()
	b.Close()
	report, told := f.poll(Options{})
	if !report.Offline || report.Failed != 0 || told["/x"].Status != news.StatusOffline {
		t.Errorf("%+v %+v", report, told)
	}
	sources, err := f.Archive.Feeds(t.Context())
	if err != nil || sources[0].Failures != 0 || !sources[0].Next.IsZero() {
		t.Errorf("%+v %v", sources, err)
	}
	if counts, err := f.Archive.Counts(t.Context()); err != nil || !counts.LastPoll.IsZero() {
		t.Errorf("a poll that reached nobody counts: %v %v", counts.LastPoll, err)
	}
}

func TestLoginPageIsNobodysFailure(t *testing.T) {
	a, b := newPress(t), newPress(t)
	a.on("/x", html("Please log in to the network of the hotel."))
	b.on("/y", html("Please log in to the network of the hotel."))
	f := sit(t, a.URL+"/x", b.URL+"/y")
	report, told := f.poll(Options{})
	if !report.Login || report.Failed != 0 || told["/y"].Status != news.StatusOffline {
		t.Errorf("%+v %+v", report, told)
	}
}

func TestWhatIsNoPageIsNoLogin(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"nothing": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "text/html") },
		"an error in JSON": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=UTF-8")
			_, _ = fmt.Fprint(w, `{"error":"not found"}`)
		},
		"a site map": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/xml")
			_, _ = fmt.Fprint(w, `<?xml version="1.0"?><urlset></urlset>`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := newPress(t), newPress(t)
			a.on("/x", answer)
			b.on("/y", answer)
			f := sit(t, a.URL+"/x", b.URL+"/y")
			report, told := f.poll(Options{})
			if report.Login || report.Offline || report.Failed != 2 || told["/y"].Status != news.StatusError {
				t.Errorf("%+v %+v", report, told)
			}
		})
	}
}

func TestOfflineAsksNobody(t *testing.T) {
	p := newPress(t)
	f := sit(t, p.URL+"/feed")
	f.Offline = true
	report, told := f.poll(Options{Force: true})
	if !report.Offline || p.count("/feed") != 0 || told["/feed"].Status != news.StatusOffline {
		t.Errorf("%+v, asked %d times", report, p.count("/feed"))
	}
}

func TestPollEndsWithItsContext(t *testing.T) {
	p := newPress(t)
	began := make(chan struct{})
	p.on("/slow", func(_ http.ResponseWriter, r *http.Request) {
		close(began)
		<-r.Context().Done()
	})
	f := sit(t, p.URL+"/slow")
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-began
		cancel()
	}()
	if _, err := f.Poll(ctx, Options{}, func(Event) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

func TestASecondPollerIsTold(t *testing.T) {
	p := newPress(t)
	f := sit(t, p.URL+"/feed")
	f.Lock, f.Who = filepath.Join(t.TempDir(), "fire.lock"), "casewire poll"
	other := flock.New(f.Lock)
	if ok, err := other.TryLock(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	report, err := f.Poll(t.Context(), Options{}, func(Event) {})
	if err != nil || report.Busy.Len() == 0 || p.count("/feed") != 0 {
		t.Errorf("%+v %v", report, err)
	}
	if err := other.Unlock(); err != nil {
		t.Fatal(err)
	}
	if report, err = f.Poll(t.Context(), Options{}, func(Event) {}); err != nil || report.Busy.Len() > 0 {
		t.Errorf("%+v %v", report, err)
	}
}

func TestPlayIsTheSameEveryTime(t *testing.T) {
	if testing.Short() {
		t.Skip("two plays take a minute under the race detector")
	}
	play := func() []string {
		st, ok := story.BuiltIn("demo")
		if !ok {
			t.Fatal("no story")
		}
		rules, _ := rule.Compile(st)
		a, err := archive.Open(t.Context(), "", archive.Options{Story: "demo", Memory: true})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = a.Close() }()
		err = Play(t.Context(), Config{Story: st, Rules: rules, Archive: a, Spawn: func(fn func()) { go fn() }}, "test", func(int, int) {})
		if err != nil {
			t.Fatal(err)
		}
		page, err := a.Page(t.Context(), news.Filter{}, nil, news.Place{}, 1000, false)
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for i := range page.Articles {
			it := &page.Articles[i]
			rows = append(rows, fmt.Sprint(it.ID, it.Headline, it.State.Read, it.Size.FullText))
		}
		return rows
	}
	first, second := play(), play()
	if len(first) < 30 || strings.Join(first, "\n") != strings.Join(second, "\n") {
		t.Errorf("%d and %d articles, or other ones", len(first), len(second))
	}
}

func TestHeadersGoToTheirHostAlone(t *testing.T) {
	a, b := newPress(t), newPress(t)
	got := make(chan string, 4)
	note := func(next http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			got <- r.URL.Path + " " + r.Header.Get("X-Key") + r.Header.Get("X-Feed")
			next(w, r)
		}
	}
	a.on("/feed", note(feed("1|Harbor fire|"+a.URL+"/one|Text.", "2|Harbor fire goes on|"+b.URL+"/two|Text.")))
	a.on("/one", note(html("<article>"+strings.Repeat(long, 6)+"</article>")))
	b.on("/two", note(html("<article>"+strings.Repeat(long, 6)+"</article>")))
	f := sit(t, a.URL+"/feed")
	f.taken.Load().story.Feeds[0].Headers = map[string]string{"X-Feed": "feed"}
	f.Headers = func(address string) map[string]string {
		if strings.HasPrefix(address, b.URL) {
			return map[string]string{"X-Key": "key"}
		}
		return nil
	}
	f.poll(Options{})
	want := map[string]bool{"/feed feed": true, "/one feed": true, "/two key": true}
	for range 3 {
		if line := <-got; !want[line] {
			t.Errorf("sent %q", line)
		}
	}
}

func TestAnEditedFeedIsTakenUp(t *testing.T) {
	p := newPress(t)
	p.on("/feed", feed("1|Rain|"+p.URL+"/1|Wet."))
	f := sit(t, p.URL+"/feed")
	f.poll(Options{})
	edited := *f.taken.Load().story
	edited.Feeds = []news.FeedSpec{{URL: p.URL + "/feed", Outlet: text.Own("The Bay"), KeepAll: true}}
	f.Take(&edited, f.taken.Load().rules)
	f.poll(Options{})
	sources, err := f.Archive.Feeds(t.Context())
	if err != nil || !sources[0].KeepAll || sources[0].Outlet != text.Own("The Bay") {
		t.Errorf("%+v %v", sources, err)
	}
	edited.Feeds = nil
	f.Take(&edited, f.taken.Load().rules)
	f.poll(Options{})
	if sources, err = f.Archive.Feeds(t.Context()); err != nil || sources[0].Followed {
		t.Errorf("%+v %v", sources, err)
	}
}

// What retention no longer holds goes with the first poll of a day.
func TestOldItemsAreRemovedOnceADay(t *testing.T) {
	p := newPress(t)
	p.on("/a", feed("1|A dog show|https://x.example/1|Word."))
	f := sit(t, p.URL+"/a")
	f.Story.Retention.Unrelated = 24 * time.Hour
	f.poll(Options{})
	p.on("/a", feed("2|A horse show|https://x.example/2|Word."))
	for _, step := range []struct {
		after   time.Duration
		dropped int
	}{{6 * time.Hour, 2}, {20 * time.Hour, 2}, {30 * time.Hour, 2}, {40 * time.Hour, 1}} {
		f.clock = start.Add(step.after)
		f.poll(Options{Force: true})
		if c, err := f.Archive.Counts(t.Context()); c.Dropped != step.dropped || err != nil {
			t.Errorf("after %v: %d dropped articles, %v, want %d", step.after, c.Dropped, err, step.dropped)
		}
	}
}
