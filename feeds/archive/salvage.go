package archive

import (
	"bytes"
	"context"
	"slices"
	"strings"
)

// A shape is how the rows of a table look.
type shape struct {
	table   string
	columns []column
	index   bool // kept as an index, without ids
	key     int  // the column that is the id; -1: none
	insert  string
}

type column struct {
	name, kind string
	needed     bool
}

// shapes reads how the tables of an archive look.
func shapes(ctx context.Context, from source) (map[string]*shape, error) {
	all := map[string]*shape{}
	rows, err := from.rows(ctx, `SELECT t.name, t.wr, c.name, c.type, c."notnull", c.pk > 0 FROM pragma_table_list t JOIN pragma_table_info(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid`)
	err = each(rows, err, func(row scanner) error {
		var table string
		var c column
		var index, key bool
		if err := row.Scan(&table, &index, &c.name, &c.kind, &c.needed, &key); err != nil {
			return err
		}
		s := all[table]
		if s == nil {
			s = &shape{table: table, index: index, key: -1}
			all[table] = s
		}
		if key && !index {
			s.key = len(s.columns)
		}
		s.columns = append(s.columns, c)
		return nil
	})
	for _, s := range all {
		verb := `INSERT OR IGNORE INTO `
		if s.table == "meta" || s.table == "count" {
			verb = `INSERT OR REPLACE INTO ` // a new archive has some
		}
		s.insert = verb + s.table + ` VALUES (?` + strings.Repeat(`, ?`, len(s.columns)-1) + `)`
	}
	return all, err
}

// added counts the columns that tables of the first schema have not; their rows
// stay short when an archive is brought up to date.
var added = map[string]int{"article": 4, "item": 1, "revision": 2} //nolint:gochecknoglobals // table

// fits reports whether values may be a row of the table, or one of an older
// schema.
func (s *shape) fits(values []any) bool {
	if len(values) != len(s.columns) && len(values) != len(s.columns)-added[s.table] {
		return false
	}
	for i, v := range values {
		c := &s.columns[i]
		ok := false
		switch v.(type) {
		case nil:
			ok = i == s.key || !c.needed
		case int64:
			ok = c.kind == "INTEGER" && i != s.key
		case string:
			ok = c.kind == "TEXT"
		case []byte:
			ok = c.kind == "BLOB"
		}
		if !ok {
			return false
		}
	}
	return true
}

// missing is what a column added later has in a row from before.
func (c *column) missing() any {
	if c.needed {
		return int64(0)
	}
	return nil
}

// column is where a column stands.
func (s *shape) column(name string) int {
	return slices.IndexFunc(s.columns, func(c column) bool { return c.name == name })
}

// tables are those that are saved, in this order. Where the tree of one is
// broken, its rows are known by their looks; those of the others look too much
// like one another, and do without.
var tables = []struct { //nolint:gochecknoglobals // table
	name   string
	unlike bool
}{
	{"meta", true},
	{"count", true},
	{"poll", true},
	{"visit", true},
	{"host", false},
	{"feed", true},
	{"listing", false},
	{"item", true},
	{"seen", true},
	{"link", false},
	{"article", true},
	{"merged", false},
	{"revision", true},
	{"page", true},
	{"hit", true},
	{"alerted", true},
	{"note", true},
	{"done", true},
}

// A salvage is the saving of what can be read of a wreck into a new archive.
type salvage struct {
	*turn   // of the new archive
	wreck   *wreck
	shapes  map[string]*shape
	roots   map[string]uint32
	broken  map[string]bool // tables whose trees are
	version int             // of the schema; 0: not known
	faults  int             // pages and rows that could not be read
	// altered are the articles a text of which is not what was stored.
	altered map[int64]bool
	// What the indexes say of articles: when they sort and what was decided.
	listed  map[int64][2]int64
	unread  map[int64]bool
	starred map[int64]bool
}

// run takes over what is there.
func (s *salvage) run() error {
	s.readRoots()
	for _, t := range tables {
		sh := s.shapes[t.name]
		faults, err := s.walk(s.roots[t.name], sh.index, sh.fits, func(row rawRow) error { return s.put(sh, row) })
		if err != nil {
			return err
		}
		s.faults += faults
		s.broken[t.name] = faults > 0
	}
	if err := s.readIndexes(); err != nil {
		return err
	}
	return s.gather()
}

// readRoots finds where the tables and indexes begin.
func (s *salvage) readRoots() {
	schema := func(v []any) bool { return len(v) == 5 }
	_, _ = s.walk(1, false, schema, func(row rawRow) error {
		name, ok := row.values[1].(string)
		root, is := row.values[3].(int64)
		if ok && is && root > 0 && root <= int64(s.wreck.pages) {
			s.roots[name] = uint32(root) //nolint:gosec // bounded
		}
		return nil
	})
}

// walk reads the tree that begins at a page and returns how much of it cannot
// be read.
func (s *salvage) walk(root uint32, index bool, fits func([]any) bool, put func(rawRow) error) (faults int, err error) {
	todo, been := []uint32{root}, map[uint32]bool{}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		l, ok := s.wreck.read(n)
		if !ok || been[n] || index != (l.kind == indexLeaf || l.kind == indexNode) {
			faults++
			continue
		}
		been[n] = true
		faults += l.broken
		good := 0
		for _, row := range l.rows {
			if !fits(row.values) {
				faults++
				continue
			}
			good++
			if err := put(row); err != nil {
				return faults, err
			}
		}
		if good == len(l.rows) {
			s.wreck.owned[n] = true
		}
		slices.Reverse(l.children)
		todo = append(todo, l.children...)
	}
	return faults, nil
}

// put stores a row. One that contradicts another is left out.
func (s *salvage) put(sh *shape, row rawRow) error {
	if sh.key >= 0 {
		row.values[sh.key] = row.id
	}
	for i := len(row.values); i < len(sh.columns); i++ {
		row.values = append(row.values, sh.columns[i].missing())
	}
	switch sh.table {
	case "meta":
		if row.values[0] == "schema" {
			s.readVersion(row.values[1])
			return nil
		}
	case "item":
		s.verify(sh, row.values, "title")
	case "revision":
		s.verify(sh, row.values, "headline")
	}
	_, err := s.exec(sh.insert, row.values...)
	return err
}

// verify compares a text with its hash. One that the damage has changed is
// kept, and told.
func (s *salvage) verify(sh *shape, values []any, headline string) {
	title, _ := values[sh.column(headline)].(string)
	content, _ := values[sh.column("text")].(string)
	sum, _ := values[sh.column("sha256")].([]byte)
	if is := digestOf(title, content); !bytes.Equal(sum, is) {
		values[sh.column("sha256")] = is
		if id, ok := values[sh.column("article")].(int64); ok {
			s.altered[id] = true
		}
	}
}

// readIndexes reads what indexes know of articles.
func (s *salvage) readIndexes() error {
	integers := func(n int) func([]any) bool {
		return func(v []any) bool {
			return len(v) == n && !slices.ContainsFunc(v, func(v any) bool { _, ok := v.(int64); return !ok })
		}
	}
	_, err := s.walk(s.roots["article_list"], true, integers(4), func(row rawRow) error {
		s.listed[row.values[3].(int64)] = [2]int64{row.values[0].(int64), row.values[1].(int64)}
		return nil
	})
	if err != nil {
		return err
	}
	for name, into := range map[string]map[int64]bool{"article_unread": s.unread, "article_starred": s.starred} {
		_, err := s.walk(s.roots[name], true, integers(3), func(row rawRow) error {
			into[row.values[2].(int64)] = true
			return nil
		})
		if err != nil {
			return err
		}
	}
	address := func(v []any) bool {
		if len(v) != 2 {
			return false
		}
		_, is := v[0].(string)
		_, ok := v[1].(int64)
		return is && ok
	}
	_, err = s.walk(s.roots["sqlite_autoindex_feed_1"], true, address, func(row rawRow) error {
		return s.addFeed(row.values[1], row.values[0])
	})
	return err
}

// addFeed adds a feed of which only the address is known. The story file says
// the rest.
func (s *salvage) addFeed(id, url any) error {
	_, err := s.exec(`INSERT OR IGNORE INTO feed (id, url, outlet, followed, keep_all, no_pages, address) VALUES (?1, ?2, '', 0, 0, 0, ?2)`, id, url)
	return err
}

// gather looks through the pages that no tree leads to for rows of the tables
// whose trees are broken.
func (s *salvage) gather() error {
	var lost []*shape
	for _, t := range tables {
		if s.broken[t.name] && t.unlike {
			lost = append(lost, s.shapes[t.name])
		}
	}
	if len(lost) == 0 {
		return nil
	}
	for n := uint32(1); n <= s.wreck.pages; n++ {
		if s.wreck.owned[n] {
			continue
		}
		l, _ := s.wreck.read(n)
		for _, row := range l.rows {
			i := slices.IndexFunc(lost, func(sh *shape) bool {
				return sh.index == (l.kind != tableLeaf) && sh.fits(row.values) && sh.likely(row.values)
			})
			if i < 0 {
				continue
			}
			if err := s.put(lost[i], row); err != nil {
				return err
			}
		}
	}
	return nil
}

// likely tells rows that look alike from each other.
func (s *shape) likely(values []any) bool {
	switch s.table {
	case "meta":
		return slices.Contains([]any{"schema", "story", "path", "rules", "persons", "refold", "replayed", "engines"}, values[0])
	case "count":
		return slices.Contains([]any{"last", "items", "articles", "kept", "near", "unread", "starred", "reports", "new", "understood"}, values[0])
	}
	return true
}
