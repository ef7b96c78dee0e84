package timeline

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/list"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// sources are the articles that tell of one event.
type sources struct {
	ctx   context.Context
	cfg   Config
	event news.Event

	load   screen.Latest[[]Source]
	found  []Source
	loaded bool
	failed bool
	lines  []sourceLine
	scroll list.Scroll

	width, height int
}

// sourceLine is a line of the screen: of the article of that number, its
// headline, or a span of its sentence.
type sourceLine struct {
	of   int
	head bool
	span text.Span
}

func newSources(ctx context.Context, cfg Config, e news.Event) *sources {
	return &sources{ctx: ctx, cfg: cfg, event: e}
}

// Init loads the articles.
func (s *sources) Init() tea.Cmd {
	data, e := s.cfg.Data, s.event
	return s.load.Start(s.ctx, func(ctx context.Context) ([]Source, error) { return data.Sources(ctx, e) })
}

// Update takes a message.
func (s *sources) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s.key(msg), nil
	case screen.Answer[[]Source]:
		return s.take(msg), nil
	case screen.Changed, screen.Arrived:
		return screen.Nothing{}, s.Init()
	}
	return screen.Nothing{}, nil
}

// take shows what was loaded, and keeps the chosen article; at first that is
// the one whose sentence stands on the timeline.
func (s *sources) take(msg screen.Answer[[]Source]) screen.Action {
	if !s.load.Ends(msg) {
		return screen.Nothing{}
	}
	if msg.Err != nil {
		s.failed = !s.loaded
		return screen.Fail{Err: msg.Err}
	}
	id, found := s.event.Article, msg.Value
	if chosen := s.chosen(); chosen != nil {
		id = chosen.Article.ID
	}
	at := slices.IndexFunc(found, func(f Source) bool { return f.Article.ID == id })
	s.found, s.loaded, s.failed = found, true, false
	s.arrange(at)
	return screen.Nothing{}
}

func (s *sources) chosen() *Source {
	if i := s.scroll.Cursor(); i < len(s.found) {
		return &s.found[i]
	}
	return nil
}

// key does what a key is for.
func (s *sources) key(msg tea.KeyPressMsg) screen.Action {
	for _, r := range s.cfg.Keys.Rows(keymap.Timeline) {
		if !r.Is(msg) {
			continue
		}
		if r.Name == "back" {
			return screen.Back{}
		}
		if s.scroll.Go(r.Name) {
			return screen.Nothing{}
		}
		if f := s.chosen(); f != nil {
			switch r.Name {
			case "open":
				return screen.Open{Article: f.Article.ID, Sentence: f.Sentence}
			case "browser":
				return screen.Browse{URL: f.Article.URL}
			case "copy":
				return screen.Copy{Text: text.Sprintf("%s: %s (%s)", longDate(s.event.Date), f.Text, f.Article.Outlet)}
			}
		}
	}
	return screen.Pass{Msg: msg}
}

// measure is the widest that a sentence gets.
const measure = 84

// most is how many lines of a sentence are shown.
const most = 3

// SetSize gives the screen its room.
func (s *sources) SetSize(width, height int) {
	s.width, s.height = width, height
	s.arrange(s.scroll.Cursor())
}

// arrange wraps the sentences for the width, and chooses an article.
func (s *sources) arrange(chosen int) {
	s.lines = s.lines[:0:0]
	var starts, ends []int
	for i := range s.found {
		starts = append(starts, len(s.lines))
		s.lines = append(s.lines, sourceLine{of: i, head: true})
		words := s.found[i].Text
		if words.Len() > 0 {
			spans := pager.Wrap(words.String(), min(s.width-6, measure))
			if len(spans) > most {
				spans[most-1].End = words.Len()
			}
			for _, span := range spans[:min(len(spans), most)] {
				s.lines = append(s.lines, sourceLine{of: i, span: span})
			}
		}
		ends = append(ends, len(s.lines))
	}
	s.scroll.SetHeight(s.height - len(s.above()))
	s.scroll.Set(starts, ends, len(s.lines), chosen)
}

// above names the event.
func (s *sources) above() []string {
	t := s.cfg.Theme
	told := ""
	if n := len(s.found); n > 0 {
		told = screen.Count(n, "article tells", "articles tell").String() + " of it "
	}
	lines := []string{t.Spread(" "+t.Title.Render(longDate(s.event.Date)), t.Quiet.Render(told), s.width)}
	words, width := s.event.Text, min(s.width-2, measure)
	spans := pager.Wrap(words.String(), width)
	if n := min(most, max(s.height/4, 1)); len(spans) > n {
		spans = spans[:n]
		spans[n-1].End = words.Len()
	}
	for _, span := range spans {
		lines = append(lines, " "+t.Cut(words.Cut(span).String(), width))
	}
	return append(lines, "")
}

// View draws the screen.
func (s *sources) View() string {
	now := s.cfg.Now().In(s.cfg.Zone)
	lines := s.above()
	top := s.scroll.Top()
	switch {
	case s.failed:
		lines = append(lines, " The articles could not be read.")
	case s.loaded && len(s.found) == 0:
		lines = append(lines, " No article that is kept tells of this date any more. "+s.cfg.Keys.Find(keymap.Timeline, "back").Label()+": back")
	default:
		for i := top; i < len(s.lines) && len(lines) < s.height; i++ {
			lines = append(lines, s.draw(s.lines[i], now))
		}
	}
	for len(lines) < s.height {
		lines = append(lines, "")
	}
	for i := range lines {
		lines[i] = s.cfg.Theme.Cut(lines[i], s.width)
	}
	return strings.Join(lines[:s.height], "\n")
}

// draw draws a line of an article.
func (s *sources) draw(l sourceLine, now time.Time) string {
	f, t, chosen := &s.found[l.of], s.cfg.Theme, l.of == s.scroll.Cursor()
	ink := t.On(chosen)
	if !l.head {
		return ink.Quiet.Render(t.Fit("      "+t.Cut(f.Text.Cut(l.span).String(), measure), s.width))
	}
	sign := "   "
	if chosen {
		sign = " > "
	}
	when := t.Fit(screen.Moment(f.Article.Dates.Sort, now), 12)
	outlet := 16
	if s.width < narrow {
		outlet, when = 8, ""
	}
	style := ink.Plain
	if !f.Article.State.Read {
		style = ink.Unread
	}
	room := s.width - len(sign) - len(when) - outlet - 2
	return ink.Plain.Render(sign) + ink.Quiet.Render(when) + style.Render(t.Fit(f.Article.Headline.String(), room)) +
		ink.Quiet.Render("  "+t.Fit(f.Article.Outlet.String(), outlet))
}

// Keys are the rows for the foot line.
func (s *sources) Keys() []keymap.Row {
	open := s.cfg.Keys.Find(keymap.Timeline, "open")
	open.Short, open.Help = "read", "the article, at this sentence"
	return []keymap.Row{open, s.cfg.Keys.Find(keymap.Timeline, "browser"), s.cfg.Keys.Find(keymap.Timeline, "copy"), s.cfg.Keys.Find(keymap.Timeline, "back")}
}

// Status is which article is chosen, of how many.
func (s *sources) Status() text.Clean {
	if len(s.found) == 0 {
		return text.Clean{}
	}
	return text.Sprintf("%s of %s", screen.Number(s.scroll.Cursor()+1), screen.Number(len(s.found)))
}

// Cursor is on the chosen article.
func (s *sources) Cursor() (x, y int, ok bool) {
	y = len(s.above()) + s.scroll.Line()
	return 1, y, s.scroll.InSight() && y < s.height
}

// Typing reports that nothing is typed here.
func (s *sources) Typing() bool { return false }
