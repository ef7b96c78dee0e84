package story

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/settings"
)

// maxBytes is how long a story file may be.
const maxBytes = 4 << 20

// Load reads and checks a story file. The error says why it cannot be read;
// faults are what is wrong in it. The story is nil if one of them is more than
// a warning.
func Load(path string) (*news.Story, settings.Faults, error) {
	name, err := nameOf(path)
	if err != nil {
		return nil, nil, err
	}
	doc, err := read(path)
	if err != nil {
		return nil, nil, err
	}
	st, faults := Parse(name, path, doc)
	return st, faults, nil
}

// Parse checks a story file that has been read. name is the story's, path the
// file's, empty for a built-in story. The story is nil if a fault is more than
// a warning.
func Parse(name, path string, doc []byte) (*news.Story, settings.Faults) {
	file := name + ".toml"
	if path != "" {
		file = filepath.Base(path)
	}
	r := newReader(name, path, file, doc)
	r.read()
	r.checkRules()
	faults := withoutSecrets(r.doc.Faults())
	if faults.Fatal() {
		return nil, faults
	}
	return r.story, faults
}

func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	doc, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(doc) > maxBytes {
		return nil, fmt.Errorf("read %s: longer than %d MiB", path, maxBytes>>20)
	}
	return doc, nil
}

// nameOf returns the name of the story in a file.
func nameOf(path string) (string, error) {
	name := strings.TrimSuffix(filepath.Base(path), ".toml")
	return name, CheckName(name)
}

// CheckName says what is wrong with a story's name, which becomes a file name.
func CheckName(name string) error {
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '-', c == '_', c == '.' && i > 0:
		default:
			return fmt.Errorf("story %q: a name has letters, digits, - and _, and . if not first", name)
		}
	}
	if name == "" || len(name) > 100 {
		return fmt.Errorf("story %q: a name has 1 to 100 characters", name)
	}
	return nil
}

// written is what may be an address in a line of the file.
var written = regexp.MustCompile(`https?://[^\s"'<>]+`)

// withoutSecrets hides the secrets of addresses in what faults show.
// What is left stays where it was.
func withoutSecrets(faults settings.Faults) settings.Faults {
	for i := range faults {
		f := &faults[i]
		if strings.Contains(f.Text, "://") {
			f.Text = link.HideAll(f.Text).String()
		}
		f.Source = written.ReplaceAllStringFunc(f.Source, func(a string) string {
			shown := link.Hide(a).String()
			return shown + strings.Repeat(" ", max(0, utf8.RuneCountInString(a)-utf8.RuneCountInString(shown)))
		})
	}
	return faults
}
