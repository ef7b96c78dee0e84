package digest

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/pager"
)

// measure is how wide the page is, whatever the window.
const measure = 78

// narrow is the width below which a date stands above its line.
const narrow = 60

// line is a line of the page: left plain, right quiet.
type line struct {
	left, right string
	title       bool
	quiet       bool
	entry       int // -1: none
	first       bool
}

// SetSize gives the screen its room.
func (s *Screen) SetSize(width, height int) {
	was, air := s.measure(), s.air()
	s.width, s.height = width, height
	if was != s.measure() || air != s.air() {
		s.lay(s.chosen())
	}
	s.scroll.SetHeight(height)
}

// small reports whether the lines have no room for all that is said above them.
func (s *Screen) small() bool { return s.width < narrow && s.air() == 0 }

// air is for how much of it there is room: none, above the page, or in it.
func (s *Screen) air() int {
	switch {
	case s.height >= airier:
		return 2
	case s.height >= airy:
		return 1
	}
	return 0
}

// measure is how many cells the lines have, after a blank at the left.
func (s *Screen) measure() int { return max(min(measure, s.width-2), 1) }

// lay makes the lines of the page, and keeps the chosen one in its place.
func (s *Screen) lay(keep *news.DigestLine) {
	if !s.loaded {
		return
	}
	w := writer{width: s.measure(), now: s.cfg.Now().In(s.cfg.Zone), apart: s.air() == 2}
	if s.air() == 1 {
		w.gap()
	}
	heads, keys := s.heads()
	for _, h := range heads {
		for _, l := range pager.Lines(h, w.width, 0) {
			w.lines = append(w.lines, line{left: l.Text.String(), entry: -1})
		}
	}
	for _, l := range pager.Fill(keys, w.width, 0) {
		w.lines = append(w.lines, line{left: l.Text.String(), entry: -1})
	}
	for _, part := range s.parts() {
		w.part(part)
	}
	at := -1
	if keep != nil {
		at = slices.IndexFunc(w.entries, func(l *news.DigestLine) bool {
			return l.Kind == keep.Kind && l.Article == keep.Article && l.Text == keep.Text
		})
	}
	s.lines, s.entries = w.lines, w.entries
	s.scroll.Set(w.starts, w.ends, len(w.lines), at)
	if at < 0 {
		s.scroll.GoTo(0)
	}
}

// airy is the height from which on a blank line stands above the page, until
// the window itself has one from airier on. Then blank lines stand in it too.
const (
	airy   = 18
	airier = 25
)

// writer writes the lines of the page.
type writer struct {
	width        int
	now          time.Time
	apart        bool // a blank line stands between what happened
	lines        []line
	entries      []*news.DigestLine
	starts, ends []int
}

func (w *writer) gap() { w.lines = append(w.lines, line{entry: -1}) }

// part writes lines below their heading.
func (w *writer) part(p Part) {
	w.gap()
	w.lines = append(w.lines, line{left: p.Title.String(), title: true, entry: -1})
	for i, l := range p.Lines {
		if w.apart && i > 0 && l.Kind == news.Development {
			w.gap()
		}
		w.starts = append(w.starts, len(w.lines))
		w.entries = append(w.entries, l)
		w.entry(l)
		w.ends = append(w.ends, len(w.lines))
	}
}

// indent is how far the words of a line stand from the edge of the page.
const indent = 2

// dates is how wide the column of dates to come is.
const dates = 18

// entry writes a line of the digest: its words, and at the right where they
// stand.
func (w *writer) entry(l *news.DigestLine) {
	lead := ""
	at := indent
	if l.Kind == news.ScheduledLine {
		lead = Date(l, w.now)
		if w.width < narrow {
			w.put(line{left: strings.Repeat(" ", indent) + lead, quiet: true})
			lead = ""
		} else {
			at += dates
		}
	}
	for _, part := range pager.Lines(l.Text, w.width-at, 0) {
		left := strings.Repeat(" ", indent) + lead
		w.put(line{left: left + strings.Repeat(" ", max(at-ansi.StringWidth(left), 0)) + part.Text.String()})
		lead = ""
	}
	if l.Was.Len() > 0 {
		was := text.Join("", text.Own("it said: "), l.Was)
		for _, part := range pager.Lines(was, w.width-at, 0) {
			w.put(line{left: strings.Repeat(" ", at) + part.Text.String(), quiet: true})
		}
	}
	where := cite(l, w.now)
	last := &w.lines[len(w.lines)-1]
	if ansi.StringWidth(last.left)+ansi.StringWidth(where)+2 > w.width {
		w.put(line{})
		last = &w.lines[len(w.lines)-1]
	}
	last.right = where
}

// put adds a line of the entry that is written.
func (w *writer) put(l line) {
	l.entry = len(w.entries) - 1
	l.first = len(w.lines) == w.starts[l.entry]
	w.lines = append(w.lines, l)
}

// View draws the page.
func (s *Screen) View() string {
	var lines []string
	if s.failed {
		lines = []string{"", " The digest could not be read.   " + s.cfg.Keys.Find(keymap.Digest, "headlines").Label() + ": headlines"}
	}
	for i := s.scroll.Top(); i < min(s.scroll.Top()+s.height, len(s.lines)); i++ {
		lines = append(lines, s.draw(&s.lines[i]))
	}
	for len(lines) < s.height {
		lines = append(lines, "")
	}
	for i := range lines {
		lines[i] = s.cfg.Theme.Cut(lines[i], s.width)
	}
	return strings.Join(lines[:s.height], "\n")
}

// draw draws a line of the page.
func (s *Screen) draw(l *line) string {
	t := s.cfg.Theme
	chosen := l.entry >= 0 && l.entry == s.scroll.Cursor()
	ink := t.On(chosen)
	style := ink.Plain
	switch {
	case l.title:
		style = ink.Title
	case l.quiet:
		style = ink.Quiet
	}
	sign, left := s.sign(l, chosen)
	right := l.right
	if right != "" {
		right += " "
	}
	room := s.measure() + 1 - ansi.StringWidth(sign) - ansi.StringWidth(right)
	return sign + style.Render(t.Fit(left, room)) + ink.Quiet.Render(right)
}

// sign draws what stands before a line, and returns the rest of it: which is
// chosen, and which is a correction.
func (s *Screen) sign(l *line, chosen bool) (sign, rest string) {
	ink := s.cfg.Theme.On(chosen)
	switch {
	case l.entry < 0:
		return " ", l.left
	case l.first && s.entries[l.entry].Kind == news.CorrectionLine:
		mark := " "
		if chosen {
			mark = ">"
		}
		return ink.Plain.Render(mark) + ink.Alarm.Render("!"), l.left[1:]
	case l.first && chosen:
		return ink.Plain.Render(" >"), l.left[1:]
	}
	return ink.Plain.Render("  "), strings.TrimPrefix(l.left, " ")
}

// Cursor is on the chosen line.
func (s *Screen) Cursor() (x, y int, ok bool) {
	l := s.chosen()
	if l == nil {
		return 0, 0, false
	}
	x = 1
	if l.Kind == news.CorrectionLine {
		x = 0
	}
	return x, s.scroll.Line(), s.scroll.InSight()
}
