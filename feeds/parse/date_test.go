package parse

import (
	"testing"
	"time"
)

func TestDate(t *testing.T) {
	tests := []struct {
		in, want string // want is empty for no date
		guessed  bool
	}{
		{"Mon, 02 Nov 2026 15:04:05 +0100", "2026-11-02T14:04:05Z", false},
		{"Mon, 02 Nov 2026 15:04:05 GMT", "2026-11-02T15:04:05Z", false},
		{"Mon, 02 Nov 2026 15:04:05 EST", "2026-11-02T20:04:05Z", false},
		{"02 Nov 26 15:04 PDT", "2026-11-02T22:04:00Z", false},
		{"Mon, 2 November 2026 15:04:05", "2026-11-02T15:04:05Z", true},
		{"Mon, 6 Jul 2026 12:00:00 ET", "2026-07-06T16:00:00Z", false},
		{"Mon, 02 Nov 2026 15:04:05 America/Denver", "2026-11-02T22:04:05Z", false},
		{"Mon, 02 Nov 2026 15:04:05 ../../etc/passwd", "", false},
		{"Mon, 02 Nov 2026 03:04:05 PM", "2026-11-02T15:04:05Z", true},
		{"Mon, 02 Nov 2026 12:30 a.m. UTC", "2026-11-02T00:30:00Z", false},
		{"2026-11-02T15:04:05Z", "2026-11-02T15:04:05Z", false},
		{"2026-11-02T15:04:05.123-0700", "2026-11-02T22:04:05Z", false},
		{"2026-11-02 15:04:05 UTC", "2026-11-02T15:04:05Z", false},
		{"2026-11-02 15:04", "2026-11-02T15:04:00Z", true},
		{"20261102T150405Z", "2026-11-02T15:04:05Z", false},
		{"2026-11-02", "2026-11-02T00:00:00Z", true},
		{"2026-11", "2026-11-01T00:00:00Z", true},
		{"1793631845", "2026-11-02T15:04:05Z", false},
		{"1793631845000", "2026-11-02T15:04:05Z", false},
		{"November 2nd, 2026 at 3:04 pm EST", "2026-11-02T20:04:00Z", false},
		{"lundi 2 novembre 2026 15:04", "2026-11-02T15:04:00Z", true},
		{"2. März 2026 08:00 MEZ", "2026-03-02T07:00:00Z", false},
		{"пн, 02 ноя 2026 15:04:05 +0300", "2026-11-02T12:04:05Z", false},
		{"13/11/2026", "2026-11-13T00:00:00Z", true},
		{"11/13/2026", "2026-11-13T00:00:00Z", true},
		{"Mon, 02/11/2026", "2026-11-02T00:00:00Z", true},
		{"Mon, 11/02/2026 10:00", "2026-11-02T10:00:00Z", true},
		{"02.11.2026 15.04", "2026-11-02T15:04:00Z", true},
		{"Mon, 02 Nov 2026 23:59:60 GMT", "2026-11-02T23:59:59Z", false},
		{"02/11/2026", "", false}, // November or February
		{"Sun, 31 Jun 2026 10:00:00 GMT", "", false},
		{"Mon, 02 Nov 2026 25:00:00 GMT", "", false},
		{"Mon, 02 Nov 2026 15:04:05 +9900", "", false},
		{"Mon, 02 Nov 2026 15:04:05 XYZ", "", false},
		{"2026-11-02T15:04:05Z and more", "", false},
		{"2026-13-02", "", false},
		{"2026-00-00", "", false},
		{"yesterday", "", false},
		{"Monday", "", false},
		{"0", "", false},
		{"", "", false},
	}
	for _, tt := range tests {
		got, guessed, ok := Date(tt.in, nil)
		s := ""
		if ok {
			s = got.UTC().Format(time.RFC3339)
		}
		if s != tt.want || ok && guessed != tt.guessed {
			t.Errorf("%q: %s, guessed %v, want %s, %v", tt.in, s, guessed, tt.want, tt.guessed)
		}
	}
	denver, err := time.LoadLocation("America/Denver")
	if err != nil {
		t.Skip(err)
	}
	if got, guessed, _ := Date("Mon, 02 Nov 2026 15:04:05", denver); !guessed || got.UTC().Hour() != 22 {
		t.Errorf("in the feed's zone: %v", got)
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{
		"Mon, 02 Nov 2026 15:04:05 +0100", "2026-11-02T15:04:05Z", "lundi 2 novembre 2026", "13/11/2026 3pm",
		"2004년 05월 28일  01:31:15", "Thu(x(y)), 9(th) Feb 2006 23:59:45", "Mon, 02 Nov 2026 15:04:05 Etc/GMT+5",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, _, ok := Date(s, nil)
		if !ok {
			return
		}
		if at.Year() < 1969 || at.Year() > 10000 {
			t.Errorf("%q is in %d", s, at.Year())
		}
		if again, _, ok := Date(at.Format(time.RFC3339), nil); !ok || !again.Equal(at.Truncate(time.Second)) {
			t.Errorf("%q is %v, which is read as %v", s, at, again)
		}
	})
}
