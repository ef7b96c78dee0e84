package rules

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/list"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// table is the list of the story's rules.
type table struct {
	list.Scroll
	rules  []Rule
	loaded bool
	load   screen.Latest[[]Rule]
}

func (s *Screen) loadRules() tea.Cmd { return s.table.load.Start(s.ctx, s.cfg.Lab.Rules) }

func (s *Screen) takeRules(m screen.Answer[[]Rule]) screen.Action {
	if !s.table.load.Ends(m) {
		return screen.Nothing{}
	}
	if m.Err != nil {
		return screen.Fail{Err: m.Err}
	}
	s.table.rules, s.table.loaded = m.Value, true
	s.settle()
	s.table.SetRows(len(m.Value), 1, s.table.Cursor())
	return screen.Nothing{}
}

// chosenRule is the rule under the cursor; nil if there is none.
func (s *Screen) chosenRule() *Rule {
	if i := s.table.Cursor(); i < len(s.table.rules) {
		return &s.table.rules[i]
	}
	return nil
}

// cells are the columns of a rule.
type cells struct{ kind, name, keeps, only, last, note string }

// The widths from which on the table has more columns.
const (
	narrow = 60
	wide   = 100
)

// gutter is how far the columns stand from the edge: > and a blank.
const gutter = 2

// columns puts the cells of a rule in their places.
func (s *Screen) columns(c cells) string {
	t, w := s.cfg.Theme, s.width-gutter-1
	right := t.Right(c.keeps, 7)
	if s.width >= narrow {
		right += t.Right(c.only, 9) + "  " + t.Fit(c.last, 9)
	}
	if s.width >= wide {
		right += " " + t.Fit(c.note, 44)
	}
	name := w - 6 - ansi.StringWidth(right)
	return t.Fit(t.Fit(c.kind, 6)+t.Fit(c.name, name)+right, w)
}

// ruleCells are the columns of one rule.
func (s *Screen) ruleCells(r *Rule) cells {
	c := cells{kind: r.Kind.String(), name: r.Name.String(), keeps: screen.Number(r.Keeps), last: when(r.Last, s.cfg.Now().In(s.cfg.Zone))}
	if r.Kind == news.KeepRule {
		c.only = screen.Number(r.Only)
	}
	c.note = s.note(r).String()
	return c
}

// note says what is odd about a rule; nothing of most.
func (s *Screen) note(r *Rule) text.Clean {
	switch {
	case r.Keeps == 0:
		return text.Own("matches nothing so far")
	case r.Overrides > 0:
		fits := "match"
		if r.Overrides == 1 {
			fits = "matches"
		}
		return text.Sprintf("%s of these %s a keep rule: %s", screen.Number(r.Overrides), fits, s.cfg.Keys.Find(kind, "open").Label())
	}
	return text.Clean{}
}

// drawRules draws the table in so many lines.
func (s *Screen) drawRules(height int, bare bool) []string {
	t := s.cfg.Theme
	if s.table.loaded && len(s.table.rules) == 0 {
		return append([]string{" The story has no rules. What feeds with keep = \"all\" list is kept.", ""},
			" "+s.cfg.Keys.Find(kind, "try").Label()+": try a query   "+s.cfg.Keys.Find(kind, "edit").Label()+": edit the story")
	}
	lines := []string{t.Quiet.Render(t.Fit("", gutter) + s.columns(cells{"RULE", "", "KEEPS", "ONLY IT", "LAST", "NOTE"}))}
	end := min(s.table.Top()+max(height-1, 1), len(s.table.rules))
	for i := s.table.Top(); i < end; i++ {
		chosen := i == s.table.Cursor() && s.focus == onRules
		ink := t.On(chosen)
		sign := "  "
		if chosen {
			sign = "> "
		}
		if bare {
			lines = append(lines, "")
			continue
		}
		look := ink.Plain
		if s.table.rules[i].Keeps == 0 {
			look = ink.Quiet
		}
		lines = append(lines, look.Render(t.Fit(sign+s.columns(s.ruleCells(&s.table.rules[i])), s.width)))
	}
	return lines
}

// drawRule says below the table what the chosen rule asks for.
func (s *Screen) drawRule(height int) []string {
	r := s.chosenRule()
	if r == nil || height < 1 {
		return nil
	}
	what := text.Sprintf("%s. Reads as: %s", r.Name, r.As)
	if n := s.note(r); n.Len() > 0 && s.width < wide {
		what = text.Sprintf("%s: %s. Reads as: %s", r.Name, n, r.As)
	}
	return s.wrapped(what, height)
}

// wrapped puts words into at most so many lines, indented and quiet.
func (s *Screen) wrapped(words text.Clean, most int) []string {
	t := s.cfg.Theme
	indent := 6
	if s.width < narrow {
		indent = 1
	}
	var lines []string
	for _, span := range pager.Wrap(words.String(), s.width-indent-1) {
		line := words.Cut(span).String()
		if len(lines) == most-1 && span.End < words.Len() {
			line = t.Cut(words.Cut(text.Span{Start: span.Start, End: words.Len()}).String(), s.width-indent-1)
		}
		if lines = append(lines, t.Quiet.Render(strings.Repeat(" ", indent)+line)); len(lines) == most {
			break
		}
	}
	return lines
}

// when is a day in a column: today, 12 Nov, Oct 2025; never for none.
func when(at, now time.Time) string {
	local := at.In(now.Location())
	switch {
	case at.IsZero():
		return "never"
	case local.YearDay() == now.YearDay() && local.Year() == now.Year():
		return "today"
	case local.Year() == now.Year():
		return local.Format("2 Jan")
	}
	return local.Format("Jan 2006")
}
