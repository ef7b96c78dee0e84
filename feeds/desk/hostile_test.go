package desk

import (
	"context"
	"database/sql" //nolint:depguard // to break an archive
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/fetch"
	"casewire/feeds/news"
)

// A clock that went back a year silences no host that wanted quiet, and no
// page.
func TestClockThatGoesBack(t *testing.T) {
	p := newPress(t)
	p.on("/feed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	f := sit(t, p.URL+"/feed")
	f.clock = start.AddDate(1, 0, 0)
	f.poll(Options{})
	f.looked.Store(f.clock.UnixNano())
	p.on("/feed", feed("1|Harbor fire|"+p.URL+"/one|Short."))
	p.on("/one", html(paper("Harbor fire", prose...)))
	f.clock = start
	if report, _ := f.poll(Options{}); report.OK != 1 || report.Pages != 1 {
		t.Errorf("got %+v", report)
	}
	f.clock = start.Add(16 * time.Minute)
	if f.poll(Options{}); p.count("/one") != 2 {
		t.Errorf("the page was asked for %d times", p.count("/one"))
	}
}

// A feed that moves at every poll leaves no longer and longer trail.
func TestFeedThatMovesOnAndOn(t *testing.T) {
	p := newPress(t)
	for n := range 2 * maxMoves {
		p.on(fmt.Sprintf("/%d", n), func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, fmt.Sprintf("/at/%d", n+1), http.StatusMovedPermanently)
		})
		p.on(fmt.Sprintf("/at/%d", n), func(w http.ResponseWriter, r *http.Request) {
			feed(fmt.Sprintf("%d|Fog|https://a.example/%d|%s.", n, n, strings.Repeat("x", n)))(w, r)
			p.on(r.URL.Path, func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, fmt.Sprintf("/at/%d", n+1), http.StatusMovedPermanently)
			})
		})
	}
	f := sit(t, p.URL+"/0")
	for range maxMoves + 5 {
		f.clock = f.clock.Add(time.Hour)
		f.poll(Options{Force: true})
	}
	sources, err := f.Archive.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	moves := sources[0].Moves
	if len(moves) != maxMoves || !strings.HasSuffix(sources[0].Address, fmt.Sprintf("/at/%d", maxMoves+5)) ||
		!strings.HasSuffix(moves[maxMoves-1].From, fmt.Sprintf("/at/%d", maxMoves+4)) {
		t.Errorf("%d moves, to %s", len(moves), sources[0].Address)
	}
}

// A watch without a network, which tries every minute, fills no disk.
func TestNoNetworkWritesNothing(t *testing.T) {
	p := newPress(t)
	f := sit(t, p.URL+"/feed")
	f.Client = asker(func(context.Context, fetch.Request) (*fetch.Response, error) {
		return nil, &fetch.Error{Kind: fetch.Offline}
	})
	for range 3 {
		if report, _ := f.poll(Options{}); !report.Offline {
			t.Fatalf("got %+v", report)
		}
	}
	if seq, err := f.Archive.BeginPoll(t.Context(), f.clock); err != nil || seq != 1 {
		t.Errorf("the next poll is number %d, %v", seq, err)
	}
}

// Large pages are few in memory at a time, and all of them come in.
func TestLargePages(t *testing.T) {
	const n = 10
	p, items := newPress(t), []string(nil)
	large := html(paper("Harbor fire", append(prose, strings.Repeat("<!-- "+strings.Repeat("x", 1000)+" -->", 400))...))
	for i := range n {
		host := newPress(t)
		host.on("/page", large)
		items = append(items, fmt.Sprintf("%d|Harbor fire %d|%s/page|Short.", i, i, host.URL))
	}
	p.on("/feed", feed(items...))
	f := sit(t, p.URL+"/feed")
	if report, _ := f.poll(Options{}); report.Pages != n {
		t.Errorf("got %+v", report)
	}
}

// An asker asks by a function.
type asker func(context.Context, fetch.Request) (*fetch.Response, error)

func (a asker) Get(ctx context.Context, r fetch.Request) (*fetch.Response, error) { return a(ctx, r) }

// An archive that cannot be read is no feed's failure.
func TestFaultOfTheArchiveIsNoFeeds(t *testing.T) {
	f := sit(t, "https://a.example/rss")
	path := filepath.Join(t.TempDir(), "fire.db")
	a, err := archive.Open(t.Context(), path, archive.Options{Story: "fire"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	c := f.Config
	c.Archive = a
	c.Client = asker(func(ctx context.Context, r fetch.Request) (*fetch.Response, error) {
		db, err := sql.Open("sqlite", path)
		if err != nil {
			return nil, err
		}
		defer func() { _ = db.Close() }()
		if _, err := db.ExecContext(ctx, `DROP TABLE listing`); err != nil {
			return nil, err
		}
		return &fetch.Response{Status: http.StatusOK, URL: r.URL, Header: http.Header{}, Body: []byte("<rss><channel/></rss>")}, nil
	})
	report, err := New(c).Poll(t.Context(), Options{}, func(e Event) {
		if e.Feed != nil && e.Feed.Status == news.StatusError {
			t.Errorf("the feed is blamed: %s", e.Feed.Error)
		}
	})
	if err == nil {
		t.Errorf("nothing is told: %+v", report)
	}
}
