package tui

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"casewire/feeds/news"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// terminal runs the whole program in an emulated terminal.
type terminal struct {
	t     *testing.T
	emu   *vt.SafeEmulator
	keys  *io.PipeWriter
	ended chan error
}

func switchOn(t *testing.T, width, height int) *terminal {
	t.Helper()
	d := sit(t, width, height, theme.Options{})
	done := news.PollReport{Feeds: 43, OK: 43, Took: 3 * time.Second}
	d.paper.turns = []Turn{{Progress: news.Progress{Asking: 43, Answered: 43, Done: &done}}}
	d.app.started, d.app.after = map[screen.ID]bool{}, after
	in, keys := io.Pipe()
	term := &terminal{t: t, emu: vt.NewSafeEmulator(width, height), keys: keys, ended: make(chan error, 1)}
	_, _ = term.emu.Write([]byte("\x1b[20h")) // without a tty the renderer sends no carriage returns
	go func() { _, _ = io.Copy(io.Discard, term.emu) }()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(stop)
	p := tea.NewProgram(d.app,
		tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(term.emu), tea.WithWindowSize(width, height),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithoutSignals(), tea.WithFPS(120),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	go func() {
		_, err := p.Run()
		term.ended <- err
	}()
	return term
}

func (term *terminal) screen() string {
	return strings.TrimRight(ansi.Strip(term.emu.Render()), "\n ")
}

// until waits for the screen to fit.
func (term *terminal) until(what string, fits func(string) bool) string {
	term.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		s := term.screen()
		if fits(s) {
			return s
		}
		select {
		case err := <-term.ended:
			term.t.Fatalf("the program ended (%v) before %s:\n%s", err, what, s)
		case <-deadline:
			term.t.Fatalf("never %s:\n%s", what, s)
		case <-time.After(2 * time.Millisecond):
		}
	}
}

func (term *terminal) has(s string) {
	term.until("shows "+s, func(v string) bool { return strings.Contains(v, s) })
}

func (term *terminal) lacks(s string) {
	term.until("loses "+s, func(v string) bool { return !strings.Contains(v, s) })
}

func (term *terminal) typed(s string) { _, _ = io.Copy(term.keys, bytes.NewBufferString(s)) }

func TestTheWholeProgram(t *testing.T) {
	term := switchOn(t, 80, 24)
	term.has(">   6  14:32 Judge moves closing arguments after late filing   Harbor Post  +11")
	term.has("Asked 43 feeds in 3 s: 0 new reports.")
	for i, row := range strings.Split(term.screen(), "\n") {
		if w := ansi.StringWidth(row); w > 80 {
			t.Errorf("row %d is %d wide", i, w)
		}
	}
	term.typed("jj")
	term.until("the cursor on the third row", func(string) bool {
		p := term.emu.CursorPosition()
		return p.X == 0 && p.Y == 5
	})
	term.typed("?")
	term.has("Keys: headlines")
	term.typed("?")
	term.lacks("Keys: headlines")
	term.typed("/chemist\r")
	term.has("/ chemist")
	term.typed("\r")
	term.has("the article")
	term.typed("q\x1b[B")
	term.has(">      18:02 Jurors visit Quay Street")
	term.typed("5")
	term.has("the sources")
	term.typed("qqq")
	select {
	case err := <-term.ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("q does not end the program")
	}
}

// Two panes, the mouse and the command line, as a terminal has them.
func TestTheWholeProgramInAWideTerminal(t *testing.T) {
	term := switchOn(t, 150, 40)
	term.has("the article")
	term.typed("\t")
	term.until("the cursor in the article", func(string) bool { return term.emu.CursorPosition().X >= leastLeft })
	term.typed("\x1b")
	term.until("the cursor in the list", func(string) bool { return term.emu.CursorPosition().X == 0 })
	term.typed("\x1b[<0;10;7M\x1b[<0;10;7m")
	term.has(">   0  11:48 Five things")
	term.typed(":the")
	term.has(" theme")
	term.typed("\t mono\r")
	term.has("theme: mono.")
	term.typed(":sou")
	term.has("sources")
	term.typed("\t\r")
	term.has("the sources")
	term.typed("\x1b[<0;5;2M\x1b[<0;5;2m")
	term.has(">   0  11:48 Five things")
	term.typed("SjjQ")
	select {
	case err := <-term.ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("Q does not end the program")
	}
}
