package main

import (
	"io"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// converse types lines into a plain session on the demonstration, and returns
// what is answered.
func converse(t *testing.T, typed ...string) string {
	t.Helper()
	dir := t.TempDir()
	in, keys, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, screen, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	said := make(chan string)
	go func() {
		all, _ := io.ReadAll(out)
		said <- string(all)
	}()
	p := newProgram(in, screen, screen)
	p.terminal = screen
	p.getenv = func(string) string { return "" }
	p.dirs = dirsIn(dir)
	if _, err := io.WriteString(keys, strings.Join(typed, "\n")+"\n"); err != nil {
		t.Fatal(err)
	}
	if err := keys.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.execute(t.Context(), []string{"--plain", "--offline", "-s", "demo"}); err != nil {
		t.Error(err)
	}
	if err := screen.Close(); err != nil {
		t.Fatal(err)
	}
	return <-said
}

func TestASessionOfLines(t *testing.T) {
	said := converse(t, "", "2", "new 3", "why 1", "star 1", "undo", "more", "list title:judge", "1", ": rules", "99", "zebra", "new x", "story nowhere", "quit", "1")
	for _, want := range []string{
		"State v. Marlow. ", " unread.\nNext: ",
		"\nReady for offline: ", "\n1. New, ", "\n10. ",
		"Number, or: digest, timeline, new N, why N, star N, more, help, quit.\ncasewire> casewire> ",
		"End of report 2.\n", "End of what is new in report 3.\n",
		"keep rule “", "Report 1: starred. undo takes it back.\n", "Taken back: starred, 1 article.\n",
		"casewire> 11. ", "\n20. ", "There are more: more.\n",
		"Reads as: ", "people near the case",
		"Not done: no report was listed by the number 99.\nHint: more lists more of them.\n",
		"Not done: no command is called “zebra”.\nHint: help lists all commands.\n",
		"Not done: “x” is no number of a report.\n",
		"Hint: stories lists them.\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	for _, line := range strings.Split(said, "\n") {
		if strings.Contains(line, "sentences.") && ansi.StringWidth(line) > 90 {
			t.Errorf("a line that the terminal would break: %q", line)
		}
	}
	if strings.ContainsAny(said, "\x1b\r\b") {
		t.Error("the session paints")
	}
	if !strings.HasSuffix(said, "casewire> ") {
		t.Errorf("it goes on after quit: %q", said[max(len(said)-200, 0):])
	}
	if t.Failed() {
		t.Log(said)
	}
}

func TestASessionGoesOnWithAnotherStory(t *testing.T) {
	said := converse(t, "story rust-shooting", "background", "help")
	for _, want := range []string{"The Rust set shooting. 0 reports, 0 new.", "No report yet.", "A number reads out the report", "And as in the shell: "} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if t.Failed() {
		t.Log(said)
	}
}
