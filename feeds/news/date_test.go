package news

import (
	"slices"
	"testing"
	"time"
)

func TestDate(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		date        Date
		code, words string
		first, last time.Time
	}{
		{Date{2021, 10, 21}, "2021-10-21", "21 October 2021", day(2021, 10, 21), day(2021, 10, 21)},
		{Date{2024, 2, 0}, "2024-02", "February 2024", day(2024, 2, 1), day(2024, 2, 29)},
		{Date{2024, 12, 0}, "2024-12", "December 2024", day(2024, 12, 1), day(2024, 12, 31)},
		{Date{2022, 0, 0}, "2022", "2022", day(2022, 1, 1), day(2022, 12, 31)},
	} {
		if got := tt.date.String(); got != tt.code {
			t.Errorf("got %s, want %s", got, tt.code)
		}
		if got := tt.date.Words(); got != tt.words {
			t.Errorf("got %s, want %s", got, tt.words)
		}
		if first, last := tt.date.Days(); first != tt.first || last != tt.last {
			t.Errorf("%s is from %s to %s", tt.code, first, last)
		}
	}
}

func TestDatesInOrder(t *testing.T) {
	want := []Date{{}, {2021, 0, 0}, {2021, 10, 0}, {2021, 10, 21}, {2021, 11, 1}, {2022, 1, 1}}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, Date.Compare)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDateOf(t *testing.T) {
	at := time.Date(2026, 1, 1, 1, 0, 0, 0, time.UTC).In(time.FixedZone("", -2*60*60))
	if got := DateOf(at); got != (Date{2025, 12, 31}) {
		t.Errorf("got %s", got)
	}
}
