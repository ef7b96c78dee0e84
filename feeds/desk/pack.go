package desk

import (
	"time"

	"casewire/feeds/packed"
)

const dayMinutes = 24 * 60

// packTime packs a time after 1970 to the millisecond, with its zone to the
// minute.
func packTime(w *packed.Writer, t time.Time) {
	if t.IsZero() {
		w.Int(0)
		return
	}
	_, seconds := t.Zone()
	w.Int(int(t.UnixMilli()) + 1)
	w.Int(seconds/60 + dayMinutes)
}

func unpackTime(r *packed.Reader) time.Time {
	ms := r.Int()
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms) - 1).In(outletZone(r.Int() - dayMinutes))
}
