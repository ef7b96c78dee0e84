package archive

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// killed names the archive in the environment of a child process that stores
// until it is killed.
const killed = "CASEWIRE_TEST_KILLED"

func TestMain(m *testing.M) {
	if path := os.Getenv(killed); path != "" {
		err := storeForEver(context.Background(), path)
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// storeForEver says after each poll which was the last item that it stored,
// and marks it.
func storeForEver(ctx context.Context, path string) error {
	a, err := Open(ctx, path, Options{Story: "marlow", StoryPath: "/stories/marlow.toml"})
	if err != nil {
		return err
	}
	feeds, err := a.Feeds(ctx)
	if err != nil {
		return err
	}
	c, err := a.Counts(ctx)
	if err != nil {
		return err
	}
	for n := int(c.Seen); ; {
		seq, err := a.BeginPoll(ctx, noon)
		if err != nil {
			return err
		}
		r := Result{Feed: feeds[0].ID, Listed: true, Asking: feeds[0].Asking}
		for range 7 {
			it := item(strconv.Itoa(n), fmt.Sprintf("https://p.example/%d", n), fmt.Sprintf("fire %d", n), "Word.")
			doc := rule.Doc{Title: it.Title.String()}
			r.Arrivals = append(r.Arrivals, Arrival{Item: it, Outlet: text.Own("P"), Key: it.Link, Tidy: it.Link, Verdict: fire.Decide(&doc)})
			r.Hashes = append(r.Hashes, it.Hash)
			n++
		}
		got, err := a.Store(ctx, seq, noon, []Result{r}, fire)
		if err != nil {
			return err
		}
		last := got[0].Changes[len(got[0].Changes)-1].Article
		if _, err := a.Do(ctx, noon, news.Star, text.Clean{}, last); err != nil {
			return err
		}
		fmt.Println(n, last)
	}
}

func TestKill(t *testing.T) {
	rounds := 100
	if testing.Short() {
		rounds = 5
	}
	d := newDesk(t, 1)
	must(t, d.Close())
	began := time.Now()
	for round := range rounds {
		if time.Since(began) > 20*time.Second {
			t.Logf("a slow machine: %d of %d rounds", round, rounds)
			break
		}
		items, star := killOne(t, d.path, 1+round%5)
		a := open(t, d.path)
		sound(t, a)
		c, err := a.Counts(t.Context())
		must(t, err)
		if int(c.Seen) < items || c.Kept != int(c.Seen) || c.Seen%7 != 0 {
			t.Errorf("%d items were acknowledged, %d are there, %d kept", items, c.Seen, c.Kept)
		}
		if art, err := a.Article(t.Context(), star); err != nil || !art.State.Starred {
			t.Errorf("the star of %d is lost: %v", star, err)
		}
		var ok string
		must(t, a.read.row(t.Context(), `PRAGMA integrity_check`).Scan(&ok))
		if ok != "ok" {
			t.Error(ok)
		}
		must(t, a.Close())
	}
}

// killOne kills a child after it acknowledged so many polls, somewhere in the
// next, and returns what it said last.
func killOne(t *testing.T, path string, polls int) (items int, star int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), killed+"="+path)
	var fault strings.Builder
	cmd.Stderr = &fault
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		if n == polls {
			must(t, cmd.Process.Kill())
		}
		_, err := fmt.Sscan(lines.Text(), &items, &star)
		must(t, err)
	}
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() == 1 {
		t.Fatal(errors.Join(err, errors.New(fault.String())))
	}
	return items, star
}

// Two open the archive at once where there is none yet; one stores while the
// other reads, and neither sees half of anything.
func TestPollerAndReader(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "marlow.db")
	opened := make(chan *Archive, 2)
	for range 2 {
		go func() {
			a, err := Open(context.Background(), path, Options{Story: "marlow", StoryPath: "/stories/marlow.toml"})
			if err != nil {
				t.Error(err)
			}
			opened <- a
		}()
	}
	poller, reader := <-opened, <-opened
	defer func() { _ = poller.Close() }()
	defer func() { _ = reader.Close() }()
	d := &desk{Archive: poller, t: t, now: noon}
	d.sync(1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 20 {
			var items []news.Item
			for k := range 5 {
				n := i*5 + k
				items = append(items, item(strconv.Itoa(n), fmt.Sprintf("https://p.example/%d", n), "fire", "Word."))
			}
			d.poll(0, items...)
		}
	}()
	for going := true; going; {
		select {
		case <-done:
			going = false
		default:
		}
		p, err := reader.Page(t.Context(), news.Filter{}, nil, news.Place{}, 1000, false)
		must(t, err)
		if len(p.Articles)%5 != 0 {
			t.Fatalf("saw %d articles of a poll of 5", len(p.Articles))
		}
		if len(p.Articles) > 0 {
			_, err := reader.Do(t.Context(), noon, news.Star, none, p.Articles[0].ID)
			must(t, err)
		}
	}
	sound(t, reader)
}
