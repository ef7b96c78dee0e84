package archive

import (
	"context"
	"math"

	"casewire/feeds/news"
	"casewire/feeds/rule"
)

// Docs calls fn for every article whatever its decision, the newest first,
// with the article as lists have it. An error of fn ends it and is returned.
func (a *Archive) Docs(ctx context.Context, fn func(news.Article, *rule.Doc) error) error {
	for before := int64(0); ; {
		next, err := a.SomeDocs(ctx, before, fn)
		if err != nil || next == 0 {
			return err
		}
		before = next
	}
}

// SomeDocs calls fn for a few articles whatever their decision, the newest
// first, as Docs does; it begins below the id before, or with the newest if
// that is 0. It returns the id to go on from, 0 when no article is left.
func (a *Archive) SomeDocs(ctx context.Context, before int64, fn func(news.Article, *rule.Doc) error) (next int64, err error) {
	if before == 0 {
		before = math.MaxInt64
	}
	papers, err := loadPapers(ctx, a.read, before, judgeAtOnce)
	if err != nil || len(papers) == 0 {
		return 0, a.wrap("read articles", err)
	}
	low := papers[len(papers)-1].id
	articles := make(map[int64]news.Article, len(papers))
	rows, err := a.read.rows(ctx, rowSQL+`WHERE a.id >= ? AND a.id < ?`, low, before)
	err = each(rows, err, func(row scanner) error {
		art, err := scanRow(row)
		articles[art.ID] = art
		return err
	})
	if err != nil {
		return 0, a.wrap("read articles", err)
	}
	for _, p := range papers {
		art, ok := articles[p.id]
		if !ok {
			continue // removed between the two reads
		}
		if err := fn(art, &p.doc); err != nil {
			return 0, err
		}
	}
	return low, nil
}

// Marked calls fn for every article that the reader marked as on or off the
// story, the newest first, as Docs does.
func (a *Archive) Marked(ctx context.Context, fn func(news.Article, *rule.Doc) error) error {
	var marked []news.Article
	rows, err := a.read.rows(ctx, rowSQL+`WHERE a.mark <> 0 ORDER BY a.id DESC`)
	err = each(rows, err, func(row scanner) error {
		art, err := scanRow(row)
		marked = append(marked, art)
		return err
	})
	if err != nil {
		return a.wrap("read marks", err)
	}
	for i := range marked {
		p, err := loadPaper(ctx, a.read, marked[i].ID)
		if err != nil {
			return a.wrap("read marks", err)
		}
		if err := fn(marked[i], &p.doc); err != nil {
			return err
		}
	}
	return nil
}
