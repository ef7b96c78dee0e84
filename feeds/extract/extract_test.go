package extract

import (
	"errors"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// prose is enough text to be an article.
var prose = strings.Repeat(`<p>The judge in the Marlow case said on Monday that the jury will hear a
second witness, who saw the lorry near the quay, before the week is over.</p>`, 8)

func article(t *testing.T, doc string) Page {
	t.Helper()
	p, err := Article([]byte(doc), "text/html; charset=utf-8", "https://www.paper.example.com/news/1", "")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestArticle(t *testing.T) {
	p := article(t, `<!doctype html><html lang="en_GB"><head><title>Second witness | The Paper</title>
<meta property="og:title" content="Jury to hear a second &amp;amp; last witness">
<meta property="og:image" content="/pictures/quay.jpg">
<meta name="author" content="By Ruth Amadi">
<meta property="article:published_time" content="2026-11-02T09:30:00+01:00">
<link rel="amphtml canonical" href="https://paper.example.com/news/1?x=1#top">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Jury to hear a second witness</h1>`+prose+`<p>See <a href="/news/0">our first report</a>.</p></article>
<footer>Subscribe now</footer></body></html>`)
	if got := p.Headline.String(); got != "Jury to hear a second & last witness" {
		t.Errorf("headline %q", got)
	}
	if got := p.Byline.String(); got != "Ruth Amadi" {
		t.Errorf("byline %q", got)
	}
	if want := time.Date(2026, 11, 2, 8, 30, 0, 0, time.UTC); !p.Published.Equal(want) || p.Published.From != news.FromPage {
		t.Errorf("published %v", p.Published)
	}
	if p.Language != "en-GB" || p.Image != "https://www.paper.example.com/pictures/quay.jpg" || p.Canonical != "https://paper.example.com/news/1?x=1" || p.NoArchive {
		t.Errorf("page %+v", p)
	}
	text := p.Body.Text.String()
	if !strings.Contains(text, "second witness, who saw") || strings.Contains(text, "Subscribe") || strings.Contains(text, "Sport") {
		t.Errorf("text %q", text)
	}
	if n := len(p.Body.Links); n != 1 || p.Body.Links[0].URL != "https://www.paper.example.com/news/0" {
		t.Errorf("links %v", p.Body.Links)
	}
}

func TestArticleSaysItInJSON(t *testing.T) {
	p := article(t, `<html><head><script type="application/ld+json">
{"@context":"https://schema.org","@graph":[{"@type":"WebSite","headline":"No"},
{"@type":["NewsArticle","Thing"],"headline":"The lorry was found","datePublished":"2026-11-03",
"author":[{"name":"Ann Bell"},{"name":"Tom Fry"}],"image":{"url":"https://cdn.example/1.jpg"},"inLanguage":"en"}]}
</script><script type="application/ld+json">{broken</script></head><body><article>`+prose+`</article></body></html>`)
	if p.Headline.String() != "The lorry was found" || p.Byline.String() != "Ann Bell, Tom Fry" || p.Image != "https://cdn.example/1.jpg" {
		t.Errorf("page %+v", p)
	}
	if p.Published.From != news.FromGuess || p.Published.Format(time.DateOnly) != "2026-11-03" {
		t.Errorf("a date without a zone: %v", p.Published)
	}
}

func TestPublished(t *testing.T) {
	for doc, want := range map[string]string{
		`<meta name="date" content="2026-11-02 09:30:00 GMT">`:                                                                             "2026-11-02T09:30:00Z",
		`<meta itemprop="datePublished" content="2026-11-02T09:30+0100">`:                                                                  "2026-11-02T09:30:00+01:00",
		`<script type="application/ld+json">{"@type":"WebPage","datePublished":"2026-11-02T09:30:00Z"}</script>`:                           "2026-11-02T09:30:00Z",
		"<script type=\"application/ld+json\">{\"@type\":\"Article\",\"x\":\"a\nb\",\"datePublished\":\"2 Nov 2026 09:30 GMT\"};</script>": "2026-11-02T09:30:00Z",
		`<meta name="date" content="0001-01-01T00:00:00Z">`:                                                                                "0001-01-01T00:00:00Z",
	} {
		if got := article(t, doc+prose).Published.Format(time.RFC3339); got != want {
			t.Errorf("%s: %s", doc, got)
		}
	}
}

func TestCanonical(t *testing.T) {
	for link, want := range map[string]string{
		"":                            "",
		"/news/a":                     "https://www.paper.example.com/news/a",
		"https://example.com/b":       "https://example.com/b",
		"https://other.example/b":     "",
		"https://example.com/":        "",
		"javascript:alert(1)":         "",
		"https://me:pw@example.com":   "",
		"https://me:pw@example.com/c": "https://example.com/c",
		"%zz":                         "",
	} {
		p := article(t, `<link rel=canonical href="`+link+`"><article>`+prose+`</article>`)
		if p.Canonical != want {
			t.Errorf("%q: %q, want %q", link, p.Canonical, want)
		}
	}
}

func TestNoArchive(t *testing.T) {
	for content, want := range map[string]bool{
		"noindex": false, "NOINDEX, NoArchive": true, "none": false,
	} {
		if p := article(t, `<meta name=robots content="`+content+`"><article>`+prose+`</article>`); p.NoArchive != want {
			t.Errorf("%q: %v", content, p.NoArchive)
		}
	}
}

func TestNoArticle(t *testing.T) {
	tests := []struct{ doc, want string }{
		{"", "the page gives no article (0 words)"},
		{"<title>Sign in</title><form><p>Please sign in to read on.</p><input type=password></form>", "a login form"},
		{"<article><p>" + strings.Repeat("word ", 60) + "</p></article><input type=Password>", "60 words, a login form"},
		{strings.Repeat("<div>", 3000) + prose, "nested too deeply"},
	}
	for _, tt := range tests {
		_, err := Article([]byte(tt.doc), "", "https://a.example/", "")
		if !errors.Is(err, ErrNoArticle) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%.40q: %v", tt.doc, err)
		}
	}
}

func TestSelector(t *testing.T) {
	doc := []byte(`<svg><title>No</title></svg><title>The quay</title><body><div class=lead><p>` + strings.Repeat("A teaser with many words. ", 20) + `</p></div><div id=body>` + prose + `</div></body>`)
	p, err := Article(doc, "", "https://a.example/x", "div#body")
	if err != nil || strings.Contains(p.Body.Text.String(), "teaser") || p.Headline.String() != "The quay" {
		t.Errorf("%v: %q", err, p.Body.Text)
	}
	if p, err = Article(doc, "", "https://a.example/x", "div.nowhere"); err != nil || p.Body.Words() == 0 {
		t.Errorf("selector that finds nothing: %v", err)
	}
	if _, err := Article(doc, "", "https://a.example/x", "div["); err == nil || errors.Is(err, ErrNoArticle) {
		t.Errorf("bad selector: %v", err)
	}
}

func TestCharset(t *testing.T) {
	body := "<article>" + strings.ReplaceAll(prose, "Marlow", "M\xfcller") + "</article>"
	for _, tt := range []struct{ head, contentType string }{
		{"", "text/html; charset=iso-8859-1"},
		{"<meta charset=windows-1252>", "text/html"},
		{"", ""},
	} {
		p, err := Article([]byte(tt.head+body), tt.contentType, "https://a.example/", "")
		if err != nil || !strings.Contains(p.Body.Text.String(), "Müller") {
			t.Errorf("%+v: %v, %.80q", tt, err, p.Body.Text.String())
		}
	}
}

func FuzzArticle(f *testing.F) {
	f.Add("<article>"+prose+"</article>", "text/html", "")
	f.Add(`<base href="//x"><link rel=canonical href=":"><script type="application/ld+json">[{"@type":[],"author":[[]]}]</script>`, "", "p")
	f.Add(strings.Repeat("<table><td>", 120)+"text", "text/html; charset=utf-16", "td")
	f.Add(`<img src=/a><p>Photo: x</p><p>Related: <a href=/1>y</a></p><ul><li><a href=/2>z</a></ul>`+prose+`<p>Tags: <a href=/3>q</a></p>`, "", "")
	f.Add("<svg><title><p>x</svg><math><mtext><table><noscript><img src=a", "", "*")
	f.Fuzz(func(t *testing.T, doc, contentType, selector string) {
		p, err := Article([]byte(doc), contentType, "https://a.example/x", selector)
		if err == nil && wordsOf(&p.Body) < minWords {
			t.Error("a page without words is an article")
		}
		if _, err := text.Unpack(p.Body.Text.String(), p.Body.Layout()); err != nil {
			t.Error("a body that is not in order")
		}
	})
}

func BenchmarkArticle(b *testing.B) {
	doc := []byte(`<html><head><title>T</title></head><body>` + strings.Repeat(`<div class="nav"><ul><li><a href="/a">A</a></li></ul></div>`, 100) + `<article>` + prose + prose + prose + `</article></body></html>`)
	for b.Loop() {
		if _, err := Article(doc, "text/html", "https://a.example/x", ""); err != nil {
			b.Fatal(err)
		}
	}
}
