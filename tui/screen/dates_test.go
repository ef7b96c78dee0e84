package screen

import (
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
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

func TestNext(t *testing.T) {
	day := func(month time.Month, day int, clock time.Duration, words string) news.Fact {
		return news.Fact{Date: news.Date{Year: 2026, Month: month, Day: day}, Clock: clock, Text: text.Line(words)}
	}
	facts := []news.Fact{
		{}, day(0, 0, -1, "year"), day(11, 0, -1, "month"), day(11, 19, 9*time.Hour, "nine"), day(11, 19, -1, "day"), day(11, 17, 14*time.Hour, "two"),
	}
	for _, tt := range []struct{ now, want string }{
		{"2026-11-17 13:59", "two"},
		{"2026-11-17 14:00", "nine"},
		{"2026-11-19 08:59", "nine"},
		{"2026-11-19 09:00", "day"},
		{"2026-11-20 00:00", "month"},
		{"2026-12-01 00:00", "year"},
		{"2027-01-01 00:00", ""},
	} {
		now, _ := time.Parse("2006-01-02 15:04", tt.now)
		if f, _, ok := Next(facts, now); f.Text.String() != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, want %q", tt.now, f.Text, tt.want)
		}
	}
}
