package desk

import (
	"fmt"
	"math/rand"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// A mill writes articles that have as many words, names, dates and quotations
// as those of newspapers.
type mill struct {
	rand  *rand.Rand
	words *rand.Zipf
	past  []string // sentences that are told again
}

func newMill() *mill {
	r := rand.New(rand.NewSource(1)) //nolint:gosec // a test
	return &mill{rand: r, words: rand.NewZipf(r, 1.1, 8, 40000)}
}

func (m *mill) word() string {
	n := m.words.Uint64()
	const letters = "etaonirsldhcumfpgwybvk"
	var b strings.Builder
	for range 3 {
		b.WriteByte(letters[n%22])
		b.WriteString([]string{"a", "e", "i", "o", "u"}[n%5])
		n /= 22
	}
	return b.String()
}

func (m *mill) sentence() string {
	if len(m.past) > 100 && m.rand.Intn(3) == 0 {
		return m.past[m.rand.Intn(len(m.past))]
	}
	words := make([]string, 12+m.rand.Intn(14))
	for i := range words {
		words[i] = m.word()
	}
	s := strings.Join(words, " ")
	switch m.rand.Intn(6) {
	case 0:
		s = fmt.Sprintf("“%s,” said %s Tolland, a clerk.", s, strings.ToTitle(s[:1])+words[0][1:])
	case 1:
		s = fmt.Sprintf("On %s %s met %s Marrow", []string{"Friday", "March 3", "12 February 2025", "Monday"}[m.rand.Intn(4)], s, []string{"Ann", "Bea", "Cy"}[m.rand.Intn(3)])
	}
	s = strings.ToTitle(s[:1]) + s[1:] + "."
	m.past = append(m.past, s)
	if len(m.past) > 3000 {
		m.past = m.past[1000:]
	}
	return s
}

func (m *mill) body(sentences int) text.Body {
	var b strings.Builder
	for i := range sentences {
		b.WriteString(m.sentence())
		b.WriteString([]string{" ", "\n\n"}[i%2])
	}
	return text.Plain(b.String())
}

// milled is an archive with so many articles, none of them understood.
func milled(tb testing.TB, m *mill, n int) *archive.Archive {
	tb.Helper()
	ctx := tb.Context()
	a, err := archive.Open(ctx, filepath.Join(tb.TempDir(), "mill.db"), archive.Options{Story: "mill"})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = a.Close() })
	if err := a.Sync(ctx, []news.FeedSpec{{URL: "https://mill.example/rss"}}, start); err != nil {
		tb.Fatal(err)
	}
	for first := 0; first < n; first += 500 {
		grind(tb, a, m, first, min(500, n-first), 30)
	}
	return a
}

func grind(tb testing.TB, a *archive.Archive, m *mill, first, n, sentences int) {
	tb.Helper()
	feeds, err := a.Feeds(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	r := archive.Result{Feed: feeds[0].ID, Listed: true, Asking: archive.Asking{Address: feeds[0].URL, State: news.Alive}}
	for i := range n {
		k := first + i
		at := start.Add(time.Duration(k) * 15 * time.Minute)
		it := news.Item{
			GUID: fmt.Sprint(k), Link: fmt.Sprintf("https://mill.example/%d", k), Title: text.Line(m.sentence()), Body: m.body(sentences),
			Published: news.Time{Time: at, From: news.FromFeed}, Hash: uint64(k) + 1, //nolint:gosec // small
		}
		r.Arrivals = append(r.Arrivals, archive.Arrival{Item: it, Outlet: text.Sprintf("Paper %d", k%40), Key: it.Link, Tidy: it.Link, Verdict: rule.Verdict{Verdict: news.Verdict{Decision: news.Keep}}})
		r.Hashes = append(r.Hashes, it.Hash)
	}
	now := start.Add(time.Duration(first+n) * 15 * time.Minute)
	seq, err := a.BeginPoll(tb.Context(), now)
	if err == nil {
		_, err = a.Store(tb.Context(), seq, now, []archive.Result{r}, archive.Judge{Hash: "all", Decide: func(*rule.Doc) rule.Verdict { return rule.Verdict{Verdict: news.Verdict{Decision: news.Keep}} }})
	}
	if err != nil {
		tb.Fatal(err)
	}
}

// BenchmarkUnderstand understands a story of 2,000 articles of 600 words from
// nothing.
func BenchmarkUnderstand(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		a := milled(b, newMill(), 2000)
		b.StartTimer()
		if err := Understand(b.Context(), a, &news.Story{}, besides, nil); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		var mem runtime.MemStats
		runtime.ReadMemStats(&mem)
		b.ReportMetric(float64(mem.Sys)/1e6, "MB")
		b.StartTimer()
	}
}

// BenchmarkPlay fills an archive with the demonstration, as its first start
// does.
func BenchmarkPlay(b *testing.B) {
	for b.Loop() {
		played(b)
	}
}
