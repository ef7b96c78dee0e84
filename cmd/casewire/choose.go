package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

// usualStory is followed where nobody has named another.
const usualStory = "rust-shooting"

// chosen is the name or path of the story to follow: a flag beats the
// environment, which beats config.toml, which beats the last one opened.
func (p *program) chosen() string {
	for _, x := range []string{p.flags.story, p.getenv("CASEWIRE_STORY"), p.prefs.story, p.lastOpened()} {
		if x != "" {
			return x
		}
	}
	return usualStory
}

// lastOpened is the story that the reader showed last, if it can be found.
func (p *program) lastOpened() string {
	data, err := os.ReadFile(p.lastPath())
	if err != nil {
		return ""
	}
	x := strings.TrimSpace(string(data))
	path, builtIn, err := story.Find(x, p.storiesDir())
	if err != nil || !builtIn && !exists(path) {
		return ""
	}
	return x
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// remember makes the story the one that opens next. The demonstration is none
// to follow, and asks for a command of its own.
func (p *program) remember(st *news.Story) error {
	if st.Name == demoStory && st.Path == "" {
		return nil
	}
	if err := os.MkdirAll(p.dirs.state, 0o700); err != nil {
		return err
	}
	return os.WriteFile(p.lastPath(), []byte(p.nameOf(st)+"\n"), 0o600)
}

func (p *program) lastPath() string   { return filepath.Join(p.dirs.state, "story") }
func (p *program) storiesDir() string { return filepath.Join(p.dirs.config, "stories") }

// storyPath is where the file of a story is that is known by its name.
func (p *program) storyPath(name string) string { return filepath.Join(p.storiesDir(), name+".toml") }

// loadStory loads the chosen story. Warnings go to standard error.
func (p *program) loadStory() (*news.Story, error) {
	x := p.chosen()
	path, builtIn, err := story.Find(x, p.storiesDir())
	if err != nil {
		return nil, usageError{err, "casewire stories lists all stories"}
	}
	if builtIn {
		st, ok := story.BuiltIn(x)
		if !ok {
			return nil, fmt.Errorf("load story %s: it is not built in", text.Line(x))
		}
		return st, nil
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, fmt.Errorf("find story: %w", err)
	}
	st, faults, err := story.Load(path)
	switch {
	case err != nil:
		return nil, usageError{fmt.Errorf("load story: %w", err), "casewire stories lists all stories"}
	case faults.Fatal():
		return nil, faults
	case len(faults) > 0 && !p.flags.quiet:
		_, _ = fmt.Fprint(p.stderr, faults.Report())
	}
	return st, nil
}
