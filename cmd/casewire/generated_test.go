package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casewire/tui/keymap"
)

var update = flag.Bool("update", false, "write the generated files again")

// TestGeneratedFiles compares the manual page, the completions and the key
// table of the README with what the program says of itself. With -update it
// writes them.
func TestGeneratedFiles(t *testing.T) {
	p := newProgram(os.Stdin, os.Stdout, os.Stderr)
	root := p.root()
	files := map[string][]byte{"dist/casewire.1": []byte(manPage(root))}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"dist/casewire.bash": func(b *bytes.Buffer) error { return root.GenBashCompletionV2(b, true) },
		"dist/_casewire":     func(b *bytes.Buffer) error { return root.GenZshCompletion(b) },
		"dist/casewire.fish": func(b *bytes.Buffer) error { return root.GenFishCompletion(b, true) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		files[name] = b.Bytes()
	}
	readme := filepath.Join("..", "..", "README.md")
	old, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	files[readme] = withKeys(t, old)
	for name, want := range files {
		if *update {
			if err := os.WriteFile(name, want, 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is stale (%v): go test ./cmd/casewire -run TestGeneratedFiles -update", name, err)
		}
	}
}

// withKeys puts the table of keys into the README.
func withKeys(t *testing.T, readme []byte) []byte {
	t.Helper()
	const begin, end = "<!-- keys -->\n", "<!-- /keys -->"
	before, rest, ok := strings.Cut(string(readme), begin)
	_, after, ended := strings.Cut(rest, end)
	if !ok || !ended {
		t.Fatal("README.md has no place for the keys")
	}
	return []byte(before + begin + keymap.Default().Markdown() + end + after)
}
