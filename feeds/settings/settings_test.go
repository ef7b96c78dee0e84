package settings

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"casewire/feeds/text"
)

// form is a schema with a key of each kind.
type form struct {
	title    text.Clean
	word     string
	list     []string
	on       bool
	count    int
	every    time.Duration
	size     int64
	choice   string
	date     string
	clock    time.Duration
	feeds    []string
	settings []string
}

func (f *form) keys() Keys {
	return Keys{
		"title": Line(&f.title), "word": String(&f.word), "list": strs(&f.list), "on": Bool(&f.on),
		"count": Int(&f.count, 1, 100), "every": Duration(&f.every, 5*time.Minute, "never"), "size": Size(&f.size, 1<<30),
		"choice": OneOf(&f.choice, "kept", "never"),
		"date": func(v *Value) {
			if y, m, d, ok := v.Date(true); ok {
				f.date = fmt.Sprintf("%d-%d-%d", y, m, d)
			}
		},
		"clock": func(v *Value) {
			if c, ok := v.Clock(); ok {
				f.clock = c
			}
		},
		"feed": func(v *Value) {
			for _, t := range v.Tables() {
				var url string
				if t.Decode(Keys{"url": String(&url), "limits": f.table}, "url") {
					f.feeds = append(f.feeds, url)
				}
			}
		},
		"table": f.table,
	}
}

func (f *form) table(v *Value) {
	if t, ok := v.Table(); ok {
		for _, v := range t.Values() {
			f.settings = append(f.settings, v.Name())
		}
	}
}

func decode(src string) (*form, Faults) {
	d := Read("x.toml", []byte(src))
	f := &form{}
	d.Root().Decode(f.keys(), "title")
	return f, d.Faults()
}

func TestEveryKind(t *testing.T) {
	got, faults := decode("\uFEFF" + `title = "  A  case " # comment
word = '''
two
lines'''
list = [
  "a", # first
  'b',
]
on = true
count = 4_2
every = "1h30m"
size = "16MiB"
choice = "never"
date = 2021-10-21
clock = 09:30:00
table.b = 1
table.a = 2

[[feed]]
url = "https://a.example/"
limits = { body = "1MiB", deep = [[1, 2], []] }

[[feed]]
url = "https://b.example/"
[feed.limits]
page = 1
`)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	want := form{
		title: text.Line("A case"), word: "two\nlines", list: []string{"a", "b"}, on: true, count: 42,
		every: 90 * time.Minute, size: 16 << 20, choice: "never", date: "2021-10-21", clock: 9*time.Hour + 30*time.Minute,
		feeds: []string{"https://a.example/", "https://b.example/"}, settings: []string{"b", "a", "body", "deep", "page"},
	}
	if fmt.Sprint(*got) != fmt.Sprint(want) {
		t.Errorf("got\n%v, want\n%v", *got, want)
	}
}

func TestFaults(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"title = 3", "1:9: `title` must be a string, is an integer"},
		{`title = ""`, "1:9: `title` is empty"},
		{"tittle = 'x'", "1:1: unknown key `tittle`"},
		{"title = 'a'\ntitle = 'b'", "2:1: `title` stands twice; the first is in line 1"},
		{"title='é'\n list = ['é', 2]", "2:15: what stands in `list` must be a string, is an integer"},
		{"title='a'\nlist = 'b'", "2:8: `list` must be a list, is \"b\""},
		{"title='a'\non = 'true'", "2:6: `on` must be true or false, is \"true\""},
		{"title='a'\ncount = 101", "2:9: `count` must be from 1 to 100, is 101"},
		{"title='a'\ncount = 1.5", "2:9: `count` must be a whole number from 1 to 100, is a number with a fraction"},
		{"title='a'\nevery = 30", "2:9: `every` must be a time, is an integer"},
		{"title='a'\nevery = '30 min'", "2:9: `every` must be a time, is \"30 min\""},
		{"title='a'\nevery = '99w99999999999999999999w'", "2:9: `every` must be a time, is \"99w99999999999999999999w\""},
		{"title='a'\nevery = '299s'", "2:9: \"299s\" is too short: at least \"5m\""},
		{"title='a'\nsize = '16'", "2:8: `size` must be a size, is \"16\""},
		{"title='a'\nsize = '2GiB'", "2:8: \"2GiB\" is out of bounds: from 1B to 1024MiB"},
		{"title='a'\nchoice = 'nver'", "2:10: `choice` must be \"kept\" or \"never\", is \"nver\""},
		{"title='a'\ndate = 2021-02-30", "2:8: there is no day 2021-02-30"},
		{"title='a'\ndate = '2021-13'", "2:8: `date` must be a date, is \"2021-13\""},
		{"title='a'\ndate = 2021-10-21T00:00:00Z", "2:8: `date` must be a date, is a date with a time"},
		{"title='a'\nclock = 24:00:00", "2:9: there is no time of day 24:00:00"},
		{"title='a'\nclock = '09:30'", "2:9: `clock` must be a time of day, is \"09:30\""},
		{"title='a'\n[feed]\nurl='x'", "2:2: `feed` must be a list of tables, is a table"},
		{"title='a'\n[[table]]", "2:3: there is one `table` only"},
		{"title='a'\n[[feed]]\n[[feed]]\nurl='u'", "2:3: `url` is missing in [[feed]]"},
		{"title='a'\n[[feed]]\nurl='u'\nevery='5m'", "4:1: unknown key `every` in [[feed]]"},
		{"title='a'\n[table]\n[table]", "3:2: `table` stands twice; the first is in line 2"},
		{"title='a'\n[title.x]", "2:2: `title` is a string already, in line 1, so it cannot be a table"},
		{"title='a'\ntable={}\n[table.x]", "3:2: `table` stands twice; the first is in line 2"},
		{"title='a'\nfeed=[]\n[[feed]]", "3:3: `feed` stands twice; the first is in line 2"},
	} {
		_, faults := decode(test.src)
		if got := places(faults); got != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.src, got, test.want)
		}
	}
}

func places(faults Faults) string {
	var list []string
	for i := range faults {
		list = append(list, strings.TrimPrefix(faults[i].Error(), "x.toml:"))
	}
	return strings.Join(list, "; ")
}

func TestSyntax(t *testing.T) {
	for _, test := range []struct{ src, want, hint string }{
		{"title = 'it's'\nword = 3", "1:13: the string ends at the ' before this; 2:8: `word` must be a string, is an integer", "a ' inside '…': write '''…'''"},
		{"title = \"a \"b\" c\"", `1:13: the string ends at the " before this`, `a " inside "…": write \", or '…' around the whole`},
		{"title = 'a'\nlist = ['a' 'b']", "2:13: a comma is missing before this", "put one between the two"},
		{"title = 'a'\nlist = ['a',\nword = 'x'\ncount = 0", "3:1: a string stands in quotes; 4:9: `count` must be from 1 to 100, is 0", "write '…' around it"},
		{"title = 'a'\nlist = ['a',", "2:8: this list is never closed", "close it with ]"},
		{"title = 'a'\nword = '''a\n b\n[table]\n", "2:8: this string is never closed", "close it with the quotes that open it; one of several lines stands in '''…'''"},
		{"title = 'a'\nword = '''a\n\n[[feed]]\nurl = '''b'''\nurl = 1", "2:8: this string goes on to line 5; 6:1: `url` stands twice; the first is in line 5", "close it with the quotes that open it"},
		{"title = 'a'\non = true false", "2:11: this does not belong to the value before it", "put it on a line of its own, or take it out"},
		{"title = 'a\ncount = 0", "1:9: this string is never closed; 2:9: `count` must be from 1 to 100, is 0", "close it with the quotes that open it; one of several lines stands in '''…'''"},
		{"title = 'a'\nevery = 30m", "2:11: a string stands in quotes", "write '…' around it"},
		{"title = 'a'\nword = title:x", "2:8: a string stands in quotes", "write '…' around it"},
		{"title", "1:5: a key has a = and a value behind it", `write  key = "value"`},
		{"title = 'a'\n[table\nx = 1\n[[feed]]", "2:7: expected ']' to close table name; 4:3: `url` is missing in [[feed]]", ""},
		{"title = '\xe9t\xe9'", "1:10: these bytes are no text (UTF-8)", "save the file as UTF-8"},
		{"title = \"a\" \xe9", "1:13: these bytes are no text (UTF-8)", "save the file as UTF-8"},
		{"title = 'a'\n[\xe9]", "2:2: these bytes are no text (UTF-8)", "save the file as UTF-8"},
		{"title = \"a\x00\"", "1:11: a control character stands here", `take it out, or write \u0000 in "…"`},
		{"title = # a\n", "1:9: a value is missing here", `write  key = "value"`},
		{"title = 'a'\rbegan = 3", "1:12: a control character stands here", `take it out, or write \u000D in "…"`},
		{"title = 'a'\né = 3", "2:1: a key cannot begin so", "a key of other characters than a-z, 0-9, - and _ stands in quotes"},
		{"title = 'a\xff'", "1:11: these bytes are no text (UTF-8)", "save the file as UTF-8"},
	} {
		for _, src := range []string{test.src, strings.ReplaceAll(test.src, "\n", "\r\n")} {
			_, faults := decode(src)
			if got := places(faults); got != test.want {
				t.Errorf("%q:\ngot  %s\nwant %s", src, got, test.want)
			} else if faults[0].Hint != test.hint {
				t.Errorf("%q: hint %q, want %q", src, faults[0].Hint, test.hint)
			}
		}
	}
}

func TestHints(t *testing.T) {
	for src, want := range map[string]string{
		"title='a'\n[[feed]]\nurl='u'\nevery='5m'": "`every` belongs above the first [table]",
		"title='a'\n[[feed]]\nulr='u'\nurl='u'":    "did you mean `url`?",
		"title='a'\n[[feed]]\nxyz='u'\nurl='u'":    "known here: limits, url",
		"title='a'\nevery = 30":                    `write a number and s, m, h, d or w, in quotes: "30m"; or "never"`,
		"title='a'\nchoice = 'nevr'":               `did you mean "never"?`,
		"title='a'\ntable=3":                       "write  table = { … }",
		"title='a'\nlist=3":                        `write  list = ["…"]`,
		"title=['a']":                              `write  title = "…"`,
		"title='a'\nchoice='x'":                    `write  choice = "kept"`,
		"title='a'\ncount=101":                     "write  count = 100",
		"title='a'\ncount=true":                    "write  count = 1",
		"title='a'\nevery='1s'":                    `write "5m"`,
		"title='a'\nsize='2GiB'":                   `write something like "16MiB"`,
		"title=2021":                               `write it in quotes: "2021"`,
		"title='a'\nlist='b'":                      `write it in brackets: ["b"]`,
	} {
		_, faults := decode(src)
		if len(faults) != 1 || faults[0].Hint != want {
			t.Errorf("%q: got %+v, want the hint %q", src, faults, want)
		}
	}
}

// TestFaultAt looks for the letter X of a string's value in the file.
func TestFaultAt(t *testing.T) {
	for _, src := range []string{
		`v = "abXc"`, `v = 'abXc'`, `v = "é日Xc"`, `v = 'é日Xc'`,
		`v = "a\tb\\X"`, `v = "\u00e9\U0001F600\x41\e\"X"`,
		"v = '''X'''", "v = '''\nabc\n d'e\nX'''", "v = '''\r\nabc\r\nX'''",
		"v = \"\"\"\na \\\n\n   b\\u00e9 \"q\" X\"\"\"", "v = \"\"\"a\\   \r\n  X\"\"\"",
	} {
		d := Read("x", []byte(src))
		d.Root().Decode(Keys{"v": func(v *Value) {
			s, _ := v.Str()
			at := strings.IndexByte(s, 'X')
			v.FaultAt(text.Span{Start: at, End: at + 1}, Fault{})
		}})
		faults := d.Faults()
		if len(faults) != 1 {
			t.Fatalf("%q: %v", src, faults)
		}
		f := faults[0]
		if got := []rune(f.Source)[f.Column-1]; got != 'X' || f.Width != 1 {
			t.Errorf("%q: points at %q, %d wide, in %q", src, got, f.Width, f.Source)
		}
	}
}

func TestReport(t *testing.T) {
	faults := Faults{
		{File: "marlow.toml", Line: 14, Column: 19, Width: 3, Source: "match = 'Marlow OR bakery AND fire'", Text: "mixed", Hint: "write  (Marlow OR bakery) AND fire"},
		{File: "x.toml", Line: 10000, Column: 9, Width: 2, Source: "title\t= '日本\r\x00'", Text: "a \x00b", Warning: true},
		{File: "x.toml", Line: 2, Column: 201, Width: 500, Source: strings.Repeat("a", 200) + strings.Repeat("b", 200), Text: "far out"},
		{File: "x.toml", Line: 2, Column: 1, Width: 1, Text: "nothing there"},
	}
	want := `casewire: marlow.toml:14:19: mixed
  14 | match = 'Marlow OR bakery AND fire'
     |                   ^^^
casewire: hint: write  (Marlow OR bakery) AND fire
casewire: x.toml:10000:9: warning: a �b
10000 | title = '日本 �'
      |         ^^^
casewire: x.toml:2:201: far out
   2 | …` + strings.Repeat("a", 60) + strings.Repeat("b", 50) + `…
     | ` + strings.Repeat(" ", 61) + strings.Repeat("^", 50) + `
casewire: x.toml:2:1: nothing there
`
	if got := faults.Report().String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !faults.Fatal() || faults[1:2].Fatal() {
		t.Error("a warning alone is not fatal, an error is")
	}
}

// TestManyFaults sees to it that no error is lost behind warnings.
func TestManyFaults(t *testing.T) {
	d := Read("x", []byte("a = 1"))
	for range 2 * most {
		d.Root().Fault(Fault{Text: "a warning", Warning: true})
	}
	for range 3 * most {
		d.Root().Fault(Fault{Text: "an error"})
	}
	if faults := d.Faults(); !faults.Fatal() || len(faults) != 2*most {
		t.Errorf("%d faults are told, fatal: %v", len(faults), faults.Fatal())
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"title = 'a'\n[[feed]]\nurl = \"\\u00e9\"\nlimits = {a = [1, [2]], b.c = 1}\n[feed.x]\n", "a = '''", "a = [\n#c\n'x',\n]",
		"[a.b]\n[a]\nb.c=1\n", "x = 'it's'\n", "\uFEFFa=1", "a = 1979-05-27T07:32:00Z\r\n", "a.b = 1\na.b.c = 2", "[[a]]\n[a.b]\n[[a]]\n[a.b]", "'\uee79",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		form, faults := decode(src)
		lines := strings.Split(src, "\n")
		for _, f := range faults {
			if f.Line < 1 || f.Line > len(lines) || f.Column < 1 || f.Column > utf8.RuneCountInString(lines[f.Line-1])+1 {
				t.Errorf("%v: no such place", f)
			}
		}
		faults.Report()
		if len(faults) == 0 && form.title.Len() == 0 {
			t.Error("no title, and no fault")
		}
		if len(faults) == 0 {
			more := Append([]byte(src), "feed", Pair{"url", Quote("https://new.example/")})
			back, n := RemoveTable(more, "feed", "url", "https://new.example/")
			if got := strings.TrimSuffix(string(back), "\n"); n != 1 || got != strings.TrimSuffix(src, "\n") {
				t.Errorf("appended and removed %d: %q", n, back)
			}
		}
	})
}

// strs takes a list of strings, as callers do with Value.Strings.
func strs(to *[]string) func(*Value) {
	return func(v *Value) {
		if list, ok := v.Strings(); ok {
			*to = list
		}
	}
}

// No fault tells a password or the value of a header.
func TestFaultsKeepSecrets(t *testing.T) {
	for _, test := range []struct{ src, line string }{
		{"[hosts.'p.example']\npasswort = \"geheim\"  # it", "passwort = \"…     \"  # it"},
		{"[hosts.'p.example']\npassword = \"geheim", "password = \"…     "},
		{"[hosts.'p.example']\npassword = geheim", "password = …     "},
		{"[hosts.'p.example']\nword = \"\"\"\ngeheim", ""},
		{"[[feed]]\nheaders = { X = \"geheim\", Y = 'geheim', 3 }", "headers = { X = \"…     \", Y = '…     ', 3 }"},
		{"[[feed]]\nheaders = 'X: geheim'", "headers = '…        '"},
		{"[[feed]]\nheaders = [\"geheim\", 'geheim']", "headers = [\"…     \", '…     ']"},
		{"feed = [{ url = 'x', headers = { X = 'geheim' } }]\nfeed = 2", ""},
	} {
		var feeds []string
		doc := Read("t.toml", []byte(test.src))
		doc.Root().Decode(Keys{"hosts": func(v *Value) { v.must("a list", "") }, "feed": func(v *Value) {
			for _, t := range v.Tables() {
				t.Decode(Keys{"url": strs(&feeds), "headers": func(v *Value) { v.must("a table", "") }})
			}
		}})
		faults := doc.Faults()
		if len(faults) == 0 {
			t.Errorf("%s: no fault", test.src)
		}
		for _, f := range faults {
			if test.line != "" && f.Line == 2 && f.Source != test.line {
				t.Errorf("got\n%q, want\n%q", f.Source, test.line)
			}
		}
		if said := faults.Report().String() + faults.Error(); strings.Contains(said, "geheim") {
			t.Errorf("%s tells:\n%s", test.src, said)
		}
	}
}
