package theme

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestLinesHaveTheirWidth(t *testing.T) {
	for _, th := range []*Theme{New(Options{}), New(Options{ASCII: true})} {
		for _, s := range []string{"", "Marlow", "日本語の見出しです", "e\u0301te\u0301", "👩‍🚒 fire", "\x1b[1mbold headline\x1b[m"} {
			for w := range 24 {
				if got := ansi.StringWidth(th.Fit(s, w)); got != w {
					t.Errorf("Fit(%q, %d) is %d wide", s, w, got)
				}
				if got := ansi.StringWidth(th.Cut(s, w)); got > w {
					t.Errorf("Cut(%q, %d) is %d wide", s, w, got)
				}
				if got := ansi.StringWidth(th.Right(s, w)); got != w {
					t.Errorf("Right(%q, %d) is %d wide", s, w, got)
				}
				if got := ansi.StringWidth(th.Spread(s, "12 new ", w)); got != w {
					t.Errorf("Spread(%q, %d) is %d wide", s, w, got)
				}
			}
		}
	}
	if got := New(Options{}).Fit("Chemist contradicts", 9); got != "Chemist …" {
		t.Errorf("got %q", got)
	}
	if got := New(Options{}).Spread("left", "right", 12); got != "left   right" {
		t.Errorf("got %q", got)
	}
}
