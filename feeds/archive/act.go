package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// undoable is how many acts can be taken back.
const undoable = 1000

// A before is what an act changes, as it was.
type before struct {
	ID      int64  `json:"id"`
	Mark    int    `json:"mark,omitempty"`
	Read    int    `json:"read,omitempty"`
	ReadTo  int    `json:"read_to,omitempty"`
	Starred int    `json:"starred,omitempty"`
	New     int    `json:"new,omitempty"`
	Note    string `json:"note,omitempty"`
	NoteAt  int64  `json:"note_at,omitempty"`
	// Cluster is the report, Title the headline that stands for it if the
	// article leads it.
	Cluster int64  `json:"cluster,omitempty"`
	Title   string `json:"title,omitempty"`
}

// acts are the statements that carry them out. A note has its own.
var acts = map[news.Act]string{ //nolint:gochecknoglobals // table
	news.MarkRead:     `read = 1, read_to = sentences, new_sentences = 0`,
	news.MarkUnread:   `read = 0, read_to = 0, new_sentences = sentences`,
	news.Dismiss:      `read = 1, new_sentences = 0`,
	news.Star:         `starred = 1`,
	news.Unstar:       `starred = 0`,
	news.MarkOnStory:  `mark = 1, decision = 2`,
	news.MarkOffStory: `mark = 2, decision = 0`,
	news.ClearMark:    `mark = 0, decision = ruled`,
}

// Do does something to articles and returns to how many. It is on disk when Do
// returns. Ids that no article has are told with the error, an *UnknownError,
// and the others are done. note is for SetNote alone; an empty one takes the
// note away.
func (a *Archive) Do(ctx context.Context, now time.Time, act news.Act, note text.Clean, ids ...int64) (n int, err error) {
	var unknown error
	err = a.turn(ctx, func(t *turn) error {
		var states []before
		for _, id := range ids {
			b, err := t.state(id)
			if errors.Is(err, ErrNoArticle) {
				unknown = errors.Join(unknown, err)
				continue
			}
			if err != nil {
				return err
			}
			states = append(states, b)
		}
		n = len(states)
		return errors.Join(t.do(now, act, note.String(), states), t.renewSome())
	})
	if err == nil {
		err = a.renewAll(ctx)
	}
	if err == nil && unknown != nil {
		return n, unknown
	}
	return n, a.wrap("mark", err)
}

// DoAll does something to all articles that a filter shows, with the query if
// it is not nil, and returns their ids. Of reports it does it to all members.
func (a *Archive) DoAll(ctx context.Context, now time.Time, act news.Act, f news.Filter, q *rule.Query) ([]int64, error) {
	s, err := a.choose(ctx, f, q)
	if err != nil {
		return nil, a.wrap("mark", err)
	}
	var ids []int64
	for from, more := (news.Place{}), true; more; {
		var page news.Page
		if q == nil {
			page, err = a.window(ctx, s, from, 1000)
		} else {
			page, err = a.walk(ctx, s, from, 1000, now.AddDate(1000, 0, 0))
		}
		if err != nil {
			return nil, a.wrap("mark", err)
		}
		for i := range page.Articles {
			if ids, err = a.appendAll(ctx, ids, f.Reports, &page.Articles[i]); err != nil {
				return nil, a.wrap("mark", err)
			}
			from = page.Articles[i].Place()
		}
		more = page.More
	}
	if len(ids) == 0 {
		return nil, nil
	}
	_, err = a.Do(ctx, now, act, text.Clean{}, ids...)
	return ids, err
}

// appendAll appends an article's id, or those of all members of its report.
func (a *Archive) appendAll(ctx context.Context, ids []int64, report bool, art *news.Article) ([]int64, error) {
	if !report || art.Verdict.Decision != news.Keep {
		return append(ids, art.ID), nil
	}
	members, err := a.Members(ctx, art.Report.Cluster)
	for i := range members {
		ids = append(ids, members[i].ID)
	}
	return ids, err
}

// state is what an act on an article may change.
func (t *turn) state(id int64) (before, error) {
	id, err := survivor(t.ctx, t, id)
	if err != nil {
		return before{}, err
	}
	b := before{ID: id}
	err = t.row(t.ctx, `SELECT mark, read, read_to, starred, new_sentences, coalesce(text, ''), coalesce(at, 0), cluster, coalesce(report_title, '')
		FROM article a LEFT JOIN note n ON n.article = a.id WHERE a.id = ?`, id).
		Scan(&b.Mark, &b.Read, &b.ReadTo, &b.Starred, &b.New, &b.Note, &b.NoteAt, &b.Cluster, &b.Title)
	if errors.Is(err, sql.ErrNoRows) {
		err = &UnknownError{id}
	}
	return b, err
}

// do carries out an act and writes it into the journal.
func (t *turn) do(now time.Time, act news.Act, note string, states []before) error {
	if len(states) == 0 {
		return nil
	}
	return errors.Join(t.apply(now, act, note, states), t.enter(now, act, note, states))
}

// enter writes an act into the journal. What was taken back before cannot be
// done again then.
func (t *turn) enter(now time.Time, act news.Act, note string, states []before) error {
	list, err := json.Marshal(states)
	if err != nil {
		return err
	}
	if _, err := t.exec(`DELETE FROM done WHERE undone = 1 OR id <= (SELECT max(id) FROM done) - ?`, undoable-1); err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO done (at, act, note, before) VALUES (?, ?, ?, ?)`, now.UnixMilli(), act, note, string(list))
	return err
}

func (t *turn) apply(now time.Time, act news.Act, note string, states []before) error {
	for i := range states {
		id := states[i].ID
		err := t.indexed(id, func() error {
			if act == news.SetNote {
				return t.setNote(id, note, now.UnixMilli())
			}
			_, err := t.exec(`UPDATE article SET `+acts[act]+` WHERE id = ?`, id)
			return err
		})
		switch act {
		case news.MarkRead, news.MarkUnread, news.Dismiss:
			if err == nil {
				err = t.readChanged(id)
			}
		case news.Star, news.Unstar, news.MarkOnStory, news.MarkOffStory, news.ClearMark, news.SetNote, news.SaveRule:
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) setNote(id int64, note string, at int64) error {
	query, args := `INSERT OR REPLACE INTO note VALUES (?, ?, ?)`, []any{id, note, at}
	if note == "" {
		query, args = `DELETE FROM note WHERE article = ?`, args[:1]
	}
	_, err := t.exec(query, args...)
	return err
}

// indexed runs fn, which may change the decision but no text, and puts the
// article into the index or takes it out if it did.
func (t *turn) indexed(id int64, fn func() error) error {
	was, err := t.isIndexed(id)
	if err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	is, err := t.isIndexed(id)
	switch {
	case err != nil || was == is:
		return err
	case was:
		return t.unindex(id)
	}
	return t.index(id)
}

func (t *turn) isIndexed(id int64) (yes bool, err error) {
	err = t.row(t.ctx, `SELECT decision > 0 FROM article WHERE id = ?`, id).Scan(&yes)
	return yes, err
}

// Record writes an act into the journal that changed nothing in the archive, so
// that Undo and Redo come to it in its turn. note is what the caller has to know
// to take it back.
func (a *Archive) Record(ctx context.Context, now time.Time, act news.Act, note string) error {
	return a.wrap("record", a.turn(ctx, func(t *turn) error { return t.enter(now, act, note, []before{}) }))
}

// The entries that Undo and Redo take.
const (
	toUndo = `SELECT id, at, act, note, before FROM done WHERE undone = 0 ORDER BY id DESC LIMIT 1`
	toRedo = `SELECT id, at, act, note, before FROM done WHERE undone = 1 ORDER BY id LIMIT 1`
)

// Ahead returns the act that Undo takes next, or Redo, and its note as it was
// recorded. If there is none, the error is ErrNothing.
func (a *Archive) Ahead(ctx context.Context, redo bool) (act news.Act, note string, err error) {
	query := toUndo
	if redo {
		query = toRedo
	}
	var id, at int64
	var list string
	err = a.read.row(ctx, query).Scan(&id, &at, &act, &note, &list)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNothing
	}
	return act, note, a.wrap("read journal", err)
}

// An Undone is an act that was taken back or done again.
type Undone struct {
	Act      news.Act
	Note     text.Clean
	Articles []int64
}

// Undo takes the last act back that was not taken back yet. If there is none,
// the error is ErrNothing.
func (a *Archive) Undo(ctx context.Context) (Undone, error) {
	u, err := a.journal(ctx, toUndo, 1,
		func(t *turn, _ time.Time, _ news.Act, _ string, states []before) error { return t.restore(states) })
	return u, a.wrap("undo", err)
}

// Redo does the act again that was taken back last. If there is none, or
// something was done since, the error is ErrNothing.
func (a *Archive) Redo(ctx context.Context) (Undone, error) {
	u, err := a.journal(ctx, toRedo, 0,
		(*turn).apply)
	return u, a.wrap("redo", err)
}

// journal finds an entry, carries it out with fn and marks it undone or not.
func (a *Archive) journal(ctx context.Context, query string, undone int, fn func(*turn, time.Time, news.Act, string, []before) error) (u Undone, err error) {
	err = a.turn(ctx, func(t *turn) error {
		var entry, at int64
		var note, list string
		err := t.row(ctx, query).Scan(&entry, &at, &u.Act, &note, &list)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNothing
		}
		var states []before
		if err == nil {
			err = json.Unmarshal([]byte(list), &states)
		}
		if err != nil {
			return err
		}
		there, err := t.stillThere(states)
		if err != nil {
			return err
		}
		u.Note = text.Line(note)
		for i := range there {
			u.Articles = append(u.Articles, there[i].ID)
		}
		if err := errors.Join(fn(t, time.UnixMilli(at), u.Act, note, there), t.renewSome()); err != nil {
			return err
		}
		_, err = t.exec(`UPDATE done SET undone = ? WHERE id = ?`, undone, entry)
		return err
	})
	if err == nil {
		err = a.renewAll(ctx)
	}
	return u, err
}

// stillThere leaves out articles that were merged or removed since.
func (t *turn) stillThere(states []before) ([]before, error) {
	var list []before
	for _, s := range states {
		var there bool
		if err := t.row(t.ctx, `SELECT EXISTS (SELECT 1 FROM article WHERE id = ?)`, s.ID).Scan(&there); err != nil {
			return nil, err
		}
		if there {
			list = append(list, s)
		}
	}
	return list, nil
}

func (t *turn) restore(states []before) error {
	for _, s := range states {
		err := t.indexed(s.ID, func() error {
			if _, err := t.exec(`UPDATE article SET mark = ?1, decision = CASE ?1 WHEN 1 THEN 2 WHEN 2 THEN 0 ELSE ruled END,
				read = ?2, read_to = ?3, starred = ?4, new_sentences = ?5 WHERE id = ?6`, s.Mark, s.Read, s.ReadTo, s.Starred, s.New, s.ID); err != nil {
				return err
			}
			return t.setNote(s.ID, s.Note, s.NoteAt)
		})
		if err == nil {
			err = t.readChanged(s.ID)
		}
		if err != nil {
			return err
		}
	}
	return t.regroup(states)
}

// regroup brings articles that had left the story to the reports where they
// were, until the engines say where they belong.
func (t *turn) regroup(states []before) error {
	var back []int64
	for _, s := range states {
		n, err := t.exec(`UPDATE article SET cluster = coalesce((SELECT cluster FROM former WHERE id = ?2), ?2), report_title = nullif(?3, '')
			WHERE id = ?1 AND ?2 > 0 AND decision = 2 AND NOT EXISTS (SELECT 1 FROM sense WHERE article = ?1)`, s.ID, s.Cluster, s.Title)
		if err != nil {
			return err
		}
		if n > 0 {
			back = append(back, s.ID)
		}
	}
	for _, id := range back {
		if _, err := t.exec(`UPDATE article SET cluster = id WHERE id = ? AND
			NOT EXISTS (SELECT 1 FROM article l WHERE l.id = article.cluster AND l.cluster = l.id AND l.decision = 2)`, id); err != nil {
			return err
		}
	}
	for _, id := range back {
		if err := t.recount(id); err != nil {
			return err
		}
	}
	return nil
}

// recount counts the outlets of an article's report, and what is new in it.
func (t *turn) recount(id int64) error {
	var cluster int64
	if err := t.row(t.ctx, `SELECT cluster FROM article WHERE id = ?`, id).Scan(&cluster); err != nil {
		return err
	}
	if _, err := t.exec(`UPDATE article SET outlets = (SELECT count(DISTINCT i.outlet) FROM article m INDEXED BY article_cluster JOIN item i ON i.id = m.id
		WHERE m.cluster = ?1 AND m.decision = 2) WHERE cluster = ?1 AND decision = 2`, cluster); err != nil {
		return err
	}
	return t.settleRead(cluster)
}
