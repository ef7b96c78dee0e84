package article

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/pager"
	"casewire/tui/screen"
	"casewire/tui/theme"
	"casewire/tui/why"
)

// A sheet lies over the lower part of the screen: a rule, a heading, and rows.
// Of a list of links, one row is chosen.
type sheet struct {
	heading func(width int) string
	rows    func(width, from, to int) []string
	count   func(width int) int
	links   bool

	cursor, top int
	total       int // rows
	height      int // lines of the screen, with rule and heading
}

// frame is the lines of a sheet that are no rows.
const frame = 2

// show opens a sheet, or with nil closes it.
func (m *Model) show(s *sheet) {
	m.sheet = s
	m.SetSize(m.width, m.height)
}

// size gives the sheet at most height lines.
func (s *sheet) size(width, height int) {
	s.total = s.count(width)
	s.height = max(min(s.total+frame, height), frame)
	s.move(0)
}

// scroll moves the rows.
func (s *sheet) scroll(n int) {
	s.top = max(min(s.top+n, s.total-s.height+frame), 0)
}

// move moves the cursor, or the rows where there is none.
func (s *sheet) move(n int) {
	if !s.links {
		s.scroll(n)
		return
	}
	s.cursor = min(max(s.cursor+n, 0), s.total-1)
	s.top = min(max(s.top, s.cursor-s.height+frame+1), s.cursor)
}

// draw draws the sheet.
func (s *sheet) draw(th *theme.Theme, width int) []string {
	lines := []string{
		th.Quiet.Render(" " + strings.Repeat(th.Glyphs.Rule, max(width-2, 0))),
		s.heading(width),
	}
	return append(lines, s.rows(width, s.top, min(s.top+s.height-frame, s.total))...)
}

// sheetKey gives a key to the sheet; ok is false if it has no use for it.
func (m *Model) sheetKey(msg tea.KeyPressMsg) (action screen.Action, ok bool) {
	s := m.sheet
	if s.links && m.cfg.Keys.Find(keymap.Input, "accept").Is(msg) {
		return m.openLink(s.cursor + 1), true
	}
	for _, r := range m.cfg.Keys.Rows(keymap.Article) {
		if !r.Is(msg) {
			continue
		}
		if n, ok := s.step(r.Name); ok {
			s.move(n)
			return screen.Nothing{}, true
		}
		switch {
		case r.Name == "back", r.Name == "links" && s.links, r.Name == "why" && !s.links:
			m.show(nil)
			return screen.Nothing{}, true
		case r.Name == "browser" && s.links:
			return m.openLink(s.cursor + 1), true
		case r.Name == "copy" && s.links:
			return copyOf(m.article.Text.Body.Links[s.cursor].URL), true
		}
	}
	return nil, false
}

// step returns by how much a row of the table moves the cursor.
func (s *sheet) step(name string) (int, bool) {
	page := max(s.height-frame, 1)
	n, ok := map[string]int{
		"down": 1, "up": -1, "half-down": (page + 1) / 2, "half-up": -(page + 1) / 2,
		"page-down": page, "page-up": -page, "first": -s.total, "last": s.total,
	}[name]
	return n, ok
}

// links opens the list of the links.
func (m *Model) links() (screen.Action, tea.Cmd) {
	body := m.article.Text.Body
	n := len(body.Links)
	if n == 0 {
		return screen.Say{Text: text.Own("There is no link in this text.")}, nil
	}
	s := &sheet{links: true, count: func(int) int { return n }}
	s.heading = func(width int) string { return m.heading(text.Sprintf("Links, %d", n), width) }
	s.rows = func(width, from, to int) []string {
		rows := make([]string, 0, to-from)
		for i := from; i < to; i++ {
			rows = append(rows, linkRow(m.cfg.Theme, &body, i, i == s.cursor, width))
		}
		return rows
	}
	m.show(s)
	return screen.Nothing{}, nil
}

// heading is the first line of a sheet.
func (m *Model) heading(title text.Clean, width int) string {
	return m.cfg.Theme.Title.Render(m.cfg.Theme.Spread(" "+title.String(), "Esc ", width))
}

// linkRow draws a link: number, words, and where it leads.
func linkRow(th *theme.Theme, body *text.Body, i int, chosen bool, width int) string {
	l := body.Links[i]
	words := text.Own("(no words)")
	if l.Paragraph >= 0 && l.Paragraph < len(body.Blocks) && l.Span.End > l.Span.Start {
		words = body.Paragraph(l.Paragraph).Cut(l.Span)
	}
	mark := "  "
	if chosen {
		mark = "> "
	}
	column := max((width-9)*3/5, 8)
	ink := th.On(chosen)
	return ink.Plain.Render(mark+th.Fit(text.Sprintf("[%d]", i+1).String(), 5)+" "+th.Fit(words.String(), column)+" ") +
		ink.Quiet.Render(th.Fit(pager.Host(l.URL).String(), max(width-column-9, 0)))
}

// whyMsg says why the article is here.
type whyMsg struct {
	owner *Model
	of    int64
	why   news.Why
	err   error
}

// why asks why the article is here.
func (m *Model) why() (screen.Action, tea.Cmd) {
	if m.article.ID == 0 {
		return screen.Nothing{}, nil
	}
	ctx, data, id := m.load.ctx, m.cfg.Explain, m.article.ID
	return screen.Nothing{}, func() tea.Msg {
		w, err := data.Why(ctx, id)
		return whyMsg{m, id, w, err}
	}
}

// whyAgain asks once more if the answer is on screen.
func (m *Model) whyAgain() tea.Cmd {
	if m.sheet == nil || m.sheet.links {
		return nil
	}
	_, cmd := m.why()
	return cmd
}

// explain shows why.
func (m *Model) explain(msg whyMsg) (screen.Action, tea.Cmd) {
	switch {
	case msg.owner != m || msg.of != m.article.ID || errors.Is(msg.err, context.Canceled):
		return screen.Nothing{}, nil
	case msg.err != nil:
		return screen.Fail{Err: msg.err}, nil
	}
	looks := why.Looks{Theme: m.cfg.Theme, Zone: m.cfg.Zone, Keys: m.rows("off", "on")}
	lines := func(width int) []string { return looks.Lines(msg.why, width) }
	m.show(&sheet{
		heading: func(width int) string { return lines(width)[0] },
		count:   func(width int) int { return len(lines(width)) - 1 },
		rows:    func(width, from, to int) []string { return lines(width)[1+from : 1+to] },
	})
	return screen.Nothing{}, nil
}
