package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"casewire/feeds/archive"
)

// lostByProcesses counts the items that are missing or there twice after two
// pollers at once beside a reader, some of them killed.
func lostByProcesses(t *testing.T) int {
	t.Helper()
	patient(t)
	const each = 40
	var published atomic.Int64
	asked := make(chan struct{}, 100)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n := published.Add(each)
		_, _ = fmt.Fprint(w, `<rss version="2.0"><channel><title>Paper</title>`)
		for i := range n {
			_, _ = fmt.Fprintf(w, "<item><title>The harbor burns</title><guid>%d</guid></item>", i)
		}
		_, _ = fmt.Fprint(w, "</channel></rss>")
		asked <- struct{}{}
	}))
	t.Cleanup(server.Close)
	s := newShop(t)
	path := s.story(fmt.Sprintf("title = \"Harbor\"\nfeeds = [%q]\n[[keep]]\nmatch = 'harbor'\n", server.URL+"/feed"))
	s.casewire("poll", "-s", path)
	<-asked
	listed := map[string]bool{}
	for round := range 6 {
		one, other := s.command("casewire", "poll", "--force", "-s", path), s.command("casewire", "poll", "--force", "-s", path)
		if err := errors.Join(one.Start(), other.Start()); err != nil {
			t.Fatal(err)
		}
		for guid := range s.guids(path) {
			listed[guid] = true
		}
		<-asked
		if round%2 == 1 {
			_ = one.Process.Kill()
		}
		_, _ = one.Process.Wait()
		_, _ = other.Process.Wait()
		for len(asked) > 0 {
			<-asked
		}
	}
	s.casewire("poll", "--force", "-s", path)
	there := s.guids(path)
	bad := 0
	for i := range published.Load() {
		if there[fmt.Sprint(i)] != 1 {
			bad++
		}
	}
	for guid := range listed {
		if there[guid] == 0 {
			bad++
		}
	}
	return bad
}

// guids counts what is listed, by guid.
func (s *shop) guids(story string) map[string]int {
	s.t.Helper()
	out, said := s.casewire("list", "--json", "--limit", "0", "-s", story)
	there := map[string]int{}
	for line := range strings.Lines(out) {
		var item struct{ GUID string }
		if err := json.Unmarshal([]byte(line), &item); err != nil {
			s.t.Fatalf("%v: %s%s", err, line, said)
		}
		there[item.GUID]++
	}
	return there
}

// wordlessDisks counts the faults of disks that are told without the path, or
// without the room that is left.
func wordlessDisks(t *testing.T) int {
	t.Helper()
	path := filepath.Join(t.TempDir(), "harbor.db")
	bad := 0
	for _, err := range []error{
		fmt.Errorf("poll: %w", &archive.FullError{Path: path}),
		fmt.Errorf("poll: %w", &fs.PathError{Op: "write", Path: path, Err: syscall.ENOSPC}),
		fmt.Errorf("poll: %w", &fs.PathError{Op: "open", Path: path, Err: syscall.EROFS}),
	} {
		words := plainError(err)
		if room := !errors.Is(err, syscall.EROFS); !strings.Contains(words, path) || room && !strings.Contains(words, "free in") {
			t.Log(words)
			bad++
		}
	}
	return bad
}

// The secrets of a story: in an address, in a header, in the preferences.
var secrets = []string{"hush4user", "hush5pass", "hush6token", "hush7header", "hush8host", "hush9password", "aB3dE5gH7jK9mN1pQ3sT5"}

// A confidant is a story with secrets, and what its hosts and others were sent.
type confidant struct {
	auditor
	mu    sync.Mutex
	other bytes.Buffer // requests to the other host
}

// confide polls such a story and runs all commands on it.
func confide(t *testing.T) *confidant {
	t.Helper()
	c := &confidant{}
	away := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		dump, _ := httputil.DumpRequest(r, false)
		c.other.Write(dump)
		_, _ = w.Write([]byte(`<rss version="2.0"><channel><title>Away</title><item><title>The harbor burns</title><guid>1</guid></item></channel></rss>`))
	}))
	t.Cleanup(away.Close)
	home := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>Home</title><item><title>The harbor</title><guid>2</guid><link>%s/page?session=%s</link></item></channel></rss>`, "http://"+r.Host, secrets[2])
		case "/away":
			http.Redirect(w, r, away.URL+"/feed", http.StatusMovedPermanently)
		case "/page":
			http.Redirect(w, r, away.URL+"/page", http.StatusFound)
		default:
			http.Error(w, r.URL.String(), http.StatusInternalServerError)
		}
	}))
	t.Cleanup(home.Close)
	at := strings.Replace(home.URL, "http://", "http://"+secrets[0]+":"+secrets[1]+"@", 1)
	var story strings.Builder
	story.WriteString("title = \"Harbor\"\n[[keep]]\nmatch = 'harbor'\n")
	for _, path := range []string{"/feed", "/away", "/broken", "/loop"} {
		fmt.Fprintf(&story, "[[feed]]\nurl = \"%s%s?api_token=%s&x=%s\"\nheaders = { \"X-Key\" = %q }\n", at, path, secrets[2], secrets[6], secrets[3])
	}
	s := newShop(t)
	prefs := fmt.Sprintf("[hosts.%q]\nheaders = { \"X-Host\" = %q }\nuser = \"u\"\npassword = %q\n", strings.TrimPrefix(home.URL, "http://"), secrets[4], secrets[5])
	config := filepath.Join(s.dir, "config")
	if err := errors.Join(os.MkdirAll(config, 0o700), os.WriteFile(filepath.Join(config, "config.toml"), []byte(prefs), 0o600)); err != nil {
		t.Fatal(err)
	}
	c.auditor = auditor{t: t, shop: s, story: s.story(story.String()), found: map[string]int{}, count: func(s string) int {
		n := 0
		for _, secret := range secrets {
			n += strings.Count(s, secret)
		}
		return n
	}}
	c.run("poll")
	c.run("poll", "--force")
	return c
}

// secretsShown counts them in what all commands print and log. Addresses as
// they are written are for those that say so.
func secretsShown(t *testing.T) int {
	t.Helper()
	c := confide(t)
	c.everything(2)
	if !strings.Contains(c.seen.String(), "The harbor") {
		t.Error("nothing came in")
	}
	delete(c.found, "feeds export")
	delete(c.found, "stories show "+c.story)
	return c.total()
}

// secretsSent counts them in what another host was sent after a redirect.
func secretsSent(t *testing.T) int {
	t.Helper()
	c := confide(t)
	sent := c.other.String()
	if !strings.Contains(sent, "GET /feed") || !strings.Contains(sent, "GET /page") {
		t.Errorf("the other host was not asked: %s", sent)
	}
	n := c.count(sent)
	for _, header := range []string{"Authorization:", "X-Key:", "X-Host:", "Referer:", "Cookie:"} {
		n += strings.Count(sent, header)
	}
	return n
}

// shellsStarted counts, in files that start programs, the words of shells.
func shellsStarted(t *testing.T) int {
	t.Helper()
	shell := regexp.MustCompile("[\"`](/(usr/)?bin/)?((ba|da|k|z)?sh|cmd(\\.exe)?|powershell(\\.exe)?|-c|/c)[\"`]")
	n, starting := 0, 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(src, []byte(`"os/exec"`)) {
			return err
		}
		starting++
		for _, found := range shell.FindAllString(string(src), -1) {
			t.Logf("%s: %s", path, found)
			n++
		}
		return nil
	})
	if err != nil || starting == 0 {
		t.Fatal(starting, err)
	}
	return n
}

// linksThatRun counts the links that go to the browser and should not.
func linksThatRun(t *testing.T) int {
	t.Helper()
	p := newProgram(os.Stdin, os.Stdout, os.Stderr)
	p.prefs.browser = []string{"takedown", filepath.Join(t.TempDir(), "called"), "%u"}
	n := 0
	for _, link := range []string{
		"", "-", "--version", "-new-window http://paper.example/", "javascript:alert(1)", "JavaScript:alert(1)", "\x01javascript:alert(1)", "data:text/html,<script>",
		"file:///etc/passwd", "vbscript:x", "smb://paper.example/", "ftp://paper.example/", "http:", "http:///etc/passwd", "/etc/passwd", "paper.example", "mailto:",
		"http://pa per.example/", "about:config", "view-source:http://paper.example/", "chrome://settings", "x-callback://run",
	} {
		if p.browse(t.Context(), link) == nil {
			t.Logf("%q goes to the browser", link)
			n++
		}
	}
	if err := p.browse(t.Context(), "https://paper.example/a?b=c&d=$(id)`id`;id"); err != nil {
		t.Error(err)
	}
	return n
}

// pageHead and inviting name a hundred things to fetch.
const pageHead = `<link rel="stylesheet" href="/x.css"><link rel="icon" href="/x.ico"><link rel="pingback" href="/x"><link rel="preload" href="/x" as="image">
<link rel="alternate" type="application/rss+xml" href="/x.rss"><link rel="next" href="/x"><link rel="amphtml" href="/x"><script src="/x.js"></script><base href="/"><style>@import url(/x.css)</style>
<meta property="og:image" content="/x.png"><meta http-equiv="refresh" content="0;url=/x">`

// requestsTooMany counts the requests for anything but feeds and pages, and
// those that carry what identifies a reader.
func requestsTooMany(t *testing.T) int {
	t.Helper()
	var mu sync.Mutex
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, r.Method+" "+r.URL.Path+" "+r.Header.Get("Cookie")+r.Header.Get("Referer")+r.Header.Get("Range"))
		mu.Unlock()
		w.Header().Set("Set-Cookie", "reader=1; Path=/")
		w.Header().Set("Link", `</x>; rel="next", </x>; rel="preload"`)
		w.Header().Set("X-Pingback", "/x")
		w.Header().Set("Refresh", "0;url=/x")
		_, _ = fmt.Fprint(w, inviting(r.URL.Path, "http://"+r.Host))
	}))
	t.Cleanup(server.Close)
	s := newShop(t)
	var feeds []string
	for _, path := range []string{"/feed.rss", "/feed.atom", "/feed.json"} {
		feeds = append(feeds, fmt.Sprintf("%q", server.URL+path))
	}
	path := s.story("title = \"Harbor\"\nfeeds = [" + strings.Join(feeds, ", ") + "]\n[[keep]]\nmatch = 'harbor'\n")
	s.casewire("poll", "-s", path)
	s.casewire("poll", "--force", "-s", path)
	s.casewire("show", "1", "-s", path)
	mu.Lock()
	defer mu.Unlock()
	want := []string{"GET /feed.rss ", "GET /feed.atom ", "GET /feed.json ", "GET /page.rss ", "GET /page.atom ", "GET /page.json "}
	n := 0
	for _, request := range asked {
		if !slices.Contains(want, request) {
			t.Log(request)
			n++
		}
	}
	for _, request := range want {
		if !slices.Contains(asked, request) {
			t.Errorf("nobody asked %s", request)
		}
	}
	return n
}

// inviting writes the document of a path.
func inviting(path, base string) string {
	page := base + strings.Replace(path, "feed", "page", 1)
	switch path {
	case "/feed.rss":
		return `<?xml version="1.0"?><?xml-stylesheet href="/x.xsl"?><!DOCTYPE rss SYSTEM "` + base + `/x.dtd" [<!ENTITY x SYSTEM "` + base + `/x.txt">]>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Paper</title><link>` + base + `/x</link><image><url>` + base + `/x.png</url></image>
<cloud domain="127.0.0.1" port="80" path="/x" registerProcedure="x" protocol="http-post"/><atom:link rel="hub" href="` + base + `/x"/><atom:link rel="next" href="` + base + `/x"/>
<item><title>The harbor &x; burns</title><guid>1</guid><link>` + page + `</link><comments>` + base + `/x</comments><enclosure url="` + base + `/x.mp3" length="1" type="audio/mpeg"/>
<description>&lt;img src="` + base + `/x.png"&gt;&lt;iframe src="` + base + `/x"&gt;Words.</description></item></channel></rss>`
	case "/feed.atom":
		return `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><icon>` + base + `/x.ico</icon><link rel="next" href="` + base + `/x"/><link rel="hub" href="` + base + `/x"/>
<entry><title>The harbor</title><id>2</id><link href="` + page + `"/><content src="` + base + `/x.html"/><link rel="enclosure" href="` + base + `/x.mp3"/></entry></feed>`
	case "/feed.json":
		return `{"version":"https://jsonfeed.org/version/1.1","title":"Paper","next_url":"` + base + `/x","icon":"` + base + `/x.png","hubs":[{"type":"x","url":"` + base + `/x"}],
"items":[{"id":"3","url":"` + page + `","title":"The harbor","image":"` + base + `/x.png","attachments":[{"url":"` + base + `/x.mp3","mime_type":"audio/mpeg"}]}]}`
	}
	text := strings.Repeat(`<p>The harbor burned for a night and a day, and the brigade could do nothing but look at it from the other side.</p><img src="/x.png" srcset="/x2.png 2x"><iframe src="/x"></iframe>`, 5)
	return "<!doctype html><html><head><title>The harbor</title>" + pageHead + "</head><body><article><h1>The harbor</h1>" + text + `<video src="/x.mp4" poster="/x.png"></video></article></body></html>`
}

// readableByOthers counts the files and folders that casewire makes for others
// too, where the system would let it.
func readableByOthers(t *testing.T) int {
	t.Helper()
	g := goodSource(1)
	s := newShop(t)
	s.env = append(s.env, openUmask+"=1")
	path := s.story(fmt.Sprintf("title = \"Harbor\"\nfeeds = [%q]\n[[keep]]\nmatch = 'harbor'\n", g.listen(t)))
	at := []string{"-v", "-s", path}
	s.weigh(
		append([]string{"poll", "--no-articles"}, at...), append([]string{"list"}, at...), append([]string{"mark", "star", "1"}, at...),
		append([]string{"backup", filepath.Join(s.dir, "data", "copy.db")}, at...), append([]string{"doctor"}, at...),
		append([]string{"export", "-o", filepath.Join(s.dir, "data", "story.md")}, at...),
		append([]string{"export", "--evidence", "-o", filepath.Join(s.dir, "data", "evidence")}, at...),
		append([]string{"marks", "export", filepath.Join(s.dir, "data", "marks.jsonl")}, at...),
		[]string{"init", "own", "--title", "Own", "--match", "harbor"},
	)
	n, all := 0, 0
	for _, dir := range []string{"config", "data", "state", "cache"} {
		_ = filepath.WalkDir(filepath.Join(s.dir, dir), func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil //nolint:nilerr // not every folder is made
			}
			info, err := e.Info()
			if err != nil {
				return err
			}
			if all++; info.Mode().Perm()&0o077 != 0 {
				t.Logf("%s is %s", path, info.Mode())
				n++
			}
			return nil
		})
	}
	if all < 15 {
		t.Errorf("only %d files were made", all)
	}
	return n
}

// schemasNotKept counts the released schemas whose file is not kept.
func schemasNotKept(t *testing.T) int {
	t.Helper()
	dir := filepath.Join("..", "..", "feeds", "archive")
	src, err := os.ReadFile(filepath.Join(dir, "create.go"))
	if err != nil {
		t.Fatal(err)
	}
	schema := 0
	_, rest, _ := strings.Cut(string(src), "\nconst schema = ")
	if _, err := fmt.Sscan(rest, &schema); err != nil || schema == 0 {
		t.Fatal("which schema is written is not known", err)
	}
	n := 0
	for version := range schema {
		if _, err := os.Stat(filepath.Join(dir, "testdata", fmt.Sprintf("schema-%d.db.gz", version+1))); err != nil {
			n++
		}
	}
	return n
}
