package archive

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// BeginPoll begins a poll and returns its number. Numbers rise whatever the
// clock does.
func (a *Archive) BeginPoll(ctx context.Context, now time.Time) (seq int64, err error) {
	err = a.turn(ctx, func(t *turn) error {
		return t.row(ctx, `INSERT INTO poll (began) VALUES (?) RETURNING seq`, now.UnixMilli()).Scan(&seq)
	})
	return seq, a.wrap("begin poll", err)
}

// EndPoll ends it.
func (a *Archive) EndPoll(ctx context.Context, seq int64, now time.Time) error {
	return a.wrap("end poll", a.turn(ctx, func(t *turn) error {
		_, err := t.exec(`UPDATE poll SET ended = ? WHERE seq = ?`, now.UnixMilli(), seq)
		return err
	}))
}

// Sync makes the feeds those of the story, and writes nothing if they are. A
// feed that was taken out keeps its articles and what is known of it; one whose
// address changed is another.
func (a *Archive) Sync(ctx context.Context, feeds []news.FeedSpec, _ time.Time) error {
	same, err := a.follows(ctx, feeds)
	if err != nil || same {
		return a.wrap("take up feeds", err)
	}
	return a.wrap("take up feeds", a.turn(ctx, func(t *turn) error {
		if _, err := t.exec(`UPDATE feed SET followed = 0 WHERE followed = 1`); err != nil {
			return err
		}
		for i := range feeds {
			f := &feeds[i]
			if _, err := t.exec(`INSERT INTO feed (url, outlet, followed, keep_all, no_pages, address) VALUES (?1, ?2, 1, ?3, ?4, ?1)
				ON CONFLICT (url) DO UPDATE SET outlet = ?2, followed = 1, keep_all = ?3, no_pages = ?4`,
				f.URL, f.Outlet.String(), f.KeepAll, f.NoPages); err != nil {
				return err
			}
		}
		return nil
	}))
}

// follows reports whether the feeds are those of the archive.
func (a *Archive) follows(ctx context.Context, feeds []news.FeedSpec) (bool, error) {
	type spec struct {
		outlet           string
		keepAll, noPages bool
	}
	want := make(map[string]spec, len(feeds))
	for i := range feeds {
		want[feeds[i].URL] = spec{feeds[i].Outlet.String(), feeds[i].KeepAll, feeds[i].NoPages}
	}
	same := true
	rows, err := a.read.rows(ctx, `SELECT url, outlet, keep_all, no_pages FROM feed WHERE followed = 1`)
	err = each(rows, err, func(row scanner) error {
		var url string
		var s spec
		err := row.Scan(&url, &s.outlet, &s.keepAll, &s.noPages)
		have, ok := want[url]
		same = same && ok && s == have
		delete(want, url)
		return err
	})
	return same && len(want) == 0, err
}

// Feeds returns all feeds that the archive knows, those taken out too, in the
// order in which they came.
func (a *Archive) Feeds(ctx context.Context) ([]Source, error) {
	var list []Source
	rows, err := a.read.rows(ctx, `SELECT id, url, outlet, followed, keep_all, no_pages, title, site, language, hints,
		address, moves, etag, modified, body_hash, next, failures, state, since, asked, ok, status, error,
		gap_from, gap_to, gap_missed, items, kept, first_item, last_item FROM feed ORDER BY id`)
	err = each(rows, err, func(row scanner) error {
		s, err := scanSource(row)
		list = append(list, s)
		return err
	})
	return list, a.wrap("read feeds", err)
}

func scanSource(row scanner) (s Source, err error) {
	var (
		outlet, title, fault                 string
		hints, moves                         sql.NullString
		next, since, asked, ok               sql.NullInt64
		gapFrom, gapTo, missed, first, final sql.NullInt64
	)
	v := &s.Validators
	err = row.Scan(&s.ID, &s.URL, &outlet, &s.Followed, &s.KeepAll, &s.NoPages, &title, &s.Site, &s.Language, &hints,
		&s.Address, &moves, (*raw)(&v.ETag), (*raw)(&v.LastModified), (*raw)(&v.BodyHash), &next, &s.Failures, &s.State, &since, &asked, &ok, &s.Status, &fault,
		&gapFrom, &gapTo, &missed, &s.Items, &s.Kept, &first, &final)
	if err != nil {
		return s, err
	}
	s.Title, s.Error = text.Line(title), text.Line(fault)
	if s.Outlet = text.Line(outlet); s.Outlet.Len() == 0 {
		s.Outlet = s.Title
	}
	s.Next, s.Since, s.Asked, s.OK = moment(next), moment(since), moment(asked), moment(ok)
	s.FirstItem, s.LastItem = moment(first), moment(final)
	if gapFrom.Valid {
		s.Gap = &news.Gap{From: moment(gapFrom), To: moment(gapTo), Missed: int(missed.Int64)}
	}
	if moves.Valid {
		err = json.Unmarshal([]byte(moves.String), &s.Moves)
	}
	if err == nil && hints.Valid {
		err = json.Unmarshal([]byte(hints.String), &s.Hints)
	}
	return s, err
}

// raw is a string that is stored as bytes; empty for null.
type raw string

// Scan takes a column.
func (r *raw) Scan(v any) error {
	b, _ := v.([]byte)
	*r = raw(b)
	return nil
}

// blob is a string as bytes; nil if it is empty.
func blob(s string) any {
	if s == "" {
		return nil
	}
	return []byte(s)
}

// asJSON is a value to store; nil if it says nothing.
func asJSON(v any, empty bool) any {
	if empty {
		return nil
	}
	b, _ := json.Marshal(v) // of plain structs
	return string(b)
}

// SeenItems returns a function that knows the items that the feed listed last
// by the hashes of their bytes, so that they need not be parsed again.
func (a *Archive) SeenItems(ctx context.Context, feed int64) (func(hash uint64) bool, error) {
	var l listing
	err := a.read.row(ctx, `SELECT coalesce((SELECT hashes FROM listing WHERE feed = ?), x'')`, feed).Scan(&l.data)
	if err != nil {
		return nil, a.wrap("read listing", err)
	}
	known := l.ids()
	return func(hash uint64) bool { _, ok := known[hash]; return ok }, nil
}

// A listing is what a feed listed: hashes of items, each with the item's id.
type listing struct{ data []byte }

func (l *listing) add(hash uint64, id int64) {
	l.data = binary.BigEndian.AppendUint64(l.data, hash)
	l.data = binary.BigEndian.AppendUint64(l.data, uint64(id)) //nolint:gosec // ids are positive
}

func (l *listing) ids() map[uint64]int64 {
	m := make(map[uint64]int64, len(l.data)/16)
	for d := l.data; len(d) >= 16; d = d[16:] {
		m[binary.BigEndian.Uint64(d)] = int64(binary.BigEndian.Uint64(d[8:])) //nolint:gosec // ids are positive
	}
	return m
}

// Quiet returns the hosts that want to be left alone for longer than until
// now, and until when.
func (a *Archive) Quiet(ctx context.Context, now time.Time) (map[string]time.Time, error) {
	hosts := map[string]time.Time{}
	rows, err := a.read.rows(ctx, `SELECT name, quiet FROM host WHERE quiet > ?`, now.UnixMilli())
	err = each(rows, err, func(row scanner) error {
		var name string
		var until sql.NullInt64
		err := row.Scan(&name, &until)
		hosts[name] = moment(until)
		return err
	})
	return hosts, a.wrap("read hosts", err)
}
