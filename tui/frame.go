package tui

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// frame draws all lines of the window.
func (a *App) frame() string {
	if a.width <= 0 || a.height <= 0 {
		return ""
	}
	l := a.layout()
	if l.small {
		return ansi.Truncate(ansi.Wrap(a.tooSmall().String(), a.width, ""), a.width*a.height, "")
	}
	lines := make([]string, 0, a.height)
	if l.header > 0 {
		lines = append(lines, a.headerStory(), a.headerScreens())
	}
	for range l.blank {
		lines = append(lines, "")
	}
	switch t := a.cfg.Theme; {
	case a.sheet != nil:
		lines = append(lines, a.sheet.view(t, a.width, l.body)...)
	case a.choice != nil:
		lines = append(lines, a.choice.view(t, a.width, l.body)...)
	default:
		lines = append(lines, a.panes(l.body)...)
	}
	if a.command != nil {
		lines = append(lines, a.commandSaying(), a.commandFoot())
	} else {
		lines = append(lines, a.saying(), a.foot())
	}
	return strings.Join(lines, "\n")
}

// headerStory is the first line: the story, and what is next in it.
func (a *App) headerStory() string {
	t := a.cfg.Theme
	right := ""
	if n := a.upcoming(); n.Len() > 0 {
		right = n.String() + " "
	}
	title := " " + a.cfg.Story.Title.String()
	if room := a.width - ansi.StringWidth(title) - 3; ansi.StringWidth(right) > room {
		right = t.Cut(right, max(room, a.width/2)-1) + " "
	}
	return t.Title.Render(t.Spread(title, "", a.width-ansi.StringWidth(right))) + right
}

// upcoming is the next date of the story, as its file or an article has it:
// "next: Thu 19 Nov 09:30 closing arguments, in 2 days".
func (a *App) upcoming() text.Clean {
	now := a.cfg.Now().In(a.zone())
	next, at, ok := screen.Next(append(slices.Clone(a.cfg.Story.Scheduled), a.state.Next), now)
	switch {
	case !ok:
		return text.Clean{}
	case a.width < wideWidth:
		return text.Sprintf("next: %s %s", when(next, at, now, true), next.Text)
	}
	words := text.Line(strings.TrimSuffix(next.Text.String(), "."))
	if next.Date.Day > 0 {
		words = text.Join(", ", words, until(at, now))
	}
	return text.Sprintf("next: %s %s", when(next, at, now, false), words)
}

// zone is the story's clock, or the reader's.
func (a *App) zone() *time.Location {
	if a.cfg.Story.Zone != nil {
		return a.cfg.Story.Zone
	}
	return a.cfg.Zone
}

// when writes a date as short as can be understood.
func when(f news.Fact, at, now time.Time, short bool) string {
	form := "Mon 2 Jan"
	switch {
	case f.Date.Day == 0:
		form = "January"
	case short && at.Sub(now) < 6*24*time.Hour:
		form = "Mon"
	}
	if at.Year() != now.Year() {
		form = strings.TrimPrefix(form+" 2006", "Mon ")
	}
	if f.Clock >= 0 {
		form += " 15:04"
	}
	return at.Format(form)
}

// until says how far off a day is.
func until(at, now time.Time) text.Clean {
	y, m, d := now.Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, now.Location())
	switch days := int(at.Sub(today).Hours() / 24); days {
	case 0:
		return text.Own("today")
	case 1:
		return text.Own("tomorrow")
	default:
		return text.Sprintf("in %s", screen.Count(days, "day", "days"))
	}
}

// detail is how much the standing says.
type detail int

const (
	ofNew     detail = iota // how much is new
	ofFailing               // that, and how many feeds need the reader
	ofAll                   // that, how many answer, and when they were asked
)

// standing is how much is new and how the feeds are. Where it tells of failing
// ones it never says less than that they are feeds.
func (a *App) standing(says detail) string {
	t, c := a.cfg.Theme, a.state.Counts
	var parts []string
	if c.NewReports > 0 {
		n := screen.Number(c.NewReports)
		if says == ofNew && c.NewReports > 999 {
			n = "999+"
		}
		parts = append(parts, t.New.Render(n+" new"))
	}
	all := screen.Count(c.Feeds, "feed", "feeds").String()
	switch {
	case c.Feeds == 0 || says == ofNew:
	case says == ofAll && a.state.Needing > 0:
		parts = append(parts, t.Alarm.Render("! "+screen.Number(c.Feeds-c.Failing)+" of "+all)+ago(c.LastPoll, a.cfg.Now()))
	case says == ofAll:
		parts = append(parts, all+ago(c.LastPoll, a.cfg.Now()))
	case a.state.Needing > 0:
		parts = append(parts, t.Alarm.Render("! "+screen.Count(a.state.Needing, "feed", "feeds").String()))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "   ") + " "
}

// ago says how long ago the feeds were asked: ", 4 min ago".
func ago(then, now time.Time) string {
	switch d := now.Sub(then); {
	case then.IsZero():
		return ", not asked yet"
	case d < time.Minute:
		return ", just asked"
	case d < time.Hour:
		return text.Sprintf(", %d min ago", int(d.Minutes())).String()
	case d < 48*time.Hour:
		return text.Sprintf(", %d h ago", int(d.Hours())).String()
	default:
		return text.Sprintf(", %d days ago", int(d.Hours()/24)).String()
	}
}

// foot is the last line: the keys of the front screen that have room, and
// where the reader is.
func (a *App) foot() string {
	t, front := a.cfg.Theme, a.front()
	right := ""
	if s := front.Status(); s.Len() > 0 {
		right = s.String() + " "
	}
	rows, gap := front.Keys(), "  "
	if a.width >= wideWidth {
		gap = "   "
	}
	back := a.cfg.Keys.Find(keymap.Everywhere, "back")
	switch {
	case a.sheet != nil:
		rows, right = a.sheetRows(back), ""
	case a.choice != nil:
		open := a.cfg.Keys.Find(keymap.Input, "accept")
		open.Short = "go on with it"
		rows, right = []keymap.Row{open, back}, ""
	}
	help := a.cfg.Keys.Find(keymap.Everywhere, "help")
	end := ""
	if !front.Typing() && !a.over() {
		end = gap + help.Label() + " " + help.Short
	}
	left := ""
	room := a.width - ansi.StringWidth(right) - ansi.StringWidth(end) - 3
	for i, r := range rows {
		if i == 0 && ansi.StringWidth(r.Label()+" "+r.Short) > room {
			r.Short, _, _ = strings.Cut(r.Short, " ") // what is most useful is always there
		}
		s := r.Label() + " " + r.Short
		if left != "" {
			s = gap + s
		}
		if r.Label() == "" || ansi.StringWidth(left+s) > room {
			continue
		}
		left += s
	}
	return t.Spread(" "+strings.TrimLeft(left+end, " "), right, a.width)
}
