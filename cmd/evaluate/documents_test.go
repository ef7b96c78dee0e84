package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestParseTask(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feed.xml")
	doc := `<rss><channel><title>T</title><item><link>/1</link><title>a</title><pubDate>Mon, 02 Nov 2026 15:04:05 +0100</pubDate></item></channel></rss>`
	if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, errs := evaluate(t, "", "parse", path, "text/xml", "https://a.example/feed")
	want := `"items":[{"title":"a","link":"https://a.example/1","id":"https://a.example/1","published":"2026-11-02T14:04:05Z"}]`
	if status != 0 || !strings.Contains(out, want) {
		t.Errorf("status %d, errors %s, out %s", status, errs, out)
	}
	if err := os.WriteFile(path, []byte("<html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, out, _ = evaluate(t, "", "parse", path, "", ""); !strings.Contains(out, `"error":"gives a web page instead of a feed"`) {
		t.Error(out)
	}
	if status, _, _ = evaluate(t, "", "parse"); status != 2 {
		t.Errorf("without a file: status %d", status)
	}
	if status, _, _ = evaluate(t, "", "parse", path+"x"); status != 1 {
		t.Errorf("with no such file: status %d", status)
	}
}

func TestFeedDates(t *testing.T) {
	in := "{\"input\":\"2 Nov 2026 15:04 GMT\",\"expect\":null}\n{\"input\":\"soon\"}\n"
	want := "{\"input\":\"2 Nov 2026 15:04 GMT\",\"time\":\"2026-11-02T15:04:00Z\"}\n{\"input\":\"soon\",\"time\":null}\n"
	if status, out, errs := evaluate(t, in, "feeddates"); status != 0 || out != want {
		t.Errorf("status %d, errors %s, out %s", status, errs, out)
	}
}

func TestExtract(t *testing.T) {
	page := "<h1>H</h1><article>" + strings.Repeat("<p>The judge said that the jury will hear a second witness, who saw it all.</p>", 9) + "</article>"
	path := filepath.Join(t.TempDir(), "page.html.gz")
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write([]byte(page))
	_ = z.Close()
	if err := os.WriteFile(path, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	quoted, _ := json.Marshal(page)
	in := `{"id":1,"url":"https://a.example/1","html":` + string(quoted) + "}\n" +
		`{"id":"2","url":"https://a.example/2","file":"` + path + "\"}\n" + `{"id":3,"html":"no"}` + "\n"
	status, out, errs := evaluate(t, in, "extract")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if status != 0 || len(lines) != 3 {
		t.Fatalf("status %d, errors %s, out %s", status, errs, out)
	}
	for i, id := range []string{`{"id":1,`, `{"id":"2",`, `{"id":3,`} {
		if !strings.HasPrefix(lines[i], id) || strings.Contains(lines[i], "second witness, who") != (i < 2) {
			t.Errorf("line %d: %s", i, lines[i])
		}
	}
}
