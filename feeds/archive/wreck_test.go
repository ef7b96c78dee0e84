package archive

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// What was committed to the log and is not in the file yet is recovered, as
// far as the log is whole.
func TestRecoverReadsTheLog(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "A fire", "Small."))
	before, err := os.Stat(d.path + "-wal")
	must(t, err)
	d.poll(0, item("2", "https://p.example/2", "Another fire", "Big."))
	file, err := os.ReadFile(d.path)
	must(t, err)
	log, err := os.ReadFile(d.path + "-wal")
	must(t, err)
	torn := append([]byte{}, log...)
	torn[before.Size()+100]++
	for name, c := range map[string]struct {
		log  []byte
		want int
	}{"whole": {log, 2}, "torn": {torn, 1}, "cut": {log[:before.Size()+1000], 1}} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "marlow.db")
			must(t, errors.Join(os.WriteFile(path, file, 0o600), os.WriteFile(path+"-wal", c.log, 0o600)))
			r, err := Recover(t.Context(), path, path+".new", Options{Story: "marlow", StoryPath: "/stories/marlow.toml"})
			must(t, err)
			if r.Articles != c.want || r.Lost() != 0 {
				t.Errorf("got %+v, want %d articles", r, c.want)
			}
			sound(t, open(t, path+".new"))
		})
	}
}

// Of a whole archive everything is recovered.
func TestRecoverOfAWholeArchive(t *testing.T) {
	d := newDesk(t, 2)
	played(d)
	into := filepath.Join(t.TempDir(), "new.db")
	r, err := Recover(t.Context(), d.path, into, Options{Story: "marlow"})
	must(t, err)
	if r.Lost() != 0 || len(r.Altered) > 0 || r.Faults > 0 {
		t.Errorf("got %+v", r)
	}
	a := open(t, into)
	sound(t, a)
	if got, want := dump(t, a), dump(t, d.Archive); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if _, err := Recover(t.Context(), d.path, into, Options{}); !errors.Is(err, os.ErrExist) {
		t.Errorf("a file was written over: %v", err)
	}
}

// A text that changed on the disk is told, and kept with a note.
func TestAlteredText(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "A fire", "Nobody was hurt."), item("2", "https://p.example/2", "A fire again", "Rain."))
	must(t, d.turn(t.Context(), func(t *turn) error {
		_, err := t.exec(`UPDATE item SET text = 'Everyone was hurt.' WHERE id = 1`)
		return err
	}))
	if damage, err := d.Check(t.Context()); damage != nil || err != nil {
		t.Errorf("got %v, %v", damage, err)
	}
	altered, n, err := d.Verify(t.Context(), nil)
	if err != nil || n != 2 || !reflect.DeepEqual(altered, []int64{1}) {
		t.Errorf("got %v of %d, %v", altered, n, err)
	}
	into := filepath.Join(t.TempDir(), "new.db")
	r, err := Recover(t.Context(), d.path, into, Options{})
	must(t, err)
	if !reflect.DeepEqual(r.Altered, []int64{1}) {
		t.Errorf("got %+v", r)
	}
	art, err := open(t, into).Article(t.Context(), 1)
	if err != nil || art.State.Note.Len() == 0 {
		t.Errorf("no note: %v", err)
	}
}

func FuzzWreck(f *testing.F) {
	f.Add([]byte(magic+"\x40\x00\x02\x02\x00"), []byte{})
	f.Add([]byte("\x0d\x00\x00\x00\x01\x00\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x05\x01\x03\x01\x0fA"), []byte("\x37\x7f\x06\x82"))
	f.Fuzz(func(t *testing.T, data, log []byte) {
		path := filepath.Join(t.TempDir(), "marlow.db")
		must(t, errors.Join(os.WriteFile(path, data, 0o600), os.WriteFile(path+"-wal", log, 0o600)))
		w, err := openWreck(path)
		must(t, err)
		defer w.close()
		for n := range min(w.pages, 100) + 1 {
			w.read(n)
		}
		_, _ = readRecord(data)
	})
}
