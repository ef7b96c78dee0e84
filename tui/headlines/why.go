package headlines

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/tui/screen"
	"casewire/tui/why"
)

// answer is an answer to "why is this here?" that lies over the list.
type answer struct {
	why news.Why
	top int // the first line shown, where there is no room for all
}

// explained brings the answer.
type explained struct {
	of     *Screen
	number int
	why    news.Why
	err    error
}

// question asks why an article is here.
func (s *Screen) question(id int64) tea.Cmd {
	s.asked++
	ctx, src, number := s.ctx, s.cfg.Explain, s.asked
	return func() tea.Msg {
		w, err := src.Why(ctx, id)
		return explained{s, number, w, err}
	}
}

func (s *Screen) explained(m explained) (screen.Action, tea.Cmd) {
	switch {
	case m.of != s || m.number != s.asked:
		return screen.Nothing{}, nil
	case m.err != nil:
		return screen.Fail{Err: m.err}, nil
	}
	s.rows.Stay()
	s.why = &answer{why: m.why}
	return screen.Nothing{}, nil
}

// whyKey takes a key while the answer is open; ok is false if it is none of
// the answer's.
func (s *Screen) whyKey(m tea.KeyPressMsg) (a screen.Action, ok bool) {
	is := func(name string) bool { return s.cfg.Keys.Find(kind, name).Is(m) }
	switch {
	case is("back"), is("why"):
		s.why = nil
		s.asked++
	case is("down"):
		s.why.top++
	case is("up"):
		s.why.top--
	case is("page-down"):
		s.why.top += s.height / 2
	case is("page-up"):
		s.why.top -= s.height / 2
	case is("on"), is("off"), is("browser"), is("copy"):
		return nil, false
	default:
		return screen.Pass{Msg: m}, true
	}
	return screen.Nothing{}, true
}

// answerKey is the row that changes the decision.
func (s *Screen) answerKey() string {
	if s.rest {
		return "on"
	}
	return "off"
}

// over lays the answer over the list, away from the chosen row.
func (s *Screen) over(view []string) {
	t := s.cfg.Theme
	lines := why.Looks{Theme: t, Zone: s.cfg.Zone, Keys: s.keys(kind, s.answerKey())}.Lines(s.why.why, s.width)
	_, own := s.lines(nil, s.rows.Chosen())
	above, below := s.rows.Line(), len(view)-s.rows.Line()-own
	room := max(above, below) - 1
	if room < 1 {
		return
	}
	more := ""
	if len(lines) > room {
		keys := s.keys(kind, "down", "up")
		more = " " + keys[0].Label() + " " + keys[1].Label() + ": more "
	}
	rule := t.Quiet.Render(t.Fit(strings.Repeat(t.Glyphs.Rule, max(s.width-ansi.StringWidth(more), 0))+more, s.width))
	s.why.top = max(min(s.why.top, len(lines)-room), 0)
	lines = lines[s.why.top:min(s.why.top+room, len(lines))]
	if below >= above {
		copy(view[len(view)-len(lines)-1:], append([]string{rule}, lines...))
		return
	}
	copy(view, append(lines, rule))
}
