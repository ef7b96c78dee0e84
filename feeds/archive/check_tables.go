package archive

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"

	"modernc.org/sqlite"
	"modernc.org/sqlite/vtab"
)

// CheckTables is Check without a look at how the words in the index hang
// together, which takes more than half of the time. The index holds nothing
// that is not in the tables, and is not read to add to them.
func (a *Archive) CheckTables(ctx context.Context) (*Damage, error) {
	if a.path == "" || a.harm.Load() != nil {
		return a.harm.Load(), nil
	}
	return a.found(checkTables(ctx, a.dsn+readOnly))
}

func checkTables(ctx context.Context, dsn string) error {
	d := &sqlite.Driver{}
	if err := d.RegisterModule("fts5", closed{}); err != nil {
		return err
	}
	p := poolOf(sql.OpenDB(blindfold{d, dsn}), time.UTC)
	return errors.Join(quickCheck(ctx, p), p.close())
}

// A blindfold connects to an archive by a driver that cannot read the word
// index.
type blindfold struct {
	driver *sqlite.Driver
	dsn    string
}

// Connect opens a connection.
func (b blindfold) Connect(context.Context) (driver.Conn, error) { return b.driver.Open(b.dsn) }

// Driver returns the driver.
func (b blindfold) Driver() driver.Driver { return b.driver }

// closed stands in the place of the word index: SQLite finds a table there,
// and nothing that it could check.
type closed struct{}

var errClosed = errors.New("the word index is not read here")

// Create refuses to make one.
func (closed) Create(vtab.Context, []string) (vtab.Table, error) { return nil, errClosed }

// Connect gives the table.
func (closed) Connect(ctx vtab.Context, _ []string) (vtab.Table, error) {
	return closed{}, ctx.Declare(`CREATE TABLE fts (words)`)
}

// BestIndex refuses to look for rows.
func (closed) BestIndex(*vtab.IndexInfo) error { return errClosed }

// Open refuses to read rows.
func (closed) Open() (vtab.Cursor, error) { return nil, errClosed }

// Disconnect does nothing.
func (closed) Disconnect() error { return nil }

// Destroy refuses to remove it.
func (closed) Destroy() error { return errClosed }
