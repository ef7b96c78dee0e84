package desk

import (
	"context"
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/story"
)

// played is the demonstration, filled.
func played(t testing.TB) (*archive.Archive, *news.Story) {
	t.Helper()
	st, ok := story.BuiltIn("demo")
	if !ok {
		t.Fatal("no story")
	}
	rules, _ := rule.Compile(st)
	a, err := archive.Open(context.Background(), "", archive.Options{Story: "demo", Memory: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	began := time.Now()
	err = Play(context.Background(), Config{Story: st, Rules: rules, Archive: a, Spawn: func(fn func()) { go fn() }}, "test", func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("played in %v", time.Since(began))
	return a, st
}

func TestRebuildEndsAsArrivalDid(t *testing.T) {
	a, st := played(t)
	before := prints(t, a)
	began := time.Now()
	if err := Rebuild(t.Context(), a, st, nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("rebuilt in %v", time.Since(began))
	for what, print := range prints(t, a) {
		if print != before[what] {
			t.Errorf("the %s are other ones", what)
		}
	}
}

func prints(t testing.TB, a *archive.Archive) map[string]string {
	t.Helper()
	p, err := a.Fingerprints(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return p
}
