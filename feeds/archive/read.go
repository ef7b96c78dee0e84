package archive

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// Article returns an article with its current text. The id of an article that
// was merged into another leads to that one. An unknown id is ErrNoArticle.
func (a *Archive) Article(ctx context.Context, id int64) (news.Article, error) {
	art, err := a.article(ctx, id)
	if err == nil {
		art.Text, err = a.revision(ctx, art.ID, art.Text.Number)
	}
	return art, a.wrap("read article", err)
}

// article reads it without its text. Most ids lead where they say.
func (a *Archive) article(ctx context.Context, id int64) (news.Article, error) {
	art, err := scanRow(a.read.row(ctx, rowSQL+`WHERE a.id = ?`, id))
	if !errors.Is(err, sql.ErrNoRows) {
		return art, err
	}
	to, err := survivor(ctx, a.read, id)
	switch {
	case err != nil:
		return art, err
	case to == id:
		return art, &UnknownError{id}
	}
	return a.article(ctx, to)
}

// Revision returns revision n of an article. A number that it does not have is
// ErrNoArticle.
func (a *Archive) Revision(ctx context.Context, id int64, n int) (news.Revision, error) {
	id, err := survivor(ctx, a.read, id)
	if err != nil {
		return news.Revision{}, a.wrap("read revision", err)
	}
	r, err := a.revision(ctx, id, n)
	return r, a.wrap("read revision", err)
}

func (a *Archive) revision(ctx context.Context, id int64, n int) (news.Revision, error) {
	var body string
	var layout []byte
	r, err := scanRevision(id, a.read.row(ctx, `SELECT number, source, seen, headline, byline, sha256, kind, part, text, layout FROM saved
		WHERE article = ? AND number = ?`, id, n), &body, &layout)
	if errors.Is(err, sql.ErrNoRows) {
		return r, &UnknownError{id}
	}
	if err == nil {
		r.Body = unpack(body, layout)
	}
	return r, err
}

// Revisions returns all revisions of an article without their texts, the first
// first.
func (a *Archive) Revisions(ctx context.Context, id int64) ([]news.Revision, error) {
	id, err := survivor(ctx, a.read, id)
	if err != nil {
		return nil, a.wrap("read revisions", err)
	}
	var list []news.Revision
	rows, err := a.read.rows(ctx, `SELECT number, source, seen, headline, byline, sha256, kind, part FROM saved WHERE article = ? ORDER BY number`, id)
	err = each(rows, err, func(row scanner) error {
		r, err := scanRevision(id, row)
		list = append(list, r)
		return err
	})
	if err == nil && len(list) == 0 {
		err = &UnknownError{id}
	}
	return list, a.wrap("read revisions", err)
}

func scanRevision(id int64, row scanner, more ...any) (news.Revision, error) {
	r := news.Revision{Article: id}
	var headline, byline string
	var seen int64
	var kind int
	var sum []byte
	err := row.Scan(append([]any{&r.Number, &r.Source, &seen, &headline, &byline, &sum, &kind, &r.Part}, more...)...)
	r.Kind = kindOf(kind)
	r.Seen, r.SHA256 = time.UnixMilli(seen).UTC(), hex.EncodeToString(sum)
	r.Headline, r.Byline = text.Line(headline), text.Line(byline)
	return r, err
}

// Hits returns where rules found what they look for, in the headline and the
// current text, in the order in which the rules told them.
func (a *Archive) Hits(ctx context.Context, id int64) ([]news.Hit, error) {
	id, err := survivor(ctx, a.read, id)
	if err != nil {
		return nil, a.wrap("read hits", err)
	}
	list, err := readHits(ctx, a.read, id)
	return list, a.wrap("read hits", err)
}

// Doc returns an article as rules and queries see it.
func (a *Archive) Doc(ctx context.Context, id int64) (*rule.Doc, error) {
	id, err := survivor(ctx, a.read, id)
	if err != nil {
		return nil, a.wrap("read article", err)
	}
	p, err := loadPaper(ctx, a.read, id)
	if err != nil {
		return nil, a.wrap("read article", err)
	}
	return &p.doc, nil
}
