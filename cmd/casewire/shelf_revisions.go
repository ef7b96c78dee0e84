package main

import (
	"context"

	"casewire/feeds/news"
)

// changesShown is how many edits of an article the window shows.
const changesShown = 40

// Changes returns what each edit of an article changed, the newest first.
func (s *shelf) Changes(ctx context.Context, id int64) ([]news.Diff, error) {
	return s.changes(ctx, id, changesShown)
}
