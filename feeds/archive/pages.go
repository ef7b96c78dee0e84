package archive

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"

	"github.com/klauspost/compress/zstd"
)

// maxTries is how often a page that is refused is asked for.
const maxTries = 4

// PagesDue returns kept articles whose pages are to be fetched now, newest
// first: those without one, of feeds whose pages are wanted.
func (a *Archive) PagesDue(ctx context.Context, now time.Time, limit int) ([]PageWanted, error) {
	var list []PageWanted
	rows, err := a.read.rows(ctx, `SELECT a.id, a.url, f.url, i.title, a.checks FROM feed f
		CROSS JOIN article a INDEXED BY article_page ON a.feed = f.id JOIN item i ON i.id = a.id
		WHERE f.no_pages = 0 AND a.decision = 2 AND a.fetched IS NULL AND a.next_check IS NOT NULL AND a.next_check <= ?
		ORDER BY a.sort_at DESC, a.id DESC LIMIT ?`, now.UnixMilli(), limit)
	err = each(rows, err, func(row scanner) error {
		var p PageWanted
		var headline string
		err := row.Scan(&p.Article, &p.URL, &p.Feed, &headline, &p.Checks)
		p.Headline = text.Line(headline)
		list = append(list, p)
		return err
	})
	return list, a.wrap("look for pages", err)
}

// StorePages takes in what asking for pages came to. The first page text
// becomes the current text; an edited one a revision. A part of an article
// stands in for no longer text of the feed. A page that names a canonical link
// of an older article is that article's: the younger one is merged into it.
// Pages that were not given are asked for again after 1, 3 and 9 days.
func (a *Archive) StorePages(ctx context.Context, now time.Time, pages []PageResult, judge Judge) ([]Stored, error) {
	zw, ok := a.zips.Get().(*zstd.Encoder)
	if !ok {
		zw, _ = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault)) // it fails for unknown options only
	}
	defer a.zips.Put(zw)
	in := &intake{now: now, judge: judge}
	done := make([]Stored, 0, len(pages))
	for len(done) < len(pages) {
		err := a.turn(ctx, func(t *turn) error {
			in.turn = t
			if err := in.beginPages(); err != nil {
				return err
			}
			for began := clock(); len(done) < len(pages) && clock().Sub(began) < work; {
				p := &pages[len(done)]
				in.out = Stored{}
				if err := in.page(p, zw.EncodeAll(p.Bytes, nil)); err != nil {
					return err
				}
				done = append(done, in.out)
			}
			return nil
		})
		if err != nil {
			return done, a.wrap("store pages", err)
		}
	}
	return done, nil
}

func (in *intake) beginPages() error {
	if err := in.row(in.ctx, `SELECT coalesce(max(seq), 0) FROM poll`).Scan(&in.seq); err != nil {
		return err
	}
	return in.claimRules(in.judge.Hash)
}

func (in *intake) page(r *PageResult, packed []byte) error {
	id, err := survivor(in.ctx, in, r.Article)
	if err != nil {
		return err
	}
	switch {
	case !r.Quiet.IsZero():
		return in.putOff(id, r)
	case !r.OK:
		return in.refuse(id, r.Status)
	}
	was := id
	if id, err = in.canonical(id, r.Key); err != nil {
		return err
	}
	have, err := newestPage(in.ctx, in, id)
	if err != nil {
		return err
	}
	if less, err := in.isLess(id, r, &have); err != nil || less {
		return errors.Join(err, in.refuse(id, r.Status))
	}
	e, first := Edit{}, have.Number == 0
	if !first {
		headline := headed(r, &have)
		e = in.judge.compare(&have, &news.Revision{Headline: headline, Body: r.Body})
		if err := in.lookUp(&e, id, news.FromPage, headline, digest(headline, r.Body.Text)); err != nil {
			return err
		}
	}
	// A page that brought its article to an older one is that one's own, again.
	if !first && (e.Kind == "" || id != was) {
		return in.checked(id, 0)
	}
	p, v, err := in.change(id, func(before *paper) error {
		return errors.Join(in.turnPage(before, r, packed, e), in.corrected(id, e))
	})
	if err == nil && !first {
		err = in.edited(id, e, true)
	}
	if err == nil && p.decision != news.Keep {
		_, err = in.exec(`DELETE FROM page WHERE article = ?`, id) // it was fetched to decide
	}
	if err != nil || p.decision == news.Drop {
		return err
	}
	return in.tell(p, v, false)
}

// headed is the headline of a page, or the one it had where it gives none.
func headed(r *PageResult, have *news.Revision) text.Clean {
	if r.Headline.Len() > 0 {
		return r.Headline
	}
	return have.Headline
}

// isLess reports whether a page gives less than there is: half of the feed's
// words, or a part that is no longer than the text that it would stand for.
func (in *intake) isLess(id int64, r *PageResult, have *news.Revision) (bool, error) {
	var content string
	var layout []byte
	if err := in.row(in.ctx, `SELECT text, layout FROM item WHERE id = ?`, id).Scan(&content, &layout); err != nil {
		return false, err
	}
	body := unpack(content, layout)
	feed, page := body.Words(), r.Body.Words()
	if page*2 < feed {
		return true, nil
	}
	return r.Part && page <= max(feed, have.Body.Words()), nil
}

// gone are statuses of a page that was there and is not any more, or not for
// us.
var gone = map[int]bool{401: true, 402: true, 403: true, 404: true, 410: true, 451: true} //nolint:gochecknoglobals // table

// putOff writes down that the host of a page wants to be left alone.
func (in *intake) putOff(id int64, r *PageResult) error {
	if _, err := in.exec(`INSERT OR REPLACE INTO host VALUES (?, ?)`, link.Host(r.URL), r.Quiet.UnixMilli()); err != nil {
		return err
	}
	_, err := in.exec(`UPDATE article SET next_check = ? WHERE id = ?`, r.Quiet.UnixMilli(), id)
	return err
}

// refuse writes down that a page was not given, and when to ask again.
func (in *intake) refuse(id int64, status int) error {
	var checks int
	var saved bool
	if err := in.row(in.ctx, `SELECT checks + 1, fetched IS NOT NULL FROM article WHERE id = ?`, id).Scan(&checks, &saved); err != nil {
		return err
	}
	if saved {
		if !gone[status] {
			status = 0
		}
		return in.checked(id, status)
	}
	var next any
	if wait := 24 * time.Hour; checks < maxTries {
		for range checks - 1 {
			wait *= 3
		}
		next = in.now.Add(wait).UnixMilli()
	}
	_, err := in.exec(`UPDATE article SET refused = ?, checks = ?, next_check = ? WHERE id = ?`, status, checks, next, id)
	return err
}

// turnPage makes a page the current text of an article.
func (in *intake) turnPage(p *paper, r *PageResult, packed []byte, e Edit) error {
	n, err := in.nextRevision(p.id)
	if err != nil {
		return err
	}
	headline := r.Headline
	if headline.Len() == 0 {
		headline = text.Line(p.doc.Title)
	}
	if _, err := in.exec(`INSERT INTO revision (article, number, source, seen, headline, byline, sha256, text, layout, kind, part) VALUES (?, ?, 2, ?, ?, ?, ?, ?, ?, ?, ?)`,
		p.id, n, in.now.UnixMilli(), headline.String(), r.Byline.String(), digest(headline, r.Body.Text), r.Body.Text.String(), r.Body.Layout(), kindNumber(e.Kind), r.Part); err != nil {
		return err
	}
	if r.Bytes != nil {
		headers, err := json.Marshal(r.Headers) // null if there are none
		if err != nil {
			return err
		}
		if _, err := in.exec(`INSERT INTO page (article, revision, fetched, url, status, headers, body) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			p.id, n, in.now.UnixMilli(), r.URL, r.Status, string(headers), packed); err != nil {
			return err
		}
	}
	pub := Believed(news.Time{Time: r.Published, From: news.FromPage}, in.now)
	// A date of the page's fills one that is missing or was not believed.
	_, err = in.exec(`UPDATE article SET revision = ?1, edits = edits + (revision <> ?2 AND NOT ?11), words = ?3, sentences = ?4, new_sentences = iif(read, 0, ?4),
		byline = coalesce(?5, byline), fetched = ?6,
		published = iif(?7 = 2 AND published_from IN (0, 3), ?8, published),
		zone = iif(?7 = 2 AND published_from IN (0, 3), ?9, zone),
		published_from = iif(?7 = 2 AND published_from IN (0, 3), 2, published_from) WHERE id = ?10`,
		n, p.rev, r.Body.Words(), r.Body.Sentences(), orNull(r.Byline), in.now.UnixMilli(),
		pub.From, stamp(pub.Time), offset(pub.Time), p.id, e.told)
	if err != nil {
		return err
	}
	return in.checked(p.id, 0)
}

func orNull(c text.Clean) any {
	if c.Len() == 0 {
		return nil
	}
	return c.String()
}

// canonical gives an article the link that its page names. If another article
// has it, the younger becomes part of the older.
func (in *intake) canonical(id int64, key string) (int64, error) {
	if key == "" {
		return id, nil
	}
	other, err := in.claim(key, id)
	if err != nil || other == removed {
		return id, err
	}
	if other == id {
		_, err := in.exec(`UPDATE article SET key = ? WHERE id = ?`, key, id)
		return id, err
	}
	older, younger := min(id, other), max(id, other)
	return older, in.merge(older, younger)
}
