package demo

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"
)

//go:embed prose
var prose embed.FS

// An entry is a block of a prose file: lines of "key: value", an empty line,
// and paragraphs parted by empty lines. Entries of one file are parted by a
// line of "====".
//
// A text of its own has id, outlet, published and headline, and may have byline,
// summary, categories, photo (a caption), slug, read (no) and star (yes). An
// entry with `of` is a copy of that item, of its first `cut` paragraphs. One
// with `edit` changes an item `at` a later time, and may have headline, summary
// and correction. Copies and edits put their own paragraphs after the first
// `after` ones, and every `replace` gives way to the `by` below it.
type entry struct {
	file       string
	onStory    bool
	fields     []field
	paragraphs []string
}

type field struct{ key, value string }

// entries reads all prose, in order of the files' names.
func entries() ([]entry, error) {
	var all []entry
	err := fs.WalkDir(prose, "prose", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := prose.ReadFile(name)
		if err != nil {
			return err
		}
		found, err := parse(name, string(b))
		all = append(all, found...)
		return err
	})
	return all, err
}

func parse(name, src string) ([]entry, error) {
	var found []entry
	for block := range strings.SplitSeq(src, "\n====\n") {
		e := entry{file: name, onStory: path.Base(path.Dir(name)) == "case"}
		head, body, _ := strings.Cut(strings.TrimSpace(block), "\n\n")
		for line := range strings.SplitSeq(head, "\n") {
			key, value, ok := strings.Cut(line, ": ")
			if !ok {
				return nil, fmt.Errorf("%s: no field: %q", name, line)
			}
			e.fields = append(e.fields, field{key, strings.TrimSpace(value)})
		}
		for p := range strings.SplitSeq(body, "\n\n") {
			if p = strings.Join(strings.Fields(p), " "); p != "" {
				e.paragraphs = append(e.paragraphs, p)
			}
		}
		found = append(found, e)
	}
	return found, nil
}

// get returns the value of a field, empty if there is none.
func (e *entry) get(key string) string {
	for _, f := range e.fields {
		if f.key == key {
			return f.value
		}
	}
	return ""
}

func (e *entry) number(key string, otherwise int) (int, error) {
	v := e.get(key)
	if v == "" {
		return otherwise, nil
	}
	return strconv.Atoi(v)
}

func (e *entry) time(key string) (time.Time, error) {
	return time.ParseInLocation(wallClock, e.get(key), place())
}

// amend returns paragraphs with the entry's changes: pairs of `replace` and
// `by` done, its own paragraphs put in after the first `after` ones. A text
// that is to be replaced must be there.
func (e *entry) amend(paragraphs []string, after int) ([]string, error) {
	if after > len(paragraphs) {
		return nil, errors.New("after: the text is shorter")
	}
	now := make([]string, 0, len(paragraphs)+len(e.paragraphs))
	now = append(now, paragraphs[:after]...)
	now = append(now, e.paragraphs...)
	now = append(now, paragraphs[after:]...)
	for i, f := range e.fields {
		if f.key != "replace" {
			continue
		}
		by := ""
		if i+1 < len(e.fields) && e.fields[i+1].key == "by" {
			by = e.fields[i+1].value
		}
		if !replace(now, f.value, by) {
			return nil, fmt.Errorf("replace: not in the text: %q", f.value)
		}
	}
	return now, nil
}

func replace(paragraphs []string, old, by string) bool {
	found := false
	for i, p := range paragraphs {
		if strings.Contains(p, old) {
			paragraphs[i] = strings.TrimSpace(strings.ReplaceAll(p, old, by))
			found = true
		}
	}
	return found
}
