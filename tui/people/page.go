package people

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
	"casewire/tui/list"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// page is one person: what is known, and the lines of it.
type page struct {
	load   screen.Latest[Person]
	asked  text.Clean // whose page is read, or is to be
	name   text.Clean // whose page it is
	known  Person
	closer bool // with the sentences, or they are on their way

	lines   []line
	entries []entry
	scroll  list.Scroll
}

// entry is what can be chosen on the page: a quotation, or an article.
type entry struct {
	article  int64
	sentence int
	copy     text.Clean
}

// line is a line of the page: left plain, or a title; right quiet.
type line struct {
	left, right string
	title       bool
	entry       int // -1: none
}

func (p *page) chosen() *entry {
	if i := p.scroll.Cursor(); i < len(p.entries) {
		return &p.entries[i]
	}
	return nil
}

// rest is how long the cursor rests on a person before the page is read.
const rest = 100 * time.Millisecond

// rested says that the cursor has rested on somebody.
type rested struct {
	of   *Screen
	name text.Clean
}

// follow has the page of the chosen person read once the cursor rests, if that
// is not done or under way; and once the reader looks at it closer, its
// sentences.
func (s *Screen) follow() tea.Cmd {
	p, name := &s.page, s.name()
	switch {
	case name != p.asked:
		p.load.Stop()
		p.asked = name
		if p.name.Len() == 0 || name.Len() == 0 {
			return s.read()
		}
		return tea.Tick(s.rest, func(time.Time) tea.Msg { return rested{s, name} })
	case s.ready() && !p.closer && !p.load.Running() && (s.inside || s.why != nil):
		data := s.cfg.Data
		p.closer = true
		return p.load.Start(s.ctx, func(ctx context.Context) (Person, error) { return data.Closer(ctx, name) })
	}
	return nil
}

// isClose reports whether all is known that Closer tells.
func (p *page) isClose() bool { return p.closer && !p.load.Running() }

// read reads the page that is asked for.
func (s *Screen) read() tea.Cmd {
	p := &s.page
	name, data := p.asked, s.cfg.Data
	if name.Len() == 0 || p.load.Running() {
		return nil
	}
	p.closer = false
	return p.load.Start(s.ctx, func(ctx context.Context) (Person, error) { return data.Person(ctx, name) })
}

// takePerson shows a page. That of the same person keeps its place.
func (s *Screen) takePerson(msg screen.Answer[Person]) screen.Action {
	p := &s.page
	if !p.load.Ends(msg) {
		return screen.Nothing{}
	}
	if msg.Err != nil {
		return screen.Fail{Err: msg.Err}
	}
	keep := p.chosen()
	if p.name != p.asked {
		keep = nil
	}
	p.name, p.known = p.asked, msg.Value
	s.layPage(keep)
	return screen.Nothing{}
}

// ready reports whether the page is that of the chosen person.
func (s *Screen) ready() bool { return s.page.name == s.name() && s.page.name.Len() > 0 }

// layPage makes the lines of the page for its width, and keeps the chosen entry
// in its place; nil is the beginning.
func (s *Screen) layPage(keep *entry) {
	p := &s.page
	w := writer{width: s.pageWidth(), now: s.cfg.Now().In(s.cfg.Zone), screen: s}
	i := slices.IndexFunc(s.all.people, func(n named) bool { return n.Name == p.name })
	if i >= 0 {
		w.about(&s.all.people[i], p.known.With)
		w.quotes(p.known.Quotes, p.known.More)
		w.articles(p.known.Articles, s.all.people[i].Articles)
	}
	at := -1
	if keep != nil {
		at = slices.IndexFunc(w.entries, func(e entry) bool { return e.article == keep.article && e.copy == keep.copy })
	}
	p.lines, p.entries = w.lines, w.entries
	p.scroll.Set(w.starts, w.ends, len(w.lines), at)
	if at < 0 {
		p.scroll.GoTo(0)
	}
}

// writer writes the lines of a page.
type writer struct {
	screen       *Screen
	width        int
	now          time.Time
	lines        []line
	entries      []entry
	starts, ends []int
}

// add adds a line that cannot be chosen.
func (w *writer) add(left, right string, title bool) {
	w.lines = append(w.lines, line{left, right, title, -1})
}

// say adds words on as many lines as they take.
func (w *writer) say(words text.Clean) {
	for _, l := range pager.Lines(words, w.width-1, 0) {
		w.add(l.Text.String(), "", false)
	}
}

// about is who the person is.
func (w *writer) about(p *named, with []Companion) {
	who := p.Name
	if p.Role.Len() > 0 {
		who = text.Join(", ", p.Name, p.Role)
	}
	also := ""
	if len(p.Aliases) > 0 {
		also = "also: " + text.Join(", ", p.Aliases[:min(len(p.Aliases), aliasesShown)]...).String()
	}
	if ansi.StringWidth(who.String())+ansi.StringWidth(also)+2 <= w.width {
		w.add(who.String(), also, true)
	} else {
		w.add(who.String(), "", true)
		w.say(text.Line(also))
	}
	named := text.Sprintf("named in %s since %s, last %s", screen.Count(p.Articles, "article", "articles"), screen.Day(p.First, w.now), screen.Day(p.Last, w.now))
	if screen.Day(p.First, w.now) == screen.Day(p.Last, w.now) {
		named = text.Sprintf("named in %s, %s", screen.Count(p.Articles, "article", "articles"), screen.Day(p.Last, w.now))
	}
	w.say(named)
	if len(with) > 0 {
		var names []text.Clean
		for _, c := range with[:min(len(with), companions)] {
			names = append(names, text.Sprintf("%s %s", c.Name, screen.Number(c.Articles)))
		}
		w.say(text.Join("", text.Own("most often with "), text.Join(", ", names...)))
	}
}

const (
	aliasesShown = 5
	companions   = 4
)

// entry begins what can be chosen; end ends it.
func (w *writer) entry(e entry) {
	w.entries = append(w.entries, e)
	w.starts = append(w.starts, len(w.lines))
}

func (w *writer) end() { w.ends = append(w.ends, len(w.lines)) }

// quotes are what the person is quoted as saying, with altered words below.
func (w *writer) quotes(all []Quote, more bool) {
	if len(all) == 0 {
		return
	}
	w.add("", "", false)
	head := "QUOTES, "
	if more {
		head += "the newest "
	}
	w.add(head+screen.Number(len(all)), "", true)
	for i := range all {
		w.quote(&all[i], "    ", false)
		for j := range all[i].Variants {
			w.quote(&all[i].Variants[j], "  "+w.screen.cfg.Theme.Glyphs.Revised+" ", true)
		}
	}
}

// quote is one quotation and where it was printed.
func (w *writer) quote(q *Quote, lead string, altered bool) {
	cite := screen.Day(q.Said.Time, w.now) + ", " + q.Said.Outlet.String()
	switch {
	case altered:
		cite += ": other words"
	case q.Said.Outlets > 1:
		cite += ", +" + screen.Number(q.Said.Outlets-1)
	}
	words := text.Sprintf("“%s”", q.Said.Text)
	w.entry(entry{q.Said.Article, q.Sentence, text.Sprintf("%s (%s, %s, %s)", words, w.screen.page.name, q.Said.Outlet, q.Said.Time.In(w.now.Location()).Format("2 January 2006"))})
	at := len(w.entries) - 1
	for _, l := range pager.Lines(words, w.width-len("    ")-1, 0) {
		w.lines = append(w.lines, line{left: lead + l.Text.String(), entry: at})
		lead = "    "
	}
	last := &w.lines[len(w.lines)-1]
	if ansi.StringWidth(last.left)+ansi.StringWidth(cite)+2 < w.width {
		last.right = cite
	} else {
		w.lines = append(w.lines, line{right: cite, entry: at})
	}
	w.end()
}

// articles are those that name the person; n is how many there are.
func (w *writer) articles(all []Mention, n int) {
	if len(all) == 0 {
		return
	}
	w.add("", "", false)
	head := "ARTICLES, " + screen.Number(max(n, len(all))) + ", newest first"
	if len(all) < n {
		head = "ARTICLES, the newest " + screen.Number(len(all)) + " of " + screen.Number(n)
	}
	w.add(head, "", true)
	t := w.screen.cfg.Theme
	for i := range all {
		a := &all[i].Article
		outlet := t.Cut(a.Outlet.String(), 16)
		left := "    "
		if w.width >= 48 {
			left += t.Fit(screen.Day(a.Dates.Sort, w.now), 13)
		}
		w.entry(entry{a.ID, all[i].Sentence, text.Sprintf("%s (%s, %s)", a.Headline, a.Outlet, a.Dates.Sort.In(w.now.Location()).Format("2 January 2006"))})
		w.lines = append(w.lines, line{left: left + a.Headline.String(), right: outlet, entry: len(w.entries) - 1})
		w.end()
	}
}

// drawPage draws the lines of the page in sight.
func (s *Screen) drawPage(height int) []string {
	t, p := s.cfg.Theme, &s.page
	width := s.pageWidth()
	var out []string
	if !s.ready() {
		return out
	}
	for i := p.scroll.Top(); i < min(p.scroll.Top()+height, len(p.lines)); i++ {
		l := p.lines[i]
		chosen := s.inside && l.entry >= 0 && l.entry == p.scroll.Cursor()
		ink := t.On(chosen)
		if chosen && (i == 0 || p.lines[i-1].entry != l.entry) {
			l.left = ">" + strings.TrimPrefix(l.left, " ")
		}
		left := t.Fit(l.left, width-1-ansi.StringWidth(l.right)-1)
		if l.right == "" {
			left = t.Fit(l.left, width)
		}
		style := ink.Plain
		if l.title {
			style = ink.Title
		}
		out = append(out, style.Render(left)+tail(l.right, ink.Quiet.Render))
	}
	return out
}

// tail is what stands at the right of a line, a blank before and after it.
func tail(right string, render func(...string) string) string {
	if right == "" {
		return ""
	}
	return render(" " + right + " ")
}
