package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// front is the screen that the reader sees.
func (a *App) front() screen.Screen {
	if n := len(a.stack); n > 0 {
		return a.stack[n-1]
	}
	if a.side.focused {
		return a.side.screen
	}
	return a.cfg.Screens[a.base]
}

// every screen that has been started, those over the base first.
func (a *App) every() []screen.Screen {
	all := slices.Clone(a.stack)
	if a.side.screen != nil {
		all = append(all, a.side.screen)
	}
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
	if a.cfg.Screens[id] == nil || id == a.base && a.front() == a.cfg.Screens[id] {
		return nil
	}
	var left tea.Cmd
	if id != a.base {
		left = a.tell(a.cfg.Screens[a.base], screen.Left{})
		a.side = side{rests: a.side.rests}
	}
	a.base, a.stack, a.side.focused = id, nil, false
	a.resize()
	return tea.Batch(left, a.start(id), a.renew())
}

// ask goes to one of the seven screens with a query.
func (a *App) ask(id screen.ID, query string) tea.Cmd {
	if a.cfg.Screens[id] == nil {
		a.say(text.Own("This screen is not there."))
		return nil
	}
	shown := a.show(id)
	if query == "" {
		return shown
	}
	return tea.Batch(shown, a.tell(a.cfg.Screens[id], screen.Asked{Query: query}))
}

// open puts an article on top, or beside its list.
func (a *App) open(o screen.Open) tea.Cmd {
	switch {
	case a.cfg.NewArticle == nil:
		return nil
	case len(a.stack) == 0 && a.pointer() != nil:
		return a.fill(o, true)
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
		a.resize()
		return a.start(a.base)
	}
	if a.side.focused {
		return a.unfocus()
	}
	return a.show(screen.Headlines)
}

// bottom reports whether this is the screen that the reader came in by.
func (a *App) bottom() bool {
	if len(a.stack) > 0 {
		return a.front() == a.cfg.Opening.First
	}
	return !a.side.focused && (a.base == screen.Headlines || a.base == a.cfg.Opening.Base)
}

// tell gives a screen a message and carries out what it asks for.
func (a *App) tell(s screen.Screen, msg tea.Msg) tea.Cmd {
	action, cmd := s.Update(msg)
	return tea.Batch(cmd, a.carry(action))
}

// sight is the screens that the reader sees.
func (a *App) sight() []screen.Screen {
	if a.split() && a.side.screen != nil {
		return []screen.Screen{a.cfg.Screens[a.base], a.side.screen}
	}
	return []screen.Screen{a.front()}
}

// changed tells the screens in sight that what is stored has changed. The
// others hear of it when they come into sight.
func (a *App) changed() tea.Cmd {
	return tea.Batch(a.loadState(), a.tellAll(a.sight(), screen.Changed{}))
}

// arrived tells the same screens of news, and the headlines, which count it.
func (a *App) arrived(m screen.Arrived) tea.Cmd {
	to := a.sight()
	if list := a.cfg.Screens[screen.Headlines]; a.started[screen.Headlines] && !slices.Contains(to, list) {
		to = append(to, list)
	}
	return a.tellAll(to, m)
}

// renew tells a screen that has come into sight again of what may have changed
// meanwhile.
func (a *App) renew() tea.Cmd {
	var cmds []tea.Cmd
	was, seen := a.hidden, a.sight()
	a.hidden = nil
	for _, s := range a.every() {
		switch {
		case !slices.Contains(seen, s):
			a.hidden = append(a.hidden, s)
		case slices.Contains(was, s):
			cmds = append(cmds, a.tell(s, screen.Changed{}))
		}
	}
	return tea.Batch(cmds...)
}

// broadcast gives every screen a message.
func (a *App) broadcast(msg tea.Msg) tea.Cmd { return a.tellAll(a.every(), msg) }

// tellAll gives some screens a message.
func (a *App) tellAll(to []screen.Screen, msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range to {
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
		return a.ask(act.Screen, act.Query)
	case screen.Say:
		a.say(act.Text)
	case screen.Tell:
		a.sheet = a.told(act)
	case screen.Fail:
		a.fail(act.Err, act.Hint)
	case screen.Pass:
		return a.everywhere(act.Msg)
	case screen.Browse:
		return a.browse(act.URL)
	case screen.Copy:
		a.say(copied(act.Text))
		return tea.SetClipboard(act.Text.String())
	case screen.Poll:
		return a.beginPoll(Ask{Force: act.Force, Feed: act.Feed, Asked: true})
	case screen.Set:
		a.set(act)
	case screen.Switch:
		return a.leave(act.Story)
	case screen.Exec:
		return tea.Exec(act.Command, func(err error) tea.Msg { return editorLeft{err} })
	case screen.Quit:
		return tea.Quit
	case screen.Nothing:
	}
	return nil
}

// copied says what was copied.
func copied(t text.Clean) text.Clean {
	if n := strings.Count(strings.TrimSpace(t.String()), "\n"); n > 0 {
		return text.Join("", text.Own("Copied: "), screen.Count(n+1, "line", "lines"))
	}
	return screen.Line(t, "copied")
}

// set changes how the window looks and listens.
func (a *App) set(act screen.Set) {
	t, on := a.cfg.Theme, act.Value == "on"
	switch act.Name {
	case "theme":
		t.Choose(theme.Choice(act.Value))
	case "glyphs":
		t.SetASCII(act.Value == "ascii")
	case "mouse":
		a.cfg.Mouse = on
	}
	a.say(text.Sprintf("%s: %s. config.toml keeps it.", act.Name, act.Value))
}
