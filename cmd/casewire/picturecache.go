package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A pictureCache keeps pictures as received in a folder. Those that came first
// go when all of them take more than room, in bytes.
type pictureCache struct {
	dir  string
	room int64
}

func (c pictureCache) file(url string) string {
	sum := sha256.Sum256([]byte(url))
	return filepath.Join(c.dir, hex.EncodeToString(sum[:16]))
}

func (c pictureCache) read(url string) ([]byte, error) { return os.ReadFile(c.file(url)) }

// keep stores a picture and makes room for it.
func (c pictureCache) keep(url string, b []byte) error {
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return err
	}
	return errors.Join(os.WriteFile(c.file(url), b, 0o600), c.trim())
}

// trim removes the oldest pictures until the others fit. It touches no file
// that is not named as pictures are.
func (c pictureCache) trim() error {
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return err
	}
	var pictures []fs.FileInfo
	for _, e := range entries {
		if sum, err := hex.DecodeString(e.Name()); err != nil || len(sum) != 16 {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			pictures = append(pictures, info)
		}
	}
	slices.SortFunc(pictures, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	var errs []error
	var taken int64
	for _, p := range pictures {
		if taken += p.Size(); taken > c.room {
			errs = append(errs, os.Remove(filepath.Join(c.dir, p.Name())))
		}
	}
	return errors.Join(errs...)
}
