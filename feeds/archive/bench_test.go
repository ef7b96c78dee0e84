package archive

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

var prose = text.Plain(strings.Repeat("The judge heard what the jury of the town had not. ", 10))

// filled is an archive of feeds with 30 items each; every one of them is kept,
// or none.
func filled(b *testing.B, feeds int, kept bool) (*Archive, []Result, Judge) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "marlow.db")
	a, err := Open(b.Context(), path, Options{Story: "marlow"})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = a.Close() })
	specs := make([]news.FeedSpec, feeds)
	for i := range specs {
		specs[i].URL = fmt.Sprintf("https://paper%d.example/rss", i)
	}
	if err := a.Sync(b.Context(), specs, noon); err != nil {
		b.Fatal(err)
	}
	list, err := a.Feeds(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	var v rule.Verdict
	if kept {
		v.Decision, v.Rules = news.Keep, []text.Clean{text.Own("all")}
	}
	results := make([]Result, feeds)
	for f := range results {
		r := &results[f]
		*r = Result{Feed: list[f].ID, Listed: true, Asking: list[f].Asking}
		for i := range 30 {
			link := fmt.Sprintf("https://paper%d.example/2026/11/23/what-happened-%d.html", f, i)
			it := news.Item{GUID: link, Link: link, Title: text.Sprintf("What happened in town %d on day %d", f, i), Body: prose, Hash: uint64(f*30 + i)}
			it.Published = news.Time{Time: noon.Add(-time.Duration((f*7919+i*104729)%1000000) * time.Second), From: news.FromFeed}
			r.Arrivals = append(r.Arrivals, Arrival{Item: it, Outlet: text.Sprintf("Paper %d", f), Key: link, Tidy: link, Verdict: v})
			r.Hashes = append(r.Hashes, it.Hash)
		}
	}
	return a, results, Judge{Decide: func(*rule.Doc) rule.Verdict { return v }}
}

func store(b *testing.B, a *Archive, results []Result, j Judge) {
	b.Helper()
	for len(results) > 0 {
		n := min(50, len(results))
		if _, err := a.Store(b.Context(), 1, noon, results[:n], j); err != nil {
			b.Fatal(err)
		}
		results = results[n:]
	}
}

// 30,000 items that are not about the story, of 1,000 feeds.
func BenchmarkStoreUnrelated(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		a, results, j := filled(b, 1000, false)
		b.StartTimer()
		store(b, a, results, j)
	}
}

func BenchmarkPage(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			a, results, j := filled(b, n/30, true)
			store(b, a, results, j)
			p, err := a.Page(b.Context(), news.Filter{}, nil, news.Place{}, 1, false)
			if err != nil {
				b.Fatal(err)
			}
			from := p.Articles[0].Place()
			b.Run("j", func(b *testing.B) {
				for b.Loop() {
					if _, err := a.Page(b.Context(), news.Filter{}, nil, from, 100, false); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("start", func(b *testing.B) {
				for b.Loop() {
					c, err := Open(b.Context(), a.path, Options{Story: "marlow"})
					if err == nil {
						_, err = c.Page(b.Context(), news.Filter{}, nil, news.Place{}, 100, false)
					}
					if err == nil {
						_, err = c.Counts(b.Context())
					}
					if err != nil {
						b.Fatal(err)
					}
					b.StopTimer()
					_ = c.Close()
					b.StartTimer()
				}
			})
			b.Run("article", func(b *testing.B) {
				for b.Loop() {
					if _, err := a.Article(b.Context(), from.ID); err != nil {
						b.Fatal(err)
					}
				}
			})
			for _, query := range []string{"town AND 17", "judge", "nowhere"} {
				b.Run(query, func(b *testing.B) {
					q, _ := rule.Parse(query, rule.InSearch, nil)
					for b.Loop() {
						if _, err := a.Page(b.Context(), news.Filter{}, q, news.Place{}, 100, false); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		})
	}
}

// The first page of a search, and the words like one that no article has.
func BenchmarkSearch(b *testing.B) {
	a, results, j := filled(b, 100_000/30, true)
	store(b, a, results, j)
	for _, query := range []string{"judge", "town AND 17", `"jury of the town"`, "judge NEAR/3 jury"} {
		b.Run(query, func(b *testing.B) {
			q, _ := rule.Parse(query, rule.InSearch, nil)
			for b.Loop() {
				ids, err := a.Ranked(b.Context(), q)
				if err == nil {
					_, _, err = a.Results(b.Context(), q, ids, 30)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("spell", func(b *testing.B) {
		for b.Loop() {
			if _, err := a.Spell(b.Context(), "juhry judge"); err != nil {
				b.Fatal(err)
			}
		}
	})
}
