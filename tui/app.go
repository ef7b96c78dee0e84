// Package tui is the reader's window: a stack of screens, the lines above and
// below them, and the one place where what screens ask for is carried out.
package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// Config is what the window works with. Everything but Story, Screens, Keys,
// Theme, Now and Zone may be nil; then what needs it is not there.
type Config struct {
	Story news.Story
	// Greeting is said at the start; empty for nothing.
	Greeting text.Clean
	// Screens are the ones that exist, by their digits. Headlines is one.
	Screens map[screen.ID]screen.Screen
	// First lies on top of the headlines at the start: the first run's page.
	First screen.Screen
	// NewArticle makes the screen of an article.
	NewArticle func(screen.Open) screen.Screen

	State   Stater
	Poll    Poller // nil: no network is wanted
	Journal Journal
	Watch   Watcher
	// Browse opens an address, bytes from outside, in the browser. It is called
	// in a command, and refuses what is no web address.
	Browse func(ctx context.Context, url string) error
	// Edit is the reader's editor on the story file. The window gives it the
	// terminal; Watch sees what came of it.
	Edit func() (tea.ExecCommand, error)

	Keys  *keymap.Table
	Theme *theme.Theme
	Now   func() time.Time
	Zone  *time.Location
}

// App is the window, the only tea.Model of the reader.
type App struct {
	ctx context.Context
	cfg Config

	base    screen.ID
	stack   []screen.Screen // over the base; the last is in front
	started map[screen.ID]bool
	sheet   *sheet // help, or a message in full; nil: none

	width, height int
	state         State
	line          line // what was said last
	poll          poll
	offline       time.Time // since when there is no network; zero: there is
}

// New makes the window. Everything that it starts ends with ctx.
func New(ctx context.Context, cfg Config) *App {
	a := &App{ctx: ctx, cfg: cfg, base: screen.Headlines, started: map[screen.ID]bool{}}
	a.say(cfg.Greeting)
	if cfg.First != nil {
		a.stack = []screen.Screen{cfg.First}
	}
	return a
}

// Init starts the screens in sight, and a poll behind them.
func (a *App) Init() tea.Cmd {
	cmds := []tea.Cmd{a.start(a.base), a.loadState(), a.beginPoll(Ask{}), a.tick(), a.watch(), tea.RequestBackgroundColor}
	for _, s := range a.stack {
		cmds = append(cmds, s.Init())
	}
	return tea.Batch(cmds...)
}

// Update takes a message: a key goes to the front screen, what the window
// itself asked for stays here, and all else goes to every screen.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return a, a.key(m)
	case tea.PasteMsg, tea.MouseMsg:
		if a.sheet == nil {
			return a, a.tell(a.front(), msg)
		}
		return a, nil
	case tea.WindowSizeMsg:
		a.width, a.height = m.Width, m.Height
		a.resize()
		return a, nil
	case tea.BackgroundColorMsg:
		a.cfg.Theme.SetLight(!m.IsDark())
		return a, nil
	case tea.ColorProfileMsg:
		a.cfg.Theme.SetProfile(m.Profile)
		return a, nil
	case ticked:
		return a, tea.Batch(a.loadState(), a.beginPoll(Ask{}), a.tick())
	case stated:
		return a, a.takeState(m)
	case polled:
		return a, a.progress(m)
	case edited:
		return a, a.takeEdit(m)
	case undone:
		return a, a.takeUndone(m)
	case editorLeft:
		a.fail(m.err, text.Clean{})
		return a, nil
	case browsed:
		a.takeBrowsed(m)
		return a, nil
	case screen.Changed:
		return a, tea.Batch(a.loadState(), a.broadcast(m))
	}
	return a, a.broadcast(msg)
}

// View draws the window.
func (a *App) View() tea.View {
	v := tea.NewView(a.frame())
	v.AltScreen = true
	v.WindowTitle = text.Join(" - ", a.cfg.Story.Title, text.Own("casewire")).String()
	v.Cursor = a.cursor()
	return v
}

// cursor is the real cursor: on the chosen row, or in the line that is typed.
func (a *App) cursor() *tea.Cursor {
	l := a.layout()
	if l.small || a.sheet != nil {
		return nil
	}
	x, y, ok := a.front().Cursor()
	if !ok || x >= a.width || y >= l.body {
		return nil
	}
	c := tea.NewCursor(x, y+l.top())
	c.Blink = false
	return c
}
