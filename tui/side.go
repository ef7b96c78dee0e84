package tui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/tui/screen"
)

const (
	splitWidth = 140 // from here on a list and its article stand side by side
	splitGap   = 2   // blank columns between them
	leastLeft  = 72  // columns of the list: enough for all of its parts
	// restTime is how long the cursor rests on a row before its article is
	// shown beside it.
	restTime = 150 * time.Millisecond
)

// side is the article of a list: beside it, or over it where there is no room
// for both.
type side struct {
	screen  screen.Screen               // nil: none
	shown   screen.Open                 // what it was opened for
	enter   func(context.Context) error // notes that the reader goes to it; nil: has been there
	focused bool                        // keys go to it
	wanted  spotted                     // what the cursor rests on
	rests   int                         // number of the last rest
}

// spotted is a sentence of an article.
type spotted struct {
	article  int64
	sentence int
}

func spot(o screen.Open) spotted { return spotted{o.Article, o.Sentence} }

// wentTo says that the reader went to an article.
type wentTo struct{ err error }

// rested says that the cursor stood still.
type rested struct{ number int }

// pointer is the list whose article stands beside it, nil if the screen below
// is none.
func (a *App) pointer() screen.Pointer {
	if a.cfg.NewArticle == nil {
		return nil
	}
	p, _ := a.cfg.Screens[a.base].(screen.Pointer)
	return p
}

// wide reports whether there is room for two screens.
func (a *App) wide() bool { return a.width >= splitWidth && a.pointer() != nil }

// split reports whether two screens stand side by side now.
func (a *App) split() bool { return a.wide() && len(a.stack) == 0 }

// leftWidth is the list's part of the window.
func (a *App) leftWidth() int { return max(a.width*3/7, leastLeft) }

// rightX is the column at which the article's part begins.
func (a *App) rightX() int { return a.leftWidth() + splitGap }

// panes draws the screens that are shown.
func (a *App) panes(height int) []string {
	if !a.split() {
		return strings.Split(a.front().View(), "\n")
	}
	left := strings.Split(a.cfg.Screens[a.base].View(), "\n")
	var right []string
	if a.side.screen != nil {
		right = strings.Split(a.side.screen.View(), "\n")
	}
	rows := make([]string, height)
	for i := range rows {
		if i < len(left) {
			rows[i] = left[i]
		}
		rows[i] = a.cfg.Theme.Fit(rows[i], a.rightX())
		if i < len(right) {
			rows[i] += right[i]
		}
	}
	return rows
}

// fill puts an article beside the list or, if the reader goes to it, over it.
func (a *App) fill(o screen.Open, focus bool) tea.Cmd {
	s := &a.side
	if s.screen != nil && spot(s.shown) == spot(o) {
		if focus {
			return a.focus()
		}
		return nil
	}
	s.shown, s.wanted, s.enter, s.focused = o, spot(o), nil, focus
	if focus || a.cfg.Glance == nil {
		s.screen = a.cfg.NewArticle(o)
	} else {
		s.screen, s.enter = a.cfg.Glance(o)
	}
	a.resize()
	return s.screen.Init()
}

// focus gives the keys to the article.
func (a *App) focus() tea.Cmd {
	a.side.focused = true
	a.resize()
	return a.entered()
}

// entered notes that the reader is at the article.
func (a *App) entered() tea.Cmd {
	ctx, enter := a.ctx, a.side.enter
	a.side.enter = nil
	if enter == nil {
		return nil
	}
	return func() tea.Msg { return wentTo{enter(ctx)} }
}

// unfocus gives the keys back to the list.
func (a *App) unfocus() tea.Cmd {
	a.side.focused = false
	a.resize()
	if !a.split() {
		return nil // the list comes into sight, and is renewed for that
	}
	return a.tell(a.front(), screen.Changed{})
}

// otherPane goes from the list to the article, or back.
func (a *App) otherPane() tea.Cmd {
	switch {
	case !a.split():
		return nil
	case a.side.focused:
		return a.unfocus()
	}
	o, ok := a.pointer().Pointed()
	if !ok {
		return nil
	}
	return a.fill(o, true)
}

// follow has the article of the row that the cursor rests on shown.
func (a *App) follow() tea.Cmd {
	if !a.split() || a.side.focused {
		return nil
	}
	o, ok := a.pointer().Pointed()
	switch {
	case !ok:
		a.side = side{rests: a.side.rests}
		return nil
	case spot(o) == a.side.wanted:
		return nil
	}
	a.side.wanted = spot(o)
	a.side.rests++
	return a.after(restTime, rested{a.side.rests})
}

// rest shows the article that the cursor rests on, if it still does.
func (a *App) rest(m rested) tea.Cmd {
	if m.number != a.side.rests || !a.split() || a.side.focused {
		return nil
	}
	o, ok := a.pointer().Pointed()
	if !ok {
		return nil
	}
	return a.fill(o, false)
}

// after gives the message when the time is over.
func after(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}
