package why

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// An Explainer says why an article is here. It is called in a command.
type Explainer interface {
	Why(ctx context.Context, id int64) (news.Why, error)
}

// An Overlay is the answer that lies over the rows of a screen until it is
// closed. With its fields set it is closed.
type Overlay struct {
	Explain Explainer
	Theme   *theme.Theme
	Zone    *time.Location
	Keys    *keymap.Table
	Kind    keymap.Screen // the screen, in Keys

	load   screen.Latest[news.Why]
	answer *news.Why // nil: closed
	top    int       // the first line that is shown
}

// Ask asks why an article is here. The question before is not waited for any
// more.
func (o *Overlay) Ask(ctx context.Context, id int64) tea.Cmd {
	src := o.Explain
	return o.load.Start(ctx, func(ctx context.Context) (news.Why, error) { return src.Why(ctx, id) })
}

// Take opens the overlay with the answer that it waits for.
func (o *Overlay) Take(a screen.Answer[news.Why]) screen.Action {
	switch {
	case !o.load.Ends(a):
	case a.Err != nil:
		return screen.Fail{Err: a.Err}
	default:
		o.answer, o.top = &a.Value, 0
	}
	return screen.Nothing{}
}

// Open reports whether the answer lies over the rows.
func (o *Overlay) Open() bool { return o.answer != nil }

// Close takes the answer away, and reports whether it was there. No answer is
// waited for any more.
func (o *Overlay) Close() bool {
	was := o.Open()
	o.load.Stop()
	o.answer = nil
	return was
}

// Scroll moves the answer. Draw keeps it in its room.
func (o *Overlay) Scroll(lines int) { o.top += lines }

// Key takes a key that closes or moves the answer, half a height of the screen
// with a page; it reports whether it was one.
func (o *Overlay) Key(m tea.KeyPressMsg, height int) bool {
	is := func(name string) bool { return o.Keys.Find(o.Kind, name).Is(m) }
	switch {
	case is("back"), is("why"):
		o.Close()
	case is("down"):
		o.Scroll(1)
	case is("up"):
		o.Scroll(-1)
	case is("page-down"):
		o.Scroll(height / 2)
	case is("page-up"):
		o.Scroll(-height / 2)
	default:
		return false
	}
	return true
}

// Draw lays the answer over the lines of a view, away from the row of so many
// lines at y. What else the reader can do here are rows of the table of keys.
func (o *Overlay) Draw(view []string, width, y, lines int, acts ...string) {
	above, below := y, len(view)-y-lines
	room := max(above, below) - 1
	if !o.Open() || room < 1 {
		return
	}
	t := o.Theme
	looks := Looks{Theme: t, Zone: o.Zone}
	for _, name := range acts {
		looks.Keys = append(looks.Keys, o.Keys.Find(o.Kind, name))
	}
	answer := looks.Lines(*o.answer, width)
	more := ""
	if len(answer) > room {
		more = " " + o.Keys.Find(o.Kind, "down").Label() + " " + o.Keys.Find(o.Kind, "up").Label() + ": more "
	}
	rule := t.Quiet.Render(t.Fit(strings.Repeat(t.Glyphs.Rule, max(width-ansi.StringWidth(more), 0))+more, width))
	o.top = max(min(o.top, len(answer)-room), 0)
	answer = answer[o.top:min(o.top+room, len(answer))]
	if below >= above {
		copy(view[len(view)-len(answer)-1:], append([]string{rule}, answer...))
		return
	}
	copy(view, append(answer, rule))
}
