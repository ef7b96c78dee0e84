package main

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"casewire/feeds/export"
	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

func (p *program) feedsCommand() *cobra.Command {
	list := func(cmd *cobra.Command, _ []string) error {
		return p.withStory(cmd.Context(), func(f *following) error { return p.listFeeds(cmd.Context(), f) })
	}
	cmd := &cobra.Command{
		Use: "feeds", Short: "How the feeds are", Args: noArgs, RunE: list,
		Long: "How the feeds are: which answer, which are silent or failing, why and since when.\n\n" + exitStatuses,
	}
	cmd.AddCommand(&cobra.Command{
		Use: "list", Short: "List the feeds, those that need you first", Args: noArgs, RunE: list,
		Long: "List the feeds, those that need you first.\n\n" +
			"With --json, a feed that is gone is due in year 9999, one that was never asked in year 1.\n\n" + exitStatuses,
	}, p.addFeedCommand(), p.removeFeedCommand(), p.checkFeedsCommand(), p.discoverCommand(), p.importCommand(), p.exportCommand())
	return cmd
}

// healthJSON is a feed as feeds list prints it.
type healthJSON struct {
	URL      string     `json:"url"`
	Outlet   text.Clean `json:"outlet"`
	MovedTo  *string    `json:"moved_to"`
	State    string     `json:"state"`
	Since    string     `json:"since"`
	Reason   *string    `json:"reason"`
	LastOK   *string    `json:"last_ok"`
	Items    int        `json:"items"`
	Kept     int        `json:"kept"`
	LastKept *string    `json:"last_kept"`
	Gap      *gapJSON   `json:"gap"`
	Next     string     `json:"next"`
}

func healthOf(h *news.Health) healthJSON {
	return healthJSON{
		URL: shown(h.URL), Outlet: h.Outlet, MovedTo: export.OrNull(shown(h.MovedTo)), State: h.State.String(),
		Since: export.Moment(h.Since), Reason: export.OrNull(h.Reason.String()), LastOK: export.Stamp(h.LastOK),
		Items: h.Items, Kept: h.Kept, LastKept: export.Stamp(h.LastKept), Gap: gapOf(h.Gap), Next: nextOf(h.Next, h.State == news.Gone),
	}
}

func (p *program) listFeeds(ctx context.Context, f *following) error {
	if err := f.archive.Sync(ctx, f.story.Feeds, f.now()); err != nil {
		p.log.Warn("sync feeds", "error", err)
	}
	all, err := f.archive.Health(ctx, f.now())
	if err != nil {
		return fmt.Errorf("list feeds: %w", err)
	}
	if p.flags.json {
		return printJSON(p.stdout, all, healthOf)
	}
	pr := p.printer()
	for i := range all {
		h := &all[i]
		line := text.Join("  ", pad(text.Line(h.State.String()), 7), pad(cmp.Or(h.Outlet, text.Line(link.Site(h.URL))), 24),
			padLeft(text.Line(count(h.Items, "item")), 12), padLeft(text.Sprintf("%s kept", grouped(h.Kept)), 10), h.Reason)
		if h.Reason.Len() > 0 || h.Outlet.Len() == 0 {
			line = text.Join("  ", line, link.Hide(h.URL)) // what feeds remove wants
		}
		pr.line(line)
	}
	if len(all) == 0 {
		p.say(text.Own("no feeds yet; casewire feeds add URL follows one"))
	}
	return pr.err
}
