package archive

import (
	"database/sql"
	"errors"

	"casewire/feeds/link"
)

// mend makes an archive of what was taken over: what refers to each other is
// there, and what can be computed is computed again.
func (s *salvage) mend() error {
	for _, step := range []func() error{s.mendFeeds, s.mendItems, s.mendArticles, s.mendSides, s.mendArticles, s.dropOrphans, s.mendLinks, s.tellAltered} {
		if err := step(); err != nil {
			return err
		}
	}
	lost, err := s.forgetLost()
	if err != nil {
		return err
	}
	if lost || s.faults > 0 {
		// The feeds are read whole once more, and everything is judged.
		for _, step := range []string{
			`DELETE FROM listing`, `UPDATE feed SET etag = NULL, modified = NULL, body_hash = NULL, next = NULL`, `UPDATE meta SET value = '' WHERE name = 'rules'`,
		} {
			if _, err := s.exec(step); err != nil {
				return err
			}
		}
	}
	if err := s.unlearn(); err != nil {
		return err
	}
	return s.recount()
}

// unlearn forgets what was understood: all of it can be understood again.
func (s *salvage) unlearn() error {
	for _, step := range []string{
		`DELETE FROM meta WHERE name IN ('persons', 'refold', 'replayed')`,
		`UPDATE article SET cluster = id, copy_of = NULL, outlets = 1, new_sentences = iif(read, 0, sentences),
			report_read = read, report_new = iif(read, 0, sentences), report_title = NULL`,
		`INSERT OR IGNORE INTO pending SELECT id FROM article WHERE decision = 2`,
	} {
		if _, err := s.exec(step); err != nil {
			return err
		}
	}
	return nil
}

// mendFeeds makes a feed for items whose feed is lost. Its address is not
// known, so the story's comes as a new one.
func (s *salvage) mendFeeds() error {
	_, err := s.exec(`INSERT OR IGNORE INTO feed (id, url, outlet, followed, keep_all, no_pages, address)
		SELECT feed, 'lost:' || feed, '', 0, 0, 0, '' FROM (SELECT feed FROM item UNION SELECT feed FROM article) WHERE feed NOT IN (SELECT id FROM feed)`)
	return err
}

// mendItems makes an item of the newest revision of an article that has lost
// its own.
func (s *salvage) mendItems() error {
	type lost struct {
		id  int64
		key string
		url string
	}
	var list []lost
	rows, err := s.rows(s.ctx, `SELECT id, key, url FROM article a WHERE NOT EXISTS (SELECT 1 FROM item WHERE id = a.id)
		AND EXISTS (SELECT 1 FROM revision WHERE article = a.id)`)
	err = each(rows, err, func(row scanner) error {
		var l lost
		err := row.Scan(&l.id, &l.key, &l.url)
		list = append(list, l)
		return err
	})
	for _, l := range list {
		if err != nil {
			return err
		}
		err = s.makeItem(l.id, identity(&Arrival{Key: l.key}, nil))
	}
	return err
}

func (s *salvage) makeItem(id, who int64) error {
	for _, step := range []string{
		`INSERT OR IGNORE INTO item SELECT a.id, a.feed, a.id, '', ?2, r.headline, a.url, r.byline, coalesce(nullif(f.outlet, ''), f.title), a.published, a.zone, a.published_from,
			'', NULL, a.poll, NULL, r.seen, r.number, r.sha256, r.text, r.layout, r.kind
			FROM article a JOIN feed f ON f.id = a.feed JOIN revision r ON r.article = a.id WHERE a.id = ?1 ORDER BY r.number DESC LIMIT 1`,
		`DELETE FROM revision WHERE number = (SELECT rev FROM item WHERE id = revision.article)`,
		`UPDATE article SET revision = (SELECT rev FROM item WHERE id = ?1) WHERE id = ?1 AND EXISTS (SELECT 1 FROM item WHERE id = ?1 AND feed IS NOT NULL AND ?2 = guid_hash)`,
		`DELETE FROM revision WHERE article = ?1 AND number = (SELECT rev FROM item WHERE id = ?1 AND guid_hash = ?2)`,
	} {
		if _, err := s.exec(step, id, who); err != nil {
			return err
		}
	}
	return nil
}

// mendArticles makes an article of an item that has lost its own. What the
// reader did with it is known as far as the indexes say so.
func (s *salvage) mendArticles() error {
	type lost struct {
		id            int64
		link, content string
		layout        []byte
		sort          int64
	}
	var list []lost
	rows, err := s.rows(s.ctx, `SELECT id, link, text, layout, min(coalesce(published, changed), changed) FROM item i
		WHERE article = id AND NOT EXISTS (SELECT 1 FROM article WHERE id = i.id)`)
	err = each(rows, err, func(row scanner) error {
		var l lost
		err := row.Scan(&l.id, &l.link, &l.content, &l.layout, &l.sort)
		list = append(list, l)
		return err
	})
	for _, l := range list {
		if err != nil {
			return err
		}
		body := unpack(l.content, l.layout)
		known, ok := s.listed[l.id]
		if !ok {
			known = [2]int64{0, l.sort}
		}
		read := ok && !s.unread[l.id] && known[0] == 2
		_, err = s.exec(`INSERT INTO article (id, feed, key, url, sort_at, first_seen, poll, published, zone, published_from, decision, read, starred,
			revision, words, sentences, new_sentences, cluster)
			SELECT id, feed, ?2, ?3, ?4, changed, first_poll, published, zone, published_from, ?5, ?6, ?7, rev, ?8, ?9, iif(?6, 0, ?9), id FROM item WHERE id = ?1`,
			l.id, link.Key(l.link), link.Tidy(l.link), known[1], min(max(known[0], 0), 2), read, s.starred[l.id], body.Words(), body.Sentences())
	}
	return err
}

// mendSides gives items whose article is lost, with the item that it was of,
// an article of their own.
func (s *salvage) mendSides() error {
	_, err := s.exec(`UPDATE item SET article = id WHERE article <> id AND article NOT IN (SELECT id FROM article)`)
	return err
}

// dropOrphans removes what nothing can be made of, and what would stop a list:
// an article that cannot be read.
func (s *salvage) dropOrphans() error {
	for _, step := range []string{
		`DELETE FROM article WHERE id NOT IN (SELECT id FROM item WHERE article = id)`,
		`DELETE FROM item WHERE article NOT IN (SELECT id FROM article)`,
		`DELETE FROM revision WHERE article NOT IN (SELECT id FROM article)`,
		`DELETE FROM page WHERE article NOT IN (SELECT id FROM article)`,
		`DELETE FROM hit WHERE article NOT IN (SELECT id FROM article)`,
		`DELETE FROM note WHERE article NOT IN (SELECT id FROM article)`,
		`DELETE FROM revision WHERE number = (SELECT rev FROM item WHERE id = revision.article)`,
		`UPDATE article SET revision = (SELECT rev FROM item WHERE id = article.id) WHERE NOT EXISTS (SELECT 1 FROM saved WHERE saved.article = article.id AND number = article.revision)`,
	} {
		if _, err := s.exec(step); err != nil {
			return err
		}
	}
	var bad []int64
	ids, err := readIDs(s.rows(s.ctx, `SELECT id FROM article`))
	if err != nil {
		return err
	}
	for _, id := range ids {
		art, err := scanRow(s.row(s.ctx, rowSQL+`WHERE a.id = ?`, id))
		if err != nil || art.Verdict.Decision > 2 {
			bad = append(bad, id)
		}
	}
	for _, id := range bad {
		s.faults++
		for _, step := range []string{
			`DELETE FROM article WHERE id = ?`, `DELETE FROM item WHERE article = ?`, `DELETE FROM revision WHERE article = ?`,
			`DELETE FROM page WHERE article = ?`, `DELETE FROM hit WHERE article = ?`, `DELETE FROM note WHERE article = ?`,
		} {
			if _, err := s.exec(step, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// mendLinks makes the links that the articles' keys tell.
func (s *salvage) mendLinks() error {
	keys := map[int64]string{}
	rows, err := s.rows(s.ctx, `SELECT id, key FROM article WHERE key <> ''`)
	err = each(rows, err, func(row scanner) error {
		var id int64
		var key string
		err := row.Scan(&id, &key)
		keys[id] = key
		return err
	})
	for id, key := range keys {
		if err != nil {
			return err
		}
		_, err = s.exec(`INSERT OR IGNORE INTO link VALUES (?, ?)`, hash("key", key), id)
	}
	return err
}

// tellAltered puts a note to articles that the damage has changed.
func (s *salvage) tellAltered() error {
	for id := range s.altered {
		_, err := s.exec(`INSERT OR IGNORE INTO note SELECT id, 'Damage to the archive has changed this text.', first_seen FROM article WHERE id = ?`, id)
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetLost forgets the links of articles that are lost, so that they may come
// again. Those that retention removed stay known.
func (s *salvage) forgetLost() (lost bool, err error) {
	for id := range s.listed {
		var there bool
		if err := s.row(s.ctx, `SELECT EXISTS (SELECT 1 FROM article WHERE id = ?)`, id).Scan(&there); err != nil {
			return lost, err
		}
		if there {
			continue
		}
		lost = true
		if _, err := s.exec(`DELETE FROM link WHERE article = ?`, id); err != nil {
			return lost, err
		}
	}
	return lost, nil
}

// recount computes the counts, and indexes the words.
func (s *salvage) recount() error {
	_, err := s.exec(`UPDATE count SET n = CASE name
		WHEN 'last' THEN max(n, (SELECT coalesce(max(id), 0) FROM (SELECT id FROM item UNION ALL SELECT id FROM merged UNION ALL SELECT article FROM link)))
		WHEN 'items' THEN max(n, (SELECT count(*) FROM item))
		WHEN 'articles' THEN (SELECT count(*) FROM article)
		WHEN 'kept' THEN (SELECT count(*) FROM article WHERE decision = 2)
		WHEN 'near' THEN (SELECT count(*) FROM article WHERE decision = 1)
		WHEN 'unread' THEN (SELECT count(*) FROM article WHERE decision = 2 AND read = 0)
		WHEN 'reports' THEN (SELECT count(*) FROM article WHERE decision = 2 AND cluster = id)
		WHEN 'new' THEN (SELECT count(*) FROM article WHERE decision = 2 AND cluster = id AND report_read = 0)
		WHEN 'understood' THEN (SELECT count(*) FROM sense)
		ELSE (SELECT count(*) FROM article WHERE starred = 1) END`)
	if err == nil {
		_, err = s.exec(`UPDATE feed SET kept = (SELECT count(DISTINCT article) FROM item i JOIN article a ON a.id = i.article WHERE i.feed = feed.id AND decision = 2)`)
	}
	if err != nil {
		return err
	}
	ids, err := readIDs(s.rows(s.ctx, `SELECT id FROM article WHERE decision > 0`))
	for _, id := range ids {
		if err != nil {
			return err
		}
		if err = s.index(id); errors.Is(err, sql.ErrNoRows) {
			err = nil
		}
	}
	return err
}
