package article

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// changes shows what the edits of the article changed.
func (m *Model) changes() (screen.Action, tea.Cmd) {
	if len(m.known.diffs) == 0 {
		return screen.Say{Text: text.Own("No edit of this report has been seen.")}, nil
	}
	var rows []string
	wide := -1
	lay := func(width int) []string {
		if width != wide {
			rows, wide = m.diffRows(width), width
		}
		return rows
	}
	m.show(&sheet{
		name:    "changes",
		heading: func(width int) string { return m.heading(text.Own("What changed, the newest first"), width) },
		count:   func(width int) int { return len(lay(width)) },
		rows:    func(width, from, to int) []string { return lay(width)[from:to] },
	})
	return screen.Nothing{}, nil
}

// diffRows draws all edits.
func (m *Model) diffRows(width int) []string {
	var rows []string
	for i := range m.known.diffs {
		if i > 0 {
			rows = append(rows, "")
		}
		rows = append(rows, m.diffRow(&m.known.diffs[i], width)...)
	}
	return rows
}

// diffRow draws an edit: when it was seen, what it is, and each hunk.
func (m *Model) diffRow(d *news.Diff, width int) []string {
	th := m.cfg.Theme
	now := m.cfg.Now().In(m.cfg.Zone)
	title := text.Sprintf("%s, seen %s   revision %d after %d", d.Kind, clock(d.Seen, now), d.To, d.From)
	ink := th.Title
	if d.Kind == news.Correction {
		title = text.Join(" ", text.Own("!"), title)
		ink = th.Alarm
	}
	rows := []string{ink.Render(th.Fit(" "+title.String(), width))}
	if d.Headline != nil {
		rows = append(rows, m.hunkRows(d.Headline, width)...)
	}
	for i := range d.Hunks {
		rows = append(rows, m.hunkRows(&d.Hunks[i], width)...)
	}
	return rows
}

// hunkRows draws what a paragraph was and is.
func (m *Model) hunkRows(h *news.Hunk, width int) []string {
	rows := m.sideRows("-", h.Old, h.Out, width)
	return append(rows, m.sideRows("+", h.New, h.In, width)...)
}

// sideRows draws one side of a hunk, the changed words underlined.
func (m *Model) sideRows(sign string, s text.Clean, words []text.Span, width int) []string {
	if s.Len() == 0 {
		return nil
	}
	th := m.cfg.Theme
	ink := th.Quiet
	if sign == "+" {
		ink = th.New
	}
	var rows []string
	for _, line := range pager.Wrap(s.String(), max(min(width-6, m.cfg.Measure), 10)) {
		var b strings.Builder
		b.WriteString(ink.Render(" " + sign + " "))
		at := line.Start
		for _, w := range words {
			w = overlap(w, line)
			if w.Start >= w.End || w.Start < at {
				continue
			}
			b.WriteString(ink.Render(s.String()[at:w.Start]) + th.Hit.Inherit(ink).Render(s.String()[w.Start:w.End]))
			at = w.End
		}
		b.WriteString(ink.Render(s.String()[at:line.End]))
		rows = append(rows, b.String())
		sign = " "
	}
	return rows
}

// membersMsg brings the other articles of the report.
type membersMsg struct {
	owner   *Model
	of      int64
	members []news.Article
	err     error
}

// outlets asks who else has the report.
func (m *Model) outlets() (screen.Action, tea.Cmd) {
	if m.article.ID == 0 || m.cfg.Know == nil {
		return screen.Nothing{}, nil
	}
	ctx, data, id := m.load.ctx, m.cfg.Know, m.article.ID
	return screen.Nothing{}, func() tea.Msg {
		members, err := data.Members(ctx, id)
		return membersMsg{m, id, members, err}
	}
}

// takeMembers lists them.
func (m *Model) takeMembers(msg membersMsg) (screen.Action, tea.Cmd) {
	switch {
	case msg.owner != m || msg.of != m.article.ID:
		return screen.Nothing{}, nil
	case msg.err != nil:
		return screen.Fail{Err: msg.err}, nil
	case len(msg.members) < 2:
		return screen.Say{Text: text.Join("", text.Own("Only "), m.article.Outlet, text.Own(" has this report so far."))}, nil
	}
	all := msg.members
	s := &sheet{
		name: "outlets", does: "read it", count: func(int) int { return len(all) },
		choose: func(i int) (screen.Action, tea.Cmd) { m.show(nil); return screen.Nothing{}, m.open(all[i].ID, -1) },
		url:    func(i int) string { return all[i].URL },
	}
	s.heading = func(width int) string {
		return m.heading(text.Sprintf("This report, from %s", screen.Count(len(all), "outlet", "outlets")), width)
	}
	s.rows = func(width, from, to int) []string {
		rows := make([]string, 0, to-from)
		for i := from; i < to; i++ {
			rows = append(rows, m.memberRow(all, i, i == s.cursor, width))
		}
		return rows
	}
	m.show(s)
	return screen.Nothing{}, nil
}

// memberRow draws an article of the report: time, outlet, what it is to the
// others, headline.
func (m *Model) memberRow(all []news.Article, i int, chosen bool, width int) string {
	th, a := m.cfg.Theme, &all[i]
	ink := th.On(chosen)
	mark := "  "
	if chosen {
		mark = "> "
	}
	now := m.cfg.Now().In(m.cfg.Zone)
	when := 0
	for i := range all {
		when = max(when, ansi.StringWidth(clock(all[i].Dates.Sort, now)))
	}
	left := mark + th.Fit(clock(a.Dates.Sort, now), when) + "  " + th.Fit(a.Outlet.String(), max(width/6, 12)) + " "
	what := kinship(all, a)
	if a.ID == m.article.ID {
		what = text.Own("this one")
	}
	left += th.Fit(what.String(), min(max(width/4, 12), 24)) + " "
	return ink.Quiet.Render(th.Cut(left, width)) + ink.Plain.Render(th.Fit(a.Headline.String(), max(width-ansi.StringWidth(left)-1, 0)))
}

// kinship says whether a text is the outlet's own.
func kinship(all []news.Article, a *news.Article) text.Clean {
	if a.Report.CopyOf == 0 {
		return text.Own("own report")
	}
	for i := range all {
		if all[i].ID == a.Report.CopyOf {
			return text.Join("", text.Own("copy of "), all[i].Outlet)
		}
	}
	return text.Own("copy")
}

// pictures opens the pictures of the article.
func (m *Model) pictures() (screen.Action, tea.Cmd) {
	switch {
	case len(m.article.Text.Body.Images) == 0:
		return screen.Say{Text: text.Own("There is no picture in this report.")}, nil
	case m.cfg.Pictures == nil:
		return screen.Say{Text: text.Own("Pictures cannot be shown here.")}, nil
	}
	return screen.Push{Screen: m.cfg.Pictures(&m.article)}, nil
}
