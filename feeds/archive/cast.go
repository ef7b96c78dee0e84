package archive

import (
	"context"
	"time"

	"casewire/feeds/news"
)

// A Mention is an article on the story and whom it names. Copy is true if it
// has its text from another.
type Mention struct {
	Article int64
	At      time.Time
	Copy    bool
	People  []news.Named // without their places
}

// EachMention calls see for every article on the story that names somebody, in
// the order of their ids.
func (a *Archive) EachMention(ctx context.Context, see func(*Mention)) error {
	known := clean{}
	rows, err := a.read.rows(ctx, `SELECT n.article, n.people, a.sort_at, a.copy_of IS NOT NULL FROM named n CROSS JOIN article a ON a.id = n.article
		WHERE a.decision = 2 ORDER BY n.article`)
	err = each(rows, err, func(row scanner) error {
		var m Mention
		var sort int64
		var data []byte
		if err := row.Scan(&m.Article, &data, &sort, &m.Copy); err != nil {
			return err
		}
		m.At = time.UnixMilli(sort).UTC()
		if m.People = unpackPeople(data, m.Article, m.At, known); len(m.People) > 0 {
			see(&m)
		}
		return nil
	})
	return a.wrap("read people", err)
}

// Heads returns of articles that are there, in the order of ids, no more than
// headline, outlet and sort time.
func (a *Archive) Heads(ctx context.Context, ids []int64) ([]news.Article, error) {
	var list []news.Article
	known := clean{}
	rows, err := a.read.rows(ctx, `SELECT a.id, i.title, i.outlet, a.sort_at FROM json_each(?) j CROSS JOIN article a ON a.id = j.value CROSS JOIN item i ON i.id = a.id`, idList(ids))
	err = each(rows, err, func(row scanner) error {
		var art news.Article
		var title, outlet []byte
		var sort int64
		err := row.Scan(&art.ID, &title, &outlet, &sort)
		art.Headline, art.Outlet, art.Dates.Sort = known.line(title), known.line(outlet), time.UnixMilli(sort).UTC()
		list = append(list, art)
		return err
	})
	return list, a.wrap("read articles", err)
}

// QuotesIn returns the quotations of articles, in the order of ids.
func (a *Archive) QuotesIn(ctx context.Context, ids []int64) ([]news.Quote, error) {
	list, err := a.readQuotes(ctx, `json_each(?) j CROSS JOIN named n ON n.article = j.value CROSS JOIN article a ON a.id = n.article CROSS JOIN item i ON i.id = a.id
		WHERE a.decision = 2`, idList(ids))
	return list, a.wrap("read quotations", err)
}
