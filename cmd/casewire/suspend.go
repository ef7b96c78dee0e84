package main

import (
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// A pause stops the window when the system wants that, with the terminal given
// back as long as it lasts. The window's own way to stop is to send the signal
// to itself, so that it comes here too.
type pause struct {
	next  func(tea.Model, tea.Msg) tea.Msg // the filter after this one
	given atomic.Bool
}

// filter notes whether the terminal is given back.
func (s *pause) filter(m tea.Model, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case tea.SuspendMsg:
		s.given.Store(true)
	case tea.ResumeMsg:
		s.given.Store(false)
	}
	return s.next(m, msg)
}

// follow waits for the signal until the function that it returns is called.
// Once the terminal is given back, nobody is left to stop but the system.
func (s *pause) follow(p *program, window *tea.Program) (end func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTSTP)
	p.spawn(func() {
		for range signals {
			if s.given.Load() {
				_ = syscall.Kill(0, syscall.SIGSTOP)
				continue
			}
			window.Send(tea.Suspend())
		}
	})
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}
