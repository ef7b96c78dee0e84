package keymap

import (
	"os"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"
)

func TestNoKeyTwiceOnAScreen(t *testing.T) {
	for _, c := range Default().taken() {
		t.Error(c)
	}
}

func TestRowsAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rows {
		if len(r.Keys) == 0 || r.Help == "" || r.Short == "" || r.Screen.Title() == "" {
			t.Errorf("%s: incomplete: %+v", r.ID(), r)
		}
		if seen[r.ID()] {
			t.Errorf("%s stands twice", r.ID())
		}
		seen[r.ID()] = true
		for _, k := range r.Keys {
			if p, ok := Parse(k); !ok || p != k {
				t.Errorf("%s: key %q is read as %q, %v", r.ID(), k, p, ok)
			}
			if !r.Is(r.Press()) {
				t.Errorf("%s is not pressed by its own key", r.ID())
			}
			if p, ok := Parse(Label(k)); !ok || p != k {
				t.Errorf("%s: label %q is read as %q, %v", r.ID(), Label(k), p, ok)
			}
		}
	}
}

func TestAScreensRowStandsInForEverywheres(t *testing.T) {
	r := Default().Find(Sources, "poll")
	if r.Screen != Sources || r.Help != "ask this feed now" {
		t.Errorf("got %+v", r)
	}
	n := 0
	for _, r := range Default().Rows(Sources) {
		if r.Name == "poll" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d rows of sources are called poll", n)
	}
	if r := Default().Find(Headlines, "down"); !r.Is(tea.KeyPressMsg{Code: 'j', Text: "j"}) {
		t.Errorf("j is not down: %+v", r)
	}
	if r := Default().Find(Headlines, "fly"); r.Is(tea.KeyPressMsg{}) || r.Name != "" {
		t.Errorf("got %+v", r)
	}
}

func TestWith(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys map[string][]string
		want []Conflict
	}{
		{"none", nil, nil},
		{"free key", map[string][]string{"headlines.open": {"Enter", "^o"}}, nil},
		{"swap", map[string][]string{"headlines.star": {"m"}, "headlines.read": {"s"}}, nil},
		{"no such row", map[string][]string{"headlines.fly": {"f"}}, []Conflict{{NoSuchRow, "headlines.fly", "", ""}}},
		{"no such key", map[string][]string{"headlines.open": {"entr", "hyper+x"}}, []Conflict{
			{NoSuchKey, "headlines.open", "entr", ""}, {NoSuchKey, "headlines.open", "hyper+x", ""},
		}},
		{"no keys", map[string][]string{"article.page-down": {}}, []Conflict{{NoKeys, "article.page-down", "", ""}}},
		{
			"taken by everywhere",
			map[string][]string{"headlines.open": {"j"}},
			[]Conflict{{KeyTaken, "everywhere.down", "j", "headlines.open"}},
		},
		{"all at once", map[string][]string{"everywhere.down": {"s"}, "nowhere.x": {"y"}}, []Conflict{
			{NoSuchRow, "nowhere.x", "", ""},
			{KeyTaken, "everywhere.down", "s", "headlines.star"},
			{KeyTaken, "everywhere.down", "s", "search.star"},
			{KeyTaken, "everywhere.down", "s", "article.star"},
		}},
		{"a row put back finds its key taken", map[string][]string{"everywhere.down": {"u"}, "sources.open": {"j"}}, []Conflict{
			{KeyTaken, "everywhere.down", "u", "article.links"},
			{KeyTaken, "everywhere.down", "j", "sources.open"},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, bad := Default().With(tt.keys)
			if !slices.Equal(bad, tt.want) {
				t.Errorf("conflicts\n%v, want\n%v", bad, tt.want)
			}
			if left := got.taken(); left != nil {
				t.Errorf("a key is still taken: %v", left)
			}
			for _, c := range bad {
				if s := c.String(); !strings.HasPrefix(s, "keys: ") || !strings.Contains(s, c.Row) {
					t.Errorf("the conflict says %q", s)
				}
			}
		})
	}
	got, _ := Default().With(map[string][]string{"headlines.open": {"Enter", "^o"}})
	if r := got.Find(Headlines, "open"); r.Labels() != "Enter ^o" {
		t.Errorf("open is %q", r.Labels())
	}
	if r := Default().Find(Headlines, "open"); r.Labels() != "Enter l" {
		t.Errorf("the default table was changed: %q", r.Labels())
	}
}

// A table that is at odds with itself is told, not turned over for ever.
func TestWithOnATableWithAConflict(t *testing.T) {
	odd := &Table{[]Row{
		{Headlines, "open", []string{"x"}, "read the report", "read"},
		{Headlines, "star", []string{"x"}, "star", "star"},
	}}
	want := []Conflict{{KeyTaken, "headlines.star", "x", "headlines.open"}}
	for _, keys := range []map[string][]string{nil, {"headlines.star": {"x"}}, {"headlines.star": {"s", "x"}}} {
		if _, bad := odd.With(keys); !slices.Equal(bad, want) {
			t.Errorf("%v: conflicts %v, want %v", keys, bad, want)
		}
	}
	if got, bad := odd.With(map[string][]string{"headlines.star": {"s"}}); len(bad) > 0 || got.Find(Headlines, "star").Labels() != "s" {
		t.Errorf("a mended table still has conflicts: %v", bad)
	}
}

func TestWithout(t *testing.T) {
	all := Default()
	some := all.Without("poll", "poll-all")
	for _, s := range some.Screens() {
		for _, r := range some.Rows(s) {
			if strings.HasPrefix(r.Name, "poll") {
				t.Errorf("%s is still there", r.ID())
			}
		}
	}
	if got := some.Find(Headlines, "poll-all").Leads("ask"); got != "" {
		t.Errorf("a row that is not there leads to %q", got)
	}
	if got := all.Find(Headlines, "poll-all").Leads("ask"); got != "R: ask" {
		t.Errorf("got %q", got)
	}
}

func TestMarkdown(t *testing.T) { golden.RequireEqual(t, Default().Markdown()) }

func TestRoff(t *testing.T) { golden.RequireEqual(t, Default().Roff()) }

// The README has the table between two marks; it is generated.
func TestREADMEIsFresh(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Skip("no README yet")
	}
	_, rest, found := strings.Cut(string(data), "<!-- keys -->\n")
	table, _, ended := strings.Cut(rest, "<!-- /keys -->")
	if !found || !ended {
		t.Skip("the README has no table of keys")
	}
	if table != Default().Markdown() {
		t.Error("the table of keys in README.md is stale")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", " ", "^d", "ctrl+d", "PgDn", "Enter", "x", "^", "+", "ctrl++", "alt+Shift+F5", "é", "\x1b", "ctrl+", "^^", "a\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key, ok := Parse(s)
		if !ok {
			return
		}
		for _, again := range []string{key, Label(key)} {
			if got, ok := Parse(again); !ok || got != key {
				t.Errorf("%q is %q, which is read as %q, %v", s, key, got, ok)
			}
		}
	})
}
