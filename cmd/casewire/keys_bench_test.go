//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"casewire/feeds/archive"
	"casewire/feeds/desk"
	"casewire/feeds/digest"
	"casewire/feeds/news"
	"casewire/feeds/people"
	"casewire/feeds/text"
	"casewire/tui"
	"casewire/tui/theme"
)

// BenchmarkKeys is what a key costs, with the frame after it, on each screen of
// the demonstration.
func BenchmarkKeys(b *testing.B) {
	for _, s := range shots {
		b.Run(s.name, func(b *testing.B) {
			_, app := demonstration(b, theme.Options{Profile: colorprofile.TrueColor})
			move(b, app, s.keys, 0)
		})
	}
}

// BenchmarkManyKeys is the same with 99,000 articles: of a key that is held
// down, and of one that is pressed now and then. The first run makes the
// archive, which takes some minutes, and leaves it in the temporary directory,
// to be removed when the engines have changed, or they read it again meanwhile:
// go test ./cmd/casewire -run '^$' -bench Many -timeout 1h
func BenchmarkManyKeys(b *testing.B) {
	home := thousands(b, 99_000)
	for _, s := range append(shots, shot{name: "search", keys: "7 f i r e enter"}) {
		b.Run(s.name+"/held", func(b *testing.B) { move(b, ofThousands(b, home), s.keys, 0) })
		b.Run(s.name+"/now-and-then", func(b *testing.B) { move(b, ofThousands(b, home), s.keys, rest) })
	}
}

// BenchmarkManyOpen is what it costs to go to a screen for the first time, and
// to come back to it; -benchtime 1x, as there is one first time.
func BenchmarkManyOpen(b *testing.B) {
	home := thousands(b, 99_000)
	for _, s := range shots {
		r := sit(b, ofThousands(b, home))
		r.drain(5 * rest)
		for _, when := range []string{"first", "again"} {
			b.Run(s.name+"/"+when, func(b *testing.B) {
				before := spent(b)
				for key := range strings.FieldsSeq(s.keys) {
					r.press(key)
					r.drain(rest)
				}
				r.drain(5 * rest)
				b.ReportMetric(float64((spent(b)-before).Microseconds())/1000, "cpu-ms/op")
				r.press("1")
				r.drain(rest)
			})
		}
	}
}

// BenchmarkManyActs is what each key costs, with all that comes of it, when all
// screens have been shown; with -benchtime 1x -v it lists them.
func BenchmarkManyActs(b *testing.B) {
	r := sit(b, ofThousands(b, thousands(b, 99_000)))
	press := func(keys string, cost func(key string, d time.Duration)) {
		for key := range strings.FieldsSeq(keys) {
			before := spent(b)
			r.press(key)
			r.drain(rest)
			r.frame()
			cost(key, spent(b)-before)
		}
	}
	press("2 3 4 5 6 7 esc j j enter esc j j j", func(string, time.Duration) {})
	r.drain(5 * rest)
	var most time.Duration
	press("enter J esc m s z z j 4 j m 2 j 6 j 3 j 1 7 f i r e enter j esc 1", func(key string, d time.Duration) {
		most = max(most, d)
		b.Logf("%-6s %5.1f ms", key, d.Seconds()*1000)
	})
	b.ReportMetric(most.Seconds()*1000, "most-cpu-ms/op")
}

// rest is how long nothing comes of a key any more when all has.
const rest = 400 * time.Millisecond

// move goes to a screen and measures what it costs to move there, with all that
// is done behind the screen.
func move(b *testing.B, app *tui.App, keys string, pause time.Duration) {
	b.Helper()
	r := sit(b, app)
	for _, key := range append([]string{"1"}, strings.Fields(keys)...) {
		r.press(key)
		r.drain(rest)
	}
	r.drain(5 * rest)
	b.ResetTimer()
	before := spent(b)
	for i := range b.N {
		r.press([]string{"j", "j", "k"}[i%3])
		r.drain(pause)
		r.frame()
	}
	b.ReportMetric(float64((spent(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// spent is the processor time of the program so far.
func spent(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// sit opens a window at 120 by 36.
func sit(tb testing.TB, app *tui.App) *robot {
	tb.Helper()
	r := newRobot(tb, app)
	r.resize(120, 36)
	r.run(app.Init())
	r.drain(100 * time.Millisecond)
	return r
}

// ofThousands is the window of the archive of thousands.
func ofThousands(tb testing.TB, home string) *tui.App {
	tb.Helper()
	p := programAt(home)
	p.flags.story, p.now = "thousands", func() time.Time { return lastOfThousands.Add(time.Hour) }
	_, app := opened(tb, p, theme.Options{Profile: colorprofile.TrueColor})
	return app
}

// The story of thousands: a fire, and four years of an inquiry into it. Its
// reader was away for the last two days.
const thousandsStory = `title = "The Quay Street fire"

[[feed]]
url = "https://mill.example/rss"

[[keep]]
name = "all"
match = "fire"
`

var lastOfThousands = time.Date(2026, 11, 17, 12, 0, 0, 0, time.UTC)

// thousands is the home of a story with n articles, all of them understood.
func thousands(tb testing.TB, n int) string {
	tb.Helper()
	home := filepath.Join(os.TempDir(), fmt.Sprintf("casewire-bench-%d", n))
	if _, err := os.Stat(home); err == nil {
		return home
	}
	made := home + ".part"
	if err := os.RemoveAll(made); err != nil {
		tb.Fatal(err)
	}
	for _, dir := range []string{"data", "config/stories"} {
		if err := os.MkdirAll(filepath.Join(made, dir), 0o700); err != nil {
			tb.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(made, "config/stories/thousands.toml"), []byte(thousandsStory), 0o600); err != nil {
		tb.Fatal(err)
	}
	p := programAt(made)
	p.flags.story, p.now = "thousands", func() time.Time { return lastOfThousands }
	f, err := p.open(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	fillThousands(tb, f, n)
	if err := errors.Join(p.judge(tb.Context(), f), f.archive.Close()); err != nil {
		tb.Fatal(err)
	}
	if err := os.Rename(made, home); err != nil {
		tb.Fatal(err)
	}
	return home
}

// fillThousands stores n articles, of which the last come after a visit. The
// first are understood by all engines; of the rest, which would take an hour,
// only people and quotations are looked for, and three are a report.
func fillThousands(tb testing.TB, f *following, n int) {
	tb.Helper()
	ctx, m := tb.Context(), newMill()
	must := func(err error) {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
	}
	must(f.archive.Sync(ctx, f.story.Feeds, lastOfThousands))
	feeds, err := f.archive.Feeds(ctx)
	must(err)
	const step, atOnce, understood = 20 * time.Minute, 150, 3000
	for first := 0; first < n; first += atOnce {
		r := archive.Result{Feed: feeds[0].ID, Listed: true, Asking: archive.Asking{Address: feeds[0].URL, State: news.Alive}}
		now := lastOfThousands.Add(-time.Duration(n-first) * step)
		for i := range min(atOnce, n-first) {
			a := m.arrival(first+i, now.Add(time.Duration(i)*step))
			r.Arrivals, r.Hashes = append(r.Arrivals, a), append(r.Hashes, a.Item.Hash)
		}
		now = now.Add(atOnce * step)
		seq, err := f.archive.BeginPoll(ctx, now)
		must(err)
		_, err = f.archive.Store(ctx, seq, now, []archive.Result{r}, f.judgement())
		must(err)
		must(f.archive.EndPoll(ctx, seq, now))
		switch first + atOnce {
		case understood:
			must(desk.Understand(ctx, f.archive, f.story, nil, nil))
		case n - atOnce:
			must(f.archive.Visit(ctx, now))
		}
	}
	for {
		b, err := f.archive.Backlog(ctx)
		must(err)
		tasks, err := f.archive.Waiting(ctx, 500)
		must(err)
		if len(tasks) == 0 {
			must(f.archive.NoneWaits(ctx))
			return
		}
		must(skim(ctx, f.archive, &b, tasks))
	}
}

// skim stores the people and quotations of articles.
func skim(ctx context.Context, a *archive.Archive, last *archive.Backlog, tasks []archive.Task) error {
	batch := archive.Batch{After: last.Batch, Number: last.Batch + 1, Persons: last.Persons, Title: func(members []*news.Article) text.Clean { return members[0].Headline }}
	var ids []int64
	for _, t := range tasks {
		art, err := a.Text(ctx, t.Article, t.Revision)
		if err != nil {
			return err
		}
		found := people.Read(&art, nil)
		ids = append(ids, t.Article)
		batch.Articles = append(batch.Articles, archive.Understanding{
			Task: t, Cluster: t.Article - (t.Article-1)%3, Likeness: []byte{}, Sentences: digest.Sentences(&art),
			Findings: archive.Findings{People: found.People(), Quotes: found.Quotes()},
		})
	}
	var err error
	if batch.Keyring, err = a.Keyring(ctx, nil, nil, ids); err != nil {
		return err
	}
	return a.StoreBatch(ctx, &batch)
}

// A mill writes articles that name, quote and date as newspapers do.
type mill struct {
	rand   *rand.Rand
	words  *rand.Zipf
	people *rand.Zipf
	told   []string // sentences that are told again
}

func newMill() *mill {
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same every time
	return &mill{rand: r, words: rand.NewZipf(r, 1.2, 20, 30_000), people: rand.NewZipf(r, 1.3, 6, 3000)}
}

// word is one of 30,000, the first far more often.
func (m *mill) word() string {
	const consonants, vowels = "tnsrldhcmfpgwbvk", "eaoiu"
	var b strings.Builder
	for n := m.words.Uint64() + 20; n > 0; n /= 80 {
		b.WriteByte(consonants[n%16])
		b.WriteByte(vowels[n/16%5])
	}
	return b.String()
}

// name is one of 3,000 people, the first far more often.
func (m *mill) name() string {
	given := []string{"Ann", "Bea", "Carl", "Dana", "Edith", "Frank", "Grace", "Henry", "Ida", "John", "Karen", "Luis", "Mary", "Noah", "Olga", "Paul"}
	n := int(m.people.Uint64())
	last := []byte("Tarrow")
	for i, k := 0, n; k > 0; i, k = i+1, k/20 {
		last = append(last[:1+i], "abdefgiklmnoprstuvwz"[k%20])
		last = append(last, "elin"...)
	}
	return given[n*7%len(given)] + " " + string(last)
}

func (m *mill) sentence() string {
	if len(m.told) > 100 && m.rand.IntN(3) == 0 {
		return m.told[m.rand.IntN(len(m.told))]
	}
	words := make([]string, 9+m.rand.IntN(12))
	for i := range words {
		words[i] = m.word()
	}
	s := strings.Join(words, " ")
	switch m.rand.IntN(8) {
	case 0:
		s = fmt.Sprintf("“The %s,” said %s, a fire inspector", s, m.name())
	case 1:
		at := lastOfThousands.AddDate(0, 0, -m.rand.IntN(1400)).Format("2 January 2006")
		s = fmt.Sprintf("On %s the court heard %s of %s", at, s, m.name())
	case 2:
		s = fmt.Sprintf("%s told %s that the %s", m.name(), m.name(), s)
	default:
		s = "The " + s
	}
	s += "."
	if m.told = append(m.told, s); len(m.told) > 3000 {
		m.told = m.told[1000:]
	}
	return s
}

func (m *mill) arrival(i int, at time.Time) archive.Arrival {
	var b strings.Builder
	b.WriteString("The fire was looked into again. ")
	for n := range 6 + m.rand.IntN(5) {
		b.WriteString(m.sentence())
		b.WriteString([]string{" ", "\n\n"}[n%2])
	}
	it := news.Item{
		GUID: fmt.Sprint(i), Link: fmt.Sprintf("https://mill.example/%d", i), Title: text.Line(m.sentence()), Body: text.Plain(b.String()),
		Published: news.Time{Time: at, From: news.FromFeed}, Hash: uint64(i) + 1, //nolint:gosec // small
	}
	a := archive.Arrival{Item: it, Outlet: text.Sprintf("Paper %d", i%40), Key: it.Link, Tidy: it.Link}
	a.Verdict.Decision = news.Keep
	return a
}
