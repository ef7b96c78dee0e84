// Package digest is the page of what happened since the reader was here last:
// sentences of articles, each with where it stands. To a newcomer it tells the
// story so far.
package digest

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/list"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// A Visit is a time of reading that is over.
type Visit struct {
	Ended time.Time
	// Poll is the last that it saw: what came later is new since.
	Poll int64
}

// Data is what the screen needs of the archive. Its methods are called in
// commands.
type Data interface {
	// Visits returns those that are over, the last first.
	Visits(ctx context.Context) ([]Visit, error)
	// Digest tells what came in after a visit; after the zero Visit the story
	// so far.
	Digest(ctx context.Context, since Visit) (news.Digest, error)
	Counts(ctx context.Context) (news.Counts, error)
	// Known notes that all that came in after a visit is known, and says of
	// how many articles.
	Known(ctx context.Context, since Visit) (int, error)
}

// Config is what the screen works with.
type Config struct {
	Data  Data
	Title text.Clean // of the story
	Keys  *keymap.Table
	Theme *theme.Theme
	Now   func() time.Time
	Zone  *time.Location
}

// Screen is the digest.
type Screen struct {
	ctx context.Context
	cfg Config

	load    screen.Latest[edition]
	edition edition
	since   *Visit // where the reader went; nil: the last visit
	loaded  bool
	failed  bool

	lines   []line
	entries []*news.DigestLine
	scroll  list.Scroll

	width, height int
}

// edition is a digest and what is said around it.
type edition struct {
	news.Digest
	visits []Visit
	at     int // since which of the visits; as many as there are: the story so far
	counts news.Counts
}

type knownMsg struct {
	owner *Screen
	n     int
	err   error
}

// New makes the screen. Its loads end with ctx.
func New(ctx context.Context, cfg Config) *Screen { return &Screen{ctx: ctx, cfg: cfg} }

// Init loads what came in since the last visit, or since that which the reader
// went to.
func (s *Screen) Init() tea.Cmd {
	data, since := s.cfg.Data, s.since
	return s.load.Start(s.ctx, func(ctx context.Context) (edition, error) { return read(ctx, data, since) })
}

// read puts an edition together.
func read(ctx context.Context, data Data, since *Visit) (e edition, err error) {
	if e.visits, err = data.Visits(ctx); err != nil {
		return e, err
	}
	if since != nil {
		if e.at = slices.Index(e.visits, *since); e.at < 0 {
			e.at = len(e.visits)
		}
	}
	if e.Digest, err = data.Digest(ctx, e.visit()); err != nil {
		return e, err
	}
	e.counts, err = data.Counts(ctx)
	return e, err
}

// visit is the one since which the edition tells; zero for the story so far.
func (e *edition) visit() Visit {
	if e.at < len(e.visits) {
		return e.visits[e.at]
	}
	return Visit{}
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s.key(msg)
	case screen.Answer[edition]:
		return s.take(msg), nil
	case knownMsg:
		return s.takeKnown(msg)
	case screen.Changed, screen.Arrived:
		return screen.Nothing{}, s.Init()
	}
	return screen.Nothing{}, nil
}

// take shows what was loaded. Where the same line is there again, it keeps its
// place.
func (s *Screen) take(msg screen.Answer[edition]) screen.Action {
	if !s.load.Ends(msg) {
		return screen.Nothing{}
	}
	if msg.Err != nil {
		s.failed = !s.loaded
		return screen.Fail{Err: msg.Err}
	}
	chosen := s.chosen()
	s.edition, s.loaded, s.failed = msg.Value, true, false
	s.lay(chosen)
	return screen.Nothing{}
}

// chosen is the line under the cursor, nil if there is none.
func (s *Screen) chosen() *news.DigestLine {
	if i := s.scroll.Cursor(); i < len(s.entries) {
		return s.entries[i]
	}
	return nil
}

// key does what a key is for.
func (s *Screen) key(msg tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	for _, r := range s.cfg.Keys.Rows(keymap.Digest) {
		if !r.Is(msg) {
			continue
		}
		if s.scroll.Go(r.Name) {
			return screen.Nothing{}, nil
		}
		switch r.Name {
		case "open":
			return s.open(), nil
		case "earlier":
			return s.walk(1)
		case "later":
			return s.walk(-1)
		case "begin":
			return screen.Nothing{}, s.known()
		case "copy":
			if s.loaded {
				return screen.Copy{Text: s.asText()}, nil
			}
		}
	}
	return screen.Pass{Msg: msg}, nil
}

// open opens the article of the chosen line at its sentence.
func (s *Screen) open() screen.Action {
	switch l := s.chosen(); {
	case l == nil:
		return screen.Nothing{}
	case l.Article != 0:
		return screen.Open{Article: l.Article, Sentence: l.Sentence}
	case l.URL != "":
		return screen.Say{Text: text.Join("", text.Own("This line is from the story file: "), link.Hide(l.URL))}
	}
	return screen.Say{Text: text.Own("This line is from the story file.")}
}

// walk goes to an earlier visit, or to a later one.
func (s *Screen) walk(by int) (screen.Action, tea.Cmd) {
	if !s.loaded {
		return screen.Nothing{}, nil
	}
	e := &s.edition
	switch at := e.at + by; {
	case at > len(e.visits):
		return screen.Say{Text: text.Own("There is no earlier visit: this is the story so far.")}, nil
	case at < 0:
		return screen.Say{Text: text.Own("There is no later visit that is over.")}, nil
	case at == 0:
		s.since = nil
	case at == len(e.visits):
		s.since = &Visit{}
	default:
		s.since = &e.visits[at]
	}
	return screen.Nothing{}, s.Init()
}

// known notes that all of the page is known.
func (s *Screen) known() tea.Cmd {
	if !s.loaded {
		return nil
	}
	ctx, data, since := s.ctx, s.cfg.Data, s.edition.visit()
	return func() tea.Msg {
		n, err := data.Known(ctx, since)
		return knownMsg{s, n, err}
	}
}

// takeKnown says what is known now. All screens show what they show again.
func (s *Screen) takeKnown(msg knownMsg) (screen.Action, tea.Cmd) {
	switch {
	case msg.owner != s:
		return screen.Nothing{}, nil
	case msg.err != nil:
		return screen.Fail{Err: msg.err}, nil
	}
	undo := s.cfg.Keys.Find(keymap.Digest, "undo").Label()
	said := screen.Line(text.Sprintf("%s read and known.", screen.Count(msg.n, "article is", "articles are")), undo+": undo")
	return screen.Say{Text: said}, func() tea.Msg { return screen.Changed{} }
}

// Keys are the rows for the foot line.
func (s *Screen) Keys() []keymap.Row {
	var rows []keymap.Row
	for _, n := range []string{"open", "earlier", "later", "begin", "copy"} {
		if n == "later" && s.edition.at == 0 {
			continue
		}
		rows = append(rows, s.cfg.Keys.Find(keymap.Digest, n))
	}
	return rows
}

// Status is which line is chosen, of how many.
func (s *Screen) Status() text.Clean {
	if len(s.entries) == 0 {
		return text.Clean{}
	}
	return text.Sprintf("%s of %s", screen.Number(s.scroll.Cursor()+1), screen.Number(len(s.entries)))
}

// Typing reports that nothing is typed here.
func (s *Screen) Typing() bool { return false }
