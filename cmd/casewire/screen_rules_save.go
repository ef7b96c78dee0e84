package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/settings"
	"casewire/feeds/story"
	"casewire/feeds/text"
	"casewire/tui/rules"
)

// Save writes a rule into the story file, and into the journal, so that it can
// be taken back.
func (l laboratory) Save(ctx context.Context, r news.Rule) (rules.Saved, error) {
	said, done, err := l.wires.saveRule(r)
	if err != nil {
		return rules.Saved{}, err
	}
	note, err := json.Marshal(done)
	if err == nil {
		err = l.archive.Record(ctx, l.now(), news.SaveRule, string(note))
	}
	if err != nil && !errors.Is(err, archive.ErrReadOnly) {
		return rules.Saved{}, fmt.Errorf("the rule was saved, but cannot be taken back: %w", err)
	}
	return rules.Saved{Said: said, Undo: err == nil}, nil
}

// A savedRule is what the journal knows of a rule that was saved: enough to take
// it out of its file, and to put it back.
type savedRule struct {
	Path  []byte            // of the file, which a link is followed to
	Kind  string            // "keep"
	Name  string            // as it is told
	Added []byte            // at the end of the file
	Sum   [sha256.Size]byte // of the whole file then
}

// saveRule adds a rule to the story file, in one step and with its comments
// kept. The file is watched, so that the rule is taken up.
func (w *wire) saveRule(r news.Rule) (said text.Clean, done savedRule, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	st := w.shelf.followed()
	if st.Name == demoStory && st.Path == "" {
		return said, done, withHint(errors.New("the demonstration's rules cannot be changed"), "casewire init makes a story of your own; rules test and this screen try them on any")
	}
	for i := range st.Rules {
		if st.Rules[i].Kind == r.Kind && strings.EqualFold(st.Rules[i].Name.String(), r.Name.String()) {
			return said, done, fmt.Errorf("there is a %s rule %q already", r.Kind, r.Name)
		}
	}
	path, copied, err := w.ownFile(st)
	if err != nil {
		return said, done, err
	}
	if w.edits == nil {
		w.edits, w.file = story.Watch(path), path
	}
	if done, err = addRule(st.Name, path, r); err != nil {
		return said, done, err
	}
	if copied {
		return text.Sprintf("Saved. %s is built in: it was copied to %s, which stands in for it from now on.", st.Name, path), done, nil
	}
	return text.Sprintf("Saved as [[%s]] at the end of %s.", r.Kind, filepath.Base(path)), done, nil
}

// addRule writes a rule at the end of a story file. A file that has errors, or
// would have one then, is left as it is.
func addRule(name, path string, r news.Rule) (done savedRule, err error) {
	file := filepath.Base(path)
	path, err = filepath.EvalSymlinks(path) // a link stays one
	if err != nil {
		return done, fmt.Errorf("read story: %w", err)
	}
	doc, err := os.ReadFile(path)
	if err != nil {
		return done, fmt.Errorf("read story: %w", err)
	}
	called := text.Line(r.Match)
	var pairs []settings.Pair
	if r.Name.Len() > 0 {
		called = r.Name
		pairs = append(pairs, settings.Pair{Key: "name", Value: settings.Quote(r.Name.String())})
	}
	whole := settings.Append(doc, r.Kind.String(), append(pairs, settings.Pair{Key: "match", Value: settings.Quote(r.Match)})...)
	if _, faults := story.Parse(name, file, whole); faults.Fatal() {
		return done, fmt.Errorf("the rule was not saved, as %s would have an error\n\n%s", file, faults.Report())
	}
	if err := writeWhole(path, whole); err != nil {
		return done, fmt.Errorf("write story: %w", err)
	}
	return savedRule{[]byte(path), r.Kind.String(), called.String(), whole[len(doc):], sha256.Sum256(whole)}, nil
}

// turnRule takes a saved rule out of its file, or puts it back, if that is what
// the journal comes to next. It says what it did; nothing of other acts.
func (w *wire) turnRule(ctx context.Context, redo bool) (text.Clean, error) {
	act, note, err := w.shelf.archive.Ahead(ctx, redo)
	switch {
	case errors.Is(err, archive.ErrNothing) || err == nil && act != news.SaveRule:
		return text.Clean{}, nil
	case err != nil:
		return text.Clean{}, err
	}
	if shut, _ := w.shelf.archive.ReadOnly(); shut {
		return text.Clean{}, nil // nothing is taken back, and the journal says why
	}
	var r savedRule
	if err := json.Unmarshal([]byte(note), &r); err != nil {
		return text.Clean{}, fmt.Errorf("read journal: %w", err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return r.turn(redo)
}

// savedLast reports whether a story file is as a rule left it that was saved,
// and the journal comes to that next.
func (w *wire) savedLast(ctx context.Context, doc []byte) bool {
	act, note, err := w.shelf.archive.Ahead(ctx, false)
	var r savedRule
	return err == nil && act == news.SaveRule && json.Unmarshal([]byte(note), &r) == nil && r.Sum == sha256.Sum256(doc)
}

// turn takes the rule out of its file, or puts it back. A file that is not as
// the rule left it stays as it is.
func (r *savedRule) turn(redo bool) (text.Clean, error) {
	path := string(r.Path)
	file := filepath.Base(path)
	doc, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return text.Clean{}, fmt.Errorf("read story: %w", err)
	}
	with, after := doc, doc[:max(len(doc)-len(r.Added), 0)]
	if redo {
		with = append(bytes.Clone(doc), r.Added...)
		after = with
	}
	if sha256.Sum256(with) != r.Sum {
		return text.Sprintf("%s was changed since its %s rule “%s” was saved: it stays as it is.", file, r.Kind, r.Name), nil
	}
	if err := writeWhole(path, after); err != nil {
		return text.Clean{}, fmt.Errorf("write story: %w", err)
	}
	if redo {
		return text.Sprintf("Done again: %s rule “%s”, at the end of %s.", r.Kind, r.Name, file), nil
	}
	return text.Sprintf("Taken back: %s rule “%s”, out of %s.", r.Kind, r.Name, file), nil
}
