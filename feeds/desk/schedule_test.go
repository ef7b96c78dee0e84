package desk

import (
	"testing"
	"time"

	"casewire/feeds/news"
)

func TestNextPoll(t *testing.T) {
	now := time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC) // a Saturday
	tests := []struct {
		name         string
		every, fresh time.Duration
		hints        news.Hints
		least        time.Duration
	}{
		{name: "usual", least: 30 * time.Minute},
		{name: "the story file may ask oftener", every: 5 * time.Minute, least: 5 * time.Minute},
		{name: "the answer is fresh for longer", every: 5 * time.Minute, fresh: 2 * time.Hour, least: 2 * time.Hour},
		{name: "the feed asks for patience", hints: news.Hints{TTL: 90 * time.Minute}, least: 90 * time.Minute},
		{name: "never over a day", fresh: 1000 * time.Hour, least: 24 * time.Hour},
	}
	for _, tt := range tests {
		got := nextPoll(now, "https://a.example/", tt.every, tt.fresh, tt.hints).Sub(now)
		if got < tt.least || got > tt.least+tt.least/10 {
			t.Errorf("%s: next in %v, want %v to a tenth more", tt.name, got, tt.least)
		}
	}
}

func TestSkippedHoursAndDays(t *testing.T) {
	at := time.Date(2026, 3, 14, 9, 20, 0, 0, time.UTC) // a Saturday
	tests := []struct {
		hints news.Hints
		want  time.Time
	}{
		{news.Hints{}, at},
		{news.Hints{SkipHours: []int{9, 10}}, time.Date(2026, 3, 14, 11, 0, 0, 0, time.UTC)},
		{news.Hints{SkipDays: []time.Weekday{time.Saturday, time.Sunday}}, time.Date(2026, 3, 16, 0, 0, 0, 0, time.UTC)},
		{news.Hints{SkipDays: []time.Weekday{0, 1, 2, 3, 4, 5, 6}}, at},
	}
	for _, tt := range tests {
		if got := allowed(at, tt.hints); !got.Equal(tt.want) {
			t.Errorf("%+v: %v, want %v", tt.hints, got, tt.want)
		}
	}
}

func TestBackOff(t *testing.T) {
	for failures, want := range map[int]time.Duration{0: time.Hour, 1: time.Hour, 2: 2 * time.Hour, 4: 8 * time.Hour, 6: 24 * time.Hour, 90: 24 * time.Hour} {
		if got := backOff(failures); got != want {
			t.Errorf("after %d failures %v, want %v", failures, got, want)
		}
	}
}
