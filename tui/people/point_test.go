package people

import (
	"reflect"
	"testing"

	"casewire/tui/screen"
)

func TestAClickOpensAPerson(t *testing.T) {
	s := show(t, &fake{people: everybody()}, 120, 30)
	press(s, "j")
	_, y, _ := s.Cursor()
	second := s.name()
	press(s, "k")
	_, cmd := s.Click(4, y)
	run(s, cmd)
	if s.name() != second || !s.inside {
		t.Errorf("a click opens %s: %v", s.name(), s.inside)
	}
	press(s, "esc")
	_, at, _ := pageCursor(s)
	if a, _ := s.Click(s.listWidth()+4, at); !s.inside || reflect.TypeOf(a) != reflect.TypeFor[screen.Open]() {
		t.Errorf("a click on the page does %v", a)
	}
	s.SetSize(120, 4)
	press(s, "G")
	s.Scroll(s.listWidth()+4, 1, -1000)
	if _, _, ok := s.Cursor(); s.name() != second || ok {
		t.Error("the wheel moves the cursor")
	}
	if s.Scroll(4, 1, -1000); s.scroll.Top() != 0 || s.scroll.Cursor() == 0 || !s.inside {
		t.Errorf("the wheel over the list: line %d, cursor %d", s.scroll.Top(), s.scroll.Cursor())
	}
	press(s, "w")
	s.Click(4, 3)
	if s.why != nil || s.name() != second {
		t.Error("a click on the answer does more than close it")
	}
}

// pageCursor is where the cursor of the page is.
func pageCursor(s *Screen) (x, y int, ok bool) {
	defer func(was bool) { s.inside = was }(s.inside)
	s.inside = true
	return s.Cursor()
}

func TestAPersonIsAskedFor(t *testing.T) {
	s := show(t, &fake{people: everybody()}, 120, 30)
	press(s, "j")
	name := s.name()
	press(s, "k")
	send(s, screen.Asked{Query: name.String()})
	if len(s.rows) != 1 || s.name() != name {
		t.Errorf("%d people, chosen %s", len(s.rows), s.name())
	}
}
