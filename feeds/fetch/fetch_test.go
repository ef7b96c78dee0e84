package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func newClient(t testing.TB, o Options) *Client {
	t.Helper()
	o.Version, o.HomeURL = "1.0", "https://casewire.example/"
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

// serve starts a loopback server.
func serve(t testing.TB, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func kindOf(t *testing.T, err error) Kind {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("error is %v, want an *Error", err)
	}
	return e.Kind
}

func TestGetAsksPolitely(t *testing.T) {
	var got *http.Request
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		w.Header()["Etag"] = []string{`W/"odd one`}
		w.Header().Set("Last-Modified", "once upon a time")
		w.Header().Set("Set-Cookie", "a=b")
		w.Header().Set("Cache-Control", "public, max-age=600")
		w.Header().Set("Age", "100")
		_, _ = io.WriteString(w, "<rss/>")
	})
	c := newClient(t, Options{})
	for range 2 {
		res, err := c.Get(t.Context(), Request{
			URL: s.URL + "/a?b=c", ETag: `W/"x`, LastModified: "last Tuesday",
			Header: map[string]string{"X-Key": "1", "Range": "bytes=0-1", "bad name": "x"},
		})
		if err != nil {
			t.Fatal(err)
		}
		if string(res.Body) != "<rss/>" || res.ETag != `W/"odd one` || res.LastModified != "once upon a time" || res.Fresh != 500*time.Second || res.Wire != 6 {
			t.Errorf("response is %+v", res)
		}
	}
	for name, want := range map[string]string{
		"User-Agent": "casewire/1.0 (+https://casewire.example/)", "If-None-Match": `W/"x`,
		"If-Modified-Since": "last Tuesday", "X-Key": "1", "Accept-Encoding": "gzip, deflate, br, zstd",
		"Cookie": "", "Referer": "", "Range": "", "Cache-Control": "", "Pragma": "",
	} {
		if got.Header.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, got.Header.Get(name), want)
		}
	}
	if !strings.HasSuffix(got.Header.Get("Accept"), "*/*;q=0.1") || got.Method != http.MethodGet || got.RequestURI != "/a?b=c" {
		t.Errorf("request is %s %s, Accept %q", got.Method, got.RequestURI, got.Header.Get("Accept"))
	}
}

func TestGetNotModified(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Etag", `"new"`)
		w.WriteHeader(http.StatusNotModified)
	})
	c := newClient(t, Options{})
	res, err := c.Get(t.Context(), Request{URL: s.URL, ETag: `"old"`})
	if err != nil || res.Status != 304 || res.ETag != `"new"` || len(res.Body) != 0 {
		t.Errorf("got %+v, %v", res, err)
	}
	if _, err := c.Get(t.Context(), Request{URL: s.URL}); kindOf(t, err) != Status {
		t.Errorf("304 that was not asked for: %v", err)
	}
}

func TestGetRedirects(t *testing.T) {
	var asked sync.Map
	other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Store("other", r.Header)
		_, _ = io.WriteString(w, "there")
	})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.URL.Path, r.Header)
		parts := strings.Split(strings.Trim(r.URL.Path, "/"), "-")
		w.Header().Set("Etag", `"of a hop"`)
		switch parts[0] {
		case "end":
			w.Header().Del("Etag")
			_, _ = io.WriteString(w, "here")
		case "other":
			w.Header().Set("Location", other.URL)
			w.WriteHeader(302)
		case "file":
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(301)
		case "loop":
			w.Header().Set("Location", "/loop")
			w.WriteHeader(301)
		case "nowhere":
			w.WriteHeader(302)
		default:
			var code int
			_, _ = fmt.Sscan(parts[0], &code)
			w.Header().Set("Location", "/"+strings.Join(append(parts[1:], "end")[:max(1, len(parts)-1)], "-"))
			w.WriteHeader(code)
		}
	})
	tests := []struct {
		path, permanent, body string
		kind                  Kind
	}{
		{path: "/end", body: "here"},
		{path: "/301", permanent: "/end", body: "here"},
		{path: "/308-301", permanent: "/end", body: "here"},
		{path: "/301-302", permanent: "/302", body: "here"},
		{path: "/302-301", body: "here"},
		{path: "/307-303-302", body: "here"},
		{path: "/301-301-301-301-301", permanent: "/end", body: "here"},
		{path: "/301-301-301-301-301-301", kind: Redirects},
		{path: "/loop", kind: Redirects},
		{path: "/file", kind: Redirects},
		{path: "/nowhere", kind: Redirects},
		{path: "/other", body: "there"},
	}
	c := newClient(t, Options{})
	for _, tt := range tests {
		r := Request{
			URL: strings.Replace(s.URL, "http://", "http://me:word@", 1) + tt.path, ETag: `"mine"`,
			Header: map[string]string{"X-Key": "1"},
		}
		res, err := c.Get(t.Context(), r)
		if tt.kind != 0 {
			if kindOf(t, err) != tt.kind {
				t.Errorf("%s: %v", tt.path, err)
			}
			continue
		}
		want := ""
		if tt.permanent != "" {
			want = s.URL + tt.permanent
		}
		if err != nil || string(res.Body) != tt.body || res.Permanent != want || res.ETag != "" || strings.Contains(res.URL, "word") {
			t.Errorf("%s: %+v, %v", tt.path, res, err)
		}
	}
	h, _ := asked.Load("other")
	for _, name := range []string{"Authorization", "X-Key", "If-None-Match", "Referer"} {
		if v := h.(http.Header).Get(name); v != "" {
			t.Errorf("another host got %s: %q", name, v)
		}
	}
	h, _ = asked.Load("/end")
	if h.(http.Header).Get("Authorization") == "" || h.(http.Header).Get("If-None-Match") != `"mine"` {
		t.Error("the same host did not get its own headers behind a redirect")
	}
}

func TestGetKeepsOutOfPrivateNetworks(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "secret") })
	c := newClient(t, Options{})
	if _, err := c.Get(t.Context(), Request{URL: s.URL}); err != nil {
		t.Errorf("an address that the user wrote: %v", err)
	}
	if _, err := c.Get(t.Context(), Request{URL: s.URL, From: s.URL + "/feed"}); err != nil {
		t.Errorf("from the private network itself: %v", err)
	}
	if _, err := c.Get(t.Context(), Request{URL: s.URL, From: "https://public.example/feed"}); kindOf(t, err) != Private {
		t.Errorf("from a public address: %v", err)
	}
	// A name that leads there is found out when the connection is made.
	addr := strings.TrimPrefix(s.URL, "http://")
	q, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+addr, http.NoBody)
	if res, err := c.guarded.RoundTrip(q); !errors.Is(err, errPrivate) {
		if err == nil {
			_ = res.Body.Close()
		}
		t.Errorf("guarded transport: %v", err)
	}
}

func TestGetFails(t *testing.T) {
	stop := make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/stall":
			<-stop
		case "/trickle":
			for {
				select {
				case <-stop:
					return
				case <-r.Context().Done():
					return
				case <-time.After(time.Millisecond):
					_, _ = w.Write([]byte(" "))
					_ = http.NewResponseController(w).Flush()
				}
			}
		case "/endless":
			for {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		case "/big":
			w.Header().Set("Content-Length", "99999999")
		case "/headers":
			w.Header().Set("X", strings.Repeat("x", maxHeaders+1))
		case "/junk":
			conn, _, _ := w.(http.Hijacker).Hijack()
			_, _ = io.WriteString(conn, "\x1b]0;owned\x07 nothing like HTTP\r\n\r\n")
			_ = conn.Close()
		case "/cut":
			conn, _, _ := w.(http.Hijacker).Hijack()
			_ = conn.Close()
		case "/429":
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(429)
		case "/503":
			w.Header().Set("Date", "Mon, 02 Nov 2026 10:00:00 GMT")
			w.Header().Set("Retry-After", "Mon, 02 Nov 2026 11:00:00 GMT")
			w.WriteHeader(503)
		default:
			w.WriteHeader(403)
		}
	})
	defer close(stop)
	tests := []struct {
		path, text string
		kind       Kind
		retry      time.Duration
	}{
		{path: "/stall", kind: Timeout, text: "does not answer within 0.1 s"},
		{path: "/trickle", kind: Timeout, text: "takes longer than 0.5 s"},
		{path: "/endless", kind: TooLarge, text: "gives more than 1 MiB"},
		{path: "/big", kind: TooLarge, text: "gives more than 1 MiB"},
		{path: "/headers", kind: TooLarge, text: "gives headers over 256 KiB"},
		{path: "/junk", kind: Undecodable, text: "does not speak HTTP"},
		{path: "/cut", kind: Refused, text: "breaks the connection off"},
		{path: "/429", kind: Status, text: "wants to be left alone (429)", retry: 2 * time.Hour},
		{path: "/503", kind: Status, text: "has trouble of its own (503)", retry: time.Hour},
		{path: "/403", kind: Status, text: "refuses us (403)"},
	}
	c := newClient(t, Options{FirstByte: 100 * time.Millisecond})
	for _, tt := range tests {
		_, err := c.Get(t.Context(), Request{URL: s.URL + tt.path, Limit: 1 << 20, Timeout: 500 * time.Millisecond})
		var e *Error
		if !errors.As(err, &e) || e.Kind != tt.kind || e.Error() != tt.text || e.RetryAfter != tt.retry {
			t.Errorf("%s: %#v", tt.path, err)
		}
	}
	for _, u := range []string{"", "feed", "file:///etc/passwd", "http://", "https://host:99999/", "http://a b/"} {
		if _, err := c.Get(t.Context(), Request{URL: u}); kindOf(t, err) != BadAddress {
			t.Errorf("%q: %v", u, err)
		}
	}
}

func TestGetOverBadCertificate(t *testing.T) {
	s := httptest.NewTLSServer(http.NotFoundHandler())
	defer s.Close()
	s.Config.ErrorLog = nil
	c := newClient(t, Options{})
	_, err := c.Get(t.Context(), Request{URL: s.URL})
	if kindOf(t, err) != TLS || err.Error() != "has a certificate that is not valid" {
		t.Error(err)
	}
	_, err = c.Get(t.Context(), Request{URL: strings.Replace(s.URL, "https:", "http:", 1)})
	if kindOf(t, err) != Status {
		t.Error(err)
	}
}

func TestGetOverHTTP2(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", r.Header.Get("If-None-Match"))
		_, _ = io.WriteString(w, r.Proto+r.Header.Get("Referer"))
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	c := newClient(t, Options{})
	c.trusting.(*http.Transport).TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig
	res, err := c.Get(t.Context(), Request{URL: s.URL, ETag: "W/odd"})
	if err != nil || string(res.Body) != "HTTP/2.0" || res.ETag != "W/odd" {
		t.Errorf("%+v, %v", res, err)
	}
}

func TestGetNobodyListens(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	_ = l.Close()
	_, err = newClient(t, Options{}).Get(t.Context(), Request{URL: "http://" + addr})
	if kindOf(t, err) != Refused {
		t.Error(err)
	}
}

func TestGetShortBody(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		w.Header().Set("Etag", `"x"`)
		_, _ = io.WriteString(w, "<rss>")
	})
	res, err := newClient(t, Options{}).Get(t.Context(), Request{URL: s.URL})
	if err != nil || !res.Truncated || res.ETag != "" || string(res.Body) != "<rss>" {
		t.Errorf("%+v, %v", res, err)
	}
}

func TestGetCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	_, err := newClient(t, Options{}).Get(ctx, Request{URL: s.URL})
	if kindOf(t, err) != Canceled || !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestTwoAtATimeAndStallsAlone(t *testing.T) {
	var now, most atomic.Int64
	stop := make(chan struct{})
	stalled := serve(t, func(http.ResponseWriter, *http.Request) {
		most.Store(max(most.Load(), now.Add(1)))
		<-stop
		now.Add(-1)
	})
	quick := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("x")) })
	c := newClient(t, Options{})
	var wg sync.WaitGroup
	for range 12 {
		wg.Go(func() { _, _ = c.Get(t.Context(), Request{URL: stalled.URL}) })
	}
	for range 50 {
		if _, err := c.Get(t.Context(), Request{URL: quick.URL}); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	wg.Wait()
	if most.Load() > 2 {
		t.Errorf("%d requests at a time", most.Load())
	}
	if len(c.hosts.lanes) != 0 {
		t.Errorf("%d lanes are left", len(c.hosts.lanes))
	}
}

func TestCloseLeavesNothing(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(bytes.Repeat([]byte("x"), 1000)) })
	before := runtime.NumGoroutine()
	c := New(Options{})
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() { _, _ = c.Get(t.Context(), Request{URL: s.URL}) })
	}
	wg.Wait()
	c.Close()
	s.CloseClientConnections()
	deadline := time.After(5 * time.Second)
	for runtime.NumGoroutine() > before {
		select {
		case <-deadline:
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		default:
			runtime.Gosched()
		}
	}
}

// An answer without a body must not be lost because its connection is closed,
// as one idle too many, while it is handed over.
func TestGetWhileConnectionsAreEvicted(t *testing.T) {
	gone := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) }
	transport := network(Options{}, false)
	transport.MaxIdleConns = 4
	t.Cleanup(transport.CloseIdleConnections)
	c := newClient(t, Options{Transport: transport})
	var wg sync.WaitGroup
	for range 40 {
		s := serve(t, gone)
		wg.Go(func() {
			for range 250 {
				if _, err := c.Get(t.Context(), Request{URL: s.URL, ETag: `"x"`}); err != nil {
					t.Error(err, errors.Unwrap(err))
					return
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkThousandFeeds(b *testing.B) {
	doc := bytes.Repeat([]byte("<item>news</item>"), 600)
	var urls []string
	for range 20 {
		s := serve(b, func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(304)
				return
			}
			_, _ = w.Write(doc)
		})
		for i := range 50 {
			urls = append(urls, fmt.Sprintf("%s/%d", s.URL, i))
		}
	}
	for _, etag := range []string{"", `"x"`} {
		b.Run("etag="+etag, func(b *testing.B) {
			for b.Loop() {
				c := newClient(b, Options{})
				var wg sync.WaitGroup
				for _, u := range urls {
					wg.Go(func() {
						if _, err := c.Get(b.Context(), Request{URL: u, ETag: etag}); err != nil {
							b.Error(err)
						}
					})
				}
				wg.Wait()
			}
		})
	}
}
