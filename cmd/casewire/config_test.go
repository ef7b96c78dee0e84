package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"casewire/tui/keymap"
)

func TestEveryPreference(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.toml")
	const doc = `story = "rust-shooting"
theme = "contrast"
glyphs = "ascii"
plain = true
mouse = false
browser = ["firefox", "%u"]
measure = 72
unread_on_correction = false
open = "digest"
quiet = ["22:00-07:00", "12:30 - 13:00"]

[keys]
"headlines.open" = ["enter", "l"]
"article.pipe" = ["P"]

[hooks]
alert = ["notify", "--now"]

[hosts."Paper.example"]
headers = { "X-Key" = "k" }
user = "u"
password = "p"

[hosts."127.0.0.1:8080"]
user = "v"
`
	if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	got, faults, err := loadPreferences(path)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	want := preferences{
		story: "rust-shooting", theme: "contrast", glyphs: "ascii", open: "digest", plain: true, measure: 72,
		browser:   []string{"firefox", "%u"},
		quiet:     []quietTime{{22 * time.Hour, 7 * time.Hour}, {12*time.Hour + 30*time.Minute, 13 * time.Hour}},
		keys:      map[string][]string{"headlines.open": {"enter", "l"}, "article.pipe": {"P"}},
		alertHook: []string{"notify", "--now"},
		hosts: map[string]hostPrefs{
			"paper.example":  {headers: map[string]string{"X-Key": "k"}, user: "u", password: "p"},
			"127.0.0.1:8080": {user: "v"},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
}

// A preset gives way to what is written beside it.
func TestKeysOfAnotherReader(t *testing.T) {
	p, faults := parsePreferences("config.toml", []byte("[keys]\npreset = 'newsboat'\n'headlines.read' = ['R']\n"))
	if len(faults) > 0 || !reflect.DeepEqual(p.keys["headlines.read"], []string{"R"}) || !reflect.DeepEqual(p.keys["everywhere.prev"], []string{"p"}) {
		t.Errorf("%v %v", p.keys, faults)
	}
}

// Wrong keys are told with their places. Commands go on without them.
func TestKeysThatCannotBe(t *testing.T) {
	p, faults := parsePreferences("config.toml", []byte(`[keys]
"headlines.star" = ["m"]
"headlines.nope" = ["x"]
"article.first" = ["ctrl+foo"]
`))
	const want = `config.toml:2:20: keys: headlines.star: m is taken by headlines.read
config.toml:3:20: keys: nothing is called "headlines.nope"
config.toml:4:19: keys: article.first: no key is called "ctrl+foo"`
	if len(faults) > 0 || p.badKeys.Error() != want {
		t.Errorf("%v\n%v", faults, p.badKeys)
	}
	if keys, err := (&program{prefs: p}).keys(); keys != nil || status(err) != exitUsage {
		t.Errorf("got %v", err)
	}
}

func TestOfflineNothingIsAsked(t *testing.T) {
	for _, offline := range []bool{false, true} {
		p := &program{}
		p.flags.offline = offline
		keys, err := p.keys()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range keys.Screens() {
			for _, name := range []string{"poll", "poll-all"} {
				if r := keys.Find(s, name); r.Name != "" && offline {
					t.Errorf("%s is offered offline", r.ID())
				}
			}
		}
		if keys.Find(keymap.Headlines, "poll-all").Label() == "" && !offline {
			t.Error("it is not offered where there is a network")
		}
	}
}

func TestNoPreferences(t *testing.T) {
	got, faults, err := loadPreferences(filepath.Join(t.TempDir(), "none", "config.toml"))
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	want := preferences{theme: "auto", glyphs: "unicode", open: "auto", mouse: true, measure: 84, unreadOnCorrection: true}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if _, _, err := loadPreferences(t.TempDir()); err == nil {
		t.Error("read a folder")
	}
}

func TestFaultsOfPreferences(t *testing.T) {
	for doc, want := range map[string]string{
		"mesure = 80":         "1:1: unknown key `mesure`",
		"theme = 'darkk'":     `1:9: ` + "`theme`" + ` must be "auto", "dark", "light", "contrast" or "mono", is "darkk"`,
		"measure = 8":         "1:11: `measure` must be from 20 to 400, is 8",
		"browser = []":        "1:11: no program is named here",
		"browser = 'firefox'": "1:11: `browser` must be a list, is \"firefox\"",
		"quiet = ['22:00-7pm', '9:00-9:00', '1-2', 3]": "1:10: this is no time from when to when; 1:23: this is no time from when to when; 1:36: this is no time from when to when; 1:43: what stands in `quiet` must be a string, is an integer",
		"[keys]\nheadlines.open = ['l']":               "2:1: `headlines` must be a list, is a table",
		"[keys]\npreset = 'mutt'":                      "2:10: no other reader's keys are called so",
		"[hooks]\nalrt = ['x']":                        "2:1: unknown key `alrt` in [hooks]",
		"[hosts.'https://paper.example/']":             "1:8: this is no name of a host",
		"[hosts.x]\npassword = 'p'":                    "2:1: a password without a user",
		"[hosts]\nx = 'y'":                             "2:5: `x` must be a table, is a string",
	} {
		_, faults := parsePreferences("config.toml", []byte(doc))
		var got []string
		for i := range faults {
			got = append(got, strings.TrimPrefix(faults[i].Error(), "config.toml:"))
		}
		if s := strings.Join(got, "; "); s != want || !faults.Fatal() {
			t.Errorf("%q:\ngot  %s\nwant %s", doc, s, want)
		}
	}
}

func TestHeadersForAHost(t *testing.T) {
	p := preferences{hosts: map[string]hostPrefs{
		"paper.example":      {headers: map[string]string{"X-Key": "k"}, user: "u", password: "p"},
		"paper.example:8080": {headers: map[string]string{"X-Key": "other"}},
	}}
	if h := p.headersFor("https://Paper.example/rss"); h["X-Key"] != "k" || h["Authorization"] != "Basic dTpw" {
		t.Errorf("%v", h)
	}
	if h := p.headersFor("http://paper.example:8080/rss"); h["X-Key"] != "other" || h["Authorization"] != "" {
		t.Errorf("%v", h)
	}
	if h := p.headersFor("https://www.paper.example/rss"); len(h) > 0 {
		t.Errorf("a host that is not named gets %v", h)
	}
	if p.hosts["paper.example"].headers["Authorization"] != "" {
		t.Error("the preferences were changed")
	}
}
