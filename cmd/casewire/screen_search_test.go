package main

import (
	"slices"
	"strings"
	"testing"

	"casewire/feeds/rule"
	"casewire/feeds/text"
	"casewire/tui/search"
)

func searchInPages(t *testing.T, l laboratory) {
	s := &searcher{shelf: l.shelf}
	const query = "bakery AND fire"
	q, _ := rule.Parse(query, rule.InSearch, nil)
	all, err := l.archive.Search(t.Context(), q, 0)
	if err != nil || len(all) < 20 {
		t.Fatalf("%d found, %v", len(all), err)
	}
	var want, got []int64
	for i := range all {
		want = append(want, all[i].Article.ID)
	}
	numbers := map[int]bool{}
	for from, more := 0, true; more; {
		p, err := s.Search(t.Context(), query, from, 7)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range p.Results {
			got = append(got, r.Article.ID)
			numbers[r.Number] = true
			checkSentence(t, l, &r)
			for _, h := range r.InTitle {
				if word := text.Fold(r.Article.Headline.Cut(h).String()); word != "bakery" && word != "fire" {
					t.Errorf("article %d: the hit is %q", r.Article.ID, word)
				}
			}
		}
		from, more = p.Next, p.More
	}
	if !slices.Equal(got, want) || len(numbers) != len(want) {
		t.Errorf("got %v with %d numbers, want %v", got, len(numbers), want)
	}
	s.ranked[query] = want[:1]
	if p, err := s.Search(t.Context(), query, 0, 7); err != nil || len(p.Results) != 1 {
		t.Errorf("ranked again, though nothing has come in: %d results, %v", len(p.Results), err)
	}
	s.as.poll--
	if p, err := s.Search(t.Context(), query, 0, 7); err != nil || len(p.Results) != 7 {
		t.Errorf("what has come in is not found: %d results, %v", len(p.Results), err)
	}
	if p, err := s.Search(t.Context(), query, 99999, 7); err != nil || p.More || len(p.Results) > 0 {
		t.Errorf("behind the end: got %+v, %v", p, err)
	}
	if _, err := s.Search(t.Context(), "a OR b c", 0, 7); err == nil {
		t.Error("a query that cannot be read finds something")
	}
}

// checkSentence looks whether the sentence to open at has the first hit.
func checkSentence(t *testing.T, l laboratory, r *search.Result) {
	t.Helper()
	if r.Sentence < 0 || len(r.Hits) == 0 {
		return
	}
	a, err := l.archive.Article(t.Context(), r.Article.ID)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i, b := range a.Text.Body.Blocks {
		if n += len(b.Sentences); n > r.Sentence {
			sentence := a.Text.Body.Paragraph(i).Cut(b.Sentences[len(b.Sentences)-(n-r.Sentence)]).String()
			if hit := r.Snippet.Cut(r.Hits[0]).String(); !strings.Contains(sentence, hit) {
				t.Errorf("article %d: %q is not in sentence %d, %q", a.ID, hit, r.Sentence, sentence)
			}
			return
		}
	}
	t.Errorf("article %d has no sentence %d", a.ID, r.Sentence)
}

func spellWords(t *testing.T, l laboratory) {
	s := &searcher{shelf: l.shelf}
	for query, want := range map[string]string{
		`title:bakerry AND (fire NEAR/5 tryal)`: `title:bakery AND (fire NEAR/5 trial)`,
		`bakery AND fire`:                       "",
		`@people AND notebuok`:                  `@people AND notebook`,
		`is:unread notebook*`:                   "",
	} {
		got, err := s.Spell(t.Context(), query)
		if err != nil || got.Better.String() != want {
			t.Errorf("%s: got %+v, %v", query, got, err)
		}
	}
	if got, err := s.Spell(t.Context(), "court bakery"); err != nil || len(got.Words) != 2 || got.Words[0].Articles == 0 {
		t.Errorf("got %+v, %v", got, err)
	}
	if as, faults := s.Read("is:unread court"); as.Len() == 0 || len(faults) > 0 {
		t.Errorf("got %q, %v", as, faults)
	}
	if as, faults := s.Read("court OR a b"); as.Len() > 0 || len(faults) == 0 || faults[0].Hint.Len() == 0 {
		t.Errorf("got %q, %v", as, faults)
	}
}
