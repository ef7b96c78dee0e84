package story

import (
	"embed"
	"slices"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

//go:embed builtin
var builtin embed.FS

// BuiltInNames returns the names of the stories that come with casewire, in
// order.
func BuiltInNames() []string {
	entries, _ := builtin.ReadDir("builtin")
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".toml"); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Source returns the file of a built-in story, to copy and change. It returns
// nil, false if there is none of the name.
func Source(name string) ([]byte, bool) {
	doc, err := builtin.ReadFile("builtin/" + name + ".toml")
	return doc, err == nil
}

// BuiltIn returns a story that comes with casewire. It returns nil, false if
// there is none of the name.
func BuiltIn(name string) (*news.Story, bool) {
	doc, ok := Source(name)
	if !ok {
		return nil, false
	}
	r := newReader(name, "", name+".toml", doc)
	r.read() // its rules have no faults: a test says so
	if note, err := builtin.ReadFile("builtin/" + name + ".note.txt"); err == nil {
		r.story.Note = text.Line(string(note))
	}
	return r.story, true
}
