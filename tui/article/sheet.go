package article

import (
	"context"
	"errors"
	"slices"
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
// Of a list, one row is chosen.
type sheet struct {
	name    string // of the row of the table that opens and closes it
	heading func(width int) string
	rows    func(width, from, to int) []string
	count   func(width int) int
	// choose does what choosing row i of a list does; nil: it is no list. url
	// is the address of the row.
	choose func(i int) (screen.Action, tea.Cmd)
	url    func(i int) string
	does   string // what choosing does, for the foot line

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
	if s.choose == nil {
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
func (m *Model) sheetKey(msg tea.KeyPressMsg) (action screen.Action, cmd tea.Cmd, ok bool) {
	s := m.sheet
	if s.choose != nil && m.cfg.Keys.Find(keymap.Input, "accept").Is(msg) {
		action, cmd = s.choose(s.cursor)
		return action, cmd, true
	}
	for _, r := range m.cfg.Keys.Rows(keymap.Article) {
		if !r.Is(msg) {
			continue
		}
		if n, ok := s.step(r.Name); ok {
			s.move(n)
			return screen.Nothing{}, nil, true
		}
		switch {
		case r.Name == "back", r.Name == s.name:
			m.show(nil)
			return screen.Nothing{}, nil, true
		case r.Name == "browser" && s.choose != nil:
			return browse(s.url(s.cursor)), nil, true
		case r.Name == "copy" && s.choose != nil:
			return copyOf(s.url(s.cursor)), nil, true
		}
	}
	return nil, nil, false
}

// Click does what the row there of a list over the text is for. The text itself
// has nothing to be opened.
func (m *Model) Click(_, y int) (screen.Action, tea.Cmd) {
	s := m.sheet
	if s == nil || s.choose == nil || m.prompt != nil {
		return screen.Nothing{}, nil
	}
	line := y - (m.height - s.height + frame)
	if line < 0 || s.top+line >= s.total {
		return screen.Nothing{}, nil
	}
	s.cursor = s.top + line
	return s.choose(s.cursor)
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
	s := &sheet{
		name: "links", does: "open it", count: func(int) int { return n },
		choose: func(i int) (screen.Action, tea.Cmd) { return m.openLink(i + 1), nil },
		url:    func(i int) string { return body.Links[i].URL },
	}
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
	if m.sheet == nil || m.sheet.name != "why" {
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
	told := m.toldBefore()
	lines := func(width int) []string {
		all := looks.Lines(msg.why, width)
		keys := len(all) - 1
		return slices.Insert(all, keys, m.toldRows(told, width)...)
	}
	m.show(&sheet{
		name:    "why",
		heading: func(width int) string { return lines(width)[0] },
		count:   func(width int) int { return len(lines(width)) - 1 },
		rows:    func(width, from, to int) []string { return lines(width)[1+from : 1+to] },
	})
	return screen.Nothing{}, nil
}

// toldBefore returns the first known sentences on screen.
func (m *Model) toldBefore() []news.Sentence {
	const most = 6
	var told []news.Sentence
	shown := m.shown()
	for _, s := range m.known.sentences {
		at := place(&m.article.Text.Body, &s)
		if !s.ToYou && len(s.Tellings) > 0 && at.End > shown.Start && at.Start < shown.End && len(told) < most {
			told = append(told, s)
		}
	}
	return told
}

// toldRows say of known sentences where each was told first.
func (m *Model) toldRows(told []news.Sentence, width int) []string {
	rows := make([]string, len(told))
	now := m.cfg.Now().In(m.cfg.Zone)
	for i := range told {
		said := m.article.Text.Body.Text.Cut(place(&m.article.Text.Body, &told[i]))
		rows[i] = m.cfg.Theme.Spread(m.cfg.Theme.Quiet.Render(" Known      ")+said.String(), toldIn(&told[i].Tellings[0], now).String()+" ", width)
	}
	return rows
}
