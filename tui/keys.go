package tui

import (
	tea "charm.land/bubbletea/v2"

	"casewire/tui/keymap"
)

// key takes a key: first what lies on top, then the front screen, and what
// that passes back is tried here.
func (a *App) key(m tea.KeyPressMsg) tea.Cmd {
	said := a.line
	a.line = line{}
	if a.layout().small {
		return a.everywhere(m)
	}
	switch {
	case a.sheet != nil:
		return a.sheetKey(m)
	case a.choice != nil:
		return a.choiceKey(m)
	case a.command != nil:
		return a.commandKey(m)
	}
	if said.err != nil && !a.front().Typing() && a.cfg.Keys.Find(keymap.Input, "accept").Is(m) {
		a.sheet = a.inFull(said)
		return nil
	}
	return a.tell(a.front(), m)
}

// everywhere does what a key does on every screen.
func (a *App) everywhere(m tea.KeyPressMsg) tea.Cmd {
	is := func(name string) bool { return a.cfg.Keys.Find(keymap.Everywhere, name).Is(m) }
	switch {
	case is("quit"), a.bottom() && a.cfg.Keys.Find(keymap.First, "quit").Is(m):
		return tea.Quit
	case is("suspend"):
		return tea.Suspend
	case a.layout().small:
		return nil
	case is("back"):
		return a.back()
	case is("pane"):
		return a.otherPane()
	case is("stories"):
		return a.stories()
	case is("command"):
		a.openCommand()
	case is("edit"):
		return a.edit()
	case is("help"):
		a.sheet = a.help()
	case is("undo"):
		return a.journal(true)
	case is("redo"):
		return a.journal(false)
	case is("poll"), is("poll-all"):
		return a.beginPoll(Ask{Asked: true})
	}
	for id, t := range tabs {
		if is(t.row) {
			return a.show(id)
		}
	}
	return nil
}

// over reports whether something lies over the screens that takes all keys.
func (a *App) over() bool { return a.sheet != nil || a.choice != nil }

// clickOver goes on with the story on a line of the body. A sheet has nothing to
// be opened.
func (a *App) clickOver(y int) tea.Cmd {
	if a.choice == nil || !a.choice.point(y, a.layout().body) {
		return nil
	}
	return a.choose()
}

// scrollOver scrolls what lies over the screens.
func (a *App) scrollOver(lines int) {
	switch {
	case a.sheet != nil:
		a.sheet.scroll(lines, a.width, a.layout().body)
	case a.choice != nil:
		a.choice.move(lines)
	}
}
