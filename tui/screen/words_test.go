package screen

import (
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 1234567: "1,234,567", -5: "-5", -123: "-123", -1234: "-1,234"} {
		if got := Number(n); got != want {
			t.Errorf("%d is written %q, want %q", n, got, want)
		}
	}
}

func TestCountAndLine(t *testing.T) {
	if got := Count(1, "feed", "feeds").String(); got != "1 feed" {
		t.Errorf("got %q", got)
	}
	if got := Line(Count(1204, "item", "items"), "g: show", "5: sources"); got != text.Own("1,204 items   g: show   5: sources") {
		t.Errorf("got %q", got)
	}
}

func TestOffline(t *testing.T) {
	for _, tt := range []struct {
		texts news.Texts
		want  string
	}{
		{news.Texts{}, ""},
		{news.Texts{Saved: 88, Refused: 2}, "Ready for offline: 88 of 90 full texts saved, 2 refused by the outlet."},
		{news.Texts{Saved: 1}, "Ready for offline: 1 of 1 full text saved."},
		{news.Texts{Saved: 1204, Refused: 1, Wanted: 12}, "Not ready for offline: 1,204 of 1,217 full texts saved, 1 refused by the outlet, 12 to come."},
	} {
		if got := Offline(tt.texts).String(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.texts, got, tt.want)
		}
	}
}
