package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/extract"
	"casewire/feeds/fetch"
	"casewire/feeds/link"
	"casewire/feeds/news"
)

// pagesAtOnce is how many wanted pages are taken from the archive at a time,
// pagesPerPoll how many a poll asks for at the most.
const (
	pagesAtOnce  = 64
	pagesPerPoll = 2000
)

// pages asks the outlets for the pages of kept articles that are wanted, and
// for those that are to be looked at again.
func (r *round) pages(ctx context.Context) error {
	if r.story.NoPages {
		return nil
	}
	for asked := 0; asked < pagesPerPoll; {
		wanted, err := r.Archive.PagesDue(ctx, r.now, pagesAtOnce)
		if err != nil {
			return err
		}
		if len(wanted) == 0 {
			break
		}
		r.progress.Pages = len(wanted)
		r.tell(Event{Progress: r.progress})
		reached, err := r.pageBatch(ctx, wanted)
		if err != nil || !reached {
			return err
		}
		asked += len(wanted)
	}
	return r.lookAgain(ctx)
}

// pageBatch asks for some pages and stores what they give. It reports whether
// anything became of them: if nobody answered, the pages stay wanted.
func (r *round) pageBatch(ctx context.Context, wanted []archive.PageWanted) (moved bool, err error) {
	ctx, cancel := context.WithCancel(ctx)
	pages := make(chan page, len(wanted)) // room for all: nobody hangs
	r.Spawn(func() {
		defer close(pages)
		lanes(ctx, r.Spawn, wanted, func(w archive.PageWanted) string { return link.Host(w.URL) },
			func(ctx context.Context, w archive.PageWanted) { pages <- r.page(ctx, w) })
	})
	var batch, held []archive.PageResult
	var bodies []*fetch.Response // large ones are few at a time until they are stored
	release := func() {
		for _, b := range bodies {
			b.Release()
		}
		bodies = bodies[:0]
	}
	defer func() {
		cancel()
		release()
		for p := range pages {
			p.body.Release()
		}
	}()
	reached := false
	for p := range pages {
		bodies = append(bodies, p.body)
		switch {
		case p.canceled:
		case p.unreached:
			held = append(held, p.result)
		default:
			moved, reached = true, reached || !p.putOff
			batch = append(batch, p.result)
		}
		if len(pages) > 0 || len(batch) == 0 {
			continue
		}
		if err := r.storePages(ctx, batch, wanted[0].Again); err != nil {
			return moved, err
		}
		batch = batch[:0]
		release()
	}
	if ctx.Err() != nil {
		return moved, context.Cause(ctx)
	}
	if reached {
		batch = append(batch, held...)
	}
	return moved, r.storePages(ctx, batch, wanted[0].Again)
}

// storePages stores pages and tells of them; of those that were looked at again
// only what is in the archive tells.
func (r *round) storePages(ctx context.Context, batch []archive.PageResult, again bool) error {
	if len(batch) == 0 {
		return nil
	}
	stored, err := r.Archive.StorePages(ctx, r.now, batch, r.judge())
	if err != nil {
		return fmt.Errorf("store %d pages: %w", len(batch), err)
	}
	for _, s := range stored {
		r.count(s.Changes)
	}
	for i := range batch {
		switch {
		case again, !batch[i].Quiet.IsZero():
		case batch[i].OK:
			r.report.Pages++
		default:
			r.report.Refused++
		}
	}
	r.progress.Pages = max(r.progress.Pages-len(batch), 0)
	r.tell(Event{Progress: r.progress})
	return nil
}

// A page is what asking for one came to, before it is stored.
type page struct {
	result              archive.PageResult
	body                *fetch.Response // what is to be released; nil for nothing
	unreached, canceled bool
	putOff              bool // not asked for: the host wants to be left alone
}

// page asks for a page and reads the article in it.
func (r *round) page(ctx context.Context, w archive.PageWanted) page {
	p := page{result: archive.PageResult{Article: w.Article, URL: w.URL}}
	if link.Opaque(w.URL) {
		return p // a link that leads only a browser to the article
	}
	if until, ok := r.quiet.Load(link.Host(w.URL)); ok {
		p.result.Quiet, p.putOff = until.(time.Time), true //nolint:forcetypeassert // that is all that it holds
		return p
	}
	spec := r.specs[w.Feed]
	if spec == nil {
		spec = &news.FeedSpec{}
	}
	response, err := r.Client.Get(ctx, fetch.Request{
		URL: w.URL, From: w.Feed, ETag: w.Validators.ETag, LastModified: w.Validators.LastModified, Page: true, Hold: true,
		UserAgent: spec.UserAgent, Header: r.headers(spec, w.URL), Limit: pageLimit(spec), Timeout: spec.Limits.Time,
	})
	if err != nil {
		p.canceled = errors.Is(err, context.Canceled)
		var refused *fetch.Error
		if errors.As(err, &refused) {
			p.result.Status = refused.HTTP
			if refused.HTTP == http.StatusTooManyRequests {
				p.result.Quiet = r.now.Add(patience(refused))
				r.quiet.Store(link.Host(w.URL), p.result.Quiet)
			}
			f := whose(refused.Kind)
			p.unreached = f == network || f == nameless
		}
		return p
	}
	p.body = response
	p.result.Status, p.result.URL = response.Status, response.URL
	p.result.Headers = response.Header
	if response.Status == http.StatusNotModified {
		return p
	}
	r.cores <- struct{}{}
	defer func() { <-r.cores }()
	r.extract(&p.result, response, spec.Selector)
	return p
}

// pageLimit bounds a page, decoded.
func pageLimit(spec *news.FeedSpec) int64 {
	if spec.Limits.Page > 0 {
		return spec.Limits.Page
	}
	return fetch.MaxPage
}

// extract reads the article. The text of a page that does not want to be kept
// is not.
func (r *round) extract(p *archive.PageResult, response *fetch.Response, selector string) {
	got, err := extract.Article(response.Body, response.Header.Get("Content-Type"), response.URL, selector)
	if err != nil || got.NoArchive || noArchive(response.Header.Values("X-Robots-Tag")) {
		return
	}
	p.OK, p.Part = true, got.Sure == extract.Part || response.Truncated
	p.Bytes = response.Body
	p.Headline, p.Byline, p.Body = got.Headline, got.Byline, got.Body
	if !got.Published.IsZero() && got.Published.From == news.FromPage {
		p.Published = got.Published.Time
	}
	if got.Canonical != "" {
		p.Key, p.Tidy = link.Key(got.Canonical), link.Tidy(got.Canonical)
	}
}
