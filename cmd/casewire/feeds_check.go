package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/export"
	"casewire/feeds/fetch"
	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/parse"
	"casewire/feeds/text"
)

// checkedAtOnce is how many feeds are asked at a time; of one host there are
// two.
const checkedAtOnce = 32

// A verdict is what trying a feed came to.
type verdict struct {
	url     string
	outlet  text.Clean
	status  news.FeedStatus
	http    int
	items   int
	newest  time.Time
	damaged bool
	bytes   int64
	took    time.Duration
	fault   text.Clean
	movedTo string
	found   []string // feeds that the page there names
}

// verdictJSON is a verdict as feeds check prints it.
type verdictJSON struct {
	URL     string          `json:"url"`
	Outlet  text.Clean      `json:"outlet"`
	Status  news.FeedStatus `json:"status"`
	HTTP    *int            `json:"http"`
	Items   int             `json:"items"`
	Newest  *string         `json:"newest"`
	Damaged bool            `json:"damaged"`
	Bytes   int64           `json:"bytes"`
	MS      int64           `json:"ms"`
	Error   *string         `json:"error"`
	MovedTo *string         `json:"moved_to"`
	Found   []string        `json:"found"`
}

func (p *program) checkFeedsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check", Short: "Try each feed once, and say how it is", Args: noArgs,
		Long: "Try each feed of the story once, as its address stands in the story file, and say how it is: the bad ones first.\n" +
			"Nothing is stored. Hosts that asked to be left alone are.\n\n" + exitStatuses,
		Example: "casewire feeds check\ncasewire feeds check --json | jq 'select(.error)'",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := p.online("feeds check"); err != nil {
				return err
			}
			return p.withStory(cmd.Context(), func(f *following) error { return p.checkFeeds(cmd.Context(), f) })
		},
	}
}

func (p *program) checkFeeds(ctx context.Context, f *following) error {
	verdicts, err := p.tryFeeds(ctx, f)
	if err != nil {
		return err
	}
	failed := 0
	for i := range verdicts {
		if isBad(&verdicts[i]) {
			failed++
		}
	}
	slices.SortStableFunc(verdicts, func(x, y verdict) int { return order(&x) - order(&y) })
	if err := p.tellVerdicts(verdicts, failed, f.now()); err != nil {
		return err
	}
	if failed > 0 {
		return withHint(errPartial, fmt.Sprintf("%d of %d gave no feed; the table says why", failed, len(verdicts)))
	}
	return nil
}

func isBad(v *verdict) bool { return v.status == news.StatusError || v.status == news.StatusGone }

func order(v *verdict) int {
	switch {
	case isBad(v):
		return 0
	case v.status == news.StatusOK:
		return 2
	}
	return 1
}

// tryFeeds asks all feeds of the story, in the order of which they come back.
func (p *program) tryFeeds(ctx context.Context, f *following) ([]verdict, error) {
	quiet, err := f.archive.Quiet(ctx, f.now())
	if err != nil {
		return nil, fmt.Errorf("check feeds: %w", err)
	}
	defer p.limitMemory()()
	client := p.client(f)
	defer client.Close()
	c := &checker{client: client, now: f.now(), quiet: quiet, zone: f.zone}
	feeds := f.story.Feeds
	verdicts := make([]verdict, len(feeds))
	show := p.progress("Trying the feeds")
	var done int
	var mu sync.Mutex // guards done and the progress line
	work := make(chan int)
	var workers sync.WaitGroup
	for range min(checkedAtOnce, len(feeds)) {
		workers.Add(1)
		p.spawn(func() {
			defer workers.Done()
			for i := range work {
				verdicts[i] = c.try(ctx, &feeds[i])
				mu.Lock()
				done++
				show(done, len(feeds))
				mu.Unlock()
			}
		})
	}
	for i := range feeds {
		work <- i
	}
	close(work)
	workers.Wait()
	return verdicts, context.Cause(ctx)
}

// A checker tries feeds.
type checker struct {
	client *fetch.Client
	parser parse.Parser
	now    time.Time
	quiet  map[string]time.Time
	zone   *time.Location
}

// try asks one feed.
func (c *checker) try(ctx context.Context, spec *news.FeedSpec) verdict {
	v := verdict{url: spec.URL, outlet: spec.Outlet, status: news.StatusError}
	if until := c.quiet[link.Host(spec.URL)]; until.After(c.now) {
		v.status = news.StatusNotDue
		v.fault = text.Sprintf("not asked: it wants to be left alone until %s", until.In(c.zone).Format("Mon 2 Jan 15:04"))
		return v
	}
	begun := time.Now() //nolint:forbidigo // how long it took, not the story's time
	res, err := c.client.Get(ctx, fetch.Request{
		URL: spec.URL, UserAgent: spec.UserAgent, Header: spec.Headers, Limit: spec.Limits.Body, Timeout: spec.Limits.Time,
	})
	v.took = time.Since(begun)
	if err != nil {
		v.fault = text.Line(err.Error())
		var refused *fetch.Error
		if errors.As(err, &refused) {
			v.http = refused.HTTP
		}
		if v.http == 410 {
			v.status = news.StatusGone
		}
		return v
	}
	c.read(&v, spec, res)
	return v
}

// read looks into what a feed gives.
func (c *checker) read(v *verdict, spec *news.FeedSpec, res *fetch.Response) {
	v.http, v.bytes = res.Status, res.Wire
	feed, err := c.parser.Feed(res.Body, parse.Info{
		ContentType: res.Header.Get("Content-Type"), URL: res.URL, Now: c.now, Items: spec.Limits.Items,
	}, nil)
	if err != nil {
		v.fault = text.Line(err.Error())
		for _, n := range namedBy(res) {
			v.found = append(v.found, shown(n.URL))
		}
		return
	}
	v.status, v.items, v.damaged = news.StatusOK, feed.Listed, !feed.Whole || res.Truncated
	if v.outlet.Len() == 0 {
		v.outlet = feed.Title
	}
	for i := range feed.Items {
		if t := feed.Items[i].Published.Time; t.After(v.newest) {
			v.newest = t
		}
	}
	if to := res.Permanent; to != "" && to != spec.URL {
		v.status, v.movedTo = news.StatusMoved, to
	}
}

// tellVerdicts prints the table. now is the story's time.
func (p *program) tellVerdicts(verdicts []verdict, failed int, now time.Time) error {
	if p.flags.json {
		if err := printJSON(p.stdout, verdicts, verdictOf); err != nil {
			return err
		}
		return lines(p.stdout).Encode(struct {
			Done   bool `json:"done"`
			Feeds  int  `json:"feeds"`
			Failed int  `json:"failed"`
		}{true, len(verdicts), failed})
	}
	pr := p.printer()
	for i := range verdicts {
		v := &verdicts[i]
		pr.line(text.Join("  ", pad(text.Line(string(v.status)), 7), pad(outletOr(v.outlet, v.url), 24), v.words(now)))
	}
	return pr.err
}

// words say how a feed is.
func (v *verdict) words(now time.Time) text.Clean {
	if v.fault.Len() > 0 {
		if len(v.found) > 0 {
			return text.Sprintf("%s; the page names %s", v.fault, v.found[0])
		}
		return text.Join("  ", v.fault, link.Hide(v.url))
	}
	s := count(v.items, "item")
	if !v.newest.IsZero() {
		s += ", the newest " + age(now.Sub(v.newest))
	}
	if v.damaged {
		s += ", damaged but readable"
	}
	if v.movedTo != "" {
		s += ", moved for good to " + shown(v.movedTo)
	}
	return text.Line(s)
}

// age says how long ago something was.
func age(d time.Duration) string {
	switch {
	case d < time.Hour:
		return "of this hour"
	case d < 48*time.Hour:
		return count(int(d.Hours()), "hour") + " old"
	}
	return count(int(d.Hours()/24), "day") + " old"
}

func verdictOf(v *verdict) verdictJSON {
	return verdictJSON{
		URL: shown(v.url), Outlet: v.outlet, Status: v.status, HTTP: export.OrNull(v.http), Items: v.items, Newest: export.Stamp(v.newest), Damaged: v.damaged,
		Bytes: v.bytes, MS: v.took.Milliseconds(), Error: export.OrNull(v.fault.String()), MovedTo: export.OrNull(shown(v.movedTo)), Found: list(v.found),
	}
}
