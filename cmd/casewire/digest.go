package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/desk"
	"casewire/feeds/export"
	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/digest"
	"casewire/tui/screen"
)

const (
	// digestLines is how many lines a digest has unless told otherwise.
	digestLines = 20
	// digestMeasure is how wide it is at most, in cells: a page to read.
	digestMeasure = 78
)

// The words that --since takes besides a time.
const (
	sinceLast  = "last"
	sinceBegan = "began"
)

func (p *program) digestCommand() *cobra.Command {
	since, lines := sinceLast, digestLines
	cmd := &cobra.Command{
		Use:   "digest",
		Short: "What happened since you were here last",
		Long: "What happened since you were here last: of each report the sentence new to you that says most, then what was\n" +
			"corrected and what is to come. Every line is a sentence of an article, with the ID to show it. Whoever has not been\n" +
			"here before gets the story so far. No command counts as a visit.\n\n" + exitStatuses,
		Example: "casewire digest\ncasewire digest --since 3d --lines 10\ncasewire digest --since began",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if lines < 1 {
				return usageError{fmt.Errorf("--lines %d: it is 1 or more", lines), ""}
			}
			return p.withStory(cmd.Context(), func(f *following) error { return p.digest(cmd.Context(), f, since, lines) })
		},
	}
	cmd.Flags().StringVar(&since, "since", since, "a date, an RFC 3339 time, 36h 3d 2w before the last poll, last (your last visit) or began")
	cmd.Flags().IntVar(&lines, "lines", lines, "how many lines at most")
	return cmd
}

func (p *program) digest(ctx context.Context, f *following, words string, most int) error {
	d, err := f.digest(ctx, words, most)
	switch {
	case err != nil:
		return err
	case p.flags.json:
		if err := lines(p.stdout).Encode(export.DigestOf(&d)); err != nil {
			return err
		}
		return printJSON(p.stdout, d.Lines, export.LineOf)
	}
	return p.digestPage(ctx, f, &d, words == sinceLast)
}

// digest tells what came in since a time, in at most so many lines.
func (f *following) digest(ctx context.Context, words string, lines int) (news.Digest, error) {
	since, err := f.since(ctx, words)
	if err != nil {
		return news.Digest{}, err
	}
	since.Lines = lines
	return desk.Digest(ctx, f.archive, f.story, since)
}

// digestText prints what happened since the last visit: what the reader's plain
// view begins with.
func (p *program) digestText(ctx context.Context, f *following, lines int) error {
	d, err := f.digest(ctx, sinceLast, lines)
	if err != nil {
		return err
	}
	return p.digestPage(ctx, f, &d, true)
}

// digestPage prints a digest as a page to read.
func (p *program) digestPage(ctx context.Context, f *following, d *news.Digest, visit bool) error {
	counts, err := f.archive.Counts(ctx)
	if err != nil {
		return err
	}
	pr := p.printer()
	page := digestPage{printer: pr, Digest: d, now: f.now().In(f.zone), width: min(pr.width, digestMeasure), visit: visit}
	page.print(&counts)
	return pr.err
}

// since reads what a digest is to tell. Who was never here is told the story
// so far.
func (f *following) since(ctx context.Context, words string) (desk.Since, error) {
	s := desk.Since{Today: today(f.story, f.now(), f.zone)}
	last, err := f.archive.LastVisit(ctx, f.now())
	switch {
	case err != nil || words == sinceBegan:
		return s, err
	case words == sinceLast:
		s.At, s.Poll = last.Ended, last.ToPoll
		return s, nil
	}
	// What is counted back is counted from the last poll, as that is where a
	// digest ends: the same archive gives the same bytes at any time of the day.
	counts, err := f.archive.Counts(ctx)
	if err != nil {
		return s, err
	}
	until := counts.LastPoll
	if until.IsZero() {
		until = f.now()
	}
	if s.At, err = sinceTime(words, until, f.zone); err != nil {
		return s, err
	}
	if s.At.After(f.now()) {
		return s, usageError{fmt.Errorf("--since %s: that is still to come", text.Line(words)), ""}
	}
	if s.Poll, err = f.archive.PollBefore(ctx, s.At); err != nil {
		return s, err
	}
	s.Known = s.Poll < last.ToPoll
	return s, nil
}

// sinceTime is when, but a date means its beginning.
func sinceTime(words string, now time.Time, zone *time.Location) (time.Time, error) {
	if t, err := time.ParseInLocation(time.DateOnly, words, zone); err == nil {
		return t, nil
	}
	t, err := when(words, now, zone)
	if err != nil {
		return t, usageError{fmt.Errorf("--since %s: that is no time", text.Line(words)), "write last, began, 2026-03-14, 2026-03-14T09:00:00Z, 36h, 3d or 2w"}
	}
	return t, nil
}

// A digestPage is a digest as a page to read.
type digestPage struct {
	*printer
	*news.Digest
	now   time.Time
	width int
	visit bool // it tells what came since the last visit
}

func (d *digestPage) print(counts *news.Counts) {
	for _, head := range d.heads(counts) {
		d.wrapped(d.width, "", "", head)
	}
	for _, part := range digest.Parts(d.Lines, counts.Feeds) {
		d.raw("\n")
		line := d.line
		switch part.Kind {
		case news.CorrectionLine:
			line = d.correction
		case news.ScheduledLine:
			line = d.date
		case news.Development, news.BackgroundLine:
		}
		if part.Kind != news.BackgroundLine {
			d.bold(part.Title)
		}
		for _, l := range part.Lines {
			line(l)
		}
	}
}

// heads are the sentences above the lines.
func (d *digestPage) heads(counts *news.Counts) []text.Clean {
	switch {
	case d.Since.IsZero():
		return []text.Clean{d.soFar(counts)}
	case d.Items == 0 && !slices.ContainsFunc(d.Lines, func(l news.DigestLine) bool { return l.Kind == news.CorrectionLine }):
		return []text.Clean{d.silence(counts)}
	}
	came := text.Sprintf("%s, %s, %s.", count(d.Items, "article"), count(d.Clusters, "report"), count(d.Outlets, "outlet"))
	return []text.Clean{d.begins(), text.Join(" ", came, digest.Happened(d.Lines, d.Items, counts.Feeds))}
}

// begins says since when, and how long that was before the last poll.
func (d *digestPage) begins() text.Clean {
	at := d.Since.In(d.now.Location()).Format("Monday 2 January 2006 15:04")
	at = strings.Replace(at, fmt.Sprintf(" %d ", d.now.Year()), " ", 1)
	words := text.Sprintf("Since %s", at)
	if d.visit {
		words = text.Sprintf("Since your last visit, %s", at)
	}
	if span := d.Until.Sub(d.Since); span >= time.Hour {
		words = text.Sprintf("%s (%s)", words, digest.Long(span))
	}
	return words
}

// soFar says from what the story so far is told.
func (d *digestPage) soFar(counts *news.Counts) text.Clean {
	switch said := digest.SoFar(d.Lines); {
	case said.Len() > 0:
		return said
	case counts.Kept > 0:
		return text.Sprintf("Nothing to tell yet: of %s kept, none has a text that tells the story.", count(counts.Kept, "article"))
	}
	return text.Own("Nothing to tell yet: no article on this story has come in. casewire poll asks the feeds.")
}

// silence says that nothing came, and how far that is to be believed.
func (d *digestPage) silence(counts *news.Counts) text.Clean {
	since := d.begins().String()
	words := text.Sprintf("Nothing new s%s.", since[1:])
	if counts.LastPoll.IsZero() {
		return words
	}
	return text.Sprintf("%s %s answered, last at %s; %s seen, 0 about the story since.", words,
		count(counts.Feeds-counts.Failing, "feed"), screen.Moment(counts.LastPoll, d.now), count(int(counts.Seen), "item"))
}

// line writes a sentence, and below it where it stands.
func (d *digestPage) line(l *news.DigestLine) {
	words := l.Text
	if l.Kind == news.BackgroundLine && l.Article != 0 && !finished(words.String()) {
		words = text.Join("", words, text.Own(" …")) // its last clauses are left out
	}
	d.wrapped(d.width, "  ", "  ", words)
	d.right(d.cite(l))
}

// finished reports whether a sentence has its end.
func finished(s string) bool { return strings.ContainsAny(s[max(len(s)-4, 0):], ".!?”\"…") }

func (d *digestPage) correction(l *news.DigestLine) {
	d.wrapped(d.width, "! ", "  ", l.Text)
	if l.Was.Len() > 0 {
		d.wrapped(d.width, "  before: ", "  ", text.Sprintf("“%s”", l.Was))
	}
	d.right(d.cite(l))
}

// dateColumn is how wide dates are.
const dateColumn = 20

// date writes what is to come: the date, and beside it what.
func (d *digestPage) date(l *news.DigestLine) {
	first := pad(text.Join("", text.Own("  "), text.Line(digest.Date(l, d.now))), dateColumn)
	d.wrapped(d.width, first.String(), strings.Repeat(" ", dateColumn), l.Text)
	d.right(d.cite(l))
}

// cite says where a line stands.
func (d *digestPage) cite(l *news.DigestLine) text.Clean {
	if l.Article == 0 {
		words := text.Own("from the story file")
		if l.Kind == news.BackgroundLine {
			words = text.Sprintf("%s, %s", digest.Date(l, d.now), words)
		}
		return words
	}
	words := text.Sprintf("%s, %s", l.Outlet, screen.Moment(l.Published, d.now))
	if l.Outlets > 1 {
		words = text.Sprintf("%s, +%d", words, l.Outlets-1)
	}
	return text.Sprintf("%s [%d]", words, l.Article)
}

// right writes a line at the right edge.
func (d *digestPage) right(words text.Clean) {
	d.printer.line(padLeft(cut(words, d.width), d.width))
}
