package search

import (
	"testing"

	"casewire/tui/screen"
)

func TestWordsTypedElsewhereAreSearched(t *testing.T) {
	s := show(t, &archive{n: 4}, 80, 20)
	_, cmd := s.Update(screen.Asked{Query: "notebook"})
	drain(s, cmd)
	if s.Typing() || s.query() != "notebook" || s.results.Len() == 0 {
		t.Fatalf("typing %v, query %q, %d results", s.Typing(), s.query(), s.results.Len())
	}
	press(s, "j")
	_, y, _ := s.Cursor()
	want, _ := s.Pointed()
	press(s, "k")
	if a, _ := s.Click(5, y); a != want {
		t.Errorf("a click does %v, want %v", a, want)
	}
	drain(s, s.Scroll(0, 0, 1000))
	if got, _ := s.Pointed(); got != want {
		t.Error("the wheel chooses another result")
	}
	if s.Click(5, 0); !s.Typing() {
		t.Error("a click on the line that is typed does not go to it")
	}
}
