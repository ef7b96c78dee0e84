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
	Story   news.Story
	Opening Opening
	// Screens are the ones that exist, by their digits. Headlines is one.
	Screens map[screen.ID]screen.Screen
	// NewArticle makes the screen of an article.
	NewArticle func(screen.Open) screen.Screen
	// Glance makes that of one which is shown beside a list: nothing of it counts
	// as read until enter is called, in a command.
	Glance func(screen.Open) (s screen.Screen, enter func(context.Context) error)

	State   Stater
	Poll    Poller // nil: no network is wanted
	Journal Journal
	Watch   Watcher
	// Browse opens an address, bytes from outside, in the browser. It is called
	// in a command, and refuses what is no web address.
	Browse func(ctx context.Context, url string) error
	// Edit is the reader's editor on the story file. The window gives it the
	// terminal; Watch sees what came of it.
	Edit    func() (tea.ExecCommand, error)
	Command Commander
	Stories Storyteller

	Mouse bool
	Keys  *keymap.Table
	Theme *theme.Theme
	Now   func() time.Time
	Zone  *time.Location
}

// Opening is how the window begins.
type Opening struct {
	// Base is the screen that is shown; 0 is Headlines.
	Base screen.ID
	// First lies on top of it: the first run's page; nil for none.
	First screen.Screen
	// Greeting is said, or Fault told; empty and nil for nothing.
	Greeting text.Clean
	Fault    error
}

// App is the window, the only tea.Model of the reader.
type App struct {
	ctx   context.Context
	cfg   Config
	after func(time.Duration, tea.Msg) tea.Cmd // gives the message when the time is over

	base    screen.ID
	stack   []screen.Screen // over the base; the last is in front
	side    side
	started map[screen.ID]bool
	hidden  []screen.Screen // started, and not in sight
	sheet   *sheet          // help, or a message in full; nil: none
	choice  *choice         // the stories; nil: not shown
	command *command        // the command line; nil: not open
	past    []string        // what was typed there
	next    string          // story to go on with

	width, height int
	state         State
	line          line // what was said last
	poll          poll
	offline       time.Time // since when there is no network; zero: there is
}

// New makes the window. Everything that it starts ends with ctx.
func New(ctx context.Context, cfg Config) *App {
	a := &App{ctx: ctx, cfg: cfg, base: screen.Headlines, started: map[screen.ID]bool{}, after: after}
	o := cfg.Opening
	a.say(o.Greeting)
	a.fail(o.Fault, text.Clean{})
	if cfg.Screens[o.Base] != nil {
		a.base = o.Base
	}
	if o.First != nil {
		a.stack = []screen.Screen{o.First}
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

// Update takes a message, renews what came into sight by it, and has the
// article beside a list follow its cursor.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := a.take(msg)
	return a, tea.Batch(cmd, a.renew(), a.follow())
}

// take takes a message: a key goes to the front screen, what the window itself
// asked for stays here, changes and news go to the screens in sight, and all
// else to every screen.
func (a *App) take(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return a.key(m)
	case tea.PasteMsg:
		return a.paste(m)
	case tea.MouseMsg:
		return a.mouse(m)
	case tea.WindowSizeMsg:
		a.width, a.height = m.Width, m.Height
		a.resize()
		return nil
	case tea.BackgroundColorMsg:
		a.cfg.Theme.SetLight(!m.IsDark())
		return nil
	case tea.ColorProfileMsg:
		a.cfg.Theme.SetProfile(m.Profile)
		return nil
	case screen.Changed:
		return a.changed()
	case screen.Arrived:
		return a.arrived(m)
	}
	if cmd, ours := a.own(msg); ours {
		return cmd
	}
	return a.broadcast(msg)
}

// own takes what the window itself asked for; ours is false if it did not.
func (a *App) own(msg tea.Msg) (cmd tea.Cmd, ours bool) {
	switch m := msg.(type) {
	case ticked:
		return tea.Batch(a.loadState(), a.beginPoll(Ask{}), a.tick()), true
	case stated:
		return a.takeState(m), true
	case polled:
		return a.progress(m), true
	case edited:
		return a.takeEdit(m), true
	case undone:
		return a.takeUndone(m), true
	case rested:
		return a.rest(m), true
	case wentTo:
		a.fail(m.err, text.Clean{})
		return func() tea.Msg { return screen.Changed{} }, true
	case answered:
		return a.takeAnswer(m), true
	case storied:
		a.takeStories(m)
	case editorLeft:
		a.fail(m.err, text.Clean{})
	case browsed:
		a.takeBrowsed(m)
	default:
		return nil, false
	}
	return nil, true
}

// paste gives what is pasted to the line that is typed.
func (a *App) paste(m tea.PasteMsg) tea.Cmd {
	switch {
	case a.over():
		return nil
	case a.command != nil:
		a.command.line.Update(m)
		a.candidates()
		return nil
	}
	return a.tell(a.front(), m)
}

// View draws the window.
func (a *App) View() tea.View {
	v := tea.NewView(a.cfg.Theme.Frame(a.frame(), a.width))
	v.AltScreen = true
	v.WindowTitle = text.Join(" - ", a.cfg.Story.Title, text.Own("casewire")).String()
	v.Cursor = a.cursor()
	if a.cfg.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// cursor is the real cursor: on the chosen row, or in the line that is typed.
func (a *App) cursor() *tea.Cursor {
	l := a.layout()
	if l.small || a.sheet != nil {
		return nil
	}
	x, y, ok := a.front().Cursor()
	switch {
	case a.command != nil:
		_, x = a.command.line.View(a.width)
		y, ok = l.body+1, true
	case a.choice != nil:
		x, y, ok = 0, a.choice.place(l.body), true
	case ok && y >= l.body:
		return nil
	case a.split() && a.side.focused:
		x += a.rightX()
	}
	if !ok || x >= a.width {
		return nil
	}
	c := tea.NewCursor(x, y+l.top())
	c.Blink = false
	return c
}
