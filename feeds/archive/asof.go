package archive

import (
	"context"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// asThen gives articles the headlines and the numbers of edits that they had at
// a time. Decisions are those of the rules now: what they were is not kept.
func (a *Archive) asThen(ctx context.Context, list []news.Article, at time.Time) error {
	for i := range list {
		art := &list[i]
		if art.Size.Revisions > 1 || art.Dates.Fetched.After(at) {
			if err := a.turnBack(ctx, art, at); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *Archive) turnBack(ctx context.Context, art *news.Article, at time.Time) error {
	z := &art.Size
	z.Revisions, z.Corrected, z.FullText = 1, false, false
	art.Dates.Fetched = time.Time{}
	told := map[string]bool{}
	rows, err := a.read.rows(ctx, `SELECT source, seen, headline, kind, sha256 FROM saved WHERE article = ? AND seen <= ? ORDER BY number`, art.ID, at.UnixMilli())
	return each(rows, err, func(row scanner) error {
		var source news.Source
		var seen int64
		var headline string
		var kind int
		var sum []byte
		if err := row.Scan(&source, &seen, &headline, &kind, &sum); err != nil {
			return err
		}
		if source == news.FromFeed {
			art.Headline = text.Line(headline)
		} else {
			z.FullText, art.Dates.Fetched = true, time.UnixMilli(seen).UTC()
		}
		if kind > 0 && !told[string(sum)] {
			z.Revisions++
		}
		told[string(sum)] = true
		z.Corrected = z.Corrected || kindOf(kind) == news.Correction
		return nil
	})
}
