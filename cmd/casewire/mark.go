package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// marks are the words of the mark command.
var marks = map[string]news.Act{ //nolint:gochecknoglobals // table
	"read": news.MarkRead, "unread": news.MarkUnread, "star": news.Star, "unstar": news.Unstar,
	"on-story": news.MarkOnStory, "off-story": news.MarkOffStory, "no-mark": news.ClearMark,
}

func (p *program) markCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "mark STATE ID...",
		Short: "Mark articles",
		Long: "Mark articles. STATE is read, unread, star, unstar, on-story, off-story or no-mark: your word on what is about\n" +
			"the story overrules the rules.\n" +
			"An unknown ID is an error; the others are still marked.\n\n" + exitStatuses,
		Example:   "casewire mark read 17 18\ncasewire mark off-story 23",
		ValidArgs: []string{"read", "unread", "star", "unstar", "on-story", "off-story", "no-mark"},
		Args:      atLeast(2, "a mark and the IDs of articles"),
		RunE: func(cmd *cobra.Command, args []string) error {
			act, ok := marks[args[0]]
			if !ok {
				return usageError{fmt.Errorf("%q is no mark", text.Line(args[0])), "read, unread, star, unstar, on-story, off-story or no-mark"}
			}
			return p.mark(cmd.Context(), act, "", args[1:])
		},
	}
}

func (p *program) noteCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "note ID TEXT",
		Short:   "Put a line of your own on an article",
		Long:    "Put a line of your own on an article; an empty TEXT takes it away.\n\n" + exitStatuses,
		Example: `casewire note 17 "ask the clerk about the exhibit number"`,
		Args:    exactly(2, "an ID and a text"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.mark(cmd.Context(), news.SetNote, args[1], args[:1])
		},
	}
}

// mark does one act to each of the articles. An unknown one is told and does
// not hold up the others.
func (p *program) mark(ctx context.Context, act news.Act, note string, args []string) error {
	ids, err := articleIDs(args)
	if err != nil {
		return err
	}
	return p.withWritten(ctx, func(f *following) error {
		var done []int64
		for _, id := range ids {
			_, err := f.archive.Do(ctx, f.now(), act, text.Line(note), id)
			switch {
			case errors.Is(err, archive.ErrNoArticle):
				p.complain(text.Sprintf("casewire: no article %d", id))
			case err != nil:
				return fmt.Errorf("mark %d: %w", id, err)
			default:
				done = append(done, id)
			}
		}
		if act == news.MarkOnStory || act == news.MarkOffStory || act == news.ClearMark {
			if err := f.archive.Judge(ctx, f.judgement(), done...); err != nil { // tags are for what is kept
				return fmt.Errorf("mark: %w", err)
			}
		}
		if len(done) < len(ids) {
			return saidError{exitError}
		}
		return nil
	})
}
