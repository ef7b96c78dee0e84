package desk

import (
	"context"
	"errors"
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A text that a damaged archive lacks ends the understanding, which would else
// ask for it again for ever.
func TestATextThatIsLost(t *testing.T) {
	a := milled(t, newMill(), 3)
	if err := errors.Join(a.Renew(t.Context(), engines), a.Rebuild(t.Context())); err != nil {
		t.Fatal(err)
	}
	ring, err := a.Keyring(t.Context(), nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	// The timeline was told revision 99 of an article that has one.
	err = a.StoreBatch(t.Context(), &archive.Batch{
		Number: 1, Replay: true, Keyring: ring, Articles: []archive.Understanding{{Task: archive.Task{Article: 2, Revision: 99}, Cluster: 2, Likeness: []byte{}}},
		Title: func(members []*news.Article) text.Clean { return members[0].Headline },
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := Renew(ctx, a, &news.Story{}, besides, nil); !errors.Is(err, archive.ErrNoArticle) {
		t.Errorf("got %v, want that there is no such text", err)
	}
}
