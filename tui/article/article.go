// Package article is the screen on which a report is read: its words, where
// they come from, and all that a reader does with it.
package article

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/pager"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// A Reader gives articles. Its methods are called in commands.
type Reader interface {
	// Article returns an article with its current text, and where the rules
	// that keep it found their terms.
	Article(ctx context.Context, id int64) (news.Article, []news.Hit, error)
	// Neighbour returns the id of the report next in the list (dir 1) or before
	// (dir -1), of those alone that have something new if onlyNew. It returns 0
	// if there is none.
	Neighbour(ctx context.Context, id int64, dir int, onlyNew bool) (int64, error)
	// Place returns which of the new reports this is, from 1, and how many
	// there are. n is 0 if it is none of them.
	Place(ctx context.Context, id int64) (n, of int, err error)
}

// A Marker keeps what the reader does. Its methods are called in commands and
// return when it is stored.
type Marker interface {
	// Do does the act to the articles and says how many it changed. The note
	// is for news.SetNote alone.
	Do(ctx context.Context, act news.Act, note string, ids ...int64) (int, error)
	// Opened notes that the article was opened: it is read from now on.
	Opened(ctx context.Context, id int64) error
	// ReadTo notes that so many sentences, from the first, were on screen for a
	// second. Fewer than before change nothing.
	ReadTo(ctx context.Context, id int64, sentences int) error
}

// A Judge tells how the rules do by the reader's marks. It is called in a
// command, after a mark was stored.
type Judge interface {
	// Disagree counts the marks that the rules disagree with, of all.
	Disagree(ctx context.Context) (n, of int, err error)
}

// An Explainer knows the rules.
type Explainer interface {
	// Why is called in a command.
	Why(ctx context.Context, id int64) (news.Why, error)
}

// A Knower knows what of an article is new, how it changed, and who else has
// the report. Its methods are called in commands.
type Knower interface {
	// Sentences returns those of the current text, in order; none where it was
	// not understood yet.
	Sentences(ctx context.Context, id int64) ([]news.Sentence, error)
	// Changes returns what each edit changed, the newest first.
	Changes(ctx context.Context, id int64) ([]news.Diff, error)
	// Members returns the articles of the report, this one among them, the
	// first first, without their texts.
	Members(ctx context.Context, id int64) ([]news.Article, error)
}

// Config is what the screen works with, and what it shows. Know, Pictures and
// Pipe may be nil; then what needs them is not there.
type Config struct {
	Read    Reader
	Mark    Marker
	Judge   Judge // may be nil
	Explain Explainer
	Know    Knower
	// Pictures makes the screen of an article's pictures.
	Pictures func(a *news.Article) screen.Screen
	// Pipe makes a command of the reader's own that gets the article's text.
	Pipe  func(command string, a *news.Article) (tea.ExecCommand, error)
	Keys  *keymap.Table
	Theme *theme.Theme
	Now   func() time.Time
	Zone  *time.Location

	Article  int64
	Sentence int        // where to begin; -1 where the reader left
	From     text.Clean // the screen below: "Headlines"
	Measure  int        // the longest line of text, in cells; 0 is 84
}

// Model is the screen.
type Model struct {
	ctx   context.Context
	cfg   Config
	pager *pager.Model
	after func(time.Duration, tea.Msg) tea.Cmd // gives the message when the time is over

	article news.Article
	hits    []news.Hit
	known   known // as it was when the article was opened
	view    view
	fold    folding // what the pager shows of the text
	place   standing
	load    load
	dwell   ticket // of the tick that says the screen stood still
	readTo  int    // sentences told to the archive

	chord  string  // the first of two keys: "]" of "]c"
	sheet  *sheet  // over the lower part, or nil
	prompt *prompt // the line that is typed in, or nil

	width, height int
}

// standing is where the article stands among the new reports.
type standing struct{ n, of int }

// New makes the screen. Its loads and acts end with ctx.
func New(ctx context.Context, cfg Config) *Model {
	if cfg.Measure <= 0 {
		cfg.Measure = 84
	}
	return &Model{ctx: ctx, cfg: cfg, pager: pager.New(cfg.Theme, cfg.Measure), after: after}
}

func after(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// Init loads the article.
func (m *Model) Init() tea.Cmd { return m.open(m.cfg.Article, m.cfg.Sentence) }

// Bare reports that the screen has a first line of its own, and needs no
// header above it.
func (m *Model) Bare() bool { return true }

// Update takes a message.
func (m *Model) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		if m.prompt != nil {
			m.prompt.line.Update(msg)
		}
	case tea.MouseWheelMsg:
		return screen.Nothing{}, m.wheel(msg)
	case loadedMsg:
		return m.loaded(msg)
	case tailMsg:
		m.tailed(msg)
	case slowMsg:
		m.slow(msg)
	case dwellMsg:
		return screen.Nothing{}, m.dwelt(msg)
	case whyMsg:
		return m.explain(msg)
	case membersMsg:
		return m.takeMembers(msg)
	case doneMsg:
		return m.done(msg)
	case screen.Changed:
		return screen.Nothing{}, m.again()
	}
	return screen.Nothing{}, nil
}

// key gives a key to what is innermost.
func (m *Model) key(msg tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	if m.prompt != nil {
		return m.promptKey(msg)
	}
	if m.sheet != nil {
		if action, cmd, ok := m.sheetKey(msg); ok {
			return action, cmd
		}
	}
	chord := m.chord + msg.String()
	if m.chord = ""; chord == "]" || chord == "[" {
		m.chord = chord
		return screen.Nothing{}, nil
	}
	for _, r := range m.cfg.Keys.Rows(keymap.Article) {
		if do, ok := commands[r.Name]; ok && slices.Contains(r.Keys, chord) {
			return do(m)
		}
	}
	return screen.Pass{Msg: msg}, nil
}

// commands are what the rows of the table do, by name. Rows that are not here
// are the window's.
var commands = map[string]func(*Model) (screen.Action, tea.Cmd){ //nolint:gochecknoglobals // table
	"down":        func(m *Model) (screen.Action, tea.Cmd) { return m.moved(m.pager.Scroll(1)) },
	"up":          func(m *Model) (screen.Action, tea.Cmd) { return m.moved(m.pager.Scroll(-1)) },
	"first":       func(m *Model) (screen.Action, tea.Cmd) { return m.moved(m.pager.Begin()) },
	"last":        func(m *Model) (screen.Action, tea.Cmd) { return m.moved(m.pager.End()) },
	"half-down":   func(m *Model) (screen.Action, tea.Cmd) { return m.moved(m.pager.Half(1)) },
	"half-up":     func(m *Model) (screen.Action, tea.Cmd) { return m.moved(m.pager.Half(-1)) },
	"page-down":   (*Model).pageDown,
	"page-up":     func(m *Model) (screen.Action, tea.Cmd) { return m.moved(m.pager.Page(-1)) },
	"next":        func(m *Model) (screen.Action, tea.Cmd) { return m.next(true) },
	"prev":        func(m *Model) (screen.Action, tea.Cmd) { return m.next(false) },
	"next-report": func(m *Model) (screen.Action, tea.Cmd) { return screen.Nothing{}, m.step(1) },
	"prev-report": func(m *Model) (screen.Action, tea.Cmd) { return screen.Nothing{}, m.step(-1) },
	"find":        func(m *Model) (screen.Action, tea.Cmd) { return m.ask(forWords, text.Clean{}) },
	"link":        (*Model).askLink,
	"note":        func(m *Model) (screen.Action, tea.Cmd) { return m.ask(forNote, m.article.State.Note) },
	"links":       (*Model).links,
	"why":         (*Model).why,
	"outlets":     (*Model).outlets,
	"changes":     (*Model).changes,
	"fold":        (*Model).turn,
	"unfold":      (*Model).unfold,
	"picture":     (*Model).pictures,
	"pipe":        func(m *Model) (screen.Action, tea.Cmd) { return m.ask(forPipe, text.Clean{}) },
	"read":        (*Model).read,
	"star":        (*Model).star,
	"on":          func(m *Model) (screen.Action, tea.Cmd) { return m.mark(news.OnStory, news.MarkOnStory) },
	"off":         func(m *Model) (screen.Action, tea.Cmd) { return m.mark(news.OffStory, news.MarkOffStory) },
	"browser":     (*Model).browser,
	"copy":        (*Model).copyLink,
	"cite":        (*Model).cite,
	"back":        (*Model).back,
}

// back closes what is innermost: the marks of what was looked for, the screen.
func (m *Model) back() (screen.Action, tea.Cmd) {
	if m.pager.Finding() {
		m.pager.Find("")
		return screen.Nothing{}, nil
	}
	m.load.stop()
	return screen.Back{}, nil
}

// moved starts the second after which what is on screen counts as read.
func (m *Model) moved(did bool) (screen.Action, tea.Cmd) {
	if !did {
		return screen.Nothing{}, nil
	}
	return screen.Nothing{}, m.stand()
}

// pageDown goes a page down; at the end, on to the next new report.
func (m *Model) pageDown() (screen.Action, tea.Cmd) {
	if m.pager.Page(1) {
		return m.moved(true)
	}
	return screen.Nothing{}, m.nextNew()
}

// next goes to the next place of what was looked for, else of what is new.
func (m *Model) next(forward bool) (screen.Action, tea.Cmd) {
	if n, of := m.pager.FindNext(forward); of > 0 {
		return screen.Say{Text: text.Sprintf("%d of %d", n, of)}, m.stand()
	}
	if m.pager.NextNew(forward) {
		return m.moved(true)
	}
	return screen.Say{Text: text.Own("Nothing more is marked as new here.")}, nil
}

// wheel scrolls the view.
func (m *Model) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	lines := 3
	if msg.Button == tea.MouseWheelUp {
		lines = -3
	}
	if m.sheet != nil {
		m.sheet.scroll(lines)
		return nil
	}
	_, cmd := m.moved(m.pager.Scroll(lines))
	return cmd
}
