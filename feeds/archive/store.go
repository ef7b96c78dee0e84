package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// work is how long one transaction may last, so that the reader's marks never
// wait for longer. pause lets other processes have their turn.
const (
	work  = 80 * time.Millisecond
	pause = 5 * time.Millisecond
)

// maxGUID is the longest guid that is stored as it is.
const maxGUID = 512

// Store takes in what asking several feeds came to: the state of each, its new
// and changed items, and what it lists. When it returns all of it is on disk;
// if it fails, a feed is either stored whole or will be read again. seq is the
// poll's number.
func (a *Archive) Store(ctx context.Context, seq int64, now time.Time, batch []Result, judge Judge) ([]Stored, error) {
	in := &intake{seq: seq, now: now, judge: judge}
	done := make([]Stored, 0, len(batch))
	for len(done) < len(batch) {
		err := a.turn(ctx, func(t *turn) error {
			in.turn = t
			return in.run(ctx, batch, &done)
		})
		if err != nil {
			return done, a.wrap("store items", err)
		}
		if len(done) < len(batch) {
			time.Sleep(pause)
		}
	}
	return done, nil
}

// An intake is a Store in progress, over several turns.
type intake struct {
	*turn
	seq   int64
	now   time.Time
	judge Judge
	last  int64 // the highest id given
	born  int64 // articles of this turn
	near  int64 // near misses of them
	added int64 // items of this turn

	feed  *feedRow // the one begun
	next  int      // its next arrival
	items map[uint64]int64
	out   Stored
}

// feedRow is what is needed of a feed while its items are stored.
type feedRow struct {
	id            int64
	noPages       bool
	hasSeen       bool // retention removed items of it
	state         news.FeedState
	since, listed sql.NullInt64
	first, final  sql.NullInt64
	added         int
}

// run works until the batch is done or the turn was long enough.
func (in *intake) run(ctx context.Context, batch []Result, done *[]Stored) error {
	began := clock()
	if err := in.begin(); err != nil {
		return err
	}
	for len(*done) < len(batch) && clock().Sub(began) < work && ctx.Err() == nil {
		r := &batch[len(*done)]
		if in.feed == nil {
			if err := in.open(r.Feed); err != nil {
				return err
			}
		}
		for ; in.next < len(r.Arrivals) && clock().Sub(began) < work; in.next++ {
			if err := in.arrive(&r.Arrivals[in.next]); err != nil {
				return err
			}
		}
		if in.next == len(r.Arrivals) {
			if err := in.close(r); err != nil {
				return err
			}
			*done = append(*done, in.out)
		}
	}
	return in.end()
}

// begin reads the highest id. If other rules judged what is stored, everything
// has to be judged again by somebody; so nobody's hash is left standing.
func (in *intake) begin() error {
	in.born, in.near, in.added = 0, 0, 0
	if err := in.row(in.ctx, `SELECT n FROM count WHERE name = 'last'`).Scan(&in.last); err != nil {
		return err
	}
	return in.claimRules(in.judge.Hash)
}

func (t *turn) claimRules(hash string) error {
	var have string
	var articles int64
	err := t.row(t.ctx, `SELECT (SELECT value FROM meta WHERE name = 'rules'), (SELECT n FROM count WHERE name = 'articles')`).Scan(&have, &articles)
	if err != nil || have == hash || have == judging+hash || have == "" && articles > 0 {
		return err
	}
	if articles > 0 {
		hash = ""
	}
	_, err = t.exec(`UPDATE meta SET value = ? WHERE name = 'rules'`, hash)
	return err
}

func (in *intake) end() error {
	_, err := in.exec(`UPDATE count SET n = CASE name WHEN 'last' THEN ?1 WHEN 'items' THEN n + ?2 WHEN 'articles' THEN n + ?3 ELSE n + ?4 END
		WHERE name IN ('last', 'items', 'articles', 'near')`, in.last, in.added, in.born, in.near)
	return err
}

func (in *intake) open(feed int64) error {
	f := &feedRow{}
	err := in.row(in.ctx, `SELECT id, no_pages, state, since, listed, first_item, last_item, EXISTS (SELECT 1 FROM seen WHERE feed = feed.id) FROM feed WHERE id = ?`, feed).
		Scan(&f.id, &f.noPages, &f.state, &f.since, &f.listed, &f.first, &f.final, &f.hasSeen)
	in.feed, in.next, in.items, in.out = f, 0, map[uint64]int64{}, Stored{Feed: feed}
	return err
}

// close writes the feed itself, after all its items.
func (in *intake) close(r *Result) error {
	f := in.feed
	in.feed = nil
	if r.Listed {
		if err := in.list(f, r.Hashes); err != nil {
			return err
		}
		if _, err := in.exec(`UPDATE feed SET title = ?, site = ?, language = ?, hints = ? WHERE id = ?`,
			r.Said.Title.String(), r.Said.Site, r.Said.Language, asJSON(r.Said.Hints, noHints(r.Said.Hints)), f.id); err != nil {
			return err
		}
	}
	if r.Listed || r.Same {
		f.listed = sql.NullInt64{Int64: in.seq, Valid: true}
	}
	if r.Host != "" && !r.Quiet.IsZero() {
		if _, err := in.exec(`INSERT OR REPLACE INTO host VALUES (?, ?)`, r.Host, r.Quiet.UnixMilli()); err != nil {
			return err
		}
	}
	return in.writeFeed(f, &r.Asking)
}

func noHints(h news.Hints) bool {
	return h.TTL == 0 && len(h.SkipHours) == 0 && len(h.SkipDays) == 0
}

func (in *intake) writeFeed(f *feedRow, k *Asking) error {
	if f.state != k.State || !f.since.Valid {
		f.since = sql.NullInt64{Int64: in.now.UnixMilli(), Valid: true}
	}
	var from, to, missed any
	if k.Gap != nil {
		from, to, missed = stamp(k.Gap.From), stamp(k.Gap.To), k.Gap.Missed
	}
	v := &k.Validators
	_, err := in.exec(`UPDATE feed SET address = ?, moves = ?, etag = ?, modified = ?, body_hash = ?, next = ?, failures = ?, state = ?, since = ?,
		asked = ?, ok = ?, status = ?, error = ?, gap_from = ?, gap_to = ?, gap_missed = ?, items = items + ?, first_item = ?, last_item = ?, listed = ? WHERE id = ?`,
		k.Address, asJSON(k.Moves, len(k.Moves) == 0), blob(v.ETag), blob(v.LastModified), blob(v.BodyHash), stamp(k.Next), k.Failures, k.State, f.since,
		stamp(k.Asked), stamp(k.OK), k.Status, k.Error.String(), from, to, missed, f.added, f.first, f.final, f.listed, f.id)
	return err
}

// list writes what the feed lists now. Items that it listed before and does
// not list any more were last listed by the poll before.
func (in *intake) list(f *feedRow, hashes []uint64) error {
	var old listing
	err := in.row(in.ctx, `SELECT coalesce((SELECT hashes FROM listing WHERE feed = ?), x'')`, f.id).Scan(&old.data)
	if err != nil {
		return err
	}
	ids := old.ids()
	left := make(map[int64]bool, len(ids))
	for _, id := range ids {
		left[id] = true
	}
	now := listing{data: make([]byte, 0, 16*len(hashes))}
	for _, h := range hashes {
		id, fresh := in.items[h]
		if !fresh {
			id = ids[h]
		}
		now.add(h, id)
		delete(left, id)
	}
	delete(left, 0)
	for id := range left {
		if _, err := in.exec(`UPDATE item SET last_poll = ? WHERE id = ?`, f.listed, id); err != nil {
			return err
		}
	}
	_, err = in.exec(`INSERT OR REPLACE INTO listing VALUES (?, ?)`, f.id, now.data)
	return err
}

// identity is what an item is known by in its feed: its guid, else its link,
// else its text.
func identity(ar *Arrival, sum []byte) int64 {
	switch {
	case ar.Item.GUID != "":
		return hash("guid", ar.Item.GUID)
	case ar.Key != "":
		return hash("link", ar.Key)
	}
	return hash("text", string(sum))
}

func hash(kind, s string) int64 {
	sum := sha256.Sum256([]byte(kind + "\x00" + s))
	return int64(binary.BigEndian.Uint64(sum[:])) //nolint:gosec // any 64 bits will do
}

// digest is the SHA-256 of a headline and a text.
func digest(headline, content text.Clean) []byte {
	return digestOf(headline.String(), content.String())
}

func digestOf(headline, content string) []byte {
	h := sha256.New()
	_, _ = h.Write([]byte(headline))
	_, _ = h.Write([]byte{0})
	_, _ = h.Write([]byte(content))
	return h.Sum(nil)
}

func shortGUID(guid string) string {
	if len(guid) <= maxGUID {
		return guid
	}
	return "sha256:" + hexSum([]byte(guid))
}

func joinLines(list []text.Clean) any {
	if len(list) == 0 {
		return nil
	}
	return strings.Join(plain(list), "\n")
}
