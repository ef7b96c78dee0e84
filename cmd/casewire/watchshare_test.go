package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"

	"casewire/feeds/fetch"
	"casewire/feeds/news"
)

func TestSharedFeedIsAskedOnce(t *testing.T) {
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		switch {
		case r.URL.Path == "/gone":
			w.WriteHeader(http.StatusGone)
		case r.Header.Get("If-None-Match") == `"new"`:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("Etag", `"new"`)
			_, _ = w.Write([]byte("feed"))
		}
	}))
	defer server.Close()
	client := fetch.New(fetch.Options{})
	defer client.Close()
	type request struct {
		path, tag, agent string
		status           int
	}
	for name, c := range map[string]struct {
		requests []request
		asked    int64
	}{
		"new to both":             {[]request{{"/a", "", "", 200}, {"/a", "", "", 200}, {"/a", `"old"`, "", 200}}, 1},
		"known to the second":     {[]request{{"/a", `"old"`, "", 200}, {"/a", `"new"`, "", 200}}, 1},
		"known to both":           {[]request{{"/a", `"new"`, "", 304}, {"/a", `"new"`, "", 304}}, 1},
		"known to the first":      {[]request{{"/a", `"new"`, "", 304}, {"/a", "", "", 200}}, 2},
		"gone":                    {[]request{{"/gone", "", "", 410}, {"/gone", "", "", 410}}, 1},
		"asked in another way":    {[]request{{"/a", "", "", 200}, {"/a", "", "x/1", 200}}, 2},
		"a feed of one story":     {[]request{{"/b", "", "", 200}, {"/b", "", "", 200}}, 2},
		"a feed that moved there": {[]request{{"/c", "", "", 200}, {"/c", "", "", 200}}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			asked.Store(0)
			s := newSharing(client)
			feed := func(path string) news.FeedSpec { return news.FeedSpec{URL: server.URL + path} }
			s.follow("one", &news.Story{Feeds: []news.FeedSpec{feed("/a"), feed("/b"), feed("/gone")}})
			s.follow("two", &news.Story{Feeds: []news.FeedSpec{feed("/a"), feed("/gone")}})
			for _, q := range c.requests {
				status := 410
				got, err := s.Get(t.Context(), fetch.Request{URL: server.URL + q.path, ETag: q.tag, UserAgent: q.agent})
				if err == nil {
					status = got.Status
				}
				if status != q.status {
					t.Errorf("%+v: %d, %v", q, status, err)
				}
				if status == 200 {
					if string(got.Body) != "feed" {
						t.Errorf("%+v: %s", q, got.Body)
					}
					got.Body[0] = 'x' // must not reach the others
				}
			}
			if n := asked.Load(); n != c.asked {
				t.Errorf("asked %d times, not %d", n, c.asked)
			}
		})
	}
}

func TestSharedFeedIsAskedOnceAtATime(t *testing.T) {
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_, _ = w.Write([]byte("feed"))
	}))
	defer server.Close()
	client := fetch.New(fetch.Options{})
	defer client.Close()
	s := newSharing(client)
	story := &news.Story{Feeds: []news.FeedSpec{{URL: server.URL}}}
	s.follow("one", story)
	s.follow("two", story)
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if got, err := s.Get(t.Context(), fetch.Request{URL: server.URL}); err != nil || string(got.Body) != "feed" {
				t.Errorf("%v", err)
			}
		})
	}
	all.Wait()
	if n := asked.Load(); n != 1 {
		t.Errorf("asked %d times", n)
	}
}
