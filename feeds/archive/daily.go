package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// Daily keeps a backup at path: it writes one if that of today, by the
// archive's days, is not there yet, and reports whether it did. The last one is
// replaced by a copy that is whole, never by one of a damaged archive, and only
// where the disk has room for two.
func (a *Archive) Daily(ctx context.Context, path string, now time.Time) (bool, error) {
	if info, err := os.Stat(path); err == nil && day(info.ModTime(), a.zone) == day(now, a.zone) || a.path == "" {
		return false, nil
	}
	if shut, _ := a.ReadOnly(); shut {
		return false, nil
	}
	if damage, err := a.Check(ctx); err != nil || damage != nil {
		return false, err
	}
	room, err := a.roomFor(filepath.Dir(path))
	if err != nil || !room {
		return false, err
	}
	tmp := path + ".new"
	defer removeArchive(tmp)
	removeStale(tmp)
	if err := a.Backup(ctx, tmp); err != nil {
		return false, err
	}
	if err := errors.Join(checkFile(ctx, tmp), os.Chtimes(tmp, now, now)); err != nil {
		return false, fmt.Errorf("back up archive: %w", err)
	}
	return true, os.Rename(tmp, path)
}

// removeStale removes what a killed program left of a backup at path.
func removeStale(path string) {
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".*.new"))
	for _, file := range left {
		if info, err := os.Stat(file); err == nil && clock().Sub(info.ModTime()) > time.Hour {
			_ = os.Remove(file)
		}
	}
}

func day(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.DateOnly) }

// roomFor reports whether a folder, which may be missing yet, has room for two
// copies.
func (a *Archive) roomFor(dir string) (bool, error) {
	var size int64
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(a.path + end); err == nil {
			size += info.Size()
		}
	}
	free, err := Free(dir)
	return err == nil && free/2 >= uint64(size), err //nolint:gosec // sizes are positive
}

// Free returns how many bytes can be written below a folder; where it is
// missing, below the nearest one above it.
func Free(dir string) (uint64, error) {
	for {
		var s unix.Statfs_t
		err := unix.Statfs(dir, &s)
		if up := filepath.Dir(dir); errors.Is(err, fs.ErrNotExist) && up != dir {
			dir = up
			continue
		}
		if err != nil {
			return 0, &fs.PathError{Op: "look for room", Path: dir, Err: err}
		}
		return s.Bavail * uint64(s.Bsize), nil //nolint:gosec // sizes are positive
	}
}

// checkFile looks at all pages of the copy of an archive that was just checked.
func checkFile(ctx context.Context, path string) error {
	return classify(path, checkTables(ctx, dsn(path, "immutable=1")))
}
