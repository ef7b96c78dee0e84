package main

import (
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

func TestChangesAreShownOnceAndWithoutNoise(t *testing.T) {
	a, err := archive.Open(t.Context(), "", archive.Options{Story: "harbor", Memory: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	judge := archive.Judge{Hash: "x", Decide: func(*rule.Doc) rule.Verdict {
		return rule.Verdict{Verdict: news.Verdict{Decision: news.Keep}}
	}}
	now := time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)
	states := []string{"The binder holds 241 pages.", "Updated 5 minutes ago\n\nThe binder holds 214 pages.", "Updated 9 minutes ago\n\nThe binder holds 214 white pages."}
	item := news.Item{Link: "https://p.example/1", GUID: "1", Title: text.Own("Harbor"), Body: text.Plain(states[0])}
	id, _, err := a.AddLink(t.Context(), now, archive.Arrival{Item: item, Key: item.Link, Tidy: item.Link}, judge)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range states {
		page := archive.PageResult{Article: id, Status: 200, OK: true, Headline: item.Title, Body: text.Plain(s)}
		if _, err := a.StorePages(t.Context(), now.Add(time.Duration(i)*time.Hour), []archive.PageResult{page}, judge); err != nil {
			t.Fatal(err)
		}
	}
	s := &shelf{following: &following{archive: a}}
	got, err := s.Changes(t.Context(), id)
	if err != nil || len(got) != 2 {
		t.Fatalf("got %+v, %v", got, err)
	}
	if d := got[0]; d.Kind != news.Minor || len(d.Hunks) != 1 || d.Hunks[0].New.String() != "The binder holds 214 white pages." || d.From != 3 || d.To != 4 {
		t.Errorf("got %+v", d)
	}
	if d := got[1]; d.Kind != news.Correction || len(d.Hunks) != 1 || d.From != 2 || d.To != 3 {
		t.Errorf("got %+v", d)
	}
}
