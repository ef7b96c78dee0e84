package desk

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/news"
)

// A text that a damaged archive lacks ends the understanding, which would else
// ask for it again for ever.
func TestATextThatIsLost(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mill.db")
	a, err := archive.Open(t.Context(), path, archive.Options{Story: "mill"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	if err := a.Sync(t.Context(), []news.FeedSpec{{URL: "https://mill.example/rss"}}, start); err != nil {
		t.Fatal(err)
	}
	grind(t, a, newMill(), 0, 3, 5)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), `UPDATE article SET revision = 99 WHERE id = 2`)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := Understand(ctx, a, &news.Story{}, nil); !errors.Is(err, archive.ErrNoArticle) {
		t.Errorf("got %v, want that there is no such text", err)
	}
}
