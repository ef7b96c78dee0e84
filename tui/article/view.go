package article

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
	"casewire/tui/keymap"
)

// SetSize gives the screen its room and parts it: a line that says where we
// are, the text, the sheet over its lower part, the line that is typed in.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	room := height - m.top() - m.bottom()
	if m.sheet != nil {
		m.sheet.size(width, max(room*2/3, room-8))
		room -= m.sheet.height
	}
	m.pager.SetSize(width, max(room, 0))
}

// top is how many lines stand above the text.
func (m *Model) top() int {
	if m.width >= 100 && m.height >= 16 {
		return 2
	}
	return 0
}

// bottom is how many lines stand below everything.
func (m *Model) bottom() int {
	if m.prompt != nil {
		return 1
	}
	return 0
}

// View draws the screen.
func (m *Model) View() string {
	var rows []string
	if m.top() > 0 {
		rows = append(rows, m.trail(), "")
	}
	if m.article.ID == 0 {
		rows = append(rows, m.empty())
	} else {
		rows = append(rows, m.pager.View())
	}
	if m.sheet != nil {
		rows = append(rows, m.sheet.draw(m.cfg.Theme, m.width)...)
	}
	if m.prompt != nil {
		line, _ := m.prompt.line.View(m.width)
		rows = append(rows, line)
	}
	return strings.Join(rows, "\n")
}

// trail is the way here, and where this report stands among the new ones.
func (m *Model) trail() string {
	t := m.cfg.Theme
	right := ""
	if m.place.n > 0 {
		right = text.Sprintf("report %d of %d new", m.place.n, m.place.of).String() + " "
	}
	from := text.Join("", text.Own(" "), m.cfg.From, text.Own(" / "))
	room := m.width - ansi.StringWidth(from.String())
	return t.Quiet.Render(from.String()) + t.Spread(m.article.Headline.String(), right, room)
}

// empty is drawn while there is no article: it says so only after a moment.
func (m *Model) empty() string {
	rows := make([]string, max(m.height-m.top()-m.bottom(), 1))
	say := text.Clean{}
	switch {
	case m.load.busy && m.load.late:
		say = text.Own("Opening the report. Esc: back")
	case !m.load.busy && m.load.n > 0:
		say = text.Own("This report could not be read. Esc: back")
	}
	if len(rows) > 1 && say.Len() > 0 {
		rows[1] = m.cfg.Theme.Fit(" "+say.String(), m.width)
	}
	return strings.Join(rows, "\n")
}

// Keys are the rows that work now, the most useful first.
func (m *Model) Keys() []keymap.Row {
	names := []string{"page-down", "next-report", "links", "why", "browser", "find", "star", "off", "note"}
	if m.known.marked(m.view) {
		names = []string{"next", "next-report", "fold", "changes", "why", "browser", "page-down", "links", "find", "star", "off", "note"}
	}
	if m.article.Size.Revisions < 2 {
		names = slices.DeleteFunc(names, func(n string) bool { return n == "changes" })
	}
	if len(m.article.Text.Body.Images) > 0 && m.cfg.Pictures != nil {
		names = slices.Insert(names, 2, "picture")
	}
	switch {
	case m.prompt != nil:
		return []keymap.Row{m.cfg.Keys.Find(keymap.Input, "accept"), m.cfg.Keys.Find(keymap.Input, "cancel")}
	case m.sheet != nil && m.sheet.choose != nil:
		rows := []keymap.Row{m.cfg.Keys.Find(keymap.Input, "accept")}
		rows[0].Short = m.sheet.does
		return append(rows, m.rows("copy", "back")...)
	case m.sheet != nil && m.sheet.name == "why":
		names = []string{"off", "on", "back"}
	case m.sheet != nil:
		names = []string{"down", "up", "back"}
	case m.pager.Finding():
		names = append([]string{"next", "prev", "back"}, names...)
	}
	return m.rows(names...)
}

// rows returns the rows of the table with those names.
func (m *Model) rows(names ...string) []keymap.Row {
	var rows []keymap.Row
	for _, n := range names {
		rows = append(rows, m.cfg.Keys.Find(keymap.Article, n))
	}
	return rows
}

// Status is how much of the text is above the lower edge.
func (m *Model) Status() text.Clean {
	if m.article.ID == 0 {
		return text.Clean{}
	}
	percent := text.Sprintf("%d %%", m.pager.Percent())
	if !m.known.marked(quietView) || m.known.fresh() == 0 {
		return percent
	}
	return text.Join("   ", percent, text.Sprintf("%d of %d new", m.freshAbove(), m.known.fresh()))
}

// freshAbove counts the new sentences above the lower edge.
func (m *Model) freshAbove() (n int) {
	end := m.shown().End
	for i := range m.known.sentences {
		s := &m.known.sentences[i]
		if s.ToYou && place(&m.article.Text.Body, s).Start < end {
			n++
		}
	}
	return n
}

// Cursor is where the line is typed in, on the chosen link, or on what was
// found.
func (m *Model) Cursor() (x, y int, ok bool) {
	switch {
	case m.prompt != nil:
		_, x := m.prompt.line.View(m.width)
		return x, m.height - 1, true
	case m.sheet != nil:
		if m.sheet.choose == nil {
			return 0, 0, false
		}
		return 1, m.height - m.bottom() - m.sheet.height + frame + m.sheet.cursor - m.sheet.top, true
	}
	x, y, ok = m.pager.Cursor()
	return x, y + m.top(), ok
}

// Typing reports whether keys are letters now.
func (m *Model) Typing() bool { return m.prompt != nil }
