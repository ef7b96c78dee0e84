package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
)

// since2 stands in the schema before what schema 1 did not have.
const since2 = "-- Since schema 2.\n"

// toSecond makes an archive of schema 1 one of schema 2. Everything waits to
// be understood.
const toSecond = `
ALTER TABLE item ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revision ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revision ADD COLUMN part INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN report_read INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN report_new INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN report_title TEXT;
ALTER TABLE article ADD COLUMN entries INTEGER NOT NULL DEFAULT 0;
DROP VIEW saved;
UPDATE article SET report_read = read, report_new = new_sentences WHERE decision = 2;
INSERT INTO count SELECT 'reports', n FROM count WHERE name = 'kept';
INSERT INTO count SELECT 'new', n FROM count WHERE name = 'unread';
INSERT INTO count VALUES ('understood', 0);
UPDATE meta SET value = '2' WHERE name = 'schema';
`

const pendAll = `INSERT INTO pending SELECT id FROM article WHERE decision = 2;`

// migrate brings an archive of an older schema up to date, with a copy of it as
// it was beside it. Where it cannot be written, a copy is brought up to date
// and read.
func (a *Archive) migrate(ctx context.Context) error {
	switch {
	case a.schema >= schema:
		return nil
	case a.shut.Len() > 0:
		return a.readMigrated(ctx)
	}
	kept := fmt.Sprintf("%s.schema-%d.db", strings.TrimSuffix(a.path, ".db"), a.schema)
	copied, err := newFile(kept)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(copied) }()
	if err := a.backup(ctx, copied); err != nil {
		return err
	}
	err = a.turn(ctx, func(t *turn) error {
		old, err := t.migrate()
		if err != nil || !old {
			return err
		}
		return os.Rename(copied, kept)
	})
	a.schema = schema
	return err
}

// readMigrated reads a copy that is up to date.
func (a *Archive) readMigrated(ctx context.Context) error {
	from := a.dsn
	if a.copy != "" { // it is read already, with its log
		from, a.dsn = dsn(a.copy, common), ""
		defer removeArchive(a.copy)
	}
	if err := a.makeCopy(); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", from)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, a.copy)
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	a.dsn = dsn(a.copy, common)
	up := &Archive{path: a.copy, writer: newWriter(a.dsn, a.zone)}
	err = up.turn(ctx, func(t *turn) error {
		_, err := t.migrate()
		return err
	})
	a.schema = schema
	a.read.turnTo(a.dsn + readOnly)
	return errors.Join(err, up.Close())
}

// migrate does it, and reports whether the archive was old indeed: another
// process may have been faster.
func (t *turn) migrate() (bool, error) {
	var version string
	err := t.row(t.ctx, `SELECT value FROM meta WHERE name = 'schema'`).Scan(&version)
	if err != nil || version != "1" {
		return false, err
	}
	_, added, _ := strings.Cut(schemaSQL, since2)
	_, err = t.w.conn.ExecContext(t.ctx, toSecond+added+pendAll)
	return true, err
}
