package desk

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/link"
	"casewire/feeds/news"
)

// A round is one turn of the wheel.
type round struct {
	*Desk
	taken

	options  Options
	tell     func(Event)
	now      time.Time
	specs    map[string]*news.FeedSpec // by address as written
	quiet    sync.Map                  // hosts that want to be left alone, until when
	seq      int64
	progress news.Progress
	report   news.PollReport
}

func (r *round) run(ctx context.Context) error {
	r.specs = map[string]*news.FeedSpec{}
	for i := range r.story.Feeds {
		r.specs[r.story.Feeds[i].URL] = &r.story.Feeds[i]
	}
	due, err := r.due(ctx)
	if err != nil || r.Offline {
		return err
	}
	if len(due) > 0 {
		if err := r.feeds(ctx, due); err != nil {
			return err
		}
	}
	if !r.options.NoPages && !r.report.Offline {
		if err := r.pages(ctx); err != nil {
			return err
		}
	}
	if err := CatchUp(ctx, r.Archive, r.story, r.rules, r.Spawn, nil); err != nil {
		return err
	}
	return r.end(ctx)
}

// begin opens the poll with the first thing that is stored.
func (r *round) begin(ctx context.Context) (err error) {
	if r.seq == 0 {
		r.seq, err = r.Archive.BeginPoll(ctx, r.now)
	}
	return err
}

// end closes the poll, and removes what has been held long enough if it is the
// first of its day: retention counts in days. A poll that reached nobody stays
// open, if it is one at all: it tells nothing of the feeds.
func (r *round) end(ctx context.Context) error {
	if r.seq == 0 || r.report.Offline && r.report.OK == 0 {
		return nil
	}
	counts, err := r.Archive.Counts(ctx)
	if err == nil && counts.LastPoll.Before(r.now.Truncate(24*time.Hour)) {
		_, err = r.Archive.Clean(ctx, r.now, r.story.Retention)
	}
	if err != nil {
		return err
	}
	return r.Archive.EndPoll(ctx, r.seq, r.now)
}

// due lists the feeds that are asked now and tells of the others. Feeds of
// hosts that want to be left alone are not asked whatever the options say.
func (r *round) due(ctx context.Context) ([]archive.Source, error) {
	sources, err := r.sources(ctx)
	if err != nil {
		return nil, err
	}
	quiet, err := r.quietHosts(ctx)
	if err != nil {
		return nil, err
	}
	for host, until := range quiet {
		r.quiet.Store(host, until)
	}
	var due []archive.Source
	for _, s := range sources {
		if r.options.Feed != "" && s.URL != r.options.Feed {
			continue
		}
		r.report.Feeds++
		until := waits(&s, quiet[link.Host(s.Address)], r.now, r.options.Force || r.options.Feed != "")
		switch {
		case r.Offline:
			r.tellFeed(news.FeedReport{Feed: s.URL, Outlet: s.Outlet, Status: news.StatusOffline, Next: s.Next})
		case s.State == news.Gone:
			r.tellFeed(news.FeedReport{Feed: s.URL, Outlet: s.Outlet, Status: news.StatusGone, HTTP: s.Status, Error: s.Error})
		case until.After(r.now):
			r.tellFeed(news.FeedReport{Feed: s.URL, Outlet: s.Outlet, Status: news.StatusNotDue, Next: until})
		default:
			due = append(due, s)
		}
	}
	r.report.Offline = r.Offline
	r.progress.Asking = len(due)
	return due, nil
}

// quietHosts are the hosts that want to be left alone, and until when.
func (r *round) quietHosts(ctx context.Context) (map[string]time.Time, error) {
	quiet, err := r.Archive.Quiet(ctx, r.now)
	// A clock that went back must not silence a host for ever.
	maps.DeleteFunc(quiet, func(_ string, until time.Time) bool { return until.Sub(r.now) > longestWait })
	return quiet, err
}

// sources are the story's feeds as the last poll left them, and new ones.
func (r *round) sources(ctx context.Context) ([]archive.Source, error) {
	all, err := r.Archive.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	if readOnly, _ := r.Archive.ReadOnly(); !readOnly && !r.known(all) {
		if err := r.Archive.Sync(ctx, r.story.Feeds, r.now); err != nil {
			return nil, err
		}
		if all, err = r.Archive.Feeds(ctx); err != nil {
			return nil, err
		}
	}
	followed := all[:0]
	for _, s := range all {
		if s.Followed && r.specs[s.URL] != nil {
			followed = append(followed, s)
		}
	}
	return followed, nil
}

// known reports whether the archive has the feeds as the story file has them,
// so that nothing need be written.
func (r *round) known(all []archive.Source) bool {
	found := 0
	for i := range all {
		s := &all[i]
		spec := r.specs[s.URL]
		switch {
		case spec == nil && !s.Followed:
			continue
		case spec == nil || !s.Followed || s.KeepAll != spec.KeepAll || s.NoPages != spec.NoPages:
			return false
		case spec.Outlet.Len() > 0 && s.Outlet != spec.Outlet, spec.Outlet.Len() == 0 && s.Outlet != s.Title:
			return false
		}
		found++
	}
	return found == len(r.specs)
}

// waits is until when a feed is not to be asked; a time not after now is now.
func waits(s *archive.Source, hostQuiet, now time.Time, force bool) time.Time {
	until := s.Next
	if force && s.Status != 429 && s.Status != 503 {
		until = time.Time{}
	} else if at := allowed(now, s.Hints); at.After(until) {
		until = at
	}
	// A clock that went back must not silence a feed for ever.
	if until.Sub(now) > longestWait+longest {
		until = time.Time{}
	}
	if hostQuiet.After(until) {
		return hostQuiet
	}
	return until
}

// feeds asks the feeds and stores what they give.
func (r *round) feeds(ctx context.Context, due []archive.Source) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	outcomes := make(chan outcome, 64)
	r.Spawn(func() {
		defer close(outcomes)
		lanes(ctx, r.Spawn, due, func(s archive.Source) string { return link.Host(s.Address) },
			func(ctx context.Context, s archive.Source) { outcomes <- r.ask(ctx, &s) })
	})
	err := r.storeAll(ctx, outcomes)
	if err != nil {
		cancel()
		for range outcomes {
			continue // the askers must not hang
		}
	}
	return err
}

// Outcomes are stored together: after storeEvery, or when they have maxBatch
// items, so that what the reader does never waits for long.
const (
	maxBatch   = 400
	storeEvery = 100 * time.Millisecond
)

// A sheaf is outcomes that wait to be stored.
type sheaf struct {
	batch    []outcome
	held     []outcome // failures that may be those of this machine's network
	items    int       // of the batch
	answered bool      // by anybody
}

// storeAll stores outcomes as they come. Failures that may be those of this
// machine's network are held back until the others are known.
func (r *round) storeAll(ctx context.Context, outcomes <-chan outcome) error {
	var s sheaf
	tick := time.NewTicker(storeEvery)
	defer tick.Stop()
	for more := true; more; {
		full := false
		select {
		case o, ok := <-outcomes:
			if o.broken != nil && ctx.Err() == nil {
				return o.broken
			}
			if more = ok; ok {
				r.gather(&s, o)
				full = s.items >= maxBatch
			}
		case <-tick.C:
			full = true
		}
		if full && !r.options.Together {
			if err := r.store(ctx, s.batch); err != nil {
				return err
			}
			s.batch, s.items = s.batch[:0], 0
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return r.store(ctx, append(s.batch, r.blame(s.held, s.answered)...))
}

// gather puts an outcome to those that wait.
func (r *round) gather(s *sheaf, o outcome) {
	switch o.fault {
	case skipped:
		if o.report.Status == news.StatusNotDue {
			r.tellFeed(o.report)
		}
	case network, nameless, odd:
		s.held = append(s.held, o)
	case none, theirs:
		s.answered = true
		s.batch = append(s.batch, o)
		s.items += len(o.result.Arrivals)
	}
}

// blame tells of the failures that are this machine's network's: no host
// answered, or unlike hosts gave one and the same web page. It returns those
// that are the feeds' own.
func (r *round) blame(held []outcome, answered bool) []outcome {
	hosts, pages := map[string]bool{}, map[string]map[string]bool{}
	for i := range held {
		o := &held[i]
		if o.fault != odd {
			hosts[o.result.Host] = true
			continue
		}
		if pages[o.page] == nil {
			pages[o.page] = map[string]bool{}
		}
		pages[o.page][o.result.Host] = true
	}
	var theirs []outcome
	for _, o := range held {
		login := o.fault == odd && len(pages[o.page]) > 1
		cut := !answered && len(pages) == 0 && (o.fault == nameless || o.fault == network && len(hosts) > 1)
		if !login && !cut {
			theirs = append(theirs, o)
			continue
		}
		r.report.Offline = true
		r.report.Login = r.report.Login || login
		o.report.Status, o.report.Next = news.StatusOffline, r.now
		r.tellFeed(o.report)
	}
	return theirs
}

// store stores a batch and then tells of it.
func (r *round) store(ctx context.Context, batch []outcome) error {
	if len(batch) == 0 {
		return nil
	}
	if err := r.begin(ctx); err != nil {
		return err
	}
	slices.SortFunc(batch, func(x, y outcome) int { return cmp.Compare(x.result.Feed, y.result.Feed) })
	results := make([]archive.Result, len(batch))
	for i := range batch {
		results[i] = batch[i].result
	}
	stored, err := r.Archive.Store(ctx, r.seq, r.now, results, r.judge())
	if err != nil {
		return fmt.Errorf("store %d feeds: %w", len(batch), err)
	}
	for i := range batch {
		batch[i].report.New, batch[i].report.Kept = stored[i].New, stored[i].Kept
		r.count(stored[i].Changes)
		r.tellFeed(batch[i].report)
	}
	return nil
}

func (r *round) judge() archive.Judge {
	j := Judgement(r.rules)
	j.Compare, j.KeepRead = edit, r.KeepRead
	return j
}

func (r *round) count(changes []archive.Change) {
	for _, c := range changes {
		if c.New && c.Decision == news.Keep {
			r.report.Articles++
			r.progress.Reports++
		}
	}
}

// tellFeed tells of a feed and counts it.
func (r *round) tellFeed(f news.FeedReport) {
	switch f.Status {
	case news.StatusOK, news.StatusMoved:
		r.report.OK++
	case news.StatusUnchanged:
		r.report.OK++
		r.report.Unchanged++
	case news.StatusError:
		r.report.Failed++
	case news.StatusGone, news.StatusNotDue, news.StatusOffline:
	}
	r.report.New += f.New
	r.report.Kept += f.Kept
	if f.Status != news.StatusNotDue {
		r.progress.Answered++
	}
	r.tell(Event{Feed: &f, Progress: r.progress})
}
