package archive

import "context"

// Standing says which of the reports that are new to the reader the one of an
// article is, from 1, newest first, and how many there are. n is 0 if it is
// none of them, or if there are more than most: those are not counted.
func (a *Archive) Standing(ctx context.Context, id int64, most int) (n, of int, err error) {
	if id, err = survivor(ctx, a.read, id); err != nil {
		return 0, 0, a.wrap("count new reports", err)
	}
	err = a.read.row(ctx, `SELECT n, iif(n > ?2, 0, coalesce((SELECT
			(SELECT count(*) FROM article m INDEXED BY article_new WHERE m.decision = 2 AND m.cluster = m.id AND m.report_read = 0 AND (m.sort_at, m.id) >= (l.sort_at, l.id))
			FROM article a JOIN article l ON l.id = a.cluster WHERE a.id = ?1 AND l.decision = 2 AND l.cluster = l.id AND l.report_read = 0), 0))
		FROM count WHERE name = 'new'`, id, most).Scan(&of, &n)
	return n, of, a.wrap("count new reports", err)
}
