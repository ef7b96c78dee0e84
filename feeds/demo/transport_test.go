package demo

import (
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// An answer is a response whose body has been read.
type answer struct {
	status int
	header http.Header
	body   string
}

// get asks a transport of time at for url.
func get(t *testing.T, at time.Time, url string, header ...string) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := At(at).RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body := io.Reader(resp.Body)
	if resp.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(resp.Body); err != nil {
			t.Fatal(err)
		}
	}
	b, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, string(b)}
}

func on(month time.Month, day, hour int) time.Time {
	return time.Date(2026, month, day, hour, 0, 0, 0, place())
}

func TestAnswers(t *testing.T) {
	for _, test := range []struct {
		at       time.Time
		url      string
		status   int
		location string
	}{
		{Began(), "https://harborpost.example/rss.xml", 200, ""},
		{Began(), "https://HarborPost.example/rss.xml", 200, ""},
		{Began(), "https://harborpost.example/nothing", 404, ""},
		{Began(), "https://nobody.example/rss.xml", 404, ""},
		{Began(), "https://wire.example/article/quay-street-trial-date", 200, ""},
		{on(time.January, 14, 12), "https://wire.example/article/quay-street-trial-date", 404, ""},
		{on(time.March, 7, 5), "https://countycourier.example/index.rss", 200, ""},
		{on(time.March, 7, 6), "https://countycourier.example/index.rss", 403, ""},
		{on(time.March, 5, 19), "https://quayblog.example/atom", 200, ""},
		{Ends(), "https://quayblog.example/atom", 410, ""},
		{Ends(), "https://quayblog.example/2026/01/the-scaffold-comes-down-some-of-it/", 200, ""},
		{on(time.February, 2, 8), "https://channel6.example/rss/news", 200, ""},
		{on(time.February, 2, 8), "https://feeds.channel6.example/news.xml", 404, ""},
		{Ends(), "https://channel6.example/rss/news", 301, "https://feeds.channel6.example/news.xml"},
		{Ends(), "https://feeds.channel6.example/news.xml", 200, ""},
	} {
		got := get(t, test.at, test.url)
		if got.status != test.status || got.header.Get("Location") != test.location {
			t.Errorf("%s at %v: %d %q, want %d %q", test.url, test.at,
				got.status, got.header.Get("Location"), test.status, test.location)
		}
	}
}

func TestUnchangedIsNotSentAgain(t *testing.T) {
	const url = "https://harborpost.example/rss.xml"
	first := get(t, Began(), url, "Accept-Encoding", "br, gzip")
	if first.header.Get("Content-Encoding") != "gzip" || !strings.Contains(first.body, "No April trial") {
		t.Fatalf("got %v %.80s", first.header, first.body)
	}
	for _, validator := range [][2]string{
		{"If-None-Match", first.header.Get("Etag")},
		{"If-Modified-Since", first.header.Get("Last-Modified")},
	} {
		got := get(t, Began().Add(time.Minute), url, validator[0], validator[1])
		if got.status != http.StatusNotModified || got.body != "" {
			t.Errorf("%v: %d, %d bytes", validator, got.status, len(got.body))
		}
		if got := get(t, Ends(), url, validator[0], validator[1]); got.status != http.StatusOK {
			t.Errorf("%v: %d weeks later", validator, got.status)
		}
	}
}

func TestDocumentsAreWellFormed(t *testing.T) {
	for _, o := range masthead {
		for _, at := range []time.Time{Began(), on(time.February, 20, 18), on(time.March, 1, 18)} {
			url := "https://" + o.host + o.feed
			if o.key == "six" && at.After(on(time.February, 2, 9)) {
				url = "https://feeds.channel6.example/news.xml"
			}
			body := get(t, at, url).body
			var err error
			if o.format == jsonFeed {
				err = json.Unmarshal([]byte(body), &struct{ Items []any }{})
			} else {
				d := xml.NewDecoder(strings.NewReader(body))
				for err == nil {
					_, err = d.Token()
				}
				if errors.Is(err, io.EOF) {
					err = nil
				}
			}
			if err != nil {
				t.Errorf("%s: %v\n%s", url, err, body)
			}
		}
	}
}

func TestTransportTakesOnlyGET(t *testing.T) {
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://wire.example/feed.json", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := At(Began()).RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("got %d", resp.StatusCode)
	}
}

func TestDays(t *testing.T) {
	polls := Days()
	if len(polls) != 60 || !polls[0].Equal(Began()) || !polls[59].Equal(Ends()) {
		t.Fatalf("%d polls from %v to %v", len(polls), polls[0], polls[len(polls)-1])
	}
	for i := 1; i < len(polls); i++ {
		if gap := polls[i].Sub(polls[i-1]); gap < 18*time.Hour || gap > 25*time.Hour {
			t.Errorf("%v after %v", polls[i], polls[i-1])
		}
	}
	if Ends().Weekday() != time.Saturday {
		t.Error("the story does not end on a Saturday")
	}
}
