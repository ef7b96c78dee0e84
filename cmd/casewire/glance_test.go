package main

import (
	"context"
	"errors"
	"slices"
	"testing"

	"casewire/tui/article"
)

// noted is what an archive is told of reading.
type noted struct {
	article.Marker
	opened []int64
	read   []int
}

func (n *noted) Opened(_ context.Context, id int64) error {
	n.opened = append(n.opened, id)
	return nil
}

func (n *noted) ReadTo(_ context.Context, _ int64, sentences int) error {
	n.read = append(n.read, sentences)
	return nil
}

func TestAGlanceIsNoReading(t *testing.T) {
	n := &noted{}
	g := &glance{Marker: n}
	if err := g.Opened(t.Context(), 17); !errors.Is(err, article.ErrHeldBack) {
		t.Errorf("opened: %v", err)
	}
	for _, sentences := range []int{4, 9, 6} {
		if err := g.ReadTo(t.Context(), 17, sentences); err != nil {
			t.Error(err)
		}
	}
	if len(n.opened)+len(n.read) > 0 {
		t.Errorf("a glance is noted: %+v", n)
	}
	if err := g.enter(t.Context()); err != nil {
		t.Error(err)
	}
	if err := errors.Join(g.ReadTo(t.Context(), 17, 12), g.Opened(t.Context(), 18)); err != nil {
		t.Error(err)
	}
	if !slices.Equal(n.opened, []int64{17, 18}) || !slices.Equal(n.read, []int{9, 12}) {
		t.Errorf("noted %+v", n)
	}
}
