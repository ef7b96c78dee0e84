package archive

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// ruling is the names of rules as they are stored.
type ruling struct {
	Rules      []string `json:"rules,omitempty"`
	Tags       []string `json:"tags,omitempty"`
	Alerts     []string `json:"alerts,omitempty"`
	Overridden []string `json:"overridden,omitempty"`
}

func writeVerdict(v *rule.Verdict) (verdict, missing sql.NullString) {
	r := ruling{plain(v.Rules), plain(v.Tags), plain(v.Alerts), plain(v.Overridden)}
	if len(r.Rules)+len(r.Tags)+len(r.Alerts)+len(r.Overridden) > 0 {
		b, _ := json.Marshal(r) // of strings
		verdict = sql.NullString{String: string(b), Valid: true}
	}
	if len(v.Missing) > 0 {
		b, _ := json.Marshal(plain(v.Missing))
		missing = sql.NullString{String: string(b), Valid: true}
	}
	return verdict, missing
}

// readRuling and readVerdict leave out what they cannot read.
func readRuling(verdict sql.NullString) (r ruling) {
	if verdict.Valid {
		_ = json.Unmarshal([]byte(verdict.String), &r)
	}
	return r
}

func readVerdict(verdict, missing sql.NullString) news.Verdict {
	r := readRuling(verdict)
	var m []string
	if missing.Valid {
		_ = json.Unmarshal([]byte(missing.String), &m)
	}
	return news.Verdict{Rules: lines(r.Rules), Tags: lines(r.Tags), Alerts: lines(r.Alerts), Missing: lines(m)}
}

// judge asks for the verdict on a paper. The rules' own word is kept apart
// from the mark; an article that only the mark keeps still gets its tags.
func (j *Judge) judge(ctx context.Context, from source, p *paper) rule.Verdict {
	doc := p.doc
	doc.State = j.answer(ctx, from, p)
	doc.Mark, doc.Tags = news.NoMark, nil
	v := j.Decide(&doc)
	if p.doc.Mark == news.OnStory && v.Decision != news.Keep {
		doc.Mark = news.OnStory
		marked := j.Decide(&doc)
		v.Tags, v.Alerts, v.Waits = marked.Tags, marked.Alerts, marked.Waits
	}
	return v
}

// marked is a decision under the reader's mark.
func marked(ruled news.Decision, m news.Mark) news.Decision {
	switch m {
	case news.OnStory:
		return news.Keep
	case news.OffStory:
		return news.Drop
	case news.NoMark:
	}
	return ruled
}

// settle writes a verdict and its hits. The caller sees to the index.
func (t *turn) settle(p *paper, v *rule.Verdict) error {
	verdict, missing := writeVerdict(v)
	decision := marked(v.Decision, p.doc.Mark)
	if _, err := t.exec(`UPDATE article SET decision = ?, ruled = ?, verdict = ?, missing = ?, distance = ? WHERE id = ?`,
		decision, v.Decision, verdict, missing, v.Distance, p.id); err != nil {
		return err
	}
	if _, err := t.exec(`DELETE FROM hit WHERE article = ?`, p.id); err != nil {
		return err
	}
	if v.Waits {
		if err := t.wait(p.id, 0); err != nil {
			return err
		}
	}
	p.decision, p.ruled, p.verdict, p.missing, p.distance = decision, v.Decision, verdict, missing, v.Distance
	return t.addHits(p.id, p.revision, p.hits(v))
}

// hits are what is stored of a verdict's: none of an article that is dropped.
func (p *paper) hits(v *rule.Verdict) []news.Hit {
	if v.Decision == news.Drop && p.doc.Mark != news.OnStory {
		return nil
	}
	return v.Hits
}

func (t *turn) addHits(id int64, revision int, hits []news.Hit) error {
	for i := range hits {
		h := &hits[i]
		if _, err := t.exec(`INSERT INTO hit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, id, i, revision,
			h.Rule.String(), h.Kind, h.Term.String(), h.Field, h.Paragraph, h.Span.Start, h.Span.End); err != nil {
			return err
		}
	}
	return nil
}

func readHits(ctx context.Context, from source, id int64) ([]news.Hit, error) {
	var list []news.Hit
	rows, err := from.rows(ctx, `SELECT rule, kind, term, field, paragraph, start, end FROM hit WHERE article = ? ORDER BY n`, id)
	err = each(rows, err, func(row scanner) error {
		var h news.Hit
		var name, term string
		err := row.Scan(&name, &h.Kind, &term, &h.Field, &h.Paragraph, &h.Span.Start, &h.Span.End)
		h.Rule, h.Term = text.Line(name), text.Line(term)
		list = append(list, h)
		return err
	})
	return list, err
}

// An indexRow is the words of an article for the word index.
type indexRow struct {
	id                          int64
	title, body, author, outlet string
}

// maxToIndex bounds how many articles wait to be put into the word index.
const maxToIndex = 100

// index puts an article into the word index, with its words as rules see them.
func (t *turn) index(id int64) error {
	r := indexRow{id: id}
	if err := t.row(t.ctx, `SELECT title, body, author, outlet FROM doc WHERE id = ?`, id).Scan(&r.title, &r.body, &r.author, &r.outlet); err != nil {
		return err
	}
	return t.indexWords(r)
}

// indexWords puts words into the word index before the turn ends. They wait
// for those of other articles: SQLite writes out what it holds of the index
// before many other statements, and small pieces of it are dear to merge.
func (t *turn) indexWords(r indexRow) error {
	if t.toIndex = append(t.toIndex, r); len(t.toIndex) < maxToIndex {
		return nil
	}
	return t.writeIndex()
}

func (t *turn) writeIndex() error {
	slices.SortFunc(t.toIndex, func(x, y indexRow) int { return cmp.Compare(x.id, y.id) }) // SQLite's own order
	for _, r := range t.toIndex {
		if _, err := t.exec(`INSERT INTO fts (rowid, title, body, author, outlet) VALUES (?, ?, ?, ?, ?)`,
			r.id, text.Fold(r.title), text.Fold(r.body), text.Fold(r.author), text.Fold(r.outlet)); err != nil {
			return err
		}
	}
	t.toIndex = nil
	return nil
}

func (t *turn) unindex(id int64) error {
	if i := slices.IndexFunc(t.toIndex, func(r indexRow) bool { return r.id == id }); i >= 0 {
		t.toIndex = slices.Delete(t.toIndex, i, i+1)
		return nil
	}
	_, err := t.exec(`DELETE FROM fts WHERE rowid = ?`, id)
	return err
}

// alert writes down the alerts of a kept article and returns the new ones.
func (t *turn) alert(id, seq int64, v *rule.Verdict) ([]text.Clean, error) {
	var fresh []text.Clean
	for _, name := range v.Alerts {
		n, err := t.exec(`INSERT OR IGNORE INTO alerted VALUES (?, ?, ?)`, id, name.String(), seq)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			fresh = append(fresh, name)
		}
	}
	return fresh, nil
}
