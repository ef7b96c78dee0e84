package main

import (
	"slices"
	"testing"

	"casewire/feeds/news"
)

func TestSplitWords(t *testing.T) {
	for in, want := range map[string][]string{
		"wc -w": {"wc", "-w"}, "  a  'b c' d\"e f\" ": {"a", "b c", "de f"}, "a ''": {"a", ""}, "grep $(x);y": {"grep", "$(x);y"},
	} {
		if got, err := splitWords(in); err != nil || !slices.Equal(got, want) {
			t.Errorf("splitWords(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
	for _, bad := range []string{"", "  ", "a 'b", `"`} {
		if got, err := splitWords(bad); err == nil {
			t.Errorf("splitWords(%q) = %q, want an error", bad, got)
		}
	}
}

func TestPipeOfNoProgram(t *testing.T) {
	w := &window{program: &program{}, shelf: &shelf{following: &following{}}}
	a := news.Article{}
	if _, err := w.pipe("no-such-program-here", &a); err == nil {
		t.Error("no error for a program that is not there")
	}
}
