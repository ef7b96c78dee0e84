package desk

import (
	"context"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/revise"
)

// toDecide is how many near misses a poll asks for the pages of, checksPerPoll
// how many saved pages it looks at again.
const (
	toDecide      = 20
	checksPerPoll = 50
)

// lookGap is between two times that pages are looked at again: nobody polls
// more often by a story file.
const lookGap = 5 * time.Minute

// lookAgain asks for the pages of near misses that these may decide, and then
// for saved pages that are due again.
func (r *round) lookAgain(ctx context.Context) error {
	if r.now.Before(r.looksFrom()) && !r.options.Force {
		return nil
	}
	for _, kind := range []struct {
		due   func(context.Context, time.Time, int) ([]archive.PageWanted, error)
		limit int
	}{{r.Archive.PagesToDecide, toDecide}, {r.Archive.PagesAgain, checksPerPoll}} {
		wanted, err := kind.due(ctx, r.now, kind.limit)
		if err != nil {
			return err
		}
		if len(wanted) == 0 {
			continue
		}
		r.looked.Store(r.now.UnixNano())
		if reached, err := r.pageBatch(ctx, wanted); err != nil || !reached {
			return err
		}
	}
	return nil
}

// looksFrom is from when on pages may be looked at again. A time that a clock
// which went back has yet to reach is none.
func (r *round) looksFrom() time.Time {
	if at := time.Unix(0, r.looked.Load()); !at.After(r.now) {
		return at.Add(lookGap)
	}
	return time.Time{}
}

// maxCompared bounds the texts that are compared while others wait to write, in
// bytes.
const maxCompared = 256 << 10

// edit says what a text changed, for the archive. Of a text that is larger than
// any article it says no more than that.
func edit(before, after *news.Revision) archive.Edit {
	if before.Body.Text.Len()+after.Body.Text.Len() > 2*maxCompared {
		return archive.Edit{Kind: news.Update, New: after.Body.Sentences()}
	}
	d := revise.Compare(*before, *after)
	if d.Noise() {
		return archive.Edit{}
	}
	e := archive.Edit{Kind: d.Kind, Headline: d.Headline != nil && !d.Headline.Noise, Entries: revise.Entries(&d)}
	e.First, e.New = revise.NewSentences(&after.Body, &d)
	return e
}
