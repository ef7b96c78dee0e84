package archive

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
)

// The first and the latest articles that are remembered of a key.
const (
	firstWith  = 16
	latestWith = 48
)

// A Keyring has the keys of a batch: in how many articles each stands and in
// which of them. What is done to it is stored with the batch.
type Keyring struct {
	keys  map[int64]*ringKey // by hash
	order []*ringKey         // in which they were first met, of new ones their ids
	// had are the keys of the batch's articles as they were understood before.
	had map[int64]*had
}

type ringKey struct {
	id       int64 // 0: new
	hash     int64
	n        int
	articles []int64
	changed  bool
}

// had is what an article was understood as.
type had struct {
	keys, words []int64 // hashes
}

// maxRing is how many keys a keyring holds that goes on to the next batch.
const maxRing = 150_000

// Keyring reads the keys of the hashes, and those that the articles have so
// far. last, which may be nil, is the keyring of the batch before, if that was
// stored: what it holds is not read again. They are read where they will be
// written, so that each page of the file is read once.
func (a *Archive) Keyring(ctx context.Context, last *Keyring, hashes, articles []int64) (*Keyring, error) {
	r := last
	if r == nil || len(r.keys) > maxRing {
		r = &Keyring{keys: make(map[int64]*ringKey, len(hashes))}
	}
	r.had, r.order = map[int64]*had{}, r.order[:0]
	missing := slices.DeleteFunc(slices.Clone(hashes), func(h int64) bool { return r.keys[h] != nil })
	err := a.turn(ctx, func(t *turn) error {
		if _, err := t.readKeys(r, "hash", missing); err != nil {
			return err
		}
		for _, article := range articles {
			if err := t.readHad(r, article); err != nil {
				return err
			}
		}
		return nil
	})
	for _, h := range missing {
		if r.keys[h] == nil {
			r.keys[h] = &ringKey{hash: h}
		}
	}
	return r, a.wrap("read keys", err)
}

// readKeys reads keys by their hashes or ids, and returns those read by id.
func (t *turn) readKeys(r *Keyring, by string, list []int64) (map[int64]*ringKey, error) {
	byID := make(map[int64]*ringKey, len(list))
	if len(list) == 0 {
		return byID, nil
	}
	rows, err := t.rows(t.ctx, `SELECT k.id, k.hash, k.n, k.articles FROM json_each(?) j CROSS JOIN key k ON k.`+by+` = j.value`, idList(list))
	return byID, each(rows, err, func(row scanner) error {
		k := &ringKey{}
		var articles sql.RawBytes
		if err := row.Scan(&k.id, &k.hash, &k.n, &articles); err != nil {
			return err
		}
		if have := r.keys[k.hash]; have != nil {
			k = have
		} else {
			k.articles = unpackSteps(articles)
			r.keys[k.hash] = k
		}
		byID[k.id] = k
		return nil
	})
}

// readHad reads the keys that an article has so far.
func (t *turn) readHad(r *Keyring, article int64) error {
	var keys, words []byte
	err := t.row(t.ctx, `SELECT keys, words FROM sense WHERE article = ?`, article).Scan(&keys, &words)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	ids, more := unpackSteps(keys), unpackSteps(words)
	byID, err := t.readKeys(r, "id", slices.Concat(ids, more))
	r.had[article] = &had{hashesOf(byID, ids), hashesOf(byID, more)}
	return err
}

// hashesOf are the hashes of keys by their ids; what is not there is left out.
func hashesOf(byID map[int64]*ringKey, ids []int64) []int64 {
	hashes := make([]int64, 0, len(ids))
	for _, id := range ids {
		if k := byID[id]; k != nil {
			hashes = append(hashes, k.hash)
		}
	}
	return hashes
}

// N returns in how many articles a key stands.
func (r *Keyring) N(hash int64) int {
	if k := r.keys[hash]; k != nil {
		return k.n
	}
	return 0
}

// Articles returns the first and the latest articles in which a key stands, in
// the order in which they were understood.
func (r *Keyring) Articles(hash int64) []int64 {
	if k := r.keys[hash]; k != nil {
		return k.articles
	}
	return nil
}

func (r *Keyring) key(hash int64) *ringKey {
	k := r.keys[hash]
	if k == nil {
		k = &ringKey{hash: hash}
		r.keys[hash] = k
	}
	if !k.changed {
		k.changed = true
		r.order = append(r.order, k)
	}
	return k
}

// Meet says in which order keys are met: new ones get their ids in it.
func (r *Keyring) Meet(hashes []int64) {
	for _, h := range hashes {
		r.key(h)
	}
}

// Count adds an article to the keys.
func (r *Keyring) Count(hashes []int64) {
	for _, h := range hashes {
		r.key(h).n++
	}
}

// Post adds an article to the keys, by which it is found from then on.
func (r *Keyring) Post(article int64, hashes []int64) {
	for _, h := range hashes {
		k := r.key(h)
		k.n++
		if k.articles = append(k.articles, article); len(k.articles) > firstWith+latestWith {
			k.articles = slices.Delete(k.articles, firstWith, firstWith+1)
		}
	}
}

// Had reports whether an article was understood before the batch.
func (r *Keyring) Had(article int64) bool { return r.had[article] != nil }

// Forget takes an article out of the keys that it had, of those of the
// timeline too if it leaves it.
func (r *Keyring) Forget(article int64, leaves bool) {
	h := r.had[article]
	if h == nil {
		return
	}
	for _, hash := range h.keys {
		k := r.key(hash)
		k.n, k.articles = k.n-1, without(k.articles, article)
	}
	if leaves {
		for _, hash := range h.words {
			r.key(hash).n--
		}
	}
}

// storeKeys writes what was done to a keyring, in the order in which keys lie.
// New ones get ids in the order in which they were met.
func (t *turn) storeKeys(r *Keyring) error {
	var last int64
	if err := t.row(t.ctx, `SELECT coalesce(max(id), 0) FROM key`).Scan(&last); err != nil {
		return err
	}
	for _, k := range r.order {
		k.changed = false
		if k.id == 0 {
			last++
			k.id = last
		}
	}
	slices.SortFunc(r.order, func(a, b *ringKey) int { return cmp.Compare(a.id, b.id) })
	return t.many(`INSERT OR FAIL INTO key (id, hash, n, articles) VALUES `, 4, ` ON CONFLICT (id) DO UPDATE SET n = excluded.n, articles = excluded.articles`,
		len(r.order), func(values []any, i int) []any {
			k := r.order[i]
			return append(values, k.id, k.hash, k.n, k.blob())
		})
}

// blob is the articles of a key as they are stored.
func (k *ringKey) blob() any {
	if len(k.articles) == 0 {
		return nil
	}
	return packSteps(k.articles)
}

// rowsAtOnce is how many rows many writes in one statement.
const rowsAtOnce = 32

// many runs a statement over n rows, one after the other; row appends the values
// of one.
func (t *turn) many(before string, columns int, after string, n int, row func(values []any, i int) []any) error {
	one := "(?" + strings.Repeat(", ?", columns-1) + ")"
	values := make([]any, 0, rowsAtOnce*columns)
	for i := 0; i < n; {
		rows := 1 // the rest one by one, so that there are only two statements
		if n-i >= rowsAtOnce {
			rows = rowsAtOnce
		}
		values = values[:0]
		for ; len(values) < rows*columns; i++ {
			values = row(values, i)
		}
		if _, err := t.exec(before+one+strings.Repeat(", "+one, rows-1)+after, values...); err != nil {
			return err
		}
	}
	return nil
}

// ids are the ids of keys that are stored, ascending.
func (r *Keyring) ids(hashes []int64) []int64 {
	out := make([]int64, 0, len(hashes))
	for _, h := range hashes {
		if k := r.keys[h]; k != nil && k.id != 0 {
			out = append(out, k.id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
