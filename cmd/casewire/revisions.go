package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/export"
	"casewire/feeds/news"
	"casewire/feeds/revise"
	"casewire/feeds/text"
)

func (p *program) revisionsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "revisions ID",
		Short: "List the saved states of an article",
		Long: "List every saved state of an article, the first first: when it was saved and where it came from, and the SHA-256\n" +
			"of its headline, a zero byte, and its text.\n\n" + exitStatuses,
		Example: "casewire revisions 17\ncasewire show 17 --revision 1",
		Args:    exactly(1, "the ID of one article; casewire list shows them"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := articleID(args[0])
			if err != nil {
				return err
			}
			return p.withStory(cmd.Context(), func(f *following) error { return p.revisions(cmd.Context(), f, id) })
		},
	}
}

// revisionJSON is a saved state as revisions prints it.
type revisionJSON struct {
	ID       int64      `json:"id"`
	Revision int        `json:"revision"`
	Source   string     `json:"source"`
	Seen     string     `json:"seen"`
	SHA256   string     `json:"sha256"`
	Headline text.Clean `json:"headline"`
	Words    int        `json:"words"`
}

func (p *program) revisions(ctx context.Context, f *following, id int64) error {
	revs, err := f.archive.Revisions(ctx, id)
	if err != nil {
		return noArticle(id, err)
	}
	enc, pr := lines(p.stdout), p.printer()
	for i := range revs {
		r, err := f.archive.Revision(ctx, id, revs[i].Number)
		if err != nil {
			return fmt.Errorf("revisions of %d: %w", id, err)
		}
		words := r.Body.Words()
		if p.flags.json {
			err := enc.Encode(revisionJSON{r.Article, r.Number, r.Source.String(), export.Moment(r.Seen), r.SHA256, r.Headline, words})
			if err != nil {
				return err
			}
			continue
		}
		pr.revision(&r, words, f.zone)
	}
	return pr.err
}

// revision writes a saved state in three lines.
func (pr *printer) revision(r *news.Revision, words int, zone *time.Location) {
	kind := "first from the " + r.Source.String()
	if r.Kind != "" {
		kind = string(r.Kind)
	}
	pr.line(text.Join("  ",
		padLeft(text.Sprintf("%d", r.Number), 4), text.Line(cited(r.Seen.In(zone), momentLayout)),
		pad(text.Line(r.Source.String()), 4), text.Line(count(words, "word")), text.Line(kind)))
	pr.wrapped(min(pr.width, measure), "      ", "      ", r.Headline)
	pr.line(text.Own("      sha256 "), text.Line(r.SHA256))
}

// changes compares the revisions of an article with the ones before them from
// the same source, the newest first, at most so many. What feed and page both
// changed is there once, as the page has it.
func (f *following) changes(ctx context.Context, id int64, limit int) ([]news.Diff, error) {
	revs, err := f.archive.Revisions(ctx, id)
	if err != nil {
		return nil, err
	}
	var list []news.Diff
	seen := map[string]bool{}
	for i := len(revs) - 1; i > 0 && len(list) < limit; i-- {
		k := before(revs[:i], revs[i].Source)
		if k < 0 {
			continue
		}
		both := revs[k].SHA256 + revs[i].SHA256
		if seen[both] {
			continue
		}
		seen[both] = true
		d, err := f.compare(ctx, id, revs[k].Number, revs[i].Number)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, nil
}

// before returns the index of the last revision from a source, -1 if there is
// none.
func before(revs []news.Revision, from news.Source) int {
	for i := len(revs) - 1; i >= 0; i-- {
		if revs[i].Source == from {
			return i
		}
	}
	return -1
}

// compare says what changed between two revisions of an article.
func (f *following) compare(ctx context.Context, id int64, from, to int) (news.Diff, error) {
	older, err := f.archive.Revision(ctx, id, from)
	if err != nil {
		return news.Diff{}, err
	}
	newer, err := f.archive.Revision(ctx, id, to)
	if err != nil {
		return news.Diff{}, err
	}
	return revise.Compare(older, newer), nil
}
