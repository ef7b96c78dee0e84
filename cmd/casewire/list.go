package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// pageOfRows is how many articles are asked from the archive at a time.
const pageOfRows = 500

type listFlags struct {
	all, dropped, nearMiss, unread, starred bool
	asOf                                    string
	limit                                   int
}

func (p *program) listCommand() *cobra.Command {
	var l listFlags
	cmd := &cobra.Command{
		Use:   "list [QUERY]",
		Short: "List articles, newest first",
		Long: "List articles, newest first: the kept ones, unless told otherwise.\n\n" +
			"With --as-of they are those that were here then, with the headlines and edits of then; decisions are those of the\n" +
			"rules now, and a QUERY looks at the texts of now.\n\n" + exitStatuses,
		Example: "casewire list --unread\ncasewire list 'judge AND title:Marlow' --limit 20\n" +
			"casewire list --near-miss --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withStory(cmd.Context(), func(f *following) error { return p.list(cmd.Context(), f, strings.Join(args, " "), l) })
		},
	}
	cmd.Flags().BoolVar(&l.all, "all", false, "whatever the rules decided")
	cmd.Flags().BoolVar(&l.dropped, "dropped", false, "what the rules dropped, instead")
	cmd.Flags().BoolVar(&l.nearMiss, "near-miss", false, "near misses, instead")
	cmd.Flags().BoolVar(&l.unread, "unread", false, "unread ones only")
	cmd.Flags().BoolVar(&l.starred, "starred", false, "starred ones only")
	cmd.Flags().StringVar(&l.asOf, "as-of", "", "the archive as it was at a date, an RFC 3339 time, or 36h 3d 2w ago")
	cmd.Flags().IntVar(&l.limit, "limit", 200, "how many at most; 0: no limit")
	return cmd
}

func (p *program) list(ctx context.Context, f *following, words string, l listFlags) error {
	filter, err := l.filter(f)
	if err != nil {
		return err
	}
	q, err := p.query(f, words)
	if err != nil {
		return err
	}
	write, empty := p.listWriter(f), true
	err = eachArticle(ctx, f, filter, q, l.limit, func(a *news.Article) error {
		empty = false
		return write(a)
	})
	if err == nil && empty && !p.flags.json {
		p.say(text.Own("the archive has no article to list"))
	}
	return err
}

// listWriter returns what prints an article: as JSON, or as a line.
func (p *program) listWriter(f *following) func(*news.Article) error {
	if p.flags.json {
		enc := lines(p.stdout)
		return func(a *news.Article) error { return enc.Encode(itemOf(a)) }
	}
	pr := p.printer()
	return func(a *news.Article) error {
		pr.row(a, f.zone)
		return pr.err
	}
}

// eachArticle walks a list page by page, at most limit articles; 0 is all.
func eachArticle(ctx context.Context, f *following, filter news.Filter, q *rule.Query, limit int, fn func(*news.Article) error) error {
	var from news.Place
	for n, more := 0, true; more && (limit == 0 || n < limit); {
		want := pageOfRows
		if limit > 0 {
			want = min(want, limit-n)
		}
		page, err := f.archive.Page(ctx, filter, q, from, want, false)
		if err != nil {
			return fmt.Errorf("list: %w", err)
		}
		for i := range page.Articles {
			if err := fn(&page.Articles[i]); err != nil {
				return err
			}
		}
		n += len(page.Articles)
		from, more = page.After()
	}
	return nil
}

func (l listFlags) filter(f *following) (news.Filter, error) {
	filter := news.Filter{Unread: l.unread, Starred: l.starred}
	chosen := 0
	for _, c := range []struct {
		set       bool
		decisions []news.Decision
	}{
		{l.all, []news.Decision{news.Keep, news.NearMiss, news.Drop}},
		{l.dropped, []news.Decision{news.Drop}},
		{l.nearMiss, []news.Decision{news.NearMiss}},
	} {
		if c.set {
			filter.Decisions = c.decisions
			chosen++
		}
	}
	if chosen > 1 {
		return filter, usageError{errors.New("--all, --dropped and --near-miss exclude each other"), ""}
	}
	if l.limit < 0 {
		return filter, usageError{errors.New("--limit cannot be negative"), ""}
	}
	if l.asOf != "" {
		at, err := when(l.asOf, f.now(), f.zone)
		if err != nil {
			return filter, err
		}
		filter.AsOf = at
	}
	return filter, nil
}

// when reads a WHEN: a date (its end), a time of RFC 3339, or a span back from
// now, such as 36h, 3d or 2w.
func when(s string, now time.Time, zone *time.Location) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	if t, err := time.ParseInLocation(time.DateOnly, s, zone); err == nil {
		return t.AddDate(0, 0, 1).Add(-time.Nanosecond), nil
	}
	unit := map[byte]time.Duration{'h': time.Hour, 'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour}
	if n := len(s); n > 1 {
		if count, err := strconv.Atoi(s[:n-1]); err == nil && count >= 0 && count < 100_000 && unit[s[n-1]] > 0 {
			return now.Add(-time.Duration(count) * unit[s[n-1]]), nil
		}
	}
	return time.Time{}, usageError{fmt.Errorf("%q is no time", text.Line(s)), "write 2026-03-14, 2026-03-14T09:00:00Z, 36h, 3d or 2w"}
}
