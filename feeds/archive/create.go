package archive

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// schema is the version that this program writes.
const schema = 2

//go:embed schema.sql
var schemaSQL string

// create makes a new archive beside path and puts it there in one step, so
// that nobody ever sees half of one. If another process was faster, its
// archive stays.
func create(ctx context.Context, path string, o Options) error {
	dir := filepath.Dir(path)
	if err := makeDirs(dir); err != nil {
		return err
	}
	tmp, err := newFile(path)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp) }()
	if err := build(ctx, dsn(tmp, ""), o); err != nil {
		return classify(path, err)
	}
	if err := publish(tmp, path); !os.IsExist(err) {
		return err
	}
	return nil
}

// build writes the schema. The page size can be set on a plain connection
// only, and before anything else.
func build(ctx context.Context, dsn string, o Options) error {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	for _, step := range []string{`PRAGMA page_size = 16384`, `PRAGMA journal_mode = WAL`, `BEGIN; ` + schemaSQL} {
		if _, err := db.ExecContext(ctx, step); err != nil {
			return errors.Join(err, db.Close())
		}
	}
	_, err = db.ExecContext(ctx, `INSERT INTO meta VALUES ('schema', ?), ('story', ?), ('path', ?), ('rules', ''); COMMIT`,
		fmt.Sprint(schema), o.Story, o.StoryPath)
	return errors.Join(err, db.Close())
}

// makeDirs makes a folder and those above it that are missing, for their owner
// alone whatever the umask.
func makeDirs(dir string) error {
	if _, err := os.Stat(dir); err == nil || !os.IsNotExist(err) {
		return err
	}
	if up := filepath.Dir(dir); up != dir {
		if err := makeDirs(up); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		if os.IsExist(err) {
			return nil
		}
		return err
	}
	return os.Chmod(dir, 0o700) //nolint:gosec // a folder needs x
}

// writable reports whether the file and the folder, which holds SQLite's log,
// can be written.
func writable(path string) bool {
	return unix.Access(path, unix.W_OK) == nil && unix.Access(filepath.Dir(path), unix.W_OK) == nil
}

// lockedDSN opens an archive on a disk that cannot be written. If nobody left
// a log there, nobody can change the file, and SQLite needs no lock.
func lockedDSN(path string) string {
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return dsn(path, "mode=ro&_pragma=busy_timeout(5000)")
	}
	return dsn(path, "immutable=1")
}

func (a *Archive) openMemory(ctx context.Context, o Options) error {
	a.dsn = fmt.Sprintf("file:/%p?vfs=memdb&%s", a, common)
	a.writer = newWriter(a.dsn, a.zone)
	a.read = newPool(a.dsn, a.zone)
	if err := a.writer.hold(ctx, func(*sql.Conn) error { return nil }); err != nil {
		return err
	}
	return build(ctx, a.dsn, o)
}
