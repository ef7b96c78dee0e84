package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/desk"
	"casewire/feeds/fetch"
	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
)

// patience is how long another's round is waited for.
const patience = 30 * time.Second

// homeURL tells outlets who asks.
const homeURL = "https://casewire.example/about"

func (p *program) pollCommand() *cobra.Command {
	o := desk.Options{Wait: patience}
	cmd := &cobra.Command{
		Use:   "poll",
		Short: "Ask the feeds that are due, once",
		Long: "Ask the feeds that are due, once, and save the pages of what is kept. Another's round is waited for, up to 30 s.\n\n" +
			"With --json a line for each feed, then one that sums up.\n\n" + exitStatuses,
		Example: "casewire poll\ncasewire poll --force --json\n*/15 * * * * casewire poll -q     (in a crontab)",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.withWritten(cmd.Context(), func(f *following) error { return p.poll(cmd.Context(), f, o) })
		},
	}
	cmd.Flags().BoolVar(&o.Force, "force", false, "all feeds that have not told us to wait, due or not")
	cmd.Flags().BoolVar(&o.NoPages, "no-articles", false, "do not fetch article pages")
	return cmd
}

// desk makes what polls the story; other pollers are told who does.
func (p *program) desk(f *following, client desk.Asker, who string) *desk.Desk {
	return desk.New(desk.Config{
		Story: f.story, Rules: f.rules, Archive: f.archive, Client: client,
		Now: f.now, Spawn: p.spawn, Lock: lockPath(f), Who: who, Offline: p.flags.offline,
		Headers: p.prefs.headersFor, KeepRead: !p.prefs.unreadOnCorrection,
	})
}

// lockPath is the file that keeps a second poller of the story out; empty for
// an archive that lives in memory.
func lockPath(f *following) string {
	if f.archive.Path() == "" {
		return ""
	}
	return strings.TrimSuffix(f.archive.Path(), ".db") + ".lock"
}

// client makes the HTTP client for the story.
func (p *program) client(f *following) *fetch.Client {
	o := fetch.Options{Version: version(), HomeURL: homeURL}
	if f.transport != nil {
		o.Transport, o.PageGap = f.transport, -1
	}
	return fetch.New(o)
}

func (p *program) poll(ctx context.Context, f *following, o desk.Options) error {
	defer p.limitMemory()()
	client := p.client(f)
	defer client.Close()
	tell := p.feedWriter()
	report, err := p.desk(f, client, "casewire poll").Poll(ctx, o, func(e desk.Event) {
		if e.Feed != nil {
			tell(e.Feed)
		}
	})
	if err != nil {
		return fmt.Errorf("poll: %w", err)
	}
	if report.Texts, err = f.archive.Texts(ctx); err != nil {
		return err
	}
	if err := p.pollDone(&report); err != nil {
		return err
	}
	if report.Busy.Len() == 0 {
		p.backUpDaily(ctx, f)
	}
	if report.Offline && !p.flags.offline {
		return withHint(errPartial, pollSummary(&report).String())
	}
	if report.Failed > 0 {
		return withHint(errPartial, fmt.Sprintf("%d of %d: casewire feeds list says which and why", report.Failed, report.Feeds))
	}
	return nil
}

// feedWriter returns what prints the report of one feed.
func (p *program) feedWriter() func(*news.FeedReport) {
	if p.flags.json {
		enc := lines(p.stdout)
		return func(r *news.FeedReport) { _ = enc.Encode(feedOf(r)) }
	}
	pr := p.printer()
	return func(r *news.FeedReport) {
		status, name := pad(text.Line(string(r.Status)), 9), outletOr(r.Outlet, r.Feed)
		switch {
		case p.flags.quiet, r.Status == news.StatusNotDue && !p.flags.verbose:
			return
		case r.Error.Len() > 0:
			pr.line(text.Join("  ", status, pad(name, 24), r.Error))
		case r.Status == news.StatusUnchanged || r.Status == news.StatusNotDue:
			pr.line(text.Join("  ", status, name))
		default:
			pr.line(text.Join("  ", status, pad(name, 24), text.Sprintf("%d items, %d new, %d kept", r.Items, r.New, r.Kept)))
		}
	}
}

func (p *program) pollDone(r *news.PollReport) error {
	if p.flags.json {
		return lines(p.stdout).Encode(doneOf(r))
	}
	if p.flags.quiet {
		return nil
	}
	pr := p.printer()
	if r.Busy.Len() > 0 {
		pr.line(text.Sprintf("%s polls this story now; nothing was asked.", r.Busy))
		return pr.err
	}
	pr.line(pollSummary(r))
	if ready := screen.Offline(r.Texts); ready.Len() > 0 {
		pr.line(ready)
	}
	return pr.err
}

// pollSummary is what came of a poll, in one line.
func pollSummary(r *news.PollReport) text.Clean {
	asked := r.OK + r.Failed
	switch {
	case r.Login:
		return text.Own("Unlike hosts gave the same web page: this network probably wants a login. No feed is blamed.")
	case r.Offline:
		return text.Own("No network: no feed could be reached. They are asked again as soon as it is back.")
	case asked == 0:
		return text.Sprintf("None of %s is due.", count(r.Feeds, "feed"))
	}
	line := fmt.Sprintf("Asked %s in %s: %s, %s saved", count(asked, "feed"), seconds(r.Took), count(r.Articles, "new report"), count(r.Pages, "page"))
	if r.Failed > 0 {
		line += fmt.Sprintf(", %s failed", count(r.Failed, "feed"))
	}
	return text.Line(line + ".")
}
