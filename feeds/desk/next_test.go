package desk

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/fetch"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

func TestNextWakesForPages(t *testing.T) {
	p := newPress(t)
	p.on("/feed", feed("1|Harbor fire|"+p.URL+"/one|Short.", "2|Harbor fire again|"+p.URL+"/two|Short."))
	p.on("/one", html(paper("Harbor fire", prose...)))
	f := sit(t, p.URL+"/feed")
	f.poll(Options{})
	next := func(want time.Duration, what string) {
		t.Helper()
		if at, err := f.Next(t.Context()); err != nil || at.Sub(f.clock) != want {
			t.Errorf("%s: next in %s, not %s; %v", what, at.Sub(f.clock), want, err)
		}
	}
	next(15*time.Minute, "a page that was saved")
	f.clock = f.clock.Add(16 * time.Minute)
	next(0, "a page that is due")
	f.poll(Options{})
	if p.count("/feed") != 1 || p.count("/one") != 2 || p.count("/two") != 1 {
		t.Errorf("asked %d, %d, %d times", p.count("/feed"), p.count("/one"), p.count("/two"))
	}
	// The page is due again after an hour, and waits for a feed that is due up to
	// five minutes later.
	next(f.feedDue().Sub(f.clock), "a feed before a page")
	f.clock = start.Add(29 * time.Minute)
	f.poll(Options{Force: true})
	next(f.feedDue().Sub(f.clock), "a feed soon after a page")
	f.clock = start.Add(50 * time.Minute)
	f.poll(Options{Force: true})
	next(10*time.Minute, "a page long before a feed")
	never := *f.Story
	never.NoPages = true
	f.Take(&never, f.Rules)
	if at, err := f.Next(t.Context()); err != nil || !at.Equal(f.feedDue()) {
		t.Errorf("no pages are wanted: next at %s, %v", at, err)
	}
}

// feedDue is when the first feed falls due.
func (f *fixture) feedDue() time.Time {
	f.t.Helper()
	health, err := f.Archive.Health(f.t.Context(), f.clock)
	if err != nil {
		f.t.Fatal(err)
	}
	return health[0].Next
}

func TestPagesAreLookedAtInWaves(t *testing.T) {
	p := newPress(t)
	one, two := "1|Harbor fire|"+p.URL+"/one|Short.", "2|Harbor fire again|"+p.URL+"/two|Short."
	p.on("/feed", feed(one))
	p.on("/one", html(paper("Harbor fire", prose...)))
	p.on("/two", html(paper("Harbor fire again", prose...)))
	f := sit(t, p.URL+"/feed")
	at := func(minutes int, want int, o Options) {
		t.Helper()
		f.clock = start.Add(time.Duration(minutes) * time.Minute)
		f.poll(o)
		if got := p.count("/one") + p.count("/two"); got != want {
			t.Errorf("after %d minutes: asked %d times, not %d", minutes, got, want)
		}
	}
	at(0, 1, Options{})
	p.on("/feed", feed(one, two))
	at(2, 2, Options{Force: true})
	at(16, 3, Options{}) // the one is due
	at(18, 3, Options{}) // the other is due
	if next, err := f.Next(t.Context()); err != nil || !next.Equal(start.Add(21*time.Minute)) {
		t.Errorf("next at %s, %v", next, err)
	}
	at(21, 4, Options{})
}

func TestPagesOfAHostThatWantsQuiet(t *testing.T) {
	p, busy := newPress(t), newPress(t)
	p.on("/feed", feed("1|Harbor fire|"+busy.URL+"/one|Short.", "2|Harbor fire again|"+busy.URL+"/two|Short.",
		"3|Harbor fire out|"+busy.URL+"/three|Short.", "4|Harbor fire once more|"+p.URL+"/four|Short."))
	for _, path := range []string{"/one", "/two", "/three"} {
		busy.on(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusTooManyRequests)
		})
	}
	p.on("/four", html(paper("Harbor fire", prose...)))
	f := sit(t, p.URL+"/feed")
	report, _ := f.poll(Options{})
	asked := func() int { return busy.count("/one") + busy.count("/two") + busy.count("/three") }
	if n := asked(); n == 0 || n > perHost || report.Pages != 1 || report.Refused != 0 {
		t.Errorf("asked %d times after the first 429: %+v", n, report)
	}
	n := asked()
	f.clock = start.Add(time.Hour)
	f.poll(Options{Force: true})
	if asked() != n {
		t.Error("the host is asked before its time")
	}
	f.clock = start.Add(2*time.Hour + time.Minute)
	for _, path := range []string{"/one", "/two", "/three"} {
		busy.on(path, html(paper("Harbor fire", prose...)))
	}
	if report, _ := f.poll(Options{}); report.Pages != 3 {
		t.Errorf("after that: %+v", report)
	}
}

func TestNext(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gone" {
			w.WriteHeader(http.StatusGone)
			return
		}
		_, _ = w.Write([]byte(`<rss version="2.0"><channel><title>Wire</title></channel></rss>`))
	}))
	defer server.Close()
	story := &news.Story{Name: "harbor", Title: text.Own("The harbor"), Zone: time.UTC}
	story.Feeds = []news.FeedSpec{
		{URL: server.URL + "/slow", Every: 4 * time.Hour}, {URL: server.URL + "/quick", Every: time.Hour}, {URL: server.URL + "/gone"},
	}
	rules, _ := rule.Compile(story)
	a, err := archive.Open(t.Context(), filepath.Join(t.TempDir(), "harbor.db"), archive.Options{Story: story.Name})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	client := fetch.New(fetch.Options{})
	defer client.Close()
	now := time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)
	d := New(Config{
		Story: story, Rules: rules, Archive: a, Client: client,
		Now: func() time.Time { return now }, Spawn: func(f func()) { go f() },
	})
	next := func() time.Time {
		t.Helper()
		at, err := d.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	if got := next(); !got.Equal(now) {
		t.Errorf("never asked: next is %s, not now", got)
	}
	if _, err := d.Poll(t.Context(), Options{}, func(Event) {}); err != nil {
		t.Fatal(err)
	}
	if got := next().Sub(now); got < time.Hour || got > 66*time.Minute {
		t.Errorf("the quicker of two is due after %s, not an hour and at most a tenth", got)
	}
	added := *story
	added.Feeds = append([]news.FeedSpec{{URL: server.URL + "/added"}}, story.Feeds...)
	d.Take(&added, rules)
	if got := next(); !got.Equal(now) {
		t.Errorf("a feed was added: next is %s, not now", got)
	}
	none := *story
	none.Feeds = story.Feeds[2:]
	d.Take(&none, rules)
	if got := next(); !got.IsZero() {
		t.Errorf("only a gone feed is left: next is %s, not never", got)
	}
}
