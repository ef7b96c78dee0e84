package tui

import (
	"casewire/feeds/text"
	"casewire/tui/screen"
)

const (
	leastWidth  = 40
	leastHeight = 12
	airyHeight  = 30 // from here on there is a blank line under the header
	wideWidth   = 100
	narrowWidth = 60
)

// layout is how the lines of the window are shared out.
type layout struct {
	small  bool // there is no room for anything
	header int  // lines of the header
	blank  int  // blank lines below it
	body   int  // lines of the screen
	// One line for what is said and one for the keys stand below.
}

// share divides a window. A bare screen has a first line of its own.
func share(width, height int, bare bool) layout {
	if width < leastWidth || height < leastHeight {
		return layout{small: true}
	}
	l := layout{header: 2}
	if height >= airyHeight {
		l.blank = 1
	}
	if bare {
		l.header, l.blank = 0, 0
	}
	l.body = height - l.header - l.blank - 2
	return l
}

// top is the line on which the screen begins.
func (l layout) top() int { return l.header + l.blank }

// layout is that of the front screen. Two side by side have the header of the
// list.
func (a *App) layout() layout {
	return share(a.width, a.height, bare(a.front()) && !a.split())
}

func bare(s screen.Screen) bool {
	b, ok := s.(interface{ Bare() bool })
	return ok && b.Bare()
}

// resize gives every screen its room. An article beside a list that the reader
// has not gone to is let go where there is no room for it.
func (a *App) resize() {
	if !a.wide() && !a.side.focused {
		a.side = side{rests: a.side.rests}
	}
	for _, s := range a.every() {
		width, whole := a.width, bare(s)
		switch {
		case !a.wide():
		case s == a.side.screen:
			width, whole = a.width-a.rightX(), false
		case s == a.cfg.Screens[a.base]:
			width = a.leftWidth()
		}
		if l := share(a.width, a.height, whole); !l.small {
			s.SetSize(width, l.body)
		}
	}
}

// tooSmall is all that a tiny window has room for.
func (a *App) tooSmall() text.Clean {
	return text.Sprintf("%dx%d at least, this is %dx%d. casewire list works at any size.", leastWidth, leastHeight, a.width, a.height)
}
