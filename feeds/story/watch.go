package story

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"time"
)

// A Watcher tells when a story file was edited. It is not safe for concurrent
// use.
type Watcher struct {
	path     string
	modified time.Time
	size     int64
	sum      [sha256.Size]byte
}

// Watch watches a file from now on. Watch before Load, so that no edit falls
// between the two.
func Watch(path string) *Watcher {
	w := &Watcher{path: path}
	w.Changed()
	return w
}

// Changed returns the file if it is another than when it was last asked. A
// file that is gone, empty or cannot be read has not changed: editors leave it
// so for a moment.
func (w *Watcher) Changed() ([]byte, bool) {
	info, err := os.Stat(w.path)
	if err != nil || w.same(info) {
		return nil, false
	}
	doc, err := read(w.path)
	if err != nil || len(doc) == 0 {
		return nil, false
	}
	w.modified, w.size = info.ModTime(), info.Size()
	sum := sha256.Sum256(doc)
	changed := sum != w.sum
	w.sum = sum
	return doc, changed
}

// same reports whether the file looks as it did when it was read.
func (w *Watcher) same(info fs.FileInfo) bool {
	return info.ModTime().Equal(w.modified) && info.Size() == w.size
}
