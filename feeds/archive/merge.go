package archive

import (
	"context"
	"database/sql"
	"errors"

	"casewire/feeds/news"
)

// survivor follows an id to the article that it was merged into.
func survivor(ctx context.Context, from source, id int64) (int64, error) {
	for range 100 {
		var next int64
		err := from.row(ctx, `SELECT article FROM merged WHERE id = ?`, id).Scan(&next)
		if errors.Is(err, sql.ErrNoRows) {
			return id, nil
		}
		if err != nil {
			return 0, err
		}
		id = next
	}
	return 0, &UnknownError{id}
}

// merge makes the younger article part of the older, which keeps its id and
// its place. What the reader did to either holds for both. The younger's
// newest text goes on as its item's; its page becomes the older's, if that has
// none; superseded texts stay under the old id.
func (in *intake) merge(older, younger int64) error {
	y, err := loadPaper(in.ctx, in, younger)
	if err != nil {
		return err
	}
	if y.decision != news.Drop {
		if err := in.unindex(younger); err != nil {
			return err
		}
	}
	_, _, err = in.change(older, func(o *paper) error {
		// Out of the counts, of the feeds too; the verdict brings them back.
		if _, err := in.exec(`UPDATE article SET decision = 0 WHERE id IN (?, ?)`, older, younger); err != nil {
			return err
		}
		if err := in.adoptState(o, older, younger); err != nil {
			return err
		}
		if y.revision != y.rev && o.revision == o.rev {
			if err := in.adoptPage(o, y); err != nil {
				return err
			}
		}
		for _, step := range []string{
			`UPDATE item SET article = ?1 WHERE article = ?2 AND article <> id`,
			`UPDATE item SET article = ?1, rev = 1 WHERE id = ?2`,
			`INSERT INTO alerted SELECT ?1, rule, poll FROM alerted WHERE article = ?2
				ON CONFLICT (article, rule) DO UPDATE SET poll = min(poll, excluded.poll)`, // what was told stays told
			`DELETE FROM alerted WHERE article = ?2 AND ?1 > 0`,
			`UPDATE merged SET article = ?1 WHERE article = ?2`,
			`INSERT INTO merged VALUES (?2, ?1)`,
		} {
			if _, err := in.exec(step, older, younger); err != nil {
				return err
			}
		}
		return errors.Join(in.erase(younger), in.readChanged(older))
	})
	return err
}

func (in *intake) adoptState(o *paper, older, younger int64) error {
	if _, err := in.exec(`UPDATE article SET (mark, read, read_to, starred, opened) = (
		SELECT iif(article.mark, article.mark, y.mark), max(article.read, y.read), max(article.read_to, y.read_to), max(article.starred, y.starred),
			coalesce(max(article.opened, y.opened), article.opened, y.opened) FROM article y WHERE y.id = ?2),
		new_sentences = iif(read OR (SELECT read FROM article WHERE id = ?2), 0, sentences) WHERE id = ?1`, older, younger); err != nil {
		return err
	}
	if _, err := in.exec(`UPDATE note SET text = text || ' / ' || (SELECT text FROM note WHERE article = ?2)
		WHERE article = ?1 AND EXISTS (SELECT 1 FROM note WHERE article = ?2)`, o.id, younger); err != nil {
		return err
	}
	_, err := in.exec(`UPDATE OR IGNORE note SET article = ?1 WHERE article = ?2`, older, younger)
	return err
}

// adoptPage gives the older article the younger one's page as a revision.
func (in *intake) adoptPage(o, y *paper) error {
	n, err := in.nextRevision(o.id)
	if err != nil {
		return err
	}
	if _, err := in.exec(`UPDATE revision SET article = ?, number = ? WHERE article = ? AND number = ?`, o.id, n, y.id, y.revision); err != nil {
		return err
	}
	if _, err := in.exec(`UPDATE page SET article = ?, revision = ? WHERE article = ? AND revision = ?`, o.id, n, y.id, y.revision); err != nil {
		return err
	}
	_, err = in.exec(`UPDATE article SET revision = ?1, words = y.words, sentences = y.sentences, new_sentences = iif(article.read, 0, y.sentences),
		byline = y.byline, fetched = y.fetched, next_check = NULL FROM article y WHERE article.id = ?2 AND y.id = ?3`, n, o.id, y.id)
	return err
}

// erase removes an article and what hangs on it alone. Its items, links and
// texts are the caller's to move or remove.
func (t *turn) erase(id int64) error {
	for _, step := range []string{
		`DELETE FROM hit WHERE article = ?`,
		`DELETE FROM note WHERE article = ?`,
		`DELETE FROM article WHERE id = ?`,
	} {
		if _, err := t.exec(step, id); err != nil {
			return err
		}
	}
	return nil
}
