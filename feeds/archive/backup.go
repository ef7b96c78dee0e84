package archive

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Backup writes a consistent copy of the archive to a file, which appears, or
// is replaced, when the copy is whole. Reading and writing go on meanwhile. A
// disk without room gives a *FullError that names the new file.
func (a *Archive) Backup(ctx context.Context, path string) error {
	err := a.backup(ctx, path)
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code()&0xff != sqlite3.SQLITE_CORRUPT {
		err = classify(path, err)
	}
	return a.wrap("back up archive", err)
}

func (a *Archive) backup(ctx context.Context, path string) error {
	if a.harm.Load() != nil {
		return &DamagedError{a.path, errPages}
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if err := makeDirs(filepath.Dir(path)); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.new")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	db, err := sql.Open("sqlite", a.dsn)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	// Named by its address, lest an archive in memory is copied into memory.
	into := url.URL{Scheme: "file", Path: f.Name(), RawQuery: "vfs=unix"}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, into.String())
	err = errors.Join(err, db.Close())
	if err == nil {
		err = errors.Join(f.Chmod(0o600), f.Sync())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
