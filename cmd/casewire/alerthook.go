package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/text"
)

// The bounds of the user's programs.
const (
	hookTime   = 30 * time.Second
	hookGrace  = time.Second // between being told to end and being ended
	hooksAtAll = 4
	hookWords  = 4 << 10 // of what one says of its failure
)

// A hook is a program of the user and its arguments.
type hook []string

// newHook finds the program, so that a slip is known before the first alert.
func newHook(argv []string) (hook, error) {
	if len(argv) == 0 || argv[0] == "" {
		return nil, errors.New("no program is named")
	}
	if _, err := exec.LookPath(argv[0]); err != nil {
		return nil, fmt.Errorf("%s is no program that can be started", text.Line(argv[0]))
	}
	return argv, nil
}

// parseHook reads the command line of a hook.
func parseHook(command string) (hook, error) {
	argv, err := splitCommand(command)
	if err != nil {
		return nil, err
	}
	return newHook(argv)
}

// start starts each hook for some alerts of a story, as soon as there is room
// for it.
func (h *herald) start(ctx context.Context, f *following, alerts []archive.Alert) {
	if len(alerts) == 0 {
		return
	}
	input, env := hookInput(alerts), hookEnv(f, alerts)
	for _, hook := range h.hooks {
		select {
		case h.slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		h.running.Add(1)
		h.spawn(func() {
			defer h.running.Done()
			defer func() { <-h.slots }()
			h.fail(hook.run(ctx, input, env))
		})
	}
}

// hookInput is what a hook reads: an article a line, as list --json has it.
func hookInput(alerts []archive.Alert) []byte {
	var b bytes.Buffer
	enc := lines(&b)
	for i := range alerts {
		_ = enc.Encode(itemOf(&alerts[i].Article)) // of plain values, into memory
	}
	return b.Bytes()
}

// hookEnv is what a hook finds in its environment; of several alerts, the
// first one's article.
func hookEnv(f *following, alerts []archive.Alert) []string {
	title, body := alertWords(f, alerts)
	a := &alerts[0].Article
	st := f.story.Name
	if f.story.Path != "" {
		st = f.story.Path
	}
	return append(os.Environ(),
		"CASEWIRE_STORY="+st,
		"CASEWIRE_ALERTS="+strconv.Itoa(len(alerts)),
		"CASEWIRE_ALERT="+text.Join(", ", alerts[0].Rules...).String(),
		"CASEWIRE_TITLE="+title.String(),
		"CASEWIRE_TEXT="+body.String(),
		"CASEWIRE_ID="+strconv.FormatInt(a.ID, 10),
		"CASEWIRE_HEADLINE="+a.Headline.String(),
		"CASEWIRE_OUTLET="+a.Outlet.String(),
		"CASEWIRE_URL="+shown(a.URL),
	)
}

// run runs the hook. It is ended, with all that it started, when its time is
// over or ctx is.
func (k hook) run(ctx context.Context, input []byte, env []string) error {
	limit, cancel := context.WithTimeout(ctx, hookTime)
	defer cancel()
	cmd := exec.CommandContext(limit, k[0], k[1:]...) //nolint:gosec // the user's own program
	said := &tail{}
	cmd.Stdin, cmd.Stderr, cmd.Env = bytes.NewReader(input), said, env
	cmd.WaitDelay = hookGrace
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
	err := cmd.Run()
	var status *exec.ExitError
	what := ""
	switch {
	case err == nil, ctx.Err() != nil:
		return nil
	case limit.Err() != nil:
		what = "was ended after " + seconds(hookTime)
	case errors.As(err, &status):
		what = "ended with " + status.String()
	case errors.Is(err, exec.ErrWaitDelay):
		return nil // it left something behind that holds its output
	default:
		what = "cannot be started"
	}
	if last := said.line(); last.Len() > 0 {
		what += ": " + last.String()
	}
	return fmt.Errorf("the program %s %s", text.Line(filepath.Base(k[0])), what)
}

// A tail keeps the end of what is written to it.
type tail struct{ end []byte }

func (t *tail) Write(b []byte) (int, error) {
	t.end = append(t.end, b...)
	if over := len(t.end) - hookWords; over > 0 {
		t.end = append(t.end[:0], t.end[over:]...)
	}
	return len(b), nil
}

// line is the last line.
func (t *tail) line() text.Clean {
	s := strings.TrimSpace(string(t.end))
	return text.Line(s[strings.LastIndexByte(s, '\n')+1:])
}

// errShell refuses what only a shell could do.
var errShell = errors.New(`an unquoted | & ; < > ( ) $ or backquote is for a shell`)

// splitCommand parts a command line into words as a shell does, with its
// quotes and backslashes. Nothing is expanded.
func splitCommand(s string) ([]string, error) {
	var (
		argv  []string
		word  strings.Builder
		begun bool
		quote rune
	)
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		c := runes[i]
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case c == '\\' && quote != '\'' && i+1 < len(runes):
			i++
			if quote == '"' && !strings.ContainsRune("\"\\$`", runes[i]) {
				word.WriteRune('\\')
			}
			word.WriteRune(runes[i])
			begun = true
		case quote != 0:
			word.WriteRune(c)
		case c == '\'' || c == '"':
			quote, begun = c, true
		case c == ' ' || c == '\t' || c == '\n':
			if begun {
				argv = append(argv, word.String())
			}
			word.Reset()
			begun = false
		case strings.ContainsRune("|&;<>()$`", c):
			return nil, errShell
		default:
			word.WriteRune(c)
			begun = true
		}
	}
	if quote != 0 {
		return nil, errors.New("a quote is not closed")
	}
	if begun {
		argv = append(argv, word.String())
	}
	return argv, nil
}
