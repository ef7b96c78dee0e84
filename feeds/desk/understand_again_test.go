package desk

import (
	"context"
	"testing"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// What other engines understood stays until it is renewed, and ends as if they
// never had, however often that is interrupted. What comes meanwhile is understood
// beside it, but waits while it is renewed.
func TestOtherEnginesUnderstoodIt(t *testing.T) {
	mills := [2]*mill{newMill(), newMill()}
	whole, other := milled(t, mills[0], 40), milled(t, mills[1], 40)
	come := func(first int) {
		grind(t, whole, mills[0], first, 10, 30)
		grind(t, other, mills[1], first, 10, 30)
		learn(t, whole, &news.Story{})
		learn(t, other, &news.Story{})
	}
	learn(t, whole, &news.Story{})
	outdatedIs(t, other, false)
	misunderstood(t, other)
	outdatedIs(t, other, true)
	before := prints(t, other)
	learn(t, other, &news.Story{})
	same(t, prints(t, other), before)

	come(40)
	outdatedIs(t, other, true)
	for id, want := range map[int64]bool{1: false, 41: true, 50: true} {
		if known, err := other.Sentences(t.Context(), id); err != nil || (len(known) > 0) != want {
			t.Errorf("of article %d %d sentences are understood: %v", id, len(known), err)
		}
	}

	interrupted := 0
	renew := func() error {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		return Renew(ctx, other, &news.Story{}, besides, func(int, int) { cancel() })
	}
	for ; renew() != nil && interrupted < 10; interrupted++ {
		if interrupted == 1 {
			outdatedIs(t, other, true)
			come(50)
			if known, err := other.Sentences(t.Context(), 51); err != nil || known != nil {
				t.Errorf("understood before what came earlier: %d, %v", len(known), err)
			}
		}
	}
	if interrupted < 4 || interrupted == 10 {
		t.Errorf("interrupted %d times", interrupted)
	}
	outdatedIs(t, other, false)
	same(t, prints(t, other), prints(t, whole))
	err := Renew(t.Context(), other, &news.Story{}, besides, func(done, total int) { t.Errorf("%d of %d are understood again", done, total) })
	if err != nil {
		t.Error(err)
	}
}

func outdatedIs(t *testing.T, a *archive.Archive, want bool) {
	t.Helper()
	if got, err := Outdated(t.Context(), a); err != nil || got != want {
		t.Errorf("outdated is %v: %v", got, err)
	}
}

// misunderstood stores of all articles that there is nothing in them.
func misunderstood(t *testing.T, a *archive.Archive) {
	t.Helper()
	for {
		b, err := a.Backlog(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		tasks, err := a.Waiting(t.Context(), lessonsAtOnce)
		if err != nil {
			t.Fatal(err)
		}
		if len(tasks) == 0 {
			return
		}
		ring, err := a.Keyring(t.Context(), nil, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		batch := archive.Batch{After: b.Batch, Number: b.Batch + 1, Keyring: ring, Persons: hashOf(nil), Title: func(m []*news.Article) text.Clean { return m[0].Headline }}
		for _, task := range tasks {
			batch.Articles = append(batch.Articles, archive.Understanding{Task: task, Cluster: task.Article, Likeness: []byte{}})
		}
		if err := a.StoreBatch(t.Context(), &batch); err != nil {
			t.Fatal(err)
		}
	}
}
