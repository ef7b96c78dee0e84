package archive

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"casewire/feeds/news"
)

// Find returns the article of a canonical link. What retention removed, and
// what never came, is ErrNoArticle.
func (a *Archive) Find(ctx context.Context, key string) (news.Article, error) {
	id, err := linked(ctx, a.read, key)
	if err != nil {
		return news.Article{}, a.wrap("look for a link", err)
	}
	return a.Article(ctx, id)
}

// linked returns the id of the article that a canonical link leads to.
func linked(ctx context.Context, from source, key string) (id int64, err error) {
	err = from.row(ctx, `SELECT article FROM link WHERE hash = ?`, hash("key", key)).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrNoArticle
	}
	if err == nil {
		id, err = survivor(ctx, from, id)
	}
	if err != nil {
		return 0, err
	}
	err = from.row(ctx, `SELECT id FROM article WHERE id = ?`, id).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoArticle
	}
	return id, err
}

// AddLink makes a link that the reader gave an article on the story, and
// reports whether it is new. One that is here already is marked, and stays as
// it is else. It is of no feed: the address of its feed is empty.
func (a *Archive) AddLink(ctx context.Context, now time.Time, ar Arrival, judge Judge) (id int64, fresh bool, err error) {
	err = a.turn(ctx, func(t *turn) error {
		id, err = linked(ctx, t, ar.Key)
		if fresh = errors.Is(err, ErrNoArticle); fresh {
			id, err = t.newLink(now, &ar, judge)
		}
		if err != nil {
			return err
		}
		b, err := t.state(id)
		if err != nil || news.Mark(b.Mark) == news.OnStory {
			return err
		}
		return t.do(now, news.MarkOnStory, "", []before{b})
	})
	return id, fresh, a.wrap("add a link", err)
}

// newLink stores an item of the feed without an address, which nobody asks.
func (t *turn) newLink(now time.Time, ar *Arrival, judge Judge) (int64, error) {
	in := &intake{turn: t, now: now, judge: judge}
	if _, err := t.exec(`INSERT OR IGNORE INTO feed (url, outlet, followed, keep_all, no_pages, address) VALUES ('', '', 0, 0, 0, '')`); err != nil {
		return 0, err
	}
	var feed int64
	if err := t.row(t.ctx, `SELECT id, (SELECT coalesce(max(seq), 0) FROM poll) FROM feed WHERE url = ''`).Scan(&feed, &in.seq); err != nil {
		return 0, err
	}
	// What retention removed comes back if the reader says so.
	if _, err := t.exec(`DELETE FROM link WHERE hash = ?`, hash("key", ar.Key)); err != nil {
		return 0, err
	}
	if _, err := t.exec(`DELETE FROM seen WHERE feed = ? AND guid_hash = ?`, feed, identity(ar, nil)); err != nil {
		return 0, err
	}
	if err := in.begin(); err != nil {
		return 0, err
	}
	if err := in.open(feed); err != nil {
		return 0, err
	}
	if err := in.arrive(ar); err != nil {
		return 0, err
	}
	if _, err := t.exec(`UPDATE item SET last_poll = ? WHERE id = ?`, in.seq, in.last); err != nil {
		return 0, err
	}
	if _, err := t.exec(`UPDATE feed SET items = items + 1 WHERE id = ?`, feed); err != nil {
		return 0, err
	}
	return in.last, in.end()
}
