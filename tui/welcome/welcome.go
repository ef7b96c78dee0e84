// Package welcome is the page of the first run: what casewire does, how the
// first poll goes, and the story so far.
package welcome

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/pager"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// A Counter knows how much is kept. It is called in a command.
type Counter interface {
	Counts(ctx context.Context) (news.Counts, error)
}

// Config is what the screen works with.
type Config struct {
	Story   news.Story
	Count   Counter
	Keys    *keymap.Table
	Theme   *theme.Theme
	Now     func() time.Time
	Zone    *time.Location
	Offline bool // no network is wanted
	Measure int  // the longest line of text, in cells; 0 is 84
}

// Screen is the page.
type Screen struct {
	ctx   context.Context
	cfg   Config
	pager *pager.Model

	facts    bool // the story so far is shown, and nothing else
	progress news.Progress
	reports  int // kept so far
	load     int // number of the last load

	width, height int
}

// countsMsg says how much is kept.
type countsMsg struct {
	owner *Screen
	load  int
	kept  int
	err   error
}

// New makes the screen. Its loads end with ctx.
func New(ctx context.Context, cfg Config) *Screen {
	if cfg.Measure <= 0 {
		cfg.Measure = 84
	}
	s := &Screen{ctx: ctx, cfg: cfg, pager: pager.New(cfg.Theme, cfg.Measure)}
	s.progress.Asking = len(cfg.Story.Feeds)
	s.turn()
	return s
}

// Init asks how much is kept.
func (s *Screen) Init() tea.Cmd {
	s.load++
	ctx, load, data := s.ctx, s.load, s.cfg.Count
	return func() tea.Msg {
		c, err := data.Counts(ctx)
		return countsMsg{s, load, c.Kept, err}
	}
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s.key(msg), nil
	case tea.MouseWheelMsg:
		lines := 3
		if msg.Button == tea.MouseWheelUp {
			lines = -3
		}
		s.pager.Scroll(lines)
	case screen.Polling:
		return screen.Nothing{}, s.polling(msg.Progress)
	case screen.Arrived, screen.Changed:
		return screen.Nothing{}, s.Init()
	case countsMsg:
		return s.counted(msg), nil
	}
	return screen.Nothing{}, nil
}

// polling takes in how far the poll is.
func (s *Screen) polling(p news.Progress) tea.Cmd {
	was := s.unreached()
	s.progress = p
	s.reports = max(s.reports, p.Reports)
	if s.unreached() != was {
		s.turn()
	}
	s.renew()
	if p.Done != nil {
		return s.Init()
	}
	return nil
}

// counted takes in how much is kept.
func (s *Screen) counted(msg countsMsg) screen.Action {
	switch {
	case msg.owner != s || msg.load != s.load:
		return screen.Nothing{}
	case msg.err != nil:
		return screen.Fail{Err: msg.err}
	}
	s.reports = msg.kept
	s.renew()
	return screen.Nothing{}
}

// unreached reports whether the network is missing: then the facts stand on
// the first page.
func (s *Screen) unreached() bool {
	return s.cfg.Offline || s.progress.Done != nil && s.progress.Done.Offline
}

// turn shows the page that is to be shown, from its beginning.
func (s *Screen) turn() {
	d := pager.Doc{Head: s.hello}
	switch {
	case s.facts:
		d = factsOf(&s.cfg.Story, s.cfg.Now().In(s.cfg.Zone))
		d.Head = s.soFar
	case s.unreached():
		d = factsOf(&s.cfg.Story, s.cfg.Now().In(s.cfg.Zone))
		d.Head = s.unreachable
	}
	s.pager.Set(d)
	if s.facts {
		s.pager.SetTail(s.tail)
	}
}

// renew makes the lines of the first page again.
func (s *Screen) renew() {
	switch {
	case s.facts:
	case s.unreached():
		s.pager.SetHead(s.unreachable)
	default:
		s.pager.SetHead(s.hello)
	}
}

// key does what a key is for.
func (s *Screen) key(msg tea.KeyPressMsg) screen.Action {
	for _, r := range s.cfg.Keys.Rows(keymap.Welcome) {
		if !r.Is(msg) {
			continue
		}
		switch r.Name {
		case "open":
			return s.on()
		case "back":
			return screen.Back{}
		}
		if s.scroll(r.Name) {
			return screen.Nothing{}
		}
	}
	return screen.Pass{Msg: msg}
}

// on goes on: to the story so far, then to the headlines.
func (s *Screen) on() screen.Action {
	if s.facts || s.unreached() || !hasFacts(&s.cfg.Story) {
		return screen.Back{}
	}
	s.facts = true
	s.turn()
	return screen.Nothing{}
}

// scroll does what the row of the table of that name does with the page.
func (s *Screen) scroll(name string) bool {
	switch name {
	case "down":
		s.pager.Scroll(1)
	case "up":
		s.pager.Scroll(-1)
	case "half-down":
		s.pager.Half(1)
	case "half-up":
		s.pager.Half(-1)
	case "page-down":
		s.pager.Page(1)
	case "page-up":
		s.pager.Page(-1)
	case "first":
		s.pager.Begin()
	case "last":
		s.pager.End()
	default:
		return false
	}
	return true
}

// SetSize gives the screen its room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.pager.SetSize(width, height)
}

// View draws the screen.
func (s *Screen) View() string { return s.pager.View() }

// Keys are the rows for the foot line.
func (s *Screen) Keys() []keymap.Row {
	open := s.cfg.Keys.Find(keymap.Welcome, "open")
	if !s.facts && !s.unreached() && hasFacts(&s.cfg.Story) {
		open.Short = "the story so far"
	}
	rows := []keymap.Row{open}
	for _, n := range []string{"page-down", "back"} {
		rows = append(rows, s.cfg.Keys.Find(keymap.Welcome, n))
	}
	return rows
}

// Status is how much of the page is above the lower edge.
func (s *Screen) Status() text.Clean {
	if !s.facts {
		return text.Clean{}
	}
	return text.Sprintf("%d %%", s.pager.Percent())
}

// Cursor is nowhere.
func (s *Screen) Cursor() (x, y int, ok bool) { return 0, 0, false }

// Typing reports that nothing is typed here.
func (s *Screen) Typing() bool { return false }
