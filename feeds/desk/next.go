package desk

import (
	"context"
	"fmt"
	"time"

	"casewire/feeds/link"
	"casewire/feeds/news"
)

// Next returns when the next feed of the story falls due, or the next page of
// an article: now, if one is due already, and the zero time if none ever will
// be. It asks nobody.
func (d *Desk) Next(ctx context.Context) (time.Time, error) {
	r := &round{Desk: d, taken: *d.taken.Load(), now: d.Now(), specs: map[string]*news.FeedSpec{}}
	feeds, err := r.nextFeed(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("look what is due: %w", err)
	}
	pages, err := r.nextPage(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("look what is due: %w", err)
	}
	// Pages wait a while for a feed, so that a host is not asked twice.
	if pages.IsZero() || !feeds.IsZero() && feeds.Before(pages.Add(lookGap)) {
		return feeds, nil
	}
	return pages, nil
}

// nextPage is when the next page is to be asked for.
func (r *round) nextPage(ctx context.Context) (time.Time, error) {
	if r.story.NoPages {
		return time.Time{}, nil
	}
	at, err := r.Archive.NextPage(ctx, r.now)
	if at.IsZero() {
		return at, err
	}
	for _, least := range []time.Time{r.now, r.looksFrom()} {
		if at.Before(least) {
			at = least
		}
	}
	return at, err
}

// nextFeed is when the next feed is to be asked.
func (r *round) nextFeed(ctx context.Context) (time.Time, error) {
	for i := range r.story.Feeds {
		r.specs[r.story.Feeds[i].URL] = &r.story.Feeds[i]
	}
	sources, err := r.sources(ctx)
	if err != nil {
		return time.Time{}, err
	}
	quiet, err := r.quietHosts(ctx)
	if err != nil {
		return time.Time{}, err
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
