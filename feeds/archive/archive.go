// Package archive keeps everything of one story offline, in one SQLite file.
// It alone knows SQL. It decides nothing: verdicts come from the rules that its
// callers hand it. Many may read while one writes, in one process or several.
package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"casewire/feeds/text"
)

// Options say whose archive it is and how it is opened.
type Options struct {
	// Story is the story's name, StoryPath its file, empty for a built-in
	// story. An archive remembers the path that made it.
	Story, StoryPath string
	// ReadOnly asks that nothing is written.
	ReadOnly bool
	// Memory asks for a new archive that no file holds and Close forgets.
	Memory bool
	// Clock says what "within:7d" counts back from; nil is time.Now. What is
	// stored takes its time from the caller.
	Clock func() time.Time
	// Zone is whose days before:, after: and on: name; nil is UTC.
	Zone *time.Location
}

// An Archive is an open archive. Its methods may be called by many goroutines.
type Archive struct {
	path   string
	dsn    string // for reading, and for copying
	asked  Options
	clock  func() time.Time
	zone   *time.Location
	read   *pool
	writer *writer // nil: read-only
	shut   text.Clean
	full   bool      // that is why
	schema int       // of the file
	zips   sync.Pool // encoders for pages: one is 2 MB to make

	harm   atomic.Pointer[Damage]
	saving sync.Mutex
	copy   string // that is read instead of a damaged archive

	version struct {
		sync.Mutex
		conn *sql.Conn // for read-only archives
		last int64
	}
}

// Open opens the archive at path and makes it, and the folders above it, if
// there is none. Another story's archive gives an *OtherStoryError, what is no
// archive a *DamagedError. An archive that is damaged, that a newer casewire
// made, or that stands where nothing can be written, opens read-only: see
// ReadOnly and Damage.
func Open(ctx context.Context, path string, o Options) (*Archive, error) {
	a := &Archive{path: path, asked: o, clock: o.Clock, zone: o.Zone}
	if a.clock == nil {
		a.clock = clock
	}
	if a.zone == nil {
		a.zone = time.UTC
	}
	if o.Memory {
		return a, a.wrap("open archive", a.openMemory(ctx, o))
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	a.path = path
	err = classify(path, a.open(ctx, o))
	var damaged *DamagedError
	if errors.As(err, &damaged) && !errors.Is(err, errEmpty) {
		if err = a.hurt(ctx); err == nil {
			err = a.recognize(ctx, o)
		}
	}
	if err != nil {
		_ = a.Close()
		return nil, fmt.Errorf("open archive: %w", classify(path, err))
	}
	return a, nil
}

func (a *Archive) open(ctx context.Context, o Options) error {
	info, err := os.Stat(a.path)
	if os.IsNotExist(err) && !o.ReadOnly {
		if err = create(ctx, a.path, o); err == nil {
			info, err = os.Stat(a.path)
		}
	}
	switch {
	case err != nil:
		return err
	case info.Size() == 0:
		return &DamagedError{a.path, errEmpty}
	}
	a.dsn = dsn(a.path, common)
	switch {
	case o.ReadOnly:
		a.shut = text.Own("it was opened for reading only")
	case !writable(a.path):
		a.shut = text.Own("nothing can be written where it stands")
		a.dsn = lockedDSN(a.path)
	case info.Mode().Perm()&0o077 != 0:
		_ = os.Chmod(a.path, 0o600)
	}
	if err = a.openReading(ctx, o); err != nil {
		return err
	}
	if a.shut.Len() == 0 {
		a.writer = newWriter(writerDSN(a.path), a.zone)
	}
	return a.migrate(ctx)
}

// openReading opens the archive for reading, also where SQLite has no room for
// what it puts beside it: nobody else has it open then.
func (a *Archive) openReading(ctx context.Context, o Options) error {
	a.read = newPool(a.dsn+readOnly, a.zone)
	err := a.recognize(ctx, o)
	if crowded(err) && a.shut.Len() == 0 {
		a.full, a.shut = true, text.Own("its disk was full; make room, and start again")
		a.dsn = lockedDSN(a.path)
		a.read.turnTo(a.dsn + readOnly)
		err = a.recognize(ctx, o)
	}
	if (locked(err) || crowded(err)) && a.shut.Len() > 0 {
		if err = a.readCopy(); err == nil {
			err = a.recognize(ctx, o)
		}
	}
	return err
}

// recognize reads what the archive says of itself, in one statement.
func (a *Archive) recognize(ctx context.Context, o Options) error {
	var version, story sql.NullString
	err := a.read.row(ctx, `SELECT (SELECT value FROM meta WHERE name = 'schema'), (SELECT value FROM meta WHERE name = 'path')`).Scan(&version, &story)
	if err != nil {
		return foreign(a.path, err)
	}
	n, err := strconv.Atoi(version.String)
	switch {
	case err != nil || n < 1:
		return &DamagedError{a.path, errForeign}
	case n > schema:
		a.shut = text.Sprintf("a newer casewire wrote it (schema %d, we know %d)", n, schema)
	}
	a.schema = n
	if story.String != o.StoryPath {
		return &OtherStoryError{Path: a.path, Has: story.String}
	}
	return nil
}

// ReadOnly reports whether the archive cannot be written, and why, in words
// that go on from "the archive is read-only:".
func (a *Archive) ReadOnly() (bool, text.Clean) {
	if a.harm.Load() != nil {
		return true, text.Own("it is damaged")
	}
	return a.shut.Len() > 0, a.shut
}

// Writable returns nil, or a *ReadOnlyError that says why the archive cannot be
// written.
func (a *Archive) Writable() error {
	if shut, why := a.ReadOnly(); shut || a.writer == nil {
		return &ReadOnlyError{Path: a.path, Why: why, full: a.full}
	}
	return nil
}

// Path returns where the archive is.
func (a *Archive) Path() string { return a.path }

// Close ends all use of the archive. What was stored stays stored.
func (a *Archive) Close() error {
	if a.harm.Load() != nil {
		return a.leave()
	}
	if a.version.conn != nil {
		_ = a.version.conn.Close()
	}
	var err error
	if a.read != nil {
		err = a.read.close()
	}
	if a.writer != nil {
		if werr := a.writer.close(); err == nil {
			err = werr
		}
	}
	if a.copy != "" {
		removeArchive(a.copy)
	}
	return a.wrap("close archive", err)
}

// Changed reports whether another process wrote since the last call. The first
// call says no.
func (a *Archive) Changed(ctx context.Context) (bool, error) {
	if a.harm.Load() != nil {
		return false, nil // what is read is a copy
	}
	a.version.Lock()
	defer a.version.Unlock()
	now, err := a.dataVersion(ctx)
	if err != nil {
		return false, a.wrap("look for changes", err)
	}
	last := a.version.last
	a.version.last = now
	return last != 0 && last != now, nil
}

// dataVersion asks the connection that writes, as it does not count what it
// wrote itself.
func (a *Archive) dataVersion(ctx context.Context) (n int64, err error) {
	if a.writer != nil {
		err = a.writer.hold(ctx, func(c *sql.Conn) error {
			return c.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&n)
		})
		return n, err
	}
	if a.version.conn == nil {
		if a.version.conn, err = a.read.connect(ctx); err != nil {
			return 0, err
		}
	}
	err = a.version.conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&n)
	return n, err
}

// clock says how long work takes. What is stored gets its time from the caller.
func clock() time.Time { return time.Now() } //nolint:forbidigo // limits of work use the real clock

// stamp is a time as it is stored; nil for the zero time.
func stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

// moment is a stored time; the zero time for null.
func moment(ms sql.NullInt64) time.Time {
	if !ms.Valid {
		return time.Time{}
	}
	return time.UnixMilli(ms.Int64).UTC()
}

// zoned is a stored time with its offset in minutes.
func zoned(ms, zone sql.NullInt64) time.Time {
	t := moment(ms)
	if ms.Valid && zone.Valid && zone.Int64 != 0 {
		t = t.In(time.FixedZone("", int(zone.Int64)*60))
	}
	return t
}

// offset is the offset of a time in minutes; nil for the zero time.
func offset(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	_, s := t.Zone()
	return s / 60
}
