package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"strings"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/story"
)

// ownFile is the file of a story, to be written. A built-in story is copied to
// the stories folder first; copied says so.
func (p *program) ownFile(st *news.Story) (path string, copied bool, err error) {
	switch {
	case st.Path != "":
		return st.Path, false, nil
	case st.Name == demoStory:
		return "", false, errors.New("the demonstration's story cannot be changed")
	}
	doc, ok := story.Source(st.Name)
	if !ok {
		return "", false, fmt.Errorf("copy story %s: it is not built in", st.Name)
	}
	path = p.storyPath(st.Name)
	switch err := writeNew(path, doc); {
	case errors.Is(err, fs.ErrExist):
		return path, false, nil
	case err != nil:
		return "", false, fmt.Errorf("copy story %s: %w", st.Name, err)
	}
	return path, true, nil
}

// edit is the user's editor on the story file.
func (w *wire) edit() (tea.ExecCommand, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	path, _, err := w.ownFile(w.shelf.followed())
	if err != nil {
		return nil, err
	}
	if w.edits == nil {
		w.edits, w.file = story.Watch(path), path
	}
	argv, err := w.editor()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(argv[0], append(argv[1:], path)...) //nolint:gosec,noctx // the user's own editor, as long as he likes
	return terminalCommand{cmd}, nil
}

// editor is the program that VISUAL or EDITOR names, or one that is there.
func (p *program) editor() ([]string, error) {
	for _, choice := range []string{p.getenv("VISUAL"), p.getenv("EDITOR"), "nano", "vi"} {
		argv := strings.Fields(choice)
		if len(argv) == 0 {
			continue
		}
		if _, err := exec.LookPath(argv[0]); err == nil {
			return argv, nil
		}
	}
	return nil, withHint(errors.New("no editor is known here"), "set EDITOR")
}

// terminalCommand is a program that gets the terminal while it runs.
type terminalCommand struct{ *exec.Cmd }

// SetStdin gives it what is typed.
func (c terminalCommand) SetStdin(r io.Reader) { c.Stdin = r }

// SetStdout gives it the screen.
func (c terminalCommand) SetStdout(w io.Writer) { c.Stdout = w }

// SetStderr gives it the screen.
func (c terminalCommand) SetStderr(w io.Writer) { c.Stderr = w }
