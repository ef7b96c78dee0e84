package sources

import (
	"testing"
	"time"
)

func TestHour(t *testing.T) {
	now := time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)
	for back, want := range map[time.Duration]string{
		24 * time.Hour:      "Fri 12:00",
		5 * 24 * time.Hour:  "Mon 12:00",
		12 * 24 * time.Hour: "2 Mar 12:00",
	} {
		if got := hour(now.Add(-back), now); got != want {
			t.Errorf("%v ago: %q, want %q", back, got, want)
		}
	}
}
