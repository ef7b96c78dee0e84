package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"casewire/feeds/text"
)

// ErrNoArticle is what an unknown id gives. The error says which.
var ErrNoArticle = errors.New("no such article")

// ErrReadOnly is what writing to an archive gives that ReadOnly says cannot be
// written. The error says which, and why.
var ErrReadOnly = errors.New("archive is read-only")

// ErrNothing is what Undo and Redo give where there is nothing to do.
var ErrNothing = errors.New("nothing to undo or redo")

// An UnknownError names an id that no article has. It is ErrNoArticle.
type UnknownError struct{ ID int64 }

// Error says it in the words of the command line.
func (e *UnknownError) Error() string { return fmt.Sprintf("no article %d", e.ID) }

// Is makes it ErrNoArticle.
func (e *UnknownError) Is(target error) bool { return target == ErrNoArticle }

// A ReadOnlyError says which archive cannot be written, and why. It is
// ErrReadOnly, and a *FullError too where its disk was full when it was opened.
type ReadOnlyError struct {
	Path string
	Why  text.Clean
	full bool
}

// Error names the file.
func (e *ReadOnlyError) Error() string {
	return fmt.Sprintf("the archive %s is read-only: %s", e.Path, e.Why)
}

// Is makes it ErrReadOnly.
func (e *ReadOnlyError) Is(target error) bool { return target == ErrReadOnly }

// Unwrap returns the want of room, if that is why.
func (e *ReadOnlyError) Unwrap() error {
	if !e.full {
		return nil
	}
	return &FullError{e.Path}
}

// An OtherStoryError says that the archive belongs to another story file of
// the same name.
type OtherStoryError struct {
	Path string // of the archive
	Has  string // the story file that it remembers; empty: a story that is known by its name
}

// Error names both.
func (e *OtherStoryError) Error() string {
	if e.Has == "" {
		return fmt.Sprintf("%s is the archive of the story of that name", e.Path)
	}
	return fmt.Sprintf("%s is the archive of %s", e.Path, e.Has)
}

// A DamagedError says that the file is no archive, or a broken one. It was not
// written to.
type DamagedError struct {
	Path string
	Err  error // what was found
}

// Error names the file.
func (e *DamagedError) Error() string { return fmt.Sprintf("%s is damaged: %v", e.Path, e.Err) }

// Unwrap returns what was found.
func (e *DamagedError) Unwrap() error { return e.Err }

// A FullError says that there was no room to write. What was stored before is
// there.
type FullError struct{ Path string }

// Error names the file.
func (e *FullError) Error() string { return fmt.Sprintf("no room to write %s", e.Path) }

var (
	errEmpty   = errors.New("it is empty")
	errForeign = errors.New("it is no archive of casewire")
	errPages   = errors.New("some of its pages are broken")
)

// wrap says what was being done, and gives the faults of a file their types.
// Damage is noted: nothing is written from then on.
func (a *Archive) wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	err = classify(a.path, err)
	var damaged *DamagedError
	if errors.As(err, &damaged) && a.path != "" {
		_ = a.hurt(context.Background()) // the damage itself is what there is to say
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func classify(path string, err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT:
		return &DamagedError{path, err}
	case sqlite3.SQLITE_FULL:
		return &FullError{path}
	case sqlite3.SQLITE_READONLY:
		return &ReadOnlyError{Path: path, Why: text.Own("nothing can be written where it stands")}
	}
	switch e.Code() {
	case sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ:
		return &DamagedError{path, err}
	}
	return err
}

// foreign tells a file that is whole but not ours, as it has not our tables,
// from what else can go wrong.
func foreign(path string, err error) error {
	var e *sqlite.Error
	if errors.Is(err, sql.ErrNoRows) || errors.As(err, &e) && e.Code() == sqlite3.SQLITE_ERROR {
		return &DamagedError{path, errForeign}
	}
	return err
}

// crowded reports whether SQLite found no room for what it puts beside an
// archive that it opens.
func crowded(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code() == sqlite3.SQLITE_IOERR_SHMSIZE || e.Code() == sqlite3.SQLITE_IOERR_SHMMAP)
}

// busy reports whether another process has the lock.
func busy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_BUSY
}
