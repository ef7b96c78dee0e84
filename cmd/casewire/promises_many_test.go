package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// A crowd is one story of 7,000 feeds by 700 hosts, polled three times by one
// process.
type crowd struct {
	once   sync.Once
	weight weight
	out    string
}

const manyFeeds, manyHosts = 7000, 700

// crowdTallies are taken of one crowd.
func crowdTallies() []tally {
	c := &crowd{}
	after := func(count func() int) func(*testing.T) int {
		return func(t *testing.T) int {
			t.Helper()
			patient(t)
			if runtime.GOOS != "linux" {
				t.Skip("not every system has 700 loopback addresses")
			}
			c.once.Do(func() { c.poll(t) })
			return count()
		}
	}
	return []tally{
		{"feeds of 7,000 that were not polled", 0, after(func() int { return manyFeeds - c.said("ok") })},
		{"unchanged ones that were asked for in vain, twice", 0, after(func() int { return 2*manyFeeds - c.said("unchanged") })},
		{"megabytes of memory with 7,000", 300, after(func() int { return c.weight.Peak })},
		{"goroutines that are left after 7,000", 0, after(func() int { return leftOver(c.weight.Goroutines) })},
		{"descriptors that are left after 7,000", 0, after(func() int { return leftOver(c.weight.Descriptors) })},
	}
}

// leftOver is how much more there is at the end than there was at first.
func leftOver(counts []int) int { return counts[len(counts)-1] - counts[0] }

// said counts the feeds of which that was said.
func (c *crowd) said(status string) int { return strings.Count(c.out, `"status":"`+status+`"`) }

func (c *crowd) poll(t *testing.T) {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(servePaper))
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = server.Listener.Close()
	server.Listener = l
	server.Start()
	defer server.Close()
	port := l.Addr().(*net.TCPAddr).Port
	var story strings.Builder
	story.WriteString("title = \"The harbor\"\nfeeds = [\n")
	for i := range manyFeeds {
		host := i % manyHosts
		fmt.Fprintf(&story, "\t\"http://127.0.%d.%d:%d/%d\",\n", 1+host/250, 1+host%250, port, i)
	}
	story.WriteString("]\n[[keep]]\nmatch = 'harbor'\n")
	s := newShop(t)
	path := s.story(story.String())
	again := []string{"poll", "--force", "--json", "--no-articles", "-s", path}
	c.weight, c.out = s.weigh([]string{"poll", "--json", "--no-articles", "-s", path}, again, again)
	t.Logf("%d MB, goroutines %d, descriptors %d", c.weight.Peak, c.weight.Goroutines, c.weight.Descriptors)
}

// servePaper gives a feed of ten items, of which every third feed has one about the
// story. It never changes.
func servePaper(w http.ResponseWriter, r *http.Request) {
	tag := fmt.Sprintf("%q", r.URL.Path)
	w.Header().Set("Etag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	n := 0
	_, _ = fmt.Sscanf(r.URL.Path, "/%d", &n)
	_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>Paper %d</title>`, n)
	for i := range 10 {
		what := "The council meets"
		if n%3 == 0 && i == 0 {
			what = "The harbor burns"
		}
		_, _ = fmt.Fprintf(w, "<item><title>%s %d in ward %d</title><guid>%d</guid><description>What was said and done there at length.</description></item>", what, i, n, i)
	}
	_, _ = io.WriteString(w, "</channel></rss>")
}
