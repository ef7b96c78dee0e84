package archive

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// visitEnds is how long after the last key a visit is over.
const visitEnds = 30 * time.Minute

// A Visit is a time in which somebody was reading.
type Visit struct {
	Began, Ended time.Time
	// FromPoll and ToPoll are the last polls that its beginning and its end
	// saw: what is new since the visit came with a later one.
	FromPoll, ToPoll int64
}

// Opened says that an article is being read: it is no longer unread.
func (a *Archive) Opened(ctx context.Context, id int64, now time.Time) error {
	return a.wrap("open article", a.onArticle(ctx, id, `UPDATE article SET opened = ?2, read = 1, new_sentences = 0 WHERE id = ?1`, now.UnixMilli()))
}

// ReadTo says how many sentences of an article, from the first, were on screen
// long enough. It never takes any back.
func (a *Archive) ReadTo(ctx context.Context, id int64, sentences int) error {
	return a.wrap("read article", a.onArticle(ctx, id, `UPDATE article SET read_to = max(read_to, ?2) WHERE id = ?1`, sentences))
}

func (a *Archive) onArticle(ctx context.Context, id int64, query string, arg any) error {
	err := a.turn(ctx, func(t *turn) error {
		to, err := survivor(ctx, t, id)
		if err != nil {
			return err
		}
		n, err := t.exec(query, to, arg)
		switch {
		case err != nil:
			return err
		case n == 0:
			return &UnknownError{id}
		}
		return errors.Join(t.readChanged(to), t.renewSome())
	})
	if err == nil {
		err = a.renewAll(ctx)
	}
	return err
}

// Visit says that the reader pressed a key: it begins a visit or prolongs the
// one that goes on. A clock that went back shortens none.
func (a *Archive) Visit(ctx context.Context, now time.Time) error {
	return a.wrap("note visit", a.turn(ctx, func(t *turn) error {
		n, err := t.exec(`UPDATE visit SET ended = max(ended, ?1), to_poll = (SELECT coalesce(max(seq), 0) FROM poll)
			WHERE id = (SELECT max(id) FROM visit) AND ended > ?1 - ?2`, now.UnixMilli(), visitEnds.Milliseconds())
		if err == nil && n == 0 {
			_, err = t.exec(`INSERT INTO visit (began, ended, from_poll, to_poll)
				SELECT ?1, ?1, coalesce(max(seq), 0), coalesce(max(seq), 0) FROM poll`, now.UnixMilli())
		}
		return err
	}))
}

// LastVisit returns the last visit that is over; the zero Visit if there is
// none.
func (a *Archive) LastVisit(ctx context.Context, now time.Time) (Visit, error) {
	var v Visit
	var began, ended sql.NullInt64
	err := a.read.row(ctx, `SELECT began, ended, from_poll, to_poll FROM visit WHERE ended <= ? ORDER BY id DESC LIMIT 1`, now.Add(-visitEnds).UnixMilli()).
		Scan(&began, &ended, &v.FromPoll, &v.ToPoll)
	if errors.Is(err, sql.ErrNoRows) {
		return v, nil
	}
	v.Began, v.Ended = moment(began), moment(ended)
	return v, a.wrap("read visits", err)
}
