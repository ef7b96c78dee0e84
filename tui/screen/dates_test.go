package screen

import (
	"testing"
	"time"
)

func TestMomentAndDay(t *testing.T) {
	now := time.Date(2026, 11, 17, 14, 32, 0, 0, time.FixedZone("", -7*3600))
	for s, want := range map[string][2]string{
		"2026-11-17T14:32:00-07:00": {"14:32", "today"},
		"2026-11-18T06:59:00Z":      {"23:59", "today"},
		"2026-11-18T07:00:00Z":      {"18 Nov", "18 Nov"},
		"2026-11-16T21:17:00-07:00": {"Mon 21:17", "16 Nov"},
		"2026-11-12T21:17:00-07:00": {"Thu 21:17", "12 Nov"},
		"2026-11-11T21:17:00-07:00": {"11 Nov", "11 Nov"},
		"2025-12-31T12:00:00-07:00": {"31 Dec 2025", "31 Dec 2025"},
	} {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{Moment(at, now), Day(at, now)}; got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
	if Moment(time.Time{}, now) != "" || Day(time.Time{}, now) != "" {
		t.Error("the zero time is written")
	}
}
