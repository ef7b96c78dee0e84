package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
)

// nineties is the beginning of 1990: what claims to be older is not believed.
const nineties = 631152000

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// arrive stores one item. The first of a document that has an identity wins.
func (in *intake) arrive(ar *Arrival) error {
	sum := digest(ar.Item.Title, ar.Item.Body.Text)
	who := identity(ar, sum)
	if in.feed.hasSeen {
		var gone bool
		err := in.row(in.ctx, `SELECT EXISTS (SELECT 1 FROM seen WHERE feed = ? AND guid_hash = ?)`, in.feed.id, who).Scan(&gone)
		if err != nil || gone {
			return err
		}
	}
	id := in.last + 1
	n, err := in.insertItem(ar, id, who, sum)
	if err != nil {
		return err
	}
	if n == 0 {
		return in.again(ar, who, sum)
	}
	in.last = id
	in.feed.added++
	in.added++
	in.out.New++
	in.items[ar.Item.Hash] = id
	article, err := in.claim(ar.Key, id)
	if err != nil {
		return err
	}
	switch article {
	case id:
		return in.newArticle(ar, id)
	case removed:
		in.items[ar.Item.Hash] = 0
		return in.forget(id)
	}
	return in.join(article, id)
}

func (in *intake) insertItem(ar *Arrival, id, who int64, sum []byte) (int64, error) {
	it := &ar.Item
	return in.exec(`INSERT OR IGNORE INTO item VALUES (?1, ?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, ?15, 1, ?16, ?17, ?18, 0)`,
		id, in.feed.id, shortGUID(it.GUID), who, it.Title.String(), it.Link, it.Author.String(), ar.Outlet.String(),
		stamp(it.Published.Time), offset(it.Published.Time), it.Published.From, it.Language, joinLines(it.Categories),
		in.seq, in.now.UnixMilli(), sum, it.Body.Text.String(), it.Body.Layout())
}

// removed stands for an article that retention removed.
const removed = 0

// claim finds the article of a canonical link; a link that nobody has becomes
// id's. An item without a link is its own article.
func (in *intake) claim(key string, id int64) (int64, error) {
	if key == "" {
		return id, nil
	}
	h := hash("key", key)
	n, err := in.exec(`INSERT OR IGNORE INTO link VALUES (?, ?)`, h, id)
	if err != nil || n > 0 {
		return id, err
	}
	var first int64
	if err := in.row(in.ctx, `SELECT article FROM link WHERE hash = ?`, h).Scan(&first); err != nil {
		return 0, err
	}
	if first, err = survivor(in.ctx, in, first); err != nil {
		return 0, err
	}
	err = in.row(in.ctx, `SELECT coalesce((SELECT id FROM article WHERE id = ?), ?)`, first, removed).Scan(&id)
	return id, err
}

// forget leaves of an item only that it was seen.
func (t *turn) forget(id int64) error {
	if _, err := t.exec(`INSERT OR IGNORE INTO seen SELECT feed, guid_hash FROM item WHERE id = ?`, id); err != nil {
		return err
	}
	_, err := t.exec(`DELETE FROM item WHERE id = ?`, id)
	return err
}

// Believed is a published date as an article has it: one that lies before 1990
// or after it was seen is replaced by when it was seen, and a guess. Rules see
// it so, and see when the article was first seen where there is no date.
func Believed(p news.Time, seen time.Time) news.Time {
	if p.IsZero() {
		return news.Time{}
	}
	if p.After(seen) || p.Unix() < nineties {
		return news.Time{Time: seen, From: news.FromGuess}
	}
	return p
}

func (in *intake) newArticle(ar *Arrival, id int64) error {
	v := &ar.Verdict
	body := &ar.Item.Body
	pub := Believed(ar.Item.Published, in.now)
	sort := in.now.UnixMilli()
	if !pub.IsZero() {
		sort = min(sort, pub.UnixMilli())
	}
	in.feed.spread(sort)
	verdict, missing := writeVerdict(v)
	var page any
	if ar.Tidy != "" {
		page = 0
	}
	sentences := body.Sentences()
	if _, err := in.exec(`INSERT INTO article (id, feed, key, url, sort_at, first_seen, poll, published, zone, published_from,
		decision, ruled, verdict, missing, distance, words, sentences, new_sentences, report_new, cluster, next_check)
		VALUES (?1, ?2, ?17, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 = 1, ?10, ?11, ?12, ?13, ?14, ?15, ?15, ?15, ?1, ?16)`,
		id, in.feed.id, ar.Tidy, sort, in.now.UnixMilli(), in.seq, stamp(pub.Time), offset(pub.Time), pub.From,
		v.Decision, verdict, missing, v.Distance, body.Words(), sentences, page, ar.Key); err != nil {
		return err
	}
	in.born++
	switch v.Decision {
	case news.Drop:
		return nil
	case news.NearMiss:
		in.near++
	case news.Keep: // a change, so that all is told of it that follows from one
		if _, err := in.exec(`UPDATE article SET decision = ? WHERE id = ?`, v.Decision, id); err != nil {
			return err
		}
	}
	p := &paper{id: id, decision: v.Decision}
	if err := in.indexWords(indexRow{id, ar.Item.Title.String(), body.Text.String(), ar.Item.Author.String(), ar.Outlet.String()}); err != nil {
		return err
	}
	if err := in.addHits(id, 1, p.hits(v)); err != nil {
		return err
	}
	return in.tell(p, v, true)
}

// spread widens the time that the feed's items cover.
func (f *feedRow) spread(sort int64) {
	if !f.first.Valid || sort < f.first.Int64 {
		f.first.Int64, f.first.Valid = sort, true
	}
	if !f.final.Valid || sort > f.final.Int64 {
		f.final.Int64, f.final.Valid = sort, true
	}
}

// tell reports an article that is new or changed.
func (in *intake) tell(p *paper, v *rule.Verdict, fresh bool) error {
	c := Change{Article: p.id, New: fresh, Decision: p.decision}
	if p.decision == news.Keep {
		var err error
		if c.Alerts, err = in.alert(p.id, in.seq, v); err != nil {
			return err
		}
		if v.Waits {
			if err := in.wait(p.id, in.seq); err != nil {
				return err
			}
		}
		if fresh {
			in.out.Kept++
		}
	}
	in.out.Changes = append(in.out.Changes, c)
	return nil
}

// join makes a new item one more of an article that is here.
func (in *intake) join(article, id int64) error {
	var sort int64
	if err := in.row(in.ctx, `SELECT sort_at FROM article WHERE id = ?`, article).Scan(&sort); err != nil {
		return err
	}
	in.feed.spread(sort)
	p, v, err := in.change(article, func(p *paper) error {
		var lists bool
		if err := in.row(in.ctx, `SELECT EXISTS (SELECT 1 FROM item WHERE (article = ?1 AND article <> id OR id = ?1) AND feed = ?2)`, article, in.feed.id).Scan(&lists); err != nil {
			return err
		}
		if !lists && p.decision == news.Keep {
			if _, err := in.exec(`UPDATE feed SET kept = kept + 1 WHERE id = ?`, in.feed.id); err != nil {
				return err
			}
		}
		_, err := in.exec(`UPDATE item SET article = ? WHERE id = ?`, article, id)
		return err
	})
	if err != nil || p.decision == news.Drop {
		return err
	}
	if p.decision == news.Keep {
		in.out.Kept++
	}
	return in.tell(p, v, false)
}

// change runs fn, which changes what an article's texts are, and judges the
// article again.
func (in *intake) change(id int64, fn func(before *paper) error) (*paper, *rule.Verdict, error) {
	before, err := loadPaper(in.ctx, in, id)
	if err != nil {
		return nil, nil, err
	}
	if before.decision != news.Drop {
		if err := in.unindex(id); err != nil {
			return nil, nil, err
		}
	}
	if err := fn(before); err != nil {
		return nil, nil, err
	}
	p, err := loadPaper(in.ctx, in, id)
	if err != nil {
		return nil, nil, err
	}
	v := in.judge.judge(in.ctx, in, p)
	if err := in.settle(p, &v); err != nil {
		return nil, nil, err
	}
	if p.decision != news.Drop {
		err = in.index(id)
	}
	return p, &v, err
}

// again stores an item that is known. An edited headline or text makes a
// revision; noise is left out, and the text stays as it was saved.
func (in *intake) again(ar *Arrival, who int64, sum []byte) error {
	var id, article int64
	var have []byte
	var left bool
	err := in.row(in.ctx, `SELECT id, article, sha256, last_poll IS NOT NULL FROM item WHERE feed = ? AND guid_hash = ?`, in.feed.id, who).
		Scan(&id, &article, &have, &left)
	if err != nil {
		return err
	}
	for _, other := range in.items {
		if other == id {
			in.items[ar.Item.Hash] = id
			return nil
		}
	}
	in.items[ar.Item.Hash] = id
	if left {
		if _, err := in.exec(`UPDATE item SET last_poll = NULL WHERE id = ?`, id); err != nil {
			return err
		}
	}
	if bytes.Equal(have, sum) {
		return nil
	}
	e := Edit{Kind: news.Minor}
	if id == article {
		if e, err = in.feedEdit(ar, id, sum); err != nil || e.Kind == "" {
			return err
		}
	}
	p, v, err := in.change(article, func(before *paper) error {
		return errors.Join(in.update(before, ar, id, sum, e), in.corrected(article, e))
	})
	if err == nil && id == article && p.decision != news.Drop {
		err = in.edited(id, e, p.revision == p.rev)
	}
	if err != nil || p.decision == news.Drop {
		return err
	}
	return in.tell(p, v, false)
}

// update gives an item its new text. The old one of an article's first item is
// kept as a revision, unless nobody ever cared for the article.
func (in *intake) update(p *paper, ar *Arrival, id int64, sum []byte, e Edit) error {
	rev := 1
	if id == p.id {
		if rev = p.rev; p.decision != news.Drop || p.doc.Mark != news.NoMark || p.read {
			var err error
			if rev, err = in.supersede(p, e.told); err != nil {
				return err
			}
		}
	}
	if rev == p.rev || id != p.id {
		e.Kind = "" // nothing is kept of what was
	}
	it := &ar.Item
	if _, err := in.exec(`UPDATE item SET title = ?, author = ?, categories = ?, changed = ?, rev = ?, sha256 = ?, text = ?, layout = ?, kind = ? WHERE id = ?`,
		it.Title.String(), it.Author.String(), joinLines(it.Categories), in.now.UnixMilli(), rev, sum, it.Body.Text.String(), it.Body.Layout(), kindNumber(e.Kind), id); err != nil {
		return err
	}
	if id != p.id || p.revision != p.rev {
		return nil
	}
	_, err := in.exec(`UPDATE article SET revision = ?1, words = ?2, sentences = ?3, new_sentences = iif(read, 0, ?3) WHERE id = ?4`,
		rev, it.Body.Words(), it.Body.Sentences(), id)
	return err
}

// supersede moves the first item's text to the revisions and returns the
// number of the one to come.
func (in *intake) supersede(p *paper, told bool) (rev int, err error) {
	if _, err = in.exec(`INSERT INTO revision (article, number, source, seen, headline, byline, sha256, text, layout, kind)
		SELECT id, rev, 1, changed, title, author, sha256, text, layout, kind FROM item WHERE id = ?`, p.id); err != nil {
		return 0, err
	}
	if _, err = in.exec(`UPDATE article SET edits = edits + NOT ?2 WHERE id = ?1`, p.id, told); err != nil {
		return 0, err
	}
	return in.nextRevision(p.id)
}

// nextRevision is the number that comes after all that an article has.
func (t *turn) nextRevision(id int64) (n int, err error) {
	err = t.row(t.ctx, `SELECT max(number) + 1 FROM saved WHERE article = ?`, id).Scan(&n)
	return n, err
}
