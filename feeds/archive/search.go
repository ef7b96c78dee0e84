package archive

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// ranked is among how many of the newest matches search looks for the best.
const ranked = 10000

// Found is an article that a search found.
type Found struct {
	Article news.Article
	// Snippet is a piece of the text around the first hit, Hits are the places
	// in it.
	Snippet text.Clean
	Hits    []text.Span
	// InTitle are the hits in the headline.
	InTitle []text.Span
	// Sentence is where in the current text the first hit is, counted from 0;
	// -1 if it is in none.
	Sentence int
}

// Search returns the best of the newest articles that match a query, of those
// that are kept or near misses; all of them if limit is 0. Where the index has
// nothing to rank by they come newest first.
func (a *Archive) Search(ctx context.Context, q *rule.Query, limit int) ([]Found, error) {
	ids, err := a.Ranked(ctx, q)
	if err != nil {
		return nil, err
	}
	found, _, err := a.results(ctx, q, ids, limit, time.Time{})
	return found, err
}

// Ranked returns the ids of the articles that may match a query, in the order
// of Search.
func (a *Archive) Ranked(ctx context.Context, q *rule.Query) ([]int64, error) {
	ids, err := a.best(ctx, q)
	return ids, a.wrap("search", err)
}

// Results returns up to n of the articles named that match a query, in their
// order, and how many of the ids it looked at: it gives what it has when it
// takes too long.
func (a *Archive) Results(ctx context.Context, q *rule.Query, ids []int64, n int) (found []Found, looked int, err error) {
	return a.results(ctx, q, ids, n, clock().Add(patience))
}

// results is Results with an end of its own; a zero time is none.
func (a *Archive) results(ctx context.Context, q *rule.Query, ids []int64, n int, until time.Time) (found []Found, looked int, err error) {
	for _, id := range ids {
		if !until.IsZero() && clock().After(until) {
			break
		}
		f, err := a.result(ctx, q, id)
		if err != nil {
			return found, looked, a.wrap("search", err)
		}
		looked++
		if f == nil {
			continue
		}
		if found = append(found, *f); len(found) == n {
			break
		}
	}
	return found, looked, nil
}

// result returns what a query finds in an article; nil if it does not match.
func (a *Archive) result(ctx context.Context, q *rule.Query, id int64) (*Found, error) {
	p, err := loadPaper(ctx, a.read, id)
	if errors.Is(err, ErrNoArticle) {
		return nil, nil //nolint:nilnil // removed since it was ranked
	}
	if err != nil {
		return nil, err
	}
	p.doc.Now = a.clock()
	a.answerAll(ctx, p)
	ok, hits := q.Matches(&p.doc)
	if !ok {
		return nil, nil //nolint:nilnil // it does not match
	}
	f := &Found{}
	if f.Article, err = a.article(ctx, id); err != nil {
		return nil, err
	}
	f.Snippet, f.Hits, f.Sentence = snippet(p, hits)
	for i := range hits {
		if hits[i].Field == news.InTitle {
			f.InTitle = append(f.InTitle, hits[i].Span)
		}
	}
	return f, nil
}

// best are candidates, the best first.
func (a *Archive) best(ctx context.Context, q *rule.Query) ([]int64, error) {
	match := indexQuery(q.Plan())
	query, args := `SELECT rowid FROM (SELECT rowid, bm25(fts, 4, 1, 1, 1) AS weight FROM fts WHERE fts MATCH ?1 ORDER BY rowid DESC LIMIT ?2) ORDER BY weight, rowid DESC`, []any{match, ranked}
	if match == "" {
		query, args = `SELECT id FROM article WHERE decision > 0 ORDER BY sort_at DESC, id DESC LIMIT ?`, []any{ranked}
	}
	return readIDs(a.read.rows(ctx, query, args...))
}

const snippetLen = 200 // bytes, about

// snippet cuts a piece out of the paragraph of the first hit, or gives the
// beginning of the text.
func snippet(p *paper, hits []news.Hit) (text.Clean, []text.Span, int) {
	body := &p.doc.Bodies[len(p.doc.Bodies)-1]
	first := -1
	for i := range hits {
		if hits[i].Field == news.InBody && hits[i].Paragraph < len(body.Blocks) {
			first = i
			break
		}
	}
	if first < 0 {
		if len(body.Blocks) == 0 {
			return text.Clean{}, nil, -1
		}
		para := body.Paragraph(0)
		return para.Cut(window(para.String(), 0)), nil, -1
	}
	n := hits[first].Paragraph
	para := body.Paragraph(n)
	cut := window(para.String(), hits[first].Span.Start)
	var spans []text.Span
	for i := range hits {
		h := hits[i].Span
		if hits[i].Field == news.InBody && hits[i].Paragraph == n && h.Start >= cut.Start && h.End <= cut.End {
			spans = append(spans, text.Span{Start: h.Start - cut.Start, End: h.End - cut.Start})
		}
	}
	return para.Cut(cut), spans, sentenceAt(body, n, hits[first].Span.Start)
}

// sentenceAt is the sentence, counted through the text, in which a byte of a
// paragraph stands; -1 if it stands in none.
func sentenceAt(body *text.Body, paragraph, at int) int {
	n := 0
	for i := range paragraph {
		n += len(body.Blocks[i].Sentences)
	}
	for i, s := range body.Blocks[paragraph].Sentences {
		if at >= s.Start && at < s.End {
			return n + i
		}
	}
	return -1
}

// window is a span of about snippetLen bytes around at, between words.
func window(s string, at int) text.Span {
	start, end := max(0, at-snippetLen/3), len(s)
	if start > 0 {
		if i := strings.IndexByte(s[start:at], ' '); i >= 0 {
			start += i + 1
		}
	}
	if start+snippetLen < end {
		end = start + snippetLen
		if i := strings.LastIndexByte(s[at:end], ' '); i > 0 {
			end = at + i
		}
	}
	for start > 0 && !utf8.RuneStart(s[start]) {
		start--
	}
	for end < len(s) && !utf8.RuneStart(s[end]) {
		end++
	}
	return text.Span{Start: start, End: end}
}
