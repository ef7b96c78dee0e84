package archive

import (
	"slices"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

func (d *desk) marks() []Marked {
	d.t.Helper()
	var list []Marked
	must(d.t, d.Marks(d.t.Context(), func(m Marked) error {
		list = append(list, m)
		return nil
	}))
	return list
}

// five is a desk with five articles; the last has no link, the one before a
// secret in it.
func five(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", "One. Two."), item("2", "https://p.example/2", "fire two", "One. Two."),
		item("3", "https://p.example/3", "no", "One. Two."), item("4", "https://p.example/4?token=abc", "fire four", "One. Two."), item("5", "", "fire five", "One. Two."))
	return d
}

func (d *desk) take(list []Marked) (Taken, []int64) {
	d.t.Helper()
	taken, ids, err := d.TakeMarks(d.t.Context(), d.now, list)
	must(d.t, err)
	return taken, ids
}

func (d *desk) act(minutes int, act news.Act, note string, ids ...int64) {
	d.t.Helper()
	_, err := d.Do(d.t.Context(), d.now.Add(time.Duration(minutes)*time.Minute), act, text.Line(note), ids...)
	must(d.t, err)
}

func TestMarksTravel(t *testing.T) {
	from, to := five(t), five(t)
	ctx := t.Context()
	from.act(-9, news.MarkRead, "", 1)
	must(t, from.Opened(ctx, 2, from.now))
	must(t, from.ReadTo(ctx, 2, 1))
	from.act(-8, news.MarkOnStory, "", 3)
	from.act(-7, news.Star, "", 4, 5)
	from.act(-6, news.SetNote, "ask the clerk", 5)

	list := from.marks()
	for i, want := range []string{
		"https://p.example/1", "https://p.example/2", "https://p.example/3",
		"sha256:2185ddde6d7544d0777df8939d32a2fb61486702122f10bb84a41e3a38eb24ea",
		"sha256:d5e81c01918916ffee37f76997b1565522ab7ff40561ad5a6f919c0b62ff8171",
	} {
		if list[i].Name != want {
			t.Errorf("article %d is called %s", i+1, list[i].Name)
		}
	}
	slices.Reverse(list) // their order says nothing
	taken, ids := to.take(list)
	if want := (Taken{Changed: 5}); taken != want || !slices.Equal(ids, []int64{3}) {
		t.Errorf("took %+v, marked %v", taken, ids)
	}
	for id := range int64(5) {
		a, b := from.article(id+1).State, to.article(id+1).State
		if a.Opened = (time.Time{}); a != b {
			t.Errorf("article %d: %+v, there %+v", id+1, b, a)
		}
	}
	before := dump(t, to.Archive)
	if taken, _ := to.take(list); taken != (Taken{Same: 5}) || dump(t, to.Archive) != before {
		t.Errorf("took %+v again", taken)
	}
	if taken, _ := from.take(to.marks()); taken != (Taken{Same: 5}) {
		t.Errorf("took %+v back", taken)
	}
	sound(t, to.Archive)
}

func TestNewestWins(t *testing.T) {
	for name, row := range map[string]struct {
		here, there func(*desk)
		want        func(news.State) bool
	}{
		"newer there": {
			func(d *desk) { d.act(-9, news.Star, "", 1) },
			func(d *desk) { d.act(-10, news.Star, "", 1); d.act(-8, news.Unstar, "", 1) },
			func(s news.State) bool { return !s.Starred },
		},
		"newer here": {
			func(d *desk) { d.act(-7, news.Star, "", 1) },
			func(d *desk) { d.act(-10, news.Star, "", 1); d.act(-8, news.Unstar, "", 1) },
			func(s news.State) bool { return s.Starred },
		},
		"note taken away": {
			func(d *desk) { d.act(-9, news.SetNote, "old", 1) },
			func(d *desk) { d.act(-9, news.SetNote, "old", 1); d.act(-8, news.SetNote, "", 1) },
			func(s news.State) bool { return s.Note.Len() == 0 },
		},
		"other mark": {
			func(d *desk) { d.act(-9, news.MarkOnStory, "", 1) },
			func(d *desk) { d.act(-8, news.MarkOffStory, "", 1) },
			func(s news.State) bool { return s.Mark == news.OffStory },
		},
		"unread there": {
			func(d *desk) { d.act(-9, news.MarkRead, "", 1) },
			func(d *desk) { d.act(-9, news.MarkRead, "", 1); d.act(-8, news.MarkUnread, "", 1) },
			func(s news.State) bool { return !s.Read && s.ReadTo == 0 },
		},
		"unread here": {
			func(d *desk) { d.act(-9, news.MarkRead, "", 1); d.act(-7, news.MarkUnread, "", 1) },
			func(d *desk) { d.act(-8, news.MarkRead, "", 1) },
			func(s news.State) bool { return !s.Read },
		},
		"read further there": {
			func(d *desk) { d.act(-7, news.Dismiss, "", 1) },
			func(d *desk) { d.act(-9, news.MarkRead, "", 1) },
			func(s news.State) bool { return s.Read && s.ReadTo == 2 },
		},
		"a time to come": {
			func(d *desk) { d.act(-7, news.Star, "", 1) },
			func(d *desk) { d.act(1000, news.Star, "", 1); d.act(1001, news.Unstar, "", 1) },
			func(s news.State) bool { return !s.Starred },
		},
	} {
		here, there := five(t), five(t)
		row.here(here)
		row.there(there)
		list := there.marks()
		here.take(list)
		if s := here.article(1).State; !row.want(s) {
			t.Errorf("%s: %+v", name, s)
		}
		before := dump(t, here.Archive)
		here.take(list)
		if dump(t, here.Archive) != before {
			t.Errorf("%s: taking it twice changes something", name)
		}
	}
}

func TestMarksOfOthers(t *testing.T) {
	d := five(t)
	star := &Dated[bool]{true, d.now}
	taken, _ := d.take([]Marked{{Name: "https://other.example/1", Starred: star}, {Name: "sha256:00", Starred: star}, {Name: "", Starred: star}, {Name: "https://p.example/1"}})
	if taken != (Taken{Unknown: 3, Same: 1}) {
		t.Errorf("took %+v", taken)
	}
	// What is taken can be taken back.
	d.take([]Marked{{Name: "https://p.example/1", Starred: &Dated[bool]{Value: true}}})
	if u, err := d.Undo(t.Context()); err != nil || u.Act != news.Star || d.article(1).State.Starred {
		t.Errorf("undid %+v, %v", u, err)
	}
}
