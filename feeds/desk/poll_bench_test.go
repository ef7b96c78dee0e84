package desk

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/fetch"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// A stand has the newest document of each feed, by address.
type stand map[string][]byte

func (s stand) Get(_ context.Context, r fetch.Request) (*fetch.Response, error) {
	doc := s[r.URL]
	res := &fetch.Response{Status: http.StatusOK, URL: r.URL, Header: http.Header{}, Hash: sha256.Sum256(doc)}
	res.ETag = fmt.Sprintf(`"%x"`, res.Hash[:8])
	if res.ETag == r.ETag {
		res.Status = http.StatusNotModified
		return res, nil
	}
	res.Body = doc
	return res, nil
}

// issue writes the documents of feeds with 30 items each, of which fresh are
// other ones for each number.
func (s stand) issue(prose []string, feeds []news.FeedSpec, number, fresh int) {
	for f := range feeds {
		var b strings.Builder
		b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>`)
		for i := range 30 {
			k := i
			if i < fresh {
				k += 100 * number
			}
			told := prose[(31*f+7*k)%(len(prose)-12):][:12]
			fmt.Fprintf(&b, `<item><title>%s</title><link>%s/%d</link><description>&lt;p&gt;%s&lt;/p&gt;</description></item>`,
				told[0], feeds[f].URL, k, strings.Join(told, " "))
		}
		b.WriteString("</channel></rss>")
		s[feeds[f].URL] = []byte(b.String())
	}
}

// BenchmarkPoll polls 100 feeds with 30 items, none about the story: all of
// them new, two of each new, and none.
func BenchmarkPoll(b *testing.B) {
	m, prose := newMill(), make([]string, 500)
	for i := range prose {
		prose[i] = strings.ToValidUTF8(m.sentence(), "") // it cuts quotation marks
	}
	st := &news.Story{Name: "mill", Title: text.Own("Mill"), Rules: []news.Rule{{Kind: news.KeepRule, Name: text.Own("all"), Match: "zebra AND lantern"}}}
	for f := range 100 {
		st.Feeds = append(st.Feeds, news.FeedSpec{URL: fmt.Sprintf("https://paper%d.example/rss", f)})
	}
	rules, faults := rule.Compile(st)
	if rules == nil {
		b.Fatal(faults)
	}
	for name, fresh := range map[string]int{"new": 30, "two-new": 2, "unchanged": 0} {
		b.Run(name, func(b *testing.B) {
			s, now := stand{}, start
			a, err := archive.Open(b.Context(), filepath.Join(b.TempDir(), "mill.db"), archive.Options{Story: "mill"})
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = a.Close() }()
			d := New(Config{Story: st, Rules: rules, Archive: a, Client: s, Now: func() time.Time { return now }, Spawn: func(fn func()) { go fn() }})
			poll := func() news.PollReport {
				now = now.Add(time.Hour)
				report, err := d.Poll(b.Context(), Options{Force: true}, func(Event) {})
				if err != nil || report.OK != len(st.Feeds) {
					b.Fatal(report, err)
				}
				return report
			}
			s.issue(prose, st.Feeds, 0, fresh)
			poll()
			for n := 1; b.Loop(); n++ {
				b.StopTimer()
				s.issue(prose, st.Feeds, n, fresh)
				b.StartTimer()
				if report := poll(); report.New != 100*fresh {
					b.Fatalf("%d new items, want %d", report.New, 100*fresh)
				}
			}
		})
	}
}
