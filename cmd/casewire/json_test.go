package main

import (
	"slices"
	"testing"
)

func TestSpansStandOnceAndInOrder(t *testing.T) {
	got := inOrder([]span{{49, 54}, {0, 11}, {5, 11}, {49, 54}, {0, 4}})
	if want := []span{{0, 4}, {0, 11}, {5, 11}, {49, 54}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := inOrder([]span{}); got == nil {
		t.Error("no span is null in JSON")
	}
}
