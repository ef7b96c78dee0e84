package archive

import (
	"context"
	"database/sql"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// An Arrived is a kept article that came in with a poll, as digests look at it.
type Arrived struct {
	Article, Cluster int64
	Copy             bool
	Outlet           text.Clean
	New              int // sentences new to the reader
}

// CameSince returns the kept articles that came with the polls after one, in
// the order in which they came.
func (a *Archive) CameSince(ctx context.Context, poll int64) ([]Arrived, error) {
	var list []Arrived
	known := clean{}
	rows, err := a.read.rows(ctx, `SELECT a.id, a.cluster, a.copy_of IS NOT NULL, i.outlet, a.new_sentences
		FROM article a INDEXED BY article_poll CROSS JOIN item i ON i.id = a.id WHERE a.decision = 2 AND a.poll > ? ORDER BY a.poll, a.id`, poll)
	err = each(rows, err, func(row scanner) error {
		var c Arrived
		var outlet []byte
		err := row.Scan(&c.Article, &c.Cluster, &c.Copy, &outlet, &c.New)
		c.Outlet = known.line(outlet)
		list = append(list, c)
		return err
	})
	return list, a.wrap("read what came", err)
}

// PollBefore returns the last poll that began at a time or before it; 0 if
// there is none.
func (a *Archive) PollBefore(ctx context.Context, at time.Time) (seq int64, err error) {
	err = a.read.row(ctx, `SELECT coalesce(max(seq), 0) FROM poll WHERE began <= ?`, at.UnixMilli()).Scan(&seq)
	return seq, a.wrap("read polls", err)
}

// Leads returns the first articles of the reports of so many outlets or more,
// in the order in which they were told: of more than n the first and the last,
// a tenth and the rest.
func (a *Archive) Leads(ctx context.Context, outlets, n int) ([]int64, error) {
	const reports = `SELECT id, sort_at FROM article INDEXED BY article_report WHERE decision = 2 AND cluster = id AND outlets >= ?1 ORDER BY `
	ids, err := readIDs(a.read.rows(ctx, `SELECT id FROM (
		SELECT id, sort_at FROM (`+reports+`sort_at, id LIMIT ?2) UNION SELECT id, sort_at FROM (`+reports+`sort_at DESC, id DESC LIMIT ?3)
		) ORDER BY sort_at, id`, outlets, n/10, n-n/10))
	return ids, a.wrap("read reports", err)
}

// Outlets counts those that kept articles are of.
func (a *Archive) Outlets(ctx context.Context) (n int, err error) {
	err = a.read.row(ctx, `SELECT count(DISTINCT i.outlet) FROM article a CROSS JOIN item i ON i.id = a.id WHERE a.decision = 2`).Scan(&n)
	return n, a.wrap("count outlets", err)
}

// A Corrected is a revision of a kept article that corrected one of the same
// source.
type Corrected struct {
	Article  int64
	From, To int
	Seen     time.Time
}

// PollAfter returns when the poll after one began; ok is false if there is
// none.
func (a *Archive) PollAfter(ctx context.Context, poll int64) (began time.Time, ok bool, err error) {
	var at sql.NullInt64
	err = a.read.row(ctx, `SELECT min(began) FROM (SELECT began FROM poll WHERE seq > ? ORDER BY seq LIMIT 1)`, poll).Scan(&at)
	return moment(at), at.Valid, a.wrap("read polls", err)
}

// Corrections returns all of them, in the order in which they were seen. It
// goes through the articles on the story, by the one column that tells.
func (a *Archive) Corrections(ctx context.Context) ([]Corrected, error) {
	var list []Corrected
	rows, err := a.read.rows(ctx, `SELECT a.id, (SELECT max(b.number) FROM saved b WHERE b.article = a.id AND b.source = s.source AND b.number < s.number) AS old, s.number, s.seen
		FROM article a NOT INDEXED CROSS JOIN saved s ON s.article = a.id
		WHERE a.decision = 2 AND a.corrected = 1 AND s.kind = ? AND old IS NOT NULL ORDER BY s.seen, a.id, s.number`,
		kindNumber(news.Correction))
	err = each(rows, err, func(row scanner) error {
		var c Corrected
		var seen int64
		err := row.Scan(&c.Article, &c.From, &c.To, &seen)
		c.Seen = time.UnixMilli(seen).UTC()
		list = append(list, c)
		return err
	})
	return list, a.wrap("read corrections", err)
}
