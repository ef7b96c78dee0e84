package search

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/pager"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// The widths under which a result has fewer columns, and from which on its
// text has a second line.
const (
	narrow = 60
	short  = 16 // lines; below there is one line of text a result
)

// perRow is how many lines a result has: its headline, and its text.
func (s *Screen) perRow() int {
	if s.height < short {
		return 2
	}
	return 3
}

// View draws the query and what it finds.
func (s *Screen) View() string {
	lines := s.head()
	at := len(lines)
	if s.results.Len() == 0 || s.searched == "" {
		lines = append(lines, s.nothing()...)
	} else {
		lines = append(lines, s.results.View(s.draw)...)
	}
	for len(lines) < s.height {
		lines = append(lines, "")
	}
	lines = lines[:max(s.height, 0)]
	s.why.Draw(lines, s.width, at+s.results.Line(), s.perRow())
	return strings.Join(lines, "\n")
}

// head is the query, and how it is read or what is wrong with it.
func (s *Screen) head() []string {
	t := s.cfg.Theme
	first := t.Quiet.Render(t.Fit(" SEARCH "+s.query(), s.width))
	if s.typing {
		first, _ = s.line.View(s.width)
	}
	lines := []string{first}
	if s.fault != nil && s.typing {
		if carets := s.line.Carets(s.fault.Span, s.width); carets != "" {
			lines = append(lines, t.Alarm.Render(carets))
		}
		lines = append(lines, t.Alarm.Render(s.indented(s.fault.Text)))
		if s.fault.Hint.Len() > 0 {
			lines = append(lines, t.Quiet.Render(s.indented(s.fault.Hint)))
		}
	}
	switch {
	case s.as.Len() > 0:
		lines = append(lines, t.Quiet.Render(t.Spread(s.indented(text.Sprintf("reads as: %s", s.as)), s.legend(), s.width)))
	case s.query() == "":
		lines = append(lines, t.Quiet.Render(s.indented(text.Own("words, \"a phrase\", a NEAR/5 b, title:word, site:, is:starred, before:2022-10"))))
	}
	if s.height >= short {
		lines = append(lines, "")
	}
	return lines
}

// legend says what the sign of near misses means, where one is among the
// results.
func (s *Screen) legend() string {
	if s.searched == "" || !slices.ContainsFunc(s.results.Rows(), func(r Result) bool { return nearMiss(&r.Article) }) {
		return ""
	}
	return "? near miss "
}

// nearMiss reports whether an article is there though it is not kept, and the
// reader said nothing of it.
func nearMiss(a *news.Article) bool {
	return a.Verdict.Decision == news.NearMiss && a.State.Mark != news.OffStory && !a.State.Starred
}

// indented is a line of words below the query.
func (s *Screen) indented(words text.Clean) string {
	indent := strings.Repeat(" ", 8)
	if s.width < narrow {
		indent = " "
	}
	return s.cfg.Theme.Cut(indent+words.String(), s.width)
}

// nothing says what is not there, why, and which key helps.
func (s *Screen) nothing() []string {
	var parts []text.Clean
	switch {
	case s.query() == "":
		parts = []text.Clean{text.Own("Everything kept and nearly kept is searched, the best first.")}
	case s.as.Len() == 0 || s.searched == "" || s.searched != s.query():
	case !s.loaded || s.results.Searching():
	default:
		parts = s.unfound()
	}
	var lines []string
	for _, p := range parts {
		for _, span := range pager.Wrap(p.String(), s.width-2) {
			lines = append(lines, " "+p.Cut(span).String())
		}
	}
	return lines
}

// unfound says what is known of the words: those like them, or how often each
// of them is there alone.
func (s *Screen) unfound() []text.Clean {
	parts := []text.Clean{text.Sprintf("No article says %s.", s.searched)}
	if s.spelling == nil {
		return parts
	}
	var known, like []text.Clean
	for _, w := range s.spelling.Words {
		switch {
		case w.Near.Len() > 0:
			like = append(like, text.Sprintf("%s (%s)", w.Near, screen.Number(w.NearIn)))
		case w.Articles > 0:
			known = append(known, text.Sprintf("%s (%s)", w.Text, screen.Number(w.Articles)))
		}
	}
	if len(like) > 0 {
		parts[0] = text.Sprintf("%s Close: %s.", parts[0], text.Join(", ", like...))
	}
	if len(known) > 1 && len(like) == 0 {
		parts = append(parts, text.Sprintf("Each alone is there: %s.", text.Join(", ", known...)))
	}
	if b := s.better(); b.Len() > 0 {
		parts = append(parts, text.Clean{}, text.Sprintf("%s: search %s", s.cfg.Keys.Find(keymap.Input, "accept").Label(), b))
	}
	return parts
}

// draw draws a result.
func (s *Screen) draw(_, r *Result, chosen bool) []string {
	chosen = chosen && !s.typing
	t, ink := s.cfg.Theme, s.cfg.Theme.On(chosen)
	lines := []string{s.drawHeadline(r, chosen, ink)}
	indent := 8
	if s.width < narrow {
		indent = 3
	}
	room := s.width - indent - 1
	pad := ink.Plain.Render(strings.Repeat(" ", indent))
	for _, part := range split(r, room-2, s.perRow()-1) {
		lines = append(lines, pad+pager.Hits(t, ink.Plain, part.words, part.hits, room)+ink.Plain.Render(" "))
	}
	for len(lines) < s.perRow() {
		lines = append(lines, ink.Plain.Render(strings.Repeat(" ", s.width)))
	}
	return lines
}

// drawHeadline draws the first line of a result.
func (s *Screen) drawHeadline(r *Result, chosen bool, ink *theme.Ink) string {
	t, a := s.cfg.Theme, &r.Article
	sign, star, fresh := " ", " ", ""
	if chosen {
		sign = ">"
	}
	switch {
	case a.State.Mark == news.OffStory:
		star = "-"
	case a.State.Starred:
		star = "*"
	case nearMiss(a):
		star = "?"
	}
	look := ink.Plain
	if !a.State.Read {
		fresh, look = strconv.Itoa(min(a.Size.New, 999)), ink.Unread
	}
	right := "  " + s.day(a) + " "
	if s.width >= narrow {
		right = "  " + t.Fit(a.Outlet.String(), 14) + "  " + t.Fit(s.day(a), 9)
	}
	count := ink.New
	if a.Size.New == 0 {
		count = ink.Quiet
	}
	room := s.width - 8 - ansi.StringWidth(right)
	return ink.Plain.Render(sign+star) + count.Render(t.Right(fresh, 4)) + ink.Plain.Render("  ") +
		pager.Hits(t, look, a.Headline, r.InTitle, room) + ink.Quiet.Render(right)
}

// day is when an article was published: 14:32 today, 12 Nov, Oct 2025.
func (s *Screen) day(a *news.Article) string {
	at, now := a.Dates.Sort.In(s.cfg.Zone), s.cfg.Now().In(s.cfg.Zone)
	switch {
	case at.Year() == now.Year() && at.YearDay() == now.YearDay():
		return at.Format("15:04")
	case at.Year() == now.Year():
		return at.Format("2 Jan")
	}
	return at.Format("Jan 2006")
}

// A part is a line of a snippet.
type part struct {
	words text.Clean
	hits  []text.Span
}

// split puts a snippet on lines of a width, at most so many, so that its first
// hit is among them; brackets are drawn around hits, which take room too.
func split(r *Result, width, most int) []part {
	snippet, all := dotted(r)
	parts := wrap(snippet, all, width, most)
	if len(all) == 0 {
		return parts
	}
	first := all[0]
	for _, p := range parts {
		if len(p.hits) > 0 {
			return parts
		}
	}
	from := strings.LastIndexByte(snippet.String()[:max(first.Start-width/3, 0)], ' ') + 1
	return wrap(snippet.Cut(text.Span{Start: from, End: snippet.Len()}), shifted(all, -from), width, most)
}

// dotted is the snippet of a result with its hits, and with an ellipsis where
// it begins or ends within a sentence.
func dotted(r *Result) (text.Clean, []text.Span) {
	const dots = "…"
	snippet, hits := r.Snippet, r.Hits
	if first, _ := utf8.DecodeRuneInString(snippet.String()); unicode.IsLower(first) {
		snippet, hits = text.Join("", text.Own(dots), snippet), shifted(hits, len(dots))
	}
	if last, _ := utf8.DecodeLastRuneInString(snippet.String()); unicode.IsLetter(last) || unicode.IsDigit(last) || last == ',' {
		snippet = text.Join("", snippet, text.Own(dots))
	}
	return snippet, hits
}

// shifted are spans so many bytes further on.
func shifted(spans []text.Span, by int) []text.Span {
	out := make([]text.Span, len(spans))
	for i, s := range spans {
		out[i] = text.Span{Start: s.Start + by, End: s.End + by}
	}
	return out
}

// wrap puts words with hits on lines. A hit that is not on one line in whole is
// left out; the last line is cut where it is drawn.
func wrap(words text.Clean, hits []text.Span, width, most int) []part {
	var parts []part
	room := max(width-2*min(len(hits), 4), 1)
	for _, span := range pager.Wrap(words.String(), room) {
		last := len(parts) == most-1
		p := part{words: words.Cut(span)}
		if last {
			p.words = words.Cut(text.Span{Start: span.Start, End: words.Len()})
		}
		for _, h := range hits {
			if h.Start >= span.Start && h.End <= span.End {
				p.hits = append(p.hits, text.Span{Start: h.Start - span.Start, End: h.End - span.Start})
			}
		}
		if parts = append(parts, p); last {
			break
		}
	}
	return parts
}
