package story

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"casewire/feeds/news"
	"casewire/feeds/settings"
	"casewire/feeds/text"
)

func TestEveryKey(t *testing.T) {
	path := filepath.Join("testdata", "every-key.toml")
	got, faults, err := Load(path)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	denver, err := time.LoadLocation("America/Denver")
	if err != nil {
		t.Fatal(err)
	}
	want := &news.Story{
		Name: "every-key", Path: path, Title: text.Line("The Marlow fire"), Zone: denver,
		Began: news.Date{Year: 2025, Month: 1, Day: 15}, Every: 45 * time.Minute, NoPages: true,
		Languages: []string{"en", "tr"},
		Sets:      []news.Set{{Name: "places", Terms: []string{"Harbor Street", "Bay County"}}, {Name: "court", Query: "judge OR jury"}},
		Persons:   []news.Person{{Name: text.Line("Ruth Marlow"), Aliases: []text.Clean{text.Line("R. Marlow")}, Role: text.Line("defendant")}},
		Rules: []news.Rule{
			{Kind: news.KeepRule, Name: text.Line("people near the case"), Match: `@people NEAR/40 (trial OR fire OR "Marlow's bakery")`},
			{Kind: news.KeepRule, Name: text.Line("@places AND @court AND fire …"), Match: "@places AND @court AND fire AND (arson OR charge)"},
			{Kind: news.DropRule, Name: text.Line(`cs("Marlow") NEAR/6 (wine OR theatre)`), Match: `cs("Marlow") NEAR/6 (wine OR theatre)`},
			{Kind: news.TagRule, Name: text.Line("court"), Match: "@court"},
			{Kind: news.AlertRule, Name: text.Line("court"), Match: "title:(verdict OR acquitted)"},
		},
		Feeds: []news.FeedSpec{
			{URL: "https://short.example/rss", Every: 45 * time.Minute, NoPages: true},
			{
				URL: "https://ledger.example/feed", Outlet: text.Line("The Ledger"), Every: 15 * time.Minute, KeepAll: true,
				Selector: "div.article-body, main > p", UserAgent: "casewire for the Ledger", Headers: map[string]string{"X-Key": "secret"},
				Limits: news.Limits{Body: 16 << 20, Page: 512 << 10, Time: 20 * time.Second, Items: 2000},
			},
		},
		Background: []news.Fact{
			{Date: news.Date{Year: 2025, Month: 1, Day: 15}, Clock: -1, Text: text.Line("A bakery burns down."), URL: "https://ledger.example/fire"},
			{Date: news.Date{Year: 2025, Month: 2}, Clock: -1, Text: text.Line("Charges are brought.")},
			{Date: news.Date{Year: 2024}, Clock: -1, Text: text.Line("The bakery opens.")},
		},
		Scheduled: []news.Fact{
			{Date: news.Date{Year: 2026, Month: 11, Day: 19}, Clock: 9*time.Hour + 30*time.Minute, Text: text.Line("Closing arguments")},
			{Date: news.Date{Year: 2026, Month: 11, Day: 20}, Clock: -1, Text: text.Line("The jury deliberates")},
		},
		Retention: news.Retention{NearMiss: 28 * 24 * time.Hour},
	}
	gv, wv := reflect.ValueOf(*got), reflect.ValueOf(*want)
	for i := range gv.NumField() {
		if g, w := gv.Field(i).Interface(), wv.Field(i).Interface(); !reflect.DeepEqual(g, w) {
			t.Errorf("%s: got\n%+v, want\n%+v", gv.Type().Field(i).Name, g, w)
		}
	}
}

func TestTitleAlone(t *testing.T) {
	st, faults := Parse("x", "", []byte("title = 'x'"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	want := &news.Story{
		Name: "x", Title: text.Line("x"), Zone: time.Local, Every: 30 * time.Minute, Languages: []string{"en"},
		Retention: news.Retention{Unrelated: 14 * 24 * time.Hour},
	}
	if !reflect.DeepEqual(st, want) {
		t.Errorf("got\n%+v, want\n%+v", st, want)
	}
}

func TestFeedThatStandsTwice(t *testing.T) {
	st, faults := Parse("x", "", []byte(`title = "x"
feeds = ["https://a.example/", "https://b.example/"]
[[feed]]
url = "https://a.example/"
keep = "all"
[[feed]]
url = "https://a.example/"
keep = "rules"
`))
	if len(faults) != 2 || faults.Fatal() {
		t.Fatal(faults)
	}
	if len(st.Feeds) != 2 || !st.Feeds[0].KeepAll || st.Feeds[0].URL != "https://a.example/" {
		t.Errorf("got %+v", st.Feeds)
	}
}

func TestTenFaults(t *testing.T) {
	st, faults, err := Load(filepath.Join("testdata", "ten-faults.toml"))
	if err != nil || st != nil || !faults.Fatal() {
		t.Fatalf("got %v, %v", st, err)
	}
	golden.RequireEqual(t, faults.Report().String())
}

func TestFaults(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"language = 'en'", ""},
		{"language = 'e'", "2:12: this is no language"},
		{"languages = []", "2:13: no language"},
		{"languages = ['en', 'x y']", "2:20: this is no language"},
		{"language = 'en'\nlanguages = ['en']", "3:1: `language` and `languages` stand both here"},
		{"began = '2021'", "2:9: `began` must be a date, is \"2021\""},
		{"zone = ''", "2:8: this is no time zone"},
		{"zone = '../x'", "2:8: this is no time zone"},
		{"feeds = ['ftp://a.example/']", "2:10: this is no address of the web (http or https)"},
		{"feeds = ['https://a.example/ b']", "2:10: this is no address of the web (http or https)"},
		{"feeds = ['https://u:p@a.example:80/?q=1', 'http://127.0.0.1:8080/']", ""},
		{"feeds = ['http://a.example/', 'http://a.example/']", "2:31: warning: this feed stands twice; the first is in line 2"},
		{"[[feed]]\nurl='http://a.example/'\n[[feed]]\nurl='http://a.example/'", "5:5: warning: this feed stands twice; the first is in line 3"},
		{"[[feed]]\nurl='http://a.example/'\nselector='div['", "4:10: this is no CSS selector"},
		{"[[feed]]\nurl='http://a.example/'\nheaders={'X Y'='a', Z=\"a\\nb\"}", "4:10: this is no name of a header; 4:23: a header is one line, without control characters"},
		{"[[feed]]\nurl='http://a.example/'\nlimits={items=0}", "4:15: `items` must be from 1 to 1000000, is 0"},
		{"[[person]]\nname='A'\n[[person]]\nname='a'", "5:6: the name stands twice among [[person]]; the first is in line 3"},
		{"[[tag]]\nname='A'\nmatch='b'\n[[tag]]\nname='a'\nmatch='c'", "6:6: the name stands twice among [[tag]]; the first is in line 3"},
		{"[[keep]]\nname='A'", "2:3: `match` is missing in [[keep]]"},
		{"[sets]\nevery = '30m'", "3:1: warning: `every` is a set here, since it stands in [sets]"},
		{"[sets]\na = 1\n[[keep]]\nmatch='@a'", "3:5: `a` must be a list, is an integer"},
		{"[sets\na = ['x']\n[[keep]]\nmatch='@a'", "2:6: expected ']' to close table name"},
		{"[[scheduled]]\ndate='2026-11'\ntime=09:00:00\ntext='x'", "4:6: a time of day needs a day"},
		{"[retention]\nunrelated='1h'", "3:11: \"1h\" is too short: at least \"1d\""},
		{"keep = 'all'", "2:8: `keep` must be a list of tables, is \"all\""},
	} {
		st, faults := Parse("x", "", []byte("title = 'x'\n"+test.src))
		var got []string
		for i := range faults {
			got = append(got, strings.TrimPrefix(faults[i].Error(), "x.toml:"))
		}
		if s := strings.Join(got, "; "); s != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.src, s, test.want)
		}
		if (st == nil) != faults.Fatal() {
			t.Errorf("%q: story %v beside faults %v", test.src, st, faults)
		}
	}
}

func TestNamesOfRules(t *testing.T) {
	rules := []news.Rule{
		{Match: "a b"},
		{Match: "a b"},
		{Match: "a  b", Name: text.Line("A b (2)")},
		{Match: "one two three four five six"},
		{Match: strings.Repeat("é", 50)},
		{Match: "a b", Kind: news.DropRule},
	}
	nameRules(rules)
	want := []string{"a b", "a b (3)", "A b (2)", "one two three four five …", strings.Repeat("é", 40) + "…", "a b"}
	for i := range rules {
		if got := rules[i].Name.String(); got != want[i] {
			t.Errorf("rule %d is called %q, want %q", i, got, want[i])
		}
	}
}

func TestBuiltIn(t *testing.T) {
	for _, name := range BuiltInNames() {
		doc, _ := Source(name)
		if _, faults := Parse(name, "", doc); len(faults) > 0 {
			t.Errorf("%s:\n%s", name, faults.Report())
			continue
		}
		st, ok := BuiltIn(name)
		if !ok || st.Name != name || st.Path != "" || len(st.Feeds) == 0 || len(st.Rules) == 0 {
			t.Errorf("%s: got %+v", name, st)
		}
	}
	if st, ok := BuiltIn("rust-shooting"); !ok || !strings.HasPrefix(st.Note.String(), "The criminal case") {
		t.Errorf("got %+v", st)
	}
	if _, ok := BuiltIn("../x"); ok {
		t.Error("found a story that is not there")
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "marlow.toml")
	if err := os.WriteFile(file, []byte("title = 'x'"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		x, path string
		builtIn bool
		err     string
	}{
		{"marlow", file, false, ""},
		{"marlow.toml", "marlow.toml", false, ""},
		{"./marlow", "./marlow", false, ""},
		{"/a/b.c-d_1.toml", "/a/b.c-d_1.toml", false, ""},
		{"nobody", "", false, `story "nobody": no such file in ` + dir + ", and none is built in"},
		{"", "", false, `story "": a name has 1 to 100 characters`},
		{".hidden", "", false, `story ".hidden": a name has letters, digits, - and _, and . if not first`},
		{"a b", "", false, `story "a b": a name has letters, digits, - and _, and . if not first`},
		{"x/é.toml", "x/é.toml", false, `story "é": a name has letters, digits, - and _, and . if not first`},
	} {
		path, builtIn, err := Find(test.x, dir)
		if err != nil && err.Error() != test.err || err == nil && (test.err != "" || path != test.path || builtIn != test.builtIn) {
			t.Errorf("Find(%q) = %q, %v, %v", test.x, path, builtIn, err)
		}
	}
	for _, name := range BuiltInNames() {
		if _, builtIn, err := Find(name, dir); !builtIn || err != nil {
			t.Errorf("%s is not found: %v", name, err)
		}
	}
}

func TestLoadWhatIsNotThere(t *testing.T) {
	if _, _, err := Load(filepath.Join(t.TempDir(), "x.toml")); !os.IsNotExist(err) {
		t.Errorf("got %v", err)
	}
	long := filepath.Join(t.TempDir(), "x.toml")
	if err := os.WriteFile(long, make([]byte, maxBytes+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Load(long); err == nil || !strings.Contains(err.Error(), "longer than 4 MiB") {
		t.Errorf("got %v", err)
	}
}

func TestWatcher(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.toml")
	at := time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)
	write := func(s string) {
		t.Helper()
		at = at.Add(time.Minute)
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	write("one")
	w := Watch(path)
	want := func(doc string, changed bool) {
		t.Helper()
		got, ok := w.Changed()
		if ok != changed || ok && string(got) != doc {
			t.Fatalf("got %q, %v, want %q, %v", got, ok, doc, changed)
		}
	}
	want("", false)
	write("two")
	want("two", true)
	want("", false)
	write("two") // saved again
	want("", false)
	write("") // an editor at work
	want("", false)
	write("three")
	want("three", true)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	want("", false)
	write("four")
	want("four", true)
}

func FuzzStory(f *testing.F) {
	for _, file := range []string{"every-key.toml", "ten-faults.toml"} {
		doc, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(doc)
	}
	f.Add([]byte("title = 'x'\n[sets]\na = '@b'\nb = ['@a']\n[[keep]]\nmatch = \"\\u00e9 @a \\\"b\""))
	f.Fuzz(func(t *testing.T, doc []byte) {
		st, faults := Parse("x", "", doc)
		if (st == nil) != faults.Fatal() {
			t.Fatalf("story %v beside faults %v", st, faults)
		}
		faults.Report()
		if st != nil {
			checkStory(t, st)
		}
		lines := strings.Split(string(doc), "\n")
		for _, f := range faults {
			checkPlace(t, f, lines)
		}
	})
}

func checkStory(t *testing.T, st *news.Story) {
	t.Helper()
	if st.Title.Len() == 0 || st.Every < 5*time.Minute || st.Zone == nil || len(st.Languages) == 0 {
		t.Errorf("got %+v", st)
	}
	for i := range st.Feeds {
		if !strings.Contains(st.Feeds[i].URL, "://") || st.Feeds[i].Every < 5*time.Minute {
			t.Errorf("got the feed %+v", st.Feeds[i])
		}
	}
	for _, r := range st.Rules {
		if r.Name.Len() == 0 {
			t.Errorf("the rule %q has no name", r.Match)
		}
	}
}

func checkPlace(t *testing.T, f settings.Fault, lines []string) {
	t.Helper()
	if f.Line < 1 || f.Line > len(lines) || f.Column < 1 || f.Column > len([]rune(lines[f.Line-1]))+1 || f.Width < 1 {
		t.Errorf("%v: no such place", &f)
	}
}

func BenchmarkParse(b *testing.B) {
	doc, err := os.ReadFile(filepath.Join("testdata", "every-key.toml"))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if st, _ := Parse("x", "", doc); st == nil {
			b.Fatal("no story")
		}
	}
}

// A fault shows its line without the secrets of an address, and points at the
// same place.
func TestFaultsKeepSecrets(t *testing.T) {
	doc := `title = "T"
feeds = ["https://u:geheim@a.example/rss?key=geheim", "https://u:geheim@a.example/rss?key=geheim", 3]
feed = "https://u:geheim@[/"
`
	_, faults := Parse("t", "", []byte(doc))
	said := faults.Report().String() + faults.Error()
	if strings.Contains(said, "geheim") {
		t.Errorf("told:\n%s", said)
	}
	if !faults.Fatal() || faults[0].Column != 55 || !strings.Contains(faults[0].Source, `["https://…@a.example/rss?key=…`) {
		t.Errorf("got %+v", faults)
	}
}
