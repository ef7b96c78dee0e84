// Package sources is the screen of the feeds: which of them answer, which do
// not and why, and whether a silence is real.
package sources

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/list"
	"casewire/tui/pager"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// Data is what the screen needs of the archive. Its methods are called in
// commands.
type Data interface {
	Health(ctx context.Context) ([]news.Health, error)
	Counts(ctx context.Context) (news.Counts, error)
}

// Config is what the screen works with.
type Config struct {
	Data  Data
	Keys  *keymap.Table
	Theme *theme.Theme
	Now   func() time.Time
	Zone  *time.Location
	// Items is what shows the items of the feed of that address; nil if nothing
	// does.
	Items func(url string) screen.Action
	// Shown is the address as people may see it, without its secrets.
	Shown func(url string) text.Clean
	// Named is how many feeds the story file names, asked or not; may be nil.
	Named func() int
}

// Screen is the list of feeds.
type Screen struct {
	ctx context.Context
	cfg Config

	load    screen.Latest[standing]
	feeds   []news.Health // as they are listed
	counts  news.Counts
	loaded  bool
	failed  bool
	verdict []phrase // sentences above the list
	summary text.Clean
	next    text.Clean // when feeds are asked again

	scroll        list.Scroll
	line          *input.Line // what is looked for, while it is typed; or nil
	needle        string      // what was looked for, folded
	width, height int
}

// standing is how the feeds are, and what came of them.
type standing struct {
	feeds  []news.Health
	counts news.Counts
}

// New makes the screen. Its loads end with ctx.
func New(ctx context.Context, cfg Config) *Screen { return &Screen{ctx: ctx, cfg: cfg} }

// Init loads the feeds.
func (s *Screen) Init() tea.Cmd {
	data := s.cfg.Data
	return s.load.Start(s.ctx, func(ctx context.Context) (now standing, err error) {
		if now.feeds, err = data.Health(ctx); err == nil {
			now.counts, err = data.Counts(ctx)
		}
		sortFeeds(now.feeds)
		return now, err
	})
}

// sortFeeds puts those first that are worst, then goes by outlet.
func sortFeeds(feeds []news.Health) {
	slices.SortStableFunc(feeds, func(a, b news.Health) int {
		return cmp.Or(cmp.Compare(rank(&a), rank(&b)),
			strings.Compare(text.Fold(a.Outlet.String()), text.Fold(b.Outlet.String())),
			strings.Compare(a.URL, b.URL))
	})
}

// rank is where a feed stands: the worst first.
func rank(h *news.Health) int {
	switch h.State {
	case news.Failing:
		return 0
	case news.Gone:
		return 1
	case news.Never:
		return 3
	case news.Quiet:
		return 4
	case news.Alive:
		if h.Gap == nil {
			return 5
		}
	}
	return 2
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s.key(msg)
	case tea.PasteMsg:
		if s.line != nil {
			s.line.Update(msg)
		}
	case screen.Answer[standing]:
		return s.take(msg), nil
	case screen.Polling:
		if msg.Done != nil {
			return screen.Nothing{}, s.Init()
		}
	case screen.Changed:
		return screen.Nothing{}, s.Init()
	}
	return screen.Nothing{}, nil
}

// take shows what was loaded, and keeps the chosen feed.
func (s *Screen) take(msg screen.Answer[standing]) screen.Action {
	if !s.load.Ends(msg) {
		return screen.Nothing{}
	}
	if msg.Err != nil {
		s.failed = !s.loaded
		return screen.Fail{Err: msg.Err}
	}
	chosen := s.chosen()
	s.feeds, s.counts, s.loaded, s.failed = msg.Value.feeds, msg.Value.counts, true, false
	now := s.cfg.Now().In(s.cfg.Zone)
	s.verdict = verdict(s.feeds, &s.counts, now)
	s.summary, s.next = summary(s.feeds), next(s.feeds, now)
	at := s.scroll.Cursor()
	if chosen != nil {
		if i := slices.IndexFunc(s.feeds, func(h news.Health) bool { return h.URL == chosen.URL }); i >= 0 {
			at = i
		}
	}
	s.settle()
	s.scroll.SetRows(len(s.feeds), s.perFeed(), at)
	return screen.Nothing{}
}

// chosen returns the feed under the cursor, nil if there is none.
func (s *Screen) chosen() *news.Health {
	if i := s.scroll.Cursor(); i < len(s.feeds) {
		return &s.feeds[i]
	}
	return nil
}

// settle gives the list its lines.
func (s *Screen) settle() { s.scroll.SetHeight(s.room()) }

// key does what a key is for.
func (s *Screen) key(msg tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	if s.line != nil {
		return s.typed(msg), nil
	}
	for _, r := range s.cfg.Keys.Rows(keymap.Sources) {
		if !r.Is(msg) {
			continue
		}
		if s.scroll.Go(r.Name) {
			return screen.Nothing{}, nil
		}
		if h := s.chosen(); h != nil {
			if a := s.act(r.Name, h); a != nil {
				return a, nil
			}
		}
	}
	return screen.Pass{Msg: msg}, nil
}

// act returns what a row of the table does with a feed; nil if nothing.
func (s *Screen) act(name string, h *news.Health) screen.Action {
	switch name {
	case "find":
		return s.ask()
	case "next":
		return s.seek(1)
	case "prev":
		return s.seek(-1)
	case "open":
		if s.cfg.Items != nil {
			return s.cfg.Items(h.URL)
		}
	case "poll":
		return screen.Poll{Feed: h.URL}
	case "browser":
		if a, ok := pager.Address(h.Site); ok {
			return screen.Browse{URL: a}
		}
		return screen.Say{Text: text.Own("Its site is not known.")}
	case "copy":
		if shown := s.cfg.Shown(h.URL); shown.String() == h.URL {
			return screen.Copy{Text: shown}
		}
		return screen.Say{Text: text.Own("Its address holds a secret; it stands in the story file.")}
	}
	return nil
}

// Keys are the rows for the foot line.
func (s *Screen) Keys() []keymap.Row {
	if s.line != nil {
		return []keymap.Row{s.cfg.Keys.Find(keymap.Input, "accept"), s.cfg.Keys.Find(keymap.Input, "cancel")}
	}
	names := []string{"open", "poll", "browser", "find", "copy", "edit"}
	if len(s.feeds) == 0 {
		names = []string{"poll-all", "edit"}
	}
	var rows []keymap.Row
	for _, n := range names {
		if r := s.cfg.Keys.Find(keymap.Sources, n); r.Name != "" {
			rows = append(rows, r)
		}
	}
	return rows
}

// Status is which feed is chosen, of how many.
func (s *Screen) Status() text.Clean {
	if len(s.feeds) == 0 {
		return text.Clean{}
	}
	return text.Sprintf("%s of %s", screen.Number(s.scroll.Cursor()+1), screen.Number(len(s.feeds)))
}

// Typing reports whether keys are letters now.
func (s *Screen) Typing() bool { return s.line != nil }
