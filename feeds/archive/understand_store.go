package archive

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// An Understanding is what engines found of an article; nothing of one that
// left the story.
type Understanding struct {
	Task
	// Cluster is the article's report; CopyOf the article whose text it shares,
	// 0 for none.
	Cluster, CopyOf int64
	// Likeness is what others of the report are found by; the archive does not
	// read it.
	Likeness []byte
	// Keys are the hashes by which the article is counted in the keyring, Words
	// those of the timeline, once it is told.
	Keys, Words []int64
	// Paged says that the timeline was told the new paragraphs of a page.
	Paged     bool
	Sentences []news.Sentence
	Findings  Findings
}

// Findings are the people and quotations of an article.
type Findings struct {
	People []news.Named
	Quotes []news.Quote
}

// A Batch is what engines found of some articles, in the order of their ids.
type Batch struct {
	// After is the batch that was the last when this one was begun; Number is
	// this one's. Replay is true if it was stored before.
	After, Number int64
	Replay        bool
	Articles      []Understanding
	Keyring       *Keyring
	// Facts are those that changed.
	Facts []Fact
	// Persons is the hash of the persons by which people were told apart.
	Persons int64
	// Title chooses the headline that stands for a report, of members in order,
	// of which it sees the first dozen.
	Title func(members []*news.Article) text.Clean
}

// StoreBatch stores a batch. When it returns it is on disk; if what the batch
// was judged by has changed meanwhile the error is ErrOvertaken, and nothing is
// stored.
func (a *Archive) StoreBatch(ctx context.Context, b *Batch) error {
	err := a.turn(ctx, func(t *turn) error {
		s := &lesson{turn: t, Batch: b, clusters: map[int64]bool{}, reading: map[int64]reading{}}
		return s.store()
	})
	if err == nil {
		err = a.renewAll(ctx)
	}
	return a.wrap("store what was understood", err)
}

// A lesson is a batch being stored.
type lesson struct {
	*turn
	*Batch
	clusters map[int64]bool // reports that changed
	reading  map[int64]reading
}

func (s *lesson) store() error {
	if err := s.current(); err != nil {
		return err
	}
	if err := s.storeKeys(s.Keyring); err != nil {
		return err
	}
	for i := range s.Articles {
		if err := s.article(&s.Articles[i]); err != nil {
			return err
		}
	}
	for i := range s.Facts {
		if err := s.putFact(&s.Facts[i]); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.clusters)) {
		if err := s.settleReport(id); err != nil {
			return err
		}
	}
	for i := range s.Articles {
		if err := s.renewNow(s.Articles[i].Article); err != nil {
			return err
		}
	}
	return nil
}

// current says ErrOvertaken unless everything is as it was judged by.
func (s *lesson) current() error {
	now, err := readBacklog(s.ctx, s, func(_ string, err error) error { return err })
	switch {
	case err != nil:
		return err
	case now.Batch != s.After, now.Replaying != s.Replay:
		return ErrOvertaken
	case s.Replay:
		_, err = s.exec(`UPDATE meta SET value = ? WHERE name = 'replayed'`, s.Number)
		return err
	}
	for i := range s.Articles {
		u := &s.Articles[i]
		var revision int
		err := s.row(s.ctx, `SELECT coalesce((SELECT iif(decision = 2, revision, 0) FROM article WHERE id = ?), 0)`, u.Article).Scan(&revision)
		if err != nil {
			return err
		}
		if revision != u.Revision {
			return ErrOvertaken
		}
		if _, err := s.exec(`INSERT INTO understood VALUES (?, ?, ?)`, s.Number, u.Article, u.Revision); err != nil {
			return err
		}
		if _, err := s.exec(`DELETE FROM pending WHERE article = ?`, u.Article); err != nil {
			return err
		}
	}
	return nil
}

func (s *lesson) article(u *Understanding) error {
	var had int64
	err := s.row(s.ctx, `SELECT coalesce((SELECT cluster FROM sense WHERE article = ?), 0)`, u.Article).Scan(&had)
	if err != nil {
		return err
	}
	if had != 0 {
		s.clusters[had] = true
		if err := s.untell(u.Article); err != nil {
			return err
		}
	}
	if u.Revision == 0 {
		return s.leave(u.Article, had)
	}
	s.clusters[u.Cluster] = true
	keys, words := packSteps(s.Keyring.ids(u.Keys)), packSteps(s.Keyring.ids(u.Words))
	if had == 0 {
		_, err = s.exec(`INSERT INTO sense (article, revision, batch, cluster, sort_at, told, copied, keys, words, likeness)
			VALUES (?1, ?2, ?3, ?4, (SELECT sort_at FROM article WHERE id = ?1), ?2, ?5, ?6, ?7, ?8)`,
			u.Article, u.Revision, s.Number, u.Cluster, u.CopyOf != 0, keys, words, u.Likeness)
		if err == nil {
			_, err = s.exec(`UPDATE count SET n = n + 1 WHERE name = 'understood'`)
		}
	} else {
		_, err = s.exec(`UPDATE sense SET revision = ?2, cluster = ?3, keys = ?4, likeness = ?5, page = iif(?6, ?2, page), paged = iif(?6, ?7, paged) WHERE article = ?1`,
			u.Article, u.Revision, u.Cluster, keys, u.Likeness, u.Paged, s.Number)
	}
	if err != nil {
		return err
	}
	if _, err := s.exec(`UPDATE article SET cluster = ?, copy_of = ? WHERE id = ?`, u.Cluster, orNone(u.CopyOf), u.Article); err != nil {
		return err
	}
	if err := s.tellSentences(u.Article, u.Sentences); err != nil {
		return err
	}
	return s.putFindings(u.Article, s.Persons, &u.Findings)
}

func orNone(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// leave takes an article that left the story out of everything. The oldest of
// its copies is the original of the others from now on.
func (s *lesson) leave(id, cluster int64) error {
	const copies = `SELECT id FROM sense CROSS JOIN article ON id = article WHERE sense.cluster = ?2 AND copy_of = ?1`
	if _, err := s.exec(`UPDATE article SET copy_of = nullif((SELECT min(id) FROM (`+copies+`)), id) WHERE id IN (`+copies+`)`, id, cluster); err != nil {
		return err
	}
	for _, step := range []string{
		`DELETE FROM sense WHERE article = ?1`,
		`DELETE FROM sentence WHERE article = ?1`,
		`DELETE FROM named WHERE article = ?1`,
		`UPDATE article SET cluster = id, copy_of = NULL, outlets = 1, report_title = NULL, report_read = read, new_sentences = iif(read, 0, sentences),
			report_new = iif(read, 0, sentences) WHERE id = ?1`,
		`UPDATE count SET n = n - 1 WHERE name = 'understood' AND ?1 <> 0`,
		`INSERT OR REPLACE INTO meta SELECT 'refold', '1' WHERE ?1 <> 0`,
	} {
		if _, err := s.exec(step, id); err != nil {
			return err
		}
	}
	return nil
}

// A member is an article of a report.
type member struct {
	id     int64
	outlet string
	title  text.Clean
	sort   time.Time
}

func (t *turn) members(cluster int64) (list []member, err error) {
	rows, err := t.rows(t.ctx, `SELECT s.article, i.outlet, i.title, s.sort_at FROM sense s INDEXED BY sense_cluster CROSS JOIN item i ON i.id = s.article
		WHERE s.cluster = ? ORDER BY s.article`, cluster)
	err = each(rows, err, func(row scanner) error {
		var m member
		var title string
		var sort int64
		err := row.Scan(&m.id, &m.outlet, &title, &sort)
		m.title, m.sort = text.Line(title), time.UnixMilli(sort).UTC()
		list = append(list, m)
		return err
	})
	return list, err
}

// mostTitles is how many of a report's headlines are looked at.
const mostTitles = 12

// settleReport gives a report the id of its first member, and counts its
// outlets. An id that it had leads to it.
func (s *lesson) settleReport(id int64) error {
	list, err := s.members(id)
	if err != nil || len(list) == 0 {
		return err
	}
	outlets := map[string]bool{}
	var first []*news.Article
	for i := range list {
		outlets[list[i].outlet] = true
		if i < mostTitles {
			first = append(first, &news.Article{ID: list[i].id, Headline: list[i].title, Dates: news.Dates{Sort: list[i].sort}})
		}
	}
	lead := list[0].id
	if lead != id {
		if err := s.renameReport(id, lead); err != nil {
			return err
		}
	}
	var title any
	if shown := s.Title(first); shown != list[0].title {
		title = shown.String()
	}
	if _, err := s.exec(`UPDATE article SET outlets = ?2 WHERE id IN (SELECT article FROM sense WHERE cluster = ?1) AND outlets <> ?2`, lead, len(outlets)); err != nil {
		return err
	}
	if _, err := s.exec(`UPDATE article SET report_title = ?2 WHERE id = ?1 AND report_title IS NOT ?2`, lead, title); err != nil {
		return err
	}
	return s.settleRead(lead)
}

func (s *lesson) renameReport(was, is int64) error {
	for _, step := range []string{
		`UPDATE article SET cluster = ?2 WHERE id IN (SELECT article FROM sense WHERE cluster = ?1)`,
		`UPDATE sense SET cluster = ?2 WHERE cluster = ?1`,
		`DELETE FROM former WHERE id = ?2 AND ?1 <> 0`,
		`UPDATE former SET cluster = ?2 WHERE cluster = ?1`,
		`INSERT OR REPLACE INTO former VALUES (?1, ?2)`,
		`INSERT OR IGNORE INTO alerted VALUES (?1, '', 0), (?2, '', 0)`, // another one is the first
	} {
		if _, err := s.exec(step, was, is); err != nil {
			return err
		}
	}
	return nil
}

// Members returns the articles of a report, the first first, without their
// texts. An id that the report had leads to it, and so does that of any of
// them; else only the article itself comes back that is not on the story. An id
// that nobody had is ErrNoArticle.
func (a *Archive) Members(ctx context.Context, cluster int64) ([]news.Article, error) {
	id, err := a.report(ctx, cluster)
	if err != nil {
		return nil, a.wrap("read report", err)
	}
	var list []news.Article
	rows, err := a.read.rows(ctx, rowSQL+`WHERE a.cluster = ? AND a.decision = 2 ORDER BY a.id`, id)
	err = each(rows, err, func(row scanner) error {
		art, err := scanRow(row)
		list = append(list, art)
		return err
	})
	if err == nil && len(list) == 0 {
		var art news.Article
		art, err = a.article(ctx, id)
		list = append(list, art)
	}
	if err != nil {
		return nil, a.wrap("read report", err)
	}
	return list, nil
}

// report is the cluster that an id leads to.
func (a *Archive) report(ctx context.Context, id int64) (int64, error) {
	to := id
	err := a.read.row(ctx, `SELECT coalesce((SELECT cluster FROM former WHERE id = ?1), (SELECT cluster FROM article WHERE id = ?1), 0)`, id).Scan(&to)
	if err != nil || to != 0 {
		return to, err
	}
	art, err := a.article(ctx, id) // that it was merged into
	if errors.Is(err, ErrNoArticle) {
		err = &UnknownError{id}
	}
	return art.Report.Cluster, err
}

// A Neighbour is an understood article near in time to another.
type Neighbour struct {
	Article, Cluster, CopyOf int64
	Sort                     time.Time
	Likeness                 []byte
}

// Neighbours returns up to n understood articles whose sort times are from one
// time to another, the newest, in the order of their ids.
func (a *Archive) Neighbours(ctx context.Context, from, to time.Time, n int) ([]Neighbour, error) {
	var list []Neighbour
	rows, err := a.read.rows(ctx, `SELECT s.article, s.cluster, coalesce(a.copy_of, 0), s.sort_at, s.likeness FROM
		(SELECT article FROM sense INDEXED BY sense_near WHERE sort_at >= ? AND sort_at <= ? ORDER BY sort_at DESC, article DESC LIMIT ?) n
		CROSS JOIN sense s ON s.article = n.article CROSS JOIN article a ON a.id = s.article`, from.UnixMilli(), to.UnixMilli(), n)
	err = each(rows, err, func(row scanner) error {
		var m Neighbour
		var sort int64
		err := row.Scan(&m.Article, &m.Cluster, &m.CopyOf, &sort, &m.Likeness)
		m.Sort = time.UnixMilli(sort).UTC()
		list = append(list, m)
		return err
	})
	// SQL would carry the likenesses from one place to another to sort them.
	slices.SortFunc(list, func(a, b Neighbour) int { return cmp.Compare(a.Article, b.Article) })
	return list, a.wrap("look for the same report", err)
}
