package rules

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/list"
	"casewire/tui/screen"
)

const (
	pause  = 150 * time.Millisecond // in typing, before a query is tried
	mostOf = 500                    // rows of one change that are listed
	atOnce = 5000                   // a trial of so many articles is done again whenever something changed
)

// trial is the query on trial.
type trial struct {
	number int // of the last one; what comes for others is stale
	end    context.Context
	cancel context.CancelFunc
	// shown is what is on screen, coming what the trial under way has found;
	// they are the same unless the same query is tried again.
	shown, coming harvest
	again         bool
	running       bool
	stale         bool // something changed since
	// held keeps the rows as they are after a mark, so that none moves from
	// under the cursor; the counts follow.
	held bool
}

// harvest is what a trial found so far.
type harvest struct {
	part Part
	rows [3][]Row // by their change
}

type (
	// paused says that nothing was typed for a while.
	paused struct {
		of     *Screen
		number int
	}
	// stepped is how far a trial has come.
	stepped struct {
		of     *Screen
		number int
		run    Trial
		part   Part
		err    error
	}
)

// edited looks at the query after a key: it is read at once, and tried when
// typing pauses.
func (s *Screen) edited() tea.Cmd {
	s.endTrial()
	s.trial.held = false
	s.read()
	s.found.Scroll = list.Scroll{}
	if s.as.Len() == 0 {
		s.trial.shown = harvest{}
		return nil
	}
	number := s.trial.number
	return tea.Tick(s.pause, func(time.Time) tea.Msg { return paused{s, number} })
}

// read says how the query is read, or what is wrong with it.
func (s *Screen) read() {
	s.as, s.fault = text.Clean{}, nil
	if query := s.query(); query != "" {
		as, faults := s.cfg.Lab.Read(query)
		s.as, s.fault = as, input.Worst(faults)
	}
}

func (s *Screen) query() string { return s.line.Value().String() }

// endTrial ends what is under way; its answers will be stale.
func (s *Screen) endTrial() {
	t := &s.trial
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
	t.number++
	t.running, t.again, t.stale = false, false, false
}

// try begins a trial of the query; again says that it is the one on screen,
// which stays until the new one is done.
func (s *Screen) try(again bool) tea.Cmd {
	if s.as.Len() == 0 {
		return nil
	}
	s.endTrial()
	t := &s.trial
	t.end, t.cancel = context.WithCancel(s.ctx)
	t.running, t.again, t.coming = true, again, harvest{}
	ctx, number, lab, query := t.end, t.number, s.cfg.Lab, s.query()
	return func() tea.Msg {
		run, err := lab.Try(ctx, query)
		if err != nil {
			return stepped{of: s, number: number, err: err}
		}
		part, err := run.Next(ctx)
		return stepped{s, number, run, part, err}
	}
}

// next goes on with a trial.
func (s *Screen) next(run Trial) tea.Cmd {
	ctx, number := s.trial.end, s.trial.number
	return func() tea.Msg {
		part, err := run.Next(ctx)
		return stepped{s, number, run, part, err}
	}
}

// tryAgain tries the query again after something changed: at once where that
// is quick, else with the next key.
func (s *Screen) tryAgain(now bool) tea.Cmd {
	switch {
	case s.as.Len() == 0:
		return nil
	case !now && s.trial.shown.part.Total > atOnce:
		s.trial.stale = true
		return nil
	}
	return s.try(s.trial.shown.part.Done)
}

// takeStep takes what a step has found, and asks for the next.
func (s *Screen) takeStep(m stepped) (screen.Action, tea.Cmd) {
	t := &s.trial
	if m.of != s || m.number != t.number {
		return screen.Nothing{}, nil
	}
	if m.err != nil {
		t.running = false
		return screen.Fail{Err: m.err}, nil
	}
	for _, r := range m.part.Rows {
		if rows := &t.coming.rows[r.Change]; len(*rows) < mostOf {
			*rows = append(*rows, r)
		}
	}
	t.coming.part = m.part
	t.coming.part.Rows = nil
	if !t.again || m.part.Done {
		chosen := s.chosenID()
		if t.held && t.again {
			t.coming.rows = t.shown.rows
		}
		t.shown = t.coming
		s.choose(chosen)
	}
	if m.part.Done {
		t.running, t.again = false, false
		t.cancel()
		return screen.Nothing{}, nil
	}
	return screen.Nothing{}, s.next(m.run)
}

// said says how far the trial has come, and what it makes of the marks.
func (s *Screen) said() (counts, marks text.Clean) {
	p := &s.trial.shown.part
	if p.Total == 0 {
		return text.Clean{}, text.Clean{}
	}
	looked := text.Sprintf("of %s", screen.Count(p.Total, "stored item", "stored items"))
	if !p.Done {
		looked = text.Sprintf("%s of %s looked at,", screen.Number(p.Looked), screen.Number(p.Total))
	}
	counts = text.Sprintf("%s %s kept: +%s gained, -%s lost.", looked, screen.Number(p.Kept), screen.Number(p.Gained), screen.Number(p.Lost))
	if s.width < wide && p.Done {
		counts = text.Sprintf("%s of %s kept: +%s gained, -%s lost.", screen.Number(p.Kept), screen.Number(p.Total), screen.Number(p.Gained), screen.Number(p.Lost))
	}
	m := p.Marks
	if m.Of == 0 {
		return counts, text.Own("No marks yet.")
	}
	marks = text.Sprintf("Your marks: %s of %s right", screen.Number(m.Of-m.Wrong-m.Missed), screen.Number(m.Of))
	if m.Wrong+m.Missed > 0 && s.width >= narrow {
		marks = text.Sprintf("%s (%d wrongly kept, %d missed)", marks, m.Wrong, m.Missed)
	}
	return counts, marks
}
