package archive

import (
	"errors"
	"slices"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

func TestActs(t *testing.T) {
	tests := []struct {
		act  news.Act
		want func(a news.Article) bool
	}{
		{news.MarkRead, func(a news.Article) bool { return a.State.Read && a.State.ReadTo == 2 && a.Size.New == 0 }},
		{news.MarkUnread, func(a news.Article) bool { return !a.State.Read && a.State.ReadTo == 0 && a.Size.New == 2 }},
		{news.Dismiss, func(a news.Article) bool { return a.State.Read && a.State.ReadTo == 0 && a.Size.New == 0 }},
		{news.Star, func(a news.Article) bool { return a.State.Starred }},
		{news.Unstar, func(a news.Article) bool { return !a.State.Starred }},
		{news.MarkOnStory, func(a news.Article) bool {
			return a.State.Mark == news.OnStory && a.Verdict.Decision == news.Keep
		}},
		{news.MarkOffStory, func(a news.Article) bool {
			return a.State.Mark == news.OffStory && a.Verdict.Decision == news.Drop
		}},
		{news.ClearMark, func(a news.Article) bool { return a.State.Mark == news.NoMark }},
		{news.SetNote, func(a news.Article) bool { return a.State.Note.String() == "ask" }},
	}
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", "One. Two."), item("2", "https://p.example/2", "nearly", "One. Two."), item("3", "https://p.example/3", "no", "One. Two."))
	ctx := t.Context()
	must(t, d.ReadTo(ctx, 1, 1))
	must(t, d.ReadTo(ctx, 2, 1))
	must(t, d.ReadTo(ctx, 3, 1))
	states := []string{stateDump(t, d.Archive)}
	for _, tt := range tests {
		n, err := d.Do(ctx, d.now, tt.act, text.Own("ask"), 1, 2, 3)
		must(t, err)
		for id := range int64(3) {
			if a := d.article(id + 1); n != 3 || !tt.want(a) {
				t.Errorf("act %d on %d: got %+v", tt.act, id+1, a)
			}
		}
		sound(t, d.Archive)
		states = append(states, stateDump(t, d.Archive))
	}
	path := d.path
	must(t, d.Close())
	d.Archive = open(t, path)
	for i := len(tests) - 1; i >= 0; i-- {
		u, err := d.Undo(ctx)
		must(t, err)
		if u.Act != tests[i].act || !slices.Equal(u.Articles, []int64{1, 2, 3}) {
			t.Errorf("undid %+v", u)
		}
		if got := stateDump(t, d.Archive); got != states[i] {
			t.Errorf("undo of act %d: got\n%s\nwant\n%s", tests[i].act, got, states[i])
		}
	}
	if _, err := d.Undo(ctx); !errors.Is(err, ErrNothing) {
		t.Errorf("got %v", err)
	}
	must(t, d.Close())
	d.Archive = open(t, path)
	for i := range tests {
		_, err := d.Redo(ctx)
		must(t, err)
		if got := stateDump(t, d.Archive); got != states[i+1] {
			t.Errorf("redo of act %d: got\n%s\nwant\n%s", tests[i].act, got, states[i+1])
		}
	}
	if _, err := d.Redo(ctx); !errors.Is(err, ErrNothing) {
		t.Errorf("got %v", err)
	}
	sound(t, d.Archive)
	_, err := d.Undo(ctx)
	must(t, err)
	_, err = d.Do(ctx, d.now, news.Star, none, 1)
	must(t, err)
	if _, err := d.Redo(ctx); !errors.Is(err, ErrNothing) {
		t.Errorf("what was undone comes back over something new: %v", err)
	}
}

// stateDump is everything but the journal.
func stateDump(t *testing.T, a *Archive) string {
	t.Helper()
	var out []byte
	skip := false
	for line := range slices.Values(splitAfter(dump(t, a))) {
		if len(line) > 2 && line[:2] == "==" {
			skip = line == "== done\n"
		}
		if !skip {
			out = append(out, line...)
		}
	}
	return string(out)
}

func splitAfter(s string) (list []string) {
	for i, start := 0, 0; i < len(s); i++ {
		if s[i] == '\n' {
			list = append(list, s[start:i+1])
			start = i + 1
		}
	}
	return list
}

func TestUnknownIDs(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", ""))
	n, err := d.Do(t.Context(), d.now, news.Star, none, 17, 1)
	var unknown *UnknownError
	if n != 1 || !errors.As(err, &unknown) || unknown.ID != 17 || err.Error() != "no article 17" {
		t.Errorf("got %d, %v", n, err)
	}
	if !d.article(1).State.Starred {
		t.Error("the other id was not done")
	}
	if _, err := d.Article(t.Context(), 17); !errors.Is(err, ErrNoArticle) {
		t.Errorf("got %v", err)
	}
	if err := d.Opened(t.Context(), 17, d.now); !errors.Is(err, ErrNoArticle) {
		t.Errorf("got %v", err)
	}
	if _, err := d.Revisions(t.Context(), 17); !errors.Is(err, ErrNoArticle) {
		t.Errorf("got %v", err)
	}
}

func TestMarksOverruleRules(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", ""), item("2", "https://p.example/2", "weather", ""))
	ctx := t.Context()
	_, err := d.Do(ctx, d.now, news.MarkOffStory, none, 1)
	must(t, err)
	_, err = d.Do(ctx, d.now, news.MarkOnStory, none, 2)
	must(t, err)
	must(t, d.Judge(ctx, fire, 1, 2))
	state := stateDump(t, d.Archive)
	if a := d.article(2); len(a.Verdict.Tags) != 1 {
		t.Errorf("an article on the story has no tags: %+v", a.Verdict)
	}
	_, _, err = d.JudgeAll(ctx, fire, nil)
	must(t, err)
	if got := stateDump(t, d.Archive); got != state {
		t.Errorf("got\n%s\nwant\n%s", got, state)
	}
	d.poll(0, item("1", "https://p.example/1", "fire, again", ""), item("2", "https://p.example/2", "weather, again", ""))
	if got := places(d.list(news.Filter{})); !slices.Equal(got, []int64{2}) {
		t.Errorf("kept: %v", got)
	}
	sound(t, d.Archive)
}

func TestDoAll(t *testing.T) {
	d := newDesk(t, 1)
	all := many(d, 40)
	ids, err := d.DoAll(t.Context(), d.now, news.Dismiss, news.Filter{Unread: true}, query(t, "fire"))
	must(t, err)
	if !slices.Equal(ids, all) {
		t.Errorf("got %v", ids)
	}
	if c, _ := d.Counts(t.Context()); c.Unread != 0 || c.Kept != 40 {
		t.Errorf("got %+v", c)
	}
	if u, err := d.Undo(t.Context()); err != nil || len(u.Articles) != 40 {
		t.Errorf("got %+v, %v", u, err)
	}
	if c, _ := d.Counts(t.Context()); c.Unread != 40 {
		t.Errorf("got %+v", c)
	}
}

func TestReading(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", "One. Two. Three."))
	must(t, d.Opened(t.Context(), 1, d.now))
	must(t, d.ReadTo(t.Context(), 1, 2))
	must(t, d.ReadTo(t.Context(), 1, 1))
	a := d.article(1)
	if !a.State.Read || a.State.ReadTo != 2 || !a.State.Opened.Equal(d.now) || a.Size.New != 0 {
		t.Errorf("got %+v", a.State)
	}
	sound(t, d.Archive)
}

func TestVisits(t *testing.T) {
	d := newDesk(t, 1)
	last := func(want time.Duration, poll int64) {
		t.Helper()
		v, err := d.LastVisit(t.Context(), d.now)
		must(t, err)
		if want < 0 && v != (Visit{}) || want >= 0 && (!v.Ended.Equal(noon.Add(want)) || v.ToPoll != poll) {
			t.Errorf("got %+v, want its end at +%v, poll %d", v, want, poll)
		}
	}
	press := func(after time.Duration) {
		t.Helper()
		d.now = noon.Add(after)
		must(t, d.Visit(t.Context(), d.now))
	}
	last(-1, 0)
	press(0)
	d.poll(0)
	press(20 * time.Minute)
	press(10 * time.Minute) // the clock went back
	press(40 * time.Minute)
	last(-1, 0)
	d.now = noon.Add(70 * time.Minute)
	last(40*time.Minute, 1)
	d.poll(0)
	press(3 * time.Hour)
	last(40*time.Minute, 1)
	d.now = noon.Add(24 * time.Hour)
	last(3*time.Hour, 2)
}

func TestSince(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", ""))
	d.poll(0, item("2", "https://p.example/2", "fire", ""), item("3", "https://p.example/3", "rain", ""))
	articles, reports, err := d.Since(t.Context(), 1)
	if articles != 1 || reports != 1 || err != nil {
		t.Errorf("got %d, %d, %v", articles, reports, err)
	}
}

func TestRetention(t *testing.T) {
	const day = 24 * time.Hour
	d := newDesk(t, 2)
	ctx := t.Context()
	var items []news.Item
	for _, title := range []string{"fire", "nearly", "gone", "opened", "starred", "marked", "noted", "listed", "elsewhere"} {
		items = append(items, item(title, "https://p.example/"+title, title, "Word."))
	}
	d.poll(0, items...)
	d.poll(1, item("other", "https://p.example/elsewhere", "elsewhere", "Word."))
	must(t, d.Opened(ctx, 4, d.now))
	_, err := d.Do(ctx, d.now, news.Star, none, 5)
	must(t, err)
	_, err = d.Do(ctx, d.now, news.MarkOffStory, none, 6)
	must(t, err)
	_, err = d.Do(ctx, d.now, news.SetNote, text.Own("x"), 7)
	must(t, err)
	for i := range 5 {
		d.now = noon.Add(time.Duration(i*5) * day)
		d.poll(0, items[7])
		d.poll(1, item("other", "https://p.example/elsewhere", "elsewhere", "Word."))
	}
	clean := func(want int) {
		t.Helper()
		n, err := d.Clean(ctx, d.now, news.Retention{Unrelated: 14 * day})
		must(t, err)
		if n != want {
			t.Errorf("removed %d, want %d", n, want)
		}
		sound(t, d.Archive)
	}
	clean(1)
	clean(0)
	if _, err := d.Article(ctx, 3); !errors.Is(err, ErrNoArticle) {
		t.Errorf("got %v", err)
	}
	// What was removed does not come back, not even from another feed.
	if got := d.poll(0, items[2], items[7]); got.New != 0 {
		t.Errorf("got %+v", got)
	}
	if got := d.poll(1, item("again", "https://p.example/gone", "gone fire", "")); len(got.Changes) != 0 {
		t.Errorf("got %+v", got)
	}
	sound(t, d.Archive)
	if n, err := d.Clean(ctx, d.now, news.Retention{NearMiss: 14 * day}); n != 1 || err != nil {
		t.Errorf("near misses: got %d, %v", n, err)
	}
	if got := d.poll(0, item("fresh", "https://p.example/fresh", "fire", "")); got.Changes[0].Article <= 10 {
		t.Errorf("an id was given twice: %+v", got)
	}
	sound(t, d.Archive)
}

func TestHealthOfAQuietFeed(t *testing.T) {
	d := newDesk(t, 2)
	var items []news.Item
	for i := range 10 {
		it := item(time.Duration(i).String(), "https://p.example/"+time.Duration(i).String(), "news", "")
		it.Published = news.Time{Time: noon.AddDate(0, 0, -i*3), From: news.FromFeed}
		items = append(items, it)
	}
	d.poll(0, items...)
	state := func(days int, want news.FeedState) {
		t.Helper()
		h, err := d.Health(t.Context(), noon.AddDate(0, 0, days))
		must(t, err)
		for _, f := range h {
			if f.URL == d.feeds[0].URL && f.State != want {
				t.Errorf("after %d days: %+v", days, f)
			}
			if want == news.Quiet && f.State == want && f.Reason.String() != "answers, but its last item is 21 days old; usually 2 a week" {
				t.Errorf("says %q", f.Reason)
			}
		}
	}
	state(13, news.Alive)
	state(21, news.Quiet)
}

// What changed nothing in the archive has its turn in the journal.
func TestWhatIsRecordedHasItsTurn(t *testing.T) {
	d, ctx := newDesk(t, 1), t.Context()
	d.poll(0, item("1", "https://p.example/1", "fire", "One. Two."))
	if _, _, err := d.Ahead(ctx, false); !errors.Is(err, ErrNothing) {
		t.Errorf("got %v", err)
	}
	_, err := d.Do(ctx, d.now, news.Star, none, 1)
	must(t, err)
	must(t, d.Record(ctx, d.now, news.SaveRule, "a\nb"))
	for _, want := range []news.Act{news.SaveRule, news.Star} {
		if act, note, err := d.Ahead(ctx, false); err != nil || act != want || act == news.SaveRule && note != "a\nb" {
			t.Errorf("ahead is %d, %q, %v", act, note, err)
		}
		if u, err := d.Undo(ctx); err != nil || u.Act != want {
			t.Errorf("undid %+v, %v", u, err)
		}
	}
	if act, _, err := d.Ahead(ctx, true); err != nil || act != news.Star {
		t.Errorf("ahead is %d, %v", act, err)
	}
	must(t, d.Marks(ctx, func(Marked) error { return nil }))
	sound(t, d.Archive)
}
