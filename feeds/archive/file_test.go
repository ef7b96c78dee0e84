package archive

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

var update = flag.Bool("update", false, "write the golden files")

func TestFilesAreTheOwnersAlone(t *testing.T) {
	for _, mask := range []int{0, 0o777} {
		old := syscall.Umask(mask)
		dir := filepath.Join(t.TempDir(), "data", "casewire")
		path := filepath.Join(dir, "marlow.db")
		a, err := Open(t.Context(), path, Options{Story: "marlow"})
		if err == nil {
			_, err = a.BeginPoll(t.Context(), noon)
		}
		syscall.Umask(old)
		must(t, err)
		for _, p := range []string{filepath.Dir(dir), dir, path, path + "-wal", path + "-shm"} {
			info, err := os.Stat(p)
			must(t, err)
			want := os.FileMode(0o600)
			if info.IsDir() {
				want = 0o700
			}
			if got := info.Mode().Perm(); got != want {
				t.Errorf("umask %o: %s is %o, want %o", mask, filepath.Base(p), got, want)
			}
		}
		must(t, a.Backup(t.Context(), filepath.Join(dir, "backup", "marlow.db")))
		info, err := os.Stat(filepath.Join(dir, "backup", "marlow.db"))
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("the backup is %o", info.Mode().Perm())
		}
		must(t, a.Close())
		left, err := filepath.Glob(filepath.Join(dir, ".*"))
		must(t, err)
		if len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func TestOpenFilesAreClosedToOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marlow.db")
	must(t, open(t, path).Close())
	must(t, os.Chmod(path, 0o644))
	open(t, path)
	info, err := os.Stat(path)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("is %o", info.Mode().Perm())
	}
}

func TestPragmas(t *testing.T) {
	a := open(t, filepath.Join(t.TempDir(), "a story? 100%#1.db"))
	for pragma, want := range map[string]string{"page_size": "16384", "journal_mode": "wal", "synchronous": "2"} {
		var got string
		must(t, a.writer.hold(t.Context(), func(c *sql.Conn) error {
			return c.QueryRowContext(t.Context(), `PRAGMA `+pragma).Scan(&got)
		}))
		if got != want {
			t.Errorf("%s is %s, want %s", pragma, got, want)
		}
	}
}

func TestAnotherStoryOfTheName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marlow.db")
	must(t, open(t, path).Close())
	_, err := Open(t.Context(), path, Options{Story: "marlow", StoryPath: "/elsewhere/marlow.toml"})
	var other *OtherStoryError
	if !errors.As(err, &other) || other.Has != "/stories/marlow.toml" {
		t.Errorf("got %v", err)
	}
}

func TestNewerSchemaIsReadOnly(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "A fire", ""))
	must(t, d.turn(t.Context(), func(t *turn) error {
		_, err := t.exec(`UPDATE meta SET value = '7' WHERE name = 'schema'`)
		return err
	}))
	must(t, d.Close())
	a := open(t, d.path)
	if yes, why := a.ReadOnly(); !yes || why.String() != "a newer casewire wrote it (schema 7, we know 2)" {
		t.Errorf("got %v, %s", yes, why)
	}
	if _, err := a.BeginPoll(t.Context(), noon); !errors.Is(err, ErrReadOnly) {
		t.Errorf("got %v", err)
	}
	if p, err := a.Page(t.Context(), news.Filter{}, nil, news.Place{}, 10, false); err != nil || len(p.Articles) != 1 {
		t.Errorf("got %v, %v", p, err)
	}
	if _, err := a.Changed(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestDamagedFilesAreNotTouched(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "A fire", ""))
	must(t, d.Backup(t.Context(), d.path+".copy"))
	whole, err := os.ReadFile(d.path + ".copy")
	must(t, err)
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign.db")
	db, err := sql.Open("sqlite", foreign)
	must(t, err)
	_, err = db.ExecContext(t.Context(), `CREATE TABLE bookmarks (url TEXT)`)
	must(t, errors.Join(err, db.Close()))
	other, err := os.ReadFile(foreign)
	must(t, err)
	for name, data := range map[string][]byte{
		"empty": {}, "text": []byte(strings.Repeat("not an archive ", 1000)), "half a page": whole[:1000], "foreign": other,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "marlow.db")
			must(t, os.WriteFile(path, data, 0o600))
			_, err := Open(t.Context(), path, Options{Story: "marlow", StoryPath: "/stories/marlow.toml"})
			var damaged *DamagedError
			if !errors.As(err, &damaged) || damaged.Path != path {
				t.Errorf("got %v", err)
			}
			if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, data) {
				t.Error("the file changed")
			}
		})
	}
}

func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marlow.db")
	if _, err := Open(t.Context(), path, Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	must(t, open(t, path).Close())
	a, err := Open(t.Context(), path, Options{StoryPath: "/stories/marlow.toml", ReadOnly: true})
	must(t, err)
	defer func() { must(t, a.Close()) }()
	if _, err := a.Undo(t.Context()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("got %v", err)
	}
	if _, err := a.Counts(t.Context()); err != nil {
		t.Error(err)
	}
}

// A disk that cannot be written is played by the way in which one is opened.
func TestReadOnlyDisk(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "A fire", ""))
	must(t, d.Close())
	must(t, os.Chmod(d.path, 0o400))
	must(t, os.Chmod(filepath.Dir(d.path), 0o500))                       //nolint:gosec // a folder
	t.Cleanup(func() { must(t, os.Chmod(filepath.Dir(d.path), 0o700)) }) //nolint:gosec // a folder
	a := &Archive{path: d.path, clock: d.clock, zone: d.zone, dsn: lockedDSN(d.path)}
	a.read = newPool(a.dsn+readOnly, a.zone)
	defer func() { must(t, a.Close()) }()
	must(t, a.recognize(t.Context(), Options{StoryPath: "/stories/marlow.toml"}))
	if p, err := a.Page(t.Context(), news.Filter{}, nil, news.Place{}, 10, false); err != nil || len(p.Articles) != 1 {
		t.Errorf("got %v, %v", p, err)
	}
	if left, _ := filepath.Glob(d.path + "-*"); len(left) > 0 {
		t.Errorf("wrote %v", left)
	}
}

func TestMemory(t *testing.T) {
	var all []*Archive
	for range 2 {
		a, err := Open(t.Context(), "", Options{Story: "demo", Memory: true})
		must(t, err)
		defer func() { must(t, a.Close()) }()
		all = append(all, a)
	}
	d := &desk{Archive: all[0], t: t, now: noon}
	d.sync(2)
	d.poll(0, item("1", "https://p.example/1", "A fire", ""))
	if h := headlines(d.list(news.Filter{})); h != "A fire" {
		t.Errorf("got %q", h)
	}
	if _, err := all[1].Article(t.Context(), 1); !errors.Is(err, ErrNoArticle) {
		t.Errorf("two archives share a memory: %v", err)
	}
	must(t, d.Backup(t.Context(), filepath.Join(t.TempDir(), "copy.db")))
	sound(t, d.Archive)
}

func TestChanged(t *testing.T) {
	d := newDesk(t, 1)
	other := open(t, d.path)
	readOnly, err := Open(t.Context(), d.path, Options{StoryPath: "/stories/marlow.toml", ReadOnly: true})
	must(t, err)
	defer func() { must(t, readOnly.Close()) }()
	changed := func(a *Archive, want bool, when string) {
		t.Helper()
		if got, err := a.Changed(t.Context()); err != nil || got != want {
			t.Errorf("%s: got %v, %v", when, got, err)
		}
	}
	changed(other, false, "first")
	changed(d.Archive, false, "first")
	changed(readOnly, false, "first")
	d.poll(0, item("1", "https://p.example/1", "A fire", ""))
	changed(other, true, "another wrote")
	changed(readOnly, true, "another wrote")
	changed(d.Archive, false, "we wrote")
	changed(other, false, "nobody wrote since")
}

func TestTwoWrite(t *testing.T) {
	d := newDesk(t, 1)
	other := open(t, d.path)
	d.poll(0, item("1", "https://p.example/1", "A fire", ""))
	if n, err := other.Do(t.Context(), noon, news.Star, none, 1); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if !d.article(1).State.Starred {
		t.Error("the star is lost")
	}
	// While one is in a transaction the other waits, and can be called off.
	held := make(chan struct{})
	free := make(chan struct{})
	go func() {
		_ = d.turn(context.Background(), func(*turn) error {
			close(held)
			<-free
			return nil
		})
	}()
	<-held
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := other.Do(ctx, noon, news.Unstar, none, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(free)
	if _, err := other.Do(t.Context(), noon, news.Unstar, none, 1); err != nil {
		t.Error(err)
	}
}

func TestSchemaStays(t *testing.T) {
	a := open(t, filepath.Join(t.TempDir(), "marlow.db"))
	var b strings.Builder
	rows, err := a.read.rows(t.Context(), `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'fts_%' ORDER BY type, name`)
	must(t, each(rows, err, func(row scanner) error {
		var s string
		err := row.Scan(&s)
		b.WriteString(s + ";\n")
		return err
	}))
	golden(t, "schema-2.sql", b.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		must(t, os.WriteFile(path, []byte(got), 0o644)) //nolint:gosec // a golden file
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if got != string(want) {
		t.Errorf("differs from %s:\n%s", path, got)
	}
}

// Archives of all schemas must open for ever, and be as a new one would be.
func TestOldSchemasOpen(t *testing.T) {
	if *update {
		pack(t, filepath.Join("testdata", fmt.Sprintf("schema-%d.db.gz", schema)))
	}
	for n := 1; n <= schema; n++ {
		t.Run(fmt.Sprint(n), func(t *testing.T) { oldOpens(t, n) })
	}
}

func oldOpens(t *testing.T, n int) {
	path := filepath.Join(t.TempDir(), "marlow.db")
	must(t, os.WriteFile(path, unpacked(t, fmt.Sprintf("schema-%d.db.gz", n)), 0o600))
	raw := &Archive{read: newPool(dsn(path, "immutable=1"), time.UTC)}
	golden(t, fmt.Sprintf("schema-%d.txt", n), dump(t, raw))
	must(t, raw.Close())
	a := open(t, path)
	now := fmt.Sprintf("schema-%d.txt", n)
	if n < schema {
		now = fmt.Sprintf("schema-%d-now.txt", n)
	}
	golden(t, now, dump(t, a))
	sound(t, a)
	if n > 1 {
		stillUnderstood(t, a)
	}
	kept, err := os.Stat(filepath.Join(filepath.Dir(path), fmt.Sprintf("marlow.schema-%d.db", n)))
	if (err == nil) != (n < schema) || err == nil && kept.Mode().Perm() != 0o600 {
		t.Errorf("the copy as it was: %v", err)
	}
	d := &desk{Archive: a, t: t, now: noon.AddDate(0, 1, 0)}
	d.sync(2)
	if got := d.poll(0, item("new", "https://p.example/new", "Another fire", "Word.")); got.Kept != 1 {
		t.Errorf("got %+v", got)
	}
	if art := d.article(1); art.Headline.String() != "A big fire" || !art.State.Starred || art.State.Note.String() != "ask Ruiz" || art.Size.Revisions != 2 {
		t.Errorf("got %+v", art)
	}
	sound(t, a)
}

func unpacked(t *testing.T, name string) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	must(t, err)
	defer func() { must(t, f.Close()) }()
	zr, err := gzip.NewReader(f)
	must(t, err)
	data, err := io.ReadAll(zr)
	must(t, err)
	return data
}

// What cannot be written is read as if it were of this schema.
func TestOldSchemaReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marlow.db")
	must(t, os.WriteFile(path, unpacked(t, "schema-1.db.gz"), 0o600))
	before, err := os.ReadFile(path)
	must(t, err)
	a, err := Open(t.Context(), path, Options{Story: "marlow", StoryPath: "/stories/marlow.toml", ReadOnly: true})
	must(t, err)
	golden(t, "schema-1-now.txt", dump(t, a))
	copied := a.copy
	must(t, a.Close())
	after, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("it was written")
	}
	if _, err := os.Stat(copied); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the copy stays: %v", err)
	}
}

// pack writes a new archive for the test above. It is for a new schema's first
// release; what was released stays as it is.
func pack(t *testing.T, stored string) {
	t.Helper()
	d := newDesk(t, 2)
	played(d)
	must(t, d.StoreBatch(t.Context(), understanding(t, d)))
	plain := d.path + ".copy"
	must(t, d.Backup(t.Context(), plain))
	data, err := os.ReadFile(plain)
	must(t, err)
	var b bytes.Buffer
	zw := gzip.NewWriter(&b)
	_, err = zw.Write(data)
	must(t, errors.Join(err, zw.Close()))
	must(t, os.WriteFile(stored, b.Bytes(), 0o644)) //nolint:gosec // a golden file
}

// understanding has something of everything that engines find in what was
// played: the second article is a copy of the first, and tells what that told.
func understanding(t *testing.T, d *desk) *Batch {
	t.Helper()
	at := func(start, end int) text.Span { return text.Span{Start: start, End: end} }
	ring, err := d.Keyring(t.Context(), nil, []int64{11, 22, -33}, []int64{1, 4})
	must(t, err)
	for _, id := range []int64{1, 4} {
		ring.Post(id, []int64{11, 22})
		ring.Count([]int64{-33})
	}
	first := Understanding{
		Task: Task{Article: 1, Revision: 2}, Cluster: 1, Likeness: []byte{1, 7}, Keys: []int64{11, 22}, Words: []int64{-33},
		Sentences: []news.Sentence{{Span: at(0, 10), New: true}},
		Findings: Findings{
			People: []news.Named{{Name: text.Own("Ada Quill"), Role: text.Own("inspector"), Aliases: []text.Clean{text.Own("Quill")}, Mentions: 3, Speaks: 1, Listed: true}},
			Quotes: []news.Quote{{
				Text: text.Own("We were handed the keys"), Speaker: text.Own("Ada Quill"), Person: true,
				Parts: []news.Passage{{Paragraph: 1, Span: at(2, 25)}}, Source: news.Passage{Paragraph: 1, Span: at(30, 39)},
			}},
		},
	}
	second := Understanding{
		Task: Task{Article: 4, Revision: 2}, Cluster: 1, CopyOf: 1, Likeness: []byte{1, 8}, Keys: []int64{11, 22}, Words: []int64{-33},
		Sentences: []news.Sentence{{Span: at(0, 15), Tellings: []news.Telling{{Article: 1, Revision: 2, Span: at(0, 10)}}}},
	}
	return &Batch{
		Number: 1, Articles: []Understanding{first, second}, Keyring: ring, Persons: 99,
		Facts: []Fact{{Date: news.Date{Year: 2026, Month: time.March, Day: 9}, Data: []byte{1, 2}}, {Date: news.Date{Year: 2025}, Data: []byte{1}}},
		Title: func(members []*news.Article) text.Clean { return members[1].Headline },
	}
}

// stillUnderstood checks that what was understood is read as it was stored.
func stillUnderstood(t *testing.T, a *Archive) {
	t.Helper()
	ctx := t.Context()
	told, err := a.Sentences(ctx, 4)
	must(t, err)
	people, err := a.People(ctx)
	must(t, err)
	quotes, err := a.Quotes(ctx)
	must(t, err)
	facts, err := a.AllFacts(ctx)
	must(t, err)
	members, err := a.Members(ctx, 4)
	must(t, err)
	near, err := a.Neighbours(ctx, noon.AddDate(0, -1, 0), noon.AddDate(0, 1, 0), 9)
	must(t, err)
	ring, err := a.Keyring(ctx, nil, []int64{11, -33}, nil)
	must(t, err)
	got := fmt.Sprint(told, people, quotes, facts, headlines(members), near, ring.N(11), ring.Articles(11), ring.N(-33))
	golden(t, "schema-2-understood.txt", got+"\n")
}

// played is an archive with something of everything that comes in.
func played(d *desk) {
	d.t.Helper()
	ctx := d.t.Context()
	d.poll(0,
		item("1", "https://p.example/1", "A fire", "It is small."), item("2", "https://p.example/2", "nearly there", "Text."),
		item("3", "https://p.example/3", "Weather", "Rain."), item("4", "https://p.example/4", "The fire trial", "Word."),
		item("5", "https://p.example/5", "Sports", "Goals."))
	d.poll(1, item("b", "https://p.example/1", "Fire at a bakery", "Seen by others."))
	d.now = noon.Add(time.Hour)
	d.poll(0, item("1", "https://p.example/1", "A big fire", "It is big."), item("6", "https://p.example/6", "fire copy", "Word."))
	_, err := d.StorePages(ctx, d.now, []PageResult{
		{Article: 4, URL: "https://p.example/4", Status: 200, OK: true, Bytes: []byte("<html>"), Headline: text.Line("The fire trial"), Body: text.Plain("The whole word."), Key: "https://p.example/4"},
		{Article: 1, Status: 403},
		{Article: 7, Status: 200, OK: true, Headline: text.Line("fire copy"), Body: text.Plain("The whole word."), Key: "https://p.example/4"},
	}, fire)
	must(d.t, err)
	must(d.t, d.Visit(ctx, d.now))
	_, err = d.Do(ctx, d.now, news.Star, none, 1)
	must(d.t, err)
	_, err = d.Do(ctx, d.now, news.SetNote, text.Line("ask Ruiz"), 1)
	must(d.t, err)
	_, err = d.Do(ctx, d.now, news.MarkOffStory, none, 4)
	must(d.t, err)
	_, err = d.Undo(ctx)
	must(d.t, err)
	d.now = noon.AddDate(0, 0, 20)
	d.poll(0)
	d.poll(0)
	d.now = noon.AddDate(0, 0, 40)
	d.poll(0)
	_, err = d.Clean(ctx, d.now, news.Retention{Unrelated: 14 * 24 * time.Hour})
	must(d.t, err)
}

func TestFullDisk(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "A fire", ""))
	must(t, d.writer.hold(t.Context(), func(c *sql.Conn) error {
		_, err := c.ExecContext(t.Context(), `PRAGMA max_page_count = 1`)
		return err
	}))
	big := d.result(0, fire, item("2", "https://p.example/2", "A fire", strings.Repeat("word ", 200_000)))
	_, err := d.Store(t.Context(), 2, noon, []Result{big}, fire)
	var full *FullError
	if !errors.As(err, &full) || full.Path != d.path {
		t.Errorf("got %v", err)
	}
	if h := headlines(d.list(news.Filter{})); h != "A fire" {
		t.Errorf("got %q", h)
	}
	must(t, d.writer.hold(t.Context(), func(c *sql.Conn) error {
		_, err := c.ExecContext(t.Context(), `PRAGMA max_page_count = 100000`)
		return err
	}))
	if _, err := d.Store(t.Context(), 2, noon, []Result{big}, fire); err != nil {
		t.Error(err)
	}
	sound(t, d.Archive)
}
