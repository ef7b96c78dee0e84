package main

import (
	"time"

	"casewire/feeds/news"
	"casewire/tui/screen"
)

const (
	// awayLong is an absence after which one asks what happened.
	awayLong = 12 * time.Hour
	// thinStory is how many reports a story has that is told as a whole rather
	// than listed.
	thinStory = 20
)

// opens is the screen that the reader begins with: what happened, to somebody
// who was never here or long away, or where the story is thin; else the
// headlines. open = "..." in config.toml overrules that.
func (w *window) opens(counts news.Counts) screen.ID {
	switch {
	case w.prefs.open == "headlines", counts.Kept == 0:
		return screen.Headlines
	case w.prefs.open == "digest", counts.Kept < thinStory:
		return screen.Digest
	}
	now := w.shelf.now()
	visit, err := w.shelf.archive.LastVisit(w.ctx, now)
	switch {
	case err != nil:
		w.log.Warn("look up the last visit", "error", err)
		return screen.Headlines
	case visit.Ended.IsZero():
		return screen.Digest
	case now.Sub(visit.Ended) < awayLong:
		return screen.Headlines
	}
	if came, _, err := w.shelf.archive.Since(w.ctx, visit.ToPoll); err != nil || came == 0 {
		return screen.Headlines
	}
	return screen.Digest
}
