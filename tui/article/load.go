package article

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// A ticket tells an answer that is waited for from one that is stale, and
// from those of other articles.
type ticket struct {
	owner *Model
	n     int
}

// load is the load that is under way, or the last. What else is asked for the
// article that it brought ends with its context.
type load struct {
	ticket
	ctx    context.Context
	cancel context.CancelFunc
	busy   bool
	steps  int  // reports from the one shown
	late   bool // it takes so long that it is worth a word
}

// The messages of the screen, all with the ticket of the load.
type (
	loadedMsg struct {
		ticket
		article  news.Article
		hits     []news.Hit
		known    known
		place    standing
		sentence int
		none     text.Clean // what to say if there is no article
		again    bool
		err      error
	}
	tailMsg struct {
		owner *Model
		of    int64
		next  news.Article
	}
	slowMsg  struct{ ticket }
	dwellMsg struct{ ticket }
)

const (
	noticed = 150 * time.Millisecond // what takes longer is announced
	readIn  = time.Second            // what stays on screen so long is read
)

// start cancels the load under way and begins another.
func (m *Model) start() context.Context {
	m.load.stop()
	ctx, cancel := context.WithCancel(m.ctx)
	m.load = load{ticket: ticket{m, m.load.n + 1}, ctx: ctx, cancel: cancel, busy: true}
	return ctx
}

// stop cancels the load, if it is under way.
func (l *load) stop() {
	l.busy = false
	if l.cancel != nil {
		l.cancel()
	}
}

// open loads an article that nothing is known of.
func (m *Model) open(id int64, sentence int) tea.Cmd {
	ctx := m.start()
	t, cfg := m.load.ticket, m.cfg
	return tea.Batch(
		func() tea.Msg { return cfg.fetch(ctx, loadedMsg{ticket: t, sentence: sentence}, id) },
		m.after(noticed, slowMsg{t}),
	)
}

// again loads the article that is shown once more.
func (m *Model) again() tea.Cmd {
	if m.load.busy || m.article.ID == 0 {
		return nil
	}
	ctx := m.start()
	t, cfg, id := m.load.ticket, m.cfg, m.article.ID
	return func() tea.Msg { return cfg.fetch(ctx, loadedMsg{ticket: t, again: true}, id) }
}

// step goes one report on in the list, or back; pressed again before it is
// there, one more.
func (m *Model) step(dir int) tea.Cmd {
	if m.article.ID == 0 {
		return nil
	}
	steps := m.load.steps + dir
	if !m.load.busy {
		steps = dir
	}
	if steps == 0 {
		m.load.stop()
		return m.again()
	}
	ctx := m.start()
	m.load.steps = steps
	t, cfg, id := m.load.ticket, m.cfg, m.article.ID
	return func() tea.Msg {
		return cfg.walk(ctx, loadedMsg{ticket: t, sentence: -1, none: noFurther}, id, steps, false)
	}
}

// nextNew goes to the next report that has something new.
func (m *Model) nextNew() tea.Cmd {
	if m.article.ID == 0 || m.load.busy {
		return nil
	}
	ctx := m.start()
	t, cfg, id := m.load.ticket, m.cfg, m.article.ID
	return func() tea.Msg { return cfg.walk(ctx, loadedMsg{ticket: t, sentence: -1, none: noNew}, id, 1, true) }
}

// What is said where there is no report to go to.
var (
	noFurther = text.Own("The list ends here.")       //nolint:gochecknoglobals // table
	noNew     = text.Own("No further report is new.") //nolint:gochecknoglobals // table
)

// walk fetches the article that is so many steps from id, as many as there
// are. The answer has no article if there is none at all.
func (c *Config) walk(ctx context.Context, msg loadedMsg, id int64, steps int, onlyNew bool) tea.Msg {
	dir := 1
	if steps < 0 {
		dir = -1
	}
	var to int64
	for ; steps != 0; steps -= dir {
		next, err := c.Read.Neighbour(ctx, id, dir, onlyNew)
		if err != nil {
			msg.err = err
			return msg
		}
		if next == 0 {
			break
		}
		id, to = next, next
	}
	if to == 0 {
		return msg
	}
	return c.fetch(ctx, msg, to)
}

// fetch fills the answer with the article.
func (c *Config) fetch(ctx context.Context, msg loadedMsg, id int64) tea.Msg {
	msg.article, msg.hits, msg.err = c.Read.Article(ctx, id)
	if msg.err == nil {
		msg.place.n, msg.place.of, msg.err = c.Read.Place(ctx, id)
	}
	if msg.err == nil && c.Know != nil {
		msg.known, msg.err = c.knowledge(ctx, &msg.article)
	}
	return msg
}

// loaded shows the article that came.
func (m *Model) loaded(msg loadedMsg) (screen.Action, tea.Cmd) {
	if msg.ticket != m.load.ticket {
		return screen.Nothing{}, nil
	}
	m.load.busy = false
	switch {
	case msg.err != nil:
		return screen.Fail{Err: msg.err}, nil
	case msg.article.ID == 0:
		return screen.Say{Text: msg.none}, nil
	case msg.again:
		m.refresh(msg)
		return screen.Nothing{}, tea.Batch(m.loadTail(), m.whyAgain())
	}
	m.article, m.place, m.readTo = msg.article, msg.place, msg.article.State.ReadTo
	m.hits, m.known, m.view = msg.hits, msg.known, quietView
	if len(m.known.sentences) > 0 {
		m.article.Size.New = m.known.fresh()
	}
	m.show(nil)
	m.pager.Set(m.doc())
	m.begin(msg.sentence)
	return screen.Nothing{}, tea.Batch(m.opened(), m.loadTail(), m.stand())
}

// refresh takes in what changed of the article on screen, and keeps the place.
// What was new when it was opened stays so.
func (m *Model) refresh(msg loadedMsg) {
	was := m.article
	m.article, m.hits = msg.article, msg.hits
	if was.Text.Number == m.article.Text.Number {
		m.article.Size.New = was.Size.New
		m.pager.SetHead(m.head())
		return
	}
	m.known = msg.known
	m.relay(m.shown().Start)
}

// relay shows the text anew, with byte at of it on screen.
func (m *Model) relay(at int) {
	m.pager.Set(m.doc())
	m.goTo(at)
}

// doc is what the pager shows of the article.
func (m *Model) doc() pager.Doc {
	m.fold = m.folded()
	marks := append(m.known.marks(&m.article.Text.Body, m.view), bodyHits(&m.article.Text.Body, m.hits)...)
	notes := append(m.known.notes(&m.article.Text.Body, m.cfg.Now().In(m.cfg.Zone), m.view), linkNotes(&m.article.Text.Body)...)
	return pager.Doc{Head: m.head(), Body: m.fold.body, Marks: m.fold.marks(marks), Notes: m.fold.notes(notes)}
}

// goTo brings byte at of the text on screen.
func (m *Model) goTo(at int) { m.pager.GoTo(m.fold.in(at)) }

// shown is the part of the text on screen.
func (m *Model) shown() text.Span {
	s := m.pager.Shown()
	return text.Span{Start: m.fold.out(s.Start), End: m.fold.out(s.End)}
}

// begin goes to a sentence, or with -1 to the first that was not read yet.
func (m *Model) begin(sentence int) {
	ends := sentences(&m.article.Text.Body)
	if sentence < 0 && m.article.State.ReadTo < len(ends) {
		sentence = m.article.State.ReadTo
	}
	if sentence > 0 && sentence < len(ends) {
		m.goTo(ends[sentence].Start)
	}
}

// sentences returns where the sentences stand in the text.
func sentences(b *text.Body) []text.Span {
	var all []text.Span
	for i := range b.Blocks {
		from := b.Blocks[i].Span.Start
		for _, s := range b.Blocks[i].Sentences {
			all = append(all, text.Span{Start: from + s.Start, End: from + s.End})
		}
	}
	return all
}

// opened notes that the article is read.
func (m *Model) opened() tea.Cmd {
	ctx, data, id := m.ctx, m.cfg.Mark, m.article.ID
	return func() tea.Msg {
		err := data.Opened(ctx, id)
		if errors.Is(err, ErrHeldBack) {
			return nil
		}
		return doneMsg{owner: m, changed: err == nil, err: err}
	}
}

// loadTail looks for the report that comes after the end.
func (m *Model) loadTail() tea.Cmd {
	ctx, data, id := m.load.ctx, m.cfg.Read, m.article.ID
	return func() tea.Msg {
		msg := tailMsg{owner: m, of: id}
		next, err := data.Neighbour(ctx, id, 1, true)
		if err == nil && next != 0 {
			msg.next, _, err = data.Article(ctx, next)
		}
		if err != nil {
			return nil
		}
		return msg
	}
}

// tailed puts the end below the text.
func (m *Model) tailed(msg tailMsg) {
	if msg.owner == m && msg.of == m.article.ID {
		m.pager.SetTail(m.tail(msg.next))
	}
}

// slow says that a load takes its time.
func (m *Model) slow(msg slowMsg) {
	m.load.late = m.load.late || msg.ticket == m.load.ticket
}

// stand starts the second after which what is on screen is read.
func (m *Model) stand() tea.Cmd {
	m.dwell = ticket{m, m.dwell.n + 1}
	return m.after(readIn, dwellMsg{m.dwell})
}

// dwelt notes how far the article was read, if the screen stood still.
func (m *Model) dwelt(msg dwellMsg) tea.Cmd {
	if msg.ticket != m.dwell || m.sheet != nil {
		return nil
	}
	n, end := 0, m.shown().End
	for i, s := range sentences(&m.article.Text.Body) {
		if s.End <= end {
			n = i + 1
		}
	}
	if n <= m.readTo {
		return nil
	}
	m.readTo = n
	ctx, data, id := m.ctx, m.cfg.Mark, m.article.ID
	return func() tea.Msg { return doneMsg{owner: m, err: data.ReadTo(ctx, id, n)} }
}
