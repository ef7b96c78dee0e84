package archive

import (
	"context"

	"casewire/feeds/news"
)

// Leads returns the first articles of the reports that a poll after since
// brought anything for, and none after until, with their texts, the oldest
// first; at most n, the newest. With since 0 those are all reports up to a poll.
func (a *Archive) Leads(ctx context.Context, since, until int64, n int) ([]news.Article, error) {
	var list []news.Article
	rows, err := a.read.rows(ctx, `SELECT * FROM (`+reportSQL+`WHERE a.id IN
		(SELECT cluster FROM article INDEXED BY article_poll WHERE decision = 2 AND poll > ? AND poll <= ?) AND a.decision = 2
		ORDER BY a.sort_at DESC, a.id DESC LIMIT ?)`, since, until, n)
	err = each(rows, err, func(row scanner) error {
		art, err := scanRow(row)
		list = append(list, art)
		return err
	})
	if err != nil {
		return nil, a.wrap("read reports", err)
	}
	out := make([]news.Article, 0, len(list))
	for i := len(list) - 1; i >= 0; i-- {
		art := list[i]
		if art.Text, err = a.revision(ctx, art.ID, art.Text.Number); err != nil {
			return nil, a.wrap("read reports", err)
		}
		out = append(out, art)
	}
	return out, nil
}

// Came returns the articles that polls after since, and none after until,
// brought to the story, in the order of their ids, without their texts; at most
// n, the newest.
func (a *Archive) Came(ctx context.Context, since, until int64, n int) ([]news.Article, error) {
	var list []news.Article
	rows, err := a.read.rows(ctx, `SELECT * FROM (`+rowSQL+`WHERE a.id IN
		(SELECT id FROM article INDEXED BY article_poll WHERE decision = 2 AND poll > ? AND poll <= ? ORDER BY poll DESC, id DESC LIMIT ?)) ORDER BY 1`, since, until, n)
	err = each(rows, err, func(row scanner) error {
		art, err := scanRow(row)
		list = append(list, art)
		return err
	})
	return list, a.wrap("read what came", err)
}
