package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFoundFeeds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "document")
	for doc, want := range map[string]string{
		`<html><link rel=alternate type=application/rss+xml href=/f?a&b>`: `{"urls":["https://a.example/f?a&b"]}`,
		`<html><p>nothing`: `{"urls":[]}`,
		`<rss><channel><title>T</title><item><title>a</title></item></channel></rss>`: `{"urls":["https://a.example/x"]}`,
	} {
		if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
			t.Fatal(err)
		}
		if status, out, errs := evaluate(t, "", "discover", path, "https://a.example/x"); status != 0 || out != want+"\n" {
			t.Errorf("%s: status %d, errors %s, out %s", doc, status, errs, out)
		}
	}
	for doc, want := range map[string]string{
		`<opml><outline xmlURL="https://a.example/f?a&b"/>`: `{"urls":["https://a.example/f?a&b"]}`,
		"https://a.example/f ~A\n":                          `{"urls":["https://a.example/f"]}`,
		"<haha/>":                                           `{"urls":[],"error":"this is no list of feeds"}`,
	} {
		if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
			t.Fatal(err)
		}
		if status, out, errs := evaluate(t, "", "opml", path); status != 0 || out != want+"\n" {
			t.Errorf("%s: status %d, errors %s, out %s", doc, status, errs, out)
		}
	}
	for _, args := range [][]string{{"discover", path}, {"opml"}} {
		if status, _, _ := evaluate(t, "", args...); status != 2 {
			t.Errorf("%v: status %d", args, status)
		}
	}
	for _, args := range [][]string{{"discover", path + "x", "https://a.example"}, {"opml", path + "x"}} {
		if status, _, _ := evaluate(t, "", args...); status != 1 {
			t.Errorf("%v: status %d", args, status)
		}
	}
}
