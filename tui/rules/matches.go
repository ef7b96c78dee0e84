package rules

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/list"
	"casewire/tui/screen"
)

// matches is the list of what one rule matches.
type matches struct {
	*acts
	rule          Rule
	list          *list.List[news.Article]
	loaded        bool
	width, height int
}

func newMatches(ctx context.Context, cfg Config, r Rule) *matches {
	m := &matches{acts: newActs(ctx, cfg), rule: r}
	lab := cfg.Lab
	m.list = list.New(ctx, list.Config[news.Article]{
		Load: func(ctx context.Context, from news.Place, n int, newer bool) (list.Page[news.Article], error) {
			p, err := lab.Articles(ctx, r, from, n, newer)
			return list.Page[news.Article]{Rows: p.Articles, More: p.More, SoFar: p.SoFar, Next: p.Next}, err
		},
		Place: (*news.Article).Place,
		Lines: func(_, _ *news.Article) (int, int) { return 0, 1 },
	})
	return m
}

// Init loads the newest.
func (m *matches) Init() tea.Cmd { return m.list.Top() }

// SetSize gives the screen its room: one line is the heading.
func (m *matches) SetSize(width, height int) {
	m.width, m.height = width, height
	m.list.SetHeight(max(height-2, 1))
}

// Typing is never so.
func (m *matches) Typing() bool { return false }

// Keys are the rows for the foot line.
func (m *matches) Keys() []keymap.Row {
	if m.why.Open() {
		return m.rows("back", "on", "off")
	}
	open := m.cfg.Keys.Find(kind, "open")
	open.Short = "read"
	return append([]keymap.Row{open}, m.rows("on", "off", "why", "back")...)
}

// Status says which row is chosen.
func (m *matches) Status() text.Clean {
	i, ok := m.list.Index(0)
	n, all := m.list.Total()
	switch {
	case !ok:
		return text.Clean{}
	case all:
		return text.Sprintf("%s of %s", screen.Number(i+1), screen.Number(n))
	}
	return text.Sprintf("%s of over %s", screen.Number(i+1), screen.Number(n))
}

// Cursor is on the chosen row.
func (m *matches) Cursor() (x, y int, ok bool) { return 0, m.list.Line() + 2, m.list.InSight() }

// Update takes a message.
func (m *matches) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.key(msg)
	case screen.Changed:
		return screen.Nothing{}, m.list.Reload()
	case done, screen.Answer[news.Why]:
		if action, cmd, mine := m.mine(msg); mine {
			return action, cmd
		}
		return screen.Nothing{}, nil
	}
	cmd, mine, err := m.list.Update(msg)
	if mine && err != nil {
		return screen.Fail{Err: err}, cmd
	}
	m.loaded = m.loaded || mine
	return screen.Nothing{}, cmd
}

func (m *matches) key(msg tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	chosen := m.list.Chosen()
	if m.why.Open() {
		return m.whyKey(msg, m.height, chosen)
	}
	m.list.Stay()
	moves := map[string]func() tea.Cmd{
		"down": func() tea.Cmd { return m.list.Move(1) }, "up": func() tea.Cmd { return m.list.Move(-1) },
		"half-down": func() tea.Cmd { return m.list.Page(1) }, "half-up": func() tea.Cmd { return m.list.Page(-1) },
		"page-down": func() tea.Cmd { return m.list.Page(2) }, "page-up": func() tea.Cmd { return m.list.Page(-2) },
		"first": m.list.First, "last": m.list.Last,
	}
	for _, r := range m.cfg.Keys.Rows(kind) {
		if !r.Is(msg) {
			continue
		}
		if move := moves[r.Name]; move != nil {
			return screen.Nothing{}, move()
		}
		if chosen != nil {
			if action, cmd, ok := m.act(r.Name, chosen); ok {
				return action, cmd
			}
		}
	}
	return screen.Pass{Msg: msg}, nil
}

// View draws the rule and what it matches.
func (m *matches) View() string {
	t := m.cfg.Theme
	lines := []string{t.Title.Render(t.Fit(" "+text.Sprintf("%s %s: %s", m.rule.Kind, m.rule.Name, m.what()).String(), m.width)), ""}
	if m.loaded && m.list.Len() == 0 && !m.list.Searching() {
		lines = append(lines, " Nothing stored fits it. "+m.cfg.Keys.Find(kind, "back").Label()+": back")
	} else {
		lines = append(lines, m.list.View(m.draw)...)
	}
	for len(lines) < m.height {
		lines = append(lines, "")
	}
	lines = lines[:m.height]
	m.over(lines, m.width, max(m.list.Line(), 0)+2)
	return strings.Join(lines, "\n")
}

// what says what the list is.
func (m *matches) what() string {
	switch {
	case m.rule.Overrides > 0:
		return "what it took from keep rules"
	case m.rule.Kind == news.DropRule:
		return "what it drops"
	case m.rule.Kind == news.KeepRule:
		return "what it keeps"
	}
	return "what it labels"
}

func (m *matches) draw(_, a *news.Article, chosen bool) []string {
	t, ink := m.cfg.Theme, m.cfg.Theme.On(chosen)
	sign := [...]string{news.NoMark: "  ", news.OnStory: " +", news.OffStory: " -"}[a.State.Mark]
	if chosen {
		sign = ">" + sign[1:]
	}
	look, outlet := ink.Plain, ""
	switch {
	case a.State.Mark == news.OffStory:
		look = ink.Struck
	case !a.State.Read:
		look = ink.Unread
	}
	if m.width >= narrow {
		outlet = "  " + t.Fit(a.Outlet.String(), 14)
	}
	left := sign + " " + t.Fit(m.clock(a), 9)
	return []string{ink.Quiet.Render(left) + look.Render(t.Fit(a.Headline.String(), m.width-ansi.StringWidth(left+outlet)-1)) + ink.Quiet.Render(outlet+" ")}
}
