package desk

import (
	"encoding/binary"
	"math"
	"time"
)

// A packer packs numbers and strings into bytes.
type packer struct{ data []byte }

func (w *packer) int(n int) { w.data = binary.AppendUvarint(w.data, uint64(max(n, 0))) }

func (w *packer) string(s string) {
	w.int(len(s))
	w.data = append(w.data, s...)
}

func (w *packer) word(n uint32) { w.data = binary.BigEndian.AppendUint32(w.data, n) }

func (w *packer) float(f float64) {
	w.data = binary.BigEndian.AppendUint64(w.data, math.Float64bits(f))
}

// time packs a time after 1970 to the millisecond, with its zone to the minute.
func (w *packer) time(t time.Time) {
	if t.IsZero() {
		w.int(0)
		return
	}
	_, seconds := t.Zone()
	w.int(int(t.UnixMilli()) + 1)
	w.int(seconds/60 + dayMinutes)
}

const dayMinutes = 24 * 60

// An unpacker reads what a packer wrote; once it is bad it reads zeros.
type unpacker struct {
	data []byte
	bad  bool
}

func (r *unpacker) int() int {
	n, size := binary.Uvarint(r.data)
	if r.bad || size <= 0 || n > math.MaxInt64/4 {
		r.bad = true
		return 0
	}
	r.data = r.data[size:]
	return int(n) //nolint:gosec // bounded
}

// count reads how many things follow, each of at least size bytes.
func (r *unpacker) count(size int) int {
	n := r.int()
	if n > len(r.data)/size {
		r.bad = true
		return 0
	}
	return n
}

func (r *unpacker) string() string { return string(r.take(r.int())) }

func (r *unpacker) take(n int) []byte {
	if r.bad || n > len(r.data) {
		r.bad = true
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *unpacker) word() uint32 {
	if b := r.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

func (r *unpacker) float() float64 {
	if b := r.take(8); b != nil {
		return math.Float64frombits(binary.BigEndian.Uint64(b))
	}
	return 0
}

func (r *unpacker) time() time.Time {
	ms := r.int()
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms) - 1).In(outletZone(r.int() - dayMinutes))
}
