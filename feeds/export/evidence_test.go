package export

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// exhibit is an article with two texts, a page and what changed.
func exhibit(headline, body, page string) *Exhibit {
	a := article(17, headline, "https://post.example/1", body)
	first := a.Text
	first.Source, first.Body = news.FromFeed, text.Plain("214 pages.\nThey were late.")
	second := a.Text
	second.Number, second.Source = 2, news.FromPage
	for _, r := range []*news.Revision{&first, &second} {
		sum := sha256.Sum256([]byte(r.Headline.String() + "\x00" + r.Body.Text.String()))
		r.SHA256 = hex.EncodeToString(sum[:])
	}
	return &Exhibit{
		Article: a, Revisions: []news.Revision{first, second},
		Pages: []Page{{
			Revision: 2, Fetched: at(16), URL: "https://post.example/1?token=sesame", Status: 200, Body: []byte(page),
			Headers: map[string][]string{
				"Date": {"then"}, "Set-Cookie": {"id=sesame"}, "Content-Location": {"/1?token=sesame"},
				"Link": {`<https://post.example/1?key=sesame>; rel="canonical"`}, page: {page},
			},
		}},
		Diffs: []news.Diff{{
			From: 1, To: 2, Seen: at(16), Kind: news.Correction, Headline: &news.Hunk{Paragraph: -1, Old: text.Own("241"), New: text.Own("214")},
			Hunks: []news.Hunk{{Paragraph: 1, Old: text.Own("They were late.")}},
		}},
	}
}

// collect writes evidence into a map.
func collect(t *testing.T, exhibits ...*Exhibit) map[string]string {
	t.Helper()
	files := map[string]string{}
	e := &Evidence{Story: usual(), Program: "casewire 1", Made: at(19), Put: func(name string, content []byte) error {
		if !regexp.MustCompile(`^[a-zA-Z0-9.-]+(/[a-zA-Z0-9.-]+)*$`).MatchString(name) || files[name] != "" {
			t.Errorf("file %q", name)
		}
		files[name] = string(content)
		return nil
	}}
	for _, x := range exhibits {
		if err := e.Add(x); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return files
}

func TestEvidence(t *testing.T) {
	raw := "<p>214 pages.</p>\x00\xff"
	files := collect(t, exhibit("Pages filed", "<p>214 pages.</p>", raw))
	if files["articles/17/page-2.raw"] != raw {
		t.Errorf("the page became %q", files["articles/17/page-2.raw"])
	}
	if got := files["articles/17/text-1.txt"]; got != "Pages filed\n\n214 pages.\nThey were late.\n" {
		t.Errorf("the text became %q", got)
	}
	if got := files["articles/17/diff-1-2.txt"]; got != "Revision 1 to 2, seen 2026-11-17T16:32:00Z: correction\n\n@ headline\n- 241\n+ 214\n\n@ paragraph 2\n- They were late.\n" {
		t.Errorf("the diff became %q", got)
	}
	for name, content := range files {
		sum := sha256.Sum256([]byte(content))
		if has := strings.Contains(files["SHA256SUMS"], fmt.Sprintf("%x  %s\n", sum, name)); has == (name == "SHA256SUMS") {
			t.Errorf("%s in the list of hashes: %v", name, has)
		}
		if strings.Contains(content, "sesame") {
			t.Errorf("%s tells a secret", name)
		}
	}
	var manifest struct {
		Articles []struct {
			Revisions []struct {
				Intact bool
				SHA256 string `json:"content_sha256"`
			}
			Pages []struct{ File string }
		}
		Files []struct{ Path string }
	}
	if err := json.Unmarshal([]byte(files["manifest.json"]), &manifest); err != nil {
		t.Fatal(err)
	}
	if m := manifest.Articles[0]; len(m.Revisions) != 2 || !m.Revisions[0].Intact || !m.Revisions[1].Intact || m.Pages[0].File != "articles/17/page-2.raw" || len(manifest.Files) != len(files)-2 {
		t.Errorf("manifest %s", files["manifest.json"])
	}
	if strings.Contains(files["README.html"], "damaged") {
		t.Error("the page tells of damage")
	}
}

func TestEvidenceOfDamage(t *testing.T) {
	x := exhibit("Pages filed", "<p>214 pages.</p>", "")
	x.Revisions[1].Body = text.Plain("241 pages.")
	files := collect(t, x)
	if !strings.Contains(files["manifest.json"], `"intact": false`) || !strings.Contains(files["README.html"], "<strong>damaged") {
		t.Errorf("damage is not told: %s", files["manifest.json"])
	}
}

func TestHostileEvidence(t *testing.T) {
	for _, payload := range payloads {
		x := exhibit(payload, "<p>"+payload, payload)
		x.Article.URL, x.Article.GUID, x.Article.Feed, x.Article.Byline = payload, payload, payload, text.Line(payload)
		x.Pages[0].URL = payload
		for name, content := range collect(t, x) {
			if name == "README.html" {
				content = strings.ReplaceAll(content, `href="articles/`, `href="#`)
				if fault := leak("html", content); fault != nil {
					t.Errorf("%q: %v", payload, fault)
				}
				continue
			}
			if fault := leak("text", content); fault != nil && !strings.HasSuffix(name, ".raw") {
				t.Errorf("%s of %q: %v", name, payload, fault)
			}
		}
	}
}

func TestEvidenceThatCannotBeWritten(t *testing.T) {
	for n := range 8 {
		left := n
		e := &Evidence{Story: usual(), Put: func(string, []byte) error {
			if left--; left < 0 {
				return errors.New("no room")
			}
			return nil
		}}
		if err := errors.Join(e.Add(exhibit("a", "b", "c")), e.Close()); err == nil {
			t.Errorf("nothing is said of file %d", n)
		}
	}
}
