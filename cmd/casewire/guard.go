package main

import (
	"runtime/debug"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// A guard is the window with a net below it: a panic in Update, View or a
// command ends the program in order, with the terminal given back, and is
// reported then. Nothing of what the panic says goes to the terminal unread.
type guard struct {
	tea.Model
	crash *crash
}

// A crash is the first panic of a run.
type crash struct {
	mu    sync.Mutex
	value any
	stack []byte
}

// caught is deferred; it notes a panic and reports whether there was one.
func (c *crash) caught(r any) bool {
	if r == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.value == nil {
		c.value, c.stack = r, debug.Stack()
	}
	return true
}

// happened returns the panic, nil for none.
func (c *crash) happened() (value any, stack []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.value, c.stack
}

// Init starts the window.
func (g guard) Init() tea.Cmd { return g.watched(g.Model.Init()) }

// Update passes a message on, unless the window has crashed.
func (g guard) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	defer func() {
		if g.crash.caught(recover()) {
			next, cmd = g, tea.Quit
		}
	}()
	if v, _ := g.crash.happened(); v != nil {
		return g, tea.Quit
	}
	g.Model, cmd = g.Model.Update(msg)
	return g, g.watched(cmd)
}

// View draws the window; after a crash nothing.
func (g guard) View() (v tea.View) {
	defer func() {
		if g.crash.caught(recover()) {
			v = tea.NewView("")
		}
	}()
	return g.Model.View()
}

// watched is a command whose panic ends the program.
func (g guard) watched(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if g.crash.caught(recover()) {
				msg = tea.QuitMsg{}
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = g.watched(batch[i])
			}
		}
		return msg
	}
}
