package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/textproto"
	"time"

	"casewire/feeds/link"
	"casewire/feeds/text"
)

// moving is how long an article may still be edited.
const moving = 7 * 24 * time.Hour

// undecided is the greatest distance of a near miss that its page could end:
// an operand that does not occur in what the feed gave.
const undecided = 1000

// PagesAgain returns kept articles under seven days old whose saved pages are
// to be looked at again now, those first that have waited longest.
func (a *Archive) PagesAgain(ctx context.Context, now time.Time, limit int) ([]PageWanted, error) {
	var list []PageWanted
	rows, err := a.read.rows(ctx, `SELECT a.id, a.url, f.url, i.title, a.checks, coalesce(p.headers, ''), coalesce(p.url, ''),
		coalesce((SELECT part FROM revision r WHERE r.article = a.id AND r.number = p.revision), 0)
		FROM article a INDEXED BY article_check JOIN feed f ON f.id = a.feed JOIN item i ON i.id = a.id
		LEFT JOIN page p ON p.article = a.id AND p.revision = (SELECT max(revision) FROM page WHERE article = a.id)
		WHERE a.decision = 2 AND a.sort_at > ? AND a.fetched IS NOT NULL AND a.next_check IS NOT NULL AND a.next_check <= ? AND f.no_pages = 0
		ORDER BY a.next_check, a.id LIMIT ?`, now.Add(-moving).UnixMilli(), now.UnixMilli(), limit)
	err = each(rows, err, func(row scanner) error {
		p := PageWanted{Again: true}
		var headline, headers, from string
		var part bool
		err := row.Scan(&p.Article, &p.URL, &p.Feed, &headline, &p.Checks, &headers, &from, &part)
		p.Headline = text.Line(headline)
		if link.Host(from) == link.Host(p.URL) && !part { // of a part the whole is wanted
			p.Validators = validatorsOf(headers)
		}
		list = append(list, p)
		return err
	})
	return list, a.wrap("look for pages", err)
}

// NextPage returns when the next page of a kept article is to be asked for, the
// first time or again; the zero time if none is.
func (a *Archive) NextPage(ctx context.Context, now time.Time) (time.Time, error) {
	var next sql.NullInt64
	err := a.read.row(ctx, `SELECT min(at) FROM (
		SELECT min(a.next_check) at FROM feed f CROSS JOIN article a INDEXED BY article_page ON a.feed = f.id
			WHERE f.no_pages = 0 AND a.decision = 2 AND a.fetched IS NULL AND a.next_check IS NOT NULL
		UNION ALL
		SELECT * FROM (SELECT a.next_check FROM article a INDEXED BY article_check JOIN feed f ON f.id = a.feed
			WHERE a.decision = 2 AND a.sort_at > ? AND a.fetched IS NOT NULL AND a.next_check IS NOT NULL AND f.no_pages = 0
			ORDER BY a.next_check LIMIT 1))`, now.Add(-moving).UnixMilli()).Scan(&next)
	return moment(next), a.wrap("look for pages", err)
}

// validatorsOf reads them from stored headers; what cannot be read has none.
func validatorsOf(headers string) Validators {
	var h textproto.MIMEHeader
	if json.Unmarshal([]byte(headers), &h) != nil {
		return Validators{}
	}
	return Validators{ETag: h.Get("ETag"), LastModified: h.Get("Last-Modified")}
}

// PagesToDecide returns near misses under seven days old that lack one operand
// which the whole text may have, the newest first. Each is given until its page
// was asked for once.
func (a *Archive) PagesToDecide(ctx context.Context, now time.Time, limit int) ([]PageWanted, error) {
	var list []PageWanted
	rows, err := a.read.rows(ctx, `SELECT a.id, a.url, f.url, i.title
		FROM article a INDEXED BY article_list JOIN feed f ON f.id = a.feed JOIN item i ON i.id = a.id
		WHERE a.decision = 1 AND a.sort_at > ? AND a.fetched IS NULL AND a.next_check <= ? AND a.checks = 0 AND a.distance <= ? AND f.no_pages = 0
		ORDER BY a.sort_at DESC, a.id DESC LIMIT ?`, now.Add(-moving).UnixMilli(), now.UnixMilli(), undecided, limit)
	err = each(rows, err, func(row scanner) error {
		var p PageWanted
		var headline string
		err := row.Scan(&p.Article, &p.URL, &p.Feed, &headline)
		p.Headline = text.Line(headline)
		list = append(list, p)
		return err
	})
	return list, a.wrap("look for pages", err)
}
