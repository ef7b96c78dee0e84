package archive

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"

	"casewire/feeds/news"
)

// A Fact is a dated fact of the story as the engine keeps it; the archive does
// not read it.
type Fact struct {
	Date news.Date
	Data []byte
}

// dateNumber is a date as facts are ordered by it: 20261117, 20261100,
// 20260000.
func dateNumber(d news.Date) int { return d.Year*10000 + int(d.Month)*100 + d.Day }

func dateOf(n int) news.Date {
	return news.Date{Year: n / 10000, Month: time.Month(n / 100 % 100), Day: n % 100}
}

// Facts returns the facts of dates from one to another, both included, by date.
func (a *Archive) Facts(ctx context.Context, from, to news.Date) ([]Fact, error) {
	var list []Fact
	rows, err := a.read.rows(ctx, `SELECT date, fact FROM fact WHERE date >= ? AND date <= ? ORDER BY date`, dateNumber(from), dateNumber(to))
	err = each(rows, err, func(row scanner) error {
		var date int
		var f Fact
		err := row.Scan(&date, &f.Data)
		f.Date = dateOf(date)
		list = append(list, f)
		return err
	})
	return list, a.wrap("read facts", err)
}

// AllFacts returns all facts, by date.
func (a *Archive) AllFacts(ctx context.Context) ([]Fact, error) {
	return a.Facts(ctx, news.Date{}, news.Date{Year: 9999, Month: time.December, Day: 31})
}

func (t *turn) putFact(f *Fact) error {
	_, err := t.exec(`INSERT OR REPLACE INTO fact VALUES (?, ?)`, dateNumber(f.Date), f.Data)
	return err
}

// A Telling is a text that the timeline was told.
type Telling struct {
	Task
	// Copied is true of an article that was a copy. Page is the revision of the
	// page whose new paragraphs were told, of an article that was told Revision
	// before; else 0.
	Copied bool
	Page   int
	batch  int64
}

// ToldTimeline returns what the timeline was told, in order, and the batch
// that was the last.
func (a *Archive) ToldTimeline(ctx context.Context) (list []Telling, batch int64, err error) {
	b, err := a.Backlog(ctx)
	if err != nil {
		return nil, 0, err
	}
	rows, err := a.read.rows(ctx, `SELECT article, told, copied, batch, page, paged FROM sense`)
	err = each(rows, err, func(row scanner) error {
		var t Telling
		var page, paged sql.NullInt64
		err := row.Scan(&t.Article, &t.Revision, &t.Copied, &t.batch, &page, &paged)
		list = append(list, t)
		if page.Valid {
			t.Page, t.batch = int(page.Int64), paged.Int64
			list = append(list, t)
		}
		return err
	})
	slices.SortFunc(list, func(a, b Telling) int {
		return cmp.Or(cmp.Compare(a.batch, b.batch), cmp.Compare(a.Article, b.Article))
	})
	return list, b.Batch, a.wrap("read what was told", err)
}

// FoldFacts replaces all facts by those folded of what the timeline was told up
// to a batch. If there is a later one the error is ErrOvertaken.
func (a *Archive) FoldFacts(ctx context.Context, batch int64, facts []Fact) error {
	return a.wrap("fold the facts", a.turn(ctx, func(t *turn) error {
		now, err := readBacklog(t.ctx, t, func(_ string, err error) error { return err })
		if err != nil {
			return err
		}
		if now.Batch != batch {
			return ErrOvertaken
		}
		if _, err := t.exec(`DELETE FROM fact`); err != nil {
			return err
		}
		for i := range facts {
			if err := t.putFact(&facts[i]); err != nil {
				return err
			}
		}
		_, err = t.exec(`DELETE FROM meta WHERE name = 'refold'`)
		return err
	}))
}

// Coverage counts the reports of each month, in UTC, the first month first.
func (a *Archive) Coverage(ctx context.Context) ([]news.MonthCount, error) {
	var list []news.MonthCount
	rows, err := a.read.rows(ctx, `SELECT CAST(strftime('%Y%m', sort_at / 1000, 'unixepoch') AS INTEGER) AS month, count(*)
		FROM article INDEXED BY article_report WHERE decision = 2 AND cluster = id GROUP BY month ORDER BY month`)
	err = each(rows, err, func(row scanner) error {
		var month int
		var c news.MonthCount
		err := row.Scan(&month, &c.Count)
		c.Month = dateOf(month * 100)
		list = append(list, c)
		return err
	})
	return list, a.wrap("count by month", err)
}
