package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
)

// patience is how long a page with a query is looked for before it is given
// as far as it is.
const patience = 50 * time.Millisecond

// A selection is a filter and a query, ready to be walked.
type selection struct {
	filter news.Filter
	query  *rule.Query
	feed   int64   // of filter.Feed; 0 if there is no such feed
	ids    []int64 // what may match; nil: nothing is known
	newer  bool
}

// Page returns up to n articles, at least 1, of a filter that come after a place, newest
// first; with newer those that come before it, the nearest n of them, in the
// same order. q may be nil; with it, the page may end early: then SoFar is
// true, and the list goes on from Next.
func (a *Archive) Page(ctx context.Context, f news.Filter, q *rule.Query, from news.Place, n int, newer bool) (news.Page, error) {
	page, err := a.readPage(ctx, f, q, from, n, newer)
	var damaged *DamagedError
	if errors.As(err, &damaged) {
		return a.readPage(ctx, f, q, from, n, newer) // from the copy
	}
	return page, err
}

func (a *Archive) readPage(ctx context.Context, f news.Filter, q *rule.Query, from news.Place, n int, newer bool) (news.Page, error) {
	s, err := a.choose(ctx, f, q)
	if err != nil {
		return news.Page{}, a.wrap("read list", err)
	}
	s.newer = newer
	var page news.Page
	if q == nil {
		page, err = a.window(ctx, s, from, n)
	} else {
		page, err = a.walk(ctx, s, from, n, clock().Add(patience))
	}
	if err == nil && !f.AsOf.IsZero() {
		err = a.asThen(ctx, page.Articles, f.AsOf)
	}
	if err == nil && newer {
		slices.Reverse(page.Articles)
	}
	return page, a.wrap("read list", err)
}

func (a *Archive) choose(ctx context.Context, f news.Filter, q *rule.Query) (*selection, error) {
	s := &selection{filter: f, query: q}
	if len(f.Decisions) == 0 {
		s.filter.Decisions = []news.Decision{news.Keep}
	}
	if f.Feed != "" {
		if err := a.read.row(ctx, `SELECT coalesce((SELECT id FROM feed WHERE url = ?), 0)`, f.Feed).Scan(&s.feed); err != nil {
			return nil, err
		}
	}
	if q == nil || slices.Contains(s.filter.Decisions, news.Drop) {
		return s, nil // what is dropped is not in the index
	}
	var err error
	s.ids, err = a.candidates(ctx, q.Plan())
	return s, err
}

// window reads one page, and one article more to know whether there is more.
func (a *Archive) window(ctx context.Context, s *selection, from news.Place, n int) (news.Page, error) {
	query, args := s.sql(from, n+1)
	page := news.Page{Articles: make([]news.Article, 0, min(n, 1000))}
	rows, err := a.read.rows(ctx, query, args...)
	err = each(rows, err, func(row scanner) error {
		art, err := scanRow(row)
		page.Articles = append(page.Articles, art)
		return err
	})
	if len(page.Articles) > n {
		page.Articles, page.More = page.Articles[:n], true
	}
	return page, err
}

// walk reads page after page and leaves out what does not match, until there
// are n or the time is over.
func (a *Archive) walk(ctx context.Context, s *selection, from news.Place, n int, until time.Time) (news.Page, error) {
	var page news.Page
	plan := s.query.Plan()
	for more := true; more; {
		part, err := a.window(ctx, s, from, min(n, 100))
		if err != nil {
			return page, err
		}
		more = part.More
		for i := range part.Articles {
			art := &part.Articles[i]
			if len(page.Articles) == n || clock().After(until) {
				page.More, page.SoFar, page.Next = true, len(page.Articles) < n, from
				return page, nil
			}
			ok, err := a.fits(ctx, s, plan, art)
			if err != nil {
				return page, err
			}
			if ok {
				page.Articles = append(page.Articles, *art)
			}
			from = art.Place()
		}
	}
	return page, nil
}

// fits decides a query on an article's text, unless what is at hand says no.
func (a *Archive) fits(ctx context.Context, s *selection, plan rule.Condition, art *news.Article) (bool, error) {
	if slices.Contains(s.filter.Held, art.ID) {
		return true, nil
	}
	if !may(plan, art) {
		return false, nil
	}
	p, err := loadPaper(ctx, a.read, art.ID)
	if err != nil {
		return false, err
	}
	p.doc.Now = a.clock()
	a.answerAll(ctx, p)
	ok, _ := s.query.Matches(&p.doc)
	return ok, nil
}

// sql is the statement of a page. Each branch is a walk along one index, which
// is named, as SQLite knows nothing of how many articles are of which kind;
// the branches are merged.
func (s *selection) sql(from news.Place, n int) (string, []any) {
	f := &s.filter
	var branches []string
	branch := func(table, where string) {
		branches = append(branches, `SELECT id FROM (SELECT a.id FROM `+table+` WHERE `+where+s.beyond(from)+s.order()+`)`)
	}
	for _, d := range f.Decisions {
		where := s.narrow(d)
		if f.Feed != "" {
			branch(`article a NOT INDEXED`, `a.id IN (SELECT article FROM item WHERE article <> id AND feed = :feed) AND `+where)
			where += ` AND a.feed = :feed`
		}
		branch(s.along(d), where)
	}
	if len(f.Held) > 0 {
		branch(`json_each(:held) j CROSS JOIN article a ON a.id = j.value`, `1`)
	}
	return s.row() + `WHERE a.id IN (` + strings.Join(branches, ` UNION `) + `)` + s.order(), []any{
		sql.Named("n", n), sql.Named("feed", s.feed), sql.Named("sort", from.Sort.UnixMilli()), sql.Named("id", from.ID),
		sql.Named("asof", f.AsOf.UnixMilli()), sql.Named("ids", idList(s.ids)), sql.Named("held", idList(f.Held)),
	}
}

// row is what is read of an article; of the first of a report, what holds for
// all of it.
func (s *selection) row() string {
	if !s.filter.Reports {
		return rowSQL
	}
	return reportSQL
}

// along is the table with the index to walk along.
func (s *selection) along(d news.Decision) string {
	switch {
	case s.ids != nil:
		return `json_each(:ids) j CROSS JOIN article a ON a.id = j.value`
	case s.filter.Feed != "" && d == news.Keep:
		return `article a INDEXED BY article_feed`
	case s.filter.Starred:
		return `article a INDEXED BY article_starred`
	case s.filter.Reports && s.filter.Unread && d == news.Keep:
		return `article a INDEXED BY article_new`
	case s.filter.Reports && d == news.Keep:
		return `article a INDEXED BY article_report`
	case s.filter.Unread && d == news.Keep:
		return `article a INDEXED BY article_unread`
	}
	return `article a INDEXED BY article_list`
}

// narrow is the condition of a branch. Decisions are constants in it, so that
// partial indexes can be used.
func (s *selection) narrow(d news.Decision) string {
	where := `a.decision = ` + [...]string{"0", "1", "2"}[min(d, news.Keep)]
	if s.filter.Reports {
		where += ` AND a.cluster = a.id`
	}
	switch {
	case s.filter.Unread && s.filter.Reports && d == news.Keep:
		where += ` AND a.report_read = 0`
	case s.filter.Unread:
		where += ` AND a.read = 0`
	}
	if s.filter.Starred {
		where += ` AND a.starred = 1`
	}
	if !s.filter.AsOf.IsZero() {
		where += ` AND a.first_seen <= :asof`
	}
	return where
}

// beyond leaves out what does not come after a place.
func (s *selection) beyond(from news.Place) string {
	switch {
	case from == news.Place{}:
		return ""
	case s.newer:
		return ` AND (a.sort_at, a.id) > (:sort, :id)`
	}
	return ` AND (a.sort_at, a.id) < (:sort, :id)`
}

func (s *selection) order() string {
	if s.newer {
		return ` ORDER BY a.sort_at, a.id LIMIT :n`
	}
	return ` ORDER BY a.sort_at DESC, a.id DESC LIMIT :n`
}

func idList(ids []int64) string {
	b, _ := json.Marshal(ids) // of numbers
	return string(b)
}
