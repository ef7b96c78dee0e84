package parse

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"casewire/feeds/news"
)

var now = time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)

func read(t *testing.T, doc string) *news.Feed {
	t.Helper()
	var p Parser
	f, err := p.Feed([]byte(doc), Info{URL: "https://paper.example/feed/rss", Now: now}, nil)
	if err != nil {
		t.Fatalf("%v in %.200s", err, doc)
	}
	return f
}

func TestFeed(t *testing.T) {
	docs := map[string]string{
		"RSS": `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The &lt;b&gt;Paper&lt;/b&gt;</title><link>https://paper.example/</link><language>en_GB</language>
<item><title>Judge &amp;amp; jury</title><link>/news/1</link><guid isPermaLink="false">one</guid>
<dc:creator>Ruth Amadi</dc:creator><pubDate>Sun, 01 Nov 2026 10:00:00 +0100</pubDate><category>court</category>
<description>Short.</description><content:encoded><![CDATA[<p>The judge spoke.</p><p>The <a href="0">jury</a> listened.</p>]]></content:encoded></item>
</channel></rss>`,
		"Atom": `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title type="html">The &lt;b&gt;Paper&lt;/b&gt;</title>
<link href="https://paper.example/"/><author><name>Ruth Amadi</name></author>
<entry><title>Judge &amp;amp; jury</title><link href="/news/1"/><id>one</id><published>2026-11-01T10:00:00+01:00</published>
<category term="court"/><summary>Short.</summary>
<content type="html">&lt;p&gt;The judge spoke.&lt;/p&gt;&lt;p&gt;The &lt;a href="0"&gt;jury&lt;/a&gt; listened.&lt;/p&gt;</content></entry></feed>`,
		"JSON": `{"version":"https://jsonfeed.org/version/1.1","title":"The Paper","home_page_url":"https://paper.example/","language":"en-GB",
"authors":{"name":"Ruth Amadi"},"items":[{"id":"one","url":"/news/1","title":"Judge & jury","date_published":"2026-11-01T10:00:00+01:00",
"tags":"court","content_html":"<p>The judge spoke.</p><p>The <a href=\"0\">jury</a> listened.</p>","summary":"Short."}]}`,
	}
	for name, doc := range docs {
		f := read(t, doc)
		if f.Title.String() != "The Paper" || f.Link != "https://paper.example/" || f.Language != "en-GB" || !f.Whole || f.Listed != 1 || len(f.Items) != 1 {
			t.Errorf("%s: %+v", name, f)
			continue
		}
		i := f.Items[0]
		if i.Title.String() != "Judge & jury" || i.Link != "https://paper.example/news/1" || i.GUID != "one" || i.Author.String() != "Ruth Amadi" ||
			i.Hash != f.Hashes[0] || len(i.Categories) != 1 || i.Categories[0].String() != "court" || i.Language != "en-GB" {
			t.Errorf("%s: %+v", name, i)
		}
		if i.Published.From != news.FromFeed || i.Published.UTC().Hour() != 9 {
			t.Errorf("%s: published %v", name, i.Published)
		}
		if i.Body.Text.String() != "The judge spoke.\nThe jury listened." || i.Body.Links[0].URL != "https://paper.example/news/0" {
			t.Errorf("%s: body %+v", name, i.Body)
		}
	}
}

// item reads the one item of an RSS feed.
func item(t *testing.T, inner string) news.Item {
	t.Helper()
	f := read(t, `<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>
<managingEditor>desk@paper.example (The Desk)</managingEditor><item>`+inner+`</item></channel></rss>`)
	if len(f.Items) != 1 {
		t.Fatalf("%d items of %s", len(f.Items), inner)
	}
	return f.Items[0]
}

func TestFallbacks(t *testing.T) {
	links := map[string]string{
		`<link>https://a.example/1</link>`: "https://a.example/1",
		`<link>https://b.example/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>`: "https://a.example/1",
		`<atom:link rel="alternate" href="https://a.example/1"/>`:                                        "https://a.example/1",
		`<guid>https://a.example/1</guid>`:                                                               "https://a.example/1",
		`<guid isPermaLink="false">https://a.example/1</guid>`:                                           "",
		`<enclosure url="https://a.example/1.mp3" type="audio/mpeg" length="1"/>`:                        "https://a.example/1.mp3",
		`<link>javascript:alert(1)</link>`:                                                               "",
		`<link>  ../1  </link>`:                                                                          "https://paper.example/1",
	}
	for inner, want := range links {
		if got := item(t, inner).Link; got != want {
			t.Errorf("%s: link %q, want %q", inner, got, want)
		}
	}
	i := item(t, `<description>&lt;p&gt;The first words of it.&lt;/p&gt;</description><pubDate>2 Nov 2026 10:00</pubDate>`)
	if i.Title.String() != "The first words of it." || i.Author.String() != "The Desk" || i.Published.From != news.FromGuess {
		t.Errorf("%+v", i)
	}
	for _, inner := range []string{
		`<body xmlns="http://www.w3.org/1999/xhtml"><p>The <em>judge</em> spoke.</p></body>`,
		`<div xmlns="http://www.w3.org/1999/xhtml"><div>The judge</div> spoke.</div>`,
		`<x:body xmlns:x="http://www.w3.org/1999/xhtml">The judge <em>spoke</em>.</x:body>`,
	} {
		if got := strings.ReplaceAll(item(t, inner).Body.Text.String(), "\n", " "); got != "The judge spoke." {
			t.Errorf("%s: %q", inner, got)
		}
	}
	for _, date := range []string{"Sat, 07 Nov 2026 10:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "soon"} {
		if i := item(t, "<pubDate>"+date+"</pubDate>"); !i.Published.IsZero() || i.Published.From != news.FromNowhere {
			t.Errorf("%s: %v", date, i.Published)
		}
	}
	if i := item(t, "<guid>"+strings.Repeat("x", 600)+"</guid>"); len(i.GUID) != len("sha256:")+64 {
		t.Errorf("guid %q", i.GUID)
	}
	if i := item(t, "<title>"+strings.Repeat("ü", 9999)+"</title>"); i.Title.Len() != 2*maxTitle {
		t.Errorf("title of %d bytes", i.Title.Len())
	}
}

func TestQuirks(t *testing.T) {
	// 08 13 22, a length and the address, in base64.
	const google = "https://news.google.com/rss/articles/CBMiF2h0dHBzOi8vcGFwZXIuZXhhbXBsZS8x0gEA?oc=5"
	i := item(t, `<title>Judge speaks - The Paper</title><link>`+google+`</link><source url="https://paper.example">The Paper</source>
<description>&lt;a&gt;Somebody else's headline&lt;/a&gt;</description>`)
	if i.Title.String() != "Judge speaks" || i.Source.String() != "The Paper" || i.Body.Text.Len() != 0 || i.Link != "https://paper.example/1" {
		t.Errorf("Google: %+v", i)
	}
	i = item(t, `<title>A - B</title><link>https://news.google.com/rss/articles/CBMiAA?oc=5</link><source>C</source>`)
	if i.Title.String() != "A - B" || !strings.HasPrefix(i.Link, "https://news.google.com/") {
		t.Errorf("Google, opaque: %+v", i)
	}
	i = item(t, `<link>http://www.bing.com/news/apiclick.aspx?ref=x&amp;tid=123&amp;url=https%3a%2f%2fpaper.example%2f1</link>
<guid>http://www.bing.com/news/apiclick.aspx?ref=x&amp;tid=9</guid>`)
	if i.Link != "https://paper.example/1" || i.GUID != "" {
		t.Errorf("Bing: %+v", i)
	}
	i = item(t, `<link>https://www.bbc.co.uk/news/1</link><guid isPermaLink="false">https://www.bbc.co.uk/news/1#3</guid>`)
	if i.GUID != "https://www.bbc.co.uk/news/1" {
		t.Errorf("BBC: %q", i.GUID)
	}
	for _, tail := range []string{
		`<p>The post <a href="https://a.example/1">Judge speaks</a> appeared first on <a href="https://a.example">The Paper</a>.</p>`,
		`The post Judge speaks appeared first on The Paper.`,
		` <a href="https://a.example/1">Continue reading...</a>`,
	} {
		i := item(t, `<link>https://a.example/1</link><description><![CDATA[<p>The judge spoke.</p>`+tail+`]]></description>`)
		if got := i.Body.Text.String(); got != "The judge spoke." {
			t.Errorf("%s: %q", tail, got)
		}
	}
	i = item(t, `<link>https://a.example/1</link><description>The post of the judge is vacant, it appeared. Continue reading the file.</description>`)
	if !strings.HasSuffix(i.Body.Text.String(), "reading the file.") {
		t.Errorf("no tail: %q", i.Body.Text)
	}
}

func TestPlainText(t *testing.T) {
	f := read(t, `{"items":[{"id":1,"content_text":"1 < 2 & 3 > 2.\n\nTwo\nlines."}]}`)
	if got := f.Items[0].Body.Text.String(); !strings.HasPrefix(got, "1 < 2 & 3 > 2.\n") || len(f.Items[0].Body.Blocks) < 2 {
		t.Errorf("JSON: %q", got)
	}
	i := item(t, "<description>The judge &amp;amp; the jury.\n\nThe second witness.</description>")
	if got := i.Body.Text.String(); got != "The judge & the jury.\nThe second witness." {
		t.Errorf("RSS: %q", got)
	}
}

func TestHints(t *testing.T) {
	f := read(t, `<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><ttl> 90 </ttl>
<skipHours><hour>3</hour><hour>24</hour><hour>99</hour></skipHours><skipDays><day>sunday</day><day>Doomsday</day></skipDays>
<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel></rss>`)
	if f.Hints.TTL != 12*time.Hour || !slices.Equal(f.Hints.SkipHours, []int{3, 0}) || !slices.Equal(f.Hints.SkipDays, []time.Weekday{time.Sunday}) {
		t.Errorf("%+v", f.Hints)
	}
}

func TestNotAFeed(t *testing.T) {
	for doc, want := range map[string]string{
		"":                                 "gives an empty document instead of a feed",
		"  \n":                             "gives an empty document instead of a feed",
		"<!DOCTYPE html><html><body>hello": "gives a web page instead of a feed",
		"<html><script>'<rss version=2>'</script><p>x": "gives a web page instead of a feed",
		`{"error":"no"}`:       "gives JSON without items instead of a feed",
		`{"items":`:            "gives JSON without items instead of a feed",
		"<opml><body/></opml>": "gives a list of feeds instead of a feed",
		"Not found":            "gives a text instead of a feed",
		"<x/>":                 "gives another kind of document instead of a feed",
	} {
		var p Parser
		_, err := p.Feed([]byte(doc), Info{}, nil)
		var e *NotFeedError
		if !errors.As(err, &e) || err.Error() != want {
			t.Errorf("%q: %v", doc, err)
		}
	}
}

func TestOnlyItemsNotSeen(t *testing.T) {
	docs := map[string]func(items ...string) string{
		"RSS": func(items ...string) string {
			return "<rss><channel><title>T</title><item><title>" + strings.Join(items, "</title></item> <item><title>") + "</title></item><ttl>5</ttl></channel></rss>"
		},
		"Atom": func(items ...string) string {
			return "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><title>" + strings.Join(items, "</title></entry><entry><title>") + "</title></entry></feed>"
		},
		"JSON": func(items ...string) string {
			return `{"title":"T","items":[{"title":"` + strings.Join(items, `"},{"title":"`) + `"}]}`
		},
	}
	for name, doc := range docs {
		var p Parser
		first, err := p.Feed([]byte(doc("a", "b", "c")), Info{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		seen := func(h uint64) bool { return slices.Contains(first.Hashes, h) }
		second, err := p.Feed([]byte(doc("new", "b", "newer", "a")), Info{}, seen)
		if err != nil || second.Listed != 4 || len(second.Items) != 2 || second.Title.String() != "T" ||
			second.Items[0].Title.String() != "new" || second.Items[1].Title.String() != "newer" || second.Items[1].Hash != second.Hashes[2] {
			t.Errorf("%s: %+v, %v", name, second, err)
		}
		same, err := p.Feed([]byte(doc("a", "b", "c")), Info{}, seen)
		if err != nil || len(same.Items) != 0 || !slices.Equal(same.Hashes, first.Hashes) {
			t.Errorf("%s again: %+v, %v", name, same, err)
		}
	}
}

// The hash is stored: it must not change between builds.
func TestHashStays(t *testing.T) {
	for in, want := range map[string]uint64{"": 0xd93782aef8b0195e, "<item>1</item>": 0xeec8a515fd371007, strings.Repeat("x", 100): 0x4bc7b2a53b262ff4} {
		if got := sum64([]byte(in)); got != want {
			t.Errorf("%q: %#x", in, got)
		}
	}
}

func TestBadItemCostsNoOther(t *testing.T) {
	f := read(t, `{"items":[{"id":1,"title":"a"},7,{"id":true,"title":["x"]},{"id":"4","title":"d","tags":[1,{"x":1}],"authors":["A","A",null]}]}`)
	if f.Listed != 4 || len(f.Items) != 3 || f.Items[0].GUID != "1" || f.Items[2].Author.String() != "A" || f.Whole {
		t.Errorf("%+v", f)
	}
	f = read(t, `{"version":"https://jsonfeed.org/version/1","title":"T","items":[{"id":"1"},{"id":"2"},{"id":`)
	if f.Title.String() != "T" || len(f.Items) != 2 || f.Whole {
		t.Errorf("cut short: %+v", f)
	}
}

func FuzzFeed(f *testing.F) {
	for _, s := range []string{
		`<rss><channel><title>T</title><item><title>a</title><link>/x</link></item><item>b</channel></rss>`,
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x<br></div></content></entry></feed>`,
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item rdf:about="x">]]>&#0;<!-- -- --><![if]></item>`,
		`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"authors":{"name":2},"tags":[[]]},`,
		"\xff\xfe<\x00r\x00s\x00s\x00>\x00", `<rss><item a=b c='<' "d'>1<item/></item</rss`,
		`<rss><channel><item><link>https://news.google.com/rss/articles/CBMiF2h0dHBz</link></item></channel></rss>`,
	} {
		f.Add([]byte(s), "text/xml; charset=utf-8")
	}
	f.Fuzz(func(t *testing.T, doc []byte, contentType string) {
		if s := cut(decode(doc, contentType), 100); s != nil {
			if again := cut(s.text, 100); again == nil || len(again.items) != len(s.items) {
				t.Errorf("cut again, %q gives other items", s.text)
			}
		}
		var p Parser
		feed, err := p.Feed(doc, Info{ContentType: contentType, URL: "https://a.example/f", Now: now}, nil)
		if err != nil {
			return
		}
		if len(feed.Items) > feed.Listed {
			t.Errorf("%d items of %d", len(feed.Items), feed.Listed)
		}
		for _, i := range feed.Items {
			if i.Link != "" && !isWeb(i.Link) || len(i.GUID) > maxGUID {
				t.Errorf("link %q, guid %q", i.Link, i.GUID)
			}
		}
	})
}

// document is a feed of n items, from number first on, newest first.
func document(first, n int) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Paper</title><link>https://paper.example/</link>`)
	for i := first + n - 1; i >= first; i-- {
		fmt.Fprintf(&b, `<item><title>Witness %d heard in the Marlow case</title><link>https://paper.example/news/%d</link><guid isPermaLink="false">%d</guid><dc:creator>Ruth Amadi</dc:creator><pubDate>Mon, 02 Nov 2026 10:00:00 +0000</pubDate><category>court</category><description>%s</description></item>`,
			i, i, i, strings.Repeat("&lt;p&gt;The judge said that the jury will hear a second witness before the week is over.&lt;/p&gt; ", 8))
	}
	b.WriteString(`</channel></rss>`)
	return []byte(b.String())
}

func BenchmarkFeed(b *testing.B) {
	doc, older := document(2, 30), document(0, 30)
	var p Parser
	before, err := p.Feed(older, Info{}, nil)
	if err != nil {
		b.Fatal(err)
	}
	known := map[uint64]bool{}
	for _, h := range before.Hashes {
		known[h] = true
	}
	all, err := p.Feed(doc, Info{}, nil)
	if err != nil {
		b.Fatal(err)
	}
	both := map[uint64]bool{}
	for _, h := range all.Hashes {
		both[h] = true
	}
	for _, bb := range []struct {
		name string
		seen func(uint64) bool
		want int
	}{
		{"30 of 30 new", nil, 30},
		{"2 of 30 new", func(h uint64) bool { return known[h] }, 2},
		{"none new", func(h uint64) bool { return both[h] }, 0},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				f, err := p.Feed(doc, Info{Now: now}, bb.seen)
				if err != nil || len(f.Items) != bb.want {
					b.Fatal(err, len(f.Items))
				}
			}
		})
	}
	b.Run("gofeed alone", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := gofeed.NewParser().Parse(bytes.NewReader(doc)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("cut alone", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		for b.Loop() {
			if s := cut(doc, 100); len(s.items) != 30 {
				b.Fatal(len(s.items))
			}
		}
	})
}

func BenchmarkDate(b *testing.B) {
	for _, s := range []string{"Mon, 02 Nov 2026 15:04:05 +0100", "Mon, 02 Nov 2026 15:04:05 GMT", "2026-11-02T15:04:05Z", "lundi 2 novembre 2026 15:04"} {
		b.Run(s, func(b *testing.B) {
			for b.Loop() {
				if _, _, ok := Date(s, nil); !ok {
					b.Fatal(s)
				}
			}
		})
	}
}
