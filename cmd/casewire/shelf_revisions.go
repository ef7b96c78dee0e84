package main

import (
	"context"
	"slices"

	"casewire/feeds/news"
)

// changesShown is how many edits of an article the window shows.
const changesShown = 40

// Changes returns what each edit of an article changed, the newest first, noise
// left out.
func (s *shelf) Changes(ctx context.Context, id int64) ([]news.Diff, error) {
	list, err := s.changes(ctx, id, changesShown)
	for i := range list {
		d := &list[i]
		d.Hunks = slices.DeleteFunc(d.Hunks, func(h news.Hunk) bool { return h.Noise })
		if d.Headline != nil && d.Headline.Noise {
			d.Headline = nil
		}
	}
	return list, err
}
