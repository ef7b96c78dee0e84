package archive

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"casewire/feeds/news"
	"casewire/feeds/packed"
	"casewire/feeds/text"
)

// A reading is how many sentences of an article the reader has read. It stays
// when an edit makes the article unread, as far as that left it alone.
type reading int

// knows reports whether a telling of the article was read: its headline is, with
// the first sentence.
func (r reading) knows(sentence int) bool { return int(r) > max(sentence, 0) }

// packSentences packs sentences with their tellings.
func packSentences(list []news.Sentence) []byte {
	w := packed.NewWriter(blobVersion)
	w.Int(len(list))
	last := 0
	for i := range list {
		s := &list[i]
		w.Int(s.Paragraph - last)
		w.Int(s.Span.Start)
		w.Int(s.Span.End - s.Span.Start)
		w.Bool(s.New)
		w.Int(len(s.Tellings))
		for _, t := range s.Tellings {
			w.Int(int(t.Article))
			w.Int(t.Revision)
			w.Int(t.Paragraph + 1)
			w.Int(t.Span.Start)
			w.Int(t.Span.End - t.Span.Start)
			w.Int(t.Sentence + 1)
		}
		last = s.Paragraph
	}
	return w.Data()
}

// unpackSentences reads them; what is damaged has none.
func unpackSentences(data []byte) []news.Sentence {
	r := packed.NewReader(data, blobVersion)
	list := make([]news.Sentence, 0, r.Count(5))
	paragraph := 0
	for range cap(list) {
		paragraph += r.Int()
		s := news.Sentence{Paragraph: paragraph, Span: unpackSpan(r), New: r.Bool()}
		for range r.Count(6) {
			t := news.Telling{Article: int64(r.Int()), Revision: r.Int(), Paragraph: r.Int() - 1, Span: unpackSpan(r), Sentence: r.Int() - 1}
			s.Tellings = append(s.Tellings, t)
		}
		list = append(list, s)
	}
	if !r.Whole() {
		return nil
	}
	return list
}

func unpackSpan(r *packed.Reader) text.Span {
	start := r.Int()
	return text.Span{Start: start, End: start + r.Int()}
}

// tellers are the articles that told sentences before, each once.
func tellers(list []news.Sentence) []int64 {
	var ids []int64
	for i := range list {
		for _, t := range list[i].Tellings {
			ids = append(ids, t.Article)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// tellSentences stores an article's sentences.
func (s *lesson) tellSentences(id int64, list []news.Sentence) error {
	if _, err := s.exec(`INSERT OR REPLACE INTO sentence VALUES (?, ?)`, id, packSentences(list)); err != nil {
		return err
	}
	for _, teller := range tellers(list) {
		if _, err := s.exec(`INSERT OR IGNORE INTO told VALUES (?, ?)`, teller, id); err != nil {
			return err
		}
	}
	return nil
}

// untell takes back who told an article's sentences before.
func (s *lesson) untell(id int64) error {
	list, err := s.sentences(id)
	if err != nil {
		return err
	}
	for _, teller := range tellers(list) {
		if _, err := s.exec(`DELETE FROM told WHERE teller = ? AND article = ?`, teller, id); err != nil {
			return err
		}
	}
	return nil
}

// sentences reads those of an article; nil if it is not understood.
func (t *turn) sentences(id int64) ([]news.Sentence, error) {
	var data []byte
	err := t.row(t.ctx, `SELECT sentences FROM sentence WHERE article = ?`, id).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return unpackSentences(data), err
}

// toYou reports whether none of a sentence's tellings was read. What tells
// nothing is not new to anybody.
func toYou(s *news.Sentence, knows func(*news.Telling) bool) bool {
	for i := range s.Tellings {
		if knows(&s.Tellings[i]) {
			return false
		}
	}
	return s.New || len(s.Tellings) > 0
}

// readChanged notes that what the reader has read of an article changed: the
// articles that it told something before are counted again, soon.
func (t *turn) readChanged(id int64) error {
	_, err := t.exec(`INSERT OR IGNORE INTO stale SELECT t.article FROM told t CROSS JOIN article a ON a.id = t.article
		WHERE t.teller = ?1 AND a.decision = 2 AND a.read = 0 UNION SELECT ?1`, id)
	return err
}

// renewAll counts the sentences of the articles that wait for it, in short
// transactions.
func (a *Archive) renewAll(ctx context.Context) error {
	for more := true; more; {
		if err := a.read.row(ctx, `SELECT EXISTS (SELECT 1 FROM stale)`).Scan(&more); err != nil || !more {
			return err
		}
		err := a.turn(ctx, func(t *turn) error { return t.renewSome() })
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) renewSome() error {
	ids, err := readIDs(t.rows(t.ctx, `SELECT article FROM stale ORDER BY article DESC LIMIT 1000`))
	s := &lesson{turn: t, reading: map[int64]reading{}}
	for began := clock(); err == nil && len(ids) > 0 && clock().Sub(began) < work; ids = ids[1:] {
		err = s.renewNow(ids[0])
	}
	return err
}

// renewNow counts the sentences of an article that are new to the reader. One
// that is not understood keeps its number; one that was edited after it was
// opened has no more than the edit brought.
func (s *lesson) renewNow(id int64) error {
	if _, err := s.exec(`DELETE FROM stale WHERE article = ?`, id); err != nil {
		return err
	}
	var read bool
	var cluster int64
	var to, most int
	err := s.row(s.ctx, `SELECT read, cluster, read_to, iif(opened IS NOT NULL AND edits > 0, new_sentences, sentences) FROM article WHERE id = ?`, id).
		Scan(&read, &cluster, &to, &most)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err == nil && !read {
		err = s.countNew(id, to, most)
	}
	if err == nil {
		err = s.settleAlone(id)
	}
	if err != nil {
		return err
	}
	return s.settleRead(cluster)
}

// countNew counts the sentences from one on that are new to the reader, and
// tells of the most at most.
func (s *lesson) countNew(id int64, from, most int) error {
	list, err := s.sentences(id)
	if err != nil || list == nil {
		return err
	}
	n := 0
	for i := range list {
		if i >= from && toYou(&list[i], func(t *news.Telling) bool {
			r, e := s.readingOf(t.Article)
			err = errors.Join(err, e)
			return r.knows(t.Sentence)
		}) {
			n++
		}
	}
	if err == nil {
		_, err = s.exec(`UPDATE article SET new_sentences = ?2 WHERE id = ?1 AND new_sentences <> ?2`, id, min(n, most))
	}
	return err
}

func (s *lesson) readingOf(id int64) (reading, error) {
	r, ok := s.reading[id]
	if ok {
		return r, nil
	}
	err := s.row(s.ctx, `SELECT read_to FROM article WHERE id = ?`, id).Scan(&r)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	s.reading[id] = r
	return r, err
}

// settleRead says of a report whether the reader knows it: one of its articles
// was read, and no unread one tells anything new.
func (t *turn) settleRead(cluster int64) error {
	var read bool
	var most int
	err := t.row(t.ctx, `SELECT coalesce(max(read), 0), coalesce(max(iif(read, 0, new_sentences)), 0) FROM article INDEXED BY article_cluster
		WHERE cluster = ? AND decision = 2`, cluster).Scan(&read, &most)
	if err == nil {
		_, err = t.exec(`UPDATE article SET report_read = ?2, report_new = ?3 WHERE id = ?1 AND decision = 2 AND (report_read <> ?2 OR report_new <> ?3)`,
			cluster, read && most == 0, most)
	}
	return err
}

// settleAlone says it of an article that is not on the story.
func (t *turn) settleAlone(id int64) error {
	_, err := t.exec(`UPDATE article SET report_read = read, report_new = iif(read, 0, new_sentences) WHERE id = ? AND decision <> 2`, id)
	return err
}

// Sentences returns the sentences of an article's current text, at most a
// thousand, each with where it was told before; nil while that text is not
// understood. What an article told that has left the story is not told.
func (a *Archive) Sentences(ctx context.Context, id int64) ([]news.Sentence, error) {
	id, err := survivor(ctx, a.read, id)
	if err != nil {
		return nil, a.wrap("read sentences", err)
	}
	var data []byte
	err = a.read.row(ctx, `SELECT s.sentences FROM article a JOIN sense e ON e.article = a.id AND e.revision = a.revision JOIN sentence s ON s.article = a.id
		WHERE a.id = ?`, id).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, a.wrap("read sentences", err)
	}
	list := unpackSentences(data)
	by, err := a.tellersOf(ctx, list)
	if err != nil {
		return nil, a.wrap("read sentences", err)
	}
	for i := range list {
		by.fill(&list[i])
	}
	return list, nil
}

// A teller is an article that told something before.
type teller struct {
	reading
	outlet text.Clean
	sort   sql.NullInt64
	kept   bool
}

type tellerByID map[int64]*teller

func (a *Archive) tellersOf(ctx context.Context, list []news.Sentence) (tellerByID, error) {
	by := tellerByID{}
	rows, err := a.read.rows(ctx, `SELECT a.id, a.read_to, i.outlet, a.sort_at, a.decision = 2 FROM json_each(?) j
		CROSS JOIN article a ON a.id = j.value CROSS JOIN item i ON i.id = a.id`, idList(tellers(list)))
	err = each(rows, err, func(row scanner) error {
		var id int64
		var outlet string
		t := &teller{}
		err := row.Scan(&id, &t.reading, &outlet, &t.sort, &t.kept)
		t.outlet = text.Line(outlet)
		by[id] = t
		return err
	})
	return by, err
}

// fill says of a sentence what is known of its tellers now.
func (by tellerByID) fill(s *news.Sentence) {
	for i := range s.Tellings {
		t := &s.Tellings[i]
		if from := by[t.Article]; from != nil {
			t.Outlet, t.At, t.Read = from.outlet, moment(from.sort), from.knows(t.Sentence)
		}
	}
	s.ToYou = toYou(s, func(t *news.Telling) bool { return t.Read })
	told := len(s.Tellings) > 0
	s.Tellings = slices.DeleteFunc(s.Tellings, func(t news.Telling) bool { return by[t.Article] == nil || !by[t.Article].kept && !t.Read })
	s.New = s.New || told && len(s.Tellings) == 0
}
