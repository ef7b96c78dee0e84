package tui

import (
	tea "charm.land/bubbletea/v2"

	"casewire/tui/screen"
)

// wheelLines is how far a click of the wheel goes.
const wheelLines = 3

// mouse takes a click or a turn of the wheel to what is under it.
func (a *App) mouse(m tea.MouseMsg) tea.Cmd {
	at := m.Mouse()
	turned, wheel := m.(tea.MouseWheelMsg)
	_, click := m.(tea.MouseClickMsg)
	l := a.layout()
	switch {
	case l.small || !wheel && (!click || at.Button != tea.MouseLeft):
		return nil
	case a.over() && wheel:
		a.scrollOver(wheelStep(turned))
		return nil
	case a.over():
		return a.clickOver(at.Y - l.top())
	case click && l.header > 0 && at.Y == 1:
		if id, ok := a.tabAt(at.X); ok {
			return a.show(id)
		}
		return nil
	case at.Y < l.top() || at.Y >= l.top()+l.body:
		return nil
	}
	a.line = line{}
	s, x, entered := a.under(at.X, click)
	if s == nil {
		return nil
	}
	at.X, at.Y = x, at.Y-l.top()
	if wheel {
		return tea.Batch(entered, a.wheel(s, at, wheelStep(turned)))
	}
	return tea.Batch(entered, a.click(s, at))
}

// wheelStep is by how many lines the wheel was turned.
func wheelStep(m tea.MouseWheelMsg) int {
	if m.Button == tea.MouseWheelUp {
		return -wheelLines
	}
	if m.Button == tea.MouseWheelDown {
		return wheelLines
	}
	return 0
}

// under is the screen at a column and where its own columns begin there. A
// click goes to the pane that it falls on; the article's wheel counts as
// reading.
func (a *App) under(x int, click bool) (s screen.Screen, own int, cmd tea.Cmd) {
	switch right := x >= a.rightX(); {
	case !a.split():
		return a.front(), x, nil
	case !right && click && a.side.focused:
		return a.cfg.Screens[a.base], x, a.unfocus()
	case !right:
		return a.cfg.Screens[a.base], x, nil
	case a.side.screen == nil:
		return nil, 0, nil
	case click && !a.side.focused:
		return a.side.screen, x - a.rightX(), a.focus()
	}
	return a.side.screen, x - a.rightX(), a.entered()
}

// wheel scrolls a screen.
func (a *App) wheel(s screen.Screen, at tea.Mouse, lines int) tea.Cmd {
	if r, ok := s.(screen.Scroller); ok {
		return r.Scroll(at.X, at.Y, lines)
	}
	return a.tell(s, tea.MouseWheelMsg(at))
}

// click opens something of a screen.
func (a *App) click(s screen.Screen, at tea.Mouse) tea.Cmd {
	c, ok := s.(screen.Clicker)
	if !ok {
		return a.tell(s, tea.MouseClickMsg(at))
	}
	action, cmd := c.Click(at.X, at.Y)
	return tea.Batch(cmd, a.carry(action))
}
