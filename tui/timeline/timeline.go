// Package timeline is the screen of what happened in the story, by the date on
// which it did, with what is still to come on top.
package timeline

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/list"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// Data is what the screen needs of the archive. Its methods are called in
// commands.
type Data interface {
	// Timeline returns all dated events, in any order.
	Timeline(ctx context.Context) ([]news.Event, error)
	// Coverage counts the reports of each month.
	Coverage(ctx context.Context) ([]news.MonthCount, error)
	// Sources returns the articles that tell of an event, the first first.
	Sources(ctx context.Context, e news.Event) ([]Source, error)
}

// A Source is an article that tells of an event.
type Source struct {
	Article news.Article // without its text
	// Text is the sentence that does, Sentence its number in the article, -1
	// for the headline.
	Text     text.Clean
	Sentence int
}

// Config is what the screen works with.
type Config struct {
	Data  Data
	Keys  *keymap.Table
	Theme *theme.Theme
	Now   func() time.Time
	Zone  *time.Location
	// Note says what is not understood of the story's language; empty where
	// all is. It is called in commands.
	Note func() text.Clean
}

// Screen is the timeline.
type Screen struct {
	ctx context.Context
	cfg Config

	load   screen.Latest[course]
	all    []event
	counts map[news.Date]int // of reports, by month
	most   int               // of a month
	note   text.Clean
	loaded bool
	failed bool

	rows   []int  // of all, those that are listed
	lines  []line // of the screen, however long it is
	scroll list.Scroll

	words  input.Words // what the list is narrowed by
	needle input.Words // what is looked for
	prompt *prompt     // nil: nothing is typed

	width, height int
}

// event is a dated event with its words folded, to be looked for.
type event struct {
	news.Event
	folded string
}

// course is what a load brings.
type course struct {
	events []event
	counts map[news.Date]int
	note   text.Clean
}

// New makes the screen. Its loads end with ctx.
func New(ctx context.Context, cfg Config) *Screen {
	return &Screen{ctx: ctx, cfg: cfg, scroll: list.Scroll{Lead: 1}}
}

// Init loads the events.
func (s *Screen) Init() tea.Cmd {
	data, note := s.cfg.Data, s.cfg.Note
	return s.load.Start(s.ctx, func(ctx context.Context) (c course, err error) {
		found, err := data.Timeline(ctx)
		if err != nil {
			return c, err
		}
		months, err := data.Coverage(ctx)
		c.events, c.counts = ordered(found), map[news.Date]int{}
		for _, m := range months {
			c.counts[m.Month] += m.Count
		}
		if note != nil {
			c.note = note()
		}
		return c, err
	})
}

// ordered puts what is to come first, the next first, then what happened, the
// last first. Within a month a day that is not known comes last.
func ordered(found []news.Event) []event {
	out := make([]event, len(found))
	for i, e := range found {
		out[i] = event{e, text.Fold(text.Join(" ", e.Text, e.By, text.Line(longDate(e.Date))).String())}
	}
	slices.SortStableFunc(out, func(a, b event) int {
		switch {
		case a.comes() && b.comes():
			return compare(later(a.Date), later(b.Date), int(a.Clock-b.Clock))
		case a.comes() || b.comes():
			return map[bool]int{true: -1, false: 1}[a.comes()]
		}
		return compare(b.Date, a.Date, 0)
	})
	return out
}

func (e *event) comes() bool { return e.Kind == news.Scheduled }

// light reports whether one outlet alone tells of an event.
func (e *event) light() bool { return e.Article != 0 && e.Outlets <= 1 }

// later is a date that comes after all that it may mean.
func later(d news.Date) news.Date {
	if d.Month == 0 {
		d.Month = 13
	}
	if d.Day == 0 {
		d.Day = 32
	}
	return d
}

func compare(a, b news.Date, equal int) int {
	switch {
	case a.Year != b.Year:
		return a.Year - b.Year
	case a.Month != b.Month:
		return int(a.Month - b.Month)
	case a.Day != b.Day:
		return a.Day - b.Day
	}
	return equal
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s.key(msg)
	case tea.PasteMsg:
		if s.prompt != nil {
			s.prompt.line.Update(msg)
		}
	case screen.Answer[course]:
		return s.take(msg), nil
	case screen.Changed, screen.Arrived:
		return screen.Nothing{}, s.Init()
	}
	return screen.Nothing{}, nil
}

// take shows what was loaded, and keeps the chosen event in its place.
func (s *Screen) take(msg screen.Answer[course]) screen.Action {
	if !s.load.Ends(msg) {
		return screen.Nothing{}
	}
	if msg.Err != nil {
		s.failed = !s.loaded
		return screen.Fail{Err: msg.Err}
	}
	chosen := s.chosen()
	s.all, s.counts, s.note = msg.Value.events, msg.Value.counts, msg.Value.note
	s.loaded, s.failed = true, false
	s.most = 1
	for _, n := range s.counts {
		s.most = max(s.most, n)
	}
	s.list(chosen)
	if chosen == nil && s.scroll.Top() > 0 {
		s.scroll.GoTo(0) // what is to come fills the screen
	}
	return screen.Nothing{}
}

// chosen returns the event under the cursor, nil if there is none.
func (s *Screen) chosen() *event {
	if i := s.scroll.Cursor(); i < len(s.rows) {
		return &s.all[s.rows[i]]
	}
	return nil
}

// list makes the rows again, and chooses the event: the one of its words, or of
// its date; without one the last that happened.
func (s *Screen) list(chosen *event) {
	s.rows = s.rows[:0:0]
	for i := range s.all {
		if s.words.In(s.all[i].folded) {
			s.rows = append(s.rows, i)
		}
	}
	s.arrange(s.find(chosen))
}

// find returns the row of an event that was chosen before.
func (s *Screen) find(chosen *event) int {
	row := func(fits func(*event) bool) int {
		return slices.IndexFunc(s.rows, func(i int) bool { return fits(&s.all[i]) })
	}
	if chosen == nil {
		return row(func(e *event) bool { return !e.comes() })
	}
	if i := row(func(e *event) bool { return e.Date == chosen.Date && e.Text == chosen.Text }); i >= 0 {
		return i
	}
	return row(func(e *event) bool { return e.Date == chosen.Date })
}

// Status is which event is chosen, of how many.
func (s *Screen) Status() text.Clean {
	if len(s.rows) == 0 {
		return text.Clean{}
	}
	return text.Sprintf("%s of %s", screen.Number(s.scroll.Cursor()+1), screen.Number(len(s.rows)))
}

// Typing reports whether keys are letters now.
func (s *Screen) Typing() bool { return s.prompt != nil }

// Keys are the rows for the foot line.
func (s *Screen) Keys() []keymap.Row {
	if s.prompt != nil {
		return []keymap.Row{s.cfg.Keys.Find(keymap.Input, "accept"), s.cfg.Keys.Find(keymap.Input, "cancel")}
	}
	var rows []keymap.Row
	for _, n := range []string{"open", "month-up", "month-down", "narrow", "find", "copy", "browser"} {
		rows = append(rows, s.cfg.Keys.Find(keymap.Timeline, n))
	}
	return rows
}
