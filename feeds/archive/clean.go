package archive

import (
	"context"
	"time"

	"casewire/feeds/news"
)

// removableSQL is when retention may take an article: ?1 decision, ?2 the time
// and ?3 the poll that are old enough. An item that its feed still lists was
// last listed by the feed's last poll.
const removableSQL = `a.decision = ?1 AND a.sort_at < ?2 AND a.first_seen < ?2 AND a.mark = 0 AND a.starred = 0 AND a.opened IS NULL
	AND NOT EXISTS (SELECT 1 FROM note n WHERE n.article = a.id)
	AND NOT EXISTS (SELECT 1 FROM item i JOIN feed f ON f.id = i.feed WHERE i.id = a.id AND coalesce(i.last_poll, f.listed, 0) > ?3)
	AND NOT EXISTS (SELECT 1 FROM item i JOIN feed f ON f.id = i.feed WHERE i.article = a.id AND i.article <> i.id AND coalesce(i.last_poll, f.listed, 0) > ?3)`

// Clean removes what retention no longer holds and returns how many articles
// that were. Time counts from the last poll that listed an item. What was
// opened, starred, marked or noted stays; of what goes a hash remains, so that
// it never comes back as new.
func (a *Archive) Clean(ctx context.Context, now time.Time, keep news.Retention) (int, error) {
	total := 0
	for _, r := range []struct {
		decision news.Decision
		keep     time.Duration
	}{{news.Drop, keep.Unrelated}, {news.NearMiss, keep.NearMiss}} {
		if r.keep <= 0 {
			continue
		}
		n, err := a.cleanOld(ctx, r.decision, now.Add(-r.keep).UnixMilli())
		total += n
		if err != nil {
			return total, a.wrap("remove what is old", err)
		}
	}
	return total, nil
}

func (a *Archive) cleanOld(ctx context.Context, decision news.Decision, cutoff int64) (int, error) {
	var poll int64
	if err := a.read.row(ctx, `SELECT coalesce(max(seq), 0) FROM poll WHERE began < ?`, cutoff).Scan(&poll); err != nil {
		return 0, err
	}
	ids, err := readIDs(a.read.rows(ctx, `SELECT a.id FROM article a WHERE `+removableSQL, decision, cutoff, poll))
	removed := 0
	for len(ids) > 0 && err == nil {
		began, n, gone := clock(), 0, 0
		err = a.turn(ctx, func(t *turn) error {
			for n < len(ids) && clock().Sub(began) < work {
				yes, err := t.remove(ids[n], decision, cutoff, poll)
				if err != nil {
					return err
				}
				if n++; yes {
					gone++
				}
			}
			return nil
		})
		if err == nil {
			removed, ids = removed+gone, ids[n:]
		}
	}
	return removed, err
}

// remove takes an article away, unless it changed since it was found.
func (t *turn) remove(id int64, decision news.Decision, cutoff, poll int64) (bool, error) {
	var yes bool
	err := t.row(t.ctx, `SELECT EXISTS (SELECT 1 FROM article a WHERE a.id = ?4 AND `+removableSQL+`)`, decision, cutoff, poll, id).Scan(&yes)
	if err != nil || !yes {
		return false, err
	}
	if decision != news.Drop {
		if err := t.unindex(id); err != nil {
			return false, err
		}
	}
	for _, step := range []string{
		`INSERT OR IGNORE INTO seen SELECT feed, guid_hash FROM item WHERE article = ? AND article <> id`,
		`DELETE FROM item WHERE article = ? AND article <> id`,
		`DELETE FROM revision WHERE article = ?`,
		`DELETE FROM page WHERE article = ?`,
		`DELETE FROM alerted WHERE article = ?`,
	} {
		if _, err := t.exec(step, id); err != nil {
			return false, err
		}
	}
	if err := t.forget(id); err != nil {
		return false, err
	}
	return true, t.erase(id)
}
