package archive

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Counts returns the numbers that the header shows. None is counted for it.
func (a *Archive) Counts(ctx context.Context) (news.Counts, error) {
	var c news.Counts
	var articles int
	var first, final, kept, seq sql.NullInt64
	err := a.read.row(ctx, `SELECT
		max(iif(name = 'kept', n, 0)), max(iif(name = 'unread', n, 0)), max(iif(name = 'near', n, 0)), max(iif(name = 'starred', n, 0)),
		max(iif(name = 'articles', n, 0)), max(iif(name = 'items', n, 0)), max(iif(name = 'reports', n, 0)), max(iif(name = 'new', n, 0)),
		EXISTS (SELECT 1 FROM article INDEXED BY article_known WHERE read_to > 0),
		(SELECT count(*) FROM feed WHERE followed = 1), (SELECT count(*) FROM feed WHERE followed = 1 AND state < 2),
		(SELECT began FROM poll ORDER BY seq LIMIT 1), (SELECT ended FROM poll WHERE ended IS NOT NULL ORDER BY seq DESC LIMIT 1),
		(SELECT seq FROM poll ORDER BY seq DESC LIMIT 1),
		(SELECT first_seen FROM article INDEXED BY article_poll WHERE decision = 2 ORDER BY poll DESC, id DESC LIMIT 1) FROM count`).
		Scan(&c.Kept, &c.Unread, &c.NearMiss, &c.Starred, &articles, &c.Seen, &c.Reports, &c.NewReports, &c.Begun, &c.Feeds, &c.Failing, &first, &final, &seq, &kept)
	c.Dropped = articles - c.Kept - c.NearMiss
	c.FirstPoll, c.LastPoll, c.LastKept, c.Poll = moment(first), moment(final), moment(kept), seq.Int64
	return c, a.wrap("read counts", err)
}

// Texts counts the full texts of kept articles. It walks the list of them all,
// in the order in which they came, as they lie in the file.
func (a *Archive) Texts(ctx context.Context) (news.Texts, error) {
	var t news.Texts
	err := a.read.row(ctx, `SELECT (SELECT count(*) FROM article INDEXED BY article_poll WHERE decision = 2) - count(*),
		count(iif(checks > 0 AND wanted, 1, NULL)), count(iif(checks = 0 AND next_check IS NOT NULL AND wanted, 1, NULL))
		FROM (SELECT checks, next_check, feed NOT IN (SELECT id FROM feed WHERE no_pages = 1) AS wanted
			FROM article INDEXED BY article_poll WHERE decision = 2 AND fetched IS NULL)`).Scan(&t.Saved, &t.Refused, &t.Wanted)
	return t, a.wrap("count full texts", err)
}

// Since says what came after a poll: how many kept articles, and how many of
// them are the first of their report.
func (a *Archive) Since(ctx context.Context, poll int64) (articles, reports int, err error) {
	err = a.read.row(ctx, `SELECT count(*), coalesce(sum(cluster = id), 0) FROM article INDEXED BY article_poll WHERE decision = 2 AND poll > ?`, poll).Scan(&articles, &reports)
	return articles, reports, a.wrap("count what came", err)
}

// A RuleCount is what a rule does.
type RuleCount struct {
	Kind news.RuleKind
	Rule text.Clean
	// Kept counts the articles that a keep rule keeps or a tag or alert rule
	// labels; of a drop rule, those that it drops.
	Kept int
	// Only counts those that no other rule of the kind would have kept or
	// dropped.
	Only int
	// Overrides counts, of a drop rule, those that it took from a keep rule.
	Overrides int
	// Last is the sort time of the newest of them.
	Last time.Time
}

type ruleKey struct {
	kind news.RuleKind
	name string
}

// RuleCounts counts by rule, over all articles and without the reader's marks;
// rules that match nothing are not among them. They are in order of kind and
// name.
func (a *Archive) RuleCounts(ctx context.Context) ([]RuleCount, error) {
	counts := map[ruleKey]*RuleCount{}
	rows, err := a.read.rows(ctx, `SELECT verdict, ruled, count(*), max(sort_at) FROM article INDEXED BY article_verdict WHERE verdict IS NOT NULL GROUP BY verdict, ruled`)
	err = each(rows, err, func(row scanner) error {
		var verdict sql.NullString
		var ruled news.Decision
		var n int
		var last sql.NullInt64
		err := row.Scan(&verdict, &ruled, &n, &last)
		tally(counts, verdict, ruled, n, moment(last))
		return err
	})
	list := make([]RuleCount, 0, len(counts))
	for _, c := range counts {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(x, y RuleCount) int {
		if x.Kind != y.Kind {
			return int(x.Kind) - int(y.Kind)
		}
		return strings.Compare(x.Rule.String(), y.Rule.String())
	})
	return list, a.wrap("count by rule", err)
}

// tally counts n articles that have the same verdict. What a near miss names
// are rules that it missed.
func tally(counts map[ruleKey]*RuleCount, verdict sql.NullString, ruled news.Decision, n int, last time.Time) {
	r := readRuling(verdict)
	add := func(kind news.RuleKind, names []string, overrides int) {
		for _, name := range names {
			c := counts[ruleKey{kind, name}]
			if c == nil {
				c = &RuleCount{Kind: kind, Rule: text.Line(name)}
				counts[ruleKey{kind, name}] = c
			}
			c.Kept += n
			c.Overrides += overrides
			if len(names) == 1 {
				c.Only += n
			}
			if last.After(c.Last) {
				c.Last = last
			}
		}
	}
	switch ruled {
	case news.Keep:
		add(news.KeepRule, r.Rules, 0)
	case news.Drop:
		add(news.DropRule, r.Rules, n*min(1, len(r.Overridden)))
	case news.NearMiss:
	}
	add(news.TagRule, r.Tags, 0)
	add(news.AlertRule, r.Alerts, 0)
}
