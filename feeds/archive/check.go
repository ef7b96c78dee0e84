package archive

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A Damage says what is known of damage to an archive.
type Damage struct {
	// Found is when, by the archive's clock.
	Found time.Time
	Recovery
}

// Damage returns what is known of damage; nil if none was found so far. A
// damaged archive is not written any more. What can be read of it is read from
// a copy that Close removes.
func (a *Archive) Damage() *Damage { return a.harm.Load() }

// Check looks at all pages of the archive, without the texts in them, while
// others use it. It returns what Damage does from then on.
func (a *Archive) Check(ctx context.Context) (*Damage, error) {
	if a.path == "" || a.harm.Load() != nil {
		return a.harm.Load(), nil
	}
	return a.found(quickCheck(ctx, a.read))
}

// found notes the damage, if it is one, that a check came across.
func (a *Archive) found(err error) (*Damage, error) {
	var e *sqlite.Error
	if errors.Is(err, errPages) || errors.As(err, &e) && e.Code() == sqlite3.SQLITE_ERROR { // so the word index says it
		err = &DamagedError{a.path, errPages}
	}
	var damaged *DamagedError
	if err = a.wrap("check archive", err); errors.As(err, &damaged) {
		err = nil // wrap has noted it
	}
	return a.harm.Load(), err
}

// quickCheck returns errPages, or an error of SQLite's own, if pages of an
// archive are broken.
func quickCheck(ctx context.Context, from source) error {
	var found []string
	rows, err := from.rows(ctx, `PRAGMA quick_check(1)`)
	err = each(rows, err, func(row scanner) error {
		var s string
		err := row.Scan(&s)
		found = append(found, s)
		return err
	})
	if err == nil && !slices.Equal(found, []string{"ok"}) {
		return errPages
	}
	return err
}

// hurt notes that the archive is damaged: from now on nothing is written to
// it, and it is read from a copy of what can be read.
func (a *Archive) hurt(ctx context.Context) error {
	a.saving.Lock()
	defer a.saving.Unlock()
	if a.harm.Load() != nil {
		return nil
	}
	d := &Damage{Found: a.clock(), Recovery: Recovery{Faults: 1}}
	a.harm.Store(d)
	if err := a.makeCopy(); err != nil {
		return err
	}
	r, err := saveInto(ctx, a.path, a.copy, a.asked, false)
	if err != nil {
		return err
	}
	a.read.turnTo(dsn(a.copy, common+readOnly))
	a.harm.Store(&Damage{d.Found, *r})
	return nil
}

// makeCopy makes the empty file that is read instead of the archive.
func (a *Archive) makeCopy() error {
	f, err := os.CreateTemp("", "casewire-*.db")
	if err != nil {
		return err
	}
	a.copy = f.Name()
	return errors.Join(f.Chmod(0o600), f.Close())
}

// readCopy reads a copy of an archive with a log that SQLite would have to
// write to, on a disk that cannot be written.
func (a *Archive) readCopy() error {
	if err := a.makeCopy(); err != nil {
		return err
	}
	for _, end := range []string{"", "-wal"} {
		if err := copyFile(a.path+end, a.copy+end); err != nil {
			return err
		}
	}
	a.dsn = dsn(a.copy, common)
	a.read.turnTo(a.dsn + readOnly)
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return errors.Join(err, in.Close())
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close(), in.Close())
}

// locked reports whether SQLite could not open an archive beside its log.
func locked(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CANTOPEN
}

// leave ends the use of a damaged archive. What is open of the archive itself
// stays so until the program ends: SQLite would write its log into it.
func (a *Archive) leave() error {
	a.saving.Lock()
	defer a.saving.Unlock()
	if a.copy == "" {
		return nil
	}
	err := a.read.close()
	removeArchive(a.copy)
	a.copy = ""
	return a.wrap("close archive", err)
}

// turnTo reads from another file from now on. The one before is not closed, as
// SQLite would write its log into it.
func (p *pool) turnTo(dsn string) {
	next := newPool(dsn, p.days)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.db, p.stmts = next.db, next.stmts
}

// Verify compares every text with the hash that was stored with it, which
// tells what Check cannot, and returns the ids of the articles with one that
// differs. progress may be nil.
func (a *Archive) Verify(ctx context.Context, progress func(done int)) (altered []int64, texts int, err error) {
	for _, query := range []string{
		`SELECT article, title, text, sha256 FROM item`, `SELECT article, headline, text, sha256 FROM revision`,
	} {
		rows, err := a.read.rows(ctx, query)
		err = each(rows, err, func(row scanner) error {
			var id int64
			var headline, content string
			var sum []byte
			if err := row.Scan(&id, &headline, &content, &sum); err != nil {
				return err
			}
			if !bytes.Equal(sum, digestOf(headline, content)) {
				altered = append(altered, id)
			}
			if texts++; progress != nil && texts%1000 == 0 {
				progress(texts)
			}
			return nil
		})
		if err != nil {
			return altered, texts, a.wrap("verify texts", err)
		}
	}
	slices.Sort(altered)
	return slices.Compact(altered), texts, nil
}
