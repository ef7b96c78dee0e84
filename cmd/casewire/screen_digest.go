package main

import (
	"context"

	"casewire/feeds/desk"
	"casewire/feeds/news"
	"casewire/tui/digest"
	"casewire/tui/screen"
)

// digest is the screen of what happened since the last visit.
func (w *window) digest() screen.Screen {
	s := w.shelf
	return digest.New(w.ctx, digest.Config{
		Data: chapters{s}, Title: s.followed().Title, Keys: w.keys, Theme: w.looks, Now: s.now, Zone: s.zone,
	})
}

// chapters are the shelf as the digest sees it.
type chapters struct{ *shelf }

const (
	visitsBack   = 200 // how many visits can be gone back to
	pageOfDigest = 20
)

// Visits returns the visits that are over, the last first. Those after which
// nothing was asked for until the next are one.
func (c chapters) Visits(ctx context.Context) ([]digest.Visit, error) {
	all, err := c.archive.Visits(ctx, c.now(), visitsBack)
	var out []digest.Visit
	for _, v := range all {
		if n := len(out); n == 0 || out[n-1].Poll != v.ToPoll {
			out = append(out, digest.Visit{Ended: v.Ended, Poll: v.ToPoll})
		}
	}
	return out, err
}

// Digest tells what came in after a visit. After an earlier one than the last
// that is what the reader has read since, too.
func (c chapters) Digest(ctx context.Context, since digest.Visit) (news.Digest, error) {
	last, err := c.archive.LastVisit(ctx, c.now())
	if err != nil {
		return news.Digest{}, err
	}
	course, err := c.course(ctx)
	if err != nil {
		return news.Digest{}, err
	}
	st := c.followed()
	return desk.Digest(ctx, c.archive, st, desk.Since{
		Poll: since.Poll, At: since.Ended, Known: since.Poll < last.ToPoll, Today: today(st, c.now(), c.zone), Lines: pageOfDigest, Course: course,
	})
}

// Known marks all that came in after a visit as read and known.
func (c chapters) Known(ctx context.Context, since digest.Visit) (int, error) {
	if since == (digest.Visit{}) {
		return c.DoAll(ctx, news.MarkRead, news.Filter{})
	}
	var ids []int64
	err := eachArticle(ctx, c.following, news.Filter{}, nil, 0, func(a *news.Article) error {
		if a.Dates.Poll > since.Poll && (!a.State.Read || a.State.ReadTo < a.Size.Sentences) {
			ids = append(ids, a.ID)
		}
		return nil
	})
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return c.Do(ctx, news.MarkRead, "", ids...)
}
