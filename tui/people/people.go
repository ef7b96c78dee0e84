// Package people is the screen of who is in the story: their roles, when they
// are named, what they are quoted as saying, and where.
package people

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
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// Data is what the screen needs of the archive. Its methods are called in
// commands.
type Data interface {
	// People returns everybody that the story names, in any order. It changes
	// nothing of what it returned before, and may return it again.
	People(ctx context.Context) ([]news.Named, error)
	// Person returns what is seen of one of them at a glance, for a cursor that
	// goes by: without what Closer tells.
	Person(ctx context.Context, name text.Clean) (Person, error)
	// Closer returns more of the same, with the sentences, and why it is one
	// person.
	Closer(ctx context.Context, name text.Clean) (Person, error)
}

// A Person is what is known of somebody in the story besides the name.
type Person struct {
	Quotes []Quote // newest first
	More   bool    // there are more of them
	// Articles name the person, newest first; there may be more of them.
	Articles []Mention
	// With are those who are named most in the same articles.
	With []Companion
	// Why says in sentences which names were taken for the person.
	Why []text.Clean
}

// A Quote is what the person is quoted as saying.
type Quote struct {
	Said news.Quote // without its variants
	// Sentence is where it begins in the article, from 0; -1: not known.
	Sentence int
	// Variants have its words altered.
	Variants []Quote
}

// A Mention is an article that names the person.
type Mention struct {
	Article  news.Article // without its text
	Sentence int          // of the first mention; -1: the headline, or not known
}

// A Companion is somebody who is named in the same articles.
type Companion struct {
	Name     text.Clean
	Articles int
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

// Screen is the list of people, and one of them beside it or in its place.
type Screen struct {
	ctx context.Context
	cfg Config

	load   screen.Latest[cast]
	all    roll
	note   text.Clean
	loaded bool
	failed bool
	rows   []int // of the people, those that are listed
	scroll list.Scroll

	natural natural // of the columns

	page   page          // the one person
	rest   time.Duration // of the cursor, before another page is read
	inside bool          // the cursor is on the page
	why    *why          // nil: not asked
	search search

	width, height int
}

// roll is everybody, and what the list is drawn with.
type roll struct {
	of       []news.Named // in the order in which they were found
	people   []named
	surnames map[string]int // how many have the last name
	until    news.Date      // the last month in which anybody is named
	most     int            // that anybody is named in a month
}

// named is a person with the names folded, to be looked for.
type named struct {
	news.Named
	folded  string
	surname string
}

// cast is what a load of the list brings.
type cast struct {
	all  roll
	note text.Clean
}

// New makes the screen. Its loads end with ctx.
func New(ctx context.Context, cfg Config) *Screen {
	return &Screen{ctx: ctx, cfg: cfg, rest: rest, page: page{scroll: list.Scroll{Lead: 1}}}
}

// Init loads the people.
func (s *Screen) Init() tea.Cmd {
	data, note, was := s.cfg.Data, s.cfg.Note, s.all
	return s.load.Start(s.ctx, func(ctx context.Context) (c cast, err error) {
		found, err := data.People(ctx)
		if c.all = was; len(found) == 0 || len(was.of) != len(found) || &was.of[0] != &found[0] {
			c.all = enroll(found)
		}
		if note != nil {
			c.note = note()
		}
		return c, err
	})
}

// enroll puts the people in order, those first who are in most articles.
func enroll(found []news.Named) roll {
	r := roll{of: found, people: make([]named, len(found)), surnames: map[string]int{}, most: 1}
	found = slices.Clone(found)
	slices.SortStableFunc(found, func(a, b news.Named) int {
		return cmp.Or(b.Articles-a.Articles, b.Mentions-a.Mentions, strings.Compare(a.Name.String(), b.Name.String()))
	})
	for i, p := range found {
		names := text.Join(" ", append([]text.Clean{p.Name, p.Role}, p.Aliases...)...)
		r.people[i] = named{p, text.Fold(names.String()), surname(p.Name)}
		r.surnames[r.people[i].surname]++
		for _, m := range p.Months {
			r.most = max(r.most, m.Count)
			if monthNumber(m.Month) > monthNumber(r.until) {
				r.until = m.Month
			}
		}
	}
	return r
}

// surname is the last name of a name, folded; empty for a name of one word.
func surname(name text.Clean) string {
	words := strings.Fields(text.Fold(name.String()))
	for len(words) > 1 && slices.Contains([]string{"jr", "sr", "ii", "iii", "iv"}, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) < 2 {
		return ""
	}
	return words[len(words)-1]
}

func monthNumber(d news.Date) int { return d.Year*12 + int(d.Month) - 1 }

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	action, cmd := s.update(msg)
	s.settle()
	return action, tea.Batch(cmd, s.follow())
}

func (s *Screen) update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s.key(msg), nil
	case tea.PasteMsg:
		if s.search.line != nil {
			s.search.line.Update(msg)
		}
	case screen.Asked:
		s.narrow(input.WordsOf(text.Line(msg.Query)))
	case screen.Answer[cast]:
		return s.take(msg), nil
	case rested:
		if msg.of == s && msg.name == s.page.asked {
			return screen.Nothing{}, s.read()
		}
	case screen.Answer[Person]:
		return s.takePerson(msg), nil
	case screen.Changed, screen.Arrived:
		s.page.load.Stop() // what is on its way is old
		s.page.asked = text.Clean{}
		return screen.Nothing{}, s.Init()
	case screen.Left:
		s.why = nil
	}
	return screen.Nothing{}, nil
}

// take shows who was loaded, and keeps the chosen person in place.
func (s *Screen) take(msg screen.Answer[cast]) screen.Action {
	if !s.load.Ends(msg) {
		return screen.Nothing{}
	}
	if msg.Err != nil {
		s.failed = !s.loaded
		return screen.Fail{Err: msg.Err}
	}
	name := s.name()
	s.all, s.note, s.loaded, s.failed = msg.Value.all, msg.Value.note, true, false
	s.measureList()
	s.list(name)
	s.layPage(s.page.chosen())
	return screen.Nothing{}
}

// chosen returns the person under the cursor, nil if there is none.
func (s *Screen) chosen() *named {
	if i := s.scroll.Cursor(); i < len(s.rows) {
		return &s.all.people[s.rows[i]]
	}
	return nil
}

// name is what the person under the cursor is called.
func (s *Screen) name() text.Clean {
	if p := s.chosen(); p != nil {
		return p.Name
	}
	return text.Clean{}
}

// list makes the rows again, and chooses the person of that name.
func (s *Screen) list(name text.Clean) {
	s.rows = s.rows[:0:0]
	at := 0
	for i := range s.all.people {
		if p := &s.all.people[i]; s.search.narrow.In(p.folded) {
			if p.Name == name {
				at = len(s.rows)
			}
			s.rows = append(s.rows, i)
		}
	}
	s.inside = s.inside && len(s.rows) > 0
	s.arrange(at)
}

// arrange gives the rows their lines, and chooses one.
func (s *Screen) arrange(chosen int) {
	s.scroll.SetRows(len(s.rows), s.perRow(), chosen)
}

// Status is who is chosen, or what on the page, of how many.
func (s *Screen) Status() text.Clean {
	n := len(s.rows)
	if s.inside {
		n = len(s.page.entries)
	}
	if n == 0 {
		return text.Clean{}
	}
	return text.Sprintf("%s of %s", screen.Number(s.current().Cursor()+1), screen.Number(n))
}

// Typing reports whether keys are letters now.
func (s *Screen) Typing() bool { return s.search.line != nil }

// Keys are the rows for the foot line.
func (s *Screen) Keys() []keymap.Row {
	if s.search.line != nil {
		return []keymap.Row{s.cfg.Keys.Find(keymap.Input, "accept"), s.cfg.Keys.Find(keymap.Input, "cancel")}
	}
	names := []string{"open", "why", "narrow", "find", "copy"}
	switch {
	case s.why != nil:
		names = []string{"why", "back"}
	case s.inside:
		names = []string{"open", "why", "copy", "back"}
	}
	var rows []keymap.Row
	for _, n := range names {
		r := s.cfg.Keys.Find(keymap.People, n)
		if n == "open" && s.inside {
			r.Short = "read"
		}
		rows = append(rows, r)
	}
	return rows
}
