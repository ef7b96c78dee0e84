package link_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"casewire/feeds/link"
)

// news returns an id of Google News that holds data.
func news(data string) string { return base64.RawURLEncoding.EncodeToString([]byte(data)) }

const (
	page    = "https://paper.example/2022/10/pier-fire?id=7"
	escaped = "https%3A%2F%2Fpaper.example%2F2022%2F10%2Fpier-fire%3Fid%3D7"
)

func TestTidy(t *testing.T) {
	oldNews := news("\x08\x13\x22" + string(rune(len(page))) + page + "\xd2\x01\x00")
	for _, tt := range []struct{ name, in, want string }{
		{"nothing to do", page, page},
		{"order and fragment stay", "http://Paper.example/A?b=2&a=1#c", "http://Paper.example/A?b=2&a=1#c"},
		{"white space around", "  " + page + "\n", page},
		{"campaign", "https://paper.example/a?utm_source=x&id=7&UTM_Medium=y", "https://paper.example/a?id=7"},
		{"all cut", "https://paper.example/a?fbclid=x#c", "https://paper.example/a#c"},
		{"encoded anew", "https://paper.example/a?q=Jane%20Doe&gclid=1", "https://paper.example/a?q=Jane+Doe"},
		{"as it was", "https://paper.example/a?q=Jane%20Doe", "https://paper.example/a?q=Jane%20Doe"},
		{"no pairs", "https://paper.example/a.jpg?crop/12x7/webp", "https://paper.example/a.jpg?crop/12x7/webp"},
		{"encoded name", "https://paper.example/a?utm%5Fsource=x&b=1", "https://paper.example/a?b=1"},
		{"ref to itself", "https://www.paper.example/a?ref=paper.example", "https://www.paper.example/a"},
		{"ref to another", "https://paper.example/a?ref=7", "https://paper.example/a?ref=7"},
		{"listed host", "https://abcnews.go.com/US/a?id=7&cid=rss", "https://abcnews.go.com/US/a?id=7"},
		{"unlisted host", "https://paper.example/a?cid=7&src=b", "https://paper.example/a?cid=7&src=b"},
		{"names of pages", "https://paper.example/?p=1&aId=2&story=3&article=4", "https://paper.example/?p=1&aId=2&story=3&article=4"},
		{"BBC", "https://www.bbc.co.uk/news/a-1?at_medium=RSS&at_campaign=rss", "https://www.bbc.co.uk/news/a-1"},
		{"AMP output", "https://paper.example/a?output=amp&amp=1&b=2", "https://paper.example/a?b=2"},
		{"other output", "https://paper.example/a?output=pdf", "https://paper.example/a?output=pdf"},
		{"tracking fragment", "https://paper.example/a#xtor=RSS-1", "https://paper.example/a"},
		{"Bing", "http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=6&url=" + escaped + "&c=1&mkt=en-us", page},
		{"Bing search", "https://www.bing.com/ck/a?!&&p=1&u=a1" + news(page) + "&ntb=1", page},
		{"Google", "https://www.google.com/url?rct=j&url=" + escaped + "&ct=ga", page},
		{"wrapped twice", "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fpaper.example%252Fa", "https://paper.example/a"},
		{"wrapped with tracking", "https://out.reddit.com/x?url=https%3A%2F%2Fpaper.example%2Fa%3Futm_source%3Dr", "https://paper.example/a"},
		{"mail guard", "https://eur01.safelinks.protection.outlook.com/?url=" + escaped + "&data=x", page},
		{"wrapped script", "https://www.google.com/url?url=javascript%3Aalert(1)", "https://www.google.com/url?url=javascript%3Aalert(1)"},
		{"AMP cache", "https://paper-example.cdn.ampproject.org/c/s/paper.example/a/amp/?usqp=mq331AQ", "https://paper.example/a/amp/"},
		{"AMP viewer", "https://www.google.com/amp/s/paper.example/a%20b", "https://paper.example/a%20b"},
		{"AMP by http", "https://www.google.com/amp/paper.example/a", "http://paper.example/a"},
		{"Bing's AMP cache", "https://paper-example.bing-amp.com/c/s/paper.example/a", "https://paper.example/a"},
		{"Google News", "https://news.google.com/rss/articles/" + oldNews + "?oc=5", page},
		{"Google News, opaque", "https://news.google.com/rss/articles/" + news("\x08\x13\x22\x08AU_yqLM1") + "?oc=5&hl=en", "https://news.google.com/rss/articles/CBMiCEFVX3lxTE0x"},
		{"no web address", "mailto:a@paper.example?utm_source=x", "mailto:a@paper.example?utm_source=x"},
		{"no address", "https://exa|mple /%zz", "https://exa|mple /%zz"},
		{"empty", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := link.Tidy(tt.in); got != tt.want {
				t.Errorf("Tidy(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

// The addresses of a row are one page.
func TestKey(t *testing.T) {
	for _, row := range [][]string{
		{
			"https://paper.example/a", "http://www.paper.example/a/", "HTTPS://PAPER.EXAMPLE:443/a#top",
			"http://paper.example:80/a", "https://m.paper.example/a/amp", "https://amp.paper.example/a/amp/",
			"https://mobile.paper.example/amp/a", "https://edition.paper.example/a.amp", "https://paper.example/a/index.html",
			"https://u:p@paper.example/a?utm_source=x", "https://paper.example/%61?fbclid=1", "https://paper.example./a?",
			"https://paper-example.cdn.ampproject.org/v/s/paper.example/a?amp_js_v=0.1", "https://paper.example/a?outputType=amp",
		},
		{"https://paper.example", "http://www.paper.example/", "https://paper.example/index.html", "https://paper.example/amp"},
		{"https://paper.example/a.html", "https://paper.example/a.amp.html"},
		{"https://paper.example/a?b=2&c=3", "https://paper.example/a?c=3&b=2", "https://paper.example/a/?c=3&utm_id=9&b=2"},
		{"https://paper.example/a?q=J+D", "https://paper.example/a?q=J%20D"},
		{"https://bbc.com/news/a-1", "https://www.bbc.co.uk/news/a-1?at_medium=RSS", "https://www.bbc.com/news/a-1#0"},
		{"https://news.google.com/articles/CBMiCEFVX3lxTE0x", "https://news.google.com/rss/articles/CBMiCEFVX3lxTE0x?oc=5", "https://news.google.com/read/CBMiCEFVX3lxTE0x?hl=en"},
		{"https://paper.example:8443/a", "http://paper.example:8443/a/"},
		{"https://[2001:db8::1]/a", "http://[2001:DB8::1]:80/a"},
		{"https://paper.example/a%2Fb", "https://paper.example/a%2fb"},
		{"urn:guid:7", " urn:guid:7"},
	} {
		for _, s := range row {
			if got := link.Key(s); got != row[0] {
				t.Errorf("Key(%q) = %q, want %q", s, got, row[0])
			}
		}
	}
}

func TestKeysApart(t *testing.T) {
	seen := map[string]string{}
	for _, s := range []string{
		"https://paper.example/a", "https://paper.example/A", "https://paper.example/a?id=1", "https://paper.example/a?p=1",
		"https://other.example/a", "https://news.paper.example/a", "https://m.example/a", "https://amp.dev/a",
		"https://paper.example:8080/a", "https://paper.example/a?cid=1", "https://paper.example/a%2Fb", "https://paper.example/a/b",
		"https://mobile.de/a", "https://www.co.uk/a", "https://paper.example/amp-story",
	} {
		k := link.Key(s)
		if other, ok := seen[k]; ok {
			t.Errorf("%s and %s have the key %s", s, other, k)
		}
		seen[k] = s
	}
}

func TestOpaque(t *testing.T) {
	for s, want := range map[string]bool{
		"https://news.google.com/rss/articles/" + news("\x08\x13\x22\x08AU_yqLM1"):   true,
		"https://news.google.com/rss/articles/" + news("\x08\x13\x22\x07http://"):    true,
		"https://news.google.com/rss/articles/" + news("\x08\x13\x22\x09http://a.b"): false,
		"https://news.google.com/rss/articles/CBMi":                                  true,
		"https://news.google.com/topstories":                                         false,
		"https://paper.example/rss/articles/CBMi":                                    false,
		"": false,
	} {
		if got := link.Opaque(s); got != want {
			t.Errorf("Opaque(%q) = %v", s, got)
		}
	}
}

func TestSameSite(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"https://www.paper.example/a", "http://news.paper.example:8080/b", true},
		{"https://a.co.uk/", "https://b.co.uk/", false},
		{"https://www.bbc.co.uk/a", "https://www.bbc.com/a", true},
		{"https://a.blogspot.com/", "https://b.blogspot.com/", false},
		{"http://127.0.0.1/a", "http://127.0.0.1:80/b", true},
		{"http://127.0.0.1/a", "http://10.0.0.1/b", false},
		{"http://localhost/a", "http://localhost/b", true},
		{"mailto:a@paper.example", "mailto:a@paper.example", false},
	} {
		if got := link.SameSite(tt.a, tt.b); got != tt.want {
			t.Errorf("SameSite(%q, %q) = %v", tt.a, tt.b, got)
		}
	}
}

func TestHostAndSite(t *testing.T) {
	for _, tt := range []struct{ in, host, site string }{
		{"https://www.Paper.example/a", "www.paper.example:443", "paper.example"},
		{"http://paper.example:8080/", "paper.example:8080", "paper.example"},
		{"http://u:p@m.paper.example.", "m.paper.example:80", "m.paper.example"},
		{"http://[::1]:9/a", "[::1]:9", "[::1]"},
		{"mailto:a@b.example", "", ""},
		{"/a", "", ""},
	} {
		if got := link.Host(tt.in); got != tt.host {
			t.Errorf("Host(%q) = %q, want %q", tt.in, got, tt.host)
		}
		if got := link.Site(tt.in); got != tt.site {
			t.Errorf("Site(%q) = %q, want %q", tt.in, got, tt.site)
		}
	}
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{
		page, "https://news.google.com/rss/articles/CBMiCEFVX3lxTE0x?oc=5", "http://www.bing.com/news/apiclick.aspx?url=" + escaped,
		"https://a-b.cdn.ampproject.org/c/s/a.b/amp/?x=%zz&utm_a=1#x", "http://www.m.amp.google.com/amp/amp/url?q=http://a.b",
		"https://u:p@[::1%25en0]:80/a;b?c&d=%20+#e", "mailto:a?subject=b", "https://a.b/?ref=www.a.b&;&=&a=1&a=0",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, fn := range map[string]func(string) string{"Tidy": link.Tidy, "Key": link.Key} {
			once := fn(s)
			if twice := fn(once); twice != once {
				t.Errorf("%s(%q) = %q, again %q", name, s, once, twice)
			}
		}
		if tidy := link.Tidy(s); link.Key(tidy) != link.Key(s) {
			t.Errorf("Key(%q) = %q, of the tidy link %q", s, link.Key(s), link.Key(tidy))
		}
		if safe, ok := link.Safe(s); ok {
			for _, c := range []byte(safe) {
				if c <= ' ' || c >= 0x7f {
					t.Fatalf("Safe(%q) = %q", s, safe)
				}
			}
			if again, ok := link.Safe(safe); !ok || again != safe {
				t.Errorf("Safe(%q) = %q, again %q, %v", s, safe, again, ok)
			}
		}
		_ = link.Opaque(s)
		_ = link.SameSite(s, page)
		if shown := link.Hide(s).String(); strings.ContainsAny(shown, "\x1b\n\x7f") {
			t.Errorf("Hide(%q) = %q", s, shown)
		}
	})
}

func BenchmarkKey(b *testing.B) {
	for b.Loop() {
		_ = link.Key("https://www.paper.example/2022/10/21/pier-fire/?utm_source=rss&id=7#c")
	}
}

func TestIsWeb(t *testing.T) {
	for in, want := range map[string]bool{
		page: true, "HTTP://u:p@paper.example:80/?a=b#c": true, "https://[::1]/": true,
		"": false, "paper.example": false, "//paper.example": false, "https:paper.example": false, "https:///a": false,
		"ftp://paper.example": false, "mailto:a@paper.example": false, "https://paper.example/a b": false, " https://paper.example": false,
		"https://paper.example/\n": false, "https://paper.example/\x7f": false, "https://paper.example/\xff": false, "https://paper.example/%zz": false,
	} {
		if got := link.IsWeb(in); got != want {
			t.Errorf("IsWeb(%q) = %v", in, got)
		}
	}
}
