package main

import (
	"sync"
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/rule"
)

// The window asks for the state in several commands at a time, while an edit
// of the story may be taken up.
func TestTheWireIsAskedFromAllSides(t *testing.T) {
	a, err := archive.Open(t.Context(), "", archive.Options{Story: "x", Memory: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	now := time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)
	st := &news.Story{Name: demoStory}
	rules, _ := rule.Compile(st)
	w := &wire{
		program: &program{getenv: func(string) string { return "" }},
		shelf:   &shelf{following: &following{story: st, rules: rules, archive: a, now: func() time.Time { return now }, zone: time.UTC}},
	}
	w.pressed.Store(now.UnixMilli())
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if _, err := w.State(t.Context()); err != nil {
				t.Error(err)
			}
			w.shelf.take(&news.Story{Name: demoStory}, rules)
			if _, err := w.edit(); err == nil {
				t.Error("the demonstration can be edited")
			}
		})
	}
	all.Wait()
	if v, err := a.LastVisit(t.Context(), now.Add(time.Hour)); err != nil || !v.Ended.Equal(now) {
		t.Errorf("the visit is %+v, %v", v, err)
	}
}

// The demonstration has a feed that fails, and one that is gone.
func TestAGoneFeedNeedsNobody(t *testing.T) {
	s := demoShelf(t)
	c, err := s.Counts(t.Context())
	if err != nil || c.Failing != 2 {
		t.Fatalf("%d feeds fail, %v", c.Failing, err)
	}
	for range 2 {
		if n, err := s.needing(t.Context(), &c); n != 1 || err != nil {
			t.Errorf("%d feeds need the reader, %v", n, err)
		}
	}
}
