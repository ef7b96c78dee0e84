package digest

import (
	"reflect"
	"testing"

	"casewire/tui/screen"
)

func TestAClickOpens(t *testing.T) {
	s := show(t, newFake(), 80, 20)
	press(s, "j")
	_, y, _ := s.Cursor()
	press(s, "k")
	got, _ := s.Click(5, y)
	if _, at, ok := s.Cursor(); !ok || at != y {
		t.Errorf("a click on line %d leaves the cursor on line %d", y, at)
	}
	if o, ok := s.Pointed(); !ok || o.Article == 0 {
		t.Errorf("no article is pointed at: %v", o)
	}
	other := show(t, newFake(), 80, 20)
	press(other, "j")
	if want := press(other, "enter"); !reflect.DeepEqual(got, want) {
		t.Errorf("a click does %v, want %v", got, want)
	}
	if a, _ := s.Click(0, 0); a != (screen.Nothing{}) {
		t.Errorf("a click on nothing does %v", a)
	}
}
