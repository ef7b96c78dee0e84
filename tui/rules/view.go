package rules

import (
	"strings"

	"casewire/feeds/text"
)

// frame is the lines of the screen, and where the real cursor is.
type frame struct {
	lines  []string
	width  int
	x, y   int
	cursor bool
	// bare leaves the rows out, where only the cursor's place is asked for.
	bare bool
}

// View draws the screen.
func (s *Screen) View() string {
	f := s.frame(false)
	s.over(f.lines, s.width, max(f.y, 0))
	return strings.Join(f.lines, "\n")
}

// Cursor is where the real cursor sits: in the line that is typed, or on the
// chosen row.
func (s *Screen) Cursor() (x, y int, ok bool) {
	f := s.frame(true)
	return f.x, f.y, f.cursor
}

// both reports whether rules and trial stand one above the other; else there
// is room for the one that has the focus.
func (s *Screen) both() bool { return s.width >= wide && s.height >= 20 }

// ruleHeight is how many lines the rules have.
func (s *Screen) ruleHeight() int {
	switch {
	case s.both():
		return min(len(s.table.rules)+1, max(s.height*2/5, 5))
	case s.focus == onRules:
		return max(s.height-s.ruleFoot(), 2)
	}
	return 0
}

// ruleFoot is how many lines stand below the rules that have the screen.
func (s *Screen) ruleFoot() int {
	if s.height < 10 {
		return 1
	}
	return 5
}

// ruleRoom is how many rules are in sight.
func (s *Screen) ruleRoom() int { return max(s.ruleHeight()-1, 1) }

// frame puts the parts together.
func (s *Screen) frame(bare bool) frame {
	f := frame{width: s.width, bare: bare}
	if s.help != nil {
		f.y, f.cursor = len(s.helpHead())+s.help.Line(), s.help.InSight()
		f.add(s.drawHelp())
		return f.done(s.height)
	}
	if h := s.ruleHeight(); h > 0 {
		if s.focus == onRules {
			f.y, f.cursor = 1+s.table.Line(), s.table.InSight()
		}
		f.add(s.drawRules(h, bare))
	}
	switch {
	case s.both():
		f.add([]string{""})
		s.drawTrial(&f, s.height)
	case s.focus == onRules:
		f.fill(s.height - s.ruleFoot())
		if s.ruleFoot() > 1 {
			f.add(append([]string{""}, s.drawRule(3)...))
		}
		f.fill(s.height - 1)
		f.add([]string{s.idleTry()})
	default:
		s.drawTrial(&f, s.height)
	}
	return f.done(s.height)
}

// idleTry is the line of the query while the keys go elsewhere.
func (s *Screen) idleTry() string {
	t := s.cfg.Theme
	query := s.query()
	if query == "" {
		query = s.cfg.Keys.Find(kind, "try").Label() + ": try a query on everything stored"
	}
	return t.Quiet.Render(t.Fit(" TRY  "+query, s.width))
}

// drawTrial draws the query, what is said of it, and what it finds, down to a
// height.
func (s *Screen) drawTrial(f *frame, height int) {
	s.drawQuery(f)
	if s.focus == onRules && s.query() == "" {
		f.add(append([]string{""}, s.drawRule(3)...))
		return
	}
	f.add(s.saidOf())
	detail := s.drawChosen(2)
	room := max(height-len(f.lines)-len(detail), 0)
	if s.focus == onFound {
		f.x, f.y, f.cursor = 0, len(f.lines)+s.found.Line(), s.found.InSight()
	}
	f.add(s.drawFound(room, f.bare))
	f.fill(height - len(detail))
	f.add(detail)
}

// drawQuery draws the line of the query, or of the rule's name below it.
func (s *Screen) drawQuery(f *frame) {
	if s.focus == onQuery && s.name == nil {
		view, x := s.line.View(s.width)
		f.x, f.y, f.cursor = x, len(f.lines), true
		f.add([]string{view})
		return
	}
	f.add([]string{s.idleTry()})
	if s.name != nil {
		s.drawName(f)
	}
}

// saidOf is what is said of the query: how it is read and what it does, or what
// is wrong with it.
func (s *Screen) saidOf() []string {
	t := s.cfg.Theme
	if s.query() == "" {
		return s.wrapped(text.Own("What would a rule keep? Words, \"a phrase\", a NEAR/5 b, (a OR b) NOT c, title:word, @people"), 2)
	}
	var lines []string
	if s.fault != nil {
		if carets := s.line.Carets(s.fault.Span, s.width); carets != "" {
			lines = append(lines, t.Alarm.Render(carets))
		}
		for _, line := range s.wrapped(s.fault.Text, 2) {
			lines = append(lines, t.Alarm.Render(line))
		}
		if s.fault.Hint.Len() > 0 {
			lines = append(lines, s.wrapped(s.fault.Hint, 2)...)
		}
	}
	if s.as.Len() == 0 {
		return lines
	}
	lines = append(lines, s.wrapped(text.Sprintf("reads as: %s", s.as), max(min(s.height/5, 3), 1))...)
	counts, marks := s.said()
	if counts.Len() == 0 {
		return append(lines, t.Quiet.Render(t.Fit("      looking", s.width)))
	}
	if line := text.Join("  ", counts, marks); line.Len() < s.width-8 {
		return append(lines, "      "+line.String())
	}
	return append(lines, s.plain(counts), s.plain(marks))
}

// plain is a line of words, indented.
func (s *Screen) plain(words text.Clean) string {
	if s.width < narrow {
		return " " + words.String()
	}
	return "      " + words.String()
}

// foundTop is the line on which the list of the trial begins.
func (s *Screen) foundTop() int {
	f := frame{width: s.width}
	if s.both() {
		f.fill(s.ruleHeight() + 1)
	}
	s.drawQuery(&f)
	f.add(s.saidOf())
	return len(f.lines)
}

// foundRoom is how many rows of the list are in sight.
func (s *Screen) foundRoom() int {
	if s.focus == onRules && !s.both() {
		return 1
	}
	return max(s.height-s.foundTop()-len(s.drawChosen(2)), 1)
}

// add appends lines.
func (f *frame) add(lines []string) { f.lines = append(f.lines, lines...) }

// fill appends empty lines up to a height.
func (f *frame) fill(height int) {
	for len(f.lines) < height {
		f.lines = append(f.lines, "")
	}
}

// done makes it exactly so many lines, none too wide.
func (f *frame) done(height int) frame {
	f.fill(height)
	f.lines = f.lines[:max(height, 0)]
	return *f
}
