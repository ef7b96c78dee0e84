package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"casewire/feeds/fetch"
	"casewire/feeds/news"
	"casewire/feeds/opml"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

// A site is a server that notes what it is asked for, and how much at a time.
type site struct {
	mu         sync.Mutex
	asked      []string
	busy, most int
}

// newSite serves answers by path: "301 /x" redirects, "404" is a status, what
// begins with < is a body; a line before it that begins with Link: is a header.
func newSite(t *testing.T, answers map[string]string) (*site, string) {
	t.Helper()
	s := &site{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.RequestURI())
		s.busy++
		s.most = max(s.most, s.busy)
		s.mu.Unlock()
		answer, ok := answers[r.URL.Path]
		if head, rest, found := strings.Cut(answer, "\n"); found && strings.HasPrefix(head, "Link: ") {
			w.Header().Set("Link", head[len("Link: "):])
			answer = rest
		}
		w.Header().Set("Content-Type", "text/html")
		code, to, _ := strings.Cut(answer, " ")
		switch {
		case !ok:
			w.WriteHeader(http.StatusNotFound)
		case !strings.HasPrefix(answer, "<"):
			w.Header().Set("Location", to)
			status := 0
			_, _ = fmt.Sscan(code, &status)
			w.WriteHeader(status)
		default:
			_, _ = fmt.Fprint(w, answer)
		}
		s.mu.Lock()
		s.busy--
		s.mu.Unlock()
	}))
	t.Cleanup(server.Close)
	return s, server.URL
}

const (
	oneFeed = `<rss version="2.0"><channel><title>T</title><item><title>a</title></item></channel></rss>`
	noFeed  = `<html><body>nothing`
)

func alternate(href string) string {
	return `<link rel=alternate type=application/rss+xml href="` + href + `">`
}

func TestFinder(t *testing.T) {
	for name, test := range map[string]struct {
		answers map[string]string
		want    string // the path of the feed, or a part of the error
		asked   []string
		more    int
	}{
		"a feed, whatever its type": {map[string]string{"/": oneFeed}, "/", []string{"/"}, 0},
		"moved for good":            {map[string]string{"/": "301 /new", "/new": oneFeed}, "/new", []string{"/", "/new"}, 0},
		"moved for now":             {map[string]string{"/": "302 /new", "/new": oneFeed}, "/", []string{"/", "/new"}, 0},
		"named by a page": {
			map[string]string{"/": "<html>" + alternate("/comments") + alternate("/a") + alternate("/b"), "/b": oneFeed, "/comments": oneFeed},
			"/b",
			[]string{"/", "/a", "/b"},
			2,
		},
		"named by a header": {
			map[string]string{"/": "Link: </h>; rel=alternate; type=\"application/atom+xml\"\n<html>" + alternate("/a"), "/h": oneFeed, "/a": oneFeed},
			"/h",
			[]string{"/", "/h"},
			1,
		},
		"in a usual place": {
			map[string]string{"/": "<html>" + alternate("/dead"), "/rss": noFeed, "/feed.xml": "301 /moved", "/moved": oneFeed},
			"/moved",
			[]string{"/", "/dead", "/feed", "/rss", "/feed.xml", "/moved"},
			0,
		},
		"nowhere": {
			map[string]string{"/": noFeed},
			"gives a web page instead of a feed, and none is found from there",
			[]string{"/", "/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml"},
			0,
		},
		"wants to be left alone":    {map[string]string{"/": noFeed, "/feed": "429"}, "/feed wants to be left alone (429)", []string{"/", "/feed"}, 0},
		"refuses":                   {map[string]string{"/": "403"}, "refuses us (403)", []string{"/"}, 0},
		"a page of very many feeds": {map[string]string{"/": "<html>" + manyLinks(50)}, "none is found", nil, 0},
		"an address that bites":     {map[string]string{"/": "<html>" + alternate("/f?a=&#x202e;b"), "/f": oneFeed}, "/f?a=%E2%80%AEb", nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s, url := newSite(t, test.answers)
			f := &finder{client: fetch.New(fetch.Options{Version: "test", HomeURL: "https://casewire.example"})}
			defer f.client.Close()
			found, err := f.feed(t.Context(), url+"/")
			switch {
			case err != nil && !strings.Contains(err.Error(), test.want):
				t.Errorf("error %v, want %s", err, test.want)
			case err == nil && (found.url != url+test.want || found.more != test.more):
				t.Errorf("found %s, %d more", found.url, found.more)
			}
			if test.asked != nil && !slices.Equal(s.asked, test.asked) {
				t.Errorf("asked for %v", s.asked)
			}
			if s.most > 1 || len(s.asked) > 1+maxTried+7 {
				t.Errorf("%d requests, %d at a time", len(s.asked), s.most)
			}
		})
	}
}

func manyLinks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(alternate(fmt.Sprintf("/%d", i)))
	}
	return b.String()
}

func TestWriteWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "sub", "story.toml")
	for i, mode := range []os.FileMode{0o600, 0o640} {
		doc := fmt.Sprint(i)
		if err := writeWhole(path, []byte(doc)); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != doc || info.Mode().Perm() != mode {
			t.Errorf("%q, mode %v", got, info.Mode().Perm())
		}
		if err := os.Chmod(path, 0o640); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := writeWhole(filepath.Join(dir, "folder"), nil); err == nil {
		t.Error("a folder was replaced")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestStoryFileThatIsALink: what it leads to is written, the link stays.
func TestStoryFileThatIsALink(t *testing.T) {
	dir := t.TempDir()
	target, name := filepath.Join(dir, "target.txt"), filepath.Join(dir, "case.toml")
	if err := os.WriteFile(target, []byte("title = \"Case\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, name); err != nil {
		t.Skip("no links here")
	}
	p := newProgram(os.Stdin, os.Stdout, os.Stderr)
	p.flags.story = name
	f, err := p.storyFile()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.rewrite(f, append(f.doc, "feeds = [\"https://a.example/f\"]\n"...)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(name)
	if got, _ := os.ReadFile(target); err != nil || info.Mode()&os.ModeSymlink == 0 || !strings.Contains(string(got), "a.example") {
		t.Errorf("error %v, mode %v, target %q", err, info.Mode(), got)
	}
}

func TestImportMany(t *testing.T) {
	feeds := []opml.Feed{{URL: "https://a.example/\u202e?\u009b\"\\", Title: text.Own("bites \"\\")}}
	for i := range opml.MaxFeeds {
		feeds = append(feeds, opml.Feed{URL: fmt.Sprintf("https://paper%d.example/feed", i), Title: text.Sprintf("Paper %d", i)})
	}
	f := &storyFile{story: &news.Story{Name: "case", Feeds: []news.FeedSpec{{URL: feeds[7].URL}}}, doc: []byte("title = \"Case\" # mine\nfeeds = [\"" + feeds[7].URL + "\"]")}
	doc, rows, added := importInto(f, append(feeds, feeds[3]))
	st, faults := story.Parse("case", "case.toml", doc)
	if len(faults) > 0 || len(st.Feeds) != len(feeds) || added != len(feeds)-1 || len(rows) != len(feeds)+1 {
		t.Fatalf("%d feeds of %d rows, %d added, faults %v", len(st.Feeds), len(rows), added, faults)
	}
	if st.Feeds[1].URL != feeds[0].URL || st.Feeds[1].Outlet != feeds[0].Title || text.Lines(string(doc)).String() != string(doc) {
		t.Errorf("read back %q %q", st.Feeds[1].URL, st.Feeds[1].Outlet)
	}
}

// TestQuietHost: a host that wants to be left alone is, by hand too.
func TestQuietHost(t *testing.T) {
	s, url := newSite(t, map[string]string{"/feed": "429", "/page": noFeed})
	dir := t.TempDir()
	path := filepath.Join(dir, "case.toml")
	if err := os.WriteFile(path, []byte("title = \"Case\"\nfeeds = [\""+url+"/feed\"]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	said := func(args ...string) string {
		var out, errs bytes.Buffer
		p := newProgram(os.Stdin, os.Stdout, os.Stderr)
		p.stdout, p.stderr, p.terminal = &out, &errs, nil
		p.getenv = func(name string) string { return map[string]string{"CASEWIRE_NOW": "2026-03-14T12:00:00Z"}[name] }
		p.dirs = dirs{config: dir, data: dir, state: dir, cache: dir}
		p.report(p.execute(t.Context(), append(args, "-s", path)))
		return out.String() + errs.String()
	}
	said("poll")
	for _, args := range [][]string{{"add", url + "/page"}, {"feeds", "check"}} {
		if got := said(args...); !strings.Contains(got, "wants to be left alone until") {
			t.Errorf("%v: %s", args, got)
		}
	}
	if !slices.Equal(s.asked, []string{"/feed"}) {
		t.Errorf("asked for %v", s.asked)
	}
}
