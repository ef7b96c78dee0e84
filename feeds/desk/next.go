package desk

import (
	"context"
	"fmt"
	"time"

	"casewire/feeds/link"
	"casewire/feeds/news"
)

// Next returns when the next feed of the story falls due: now, if one is due
// already, and the zero time if none ever will be. It asks nobody.
func (d *Desk) Next(ctx context.Context) (time.Time, error) {
	r := &round{Desk: d, taken: *d.taken.Load(), now: d.Now(), specs: map[string]*news.FeedSpec{}}
	for i := range r.story.Feeds {
		r.specs[r.story.Feeds[i].URL] = &r.story.Feeds[i]
	}
	sources, err := r.sources(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("look what is due: %w", err)
	}
	quiet, err := d.Archive.Quiet(ctx, r.now)
	if err != nil {
		return time.Time{}, fmt.Errorf("look what is due: %w", err)
	}
	var next time.Time
	for i := range sources {
		s := &sources[i]
		if s.State == news.Gone {
			continue
		}
		at := waits(s, quiet[link.Host(s.Address)], r.now, false)
		if at.Before(r.now) {
			at = r.now
		}
		if next.IsZero() || at.Before(next) {
			next = at
		}
	}
	return next, nil
}
