package main

import (
	"bytes"
	"image"
	"image/png"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
)

func TestPictureIsFetchedOnce(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		_, _ = w.Write(b.Bytes())
	}))
	defer s.Close()
	g := gallery{program: &program{dirs: dirs{cache: t.TempDir()}, log: slog.New(slog.DiscardHandler)}, following: &following{story: &news.Story{}}, from: s.URL}
	for range 2 {
		img, err := g.Picture(t.Context(), s.URL+"/a.png")
		if err != nil || img.Bounds().Dx() != 30 {
			t.Fatalf("got %v, %v", img, err)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times, want once", asked)
	}
	files, err := os.ReadDir(g.dirs.cache)
	if err != nil || len(files) != 1 {
		t.Fatalf("%d files in the cache, %v", len(files), err)
	}
	if info, err := files[0].Info(); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := os.WriteFile(filepath.Join(g.dirs.cache, files[0].Name()), b.Bytes()[:20], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Picture(t.Context(), s.URL+"/a.png"); err != nil || asked != 2 {
		t.Errorf("half a picture in the cache: %v, asked %d times", err, asked)
	}
	g.from = "https://public.example/report"
	if _, err := g.Picture(t.Context(), s.URL+"/b.png"); err == nil || !strings.Contains(err.Error(), "private") {
		t.Errorf("a public report's picture at a private address: %v", err)
	}
}

func TestPictureCacheIsBounded(t *testing.T) {
	c := pictureCache{filepath.Join(t.TempDir(), "cache"), 100}
	has := func() (urls string) {
		for _, url := range []string{"a", "b", "c", "d"} {
			if _, err := c.read(url); err == nil {
				urls += url
			}
		}
		return urls
	}
	for i, step := range []struct {
		url   string
		bytes int
		want  string
	}{
		{"a", 40, "a"},
		{"b", 40, "ab"},
		{"c", 20, "abc"},
		{"d", 1, "bcd"},
		{"b", 80, "bd"}, // it came again
	} {
		if err := c.keep(step.url, make([]byte, step.bytes)); err != nil {
			t.Fatal(err)
		}
		at := time.Unix(int64(i), 0)
		if err := os.Chtimes(c.file(step.url), at, at); err != nil {
			t.Fatal(err)
		}
		if got := has(); got != step.want {
			t.Errorf("with %s: %s is kept, want %s", step.url, got, step.want)
		}
	}
	foreign := filepath.Join(c.dir, "notes")
	if err := os.WriteFile(foreign, make([]byte, 200), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := c.keep("a", make([]byte, 99)); err != nil || has() != "a" {
		t.Errorf("%v, %s is kept, want a", err, has())
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Error(err)
	}
}

func TestDecodePicture(t *testing.T) {
	bomb := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x02\x00\x00\x00")
	for name, b := range map[string][]byte{"a page": []byte("<html>"), "nothing": nil, "half": bomb[:20], "too many dots": bomb} {
		if _, err := decodePicture(b); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
