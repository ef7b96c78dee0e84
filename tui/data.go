package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// State is what the window shows of the archive.
type State struct {
	Counts news.Counts
	// Needing counts the feeds that need the reader: those that only want to be
	// left alone, and those that are gone, do not.
	Needing int
	// Notice is a line about what needs the reader, such as a feed that fails
	// for days; empty if nothing does.
	Notice text.Clean
	// Next is the next date that articles tell of; zero if they tell of none.
	Next news.Fact
}

// A Stater knows how things stand. It is called in a command.
type Stater interface {
	State(ctx context.Context) (State, error)
}

// A Journal takes back what the reader did. Its methods are called in commands
// and say what they did; nothing to do is no error.
type Journal interface {
	Undo(ctx context.Context) (text.Clean, error)
	Redo(ctx context.Context) (text.Clean, error)
}

// An Edit is a change of the story file that has been taken up.
type Edit struct {
	Story news.Story
	// Say is what it changed: "Rules taken up: 9 gained, 2 lost."
	Say text.Clean
	// Undo is true if the journal can take it back next.
	Undo bool
}

// A Watcher looks at the story file. It is called in a command, every few
// seconds.
type Watcher interface {
	// Edited returns nil if nothing changed since it was called last. A bad
	// edit is an error, told once.
	Edited(ctx context.Context) (*Edit, error)
}

const (
	minute    = time.Minute     // between two looks at what is due
	watchStep = 2 * time.Second // between two looks at the story file
)

type (
	ticked struct{}
	stated struct {
		state  State
		err    error
		during bool // a poll of ours was under way when it was asked
	}
	undone struct {
		said text.Clean
		err  error
	}
	edited struct {
		edit *Edit
		err  error
	}
	editorLeft struct{ err error }
	browsed    struct {
		url string
		err error
	}
)

// tick comes back in a minute.
func (a *App) tick() tea.Cmd {
	return tea.Tick(minute, func(time.Time) tea.Msg { return ticked{} })
}

// loadState asks how things stand.
func (a *App) loadState() tea.Cmd {
	ctx, src := a.ctx, a.cfg.State
	if src == nil {
		return nil
	}
	during := a.poll.running
	return func() tea.Msg {
		s, err := src.State(ctx)
		return stated{s, err, during}
	}
}

// takeState takes it in. What another program has polled, the screens hear of.
func (a *App) takeState(m stated) tea.Cmd {
	if m.err != nil {
		a.fail(m.err, text.Clean{})
		return nil
	}
	was := a.state.Counts
	a.state = m.state
	ours := a.poll.ours
	a.poll.ours = a.poll.running || ours && m.during
	came := m.state.Counts.Kept - was.Kept
	if ours || was.Poll == 0 || m.state.Counts.Poll == was.Poll || came <= 0 {
		return nil
	}
	said := a.line
	cmd := a.arrived(screen.Arrived{Reports: came})
	if a.front() != a.cfg.Screens[screen.Headlines] {
		a.line = said // the key that shows them works on the headlines alone
	}
	return cmd
}

// watch looks at the story file in a while.
func (a *App) watch() tea.Cmd {
	ctx, src := a.ctx, a.cfg.Watch
	if src == nil {
		return nil
	}
	return tea.Tick(watchStep, func(time.Time) tea.Msg {
		e, err := src.Edited(ctx)
		return edited{e, err}
	})
}

// takeEdit says what an edit of the story changed.
func (a *App) takeEdit(m edited) tea.Cmd {
	switch {
	case m.err != nil:
		a.fail(m.err, text.Clean{})
	case m.edit != nil:
		a.cfg.Story = m.edit.Story
		said := m.edit.Say
		if m.edit.Undo {
			said = screen.Line(said, a.cfg.Keys.Find(keymap.Everywhere, "undo").Leads("take back"))
		}
		a.say(said)
		return tea.Batch(a.watch(), a.changed())
	}
	return a.watch()
}

// edit opens the story in the reader's editor.
func (a *App) edit() tea.Cmd {
	if a.cfg.Edit == nil {
		a.say(text.Own("This story has no file of its own to edit."))
		return nil
	}
	cmd, err := a.cfg.Edit()
	if err != nil {
		a.fail(err, text.Clean{})
		return nil
	}
	return tea.Exec(cmd, func(err error) tea.Msg { return editorLeft{err} })
}

// journal takes back the last act, or does it again.
func (a *App) journal(undo bool) tea.Cmd {
	ctx, src := a.ctx, a.cfg.Journal
	if src == nil {
		return nil
	}
	return func() tea.Msg {
		turn := src.Redo
		if undo {
			turn = src.Undo
		}
		said, err := turn(ctx)
		return undone{said, err}
	}
}

func (a *App) takeUndone(m undone) tea.Cmd {
	if m.err != nil {
		a.fail(m.err, text.Clean{})
		return nil
	}
	a.say(m.said)
	return a.changed()
}

// browse opens an address in the browser.
func (a *App) browse(url string) tea.Cmd {
	ctx, open := a.ctx, a.cfg.Browse
	if open == nil {
		a.say(screen.Line(text.Line(url), "no browser here; y copies the link"))
		return nil
	}
	return func() tea.Msg { return browsed{url, open(ctx, url)} }
}

func (a *App) takeBrowsed(m browsed) {
	if m.err != nil {
		a.fail(m.err, text.Own("y copies the link"))
		return
	}
	a.say(screen.Line(text.Line(m.url), "in the browser"))
}
