// Package why asks and draws the answer to "why is this here?": what the rules
// found in an article, and where its dates come from. A screen lays it over its
// own lines.
package why

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/theme"
)

// Looks are what the answer is drawn with.
type Looks struct {
	Theme *theme.Theme
	Zone  *time.Location
	// Keys are the rows that stand in the last line.
	Keys []keymap.Row
}

const (
	indent = 1  // before the names
	column = 12 // where the text begins
)

// Lines draws the answer, each line exactly width columns wide.
func (l Looks) Lines(w news.Why, width int) []string {
	p := &page{theme: l.Theme, width: width}
	head := " Why is this here?"
	if w.Article.Verdict.Decision != news.Keep || w.Article.State.Mark == news.OffStory {
		head = " Why is this not here?"
	}
	p.lines = append(p.lines, l.Theme.Title.Render(l.Theme.Spread(head, "Esc ", width)))
	p.verdict(w)
	p.dates(w.Article.Dates, l.Zone)
	p.report(&w.Article)
	var keys []string
	for _, r := range l.Keys {
		keys = append(keys, r.Label()+" "+r.Help)
	}
	if len(keys) > 0 {
		p.lines = append(p.lines, l.Theme.Fit(" "+strings.Join(keys, "     "), width))
	}
	return p.lines
}

// page is the lines drawn so far.
type page struct {
	theme *theme.Theme
	width int
	lines []string
}

// add puts a name and its text on as many lines as it takes.
func (p *page) add(name, s string) {
	at := column
	if p.width < 50 {
		at = 3
		if name != "" {
			p.lines = append(p.lines, p.theme.Quiet.Render(p.theme.Fit(" "+name, p.width)))
			name = ""
		}
	}
	for line := range strings.SplitSeq(ansi.Wrap(s, max(p.width-at-1, 1), ""), "\n") {
		first := p.theme.Fit(strings.Repeat(" ", indent)+name, at)
		p.lines = append(p.lines, p.theme.Quiet.Render(first)+p.theme.Fit(line, p.width-at))
		name = ""
	}
}

// verdict says what the reader and the rules decided.
func (p *page) verdict(w news.Why) {
	v := w.Article.Verdict
	fits := "Kept by"
	if v.Decision == news.NearMiss {
		fits = "Would fit"
	}
	switch w.Article.State.Mark {
	case news.OnStory:
		p.add("Kept by", "your own mark")
	case news.OffStory:
		p.add("Not kept", "by your own mark")
		fits = "But fits"
	case news.NoMark:
	}
	if v.Decision != news.Keep && len(v.Missing) > 0 {
		p.add("Not kept", text.Join("; ", v.Missing...).String())
	}
	p.rules("Dropped by", w.Matches, news.DropRule)
	p.rules(fits, w.Matches, news.KeepRule)
	p.labels("Tag", w.Matches, news.TagRule)
	p.labels("Alert", w.Matches, news.AlertRule)
	if len(w.Matches) == 0 && len(v.Missing) == 0 && w.Article.State.Mark == news.NoMark {
		p.add("Rules", "no rule fits it")
	}
}

// rules says which rules of a kind fit: the first with the words around, the
// others by name.
func (p *page) rules(name string, all []news.Match, kind news.RuleKind) {
	var also []string
	first := true
	for _, m := range all {
		if m.Kind != kind {
			continue
		}
		if !first {
			also = append(also, m.Rule.String())
			continue
		}
		first = false
		p.add(name, m.Rule.String())
		if m.Around.Len() > 0 {
			p.add("", p.around(m))
		}
	}
	if len(also) > 0 {
		p.add("Also fits", strings.Join(also, ", "))
	}
}

// labels names the rules of a kind that fit, with what they found.
func (p *page) labels(name string, all []news.Match, kind news.RuleKind) {
	var found []string
	for _, m := range all {
		if m.Kind != kind {
			continue
		}
		s := m.Rule.String()
		if terms := text.Join(", ", m.Terms...).String(); terms != "" {
			s += " (" + terms + ")"
		}
		found = append(found, s)
	}
	if len(found) > 0 {
		p.add(name, strings.Join(found, ", "))
	}
}

// around is the words around a hit, hits in brackets. Each word is styled by
// itself, so that a line may break between any two.
func (p *page) around(m news.Match) string {
	s := m.Around.String()
	var b strings.Builder
	end := 0
	for _, h := range m.Hits {
		if h.Start < end || h.End > len(s) || h.End <= h.Start {
			continue
		}
		b.WriteString(s[end:h.Start] + "[")
		for i, word := range strings.Split(s[h.Start:h.End], " ") {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(p.theme.Hit.Render(word))
		}
		b.WriteByte(']')
		end = h.End
	}
	b.WriteString(s[end:])
	return b.String()
}

// dates says when it was published, and who says so; and when we saw it.
func (p *page) dates(d news.Dates, zone *time.Location) {
	says := map[news.Source]string{
		news.FromFeed: ", says the feed", news.FromPage: ", says the page", news.FromGuess: ", a guess",
	}
	if !d.Published.IsZero() {
		p.add("Dates", "published "+d.Published.Format("Mon 2 Jan 2006 15:04 -07:00")+says[d.Published.From])
	} else {
		p.add("Dates", "nobody says when it was published")
	}
	seen := "first seen " + d.FirstSeen.In(zone).Format("Mon 2 Jan 2006 15:04:05")
	if !d.Fetched.IsZero() {
		seen += ", page saved " + d.Fetched.In(zone).Format("15:04:05")
	}
	p.add("", seen)
}

// report says what others make of it, and what in it is new.
func (p *page) report(a *news.Article) {
	if n := a.Report.Outlets; n > 1 {
		p.add("Report", text.Sprintf("by %d outlets", n).String())
	}
	if a.Size.New > 0 {
		p.add("New", text.Sprintf("%d of %d sentences", a.Size.New, a.Size.Sentences).String())
	}
	if a.State.Note.Len() > 0 {
		p.add("Your note", a.State.Note.String())
	}
}
