package archive

import (
	"context"
	"database/sql"
	"errors"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Understanding an article is the work of engines that the archive does not
// know. A batch is read, judged without a transaction, and stored in one; if
// somebody else stored one meanwhile, it is judged again.

// ErrOvertaken says that what a batch was judged by has changed meanwhile.
var ErrOvertaken = errors.New("somebody else was faster")

// A Backlog says what there is to understand.
type Backlog struct {
	// Waits is true if articles may wait, Refold if the facts are to be folded
	// again, Replaying if a rebuilding was begun.
	Waits, Refold, Replaying bool
	// Persons is the hash of the persons by which people were told apart, 0 if
	// no one hash is.
	Persons int64
	// Batch is the last batch; Articles counts those that are understood, and
	// Engines is the version of what understood the first of them, 0 if nobody knows.
	Batch    int64
	Articles int
	Engines  int
}

// Backlog reads it, at little cost.
func (a *Archive) Backlog(ctx context.Context) (Backlog, error) {
	return readBacklog(ctx, a.read, a.wrap)
}

func readBacklog(ctx context.Context, from source, wrap func(string, error) error) (b Backlog, err error) {
	err = from.row(ctx, `SELECT EXISTS (SELECT 1 FROM pending) OR EXISTS (SELECT 1 FROM stale), EXISTS (SELECT 1 FROM meta WHERE name = 'refold'),
		EXISTS (SELECT 1 FROM meta WHERE name = 'replayed'), coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'persons'), 0),
		coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'replayed'), (SELECT max(batch) FROM understood), 0),
		(SELECT n FROM count WHERE name = 'understood'), coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'engines'), 0)`).
		Scan(&b.Waits, &b.Refold, &b.Replaying, &b.Persons, &b.Batch, &b.Articles, &b.Engines)
	return b, wrap("look for what is not understood", err)
}

// A Task is an article to be understood; of one that left the story, Revision
// is 0.
type Task struct {
	Article  int64
	Revision int
}

// waitingSQL are the articles that have to be understood: kept ones whose
// current text is not the understood one, and understood ones that are not
// kept any more.
const waitingSQL = `SELECT p.article, coalesce(iif(a.decision = 2, a.revision, 0), 0) AS now FROM pending p
	LEFT JOIN article a ON a.id = p.article LEFT JOIN sense s ON s.article = p.article WHERE now <> coalesce(s.revision, 0)`

// Waiting returns up to n articles to be understood, in the order in which
// they came.
func (a *Archive) Waiting(ctx context.Context, n int) ([]Task, error) {
	tasks, err := readTasks(ctx, a.read, waitingSQL+` ORDER BY p.article LIMIT ?`, n)
	return tasks, a.wrap("look for what is not understood", err)
}

func readTasks(ctx context.Context, from source, query string, args ...any) (list []Task, err error) {
	rows, err := from.rows(ctx, query, args...)
	err = each(rows, err, func(row scanner) error {
		var t Task
		err := row.Scan(&t.Article, &t.Revision)
		list = append(list, t)
		return err
	})
	return list, err
}

// NoneWaits forgets of articles that they may wait, if none does, and counts
// new sentences where that waits.
func (a *Archive) NoneWaits(ctx context.Context) error {
	err := a.turn(ctx, func(t *turn) error {
		_, err := t.exec(`DELETE FROM pending WHERE article NOT IN (SELECT article FROM (` + waitingSQL + `))`)
		return err
	})
	if err == nil {
		err = a.renewAll(ctx)
	}
	return a.wrap("look for what is not understood", err)
}

// Text returns an article with a revision of its text, as engines look at it;
// with revision 0 the one that is understood. One that is not there is
// ErrNoArticle.
func (a *Archive) Text(ctx context.Context, id int64, revision int) (news.Article, error) {
	art, err := scanText(a.read.row(ctx, `SELECT a.id, t.headline, i.outlet, i.language, a.published, a.zone, a.published_from, a.first_seen, a.sort_at, a.poll,
		a.cluster, a.copy_of, t.number, t.source, t.text, t.layout FROM article a JOIN item i ON i.id = a.id JOIN saved t ON t.article = a.id
		WHERE a.id = ?1 AND t.number = iif(?2, ?2, (SELECT revision FROM sense WHERE article = ?1))`, id, revision))
	if errors.Is(err, sql.ErrNoRows) {
		return art, &UnknownError{id}
	}
	return art, a.wrap("read text", err)
}

// UnderstoodTexts returns articles with the texts that are understood, in the order of
// the ids. Those that are not there are left out.
func (a *Archive) UnderstoodTexts(ctx context.Context, ids []int64) ([]news.Article, error) {
	list := make([]news.Article, 0, len(ids))
	rows, err := a.read.rows(ctx, `SELECT a.id, iif(r.id, r.headline, i.title), i.outlet, i.language, a.published, a.zone, a.published_from, a.first_seen, a.sort_at, a.poll,
		a.cluster, a.copy_of, s.revision, iif(r.id, r.source, 1), iif(r.id, r.text, i.text), iif(r.id, r.layout, i.layout) FROM json_each(?) j
		CROSS JOIN sense s ON s.article = j.value CROSS JOIN article a ON a.id = s.article CROSS JOIN item i ON i.id = a.id
		LEFT JOIN revision r ON r.article = a.id AND r.number = s.revision
		WHERE r.id IS NOT NULL OR i.article = a.id AND i.rev = s.revision`, idList(ids))
	err = each(rows, err, func(row scanner) error {
		art, err := scanText(row)
		list = append(list, art)
		return err
	})
	return list, a.wrap("read texts", err)
}

func scanText(row scanner) (art news.Article, err error) {
	var headline, outlet, body string
	var layout []byte
	var published, zone, copyOf sql.NullInt64
	var seen, sort sql.NullInt64
	d, r := &art.Dates, &art.Text
	err = row.Scan(&art.ID, &headline, &outlet, &art.Language, &published, &zone, &d.Published.From, &seen, &sort, &d.Poll,
		&art.Report.Cluster, &copyOf, &r.Number, &r.Source, &body, &layout)
	if err != nil {
		return art, err
	}
	art.Headline, art.Outlet = text.Line(headline), text.Line(outlet)
	d.Published.Time, d.FirstSeen, d.Sort = zoned(published, zone), moment(seen), moment(sort)
	art.Report.CopyOf = copyOf.Int64
	r.Article, r.Headline, r.Body = art.ID, art.Headline, unpack(body, layout)
	return art, nil
}

// Rebuild forgets what was understood: everything is to be understood again, as
// it was then.
func (a *Archive) Rebuild(ctx context.Context) error {
	return a.wrap("understand again", a.turn(ctx, (*turn).unlearn))
}

// Renew notes the version of the engines that understand from now on. What
// another one understood is forgotten as by Rebuild, unless another process was
// faster.
func (a *Archive) Renew(ctx context.Context, engines int) error {
	return a.wrap("understand again", a.turn(ctx, func(t *turn) error {
		now, err := readBacklog(t.ctx, t, func(_ string, err error) error { return err })
		if err != nil || now.Engines == engines {
			return err
		}
		if now.Batch > 0 || now.Articles > 0 {
			if err := t.unlearn(); err != nil {
				return err
			}
		}
		_, err = t.exec(`INSERT OR REPLACE INTO meta VALUES ('engines', ?)`, engines)
		return err
	}))
}

func (t *turn) unlearn() error {
	for _, step := range []string{
		`DELETE FROM key`, `DELETE FROM sense`, `DELETE FROM sentence`, `DELETE FROM told`, `DELETE FROM stale`,
		`DELETE FROM named`, `DELETE FROM fact`, `DELETE FROM former`, `DELETE FROM pending`,
		`UPDATE article SET cluster = id, copy_of = NULL, outlets = 1, report_title = NULL, report_read = read, report_new = new_sentences
			WHERE decision = 2 OR cluster <> id OR copy_of IS NOT NULL`,
		`UPDATE count SET n = 0 WHERE name = 'understood'`,
		`INSERT OR REPLACE INTO meta VALUES ('replayed', '0'), ('refold', '1')`,
	} {
		if _, err := t.exec(step); err != nil {
			return err
		}
	}
	return nil
}

// Replayed returns the tasks of the next batch of a rebuilding, without those
// of articles and texts that are not there any more, and the number of the
// batch; 0 if all are done.
func (a *Archive) Replayed(ctx context.Context) (batch int64, tasks []Task, err error) {
	err = a.read.row(ctx, `SELECT coalesce(min(batch), 0) FROM understood WHERE batch > (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'replayed')`).Scan(&batch)
	if err == nil && batch > 0 {
		tasks, err = readTasks(ctx, a.read, `SELECT article, revision FROM understood u WHERE batch = ? AND
			iif(revision, EXISTS (SELECT 1 FROM saved s WHERE s.article = u.article AND number = u.revision) AND EXISTS (SELECT 1 FROM article WHERE id = u.article),
				EXISTS (SELECT 1 FROM sense s WHERE s.article = u.article)) ORDER BY article`, batch)
	}
	return batch, tasks, a.wrap("understand again", err)
}

// EndReplay ends a rebuilding. What is not as the log says waits.
func (a *Archive) EndReplay(ctx context.Context) error {
	return a.wrap("understand again", a.turn(ctx, func(t *turn) error {
		for _, step := range []string{
			`DELETE FROM meta WHERE name = 'replayed'`,
			`INSERT OR IGNORE INTO pending SELECT id FROM article WHERE decision = 2`,
			`INSERT OR IGNORE INTO pending SELECT article FROM sense`,
		} {
			if _, err := t.exec(step); err != nil {
				return err
			}
		}
		return nil
	}))
}

// A Sense is what is known of how an article is understood.
type Sense struct {
	Revision int // 0: it is not
	Cluster  int64
	Alone    bool // in its cluster
	// Told and Page are the revisions that the timeline was told, 0 for none.
	Told, Page int
}

// Sense returns how an article is understood.
func (a *Archive) Sense(ctx context.Context, id int64) (s Sense, err error) {
	err = a.read.row(ctx, `SELECT s.revision, s.cluster, s.told, coalesce(s.page, 0),
		NOT EXISTS (SELECT 1 FROM sense m WHERE m.cluster = s.cluster AND m.article <> s.article)
		FROM sense s WHERE s.article = ?`, id).Scan(&s.Revision, &s.Cluster, &s.Told, &s.Page, &s.Alone)
	if errors.Is(err, sql.ErrNoRows) {
		return Sense{}, nil
	}
	return s, a.wrap("read article", err)
}

// ReportSizes counts the articles of reports.
func (a *Archive) ReportSizes(ctx context.Context, ids []int64) (map[int64]int, error) {
	sizes := make(map[int64]int, len(ids))
	rows, err := a.read.rows(ctx, `SELECT j.value, count(*) FROM json_each(?) j CROSS JOIN sense s INDEXED BY sense_cluster
		ON s.cluster = j.value GROUP BY j.value`, idList(ids))
	err = each(rows, err, func(row scanner) error {
		var id int64
		var n int
		err := row.Scan(&id, &n)
		sizes[id] = n
		return err
	})
	return sizes, a.wrap("count articles of reports", err)
}

// CountWaiting counts the articles that are to be understood.
func (a *Archive) CountWaiting(ctx context.Context) (n int, err error) {
	err = a.read.row(ctx, `SELECT iif(EXISTS (SELECT 1 FROM meta WHERE name = 'replayed'), (SELECT count(*) FROM understood),
		(SELECT count(*) FROM (`+waitingSQL+`)))`).Scan(&n)
	return n, a.wrap("look for what is not understood", err)
}
