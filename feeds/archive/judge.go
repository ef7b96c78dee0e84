package archive

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
)

// judgeAtOnce is how many articles are read together to be judged again.
const judgeAtOnce = 200

// RulesHash returns the hash of the rules that judged everything here; it is
// empty if no one set of rules did.
func (a *Archive) RulesHash(ctx context.Context) (hash string, err error) {
	err = a.read.row(ctx, `SELECT value FROM meta WHERE name = 'rules'`).Scan(&hash)
	if strings.HasPrefix(hash, judging) {
		hash = ""
	}
	return hash, a.wrap("read hash of the rules", err)
}

// judging stands before the hash while a set of rules judges everything again.
const judging = "judging "

// JudgeAll judges all articles again, newest first, and says how many are kept
// that were not, and the reverse. Only what changes is written, in short
// transactions; the hash of the rules is set with the last one, unless other
// rules judged something that came in meanwhile. progress may be nil.
func (a *Archive) JudgeAll(ctx context.Context, judge Judge, progress func(done, total int)) (gained, lost int, err error) {
	var total int
	if err := a.read.row(ctx, `SELECT n FROM count WHERE name = 'articles'`).Scan(&total); err != nil {
		return 0, 0, a.wrap("judge again", err)
	}
	if err := a.setRules(ctx, judging+judge.Hash, ""); err != nil {
		return 0, 0, a.wrap("judge again", err)
	}
	for before, done := int64(math.MaxInt64), 0; ; {
		papers, err := loadPapers(ctx, a.read, before, judgeAtOnce)
		if err != nil {
			return gained, lost, a.wrap("judge again", err)
		}
		if len(papers) == 0 {
			break
		}
		before = papers[len(papers)-1].id
		g, l, err := a.judgeSome(ctx, judge, papers)
		gained, lost, done = gained+g, lost+l, done+len(papers)
		if err != nil {
			return gained, lost, a.wrap("judge again", err)
		}
		if progress != nil {
			progress(min(done, total), total)
		}
	}
	return gained, lost, a.wrap("judge again", a.setRules(ctx, judge.Hash, judging+judge.Hash))
}

// Judge judges some articles again: those that the reader marked.
func (a *Archive) Judge(ctx context.Context, judge Judge, ids ...int64) error {
	var papers []*paper
	for _, id := range ids {
		p, err := loadPaper(ctx, a.read, id)
		if err != nil {
			return a.wrap("judge again", err)
		}
		papers = append(papers, p)
	}
	_, _, err := a.judgeSome(ctx, judge, papers)
	return a.wrap("judge again", err)
}

// setRules sets the hash; with was, only if it is that now.
func (a *Archive) setRules(ctx context.Context, hash, was string) error {
	return a.turn(ctx, func(t *turn) error {
		_, err := t.exec(`UPDATE meta SET value = ?1 WHERE name = 'rules' AND (?2 = '' OR value = ?2)`, hash, was)
		return err
	})
}

// judgeSome judges without a transaction, and in one what then has to be
// written, as it may have changed since it was read.
func (a *Archive) judgeSome(ctx context.Context, judge Judge, papers []*paper) (gained, lost int, err error) {
	var differ []int64
	for _, p := range papers {
		v := judge.judge(ctx, a.read, p)
		same, err := p.stands(ctx, a.read, &v)
		if err != nil {
			return gained, lost, err
		}
		if !same || v.Waits {
			differ = append(differ, p.id)
		}
	}
	for len(differ) > 0 {
		began, n := clock(), 0
		err := a.turn(ctx, func(t *turn) error {
			for n < len(differ) && clock().Sub(began) < work {
				g, l, err := t.rejudge(judge, differ[n])
				if err != nil {
					return err
				}
				gained, lost, n = gained+g, lost+l, n+1
			}
			return nil
		})
		if err != nil {
			return gained, lost, err
		}
		if differ = differ[n:]; len(differ) > 0 {
			time.Sleep(pause)
		}
	}
	return gained, lost, nil
}

// stands reports whether a verdict is the one that is stored.
func (p *paper) stands(ctx context.Context, from source, v *rule.Verdict) (bool, error) {
	verdict, missing := writeVerdict(v)
	if verdict != p.verdict || missing != p.missing || v.Decision != p.ruled || v.Distance != p.distance || marked(v.Decision, p.doc.Mark) != p.decision {
		return false, nil
	}
	hits := p.hits(v)
	if len(hits) == 0 && p.decision == news.Drop {
		return true, nil
	}
	have, err := readHits(ctx, from, p.id)
	return slices.Equal(have, hits), err
}

func (t *turn) rejudge(judge Judge, id int64) (gained, lost int, err error) {
	p, err := loadPaper(t.ctx, t, id)
	if err != nil {
		return 0, 0, err
	}
	was := p.decision
	v := judge.judge(t.ctx, t, p)
	is := marked(v.Decision, p.doc.Mark)
	if was != news.Drop && is == news.Drop {
		if err := t.unindex(id); err != nil {
			return 0, 0, err
		}
	}
	if err := t.settle(p, &v); err != nil {
		return 0, 0, err
	}
	if was == news.Drop && is != news.Drop {
		err = t.index(id)
	}
	switch {
	case was != news.Keep && is == news.Keep:
		gained++
	case was == news.Keep && is != news.Keep:
		lost++
	}
	return gained, lost, err
}
