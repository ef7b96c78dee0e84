package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/theme"
)

// A StoryRow is a story that can be gone on with.
type StoryRow struct {
	Story string // its name, or the path of its file
	Title text.Clean
	Note  text.Clean // "built in", or what is wrong with it
	Here  bool       // it is the one that is read now
}

// A Storyteller knows the stories. It is called in a command.
type Storyteller interface {
	Stories(ctx context.Context) ([]StoryRow, error)
}

// choice is the list of the stories over the screen.
type choice struct {
	rows   []StoryRow
	cursor int
}

// storied brings the stories.
type storied struct {
	rows []StoryRow
	err  error
}

// stories asks for the stories.
func (a *App) stories() tea.Cmd {
	ctx, src := a.ctx, a.cfg.Stories
	if src == nil {
		return nil
	}
	return func() tea.Msg {
		rows, err := src.Stories(ctx)
		return storied{rows, err}
	}
}

// takeStories shows them, the one that is read chosen.
func (a *App) takeStories(m storied) {
	if m.err != nil {
		a.fail(m.err, text.Clean{})
		return
	}
	a.choice = &choice{rows: m.rows}
	for i, r := range m.rows {
		if r.Here {
			a.choice.cursor = i
		}
	}
}

// choiceKey takes a key while the stories are shown.
func (a *App) choiceKey(m tea.KeyPressMsg) tea.Cmd {
	is := func(name string) bool { return a.cfg.Keys.Find(keymap.Everywhere, name).Is(m) }
	c := a.choice
	switch {
	case is("back"), is("stories"):
		a.choice = nil
	case is("down"):
		c.move(1)
	case is("up"):
		c.move(-1)
	case is("first"):
		c.move(-len(c.rows))
	case is("last"):
		c.move(len(c.rows))
	case a.cfg.Keys.Find(keymap.Input, "accept").Is(m):
		return a.choose()
	case is("quit"), is("suspend"):
		return a.everywhere(m)
	}
	return nil
}

func (c *choice) move(n int) { c.cursor = max(min(c.cursor+n, len(c.rows)-1), 0) }

// point chooses the story on a line of the body; false if there is none.
func (c *choice) point(y, height int) bool {
	at := y - choiceHead + c.top(max(height-choiceHead, 1))
	if y < choiceHead || y >= height || at >= len(c.rows) {
		return false
	}
	c.cursor = at
	return true
}

// choose goes on with the chosen story.
func (a *App) choose() tea.Cmd {
	c := a.choice
	a.choice = nil
	if len(c.rows) == 0 || c.rows[c.cursor].Here {
		return nil
	}
	return a.leave(c.rows[c.cursor].Story)
}

// leave ends the window, to go on with another story.
func (a *App) leave(story string) tea.Cmd {
	a.next = story
	return tea.Quit
}

// Next is the story that the reader wants to go on with, a name or the path of
// its file. It is empty until then.
func (a *App) Next() string { return a.next }

// top is the first row shown in so many lines.
func (c *choice) top(room int) int {
	return max(min(c.cursor-room/2, len(c.rows)-room), 0)
}

// choiceHead is how many lines stand above the rows.
const choiceHead = 2

// view draws the stories.
func (c *choice) view(t *theme.Theme, width, height int) []string {
	view := make([]string, 0, height)
	view = append(view, t.Title.Render(t.Fit(" Your stories, and those that are built in", width)), t.Fit("", width))
	room := max(height-choiceHead, 1)
	for i := c.top(room); i < len(c.rows) && len(view) < height; i++ {
		view = append(view, c.row(t, i, width))
	}
	for len(view) < height {
		view = append(view, t.Fit("", width))
	}
	return view[:height]
}

// row draws a story: chosen, name, title, and what there is to say of it.
func (c *choice) row(t *theme.Theme, i, width int) string {
	r, ink := c.rows[i], t.On(i == c.cursor)
	sign := "  "
	if i == c.cursor {
		sign = "> "
	}
	title := ink.Plain
	if r.Here {
		title = ink.Title
	}
	note := r.Note.String()
	if r.Here {
		note = strings.TrimPrefix(note+", open now", ", ")
	}
	name := min(max(width/4, 12), 24)
	rest := max(min(width/3, 30), 0)
	words := max(width-len(sign)-name-rest-3, 0)
	return ink.Plain.Render(sign+t.Fit(text.Line(r.Story).String(), name)+" ") + title.Render(t.Fit(r.Title.String(), words)) +
		ink.Plain.Render(" ") + ink.Quiet.Render(t.Fit(note, rest)) + ink.Plain.Render(" ")
}

// place is the line of the body on which the chosen story stands.
func (c *choice) place(height int) int {
	return choiceHead + c.cursor - c.top(max(height-choiceHead, 1))
}
