package settings

import (
	"testing"
)

func TestAppend(t *testing.T) {
	pairs := []Pair{{"name", Quote("a b")}, {"match", Quote(`"x y" OR z's`)}}
	const block = "[[keep]]\nname = \"a b\"\nmatch = '''\"x y\" OR z's'''\n"
	for doc, want := range map[string]string{
		"":                      block,
		"title = 'x' # why\n":   "title = 'x' # why\n\n" + block,
		"title = 'x'\r\n# end":  "title = 'x'\r\n# end\n\n" + block,
		"[[keep]]\nmatch='a'\n": "[[keep]]\nmatch='a'\n\n" + block,
	} {
		if got := string(Append([]byte(doc), "keep", pairs...)); got != want {
			t.Errorf("got\n%q\nwant\n%q", got, want)
		}
	}
}

func TestRemoveTable(t *testing.T) {
	const doc = `title = "x" # the title

# these two are dead
[[feed]] # one
url = "https://a.example/"
# about headers
headers = { "X" = "y" } # secret

[[feed]]
url = 'https://b.example/'
[feed.headers]
X = "y"
# a last word

[retention]
unrelated = "14d"

[[feed]]
url = "https://c.example/"

[feed.limits]
body = "1MiB"
`
	for _, test := range []struct{ url, want string }{
		{"https://a.example/", `title = "x" # the title

# these two are dead

[[feed]]
url = 'https://b.example/'
[feed.headers]
X = "y"
# a last word

[retention]
unrelated = "14d"

[[feed]]
url = "https://c.example/"

[feed.limits]
body = "1MiB"
`},
		{"https://b.example/", `title = "x" # the title

# these two are dead
[[feed]] # one
url = "https://a.example/"
# about headers
headers = { "X" = "y" } # secret
# a last word

[retention]
unrelated = "14d"

[[feed]]
url = "https://c.example/"

[feed.limits]
body = "1MiB"
`},
		{"https://c.example/", doc[:len(doc)-len("\n[[feed]]\nurl = \"https://c.example/\"\n\n[feed.limits]\nbody = \"1MiB\"\n")]},
		{"https://d.example/", doc},
	} {
		got, n := RemoveTable([]byte(doc), "feed", "url", test.url)
		if string(got) != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.url, got, test.want)
		}
		if (n == 1) != (test.want != doc) {
			t.Errorf("%s: %d removed", test.url, n)
		}
	}
}

func TestRemoveElement(t *testing.T) {
	for _, test := range []struct{ doc, want string }{
		{`feeds = ["a", "x", "b"] # c`, `feeds = ["a", "b"] # c`},
		{`feeds = ["x", "b"]`, `feeds = ["b"]`},
		{`feeds = ["a", "x"]`, `feeds = ["a"]`},
		{`feeds = ["x"]`, `feeds = []`},
		{"feeds = [\n  'a', # first\n  'x',\n  'b',\n]\n", "feeds = [\n  'a', # first\n  'b',\n]\n"},
		{"feeds = [\n  'a', # first\n  'x'\n]\n", "feeds = [\n  'a', # first\n]\n"},
		{"feeds = ['a', # first\n  'x']\n", "feeds = ['a', # first\n  ]\n"},
		{"feeds = ['a']", "feeds = ['a']"},
		{"[[feeds]]\nx='x'", "[[feeds]]\nx='x'"},
	} {
		got, ok := RemoveElement([]byte(test.doc), "feeds", "x")
		if string(got) != test.want || ok != (test.doc != test.want) {
			t.Errorf("%q: got %q, %v, want %q", test.doc, got, ok, test.want)
		}
	}
}

func TestQuoteIsReadBack(t *testing.T) {
	for _, s := range []string{"", "a", `a "b"`, `it's "b"`, `'''`, `a'`, "tab\t \x01\x7f\n", `back\slash`, "日本é", `"it's''' "`} {
		d := Read("x", []byte("v = "+Quote(s)+"\n"))
		got := ""
		d.Root().Decode(Keys{"v": String(&got)})
		if len(d.Faults()) > 0 || got != s {
			t.Errorf("%q is written %s and read %q, %v", s, Quote(s), got, d.Faults())
		}
	}
}
