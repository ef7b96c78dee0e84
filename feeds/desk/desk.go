package desk

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/fetch"
	"casewire/feeds/news"
	"casewire/feeds/parse"
	"casewire/feeds/rule"
)

// Config is what a desk works with. All fields must be set, but Headers, Lock,
// Offline and KeepRead.
type Config struct {
	Story   *news.Story
	Rules   *rule.Rules
	Archive *archive.Archive
	Client  Asker
	// Now is the story's clock.
	Now func() time.Time
	// Spawn starts a goroutine.
	Spawn func(func())
	// Headers are what the reader's preferences send to the host of an address,
	// and to no other; nil is nothing.
	Headers func(address string) map[string]string
	// Lock is the file that keeps a second poller out; empty if nobody else
	// can know the archive. Who is what others are told.
	Lock, Who string
	// Offline asks nobody.
	Offline bool
	// KeepRead leaves an article read that is corrected or gets another
	// headline.
	KeepRead bool
}

// An Asker asks for one address at a time, as fetch.Client does.
type Asker interface {
	Get(ctx context.Context, r fetch.Request) (*fetch.Response, error)
}

// A Desk polls one story. Its rules can be changed while it works; a poll goes
// on with those that it began with.
type Desk struct {
	Config
	parser parse.Parser
	// cores bounds how many documents are parsed at a time.
	cores chan struct{}
	taken atomic.Pointer[taken]
	// looked is when saved pages were last looked at again, in nanoseconds.
	looked atomic.Int64
}

// taken is the story as it is now.
type taken struct {
	story *news.Story
	rules *rule.Rules
}

// New makes a desk.
func New(c Config) *Desk {
	d := &Desk{Config: c, cores: make(chan struct{}, parsers())}
	d.Take(c.Story, c.Rules)
	return d
}

// Take takes up an edited story from the next poll on.
func (d *Desk) Take(story *news.Story, rules *rule.Rules) { d.taken.Store(&taken{story, rules}) }

// Options say what to poll.
type Options struct {
	// Force asks all feeds that have not told us to wait, due or not.
	Force bool
	// NoPages leaves the pages of kept articles for another time.
	NoPages bool
	// Feed is the address of the only feed to ask, due or not; empty for all.
	Feed string
	// Together stores all feeds in one transaction, in their order.
	Together bool
	// Wait is how long another poller is waited for.
	Wait time.Duration
}

// An Event is what a poll tells as it goes on: a feed whose items are stored,
// if Feed is set, and how far it is.
type Event struct {
	Feed     *news.FeedReport
	Progress news.Progress
}

// Poll asks the feeds that are due once, and then the outlets for the pages of
// what was kept. It calls tell, one call at a time, for each feed as soon as
// its items are stored. Feeds that fail are in the report and no error; an
// error is that of the archive or of the context.
func (d *Desk) Poll(ctx context.Context, o Options, tell func(Event)) (news.PollReport, error) {
	begun := time.Now() //nolint:forbidigo // how long it took, not the story's time
	busy, release, err := d.lock(ctx, o.Wait)
	if err != nil || busy.Len() > 0 {
		return news.PollReport{Busy: busy}, err
	}
	defer release()
	r := &round{Desk: d, taken: *d.taken.Load(), options: o, tell: tell, now: d.Now()}
	err = r.run(ctx)
	r.report.Took = time.Since(begun)
	if err != nil {
		return r.report, fmt.Errorf("poll: %w", err)
	}
	return r.report, nil
}
