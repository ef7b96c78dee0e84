package archive

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"casewire/feeds/news"
)

// Where CheckTables tells nothing all articles can be read.
func TestCheckTables(t *testing.T) {
	whole := printed(t, articles)
	told := 0
	for at := 0; at < len(whole); at += 7 * block {
		data := bytes.Clone(whole)
		clear(data[at:min(at+block, len(data))])
		path := filepath.Join(t.TempDir(), "marlow.db")
		must(t, os.WriteFile(path, data, 0o600))
		a, err := Open(t.Context(), path, Options{Story: "marlow", StoryPath: "/stories/marlow.toml"})
		if err != nil {
			continue
		}
		damage, err := a.CheckTables(t.Context())
		must(t, err)
		if damage != nil {
			told++
		}
		p, err := a.Page(t.Context(), news.Filter{}, nil, news.Place{}, 1000, false)
		if damage == nil && (err != nil || len(p.Articles) != articles) {
			t.Errorf("zeros at %d: nothing is told of %d articles, %v", at, articles-len(p.Articles), err)
		}
		must(t, a.Close())
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, data) {
			t.Errorf("zeros at %d: the file was written", at)
		}
	}
	if told == 0 {
		t.Error("nothing is ever told")
	}
}

// Damage to the word index alone is left to Check.
func TestCheckTablesLeavesTheIndex(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "", "A fire", "On the quay."))
	must(t, d.turn(t.Context(), func(t *turn) error {
		_, err := t.exec(`UPDATE fts_data SET block = zeroblob(length(block)) WHERE id > 10`)
		return err
	}))
	if damage, err := d.CheckTables(t.Context()); damage != nil || err != nil {
		t.Errorf("tables: got %v, %v", damage, err)
	}
	if damage, err := d.Check(t.Context()); damage == nil || err != nil {
		t.Errorf("all: got %v, %v", damage, err)
	}
}

// A check of the tables alone reads and writes on as if nothing had been.
func TestCheckTablesOfAWholeArchive(t *testing.T) {
	d := newDesk(t, 1)
	for i := range 3 {
		d.poll(0, item(fmt.Sprint(i), "", "A fire", fmt.Sprintf("Text %d.", i)))
		if damage, err := d.CheckTables(t.Context()); damage != nil || err != nil {
			t.Fatalf("got %v, %v", damage, err)
		}
	}
	sound(t, d.Archive)
}
