package main

import (
	"log/slog"
	"os"
	"testing"
	"time"

	"casewire/feeds/news"
)

func TestThePlaceIsRemembered(t *testing.T) {
	p, st := &program{dirs: dirs{state: t.TempDir()}, log: slog.New(slog.DiscardHandler)}, &news.Story{Name: "flood"}
	at := news.Place{Sort: time.UnixMilli(1_763_390_000_000), ID: 17}
	for _, place := range []news.Place{{}, at, {}, {}} {
		p.leave(st, place)
		if got := p.leftAt(st); !got.Sort.Equal(place.Sort) || got.ID != place.ID {
			t.Errorf("left at %v, comes back to %v", place, got)
		}
	}
	p.leave(st, at)
	for _, damaged := range []string{"", "x y", "1763390000000", "1763390000000 -4"} {
		if err := os.WriteFile(p.leftPath(st), []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := p.leftAt(st); got != (news.Place{}) {
			t.Errorf("%q is read as %v", damaged, got)
		}
	}
}
