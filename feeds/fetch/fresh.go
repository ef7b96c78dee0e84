package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// farAway bounds what a server may say of time, so that nothing overflows.
const farAway = 10 * 365 * 24 * time.Hour

// fresh returns for how long headers say that an answer is good.
func fresh(h http.Header) time.Duration {
	for directive := range strings.SplitSeq(strings.ToLower(strings.Join(h.Values("Cache-Control"), ",")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch strings.TrimSpace(name) {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			age, _ := secondsOf(h.Get("Age"))
			good, ok := secondsOf(strings.Trim(value, ` "`))
			if !ok {
				return 0
			}
			return max(0, good-age)
		}
	}
	return until(h, h.Get("Expires"))
}

// retryAfter returns how long an answer asks to be left alone, 0 if it says
// nothing that can be read.
func retryAfter(h http.Header) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if d, ok := secondsOf(value); ok {
		return d
	}
	return until(h, value)
}

// until returns the time from an answer's own date to another.
func until(h http.Header, date string) time.Duration {
	now, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0
	}
	t, err := http.ParseTime(strings.TrimSpace(date))
	if err != nil {
		return 0
	}
	return min(max(0, t.Sub(now)), farAway)
}

func secondsOf(s string) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	if s == "" {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > int64(farAway/time.Second) {
		return farAway, true
	}
	return time.Duration(n) * time.Second, true
}
