package screen

import (
	"testing"

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
