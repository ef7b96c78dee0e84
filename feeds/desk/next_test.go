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
