package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"casewire/feeds/archive"
	"casewire/feeds/text"
)

// writeOut writes a document to a file in one step and says so, or to standard
// output for a hyphen. write returns what it wrote, in words.
func (p *program) writeOut(file string, write func(io.Writer) (text.Clean, error)) error {
	if file == "-" {
		_, err := write(p.stdout)
		return err
	}
	if err := homeless(file, "file"); err != nil {
		return err
	}
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return withHint(fmt.Errorf("%s is no file; it was left alone", text.Line(file)), "name a file")
	}
	var what text.Clean
	err := writeStream(file, func(w io.Writer) (err error) {
		what, err = write(w)
		return err
	})
	if err != nil {
		return roomError(file, err)
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	p.say(text.Sprintf("%s: %s, %s", text.Line(absolute(file)), what, size(uint64(info.Size())))) //nolint:gosec // a size is positive
	return nil
}

// homeless says so if there is no folder for a file or a folder that is to be
// written.
func homeless(path, what string) error {
	dir := filepath.Dir(path)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return withHint(fmt.Errorf("there is no folder %s", text.Line(dir)), "make it, or name a "+what+" in one that is there")
	}
	return nil
}

// writeStream replaces a file, with the permissions that it has, by way of
// another beside it: there is all of it, or what was there before. A link stays
// one: what it leads to is written.
func writeStream(path string, write func(io.Writer) error) (err error) {
	if file, err := filepath.EvalSymlinks(path); err == nil {
		path = file
	}
	mode := os.FileMode(0o600)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	dir := filepath.Dir(path)
	t, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, t.Close(), os.Remove(t.Name()))
		}
	}()
	if err := t.Chmod(mode); err != nil {
		return err
	}
	if err := write(t); err != nil {
		return err
	}
	if err := t.Sync(); err != nil {
		return err
	}
	if err := os.Rename(t.Name(), path); err != nil {
		return err
	}
	_ = t.Close() // it is synced
	syncDir(dir)
	return nil
}

func existsError(file string) error {
	return withHint(fmt.Errorf("%s is there already; it was left alone", text.Line(file)), "move it away, or name another file")
}

// roomError says why a file cannot be written: where, and how much room there
// is.
func roomError(file string, err error) error {
	var full *archive.FullError
	var path *fs.PathError
	dir := filepath.Dir(file)
	switch {
	case errors.Is(err, fs.ErrExist):
		return existsError(file)
	case errors.Is(err, fs.ErrPermission):
		return withHint(fmt.Errorf("%s cannot be written: no permission to write in %s", text.Line(file), text.Line(dir)), "name a file in a folder of yours")
	case errors.As(err, &full), errors.Is(err, syscall.ENOSPC):
		return errors.New(noRoom(file))
	case errors.As(err, &path) && filepath.Dir(path.Path) == absolute(dir):
		return withHint(fmt.Errorf("%s cannot be written: %w", text.Line(file), path.Err), "name a file in a folder of yours")
	}
	return err
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// size is a number of bytes as people write it.
func size(n uint64) string {
	const k = 1 << 10
	switch {
	case n < k:
		return count(int(n), "byte") //nolint:gosec // small
	case n < k*k:
		return fmt.Sprintf("%.0f KiB", float64(n)/k)
	case n < k*k*k:
		return strings.Replace(fmt.Sprintf("%.1f MiB", float64(n)/k/k), ".0", "", 1)
	}
	return fmt.Sprintf("%.1f GiB", float64(n)/k/k/k)
}

// writeNew writes a file for its owner alone, and makes the folders above it.
// A file that is there is left alone, which fs.ErrExist tells.
func writeNew(path string, doc []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(doc)
	return errors.Join(err, f.Close())
}

// writeWhole replaces a file, with the permissions that it has, and makes the
// folders above it.
func writeWhole(path string, doc []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return writeStream(path, func(w io.Writer) error {
		_, err := w.Write(doc)
		return err
	})
}

// syncDir makes a rename last over a power failure, where folders can be
// synced.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
