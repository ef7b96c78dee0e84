package desk

import (
	"hash/fnv"
	"slices"
	"time"

	"casewire/feeds/news"
)

// The bounds of how often a feed is asked.
const (
	usualEvery  = 30 * time.Minute
	longest     = 24 * time.Hour
	longestWait = 7 * 24 * time.Hour // what a server may ask for
	hostWait    = time.Hour          // for a 429 or 503 that does not say how long
	notFoundGap = 24 * time.Hour     // between two tries of a feed that is not found
)

// maxMoves is how many of a feed's former addresses are remembered.
const maxMoves = 20

// nextPoll is when a feed that answered is asked again: as often as the story
// file wants, not more often than the answer and the feed allow, at hours and
// on days that the feed does not exclude.
func nextPoll(now time.Time, address string, every, fresh time.Duration, hints news.Hints) time.Time {
	if every <= 0 {
		every = usualEvery
	}
	gap := min(max(every, fresh, hints.TTL, min(every, usualEvery)), longest)
	return allowed(now.Add(gap+jitter(address, gap)), hints)
}

// jitter is up to a tenth of gap. It is the same for an address every time, so
// feeds that were first asked together drift apart.
func jitter(address string, gap time.Duration) time.Duration {
	h := fnv.New32a()
	_, _ = h.Write([]byte(address))
	return gap / 10 * time.Duration(h.Sum32()%1000) / 1000
}

// allowed is the first full hour from at on that the hints do not exclude, or
// at itself. Hints that exclude everything are not believed.
func allowed(at time.Time, hints news.Hints) time.Time {
	t := at.UTC()
	for range 8 * 24 {
		if !slices.Contains(hints.SkipHours, t.Hour()) && !slices.Contains(hints.SkipDays, t.Weekday()) {
			return t
		}
		t = t.Truncate(time.Hour).Add(time.Hour)
	}
	return at
}

// backOff is how long a feed that failed so many times in a row, at least
// once, is left alone: 1, 2, 4 … 24 hours.
func backOff(failures int) time.Duration {
	return min(time.Hour<<min(max(failures-1, 0), 5), longest)
}
