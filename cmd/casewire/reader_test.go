package main

import (
	"context"
	"io"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"casewire/tui"
	"casewire/tui/theme"
)

// demonstration is a program in a home of its own, with the demonstration
// open, and its window.
func demonstration(t testing.TB, o theme.Options) (*following, *tui.App) {
	t.Helper()
	home := t.TempDir()
	t.Chdir(home)
	p := programAt(home)
	p.flags.story = demoStory
	return opened(t, p, o)
}

// programAt is a program whose folders all lie in one.
func programAt(home string) *program {
	return &program{
		stdout: io.Discard, stderr: io.Discard, now: time.Now, log: slog.New(slog.DiscardHandler), restoreTerminal: func() {},
		getenv: func(name string) string { return map[string]string{"BROWSER": "true"}[name] },
		dirs:   dirsIn(home),
	}
}

// opened is the story that a program follows, and its window.
func opened(t testing.TB, p *program, o theme.Options) (*following, *tui.App) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	f, err := p.open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.archive.Close() })
	keys, err := p.keys()
	if err != nil {
		t.Fatal(err)
	}
	wires := &wire{program: p, shelf: &shelf{following: f}}
	wires.begin(ctx)
	t.Cleanup(wires.end)
	counts, err := f.archive.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	w := &window{program: p, ctx: ctx, shelf: wires.shelf, keys: keys, looks: theme.New(o)}
	return f, tui.New(ctx, w.config(wires, counts))
}

// A robot gives messages to a window by hand, and runs what it starts.
type robot struct {
	t             testing.TB
	ctx           context.Context
	app           tea.Model
	msgs          chan tea.Msg
	width, height int
	did           []string // the last keys
}

func newRobot(t testing.TB, app tea.Model) *robot {
	t.Helper()
	return &robot{t: t, ctx: t.Context(), app: app, msgs: make(chan tea.Msg, 256)}
}

// run runs a command, and what it brings comes later.
func (r *robot) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, c := range batch {
				r.run(c)
			}
			return
		}
		select {
		case r.msgs <- msg:
		case <-r.ctx.Done():
		}
	}()
}

// send gives the window a message.
func (r *robot) send(msg tea.Msg) {
	if _, quit := msg.(tea.QuitMsg); quit {
		return
	}
	app, cmd := r.app.Update(msg)
	r.app = app
	r.run(cmd)
}

// drain gives it what has come, and waits so long for more.
func (r *robot) drain(wait time.Duration) {
	for {
		select {
		case msg := <-r.msgs:
			r.send(msg)
		case <-time.After(wait):
			return
		}
	}
}

func (r *robot) resize(width, height int) {
	r.width, r.height = width, height
	r.send(tea.WindowSizeMsg{Width: width, Height: height})
}

// frame draws the window and checks that it has its size.
func (r *robot) frame() string {
	r.t.Helper()
	v := r.app.View().Content
	lines := strings.Split(v, "\n")
	if r.width < 40 || r.height < 12 {
		return v
	}
	if len(lines) != r.height {
		r.t.Fatalf("%d lines in %dx%d after %q:\n%s", len(lines), r.width, r.height, r.did, ansi.Strip(v))
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w > r.width {
			r.t.Fatalf("line %d has %d cells in %dx%d after %q:\n%s", i, w, r.width, r.height, r.did, ansi.Strip(l))
		}
	}
	return v
}

// press presses a key by its name.
func (r *robot) press(key string) {
	if r.did = append(r.did, key); len(r.did) > 30 {
		r.did = r.did[1:]
	}
	if code, ok := specialKeys[key]; ok {
		r.send(tea.KeyPressMsg{Code: code})
		return
	}
	if c, ok := strings.CutPrefix(key, "ctrl+"); ok {
		r.send(tea.KeyPressMsg{Code: rune(c[0]), Mod: tea.ModCtrl})
		return
	}
	r.send(tea.KeyPressMsg{Code: []rune(key)[0], Text: key})
}

var specialKeys = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown, "backspace": tea.KeyBackspace,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd, "space": tea.KeySpace,
}

// anyKey is a key of the reader, the common ones more often.
func anyKey(rnd *rand.Rand) string {
	const common = "jjjjkkkk1234567ggGGnNmsA+-exwtvuiB[]<>/&:|#aoyYzZrRJKfbSEh?q"
	special := []string{"enter", "enter", "esc", "esc", "esc", "tab", "up", "down", "backspace", "pgup", "pgdown", "home", "end", "space", "ctrl+d", "ctrl+u", "ctrl+r", "ctrl+f"}
	switch n := rnd.IntN(100); {
	case n < 70:
		return string(common[rnd.IntN(len(common))])
	case n < 95:
		return special[rnd.IntN(len(special))]
	}
	return string([]rune("aeiou Mlü大\"(")[rnd.IntN(12)])
}

// Ten thousand keys, clicks and sizes at random leave every frame whole, and
// at the end the archive has every article it had.
func TestSoak(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 1_000
	}
	f, app := demonstration(t, theme.Options{Profile: colorprofile.TrueColor})
	before, err := f.archive.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r := newRobot(t, app)
	r.resize(120, 36)
	r.run(app.Init())
	r.drain(50 * time.Millisecond)
	rnd := rand.New(rand.NewPCG(11, 7)) //nolint:gosec // the same every time
	for i := range n {
		switch rnd.IntN(60) {
		case 0:
			r.resize(1+rnd.IntN(220), 1+rnd.IntN(70))
		case 1:
			r.send(tea.MouseWheelMsg{X: rnd.IntN(r.width), Y: rnd.IntN(r.height), Button: tea.MouseWheelDown})
		case 2:
			r.send(tea.MouseClickMsg{X: rnd.IntN(r.width), Y: rnd.IntN(r.height), Button: tea.MouseLeft})
		default:
			r.press(anyKey(rnd))
		}
		r.drain(0)
		if i%25 == 0 {
			r.drain(2 * time.Millisecond)
		}
		r.frame()
	}
	r.drain(300 * time.Millisecond)
	after, err := f.archive.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if was, is := before.Kept+before.NearMiss+before.Dropped, after.Kept+after.NearMiss+after.Dropped; is < was {
		t.Errorf("%d articles, and %d before", is, was)
	}
	r.resize(120, 36)
	for range 12 {
		r.press("esc")
		r.drain(5 * time.Millisecond)
	}
	r.press("1")
	r.drain(200 * time.Millisecond)
	if v := ansi.Strip(r.frame()); !strings.Contains(v, "State v. Marlow") || !strings.Contains(v, "1 Headlines") || !strings.Contains(v, "keys") {
		t.Errorf("the headlines are not there at the end:\n%s", v)
	}
}
