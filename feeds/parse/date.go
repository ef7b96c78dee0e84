package parse

import "time"

// Date reads a date as feeds write them. Where it names no zone, zone is taken
// (nil is UTC) and guessed is true. A date that is not understood, or that
// names a day or hour that does not exist, is none: ok is false.
func Date(s string, zone *time.Location) (t time.Time, guessed, ok bool) {
	return time.Time{}, false, false
}
