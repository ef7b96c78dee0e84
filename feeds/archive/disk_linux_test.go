package archive

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"casewire/feeds/news"
)

// On a disk of its own that fills up, nothing is harmed and reading goes on.
func TestRealFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=2m,mode=700"); err != nil {
		t.Skip("a disk can only be mounted by root:", err)
	}
	defer func() { must(t, unix.Unmount(dir, unix.MNT_DETACH)) }()
	path := filepath.Join(dir, "marlow.db")
	d := &desk{Archive: open(t, path), t: t, now: noon}
	d.sync(1)
	d.poll(0, item("1", "https://p.example/1", "A fire", "Small."))
	must(t, os.WriteFile(filepath.Join(dir, "other"), make([]byte, 16<<10), 0o600))
	fill := filepath.Join(dir, "fill")
	_ = os.WriteFile(fill, make([]byte, 4<<20), 0o600) // as far as it goes
	_, err := d.BeginPoll(t.Context(), noon)
	var full *FullError
	if !errors.As(err, &full) || full.Path != path {
		t.Errorf("got %v", err)
	}
	if err := d.Backup(t.Context(), filepath.Join(dir, "copy.db")); !errors.As(err, &full) || full.Path != filepath.Join(dir, "copy.db") {
		t.Errorf("got %v", err)
	}
	if did, err := d.Daily(t.Context(), filepath.Join(dir, "daily.db"), noon); did || err != nil {
		t.Errorf("got %v, %v", did, err)
	}
	if _, err := Recover(t.Context(), path, filepath.Join(dir, "new.db"), Options{}); !errors.As(err, &full) || full.Path != filepath.Join(dir, "new.db") {
		t.Errorf("got %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	if a := d.article(1); a.Headline.String() != "A fire" {
		t.Errorf("got %+v", a)
	}
	must(t, d.Close())
	_ = os.WriteFile(filepath.Join(dir, "other"), make([]byte, 4<<20), 0o600) // what closing freed
	readFull(t, path)
	must(t, os.Remove(fill))
	must(t, os.Remove(filepath.Join(dir, "other")))
	a := open(t, path)
	sound(t, a)
	if _, err := a.BeginPoll(t.Context(), noon); err != nil {
		t.Error(err)
	}
	must(t, a.Close())
}

// readFull opens an archive on a disk that is full already.
func readFull(t *testing.T, path string) {
	t.Helper()
	a := open(t, path)
	if p, err := a.Page(t.Context(), news.Filter{}, nil, news.Place{}, 10, false); err != nil || len(p.Articles) != 1 {
		t.Errorf("got %v, %v", p.Articles, err)
	}
	var full *FullError
	if _, err := a.BeginPoll(t.Context(), noon); !errors.Is(err, ErrReadOnly) || !errors.As(err, &full) || full.Path != path {
		t.Errorf("got %v", err)
	}
	must(t, a.Close())
}

// On a disk that cannot be written everything can be read, what a killed
// program left in the log too.
func TestRealReadOnlyDisk(t *testing.T) {
	for name, killed := range map[string]bool{"closed": false, "killed": true} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=8m,mode=700"); err != nil {
				t.Skip("a disk can only be mounted by root:", err)
			}
			defer func() { must(t, unix.Unmount(dir, unix.MNT_DETACH)) }()
			d := newDesk(t, 1)
			d.poll(0, item("1", "https://p.example/1", "A fire", "Small."))
			if !killed {
				must(t, d.Close())
			}
			path := filepath.Join(dir, "marlow.db")
			for _, end := range []string{"", "-wal"} {
				data, err := os.ReadFile(d.path + end)
				if err == nil {
					must(t, os.WriteFile(path+end, data, 0o600))
				}
			}
			must(t, unix.Mount("", dir, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""))
			a := open(t, path)
			if p, err := a.Page(t.Context(), news.Filter{}, nil, news.Place{}, 10, false); err != nil || len(p.Articles) != 1 {
				t.Errorf("got %v, %v", p.Articles, err)
			}
			if damage, err := a.Check(t.Context()); damage != nil || err != nil {
				t.Errorf("got %v, %v", damage, err)
			}
			if _, err := a.BeginPoll(t.Context(), noon); !errors.Is(err, ErrReadOnly) {
				t.Errorf("got %v", err)
			}
			must(t, a.Close())
		})
	}
}
