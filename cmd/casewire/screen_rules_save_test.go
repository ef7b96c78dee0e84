package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

const fireStory = "# mine\ntitle = \"x\"\n\n[[keep]]\nmatch = 'fire'\n"

// study is the laboratory of a story in a file, and what the window does there.
// The archive is opened anew, as by another start.
func study(t *testing.T, dir string) laboratory {
	t.Helper()
	path := filepath.Join(dir, "marlow.toml")
	st, faults, err := story.Load(path)
	if err != nil || st == nil {
		t.Fatal(faults, err)
	}
	a, err := archive.Open(t.Context(), filepath.Join(dir, "marlow.db"), archive.Options{Story: "marlow", StoryPath: path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	s := &shelf{following: &following{story: st, archive: a, now: time.Now, zone: time.UTC}}
	return laboratory{s, &wire{program: &program{log: slog.New(slog.DiscardHandler)}, shelf: s}}
}

// z presses the key of undo, or of redo.
func (l laboratory) z(t *testing.T, redo bool) string {
	t.Helper()
	turn := l.wires.Undo
	if redo {
		turn = l.wires.Redo
	}
	said, err := turn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return said.String()
}

func TestASavedRuleIsTakenBack(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "marlow.toml")
	write := func(doc string) {
		if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := func() string {
		doc, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(doc)
	}
	write(fireStory)
	var saved string
	for _, kind := range []news.RuleKind{news.KeepRule, news.DropRule, news.AlertRule} {
		l := study(t, dir)
		before := read()
		got, err := l.Save(t.Context(), news.Rule{Kind: kind, Name: text.Own("the trial"), Match: "trial"})
		if err != nil || !got.Undo || !strings.Contains(got.Said.String(), "[["+kind.String()+"]] at the end of marlow.toml") {
			t.Fatalf("got %+v, %v", got, err)
		}
		saved = read()
		if !l.wires.savedLast(t.Context(), []byte(saved)) || l.wires.savedLast(t.Context(), []byte(before)) {
			t.Error("it is not known that the file holds what was saved last")
		}
		if want := before + "\n[[" + kind.String() + "]]\nname = \"the trial\"\nmatch = \"trial\"\n"; saved != want {
			t.Errorf("the file is\n%s", saved)
		}
		_ = l.archive.Close()
		l = study(t, dir)
		if said := l.z(t, false); said != "Taken back: "+kind.String()+" rule “the trial”, out of marlow.toml." || read() != before {
			t.Errorf("said %q, and the file is\n%s", said, read())
		}
		l = study(t, dir)
		if said := l.z(t, true); said != "Done again: "+kind.String()+" rule “the trial”, at the end of marlow.toml." || read() != saved {
			t.Errorf("said %q, and the file is\n%s", said, read())
		}
	}
	l := study(t, dir)
	write(saved + "# more\n")
	for _, redo := range []bool{false, true, false} {
		if said := l.z(t, redo); said != "marlow.toml was changed since its alert rule “the trial” was saved: it stays as it is." || read() != saved+"# more\n" {
			t.Errorf("said %q, and the file is\n%s", said, read())
		}
	}
	if said := l.z(t, false); !strings.Contains(said, "changed since its drop rule") {
		t.Errorf("what was done before is not come to: %q", said)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if said := l.z(t, false); !strings.Contains(said, "changed since its keep rule") {
		t.Errorf("said %q of a file that is gone", said)
	}
	if said := l.z(t, false); said != "There is nothing to take back." {
		t.Errorf("said %q", said)
	}
}
