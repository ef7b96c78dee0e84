package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
)

// pipe is a command of the reader's own that gets an article's text on its
// standard input. No shell is started: words are parted at blanks, and quotes
// hold them together.
func (w *window) pipe(command string, a *news.Article) (tea.ExecCommand, error) {
	argv, err := splitWords(command)
	if err != nil {
		return nil, err
	}
	path, err := exec.LookPath(argv[0])
	if err != nil {
		return nil, fmt.Errorf("there is no program %q here", argv[0])
	}
	var text strings.Builder
	pr := &printer{w: &text, width: pipeWidth}
	pr.article(a, w.shelf.zone, nil)
	cmd := exec.Command(path, argv[1:]...) //nolint:gosec,noctx // the user's own command, as long as he likes
	cmd.Stdin = strings.NewReader(text.String())
	return &pipeCommand{cmd: cmd}, nil
}

// splitWords parts a command at blanks; '…' and "…" hold blanks.
func splitWords(s string) ([]string, error) {
	var words []string
	var word strings.Builder
	quote, begun := rune(0), false
	for _, r := range s {
		switch {
		case quote == 0 && unicode.IsSpace(r):
			if begun {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		case quote == 0 && (r == '\'' || r == '"'):
			quote, begun = r, true
		case r == quote:
			quote = 0
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quote != 0 {
		return nil, errors.New("a quote is not closed")
	}
	if begun {
		words = append(words, word.String())
	}
	if len(words) == 0 {
		return nil, errors.New("no command is named")
	}
	return words, nil
}

// A pipeCommand has the terminal until Enter is pressed after its end.
type pipeCommand struct {
	cmd *exec.Cmd
	in  io.Reader
}

// Run runs the command.
func (c *pipeCommand) Run() error {
	err := c.cmd.Run()
	if err != nil {
		err = fmt.Errorf("%s: %w", c.cmd.Args[0], err)
	}
	if c.in != nil && c.cmd.Stdout != nil {
		_, _ = fmt.Fprint(c.cmd.Stdout, "\nEnter: back to casewire ")
		_, _ = bufio.NewReader(c.in).ReadString('\n')
	}
	return err
}

// SetStdin keeps the terminal for the end: the command's input is the text.
func (c *pipeCommand) SetStdin(r io.Reader) { c.in = r }

// SetStdout gives it the screen.
func (c *pipeCommand) SetStdout(w io.Writer) { c.cmd.Stdout = w }

// SetStderr gives it the screen.
func (c *pipeCommand) SetStderr(w io.Writer) { c.cmd.Stderr = w }
