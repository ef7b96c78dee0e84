package main

import (
	"context"
	"slices"
	"strings"
	"sync"

	"casewire/feeds/archive"
	"casewire/feeds/rule"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/screen"
	"casewire/tui/search"
)

// search is the screen that looks for words.
func (w *window) search() screen.Screen {
	s := w.shelf
	return search.New(w.ctx, search.Config{
		Search: &searcher{shelf: s}, Mark: s, Explain: s, Keys: w.keys, Theme: w.looks, Now: s.now, Zone: s.zone,
	})
}

// A searcher is the shelf as the search screen sees it. It remembers how the
// last queries were ranked: the next page goes on from there, and who comes
// back to one finds it in the same order while nothing else has come in.
type searcher struct {
	*shelf
	mu     sync.Mutex // guards what follows
	as     indexed
	ranked map[string][]int64 // by query
}

// indexed is what tells that there is more to be found.
type indexed struct {
	known                archive.Backlog
	poll, kept, nearMiss int64
}

// mostRanked is of how many queries it is remembered.
const mostRanked = 10

// Read says how a query is read.
func (s *searcher) Read(query string) (text.Clean, []input.Fault) {
	_, sets := s.current()
	return readQuery(rule.Parse(query, rule.InSearch, sets))
}

// Search gives a page of results.
func (s *searcher) Search(ctx context.Context, query string, from, n int) (search.Page, error) {
	q, err := s.query(query)
	if err != nil || q == nil {
		return search.Page{}, err
	}
	ids, err := s.ranking(ctx, query, q, from)
	if err != nil || from >= len(ids) {
		return search.Page{}, err
	}
	found, looked, err := s.archive.Results(ctx, q, ids[from:], n)
	p := search.Page{Next: from + looked, More: from+looked < len(ids)}
	for i := range found {
		f := &found[i]
		p.Results = append(p.Results, search.Result{
			Article: f.Article, Snippet: f.Snippet, Hits: f.Hits, InTitle: f.InTitle, Sentence: f.Sentence,
			Number: from + slices.Index(ids[from:], f.Article.ID),
		})
	}
	return p, err
}

// ranking is the order of the candidates.
func (s *searcher) ranking(ctx context.Context, query string, q *rule.Query, from int) ([]int64, error) {
	now, err := s.indexed(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	ids, ranked := s.ranked[query]
	same := now == s.as && !now.known.Waits
	s.mu.Unlock()
	if ranked && (same || from > 0) {
		return ids, nil
	}
	if ids, err = s.archive.Ranked(ctx, q); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if now != s.as || len(s.ranked) >= mostRanked {
		s.as, s.ranked = now, map[string][]int64{}
	}
	s.ranked[query] = ids
	return ids, nil
}

func (s *searcher) indexed(ctx context.Context) (indexed, error) {
	c, err := s.archive.Counts(ctx)
	if err != nil {
		return indexed{}, err
	}
	known, err := s.archive.Backlog(ctx)
	return indexed{known, c.Poll, int64(c.Kept), int64(c.NearMiss)}, err
}

// Spell says which words of a query are known.
func (s *searcher) Spell(ctx context.Context, query string) (search.Spelling, error) {
	q, err := s.query(query)
	if err != nil || q == nil {
		return search.Spelling{}, err
	}
	known, err := s.archive.Spell(ctx, strings.Join(asked(q.Plan(), query), " "))
	if err != nil {
		return search.Spelling{}, err
	}
	spelling := search.Spelling{Better: text.Line(archive.Respell(query, known))}
	for _, k := range known {
		spelling.Words = append(spelling.Words, search.Word{Text: text.Line(k.Word), Articles: k.Articles, Near: text.Line(k.Near), NearIn: k.NearIn})
	}
	return spelling, nil
}

// asked are the words that a condition looks for whole and that stand in the
// query itself, not in a set.
func asked(c rule.Condition, query string) []string {
	var own, words []string
	for w := text.Scan(query); w.Next(); {
		own = append(own, string(w.Fold()))
	}
	add := func(list []string) {
		for _, w := range list {
			if slices.Contains(own, w) && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	switch c := c.(type) {
	case rule.AllOf:
		for _, x := range c {
			add(asked(x, query))
		}
	case rule.AnyOf:
		for _, x := range c {
			add(asked(x, query))
		}
	case rule.Words:
		if !c.Prefix {
			add(c.Words)
		}
	}
	return words
}
