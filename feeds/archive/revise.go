package archive

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"slices"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// An Edit is what a new text of an article changed of the one before.
type Edit struct {
	// Kind is empty if nobody edited anything: then there is no revision.
	Kind     news.EditKind
	Headline bool // it is another one
	Entries  int  // that it adds to a live blog
	// New counts the sentences of the new text that are not in the old one;
	// First is the first of them, from 0.
	First, New int
	// told says that the other source, feed or page, gives the same text now.
	told bool
}

// compare asks what a new text changed.
func (j *Judge) compare(before, after *news.Revision) Edit {
	switch {
	case before.Headline == after.Headline && before.Body.Text == after.Body.Text:
		return Edit{}
	case j.Compare == nil:
		return Edit{Kind: news.Minor}
	}
	return j.Compare(before, after)
}

// kinds are numbered in the archive, 0 where there is no edit.
var kinds = [...]news.EditKind{"", news.Minor, news.Update, news.Correction} //nolint:gochecknoglobals // table

func kindNumber(k news.EditKind) int { return max(slices.Index(kinds[:], k), 0) }

func kindOf(n int) news.EditKind {
	if n < 0 || n >= len(kinds) {
		return ""
	}
	return kinds[n]
}

// lookUp takes out of an edit what the other source has too as it is now: an
// edit that feed and page both have is one, and so is a new headline.
func (in *intake) lookUp(e *Edit, id int64, source news.Source, headline text.Clean, sum []byte) error {
	var headed bool
	err := in.row(in.ctx, `SELECT sha256 = ?3, headline = ?4 FROM saved WHERE article = ?1 AND source <> ?2 ORDER BY number DESC LIMIT 1`,
		id, source, sum, headline.String()).Scan(&e.told, &headed)
	e.Headline = e.Headline && !headed
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// feedEdit says what an arrival changes of the item that it is. An article
// that nobody cared for has no revisions: any change is taken over.
func (in *intake) feedEdit(ar *Arrival, id int64, sum []byte) (Edit, error) {
	var headline, content string
	var layout []byte
	err := in.row(in.ctx, `SELECT i.title, i.text, i.layout FROM item i JOIN article a ON a.id = i.id
		WHERE i.id = ? AND (a.decision > 0 OR a.mark > 0 OR a.read > 0)`, id).Scan(&headline, &content, &layout)
	if errors.Is(err, sql.ErrNoRows) {
		return Edit{Kind: news.Minor}, nil
	}
	if err != nil {
		return Edit{}, err
	}
	e := in.judge.compare(
		&news.Revision{Headline: text.Line(headline), Body: unpack(content, layout)},
		&news.Revision{Headline: ar.Item.Title, Body: ar.Item.Body})
	err = in.lookUp(&e, id, news.FromFeed, ar.Item.Title, sum)
	return e, err
}

// newestPage returns the last text that an article's page gave; its number is
// 0 if there is none.
func newestPage(ctx context.Context, from source, id int64) (news.Revision, error) {
	var r news.Revision
	var headline, content string
	var layout, sum []byte
	err := from.row(ctx, `SELECT number, headline, sha256, text, layout FROM revision WHERE article = ? AND source = 2 ORDER BY number DESC LIMIT 1`, id).
		Scan(&r.Number, &headline, &sum, &content, &layout)
	if errors.Is(err, sql.ErrNoRows) {
		return r, nil
	}
	r.Headline, r.SHA256, r.Body = text.Line(headline), hex.EncodeToString(sum), unpack(content, layout)
	return r, err
}

// corrected writes down that an article was corrected, before the rules look at
// it again.
func (in *intake) corrected(id int64, e Edit) error {
	if e.Kind != news.Correction {
		return nil
	}
	_, err := in.exec(`UPDATE article SET corrected = 1 WHERE id = ?`, id)
	return err
}

// edited writes down what an edit means to the reader. What was read is new
// again if it was corrected, has another headline, or is a live blog that goes
// on. current says that the text is the one that is shown.
func (in *intake) edited(id int64, e Edit, current bool) error {
	if e.told {
		return nil
	}
	if e.Entries > 0 && current {
		if _, err := in.exec(`UPDATE article SET entries = iif(read, ?1, entries + ?1) WHERE id = ?2`, e.Entries, id); err != nil {
			return err
		}
	}
	if e.Entries == 0 && (in.judge.KeepRead || e.Kind != news.Correction && !e.Headline) {
		return nil
	}
	if !current {
		e.First, e.New = -1, 0
	}
	n, err := in.exec(`UPDATE article SET read = 0, read_to = iif(?1 < 0, read_to, min(read_to, ?1)), new_sentences = ?2 WHERE id = ?3 AND read = 1`, e.First, e.New, id)
	if err != nil || n == 0 {
		return err
	}
	var cluster int64
	if err := in.row(in.ctx, `SELECT cluster FROM article WHERE id = ?`, id).Scan(&cluster); err != nil {
		return err
	}
	return errors.Join(in.readChanged(id), in.settleRead(cluster))
}

// The times after a page was first saved at which it is looked at again.
var checkTimes = [...]time.Duration{15 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour, 3 * 24 * time.Hour} //nolint:gochecknoglobals // table

// nextCheck is when a page that was first saved at a time is due again; nil if
// it is not.
func nextCheck(first, now time.Time) any {
	for _, after := range checkTimes {
		if at := first.Add(after); at.After(now) {
			return at.UnixMilli()
		}
	}
	return nil
}

// checked writes down that a page was looked at, whatever came of it.
func (in *intake) checked(id int64, status int) error {
	var first sql.NullInt64
	if err := in.row(in.ctx, `SELECT min(seen) FROM revision WHERE article = ? AND source = 2`, id).Scan(&first); err != nil {
		return err
	}
	_, err := in.exec(`UPDATE article SET refused = ?, next_check = ? WHERE id = ?`, status, nextCheck(moment(first), in.now), id)
	return err
}
