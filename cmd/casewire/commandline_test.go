package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/tui"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// dirsIn are the folders of a user whose home is dir.
func dirsIn(dir string) dirs {
	return dirs{config: filepath.Join(dir, "config"), data: filepath.Join(dir, "data"), state: filepath.Join(dir, "state"), cache: filepath.Join(dir, "cache")}
}

// demoWindow is the window on the demonstration, with nobody before it.
func demoWindow(t *testing.T) *window {
	t.Helper()
	nothing, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = nothing.Close() })
	dir := t.TempDir()
	p := newProgram(nothing, nothing, nothing)
	p.getenv = func(string) string { return "" }
	p.dirs = dirsIn(dir)
	if p.flags.color = "auto"; p.prepare() != nil {
		t.Fatal("the program cannot be prepared")
	}
	p.flags.story, p.flags.offline = demoStory, true
	f, err := p.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.archive.Close() })
	return &window{program: p, ctx: t.Context(), shelf: &shelf{following: f}, keys: keymap.Default(), looks: theme.New(theme.Options{})}
}

func TestTheCommandLine(t *testing.T) {
	w := demoWindow(t)
	c := &commander{window: w, foreign: w.commander().foreign}
	c.lookUp()
	page, err := w.shelf.archive.Page(t.Context(), news.Filter{}, nil, news.Place{}, 1, false)
	if err != nil || len(page.Articles) == 0 {
		t.Fatal(err)
	}
	at := tui.Spot{Screen: screen.Headlines, Article: page.Articles[0].ID}
	if !w.flags.offline || w.flags.story != demoStory {
		t.Errorf("the command line forgets the flags: %+v", w.flags)
	}
	t.Run("complete", func(t *testing.T) { completes(t, c) })
	t.Run("run", func(t *testing.T) { runs(t, c, at) })
	t.Run("stories", func(t *testing.T) { storiesHere(t, c) })
	t.Run("opens", func(t *testing.T) { opensWith(t, w) })
}

func completes(t *testing.T, c *commander) {
	for line, want := range map[string]string{
		"th":              "theme",
		"theme d":         "theme dark",
		"story ru":        "story rust-shooting",
		"people dana":     "people Dana Marlow",
		"mark on":         "mark on-story",
		"set glyphs asc":  "set glyphs ascii",
		"rul":             "rules",
		"wat":             "", // needs a terminal of its own
		"list anything":   "",
		"nothing at all ": "",
	} {
		got := ""
		if all := c.Complete(line); len(all) > 0 {
			got = all[0].Line.String()
		}
		if got != want {
			t.Errorf("%q becomes %q, want %q", line, got, want)
		}
	}
	for _, k := range c.Complete("") {
		if k.Help.Len() == 0 {
			t.Errorf("%s is not explained", k.Line)
		}
	}
}

func runs(t *testing.T, c *commander, at tui.Spot) {
	show := func(id screen.ID, q string) screen.Action { return screen.Show{Screen: id, Query: q} }
	for line, want := range map[string]screen.Action{
		"list title:judge":    show(screen.Headlines, "title:judge"),
		"people Dana Marlow":  show(screen.People, "Dana Marlow"),
		"search  lab notes":   show(screen.Search, "lab notes"),
		"poll":                screen.Poll{},
		"poll all":            screen.Poll{Force: true},
		"theme mono":          screen.Set{Name: "theme", Value: "mono"},
		"set mouse=off":       screen.Set{Name: "mouse", Value: "off"},
		"set theme light":     screen.Set{Name: "theme", Value: "light"},
		"story rust-shooting": screen.Switch{Story: "rust-shooting"},
		"open 1":              screen.Open{Article: 1, Sentence: -1},
	} {
		if got := c.Run(t.Context(), line, at); got.Action != want || got.Unknown {
			t.Errorf("%q: %+v, want %+v", line, got, want)
		}
	}
	for _, line := range []string{"open x", "open 999999", "theme pink", "set sound on", "poll some", "mark", "mark gone", "mark star x", "story nowhere", "story", "rules test 'x"} {
		if got := c.Run(t.Context(), line, at); !isFail(got.Action) || got.Changed {
			t.Errorf("%q: %+v, want a failure", line, got)
		}
	}
	if got := c.Run(t.Context(), "mark star", tui.Spot{}); !isFail(got.Action) {
		t.Errorf("nothing is marked: %+v", got)
	}
	for line, want := range map[string]string{
		"mark star":      "starred: 1 report   z: undo",
		"mark read 1":    "read: 1 report   z: undo",
		"note ask again": "note: 1 report   z: undo",
		"version":        "casewire " + version(),
	} {
		got := c.Run(t.Context(), line, at)
		if say, _ := got.Action.(screen.Say); strings.TrimSpace(say.Text.String()) != want || !got.Changed {
			t.Errorf("%q: %+v, want %q", line, got, want)
		}
	}
	arch := c.window.shelf.archive
	page, err := arch.Page(t.Context(), news.Filter{}, nil, news.Place{}, 2, false)
	if err != nil || len(page.Articles) != 2 {
		t.Fatalf("got %v, %v", page, err)
	}
	c.Run(t.Context(), fmt.Sprintf("mark on-story %d %d", page.Articles[0].ID, page.Articles[1].ID), at)
	if u, err := arch.Undo(t.Context()); err != nil || len(u.Articles) != 2 {
		t.Errorf("one undo took back %v, %v", u.Articles, err)
	}
	if tell, _ := c.Run(t.Context(), "rules", at).Action.(screen.Tell); !strings.Contains(tell.Text.String(), "people near the case") {
		t.Errorf("rules tells %q", tell.Text)
	}
	if !c.Run(t.Context(), "zebra 1", at).Unknown || !c.Run(t.Context(), "watch", at).Unknown {
		t.Error("a command that is not here is carried out")
	}
}

func isFail(a screen.Action) bool {
	f, ok := a.(screen.Fail)
	return ok && f.Err.Error() != ""
}

func storiesHere(t *testing.T, c *commander) {
	if err := os.MkdirAll(c.window.storiesDir(), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string]string{"flood": "title = 'The flood'", "broken": "titel = 'x'"} {
		if err := os.WriteFile(filepath.Join(c.window.storiesDir(), name+".toml"), []byte(doc), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := c.Stories(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		line := r.Story + " " + r.Note.String()
		if r.Here {
			line += " here"
		}
		got = append(got, line)
	}
	if want := []string{"broken 1 error in its file", "demo built in here", "flood yours", "rust-shooting built in"}; !slices.Equal(got, want) {
		t.Errorf("stories %q, want %q", got, want)
	}
	if err := c.window.readable("broken"); err == nil {
		t.Error("a story with errors can be gone on with")
	}
}

func opensWith(t *testing.T, w *window) {
	counts, err := w.shelf.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	now := w.shelf.now()
	for _, tt := range []struct {
		name  string
		open  string
		kept  int
		visit time.Duration // a visit so long ago
		want  screen.ID
	}{
		{"nothing is kept", "auto", 0, 0, screen.Headlines},
		{"a thin story", "auto", 3, 0, screen.Digest},
		{"away for days", "auto", counts.Kept, 0, screen.Digest},
		{"headlines are wished for", "headlines", counts.Kept, 0, screen.Headlines},
		{"the digest is wished for", "digest", counts.Kept, 0, screen.Digest},
		{"here an hour ago", "auto", counts.Kept, time.Hour, screen.Headlines},
	} {
		if tt.visit > 0 {
			if err := w.shelf.archive.Visit(t.Context(), now.Add(-tt.visit)); err != nil {
				t.Fatal(err)
			}
		}
		c := counts
		c.Kept, w.prefs.open = tt.kept, tt.open
		if got := w.opens(c); got != tt.want {
			t.Errorf("%s: screen %d, want %d", tt.name, got, tt.want)
		}
	}
}
