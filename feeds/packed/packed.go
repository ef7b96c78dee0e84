// Package packed writes numbers and strings as few bytes, and reads them from
// bytes that may be damaged. What they mean is the business of its callers.
package packed

import (
	"encoding/binary"
	"math"
)

// A Writer packs what is put into it.
type Writer struct{ data []byte }

// NewWriter returns a writer of bytes that begin with a version.
func NewWriter(version byte) *Writer { return &Writer{[]byte{version}} }

// Data returns all that was packed.
func (w *Writer) Data() []byte { return w.data }

// Int packs a number from 0 on, as a varint; a negative one as 0.
func (w *Writer) Int(n int) { w.data = binary.AppendUvarint(w.data, uint64(max(n, 0))) }

// String packs a string and how many bytes it has.
func (w *Writer) String(s string) {
	w.Int(len(s))
	w.data = append(w.data, s...)
}

// Bool packs a byte, 0 or 1.
func (w *Writer) Bool(b bool) {
	n := byte(0)
	if b {
		n = 1
	}
	w.data = append(w.data, n)
}

// Word packs four bytes.
func (w *Writer) Word(n uint32) { w.data = binary.BigEndian.AppendUint32(w.data, n) }

// Float packs eight bytes.
func (w *Writer) Float(f float64) {
	w.data = binary.BigEndian.AppendUint64(w.data, math.Float64bits(f))
}

// A Reader reads what a Writer packed, in the same order. Once something is not
// as it should be all it reads is zero.
type Reader struct {
	data []byte
	bad  bool
}

// NewReader returns a reader of bytes that begin with a version; with any other
// one they are damaged.
func NewReader(data []byte, version byte) *Reader {
	if len(data) == 0 || data[0] != version {
		return &Reader{bad: true}
	}
	return &Reader{data: data[1:]}
}

// maxInt is more than any number that is packed.
const maxInt = 1 << 56

// Int reads a number; it is never negative.
func (r *Reader) Int() int {
	n, size := binary.Uvarint(r.data)
	if r.bad || size <= 0 || n > maxInt {
		r.bad = true
		return 0
	}
	r.data = r.data[size:]
	return int(n) //nolint:gosec // bounded
}

// Count reads how many things follow, each of at least size bytes: never more
// than there is room for.
func (r *Reader) Count(size int) int {
	n := r.Int()
	if n > len(r.data)/size {
		r.bad = true
		return 0
	}
	return n
}

// Bytes reads a string where it lies.
func (r *Reader) Bytes() []byte { return r.take(r.Int()) }

// Bool reads a byte that is 1 or anything else.
func (r *Reader) Bool() bool {
	b := r.take(1)
	return b != nil && b[0] == 1
}

// Word reads four bytes.
func (r *Reader) Word() uint32 {
	if b := r.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

// Float reads eight bytes.
func (r *Reader) Float() float64 {
	if b := r.take(8); b != nil {
		return math.Float64frombits(binary.BigEndian.Uint64(b))
	}
	return 0
}

func (r *Reader) take(n int) []byte {
	if r.bad || n > len(r.data) {
		r.bad = true
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

// Damage says that what was read cannot be so.
func (r *Reader) Damage() { r.bad = true }

// Whole reports whether all was read as it should be and nothing is left over.
func (r *Reader) Whole() bool { return !r.bad && len(r.data) == 0 }
