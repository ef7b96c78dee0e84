package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"casewire/feeds/text"
)

// writeOut writes a document to a file in one step and says so, or to standard
// output for a hyphen. write returns what it wrote, in words.
func (p *program) writeOut(file string, write func(io.Writer) (text.Clean, error)) error {
	if file == "-" {
		_, err := write(p.stdout)
		return err
	}
	if _, err := os.Stat(filepath.Dir(file)); err != nil {
		return withHint(fmt.Errorf("there is no folder %s", text.Line(filepath.Dir(file))), "make it, or name a file in one that is there")
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

// writeStream replaces a file, with the permissions that it has, by way of
// another beside it: there is all of it, or what was there before.
func writeStream(path string, write func(io.Writer) error) (err error) {
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
