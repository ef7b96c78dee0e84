package desk

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/demo"
	"casewire/feeds/fetch"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Play fills an empty archive with the demonstration: the wheel is turned once
// for each of its days, at that day's time, and the articles of its plan are
// read on the days that it names. Config's Client and Now are not used.
// progress is told how many days are done.
func Play(ctx context.Context, c Config, version string, progress func(done, days int)) error {
	plan, err := demo.Plan()
	if err != nil {
		return fmt.Errorf("play the demonstration: %w", err)
	}
	var now atomic.Pointer[time.Time]
	c.Now = func() time.Time { return *now.Load() }
	client := fetch.New(fetch.Options{Version: version, Transport: demo.New(c.Now), PageGap: -1})
	defer client.Close()
	c.Client = client
	d := New(c)
	days := demo.Days()
	for i, day := range days {
		now.Store(&day)
		if _, err := d.Poll(ctx, Options{Together: true}, func(Event) {}); err != nil {
			return fmt.Errorf("play the demonstration: %w", err)
		}
		if err := readOn(ctx, c.Archive, i+1, day, plan); err != nil {
			return fmt.Errorf("play the demonstration: %w", err)
		}
		progress(i+1, len(days))
	}
	return nil
}

// readOn does what the plan says for a day. What was read on an earlier one
// and was corrected since is read again.
func readOn(ctx context.Context, a *archive.Archive, day int, now time.Time, plan []demo.Reading) error {
	today, reads := map[string]demo.Reading{}, false
	for _, r := range plan {
		if r.Day <= day {
			today[key(r.URL)] = r
		}
		reads = reads || r.Day == day
	}
	if !reads {
		return nil
	}
	page, err := a.Page(ctx, news.Filter{Unread: true}, nil, news.Place{}, 1000, false)
	if err != nil {
		return err
	}
	for i := range page.Articles {
		it := &page.Articles[i]
		r, ok := today[key(it.URL)]
		if !ok {
			continue
		}
		err := errors.Join(a.Opened(ctx, it.ID, now), a.ReadTo(ctx, it.ID, it.Size.Sentences))
		if err == nil && r.Starred && r.Day == day {
			_, err = a.Do(ctx, now, news.Star, text.Clean{}, it.ID)
		}
		if err != nil {
			return err
		}
	}
	return a.Visit(ctx, now)
}
