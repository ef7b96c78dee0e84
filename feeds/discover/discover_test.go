package discover

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"casewire/feeds/text"
)

const page = "https://paper.example/news/today.html"

func show(list []Candidate) string {
	var b strings.Builder
	for _, c := range list {
		fmt.Fprintf(&b, "%s|%s|%s", c.URL, c.Type, c.Title)
		if c.Comments {
			b.WriteString("|comments")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestPage(t *testing.T) {
	for name, test := range map[string]struct{ doc, want string }{
		"plain": {
			`<html><head><link rel="alternate" type="application/rss+xml" title="The Paper" href="/rss"></head>`,
			"https://paper.example/rss|application/rss+xml|The Paper\n",
		},
		"any case, any order, no quotes, references": {
			"<LINK HREF='a.xml' TYPE=\"Application/Atom&#43;XML; charset=utf-8\" REL='home &#65;LTERNATE'\n/><link type=application/feed+json rel=alternate href=b.json>",
			"https://paper.example/news/a.xml|application/atom+xml|\nhttps://paper.example/news/b.json|application/feed+json|\n",
		},
		"base, behind it too": {
			`<link rel=alternate type=application/rss+xml href=" a.xml "><base target=_top><base href="https://other.example/x/"><base href="/no">`,
			"https://other.example/x/a.xml|application/rss+xml|\n",
		},
		"a base beside the page": {`<base href="../old/"><link rel=alternate type=text/xml href=a.xml>`, "https://paper.example/old/a.xml|text/xml|\n"},
		"comments last, vague ones before": {
			`<link rel=alternate type=application/rss+xml title="Paper » Comments Feed" href=/comments/feed>
			<link rel=alternate type=text/xml href=/x.xml><link rel=alternate type=application/rss+xml title="Paper » Feed" href=/feed>
			<link rel=alternate type=application/rss+xml title="Kommentar-Feed" href=/k>`,
			"https://paper.example/feed|application/rss+xml|Paper » Feed\nhttps://paper.example/x.xml|text/xml|\n" +
				"https://paper.example/comments/feed|application/rss+xml|Paper » Comments Feed|comments\nhttps://paper.example/k|application/rss+xml|Kommentar-Feed|comments\n",
		},
		"never WordPress's descriptions": {
			`<link rel=alternate type=application/json+oembed href=/wp-json/oembed/1.0/embed?url=x><link rel=alternate type=text/xml+oembed href=/o>
			<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/1><link rel=alternate type=application/json href="/?rest_route=/wp/v2/posts/1">
			<link rel=EditURI type=application/rsd+xml href=/xmlrpc.php?rsd><link rel=alternate type=application/json href=/feed.json>`,
			"https://paper.example/feed.json|application/json|\n",
		},
		"one address once": {
			`<link rel=alternate type=application/rss+xml title=A href=/f><link rel=alternate type=application/atom+xml title=B href=https://paper.example/f#x>`,
			"https://paper.example/f|application/rss+xml|A\n",
		},
		"no feeds": {
			`<link rel=alternate hreflang=de href=/de><link rel="alternate stylesheet" type=text/css href=/c><link rel=alternate type=application/rss+xml>
			<link rel=alternate type=application/rss+xml href=" "><link rev=alternate type=application/rss+xml href=/f><a rel=alternate type=application/rss+xml href=/f>
			<link rel=alternate type=application/rss+xml href=javascript:alert(1)><link rel=alternate type=application/rss+xml href=feed://x.example/>
			<!-- <link rel=alternate type=application/rss+xml href=/f> --><script>"<link rel=alternate type=application/rss+xml href=/f>"</script>`, "",
		},
		"no control characters, no passwords": {
			"<link rel=alternate type=text/xml href='https://u:p@paper.example/\u202ef\tx?a=\u009b b'>",
			"https://paper.example/%E2%80%AEfx?a=%C2%9B%20b|text/xml|\n",
		},
		"rel=feed": {`<link rel=feed href=/a><link rel=feed type=text/html href=/b>`, "https://paper.example/a||\n"},
		"a title that bites": {
			"<link rel=alternate type=application/rss+xml title='a&#27;[31m\nb' href=/f>",
			"https://paper.example/f|application/rss+xml|a\uFFFD[31m b\n",
		},
		"latin-1": {
			"<meta charset=iso-8859-1><link rel=alternate type=application/rss+xml title='Caf\xe9' href=/f>",
			"https://paper.example/f|application/rss+xml|Café\n",
		},
	} {
		if got := show(Page([]byte(test.doc), "", nil, page)); got != test.want {
			t.Errorf("%s: got\n%swant\n%s", name, got, test.want)
		}
	}
	many := strings.Repeat("<link rel=alternate type=application/rss+xml href=/f>", 5)
	for i := range 200 {
		many += fmt.Sprintf("<link rel=alternate type=application/rss+xml href=/f%d>", i)
	}
	if got := Page([]byte(many), "", nil, page); len(got) != maxCandidates {
		t.Errorf("%d candidates", len(got))
	}
	// A long base must not be taken to pieces for each link.
	long := "<base href=\"" + strings.Repeat("a/", 1<<20) + "\">" + strings.Repeat(`<link rel=alternate type=text/xml href=/x>`, 2*maxLinks)
	if got := Page([]byte(long), "", nil, page); len(got) != 1 || got[0].URL != "https://paper.example/x" {
		t.Errorf("got\n%s", show(got))
	}
	if got := Page([]byte(many), "", nil, "%zz"); got != nil {
		t.Error("candidates of no address")
	}
}

func TestHeader(t *testing.T) {
	doc := []byte(`<base href=/x/><link rel=alternate type=text/xml href=c><link rel=alternate type=text/xml href=/a>`)
	got := Page(doc, "", []string{
		`</css>; rel=preload, </a>; rel="Alternate home"; type="application/rss+xml"; title="A, \"the\" first; one"`,
		`<b.json>;type=application/feed+json ; rel=alternate;crossorigin, broken <c>; rel=alternate; type=application/rss+xml`,
		`<d`, `<d>; rel="alternate`, ``, `;`, `<e>;`, `<e>; rel`,
	}, page)
	want := "https://paper.example/a|application/rss+xml|A, \"the\" first; one\nhttps://paper.example/news/b.json|application/feed+json|\nhttps://paper.example/x/c|text/xml|\n"
	if show(got) != want {
		t.Errorf("got\n%swant\n%s", show(got), want)
	}
}

func TestUsual(t *testing.T) {
	got := Usual("http://u:p@paper.example:8080/blog/x.html?a=1#b")
	if len(got) != 7 || got[0].URL != "http://u:p@paper.example:8080/blog/feed" || got[1].URL != "http://u:p@paper.example:8080/feed" {
		t.Errorf("got\n%s", show(got))
	}
	if got = Usual("https://paper.example"); len(got) != 6 {
		t.Errorf("got\n%s", show(got))
	}
	if got = Usual("mailto:a@paper.example"); got != nil {
		t.Errorf("got\n%s", show(got))
	}
}

func FuzzDiscover(f *testing.F) {
	f.Add([]byte(`<base href=//x.example/y><link rel="alternate feed" type="application/rss+xml" href="../a?b#c" title="&#27;[m">`), `<a>; rel="alternate"; type=text/xml; title="\"`, page)
	f.Add([]byte("\xff\xfe<\x00l\x00"), `<`, "http://[::1]:80/")
	f.Add([]byte("<link rel=alternate type=application/json href='?rest_route=' title"), `;,<>;=;`, "")
	f.Fuzz(func(t *testing.T, doc []byte, header, at string) {
		for _, list := range [][]Candidate{Page(doc, "text/html", []string{header}, at), Usual(at)} {
			if len(list) > maxCandidates {
				t.Fatalf("%d candidates", len(list))
			}
			for _, c := range list {
				u, err := url.Parse(c.URL)
				if err != nil || u.Host == "" || u.Fragment != "" || u.Scheme != "http" && u.Scheme != "https" || !isASCII(c.URL) {
					t.Fatalf("%q is no address", c.URL)
				}
				if !utf8.ValidString(c.Title.String()) || text.Line(c.Title.String()) != c.Title {
					t.Fatalf("title %q", c.Title)
				}
			}
		}
	})
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}
