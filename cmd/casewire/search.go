package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"casewire/feeds/archive"
	"casewire/feeds/text"
)

func (p *program) searchCommand() *cobra.Command {
	limit := 20
	cmd := &cobra.Command{
		Use:     "search QUERY",
		Short:   "Search the archive, best first",
		Long:    "Search the archive, best first, among the newest 10,000 articles that match.\n\n" + exitStatuses,
		Example: "casewire search '\"lab notes\" NEAR/10 solvent'",
		Args:    atLeast(1, "a query"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withStory(cmd.Context(), func(f *following) error {
				return p.search(cmd.Context(), f, strings.Join(args, " "), limit)
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", limit, "how many at most; 0: no limit")
	return cmd
}

// foundJSON is a row of search.
type foundJSON struct {
	itemJSON
	Snippet text.Clean `json:"snippet"`
	Hits    []span     `json:"hits"`
}

func (p *program) search(ctx context.Context, f *following, words string, limit int) error {
	if limit < 0 {
		return usageError{errors.New("--limit cannot be negative"), ""}
	}
	q, err := p.query(f, words)
	switch {
	case err != nil:
		return err
	case q == nil:
		return usageError{errors.New("search wants a query"), "casewire list shows everything, the newest first"}
	}
	found, err := f.archive.Search(ctx, q, limit)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	if p.flags.json {
		return printJSON(p.stdout, found, foundOf)
	}
	pr := p.printer()
	for i := range found {
		pr.row(&found[i].Article, f.zone)
		pr.wrapped(min(pr.width, measure), "         ", "         ", found[i].Snippet)
	}
	if len(found) == 0 {
		p.say(text.Own("nothing in the archive matches"))
	}
	return pr.err
}

func foundOf(r *archive.Found) foundJSON {
	j := foundJSON{itemJSON: itemOf(&r.Article), Snippet: r.Snippet, Hits: []span{}}
	for _, h := range r.Hits {
		j.Hits = append(j.Hits, spanOf(h))
	}
	return j
}
