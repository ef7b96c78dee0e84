package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// A brittle window breaks where it is told to.
type brittle struct{ update, view, command bool }

func (b brittle) Init() tea.Cmd { return nil }

func (b brittle) Update(tea.Msg) (tea.Model, tea.Cmd) {
	if b.update {
		panic("update \x1b]52;c;aGk=\a")
	}
	return b, tea.Batch(func() tea.Msg {
		if b.command {
			panic("command")
		}
		return nil
	}, func() tea.Msg { return nil })
}

func (b brittle) View() tea.View {
	if b.view {
		panic("view")
	}
	return tea.NewView("whole")
}

func TestPanicsOfTheWindowEndInOrder(t *testing.T) {
	for name, b := range map[string]brittle{"update": {update: true}, "view": {view: true}, "command": {command: true}} {
		g := guard{b, &crash{}}
		_, cmd := g.Update(nil)
		g.View()
		quits := false
		for _, c := range unfold(cmd) {
			_, quit := c().(tea.QuitMsg)
			quits = quits || quit
		}
		if _, after := g.Update(nil); !quits && after != nil {
			_, quits = after().(tea.QuitMsg)
		}
		value, stack := g.crash.happened()
		if !quits || !strings.HasPrefix(value.(string), name) || len(stack) == 0 {
			t.Errorf("%s: quits %v, noted %v", name, quits, value)
		}
	}
}

// unfold returns the commands of a batch.
func unfold(cmd tea.Cmd) []tea.Cmd {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		return batch
	}
	return []tea.Cmd{func() tea.Msg { return msg }}
}

func TestCrashGivesTheTerminalBackAndReports(t *testing.T) {
	var said bytes.Buffer
	restored, code := false, 0
	p := &program{
		stderr: &said, dirs: dirs{state: t.TempDir()},
		exit: func(c int) { code = c }, restoreTerminal: func() { restored = true },
	}
	done := make(chan struct{})
	p.exit = func(c int) { code = c; close(done) }
	p.spawn(func() { panic("goroutine \x1b]52;c;aGk=\a") })
	<-done
	if !restored || code != exitCrash || !strings.Contains(said.String(), "has crashed") {
		t.Errorf("restored %v, exit %d, said %q", restored, code, said.String())
	}
	reports, err := filepath.Glob(filepath.Join(p.dirs.state, "crash-*.txt"))
	if err != nil || len(reports) != 1 {
		t.Fatal(reports, err)
	}
	report, err := os.ReadFile(reports[0])
	if err != nil || !strings.Contains(string(report), "goroutine") || strings.Contains(string(report)+said.String(), "\x1b") {
		t.Errorf("%q %v", report, err)
	}
	if info, err := os.Stat(reports[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
}
