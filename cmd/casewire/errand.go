package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// errand carries out a command as the shell would, on a story, and returns what
// it says. It is asked nothing and has no terminal.
func (p *program) errand(ctx context.Context, st *news.Story, args []string) text.Clean {
	nothing, err := os.Open(os.DevNull)
	if err != nil {
		return text.Line(err.Error())
	}
	defer func() { _ = nothing.Close() }()
	var said bytes.Buffer
	q := *p
	q.stdin, q.stdout, q.stderr, q.terminal = nothing, &said, &said, nil
	q.flags = flags{}
	first := []string{"--plain", "--story", p.nameOf(st)}
	if p.flags.offline {
		first = append(first, "--offline")
	}
	q.report(q.execute(ctx, append(first, args...)))
	return text.Lines(strings.TrimRight(said.String(), "\n"))
}

// nameOf is how a story is called on the command line.
func (p *program) nameOf(st *news.Story) string {
	if st.Path != "" && filepath.Dir(st.Path) != p.storiesDir() {
		return st.Path
	}
	return st.Name
}
