package search

import (
	"testing"

	"casewire/feeds/text"
)

func TestASnippetSaysThatItIsCut(t *testing.T) {
	for in, want := range map[string]string{
		"A toaster started a fire.":       "A toaster started a fire.",
		"refused to throw out the case":   "…refused to throw out the case…",
		"“Thin in places,” she said, and": "“Thin in places,” she said, and…",
		"":                                "",
	} {
		r := &Result{Snippet: text.Line(in)}
		if len(in) > 10 {
			r.Hits = []text.Span{{Start: 2, End: 9}}
		}
		got, hits := dotted(r)
		if got.String() != want {
			t.Errorf("%q is shown as %q", in, got)
		}
		for i, h := range hits {
			if got.Cut(h) != r.Snippet.Cut(r.Hits[i]) {
				t.Errorf("%q: the hit is %q", want, got.Cut(h))
			}
		}
	}
}
