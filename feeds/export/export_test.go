package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

var formats = map[string]func(io.Writer, *Story) error{"md": Markdown, "html": HTML, "json": JSON, "atom": Atom}

func at(hour int) time.Time { return time.Date(2026, 11, 17, hour, 32, 0, 0, time.UTC) }

func article(id int64, headline, address, body string) *news.Article {
	a := &news.Article{
		ID: id, Headline: text.Line(headline), Outlet: text.Own("Harbor Post"), Byline: text.Own("Ruth Amadi"), URL: address,
		Feed: "https://post.example/rss?key=sesame", Dates: news.Dates{FirstSeen: at(15), Sort: at(14), Published: news.Time{Time: at(14), From: news.FromFeed}},
		Verdict: news.Verdict{Tags: []text.Clean{text.Own("court")}}, Size: news.Size{FullText: true},
	}
	a.Report.Cluster = id
	a.Text = news.Revision{Number: 1, SHA256: "00", Seen: at(15), Headline: a.Headline, Body: text.HTML(body, nil)}
	return a
}

// marlow is a story with something in each of its parts.
func marlow(reports ...Report) *Story {
	first := news.DigestLine{Kind: news.BackgroundLine, Text: text.Own("A fire destroyed the bakery on Quay Street."), Article: 1, Outlet: text.Own("Harbor Post"), Published: at(14), Outlets: 12, Clock: -1}
	next := news.DigestLine{Kind: news.ScheduledLine, Text: text.Own("Closing arguments"), Date: news.Date{Year: 2026, Month: 11, Day: 19}, Clock: 9*time.Hour + 30*time.Minute, Outlets: 1, URL: "https://court.example/"}
	return &Story{
		Story:  &news.Story{Name: "marlow", Title: text.Own("State v. Marlow"), Note: text.Own("Invented."), Began: news.Date{Year: 2026, Month: 2}, Languages: []string{"en"}},
		Until:  at(18),
		Digest: news.Digest{Items: 31, Clusters: 9, Outlets: 14, Lines: []news.DigestLine{first, next}},
		Timeline: []news.Event{
			{Date: news.Date{Year: 2026, Month: 2, Day: 21}, Kind: news.Reported, Clock: -1, Text: text.Own("Fire destroys the bakery."), Article: 1, Outlets: 12, Mentions: 40, First: at(14), By: text.Own("Harbor Post")},
			{Date: news.Date{Year: 2026}, Kind: news.FromStory, Clock: -1, Text: text.Own("It was a dry year."), Outlets: 1},
		},
		People: []news.Named{{Name: text.Own("Dana Marlow"), Role: text.Own("former partner"), Mentions: 90, Articles: 40, First: at(1), Last: at(14)}},
		Quotes: []news.Quote{{Article: 1, Outlet: text.Own("Harbor Post"), Time: at(14), Text: text.Own("I was not there."), Speaker: text.Own("Dana Marlow"), Outlets: 3}},
		Reports: func(fn func(Report) error) error {
			for _, r := range reports {
				if err := fn(r); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func render(t *testing.T, format string, s *Story) string {
	t.Helper()
	var b bytes.Buffer
	if err := formats[format](&b, s); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return b.String()
}

func usual() *Story {
	body := `<h2>In court</h2><p>Judge Okafor <a href="https://court.example/order">moved</a> closing arguments.</p><ul><li>One</li><li>Two</li></ul>
		<blockquote><p>I was not there.</p></blockquote><pre>a
b</pre>`
	copied := *article(2, "Judge moves closings", "https://ledger.example/2", "")
	copied.Report.CopyOf, copied.Outlet = 1, text.Own("The Ledger")
	return marlow(Report{article(1, "Judge moves closing arguments", "https://post.example/1", body), []news.Article{copied}})
}

func TestMarkdown(t *testing.T) {
	got := render(t, "md", usual())
	for _, want := range []string{
		"# State v. Marlow\n", "As of Tue 17 Nov 2026, 18:32.", "## The story so far\n\n- A fire destroyed the bakery on Quay Street. (Harbor Post, Tue 17 Nov 2026, 14:32, +11)\n",
		"## Coming up\n\n- **19 November 2026 09:30** Closing arguments <https://court.example/>\n",
		"- **21 February 2026** Fire destroys the bakery. (first: Harbor Post, Tue 17 Nov 2026, 14:32, +11)\n", "- **2026** It was a dry year.\n",
		"- **Dana Marlow**, former partner (40 articles)\n", "- “I was not there.” — Dana Marlow (Harbor Post, Tue 17 Nov 2026, 14:32, +2)\n",
		"### Judge moves closing arguments\n\nHarbor Post · Ruth Amadi · published Tue 17 Nov 2026, 14:32 (says the feed) · first seen Tue 17 Nov 2026, 15:32\n <https://post.example/1>\n",
		"#### In court\n\nJudge Okafor [moved](<https://court.example/order>) closing arguments.\n\n- One\n- Two\n\n> I was not there.\n\n    a\n    b\n\nThe same text:\n\n- Judge moves closings, The Ledger <https://ledger.example/2>\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// Words beside a link do not make of it, or with it, what asks for something or
// counts.
func TestMarkdownBesideLinks(t *testing.T) {
	for body, want := range map[string]string{
		`<p>Look!<a href="https://a.example/x">here</a>!</p>`:       `Look\![here](<https://a.example/x>)!`,
		`<p>1<a href="https://a.example/?token=se5ame">. x</a></p>`: `1\. x`,
	} {
		if got := render(t, "md", marlow(Report{article(1, "Fire", "", body), nil})); !strings.Contains(got, "\n"+want+"\n") {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestJSONKeys(t *testing.T) {
	var doc struct {
		Story    map[string]any
		Digest   struct{ Lines []map[string]any }
		Timeline []map[string]any
		People   []map[string]any
		Quotes   []map[string]any
		Articles []struct {
			ID         int64
			Feed       string
			Copy       *int64 `json:"copy_of"`
			Paragraphs []struct{ Kind, Text string }
			Links      []struct{ Text, URL string }
		}
	}
	if err := json.Unmarshal([]byte(render(t, "json", usual())), &doc); err != nil {
		t.Fatal(err)
	}
	a := doc.Articles
	if len(a) != 2 || a[0].Paragraphs[1].Text != "Judge Okafor moved closing arguments." || a[0].Links[0].Text != "moved" || *a[1].Copy != 1 || strings.Contains(a[0].Feed, "sesame") {
		t.Errorf("articles %+v", a)
	}
	if doc.Story["began"] != "2026-02" || len(doc.Digest.Lines) != 2 || doc.Digest.Lines[1]["date"] != "2026-11-19" ||
		doc.Timeline[1]["precision"] != "year" || doc.People[0]["items"] != 40.0 || doc.Quotes[0]["outlets"] != 3.0 {
		t.Errorf("got %+v", doc)
	}
	if got := render(t, "json", marlow()); !strings.HasSuffix(got, "\"articles\":[\n\n]}\n") || !json.Valid([]byte(got)) {
		t.Errorf("without articles: %s", got)
	}
}

func TestAtom(t *testing.T) {
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Author  string `xml:"author>name"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Content struct {
				Type string `xml:"type,attr"`
				Text string `xml:",chardata"`
			} `xml:"content"`
		} `xml:"entry"`
	}
	doc := render(t, "atom", usual())
	if err := xml.Unmarshal([]byte(doc), &feed); err != nil {
		t.Fatal(err)
	}
	e := feed.Entries
	if feed.Title != "State v. Marlow" || feed.Updated != "2026-11-17T18:32:00Z" || len(e) != 2 || e[0].ID == e[1].ID || !strings.HasPrefix(e[0].ID, "urn:uuid:") ||
		e[0].Author != "Ruth Amadi, Harbor Post" || e[0].Link.Href != "https://post.example/1" || e[0].Content.Type != "html" ||
		!strings.Contains(e[0].Content.Text, `<p>Judge Okafor <a href="https://court.example/order">moved</a> closing arguments.</p><ul><li>One</li><li>Two</li></ul>`) {
		t.Errorf("got %+v", feed)
	}
	if again := render(t, "atom", usual()); again != doc {
		t.Error("another document the second time")
	}
}

// hostile is a story all of whose words and addresses are an attack.
func hostile(payload string) *Story {
	line := text.Line(payload)
	a := article(1, payload, payload, "<p>"+html.EscapeString(payload)+"</p><p>"+payload+"</p><p><a href='"+html.EscapeString(payload)+"'>x</a></p><pre>"+payload+"</pre><ul><li>"+payload)
	a.Outlet, a.Byline, a.Feed, a.GUID = line, line, payload, payload
	a.Text.Body.Links = append(a.Text.Body.Links, text.Link{Span: text.Span{End: 1}, URL: payload})
	a.Verdict.Tags = []text.Clean{line}
	s := marlow(Report{a, []news.Article{*a}})
	s.Title, s.Note, s.Name, s.Languages = line, line, payload, []string{line.String()}
	for i := range s.Digest.Lines {
		s.Digest.Lines[i].Text, s.Digest.Lines[i].Outlet, s.Digest.Lines[i].URL = line, line, payload
	}
	for i := range s.Timeline {
		s.Timeline[i].Text, s.Timeline[i].By, s.Timeline[i].URL = line, line, payload
	}
	s.People[0].Name, s.People[0].Role, s.People[0].Aliases = line, line, []text.Clean{line}
	s.Quotes[0].Text, s.Quotes[0].Speaker, s.Quotes[0].Outlet = line, line, line
	return s
}

var payloads = []string{
	"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "javascript:alert(1)", "JaVaScRiPt:alert(1)//https://a.example/", "data:text/html,<script>alert(1)</script>",
	"https://a.example/\" onmouseover=\"alert(1)", "</style><script>alert(1)</script>", "]]><script>alert(1)</script>", "--><script>alert(1)</script>",
	"\x1b[31mred\x1b]0;title\x07", "\u202egnp.exe", "\x9b31m", "a\x00b", "\xff\xfe", "{{.}}{{template \"head\"}}", "](javascript:alert(1))", "[x](javascript:alert(1))", "<https://a.example/>",
	"1. one\n- two\n# three\n    four", "vbscript:x", "//a.example/x", "file:///etc/passwd", "https://a.example/%0d%0aX: y", "https://a.example/`whoami`", "]]>", "&lt;script&gt;alert(1)&lt;/script&gt;",
}

func TestHostile(t *testing.T) {
	for _, payload := range payloads {
		for format := range formats {
			if fault := leak(format, render(t, format, hostile(payload))); fault != nil {
				t.Errorf("%s of %q: %v", format, payload, fault)
			}
		}
	}
}

// leak says what of a document acts on a terminal, runs, or asks for something.
func leak(format, doc string) error {
	for _, l := range strings.Split(doc, "\n") {
		if text.Lines(l+"|").String() != l+"|" {
			return fmt.Errorf("line %q is not clean", l)
		}
	}
	if strings.Contains(doc, "key=sesame") {
		return errors.New("a secret is told")
	}
	switch format {
	case "html":
		return leakHTML(doc)
	case "json":
		if !json.Valid([]byte(doc)) {
			return errors.New("no JSON")
		}
	case "atom":
		return leakAtom(doc)
	case "md":
		for _, bad := range []string{"](<javascript:", "](javascript:", "<script", "<img", "](<data:", "](<file:"} {
			if i := strings.Index(strings.ToLower(doc), bad); i >= 0 && (i == 0 || doc[i-1] != '\\') {
				return errors.New("it has " + bad)
			}
		}
	}
	return nil
}

// leakHTML walks a page: only known elements and attributes, and links of the
// web or within the page.
func leakHTML(doc string) error {
	known := map[string]bool{}
	for _, name := range strings.Fields("html head meta title style body header h1 h2 h3 h4 p time nav a main section strong span dl dt dd ul li blockquote pre div br footer article em code") {
		known[name] = true
	}
	for z := html.NewTokenizer(strings.NewReader(doc)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return nil
		case html.StartTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			if !known[tok.Data] {
				return errors.New("element " + tok.Data)
			}
			for _, attr := range tok.Attr {
				if fault := leakAttr(tok.Data, attr); fault != nil {
					return fault
				}
			}
		case html.TextToken, html.EndTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
}

func leakAttr(tag string, attr html.Attribute) error {
	switch attr.Key {
	case "href":
		for _, scheme := range []string{"https://", "http://", "mailto:", "#"} {
			if tag == "a" && strings.HasPrefix(attr.Val, scheme) {
				return nil
			}
		}
		return errors.New("link to " + attr.Val)
	case "lang", "charset", "http-equiv", "content", "name", "dir", "class", "datetime", "id", "rel", "aria-label":
		return nil
	}
	return errors.New("attribute " + attr.Key)
}

func leakAtom(doc string) error {
	var feed struct {
		Entries []struct {
			Content string `xml:"content"`
			Links   []struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(doc), &feed); err != nil {
		return err
	}
	for _, e := range feed.Entries {
		for _, l := range e.Links {
			if fault := leakAttr("a", html.Attribute{Key: "href", Val: l.Href}); fault != nil {
				return fault
			}
		}
		if fault := leakHTML(e.Content); fault != nil {
			return fault
		}
	}
	return nil
}

func TestSecrets(t *testing.T) {
	secret := "https://user:sesame@a.example/?token=sesame"
	a := article(1, "Fire", secret, "<p>See <a href='"+secret+"'>this</a>.</p>")
	a.GUID = secret
	s := marlow(Report{a, []news.Article{*a}})
	s.Digest.Lines[1].URL, s.Timeline[1].URL = secret, secret
	for format := range formats {
		if doc := render(t, format, s); strings.Contains(doc, "sesame") || !strings.Contains(doc, "See this") && format == "html" {
			t.Errorf("%s tells a secret:\n%s", format, doc)
		}
	}
}

func TestErrorsOfTheStory(t *testing.T) {
	broken := errors.New("the archive is broken")
	for format, write := range formats {
		s := usual()
		s.Reports = func(func(Report) error) error { return broken }
		if err := write(io.Discard, s); !errors.Is(err, broken) {
			t.Errorf("%s: got %v", format, err)
		}
		if err := write(full{}, usual()); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("%s: got %v where nothing can be written", format, err)
		}
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func FuzzExport(f *testing.F) {
	for _, p := range payloads {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		for format := range formats {
			if fault := leak(format, render(t, format, hostile(payload))); fault != nil {
				t.Fatalf("%s: %v", format, fault)
			}
		}
	})
}

func TestArticle(t *testing.T) {
	var b strings.Builder
	a := article(1, "1. Fire", "https://post.example/1", `<h2>In court</h2><p>- not a list</p><p>&gt; nor <a href="https://court.example/order">words</a></p>`)
	if err := Article(&b, a, text.Own("Harbor Post")); err != nil {
		t.Fatal(err)
	}
	want := "# 1\\. Fire\n\nHarbor Post\n <https://post.example/1>\n\n## In court\n\n\\- not a list\n\n\\> nor [words](<https://court.example/order>)\n\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
