package main

import (
	"context"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/archive"
	"casewire/feeds/text"
)

// A bell lets the reader's terminal tell of alerts, by its own notifications.
type bell struct {
	*following
	term  string
	quiet []quietTime
	since int64          // the last poll before the window opened
	rung  map[int64]bool // articles
	held  bool
	send  func(sequence string)
}

// bell starts a bell for what comes in from now on, whoever polls. It is of no
// concern to watch, which has listeners of its own. The bell ends when stop is
// called.
func (p *program) bell(ctx context.Context, f *following, since int64, send func(string)) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	own := *f // the story as it is now: edits replace it
	b := &bell{following: &own, term: p.getenv("TERM"), quiet: p.prefs.quiet, since: since, rung: map[int64]bool{}, send: send}
	done := make(chan struct{})
	p.spawn(func() {
		defer close(done)
		for look(ctx) {
			if err := b.look(ctx); err != nil && ctx.Err() == nil {
				p.log.Error("look for alerts", "error", err)
			}
		}
	})
	return func() {
		cancel()
		<-done
	}
}

// look rings for the alerts that came in since it looked last.
func (b *bell) look(ctx context.Context) error {
	if quietAt(b.quiet, b.now().In(b.zone)) {
		b.held = true
		return nil
	}
	found, err := b.archive.AlertsSince(ctx, b.since)
	if err != nil {
		return err
	}
	var fresh []archive.Alert
	for i := range found {
		if id := found[i].Article.ID; !b.rung[id] {
			b.rung[id] = true
			fresh = append(fresh, found[i])
		}
	}
	if len(fresh) > fewAlerts || b.held {
		b.ring(fresh)
	} else {
		for i := range fresh {
			b.ring(fresh[i : i+1])
		}
	}
	b.held = false
	return nil
}

func (b *bell) ring(alerts []archive.Alert) {
	if len(alerts) == 0 {
		return
	}
	if notice := terminalNotice(b.term, b.following, alerts); notice != "" {
		b.send(notice)
	}
}

// terminalNotice is what makes a terminal notify the desktop; empty for those
// that would print it.
func terminalNotice(term string, f *following, alerts []archive.Alert) string {
	title, body := alertWords(f, alerts)
	switch {
	case term == "linux" || term == "dumb":
		return ""
	case strings.HasPrefix(term, "rxvt"), strings.HasPrefix(term, "foot"):
		return ansi.URxvtExt("notify", strings.ReplaceAll(title.String(), ";", ","), body.String())
	}
	return ansi.Notify(text.Join(": ", title, body).String())
}
