package main

import (
	"strings"
	"testing"

	"casewire/feeds/story"
)

func TestDraftIsAStory(t *testing.T) {
	for name, d := range map[string]draft{
		"names and words": {persons: []draftPerson{{"Dana Marlow", "defendant"}, {"Jo", ""}}, near: []string{"trial", "film set"}, exclude: []string{"rugby", "AND"}},
		"names":           {persons: []draftPerson{{`O'Neil "Bo" Grün`, `she said "no"`}}},
		"words":           {near: []string{"Quay Street fire"}, exclude: []string{"NOT"}},
		"a feed twice":    {near: []string{"fire"}, feeds: []draftFeed{{"https://a.example/", "A"}}},
	} {
		t.Run(name, func(t *testing.T) {
			d.title = "A 'title' of \"quotes\""
			d.feed(draftFeed{"https://a.example/", "again"})
			st, faults := story.Parse("x", "x.toml", d.doc())
			if st == nil || len(faults) > 0 {
				t.Fatalf("%v in\n%s", faults, d.doc())
			}
			if len(st.Feeds) != 1 || len(st.Persons) != len(d.persons) {
				t.Errorf("%d feeds, %d persons of\n%s", len(st.Feeds), len(st.Persons), d.doc())
			}
		})
	}
}

func TestSearches(t *testing.T) {
	d := draft{persons: []draftPerson{{"Dana Marlow", ""}}, near: []string{"trial", "film set"}}
	for _, f := range d.searches() {
		if !strings.Contains(f.url, "q=%22Dana+Marlow%22+%28trial+OR+%22film+set%22%29&") {
			t.Errorf("asks for %s", f.url)
		}
	}
	if got := (&draft{}).searches(); got != nil {
		t.Errorf("an empty draft searches for %v", got)
	}
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"State v. Marlow": "state-v-marlow", "Über 2": "ber-2", "": "", "港": "",
		"The very long title of a story about a fire on Quay Street": "the-very-long-title-of-a-story",
	} {
		if got := slug(title); got != want {
			t.Errorf("slug(%q) = %q, want %q", title, got, want)
		}
	}
}

func FuzzDraft(f *testing.F) {
	f.Add("Dana Marlow, defendant", "trial, jury", "rugby")
	f.Add("a\x00\"'", "cs(x), NEAR/4", "*, -x")
	f.Fuzz(func(t *testing.T, person, near, exclude string) {
		d := draft{title: "T", near: wordList(near), exclude: wordList(exclude)}
		_ = d.person(person)
		if st, faults := story.Parse("x", "x.toml", d.doc()); st == nil && faults.Error() == "" {
			t.Fatalf("no story and no fault for\n%s", d.doc())
		}
	})
}
