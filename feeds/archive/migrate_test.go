package archive

import (
	"os"
	"path/filepath"
	"testing"

	"casewire/feeds/news"
)

// What a damaged archive of an older schema has is not lost for its age, before
// it is brought up to date and after.
func TestRecoverOfAnOldArchive(t *testing.T) {
	old := filepath.Join(t.TempDir(), "marlow.db")
	must(t, os.WriteFile(old, unpacked(t, "schema-1.db.gz"), 0o600))
	for _, what := range []string{"as it was", "brought up to date"} {
		into := old + "." + what
		o := Options{Story: "marlow", StoryPath: "/stories/marlow.toml"}
		r, err := Recover(t.Context(), old, into, o)
		must(t, err)
		if r.Articles != 3 || r.Lost() != 0 || len(r.Altered) > 0 {
			t.Errorf("%s: %+v", what, r)
		}
		a, err := Open(t.Context(), into, o)
		must(t, err)
		page, err := a.Page(t.Context(), news.Filter{Reports: true}, nil, news.Place{}, 10, false)
		if err != nil || headlines(page.Articles) != "The fire trial, A big fire" {
			t.Errorf("%s: %v, %v", what, headlines(page.Articles), err)
		}
		waiting, err := a.Waiting(t.Context(), 10)
		if err != nil || len(waiting) != 2 {
			t.Errorf("%s: %v wait, %v", what, waiting, err)
		}
		sound(t, a)
		must(t, a.Close())
		must(t, open(t, old).Close()) // brings it up to date
	}
}

// Two that open an old archive at once do not bring it up to date twice.
func TestTwoMigrate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marlow.db")
	must(t, os.WriteFile(path, unpacked(t, "schema-1.db.gz"), 0o600))
	done := make(chan error, 2)
	for range 2 {
		go func() {
			a, err := Open(t.Context(), path, Options{Story: "marlow", StoryPath: "/stories/marlow.toml"})
			if err == nil {
				_, err = a.Counts(t.Context())
				_ = a.Close()
			}
			done <- err
		}()
	}
	for range 2 {
		must(t, <-done)
	}
	kept := &Archive{read: newPool(dsn(filepath.Join(filepath.Dir(path), "marlow.schema-1.db"), "immutable=1"), nil)}
	var version string
	must(t, kept.read.row(t.Context(), `SELECT value FROM meta WHERE name = 'schema'`).Scan(&version))
	must(t, kept.Close())
	if version != "1" {
		t.Errorf("what was kept is of schema %s", version)
	}
}
