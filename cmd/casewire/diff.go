package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"casewire/feeds/export"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

type diffFlags struct{ from, to int }

func (p *program) diffCommand() *cobra.Command {
	var d diffFlags
	cmd := &cobra.Command{
		Use:   "diff ID",
		Short: "Show what changed in an article",
		Long: "Show what the outlet changed in an article, each edit by itself, the oldest first: - before the old text, + before\n" +
			"the new one, changed words in [-…-] and {+…+}. Texts are compared within one source only, feed or page.\n\n" +
			"--from and --to name revisions; casewire revisions lists them. With --from alone it goes to the newest of the same\n" +
			"source, with --to alone it comes from the one before.\n\n" + exitStatuses,
		Example: "casewire diff 17\ncasewire diff 17 --from 2 --to 5",
		Args:    exactly(1, "the ID of one article; casewire list shows them"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := articleID(args[0])
			if err != nil {
				return err
			}
			if d.from < 0 || d.to < 0 {
				return usageError{errors.New("revisions count from 1"), ""}
			}
			return p.withStory(cmd.Context(), func(f *following) error { return p.diff(cmd.Context(), f, id, d) })
		},
	}
	cmd.Flags().IntVar(&d.from, "from", 0, "the older revision, from 1")
	cmd.Flags().IntVar(&d.to, "to", 0, "the newer revision")
	return cmd
}

// diffJSON is an edit as diff prints it.
type diffJSON struct {
	ID       int64         `json:"id"`
	From     int           `json:"from"`
	To       int           `json:"to"`
	Seen     string        `json:"seen"`
	Headline *turnJSON     `json:"headline"`
	Kind     news.EditKind `json:"kind"`
	Hunks    []hunkJSON    `json:"hunks"`
}

type turnJSON struct {
	Old text.Clean `json:"old"`
	New text.Clean `json:"new"`
}

type hunkJSON struct {
	Paragraph int        `json:"paragraph"`
	Old       text.Clean `json:"old"`
	New       text.Clean `json:"new"`
}

func diffOf(d *news.Diff) diffJSON {
	j := diffJSON{ID: d.Article, From: d.From, To: d.To, Seen: export.Moment(d.Seen), Kind: d.Kind, Hunks: []hunkJSON{}}
	if d.Headline != nil {
		j.Headline = &turnJSON{d.Headline.Old, d.Headline.New}
	}
	for _, h := range d.Hunks {
		j.Hunks = append(j.Hunks, hunkJSON{h.Paragraph, h.Old, h.New})
	}
	return j
}

func (p *program) diff(ctx context.Context, f *following, id int64, flags diffFlags) error {
	diffs, err := f.diffs(ctx, id, flags)
	if err != nil {
		return err
	}
	if p.flags.json {
		return printJSON(p.stdout, diffs, diffOf)
	}
	pr := p.printer()
	for i := range diffs {
		if i > 0 {
			pr.raw("\n")
		}
		pr.diff(&diffs[i], f.zone)
	}
	if len(diffs) == 0 {
		pr.line(text.Own("Nothing in it has changed since it was saved."))
	}
	return pr.err
}

// diffs are the edits that the flags ask for, the oldest first.
func (f *following) diffs(ctx context.Context, id int64, flags diffFlags) ([]news.Diff, error) {
	if flags.from == 0 && flags.to == 0 {
		list, err := f.changes(ctx, id, math.MaxInt)
		if err != nil {
			return nil, noArticle(id, err)
		}
		slices.Reverse(list)
		return list, nil
	}
	revs, err := f.archive.Revisions(ctx, id)
	if err != nil {
		return nil, noArticle(id, err)
	}
	from, to, err := flags.choose(revs)
	if err != nil {
		return nil, withHint(fmt.Errorf("article %d %w", id, err), fmt.Sprintf("casewire revisions %d lists what there is", id))
	}
	d, err := f.compare(ctx, id, from, to)
	if err != nil {
		return nil, fmt.Errorf("diff %d: %w", id, err)
	}
	return []news.Diff{d}, nil
}

// choose returns the numbers of the two revisions that are to be compared.
// Errors go on from "article 17".
func (d diffFlags) choose(revs []news.Revision) (from, to int, err error) {
	find := func(n int) (int, error) {
		i := slices.IndexFunc(revs, func(r news.Revision) bool { return r.Number == n })
		if i < 0 {
			return 0, fmt.Errorf("has no revision %d", n)
		}
		return i, nil
	}
	var older, newer int
	switch {
	case d.from == 0:
		if newer, err = find(d.to); err == nil {
			if older = before(revs[:newer], revs[newer].Source); older < 0 {
				err = fmt.Errorf("has nothing from the %s before revision %d", revs[newer].Source, d.to)
			}
		}
	case d.to == 0:
		if older, err = find(d.from); err == nil {
			if newer = before(revs, revs[older].Source); newer == older {
				err = fmt.Errorf("has nothing from the %s after revision %d", revs[older].Source, d.from)
			}
		}
	default:
		if older, err = find(d.from); err == nil {
			newer, err = find(d.to)
		}
	}
	switch {
	case err != nil:
		return 0, 0, err
	case revs[older].Source != revs[newer].Source:
		return 0, 0, fmt.Errorf("has revision %d from the %s and %d from the %s: these are not compared", d.from, revs[older].Source, d.to, revs[newer].Source)
	}
	return revs[older].Number, revs[newer].Number, nil
}

// diff writes an edit to be read.
func (pr *printer) diff(d *news.Diff, zone *time.Location) {
	kinds := map[news.EditKind]string{news.Correction: "Correction", news.Update: "Update", news.Minor: "Minor edit"}
	what := kinds[d.Kind]
	if d.Noise() {
		what = "No edit"
	}
	pr.bold(text.Sprintf("%s, seen %s, revision %d to %d", what, cited(d.Seen.In(zone), momentLayout), d.From, d.To))
	if h := d.Headline; h != nil && !h.Noise {
		pr.hunk(text.Own("Headline"), h)
	}
	noise := 0
	for i := range d.Hunks {
		h := &d.Hunks[i]
		if h.Noise {
			noise++
			continue
		}
		pr.hunk(text.Sprintf("Paragraph %d", h.Paragraph+1), h)
	}
	if noise > 0 {
		pr.wrapped(min(pr.width, measure), "", "", text.Sprintf("(%s of counters, running times, pictures or lists of other articles left out)", count(noise, "change")))
	}
}

// hunk writes a changed paragraph: the old one, then the new one.
func (pr *printer) hunk(name text.Clean, h *news.Hunk) {
	width := min(pr.width, measure)
	pr.line(name)
	both := h.Old.Len() > 0 && h.New.Len() > 0
	for _, side := range []struct {
		mark, open, end string
		text            text.Clean
		spans           []text.Span
	}{{"- ", "[-", "-]", h.Old, h.Out}, {"+ ", "{+", "+}", h.New, h.In}} {
		if side.text.Len() == 0 {
			continue
		}
		line := side.text
		if both {
			line = marked(line, side.spans, side.open, side.end)
		}
		lead := side.mark
		for _, l := range fill(line, width-len(lead)) {
			pr.raw(lead + l + "\n")
			lead = "  "
		}
	}
}

// fill breaks a text into lines of at most width cells, at spaces alone: a mark
// is in one piece.
func fill(c text.Clean, width int) []string {
	var list []string
	line, cells := "", 0
	for _, w := range strings.Fields(c.String()) {
		n := ansi.StringWidth(w)
		switch {
		case line == "":
			line, cells = w, n
		case cells+1+n > width:
			list = append(list, line)
			line, cells = w, n
		default:
			line, cells = line+" "+w, cells+1+n
		}
	}
	return append(list, line)
}

// marked puts marks around spans of a text; white space at their ends stays
// outside.
func marked(c text.Clean, spans []text.Span, open, end string) text.Clean {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		part := c.Cut(s).String()
		words := strings.TrimSpace(part)
		if words == "" {
			continue
		}
		start := s.Start + strings.Index(part, words)
		b.WriteString(c.String()[at:start] + open + words + end)
		at = start + len(words)
	}
	return text.Line(b.String() + c.String()[at:])
}
