package extract

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestFinder looks for the phrases of all tables in texts made of their parts.
func TestFinder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	tables := []*finder{pleas, wants, copyrightParts, creditParts, bios, jobs, helpers, gates, find()}
	found := 0
	for range 20_000 {
		f := tables[rnd.IntN(len(tables))]
		s := ""
		for range rnd.IntN(4) {
			from := tables[rnd.IntN(len(tables)-1)].phrases
			phrase := from[rnd.IntN(len(from))]
			begin := rnd.IntN(3)
			s += phrase[begin:max(len(phrase)-rnd.IntN(3), begin)]
		}
		want := slices.ContainsFunc(f.phrases, func(p string) bool { return strings.Contains(s, p) })
		if want {
			found++
		}
		if got := f.in(s); got != want {
			t.Fatalf("%q: %v, want %v", s, got, want)
		}
	}
	if found < 300 {
		t.Fatalf("only %d texts have a phrase", found)
	}
}
