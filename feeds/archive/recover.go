package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// A Recovery says what of an archive could be read.
type Recovery struct {
	// Articles is how many there are, Known how many there were, as far as the
	// archive still says.
	Articles, Known int
	// Altered are the articles with a text that is not what was stored.
	Altered []int64
	// Faults counts the pages and rows that could not be read. Some hold no
	// article, or what can be computed again.
	Faults int
}

// Lost is how many articles cannot be read.
func (r *Recovery) Lost() int { return max(r.Known-r.Articles, 0) }

// Recover makes a new archive at into of all that can be read of the one at
// path, which is not written, whatever its state. A file at into is left alone
// and gives an error that is fs.ErrExist. A file that has nothing of an
// archive gives a *DamagedError.
func Recover(ctx context.Context, path, into string, o Options) (*Recovery, error) {
	r, err := recoverInto(ctx, path, into, o)
	if err != nil {
		return nil, fmt.Errorf("recover archive: %w", classify(into, err))
	}
	return r, nil
}

func recoverInto(ctx context.Context, path, into string, o Options) (*Recovery, error) {
	into, err := filepath.Abs(into)
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(into); err == nil {
		return nil, &fs.PathError{Op: "write", Path: into, Err: fs.ErrExist}
	}
	if err := makeDirs(filepath.Dir(into)); err != nil {
		return nil, err
	}
	tmp, err := newFile(into)
	if err != nil {
		return nil, err
	}
	defer removeArchive(tmp)
	r, err := saveInto(ctx, path, tmp, o, true)
	if err != nil {
		return nil, err
	}
	return r, publish(tmp, into)
}

// newFile makes an empty file beside path, for its owner alone.
func newFile(path string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.new")
	if err != nil {
		return "", err
	}
	return f.Name(), errors.Join(f.Chmod(0o600), f.Close())
}

func removeArchive(path string) {
	for _, end := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(path + end)
	}
}

// saveInto fills the empty file at into with what can be read of the archive
// at path. mend says that it is to be written from then on.
func saveInto(ctx context.Context, path, into string, o Options, mend bool) (*Recovery, error) {
	w, err := openWreck(path)
	if err != nil {
		return nil, err
	}
	defer w.close()
	if err := build(ctx, dsn(into, "_pragma=synchronous(OFF)"), o); err != nil {
		return nil, err
	}
	a := &Archive{path: into, clock: clock, writer: newWriter(dsn(into, common+"&_pragma=synchronous(OFF)"), nil)}
	r := &Recovery{}
	err = a.turn(ctx, func(t *turn) error {
		s := &salvage{
			turn: t, wreck: w, roots: map[string]uint32{}, broken: map[string]bool{}, altered: map[int64]bool{},
			listed: map[int64][2]int64{}, unread: map[int64]bool{}, starred: map[int64]bool{},
		}
		return s.save(path, r, mend)
	})
	return r, errors.Join(err, a.Close())
}

func (s *salvage) save(path string, r *Recovery, mend bool) error {
	var err error
	if s.shapes, err = shapes(s.ctx, s); err != nil {
		return err
	}
	if err := s.run(); err != nil {
		return err
	}
	var rules string
	err = s.row(s.ctx, `SELECT (SELECT n FROM count WHERE name = 'articles'), (SELECT value FROM meta WHERE name = 'rules')`).Scan(&r.Known, &rules)
	if err != nil {
		return err
	}
	if err := s.mend(); err != nil {
		return err
	}
	if !mend {
		// Nobody can judge what is only read.
		if _, err := s.exec(`UPDATE meta SET value = ? WHERE name = 'rules'`, rules); err != nil {
			return err
		}
	}
	var feeds int
	if err := s.row(s.ctx, `SELECT (SELECT n FROM count WHERE name = 'articles'), (SELECT count(*) FROM feed)`).Scan(&r.Articles, &feeds); err != nil {
		return err
	}
	r.Known = max(r.Known, r.Articles, len(s.listed))
	r.Faults = s.faults
	for id := range s.altered {
		r.Altered = append(r.Altered, id)
	}
	slices.Sort(r.Altered)
	switch {
	case s.version > schema:
		return fmt.Errorf("%s: a newer casewire wrote it (schema %d, we know %d)", path, s.version, schema)
	case r.Articles == 0 && feeds == 0 && s.version == 0:
		return &DamagedError{path, errForeign}
	}
	return nil
}

// readVersion reads the schema of the archive that is saved.
func (s *salvage) readVersion(value any) {
	if v, ok := value.(string); ok {
		s.version, _ = strconv.Atoi(v)
	}
}

// publish gives a file its name when it is on the disk, unless there is one of
// that name.
func publish(tmp, path string) error {
	f, err := os.Open(tmp)
	if err != nil {
		return err
	}
	if err = errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	err = os.Link(tmp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(tmp, path)
}
