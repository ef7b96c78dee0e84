package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"casewire/feeds/archive"
	"casewire/feeds/export"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

type showFlags struct {
	onlyNew, raw bool
	revision     int
}

func (p *program) showCommand() *cobra.Command {
	var s showFlags
	cmd := &cobra.Command{
		Use:     "show ID",
		Short:   "Show one article as text",
		Long:    "Show one article as text.\n\n" + exitStatuses,
		Example: "casewire show 17\ncasewire show 17 --new\ncasewire show 17 --raw > judge.md",
		Args:    exactly(1, "the ID of one article; casewire list shows them"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := articleID(args[0])
			if err != nil {
				return err
			}
			if s.revision < 0 {
				return usageError{errors.New("revisions count from 1"), ""}
			}
			return p.withStory(cmd.Context(), func(f *following) error { return p.show(cmd.Context(), f, id, s) })
		},
	}
	cmd.Flags().BoolVar(&s.onlyNew, "new", false, "only what is new to you")
	cmd.Flags().IntVar(&s.revision, "revision", 0, "the text as it was saved, from 1; 0: the newest")
	cmd.Flags().BoolVar(&s.raw, "raw", false, "Markdown")
	return cmd
}

func (p *program) show(ctx context.Context, f *following, id int64, s showFlags) error {
	a, err := f.archive.Article(ctx, id)
	if err != nil {
		return noArticle(id, err)
	}
	hits, err := f.archive.Hits(ctx, id)
	if err != nil {
		return fmt.Errorf("show %d: %w", id, err)
	}
	told := newness{article: &a}
	if s.revision != 0 && s.revision != a.Text.Number {
		if err := f.turnBack(ctx, &a, s.revision); err != nil {
			return err
		}
		hits = nil // they are of the current text
	} else if told, err = f.newness(ctx, &a); err != nil {
		return err
	}
	if p.flags.json {
		return lines(p.stdout).Encode(articleOf(&a, hits, told))
	}
	pr := p.printer()
	switch {
	case s.raw:
		return export.Article(p.stdout, &a, text.Join(" · ", aboutArticle(&a, f.zone)...))
	case s.onlyNew:
		pr.article(&a, f.zone, told.isNew)
	default:
		pr.article(&a, f.zone, nil)
	}
	return pr.err
}

// A newness says which sentences of an article are new to the reader.
type newness struct {
	article   *news.Article
	sentences []news.Sentence // nil: the text is not understood
}

// newness reads what of an article's current text was told before.
func (f *following) newness(ctx context.Context, a *news.Article) (newness, error) {
	sentences, err := f.archive.Sentences(ctx, a.ID)
	if err != nil {
		return newness{}, fmt.Errorf("show %d: %w", a.ID, err)
	}
	return newness{a, sentences}, nil
}

// isNew reports whether a sentence is new. Of a text that is not understood all
// are, from where it was read to.
func (n newness) isNew(sentence int) bool {
	switch {
	case sentence < n.article.State.ReadTo:
		return false
	case n.sentences == nil:
		return n.article.Size.New > 0
	}
	return sentence < len(n.sentences) && n.sentences[sentence].ToYou
}

// known is the article in which the reader has read a sentence before; 0 if it
// is none.
func (n newness) known(sentence int) int64 {
	if sentence < len(n.sentences) {
		for _, t := range n.sentences[sentence].Tellings {
			if t.Read {
				return t.Article
			}
		}
	}
	return 0
}

// turnBack gives an article the text, headline and size of one of its
// revisions.
func (f *following) turnBack(ctx context.Context, a *news.Article, revision int) (err error) {
	a.Text, err = f.archive.Revision(ctx, a.ID, revision)
	if errors.Is(err, archive.ErrNoArticle) {
		return withHint(fmt.Errorf("article %d has no revision %d", a.ID, revision), fmt.Sprintf("casewire revisions %d lists what there is", a.ID))
	}
	if err != nil {
		return fmt.Errorf("show %d: %w", a.ID, err)
	}
	a.Headline = a.Text.Headline
	if a.Text.Byline.Len() > 0 {
		a.Byline = a.Text.Byline
	}
	a.Size.Words, a.Size.Sentences, a.Size.New = a.Text.Body.Words(), a.Text.Body.Sentences(), 0
	return nil
}

func articleID(s string) (int64, error) {
	id, err := strconv.ParseInt(s, 10, 64)
	if err != nil || id < 1 {
		return 0, usageError{fmt.Errorf("%q is no article ID", text.Line(s)), "casewire list shows the IDs"}
	}
	return id, nil
}

func articleIDs(args []string) ([]int64, error) {
	ids := make([]int64, len(args))
	for i, arg := range args {
		id, err := articleID(arg)
		if err != nil {
			return nil, err
		}
		ids[i] = id
	}
	return ids, nil
}

// noArticle words the error of an article that cannot be had.
func noArticle(id int64, err error) error {
	if errors.Is(err, archive.ErrNoArticle) {
		return fmt.Errorf("no article %d", id)
	}
	return fmt.Errorf("show %d: %w", id, err)
}
