package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"casewire/tui/screen"
)

// front is the screen that the reader sees.
func (a *App) front() screen.Screen {
	if n := len(a.stack); n > 0 {
		return a.stack[n-1]
	}
	return a.cfg.Screens[a.base]
}

// every screen that has been started, those over the base first.
func (a *App) every() []screen.Screen {
	all := slices.Clone(a.stack)
	for _, id := range a.ids() {
		if a.started[id] {
			all = append(all, a.cfg.Screens[id])
		}
	}
	return all
}

// ids are the screens that exist, by their digits.
func (a *App) ids() []screen.ID {
	ids := make([]screen.ID, 0, len(a.cfg.Screens))
	for id := range a.cfg.Screens {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// start begins a base screen the first time that it is shown.
func (a *App) start(id screen.ID) tea.Cmd {
	if a.started[id] {
		return nil
	}
	a.started[id] = true
	a.resize()
	return a.cfg.Screens[id].Init()
}

// show goes to one of the seven screens.
func (a *App) show(id screen.ID) tea.Cmd {
	if a.cfg.Screens[id] == nil || id == a.base && len(a.stack) == 0 {
		return nil
	}
	var left tea.Cmd
	if id != a.base {
		left = a.tell(a.cfg.Screens[a.base], screen.Left{})
	}
	a.base, a.stack = id, nil
	if a.started[id] {
		return tea.Batch(left, a.tell(a.front(), screen.Changed{}))
	}
	return tea.Batch(left, a.start(id))
}

// open puts an article on top.
func (a *App) open(o screen.Open) tea.Cmd {
	if a.cfg.NewArticle == nil {
		return nil
	}
	return a.push(a.cfg.NewArticle(o))
}

// push puts a screen on top.
func (a *App) push(s screen.Screen) tea.Cmd {
	a.stack = append(a.stack, s)
	a.resize()
	return s.Init()
}

// back closes the front screen; from another of the seven it goes to the
// headlines.
func (a *App) back() tea.Cmd {
	if n := len(a.stack); n > 0 {
		a.stack = a.stack[:n-1]
		return a.tell(a.front(), screen.Changed{})
	}
	return a.show(screen.Headlines)
}

// bottom reports whether this is the screen that the reader came in by.
func (a *App) bottom() bool {
	if len(a.stack) > 0 {
		return a.front() == a.cfg.First
	}
	return a.base == screen.Headlines
}

// tell gives a screen a message and carries out what it asks for.
func (a *App) tell(s screen.Screen, msg tea.Msg) tea.Cmd {
	action, cmd := s.Update(msg)
	return tea.Batch(cmd, a.carry(action))
}

// broadcast gives every screen a message.
func (a *App) broadcast(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range a.every() {
		cmds = append(cmds, a.tell(s, msg))
	}
	return tea.Batch(cmds...)
}

// carry does what a screen asks for.
func (a *App) carry(action screen.Action) tea.Cmd {
	switch act := action.(type) {
	case screen.Open:
		return a.open(act)
	case screen.Push:
		return a.push(act.Screen)
	case screen.Back:
		return a.back()
	case screen.Show:
		return a.show(act.Screen)
	case screen.Say:
		a.say(act.Text)
	case screen.Fail:
		a.fail(act.Err, act.Hint)
	case screen.Pass:
		return a.everywhere(act.Msg)
	case screen.Browse:
		return a.browse(act.URL)
	case screen.Copy:
		a.say(screen.Line(act.Text, "copied"))
		return tea.SetClipboard(act.Text.String())
	case screen.Poll:
		return a.beginPoll(Ask{Force: act.Force, Feed: act.Feed, Asked: true})
	case screen.Exec:
		return tea.Exec(act.Command, func(err error) tea.Msg { return editorLeft{err} })
	case screen.Quit:
		return tea.Quit
	case screen.Nothing:
	}
	return nil
}
