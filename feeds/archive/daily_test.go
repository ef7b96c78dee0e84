package archive

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestDaily(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "A fire", "Small."))
	path := filepath.Join(filepath.Dir(d.path), "backup", "marlow.db")
	daily := func(now time.Time, want bool) {
		t.Helper()
		if did, err := d.Daily(t.Context(), path, now); err != nil || did != want {
			t.Errorf("got %v, %v", did, err)
		}
	}
	daily(noon, true)
	daily(noon.Add(11*time.Hour), false)
	info, err := os.Stat(path)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("is %o", info.Mode().Perm())
	}
	stale := filepath.Join(filepath.Dir(path), ".marlow.db.new.17.new")
	must(t, os.WriteFile(stale, nil, 0o600))
	must(t, os.Chtimes(stale, noon.AddDate(-1, 0, 0), noon.AddDate(-1, 0, 0)))
	daily(noon.Add(13*time.Hour), true)
	b := open(t, path)
	sound(t, b)
	must(t, b.Close())
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "[.m]*")); len(left) != 1 {
		t.Errorf("left %v", left)
	}
}

// A good backup is not replaced by one of a damaged archive.
func TestDailyKeepsTheGoodOne(t *testing.T) {
	whole := printed(t, articles)
	dir := t.TempDir()
	path, kept := filepath.Join(dir, "marlow.db"), filepath.Join(dir, "backup.db")
	must(t, os.WriteFile(kept, whole, 0o600))
	clear(whole[len(whole)/2 : len(whole)/2+pageSize])
	must(t, os.WriteFile(path, whole, 0o600))
	before, err := os.ReadFile(kept)
	must(t, err)
	a := open(t, path)
	if did, err := a.Daily(t.Context(), kept, noon); did || err != nil {
		t.Errorf("got %v, %v", did, err)
	}
	if a.Damage() == nil {
		t.Error("the damage is not told")
	}
	if after, err := os.ReadFile(kept); err != nil || !bytes.Equal(before, after) {
		t.Error("the good backup is gone")
	}
}
