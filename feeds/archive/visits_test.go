package archive

import (
	"testing"
	"time"
)

func TestVisitsThatAreOver(t *testing.T) {
	a := newDesk(t, 1).Archive
	for _, at := range []time.Duration{0, 10 * time.Minute, 2 * time.Hour, 24 * time.Hour} {
		if err := a.Visit(t.Context(), noon.Add(at)); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		now  time.Duration
		n    int
		want []time.Duration // ends
	}{
		{24*time.Hour + time.Minute, 10, []time.Duration{2 * time.Hour, 10 * time.Minute}},
		{48 * time.Hour, 10, []time.Duration{24 * time.Hour, 2 * time.Hour, 10 * time.Minute}},
		{48 * time.Hour, 1, []time.Duration{24 * time.Hour}},
		{time.Minute, 10, nil},
	} {
		got, err := a.Visits(t.Context(), noon.Add(tt.now), tt.n)
		if err != nil || len(got) != len(tt.want) {
			t.Fatalf("after %v: %v, %v; want %d visits", tt.now, got, err, len(tt.want))
		}
		for i := range got {
			if !got[i].Ended.Equal(noon.Add(tt.want[i])) {
				t.Errorf("after %v, visit %d ended %v, want %v", tt.now, i, got[i].Ended, noon.Add(tt.want[i]))
			}
		}
	}
}
