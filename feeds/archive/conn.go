package archive

import (
	"context"
	"database/sql"
	"net/url"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver
)

// readers is how many may read at a time.
const readers = 4

const (
	common = "_pragma=busy_timeout(5000)&_pragma=temp_store(MEMORY)&_txlock=immediate"
	// readOnly, behind it, is for connections that shall write nothing.
	readOnly = "&_pragma=query_only(1)"
)

func dsn(path, params string) string {
	u := url.URL{Path: path}
	return "file:" + u.EscapedPath() + "?" + params
}

func writerDSN(path string) string {
	return dsn(path, common+"&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
}

// A pool reads. Statements are prepared when they are first used.
type pool struct {
	db    *sql.DB
	days  *time.Location
	mu    sync.Mutex
	stmts map[string]*sql.Stmt
}

func newPool(dsn string, days *time.Location) *pool {
	db, _ := sql.Open("sqlite", dsn) // it fails for unknown drivers only
	return poolOf(db, days)
}

func poolOf(db *sql.DB, days *time.Location) *pool {
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	return &pool{db: db, days: days, stmts: map[string]*sql.Stmt{}}
}

func (p *pool) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.stmts[query]; s != nil {
		return s, nil
	}
	s, err := p.db.PrepareContext(ctx, query) //nolint:sqlclosecheck // close does
	if err == nil {
		p.stmts[query] = s
	}
	return s, err
}

func (p *pool) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := p.stmt(ctx, query) //nolint:sqlclosecheck // close does
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

func (p *pool) row(ctx context.Context, query string, args ...any) scanner {
	s, err := p.stmt(ctx, query) //nolint:sqlclosecheck // close does
	if err != nil {
		return failed{err}
	}
	return s.QueryRowContext(ctx, args...)
}

// connect returns a connection of the caller's own.
func (p *pool) connect(ctx context.Context) (*sql.Conn, error) {
	p.mu.Lock()
	db := p.db
	p.mu.Unlock()
	return db.Conn(ctx)
}

func (p *pool) zone() *time.Location { return p.days }

func (p *pool) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.stmts {
		_ = s.Close()
	}
	clear(p.stmts)
	return p.db.Close()
}

// A source reads rows: a pool, or a turn that sees what it wrote itself.
type source interface {
	rows(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	row(ctx context.Context, query string, args ...any) scanner
	// zone is whose days rules and queries name.
	zone() *time.Location
}

// A scanner is a row.
type scanner interface{ Scan(dest ...any) error }

// failed is the row of a statement that could not be prepared.
type failed struct{ err error }

func (f failed) Scan(...any) error { return f.err }

// each calls scan for every row, and closes them.
func each(rows *sql.Rows, err error, scan func(scanner) error) error {
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// readIDs are the numbers of the one column that rows have; none is not nil.
func readIDs(rows *sql.Rows, err error) ([]int64, error) {
	ids := []int64{}
	err = each(rows, err, func(row scanner) error {
		var id int64
		err := row.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// A writer is the one connection that writes. Whoever wants it waits in line,
// so marks come between two batches of a poll.
type writer struct {
	db    *sql.DB
	days  *time.Location
	line  chan struct{}
	conn  *sql.Conn // opened by the first who writes
	stmts map[string]*sql.Stmt
}

func newWriter(dsn string, days *time.Location) *writer {
	db, _ := sql.Open("sqlite", dsn) // it fails for unknown drivers only
	db.SetMaxOpenConns(1)
	return &writer{db: db, days: days, line: make(chan struct{}, 1), stmts: map[string]*sql.Stmt{}}
}

func (w *writer) close() error {
	w.line <- struct{}{}
	defer func() { <-w.line }()
	for _, s := range w.stmts {
		_ = s.Close() // or SQLite would keep the file open
	}
	clear(w.stmts)
	if w.conn != nil {
		_ = w.conn.Close()
		w.conn = nil
	}
	return w.db.Close()
}

// hold runs fn with the connection, alone.
func (w *writer) hold(ctx context.Context, fn func(*sql.Conn) error) error {
	select {
	case w.line <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-w.line }()
	if w.conn == nil {
		c, err := w.db.Conn(ctx)
		if err != nil {
			return err
		}
		// Waiting for another process is done in begin, where it can be canceled.
		if _, err := c.ExecContext(ctx, `PRAGMA busy_timeout = 20; PRAGMA cache_size = -8000`); err != nil {
			_ = c.Close()
			return err
		}
		w.conn = c
	}
	return fn(w.conn)
}

// A turn is one transaction.
type turn struct {
	w *writer
	// ctx has no end: a statement that began is finished, and the cost of
	// watching a context for each one is saved. Long turns ask their caller's.
	ctx context.Context
	// toIndex waits to be put into the word index.
	toIndex []indexRow
}

// turn runs fn in a transaction of its own.
func (a *Archive) turn(ctx context.Context, fn func(*turn) error) error {
	if err := a.Writable(); err != nil {
		return err
	}
	return a.writer.hold(ctx, func(c *sql.Conn) error {
		if err := begin(ctx, c); err != nil {
			return err
		}
		t := &turn{w: a.writer, ctx: context.WithoutCancel(ctx)}
		err := fn(t)
		if err == nil {
			err = t.writeIndex()
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			_, err = c.ExecContext(t.ctx, `COMMIT`)
		}
		if err != nil {
			_, _ = c.ExecContext(t.ctx, `ROLLBACK`) // fails where SQLite rolled back itself
		}
		return err
	})
}

// begin waits for the other processes' transactions, which are short.
func begin(ctx context.Context, c *sql.Conn) error {
	for tries := 0; ; tries++ {
		_, err := c.ExecContext(ctx, `BEGIN IMMEDIATE`)
		if err == nil || !busy(err) || tries == 1000 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(2 * time.Millisecond):
		}
	}
}

func (t *turn) stmt(query string) (*sql.Stmt, error) {
	if s := t.w.stmts[query]; s != nil {
		return s, nil
	}
	s, err := t.w.conn.PrepareContext(t.ctx, query)
	if err == nil {
		t.w.stmts[query] = s
	}
	return s, err
}

func (t *turn) rows(_ context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := t.stmt(query) //nolint:sqlclosecheck // close does
	if err != nil {
		return nil, err
	}
	return s.QueryContext(t.ctx, args...)
}

func (t *turn) row(_ context.Context, query string, args ...any) scanner {
	s, err := t.stmt(query) //nolint:sqlclosecheck // close does
	if err != nil {
		return failed{err}
	}
	return s.QueryRowContext(t.ctx, args...)
}

func (t *turn) zone() *time.Location { return t.w.days }

// exec runs a statement and returns how many rows it changed.
func (t *turn) exec(query string, args ...any) (int64, error) {
	s, err := t.stmt(query) //nolint:sqlclosecheck // close does
	if err != nil {
		return 0, err
	}
	res, err := s.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}
