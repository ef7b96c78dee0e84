package archive

import (
	"encoding/binary"
	"slices"
)

// blobVersion stands first in what engines found of an article, as it is
// stored.
const blobVersion = 1

// A blobWriter packs numbers and strings into bytes, as varints.
type blobWriter struct{ data []byte }

func newBlob() *blobWriter { return &blobWriter{[]byte{blobVersion}} }

func (w *blobWriter) int(n int) { w.data = binary.AppendUvarint(w.data, uint64(max(n, 0))) }

func (w *blobWriter) id(n int64) { w.int(int(n)) }

func (w *blobWriter) string(s string) {
	w.int(len(s))
	w.data = append(w.data, s...)
}

func (w *blobWriter) bool(b bool) {
	n := byte(0)
	if b {
		n = 1
	}
	w.data = append(w.data, n)
}

// A blobReader reads what a blobWriter wrote; once it is bad it reads zeros.
type blobReader struct {
	data []byte
	bad  bool
}

func readBlob(data []byte) *blobReader {
	if len(data) == 0 || data[0] != blobVersion {
		return &blobReader{bad: true}
	}
	return &blobReader{data: data[1:]}
}

// maxBlobInt is more than any number that is stored.
const maxBlobInt = 1 << 56

func (r *blobReader) int() int {
	n, size := binary.Uvarint(r.data)
	if r.bad || size <= 0 || n > maxBlobInt {
		r.bad = true
		return 0
	}
	r.data = r.data[size:]
	return int(n) //nolint:gosec // bounded
}

func (r *blobReader) id() int64 { return int64(r.int()) }

// count reads how many things follow, each of at least size bytes.
func (r *blobReader) count(size int) int {
	n := r.int()
	if n > len(r.data)/size {
		r.bad = true
		return 0
	}
	return n
}

// bytes reads a string where it lies.
func (r *blobReader) bytes() []byte {
	n := r.int()
	if r.bad || n > len(r.data) {
		r.bad = true
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *blobReader) bool() bool {
	if r.bad || len(r.data) == 0 {
		r.bad = true
		return false
	}
	b := r.data[0]
	r.data = r.data[1:]
	return b == 1
}

// whole reports whether all was read and nothing is left over.
func (r *blobReader) whole() bool { return !r.bad && len(r.data) == 0 }

// packSteps packs ids as varints of the steps from one to the next, which may
// lead back.
func packSteps(ids []int64) []byte {
	out := make([]byte, 0, 2*len(ids))
	last := int64(0)
	for _, id := range ids {
		out = binary.AppendVarint(out, id-last)
		last = id
	}
	return out
}

// unpackSteps reads them; what is damaged ends the list.
func unpackSteps(data []byte) []int64 {
	var out []int64
	last := int64(0)
	for len(data) > 0 {
		step, size := binary.Varint(data)
		if size <= 0 {
			break
		}
		last += step
		out, data = append(out, last), data[size:]
	}
	return out
}

func without(ids []int64, id int64) []int64 {
	return slices.DeleteFunc(ids, func(other int64) bool { return other == id })
}
