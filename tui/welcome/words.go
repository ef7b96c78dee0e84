package welcome

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// page is lines in the making.
type page struct {
	width int
	lines []pager.Line
}

// say adds a sentence, on as many lines as it needs.
func (p *page) say(s text.Clean, meaning pager.Meaning) {
	p.lines = append(p.lines, pager.Lines(s, p.width, meaning)...)
}

// gap adds an empty line.
func (p *page) gap() { p.lines = append(p.lines, pager.Line{}) }

// hello is the first page.
func (s *Screen) hello(width int) []pager.Line {
	p := &page{width: min(width, s.cfg.Measure)}
	s.title(p)
	p.say(does(len(s.cfg.Story.Feeds), p.width < 50), 0)
	p.gap()
	s.asked(p)
	p.gap()
	s.stands(p)
	s.elsewhere(p)
	return p.lines
}

// does says what casewire does; the short one where room is short.
func does(feeds int, short bool) text.Clean {
	asks := screen.Count(feeds, "feed", "feeds")
	if feeds == 0 {
		return text.Own("casewire follows one story. This story file names no feeds yet, so nobody is asked.   E: edit it")
	}
	if short {
		return text.Sprintf("casewire follows one story: it asks %s, keeps what is about it and marks what is new to you.", asks)
	}
	return text.Sprintf("casewire follows one story. It asks %s, keeps what is about this case and marks what is new to you. "+
		"All of it is kept on this computer; nobody but these outlets is asked for anything.", asks)
}

// title is the story, and whose it is.
func (s *Screen) title(p *page) {
	title, whose := s.cfg.Story.Title, text.Own("built-in story")
	room := p.width - ansi.StringWidth(title.String()) - whose.Len()
	if s.cfg.Story.Path != "" || room < 2 {
		p.say(title, pager.Strong)
		return
	}
	whose = text.Join("", blanks(room), whose)
	p.lines = append(p.lines, pager.Line{Text: text.Join("", title, whose), Marks: []pager.Mark{
		{Span: text.Span{End: title.Len()}, Meaning: pager.Strong},
		{Span: text.Span{Start: title.Len(), End: title.Len() + whose.Len()}, Meaning: pager.Quiet},
	}})
}

// blanks returns n of them, up to a hundred.
func blanks(n int) text.Clean {
	const hundred = "                                                                                                    "
	return text.Own(hundred).Cut(text.Span{End: n})
}

// asked says how the first poll goes, and what it brought so far.
func (s *Screen) asked(p *page) {
	g := &s.progress
	found := []text.Clean{text.Sprintf("%s about the case so far.", screen.Count(s.reports, "report", "reports"))}
	switch {
	case len(s.cfg.Story.Feeds) == 0:
	case g.Done != nil:
		p.say(told(g.Done, s.cfg.Keys.Find(keymap.Welcome, "sources").Label()), 0)
	default:
		p.fill(text.Sprintf("Asking %s", screen.Count(g.Asking, "feed", "feeds")), bar(g.Answered, g.Asking),
			text.Sprintf("%s answered", screen.Number(g.Answered)))
		if len(g.Slow) > 0 {
			slow := text.Join(", ", g.Slow[:min(len(g.Slow), 2)]...)
			found = append(found, text.Join("", text.Own("Waiting for: "), slow))
		}
	}
	p.fill(found...)
	if g.Done != nil && g.Done.Texts.All() > 0 {
		p.say(screen.Offline(g.Done.Texts), 0)
	}
}

// bar shows how much of something is done.
func bar(done, of int) text.Clean {
	const cells = 14
	n := 0
	if of > 0 {
		n = min(done*cells/of, cells)
	}
	return text.Line(strings.Repeat("#", n) + strings.Repeat("-", cells-n))
}

// fill adds parts on as few lines as they need.
func (p *page) fill(parts ...text.Clean) {
	p.lines = append(p.lines, pager.Fill(parts, p.width, 0)...)
}

// told says how the poll went; key leads to the feeds.
func told(r *news.PollReport, key string) text.Clean {
	if r.Busy.Len() > 0 {
		return text.Join("", text.Own("The feeds are asked already, by "), r.Busy, text.Own("."))
	}
	said := text.Sprintf("Asked %s in %s: %s, %s saved", screen.Count(r.Feeds, "feed", "feeds"), took(r.Took),
		screen.Count(r.Articles, "new report", "new reports"), screen.Count(r.Pages, "page", "pages"))
	if r.Failed == 0 {
		return text.Join("", said, text.Own("."))
	}
	failed := text.Sprintf(", %s failed.", screen.Count(r.Failed, "feed", "feeds"))
	return text.Join("", said, failed, text.Own("   "), text.Line(key), text.Own(":\u00a0sources"))
}

// took writes how long something was.
func took(d time.Duration) string {
	if d < time.Minute {
		return screen.Number(max(int(d.Round(time.Second).Seconds()), 1)) + " s"
	}
	return screen.Number(int(d.Round(time.Minute).Minutes())) + " min"
}

// stands says how things stand in the story, and what can be read meanwhile.
func (s *Screen) stands(p *page) {
	if !hasFacts(&s.cfg.Story) {
		if s.cfg.Story.Note.Len() > 0 {
			p.say(s.cfg.Story.Note, 0)
		}
		p.say(text.Join("", s.enter(), text.Own("the\u00a0headlines")), 0)
		return
	}
	until := text.Join("", s.enter(), text.Own("the\u00a0story\u00a0so\u00a0far"))
	if note := s.cfg.Story.Note; note.Len() > 0 {
		until = text.Join("", note, text.Own(" Until then:   "), until)
	}
	p.say(until, 0)
}

// enter is what stands before what the key for going on leads to.
func (s *Screen) enter() text.Clean {
	return text.Join("", text.Line(s.cfg.Keys.Find(keymap.Welcome, "open").Label()), text.Own(":\u00a0"))
}

// elsewhere says what else there is to begin with.
func (s *Screen) elsewhere(p *page) {
	if s.cfg.Story.Path != "" {
		return
	}
	p.gap()
	if s.cfg.Story.Name != "demo" {
		p.fill(text.Own("casewire demo "), text.Own("a made-up story with everything in it, no network"))
	}
	p.fill(text.Own("casewire init "), text.Own("follow a story of your own, two minutes"))
}

// unreachable is the first page where there is no network; the facts follow.
func (s *Screen) unreachable(width int) []pager.Line {
	p := &page{width: min(width, s.cfg.Measure)}
	s.title(p)
	n := len(s.cfg.Story.Feeds)
	facts := screen.Count(len(s.cfg.Story.Background), "dated fact", "dated facts")
	why := text.Sprintf("No network: none of %s could be reached. They are asked again as soon as it is back.", screen.Count(n, "feed", "feeds"))
	if s.cfg.Offline {
		why = text.Own("Offline, as you asked: no feed is asked for anything.")
	}
	if hasFacts(&s.cfg.Story) {
		why = text.Join(" ", why, text.Sprintf("Below is what the story file knows: %s.", facts))
	}
	p.say(why, 0)
	if s.reports > 0 {
		stored := text.Sprintf("%s about the case stored.", screen.Count(s.reports, "report", "reports"))
		p.fill(stored, text.Join("", s.enter(), text.Own("read")))
	}
	if s.cfg.Story.Name != "demo" {
		p.gap()
		p.say(text.Own("To see casewire with news in it, without a network:   casewire\u00a0demo"), pager.Quiet)
	}
	p.gap()
	return p.lines
}

// soFar is the head of the facts.
func (s *Screen) soFar(width int) []pager.Line {
	p := &page{width: min(width, s.cfg.Measure)}
	p.say(text.Join("", text.Own("The story so far: "), s.cfg.Story.Title), pager.Strong)
	p.say(text.Sprintf("%s, from the story file.", screen.Count(len(s.cfg.Story.Background), "dated fact", "dated facts")), pager.Quiet)
	p.gap()
	return p.lines
}

// tail says what comes after the facts.
func (s *Screen) tail(width int) []pager.Line {
	p := &page{width: min(width, s.cfg.Measure)}
	p.gap()
	p.say(text.Line(strings.Repeat(s.cfg.Theme.Glyphs.Rule, p.width)), pager.Quiet)
	p.say(text.Join("", text.Own("End.  "), s.enter(), text.Own("the headlines")), 0)
	return p.lines
}
