package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// pack compresses as a server would.
func pack(t *testing.T, code string, doc []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch code {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "raw deflate":
		w, _ = flate.NewWriter(&b, 6)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, _ = zstd.NewWriter(&b)
	default:
		return doc
	}
	if _, err := w.Write(doc); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGetUnpacks(t *testing.T) {
	doc := bytes.Repeat([]byte("The court sits on Monday. "), 20_000)
	tests := []struct{ name, header, code string }{
		{"gzip", "gzip", "gzip"},
		{"old name", "x-gzip", "gzip"},
		{"deflate", "deflate", "deflate"},
		{"deflate without its frame", "deflate", "raw deflate"},
		{"brotli", "br", "br"},
		{"zstd", "zstd", "zstd"},
		{"gzip not announced", "", "gzip"},
		{"gzip announced, not done", "gzip", "none"},
	}
	c := newClient(t, Options{})
	for _, tt := range tests {
		body := pack(t, tt.code, doc)
		cut := false
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			if tt.header != "" {
				w.Header().Set("Content-Encoding", tt.header)
			}
			w.Header().Set("Content-Type", "application/gzip")
			w.Header().Set("Etag", `"x"`)
			if cut {
				_, _ = w.Write(body[:len(body)-len(body)/3])
				return
			}
			_, _ = w.Write(body)
		})
		res, err := c.Get(t.Context(), Request{URL: s.URL})
		if err != nil || !bytes.Equal(res.Body, doc) || res.Wire != int64(len(body)) || res.Truncated {
			t.Errorf("%s: %v", tt.name, err)
		}
		if _, err := c.Get(t.Context(), Request{URL: s.URL, Limit: 300_000}); kindOf(t, err) != TooLarge {
			t.Errorf("%s over the limit: %v", tt.name, err)
		}
		if cut = true; tt.code == "none" {
			continue
		}
		res, err = c.Get(t.Context(), Request{URL: s.URL})
		if err != nil && kindOf(t, err) != Undecodable || err == nil && (!res.Truncated || res.ETag != "") {
			t.Errorf("%s cut short: %v", tt.name, err)
		}
	}
}

func TestUnpackStopsAtTheLimit(t *testing.T) {
	bomb := make([]byte, 8<<20)
	for _, code := range []string{"gzip", "deflate", "br", "zstd"} {
		packed := pack(t, code, bomb)
		if out, err := unpack(code, packed, 1<<20); err == nil || out != nil {
			t.Errorf("%s: %d bytes out of a bomb", code, len(out))
		}
	}
}

// A body that waits until three large ones are read, because they come slowly,
// has as much time for itself as any other.
func TestWaitingForMemoryCostsNoTime(t *testing.T) {
	const limit = time.Second
	large := bytes.Repeat([]byte("x"), 2*small)
	slow := func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write(large)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
	c := newClient(t, Options{})
	var all sync.WaitGroup
	for range maxLarge {
		s := serve(t, slow)
		all.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: s.URL, Timeout: limit}); kindOf(t, err) != Timeout || errors.Is(err, context.Canceled) {
				t.Errorf("a body that stalls: %v", err)
			}
		})
	}
	for deadline := time.Now().Add(limit / 2); len(c.large) < maxLarge && time.Now().Before(deadline); {
		runtime.Gosched()
	}
	quick := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(large) })
	if _, err := c.Get(t.Context(), Request{URL: quick.URL, Timeout: limit / 10}); kindOf(t, err) != Timeout {
		t.Errorf("a quick body that does not want to wait: %v", err)
	}
	res, err := c.Get(t.Context(), Request{URL: quick.URL, Timeout: limit})
	if err != nil || len(res.Body) != len(large) {
		t.Errorf("a quick body: %v", err)
	}
	all.Wait()
}

func TestWhatIsTooLongIsNotRemembered(t *testing.T) {
	long := strings.Repeat("x", 10<<10)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/moved" {
			w.Header().Set("Location", "/"+long)
			w.WriteHeader(http.StatusMovedPermanently)
			return
		}
		w.Header().Set("Etag", `"`+long+`"`)
		w.Header().Set("Last-Modified", long)
	})
	c := newClient(t, Options{})
	res, err := c.Get(t.Context(), Request{URL: s.URL})
	if err != nil || res.ETag != "" || res.LastModified != "" {
		t.Errorf("validators: %v", err)
	}
	if res, err = c.Get(t.Context(), Request{URL: s.URL + "/moved"}); err != nil || res.Permanent != "" {
		t.Errorf("a redirect: %v", err)
	}
}
