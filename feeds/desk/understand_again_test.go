package desk

import (
	"context"
	"testing"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// What other engines understood is understood again, once, and goes on where
// it was interrupted.
func TestOtherEnginesUnderstoodIt(t *testing.T) {
	whole, other := milled(t, newMill(), 40), milled(t, newMill(), 40)
	learn(t, whole, &news.Story{})
	if again, err := Outdated(t.Context(), other); err != nil || again {
		t.Errorf("nothing is understood: %v, %v", again, err)
	}
	misunderstood(t, other)
	if again, err := Outdated(t.Context(), other); err != nil || !again {
		t.Errorf("other engines understood it: %v, %v", again, err)
	}
	interrupted := 0
	for interrupted < 10 {
		ctx, cancel := context.WithCancel(t.Context())
		err := Understand(ctx, other, &news.Story{}, besides, func(int, int) { cancel() })
		cancel()
		if err == nil {
			break
		}
		interrupted++
	}
	if interrupted < 2 || interrupted == 10 {
		t.Errorf("interrupted %d times", interrupted)
	}
	same(t, prints(t, other), prints(t, whole))
	err := Understand(t.Context(), other, &news.Story{}, besides, func(done, total int) { t.Errorf("%d of %d are understood again", done, total) })
	if err != nil {
		t.Error(err)
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
		batch := archive.Batch{After: b.Batch, Number: b.Batch + 1, Keyring: ring, Persons: 1, Title: func(m []*news.Article) text.Clean { return m[0].Headline }}
		for _, task := range tasks {
			batch.Articles = append(batch.Articles, archive.Understanding{Task: task, Cluster: task.Article, Likeness: []byte{}})
		}
		if err := a.StoreBatch(t.Context(), &batch); err != nil {
			t.Fatal(err)
		}
	}
}
