package people

import (
	"testing"

	"casewire/tui/screen"
)

func TestAClickChoosesAPersonAndThePage(t *testing.T) {
	s := show(t, &fake{people: everybody()}, 120, 30)
	press(s, "j")
	_, y, _ := s.Cursor()
	second := s.name()
	press(s, "k")
	_, cmd := s.Click(4, y)
	run(s, cmd)
	if s.name() != second || s.inside {
		t.Errorf("a click chooses %s", s.name())
	}
	s.Click(4, y)
	if !s.inside {
		t.Error("a second click does not open the person")
	}
	s.Click(4, y)
	if s.inside {
		t.Error("a click on the list does not go back to it")
	}
	s.Click(s.listWidth()+4, y)
	if !s.inside {
		t.Error("a click on the page does not go to it")
	}
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
