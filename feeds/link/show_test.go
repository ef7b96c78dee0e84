package link_test

import (
	"testing"

	"casewire/feeds/link"
)

func TestSafe(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"as it is", page, page},
		{"user", "https://u:p@paper.example/a", "https://paper.example/a"},
		{"white space", " https://paper.example/a b ", "https://paper.example/a%20b"},
		{"beyond ASCII", "https://pæper.example/é?ü=ö#ä", "https://p%C3%A6per.example/%C3%A9?%C3%BC=%C3%B6#%C3%A4"},
		{"bidi", "https://paper.example/?\u202ea", "https://paper.example/?%E2%80%AEa"},
		{"quotes", `https://paper.example/"a'?"b'`, `https://paper.example/%22a%27?%22b%27`},
		{"scheme in capitals", "HTTPS://paper.example", "https://paper.example"},
		{"mail", "mailto:a@paper.example", "mailto:a@paper.example"},
		{"mail with an attachment", "mailto:a@paper.example?attach=/etc/passwd", "mailto:a@paper.example"},
		{"control", "https://paper.example/\x1b]8", ""},
		{"script", "javascript:alert(1)", ""},
		{"file", "file:///etc/passwd", ""},
		{"option", "-https://paper.example", ""},
		{"relative", "/a", ""},
		{"no host", "https:///a", ""},
		{"opaque", "https:paper.example", ""},
		{"empty mail", "mailto:", ""},
		{"empty", "", ""},
	} {
		got, ok := link.Safe(tt.in)
		if ok != (tt.want != "") || ok && got != tt.want {
			t.Errorf("%s: Safe(%q) = %q, %v, want %q", tt.name, tt.in, got, ok, tt.want)
		}
	}
}

func TestHide(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", "https://paper.example/rss?id=7&q=a#b", "https://paper.example/rss?id=7&q=a#b"},
		{"user", "https://jane@paper.example/rss", "https://…@paper.example/rss"},
		{"password", "https://jane:p@ss@paper.example/rss", "https://…@paper.example/rss"},
		{"password with a slash", "https://jane:a/b@paper.example/rss", "https://…@paper.example/rss"},
		{"no scheme", "jane:pw@paper.example/rss", "…@paper.example/rss"},
		{"no scheme but slashes", "//jane:pw@paper.example/rss", "//…@paper.example/rss"},
		{"mail", "mailto:jane@paper.example", "mailto:jane@paper.example"},
		{"names", "https://paper.example/?apiKey=a&b=c&access_token=d&X-Sig=e&PASSWORD=f&session=g&client_secret=h&oauth=i", "https://paper.example/?apiKey=…&b=c&access_token=…&X-Sig=…&PASSWORD=…&session=…&client_secret=…&oauth=…"},
		{"encoded name", "https://paper.example/?%74oken=a", "https://paper.example/?%74oken=…"},
		{"semicolon", "https://paper.example/?a=1;token=b;c=d", "https://paper.example/?a=1;token=…;c=d"},
		{"random", "https://paper.example/?u=a1b2c3d4e5f6a7b8c9d0", "https://paper.example/?u=…"},
		{"random in hyphens", "https://paper.example/?u=550e8400-e29b-41d4-a716-446655440000", "https://paper.example/?u=…"},
		{"random alone", "https://paper.example/?a1b2c3d4e5f6a7b8c9d0", "https://paper.example/?…"},
		{"short", "https://paper.example/?u=a1b2c3d4e5f6a7b8c9d", "https://paper.example/?u=a1b2c3d4e5f6a7b8c9d"},
		{"words and a date", "https://paper.example/?s=2022-10-21-fire-at-the-old-pier", "https://paper.example/?s=2022-10-21-fire-at-the-old-pier"},
		{"fragment", "https://paper.example/#access_token=a", "https://paper.example/#access_token=…"},
		{"address in a value", "https://paper.example/?u=https%3A%2F%2Fo.example%2F%3Ftoken%3Da&v=https%3A%2F%2Fo.example", "https://paper.example/?u=…&v=https%3A%2F%2Fo.example"},
		{"escape", "https://paper.example/\x1b[31m", "https://paper.example/\uFFFD[31m"},
		{"empty value", "https://paper.example/?token=&a=1", "https://paper.example/?token=&a=1"},
	} {
		if got := link.Hide(tt.in).String(); got != tt.want {
			t.Errorf("%s: Hide(%q)\n got %q\nwant %q", tt.name, tt.in, got, tt.want)
		}
	}
}

func TestHideAll(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"no address", `W/"a1b2c3d4e5f6a7b8c9d0", max-age=60; jane@paper.example`, `W/"a1b2c3d4e5f6a7b8c9d0", max-age=60; jane@paper.example`},
		{"nothing secret", `<https://paper.example/a?id=7>; rel="next"`, `<https://paper.example/a?id=7>; rel="next"`},
		{"alone", "https://jane:pw@paper.example/a?token=b", "https://…@paper.example/a?token=…"},
		{"relative", "/a?token=b#session=c", "/a?token=…#session=…"},
		{"fragment", "a#access_token=b", "a#access_token=…"},
		{"no scheme", "//jane:pw@paper.example/a", "//…@paper.example/a"},
		{"links", `</a?sig=b>; rel="preload", <https://paper.example/?key=c&d=e>;rel=next`, `</a?sig=…>; rel="preload", <https://paper.example/?key=…&d=e>;rel=next`},
		{"refresh", "0; url=https://paper.example/?token=a", "0; url=https://paper.example/?token=…"},
		{"policy", "img-src https:; report-uri https://paper.example/r?token=a; sandbox", "img-src https:; report-uri https://paper.example/r?token=…; sandbox"},
		{"quoted", `{"url":"https:\/\/paper.example\/r?s=a1b2c3d4e5f6a7b8c9d0"}`, `{"url":"https:\/\/paper.example\/r?s=…"}`},
		{"escape", "\x1b[31m ?token=\xff", "\uFFFD[31m ?token=…"},
		{"empty", "", ""},
	} {
		if got := link.HideAll(tt.in).String(); got != tt.want {
			t.Errorf("%s: HideAll(%q)\n got %q\nwant %q", tt.name, tt.in, got, tt.want)
		}
	}
}
