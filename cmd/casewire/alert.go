package main

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// fewAlerts is how many notifications may come at a time; more alerts become
// one.
const fewAlerts = 3

// staleAlert is how old an alert may be that nobody was told of, because nobody
// watched or its article was not kept for a while.
const staleAlert = 24 * time.Hour

// A herald tells of alerts: by a line, on the desktop, and by the user's
// programs.
type herald struct {
	*program
	desktop bool
	hooks   []hook
	slots   chan struct{} // one for each hook that may run
	running sync.WaitGroup
	out     *sync.Mutex // for standard output
}

// announce tells of the alerts that nobody was told of. Those that were held
// back are told together; of those that are no news any more, nobody is told.
// An alert is written down as told first, so that it is never told twice.
func (h *herald) announce(ctx context.Context, f *following, held bool) error {
	alerts, err := f.archive.Untold(ctx)
	if err != nil {
		return fmt.Errorf("announce: %w", err)
	}
	few := !held && len(alerts) <= fewAlerts
	var together []archive.Alert
	for i := 0; i < len(alerts) && ctx.Err() == nil && err == nil; i++ {
		var ours bool
		one := alerts[i : i+1]
		if ours, err = f.archive.Tell(ctx, one[0].Article.ID); !ours || f.now().Sub(one[0].Found) > staleAlert {
			continue
		}
		if few {
			h.show(ctx, f, one)
		} else {
			together = append(together, one...)
		}
		if !held {
			h.start(ctx, f, one)
		}
	}
	h.show(ctx, f, together)
	if held {
		h.start(ctx, f, together)
	}
	return err
}

// fail tells of an error that stops nothing.
func (h *herald) fail(err error) {
	if err != nil {
		h.log.Error("watch", "error", err)
		h.report(err)
	}
}

// show tells of alerts by a line each, and together on the desktop.
func (h *herald) show(ctx context.Context, f *following, alerts []archive.Alert) {
	if len(alerts) == 0 {
		return
	}
	if !h.flags.json && !h.flags.quiet {
		h.out.Lock()
		pr := h.printer()
		for i := range alerts {
			title, body := alertWords(f, alerts[i:i+1])
			pr.line(text.Join("  ", title, body))
		}
		h.out.Unlock()
	}
	if h.desktop {
		title, body := alertWords(f, alerts)
		h.fail(h.notify(ctx, title, body))
	}
}

// alertWords are the title and the text of a notification.
func alertWords(f *following, alerts []archive.Alert) (title, body text.Clean) {
	if len(alerts) == 1 {
		a := &alerts[0]
		return text.Join(": ", f.story.Title, text.Join(", ", a.Rules...)), alertLine(f, &a.Article, true)
	}
	lines := make([]text.Clean, 0, fewAlerts+1)
	for i := range alerts {
		if len(lines) == fewAlerts {
			lines = append(lines, text.Sprintf("and %d more", len(alerts)-fewAlerts))
			break
		}
		lines = append(lines, alertLine(f, &alerts[i].Article, false))
	}
	return text.Join(": ", f.story.Title, text.Line(count(len(alerts), "alert"))), text.Join("; ", lines...)
}

// alertLine is an article in a line: "Jury finds Marlow not guilty (Harbor
// Post, 14:32; the first outlet)".
func alertLine(f *following, a *news.Article, outlets bool) text.Clean {
	at := a.Dates.Published.Time
	if at.IsZero() {
		at = a.Dates.FirstSeen
	}
	at, now := at.In(f.zone), f.now().In(f.zone)
	clock := "15:04"
	if at.Format(time.DateOnly) != now.Format(time.DateOnly) {
		clock = "2 Jan 15:04"
	}
	about := []string{a.Outlet.String(), at.Format(clock)}
	if a.Outlet.Len() == 0 {
		about = about[1:]
	}
	line := strings.Join(about, ", ")
	switch {
	case !outlets:
	case a.Report.Outlets > 1:
		line += "; " + count(a.Report.Outlets, "outlet")
	default:
		line += "; the first outlet"
	}
	return text.Sprintf("%s (%s)", headline(a), line)
}

// quietAt reports whether a time of day is one in which nothing is announced.
func quietAt(times []quietTime, at time.Time) bool {
	day := sinceMidnight(at)
	for _, q := range times {
		if q.from < q.to && day >= q.from && day < q.to || q.from > q.to && (day >= q.from || day < q.to) {
			return true
		}
	}
	return false
}
