package archive

import (
	"context"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// An Alert is a kept report that alert rules matched when it came in or
// changed.
type Alert struct {
	// Article is the first of its cluster that was matched, without its text.
	Article news.Article
	Rules   []text.Clean
	// Found is when the poll that found it began.
	Found time.Time
}

// alertSQL lists alerts. In the table the poll's number is negative once
// somebody was told. A row without a rule is an article whose tags and alerts
// wait for the engines; its poll is 0 if it has not come in or changed.
const alertSQL = `SELECT d.article, a.cluster, d.rule, p.began FROM alerted d CROSS JOIN article a ON a.id = d.article CROSS JOIN poll p ON p.seq = abs(d.poll)
	WHERE a.decision = 2 AND d.rule <> '' AND `

// Untold returns the alerts that nobody was told of, the oldest first. There is
// one of a report, whatever its articles and rules, and none of a report that
// somebody was told of.
func (a *Archive) Untold(ctx context.Context) ([]Alert, error) {
	list, err := a.alerts(ctx, alertSQL+`d.poll > 0 AND a.cluster NOT IN
		(SELECT o.cluster FROM alerted t JOIN article o ON o.id = t.article WHERE t.poll < 0) ORDER BY d.poll, d.article, d.rule`)
	return list, a.wrap("read alerts", err)
}

// AlertsSince returns the alerts that polls after the given one found, told of
// or not, the oldest first.
func (a *Archive) AlertsSince(ctx context.Context, poll int64) ([]Alert, error) {
	list, err := a.alerts(ctx, alertSQL+`abs(d.poll) > ? ORDER BY abs(d.poll), d.article, d.rule`, poll)
	return list, a.wrap("read alerts", err)
}

func (a *Archive) alerts(ctx context.Context, query string, args ...any) ([]Alert, error) {
	var list []Alert
	reports := map[int64]int{} // by cluster, the place in list
	rows, err := a.read.rows(ctx, query, args...)
	err = each(rows, err, func(row scanner) error {
		var article, cluster, began int64
		var name string
		if err := row.Scan(&article, &cluster, &name, &began); err != nil {
			return err
		}
		at, known := reports[cluster]
		if !known {
			at = len(list)
			reports[cluster] = at
			list = append(list, Alert{Article: news.Article{ID: article}, Found: time.UnixMilli(began).UTC()})
		}
		if list[at].Article.ID == article {
			list[at].Rules = append(list[at].Rules, text.Line(name))
		}
		return nil
	})
	for i := range list {
		if err == nil {
			list[i].Article, err = a.article(ctx, list[i].Article.ID)
		}
	}
	return list, err
}

// Tell writes down that somebody is told of an article's report. It returns
// true once: whoever gets it has to tell.
func (a *Archive) Tell(ctx context.Context, article int64) (bool, error) {
	var n int64
	err := a.turn(ctx, func(t *turn) (err error) {
		n, err = t.exec(`UPDATE alerted SET poll = -poll WHERE poll > 0 AND
			(SELECT cluster FROM article WHERE id = alerted.article) = (SELECT cluster FROM article WHERE id = ?)`, article)
		return err
	})
	return n > 0, a.wrap("write down an alert", err)
}
