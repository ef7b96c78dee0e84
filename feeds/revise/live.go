package revise

import (
	"regexp"

	"casewire/feeds/news"
)

// entryTime is the time of day with which an entry of a live blog begins, a
// weekday or a word before it at the most.
var entryTime = regexp.MustCompile(`^(?:\pL+,? )?(?:[01]?\d|2[0-3])[:.h][0-5]\d\b`)

// Entries counts the entries with a time that a diff adds to a live blog; it is
// 0 if the diff does anything else to the text. The headline may change.
func Entries(d *news.Diff) int {
	n := 0
	for i := range d.Hunks {
		h := &d.Hunks[i]
		switch {
		case h.Noise:
		case h.Old.Len() > 0:
			return 0
		case entryTime.MatchString(h.New.String()):
			n++
		}
	}
	return n
}
