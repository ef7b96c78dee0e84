package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/desk"
	"casewire/feeds/export"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

func (p *program) timelineCommand() *cobra.Command {
	var from, to string
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "List dated events of the story, by the date on which they happened",
		Long: "List dated events of the story, by the date on which they happened; what is scheduled comes last.\n" +
			"Each is a sentence of an article, whose ID stands before it, or a line of the story file.\n\n" + exitStatuses,
		Example: "casewire timeline --from 2021-10 --to 2022\ncasewire timeline --json",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			span, err := spanOfDays(from, to)
			if err != nil {
				return err
			}
			return p.withStory(cmd.Context(), func(f *following) error { return p.timeline(cmd.Context(), f, span) })
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "the first date: 2021, 2021-10 or 2021-10-21")
	cmd.Flags().StringVar(&to, "to", "", "the last date")
	return cmd
}

func (p *program) timeline(ctx context.Context, f *following, span daySpan) error {
	found, err := desk.Timeline(ctx, f.archive, f.story, today(f.story, f.now(), f.zone))
	if err != nil {
		return fmt.Errorf("read the timeline: %w", err)
	}
	events := slices.DeleteFunc(found, func(e news.Event) bool { return !span.has(e.Date) })
	slices.SortStableFunc(events, byDay)
	if p.flags.json {
		return printJSON(p.stdout, events, export.EventOf)
	}
	pr := p.printer()
	for i := range events {
		pr.event(&events[i], f.zone)
	}
	if len(events) == 0 {
		p.say(text.Own("no dated events; they come with articles, and with [[background]] and [[scheduled]] lines of the story file"))
	}
	return pr.err
}

// byDay puts events in the order of their dates, those to come last. What is
// not known of a date comes before what it may be.
func byDay(a, b news.Event) int {
	comes := func(e *news.Event) int {
		if e.Kind == news.Scheduled {
			return 1
		}
		return 0
	}
	return cmp.Or(comes(&a)-comes(&b), a.Date.Compare(b.Date), cmp.Compare(a.Clock, b.Clock))
}

// event writes an event as one line of a list.
func (pr *printer) event(e *news.Event, zone *time.Location) {
	id := text.Clean{}
	if e.Article != 0 {
		id = text.Sprintf("%d", e.Article)
	}
	line := text.Join("  ", padLeft(id, 6), pad(text.Line(e.Date.String()+clockOf(e)), 16), text.Join("", e.Text, eventStates(e, zone)))
	if pr.terminal {
		line = cut(line, pr.width)
	}
	pr.line(line)
}

// clockOf is the time of day of what is scheduled, where it is known.
func clockOf(e *news.Event) string {
	if e.Kind != news.Scheduled || e.Clock < 0 {
		return ""
	}
	return time.Time{}.Add(e.Clock).Format(" 15:04")
}

// eventStates say in words where an event comes from.
func eventStates(e *news.Event, zone *time.Location) text.Clean {
	var words []string
	if e.Kind == news.Scheduled {
		words = append(words, "scheduled")
	}
	if e.Article == 0 {
		words = append(words, "story file")
	}
	if e.Outlets > 0 {
		words = append(words, count(e.Outlets, "outlet"))
	}
	if !e.First.IsZero() && e.By.Len() > 0 {
		words = append(words, fmt.Sprintf("first %s %s", e.By, e.First.In(zone).Format("2006-01-02 15:04")))
	}
	return text.Join("", text.Own("  "), text.Sprintf("[%s]", strings.Join(words, ", ")))
}

// A daySpan is the days from one to another, both included. A zero time is no
// bound.
type daySpan struct{ from, to time.Time }

// spanOfDays reads the dates of --from and --to.
func spanOfDays(from, to string) (s daySpan, err error) {
	var first, last news.Date
	if first, err = civilDate("--from", from); err != nil {
		return s, err
	}
	if last, err = civilDate("--to", to); err != nil {
		return s, err
	}
	if from != "" {
		s.from = first.First()
	}
	if to != "" {
		_, s.to = last.Days()
	}
	if from != "" && to != "" && s.to.Before(s.from) {
		return s, usageError{errors.New("--to lies before --from"), ""}
	}
	return s, nil
}

// has reports whether a date may lie in the span.
func (s daySpan) has(d news.Date) bool {
	first, last := d.Days()
	return (s.from.IsZero() || !last.Before(s.from)) && (s.to.IsZero() || !first.After(s.to))
}

// civilDate reads a date of a flag; an empty one is none.
func civilDate(flag, s string) (news.Date, error) {
	for i, form := range []string{"2006", "2006-01", "2006-01-02"} {
		t, err := time.Parse(form, s)
		if err != nil {
			continue
		}
		d := news.Date{Year: t.Year()}
		if i > 0 {
			d.Month = t.Month()
		}
		if i > 1 {
			d.Day = t.Day()
		}
		return d, nil
	}
	if s == "" {
		return news.Date{}, nil
	}
	return news.Date{}, usageError{fmt.Errorf("%s %s: this is no date", flag, text.Line(s)), "write 2021, 2021-10 or 2021-10-21"}
}
