package list

import (
	"strings"
	"testing"
)

func shownRows(l *List[row]) string { return strings.Join(l.View(draw), " ") }

func TestTheWheelMovesTheRowsAndNotTheCursor(t *testing.T) {
	l := newShelf(400).list(t, 6)
	run(t, l, l.Top())
	for _, tt := range []struct {
		lines   int
		want    string
		insight bool
	}{
		{3, "399 398 397 396 395 day 78", false},
		{-3, "day 80 >400 day 79 399 398 397", true},
		{-3, "day 80 >400 day 79 399 398 397", true},
		{100000, "day 0 ...", false},
		{-100000, "day 80 >400 day 79 399 398 397", true},
	} {
		for range 30 { // as far as there is anything
			run(t, l, l.Roll(tt.lines))
			if tt.lines > -100 && tt.lines < 100 {
				break
			}
		}
		got := shownRows(l)
		if want, cut := strings.CutSuffix(tt.want, "..."); got != tt.want && (!cut || !strings.Contains(got, strings.TrimSpace(want))) {
			t.Errorf("rolled by %d: %q, want %q", tt.lines, got, tt.want)
		}
		if l.Chosen().id != 400 || l.InSight() != tt.insight {
			t.Errorf("rolled by %d: chosen %d, in sight %v", tt.lines, l.Chosen().id, l.InSight())
		}
	}
}

func TestAMoveBringsTheChosenRowBack(t *testing.T) {
	for name, move := range map[string]func(*List[row]){
		"stay": func(l *List[row]) { l.Stay() },
		"move": func(l *List[row]) { l.Move(1) },
		"page": func(l *List[row]) { l.Page(1) },
		"last": func(l *List[row]) { l.Last() },
	} {
		l := newShelf(40).list(t, 6)
		run(t, l, l.Top())
		run(t, l, l.Roll(20))
		if l.InSight() {
			t.Fatal("the chosen row does not go out of sight")
		}
		move(l)
		if !l.InSight() || !strings.Contains(shownRows(l), ">") {
			t.Errorf("%s: the chosen row stays out of sight: %q", name, shownRows(l))
		}
	}
}

func TestAClickChoosesARowWhereItStands(t *testing.T) {
	l := newShelf(40).list(t, 6)
	run(t, l, l.Top())
	run(t, l, l.Roll(4))
	before := shownRows(l)
	own, ok := l.Click(1)
	if !ok || own != 0 || !strings.HasPrefix(shownRows(l), strings.SplitN(before, " ", 2)[0]) {
		t.Errorf("%v %v: %q, then %q", own, ok, before, shownRows(l))
	}
	if _, ok := New(t.Context(), Config[row]{}).Click(0); ok {
		t.Error("an empty list has a row")
	}
}
