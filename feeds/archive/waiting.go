package archive

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// wait notes that an article's tags and alerts wait for the engines; with the
// poll in which it came or changed, that somebody is to be told.
func (t *turn) wait(id, poll int64) error {
	_, err := t.exec(`INSERT INTO alerted VALUES (?1, '', ?2) ON CONFLICT DO UPDATE SET poll = ?2 WHERE ?2 <> 0`, id, poll)
	return err
}

// JudgeWaiting judges again, by tag and alert rules that ask what engines find,
// the articles that wait for it and are understood now. An alert is found in
// the poll that brought the article, once.
func (a *Archive) JudgeWaiting(ctx context.Context, judge Judge) error {
	ids, err := a.waiting(ctx)
	for err == nil && len(ids) > 0 {
		err = a.turn(ctx, func(t *turn) error {
			for began := clock(); len(ids) > 0 && clock().Sub(began) < work; ids = ids[1:] {
				if err := t.judgeWaiting(judge, ids[0]); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return a.wrap("judge what is understood", err)
}

// waiting are the articles that wait.
func (a *Archive) waiting(ctx context.Context) ([]int64, error) {
	return readIDs(a.read.rows(ctx, `SELECT article FROM alerted WHERE rule = ''`))
}

// judgeWaiting judges an article that waits, unless that is still to be
// understood.
func (t *turn) judgeWaiting(judge Judge, id int64) error {
	var poll int64
	err := t.row(t.ctx, `SELECT poll FROM alerted WHERE article = ?1 AND rule = '' AND NOT EXISTS (SELECT 1 FROM pending WHERE article = ?1)`, id).Scan(&poll)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := t.exec(`DELETE FROM alerted WHERE article = ? AND rule = ''`, id); err != nil {
		return err
	}
	if _, _, err := t.rejudge(judge, id); err != nil {
		if errors.Is(err, ErrNoArticle) {
			return nil
		}
		return err
	}
	p, err := loadPaper(t.ctx, t, id)
	if err != nil || poll == 0 || p.decision != news.Keep {
		return err
	}
	v := readVerdict(p.verdict, p.missing)
	_, err = t.alert(id, poll, &rule.Verdict{Verdict: v})
	return err
}

// answer answers is: and has: of label rules.
func (j *Judge) answer(ctx context.Context, from source, p *paper) func(word, value string) bool {
	return func(word, value string) bool {
		if word == "has" && value == "new-number" {
			return j.Numbers != nil && p.hasNewNumber(ctx, from, j.Numbers)
		}
		return p.doc.State(word, value)
	}
}

// hasNewNumber reports whether no article that came earlier has one of the
// numbers of the current text.
func (p *paper) hasNewNumber(ctx context.Context, from source, numbers func(*news.Revision) []int64) bool {
	r := news.Revision{Headline: text.Line(p.doc.Title), Body: p.doc.Bodies[len(p.doc.Bodies)-1]}
	for _, key := range numbers(&r) {
		var articles []byte
		err := from.row(ctx, `SELECT articles FROM key WHERE hash = ?`, key).Scan(&articles)
		if with := unpackSteps(articles); err == nil && len(with) > 0 && slices.Min(with) == p.id {
			return true
		}
	}
	return false
}
