package headlines

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// binding is a row of the table of keys and what it does here.
type binding struct {
	row keymap.Row
	do  func(tea.KeyPressMsg) (screen.Action, tea.Cmd)
}

// bind ties the rows of the table to what they do.
func (s *Screen) bind() {
	to := func(name string, do func(tea.KeyPressMsg) (screen.Action, tea.Cmd)) {
		s.bindings = append(s.bindings, binding{s.cfg.Keys.Find(kind, name), do})
	}
	move := func(name string, do func() tea.Cmd) {
		to(name, func(tea.KeyPressMsg) (screen.Action, tea.Cmd) { return screen.Nothing{}, do() })
	}
	move("down", func() tea.Cmd { return s.step(1) })
	move("up", func() tea.Cmd { return s.step(-1) })
	move("half-down", func() tea.Cmd { return s.rows.Page(1) })
	move("half-up", func() tea.Cmd { return s.rows.Page(-1) })
	move("page-down", func() tea.Cmd { return s.rows.Page(2) })
	move("page-up", func() tea.Cmd { return s.rows.Page(-2) })
	move("last", func() tea.Cmd { return s.rows.Last() })
	move("first", s.first)
	move("day-up", s.dayUp)
	move("day-down", s.dayDown)
	move("find", func() tea.Cmd { s.ask(finding, text.Own("/"), text.Line(s.find.typed)); return nil })
	move("narrow", func() tea.Cmd { s.ask(narrowing, text.Own("&"), text.Line(s.filter.Query)); return nil })
	move("rest", s.toggleRest)
	to("next", func(tea.KeyPressMsg) (screen.Action, tea.Cmd) { return s.seek(false) })
	to("prev", func(tea.KeyPressMsg) (screen.Action, tea.Cmd) { return s.seek(true) })
	to("back", s.back)
	to("outlets", s.toggleOutlets)
	s.bindActs(to)
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	action, cmd := s.update(msg)
	s.leaveOutlets()
	s.settle()
	return action, cmd
}

func (s *Screen) update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		s.used = true
		return s.key(m)
	case tea.PasteMsg:
		if s.prompt != nil {
			s.edit(m)
			return screen.Nothing{}, nil
		}
	case screen.Arrived:
		return s.arrived(m)
	case screen.Asked:
		return s.narrow(m.Query)
	case screen.Changed:
		return screen.Nothing{}, s.reload()
	case screen.Left:
		return screen.Nothing{}, s.left()
	case screen.Answer[news.Counts]:
		return s.takeCounts(m), nil
	case done:
		return s.done(m)
	case screen.Answer[news.Why]:
		s.rows.Stay()
		return s.why.Take(m), nil
	case screen.Answer[report]:
		return s.takeMembers(m), nil
	}
	return s.taken(msg)
}

// key takes a key: to the line that is typed, to the answer on top, or to the
// list.
func (s *Screen) key(m tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	if s.prompt != nil {
		return s.typed(m)
	}
	if s.why.Open() && !s.throughAnswer(m) {
		if s.why.Key(m, s.height) {
			return screen.Nothing{}, nil
		}
		return screen.Pass{Msg: m}, nil
	}
	s.sought = nil
	s.rows.Stay()
	for _, b := range s.bindings {
		if b.row.Is(m) {
			return b.do(m)
		}
	}
	return screen.Pass{Msg: m}, nil
}

// taken gives the list the rows that it asked for.
func (s *Screen) taken(msg tea.Msg) (screen.Action, tea.Cmd) {
	cmd, mine, err := s.rows.Update(msg)
	if !mine {
		return screen.Nothing{}, nil
	}
	s.loaded = true
	if err != nil {
		s.sought = nil
		return screen.Fail{Err: err}, cmd
	}
	return s.unfound(), cmd
}

func (s *Screen) takeCounts(m screen.Answer[news.Counts]) screen.Action {
	switch {
	case !s.counts.load.Ends(m):
	case m.Err != nil:
		return screen.Fail{Err: m.Err}
	default:
		s.counts.Counts = m.Value
	}
	return screen.Nothing{}
}

// arrived counts what came in. No row moves for it.
func (s *Screen) arrived(m screen.Arrived) (screen.Action, tea.Cmd) {
	switch {
	case s.rows.Len() == 0:
		return screen.Nothing{}, tea.Batch(s.renew(), s.count())
	case s.begins():
		return screen.Nothing{}, s.first()
	}
	s.waiting.Reports += m.Reports
	s.waiting.Corrections += m.Corrections
	show := s.cfg.Keys.Find(kind, "first").Label() + ": show"
	switch n := s.waiting; {
	case m.Corrections > 0:
		return say(screen.Count(n.Corrections, "correction has come in.", "corrections have come in."), show), s.count()
	case m.Reports > 0:
		return say(screen.Count(n.Reports, "more report has come in.", "more reports have come in."), show), s.count()
	}
	return screen.Nothing{}, s.count()
}

// begins reports whether the story has just begun: nothing of it was read, and
// nobody has come to the list yet. Then it takes in what comes.
func (s *Screen) begins() bool { return s.untouched() && !s.used && s.counts.Poll > 0 }

// say is a line with the keys that help.
func say(what text.Clean, keys ...string) screen.Say {
	return screen.Say{Text: screen.Line(what, keys...)}
}

// first goes to the newest row and takes in what has come.
func (s *Screen) first() tea.Cmd {
	s.waiting = screen.Arrived{}
	s.rows.Use(s.loader(), s.rest)
	return tea.Batch(s.rows.First(), s.count())
}

// left lets go of the rows that no longer belong here.
func (s *Screen) left() tea.Cmd {
	s.why.Close()
	s.prompt = nil
	if s.held == nil {
		return nil
	}
	s.held = nil
	return s.reload()
}

// toggleRest goes between what is kept and what is not.
func (s *Screen) toggleRest() tea.Cmd {
	s.rest, s.held, s.open = !s.rest, nil, nil
	return s.renew()
}

// back goes out of the innermost thing.
func (s *Screen) back(m tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	switch {
	case s.isOpen(s.rows.Chosen()):
		s.open = nil
		return screen.Nothing{}, nil
	case !s.find.empty():
		s.find = needle{}
		return screen.Nothing{}, nil
	case s.filter.Query != "":
		s.filter.Query, s.held = "", nil
		return screen.Nothing{}, s.renew()
	case s.rest:
		return screen.Nothing{}, s.toggleRest()
	}
	return screen.Pass{Msg: m}, nil
}

// seek goes to the next row that is searched for, or else that is new.
func (s *Screen) seek(up bool) (screen.Action, tea.Cmd) {
	chosen := s.rows.Chosen()
	if chosen == nil {
		return screen.Nothing{}, nil
	}
	at, fits := chosen.Place(), fresh
	if !s.find.empty() {
		fits = s.find.in
	}
	s.sought = &at
	cmd := s.rows.Seek(fits, up)
	return s.unfound(), cmd
}

// unfound says that a search has ended without a row, if one has.
func (s *Screen) unfound() screen.Action {
	if s.sought == nil || s.rows.Sought() {
		return screen.Nothing{}
	}
	from, chosen := *s.sought, s.rows.Chosen()
	s.sought = nil
	switch {
	case chosen == nil || chosen.Place() != from:
		return screen.Nothing{}
	case s.find.empty():
		return say(text.Own("No other report here is new."))
	}
	return say(text.Sprintf("No other headline here says “%s”.", s.find.typed))
}

// dayUp goes to the first row of its day, or of the day above.
func (s *Screen) dayUp() tea.Cmd {
	c := s.rows.Chosen()
	i := s.rows.Find(c) - 1
	if i < 0 {
		return nil
	}
	rows := s.rows.Rows()
	for i > 0 && !s.parted(&rows[i-1], &rows[i]) {
		i--
	}
	return s.rows.GoTo(i)
}

// dayDown goes to the first row of the day below.
func (s *Screen) dayDown() tea.Cmd {
	if s.rows.Chosen() == nil {
		return nil
	}
	from := *s.rows.Chosen()
	return s.rows.Seek(func(a *news.Article) bool { return s.parted(&from, a) }, false)
}
