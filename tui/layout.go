package tui

import "casewire/feeds/text"

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

// layout is that of the front screen.
func (a *App) layout() layout {
	b, ok := a.front().(interface{ Bare() bool })
	return share(a.width, a.height, ok && b.Bare())
}

// resize gives every screen its room.
func (a *App) resize() {
	for _, s := range a.every() {
		b, ok := s.(interface{ Bare() bool })
		if l := share(a.width, a.height, ok && b.Bare()); !l.small {
			s.SetSize(a.width, l.body)
		}
	}
}

// tooSmall is all that a tiny window has room for.
func (a *App) tooSmall() text.Clean {
	return text.Sprintf("%dx%d at least, this is %dx%d. casewire list works at any size.", leastWidth, leastHeight, a.width, a.height)
}
