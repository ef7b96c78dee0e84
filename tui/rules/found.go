package rules

import (
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/list"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// found is the list of what the trial found: gained, lost, then what stays.
type found struct {
	list.Scroll
	of *trial
}

func (f *found) len() int {
	if f.of == nil {
		return 0
	}
	r := &f.of.shown.rows
	return len(r[Gained]) + len(r[Lost]) + len(r[Same])
}

// at is row i; nil if there is none.
func (f *found) at(i int) *Row {
	if f.of == nil {
		return nil
	}
	for c := range f.of.shown.rows {
		rows := f.of.shown.rows[c]
		if i < len(rows) {
			return &rows[i]
		}
		i -= len(rows)
	}
	return nil
}

// chosenID is the article under the cursor; 0 if there is none.
func (s *Screen) chosenID() int64 {
	if r := s.found.at(s.found.Cursor()); r != nil {
		return r.Article.ID
	}
	return 0
}

// chosenArticle is the article under the cursor; nil if there is none.
func (s *Screen) chosenArticle() *news.Article {
	if r := s.found.at(s.found.Cursor()); r != nil {
		return &r.Article
	}
	return nil
}

// choose puts the cursor on an article again; if that is gone, it stays.
func (s *Screen) choose(id int64) {
	at := s.found.Cursor()
	for i := range s.found.len() {
		if id != 0 && s.found.at(i).Article.ID == id {
			at = i
			break
		}
	}
	s.found.SetRows(s.found.len(), 1, at)
	if s.found.len() == 0 && s.focus == onFound {
		s.focus = onQuery
	}
}

// drawFound draws the rows in so many lines.
func (s *Screen) drawFound(height int, bare bool) []string {
	var lines []string
	end := min(s.found.Top()+height, s.found.len())
	for i := s.found.Top(); i < end; i++ {
		if bare {
			lines = append(lines, "")
			continue
		}
		lines = append(lines, s.drawRow(s.found.at(i), i == s.found.Cursor() && s.focus == onFound))
	}
	return lines
}

// drawRow draws an article that the trial changes.
func (s *Screen) drawRow(r *Row, chosen bool) string {
	t, ink := s.cfg.Theme, s.cfg.Theme.On(chosen)
	sign := " "
	if chosen {
		sign = ">"
	}
	look := ink.Plain
	if r.Change == Same {
		look = ink.Quiet
	}
	left := sign + [...]string{Gained: " + ", Lost: " - ", Same: "   "}[r.Change]
	right := ""
	if s.width >= narrow {
		right = "  " + t.Fit(r.Article.Outlet.String(), 14)
	}
	if s.width >= wide {
		left += t.Fit(s.clock(&r.Article), 9)
		right += "  " + t.Fit(s.remark(r).String(), min(s.width/4, 40))
	}
	mark := [...]string{news.NoMark: "", news.OnStory: " +", news.OffStory: " -"}[r.Article.State.Mark]
	if mark != "" {
		right = " (" + mark[1:] + " you)" + right
	}
	headline := pager.Hits(t, s.struck(r, look), r.Article.Headline, r.Hits, s.width-ansi.StringWidth(left)-ansi.StringWidth(right)-1)
	return look.Render(left) + headline + ink.Quiet.Render(right+" ")
}

// struck is how the headline looks of what is off the story.
func (s *Screen) struck(r *Row, look lipgloss.Style) lipgloss.Style {
	if r.Article.State.Mark == news.OffStory {
		return look.Strikethrough(true)
	}
	return look
}

// clock is the time of a row: 14:32 today, else its day.
func (a *acts) clock(art *news.Article) string {
	now := a.cfg.Now().In(a.cfg.Zone)
	at := art.Dates.Sort.In(a.cfg.Zone)
	if day := when(at, now); day != "today" {
		return day
	}
	return at.Format("15:04")
}

// remark says what is to be said of a row.
func (s *Screen) remark(r *Row) text.Clean {
	if r.Change == Same {
		return text.Own("kept as before")
	}
	return r.Note
}

// drawChosen says more of the chosen row below the list.
func (s *Screen) drawChosen(height int) []string {
	r := s.found.at(s.found.Cursor())
	if r == nil || height < 1 || s.focus != onFound {
		return nil
	}
	t := s.cfg.Theme
	var lines []string
	if s.width < wide {
		lines = append(lines, t.Quiet.Render(t.Fit("   "+text.Join(", ", text.Line(s.clock(&r.Article)), s.remark(r)).String(), s.width)))
	}
	if r.Around.Len() > 0 && len(lines) < height {
		lines = append(lines, "   "+pager.Hits(t, t.Plain, r.Around, r.InAround, s.width-4))
	}
	return lines
}

// markedRow notes a mark on the rows at hand, before the trial is done again.
func (s *Screen) markedRow(m done) {
	for c := range s.trial.shown.rows {
		for i := range s.trial.shown.rows[c] {
			if a := &s.trial.shown.rows[c][i].Article; a.ID == m.id {
				a.State.Mark = map[news.Act]news.Mark{news.MarkOnStory: news.OnStory, news.MarkOffStory: news.OffStory}[m.act]
			}
		}
	}
}

// foundKey takes a key while the list has the focus.
func (s *Screen) foundKey(name string) (action screen.Action, ok bool) {
	if s.found.Go(name) {
		return screen.Nothing{}, true
	}
	switch name {
	case "pane", "try":
		s.focus = onQuery
	case "back":
		s.focus = onRules
	default:
		return nil, false
	}
	return screen.Nothing{}, true
}
