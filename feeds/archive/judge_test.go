package archive

import (
	"context"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

func TestJudgeThereAndBack(t *testing.T) {
	d := newDesk(t, 2)
	played(d)
	d.poll(1, item("x", "https://p.example/x", "The trial", "A word on fire."), item("y", "https://p.example/y", "Weather", "No word."))
	before := dump(t, d.Archive)
	var done, total int
	other := judgeBy("trial", "Weather", "word")
	gained, lost, err := d.JudgeAll(t.Context(), other, func(n, of int) { done, total = n, of })
	must(t, err)
	if gained != 1 || lost != 1 || done != total || total != 5 {
		t.Errorf("gained %d, lost %d, done %d of %d", gained, lost, done, total)
	}
	if h, err := d.RulesHash(t.Context()); err != nil || h != other.Hash {
		t.Errorf("got %q, %v", h, err)
	}
	sound(t, d.Archive)
	if dump(t, d.Archive) == before {
		t.Error("nothing changed")
	}
	gained, lost, err = d.JudgeAll(t.Context(), fire, nil)
	must(t, err)
	if gained != 1 || lost != 1 {
		t.Errorf("back: gained %d, lost %d", gained, lost)
	}
	if after := dump(t, d.Archive); after != before {
		t.Errorf("got\n%s\nwant\n%s", after, before)
	}
	sound(t, d.Archive)
}

func TestJudgeThatEndsEarlyLeavesNoHash(t *testing.T) {
	d := newDesk(t, 1)
	many(d, 5)
	ctx, cancel := context.WithCancel(t.Context())
	if _, _, err := d.JudgeAll(ctx, judgeBy("word"), func(int, int) { cancel() }); err == nil {
		t.Error("no error")
	}
	if h, err := d.RulesHash(t.Context()); err != nil || h != "" {
		t.Errorf("got %q, %v", h, err)
	}
}

func TestOthersRules(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", ""))
	if h, _ := d.RulesHash(t.Context()); h != fire.Hash {
		t.Errorf("got %q", h)
	}
	other := judgeBy("flood")
	_, err := d.Store(t.Context(), 2, noon, []Result{d.result(0, other, item("2", "https://p.example/2", "flood", ""))}, other)
	must(t, err)
	if h, _ := d.RulesHash(t.Context()); h != "" {
		t.Errorf("two sets of rules judged, and the hash is %q", h)
	}
}

func TestOthersRulesWhileJudging(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", ""))
	flood := judgeBy("flood")
	for by, want := range map[string]string{"flood": "flood", "fire": ""} {
		j := judgeBy(by)
		_, _, err := d.JudgeAll(t.Context(), flood, func(int, int) {
			it := item(by, "https://p.example/"+by, by, "")
			_, err := d.Store(t.Context(), 2, noon, []Result{d.result(0, j, it)}, j)
			must(t, err)
		})
		must(t, err)
		if h, _ := d.RulesHash(t.Context()); h != want {
			t.Errorf("%s stored meanwhile: got %q, want %q", by, h, want)
		}
	}
}

func TestRuleCounts(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", ""), item("2", "https://p.example/2", "fire", "flood"))
	_, _, err := d.JudgeAll(t.Context(), judgeBy("fire", "flood"), nil)
	must(t, err)
	counts, err := d.RuleCounts(t.Context())
	must(t, err)
	want := []RuleCount{
		{news.KeepRule, text.Own("fire"), 2, 1, 0, noon},
		{news.KeepRule, text.Own("flood"), 1, 0, 0, noon},
		{news.TagRule, text.Own("court"), 2, 2, 0, noon},
		{news.AlertRule, text.Own("verdicts"), 2, 2, 0, noon},
	}
	if len(counts) != len(want) {
		t.Fatalf("got %+v", counts)
	}
	for i := range want {
		if counts[i] != want[i] {
			t.Errorf("got %+v, want %+v", counts[i], want[i])
		}
	}
}

func TestPagesOfKeptArticles(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", "Short."), item("2", "https://p.example/2", "nearly", ""), item("3", "", "fire without a link", ""))
	due := func(want ...int64) {
		t.Helper()
		list, err := d.PagesDue(t.Context(), d.now, 10)
		must(t, err)
		if len(list) != len(want) {
			t.Fatalf("got %+v, want %v", list, want)
		}
		for i := range want {
			if list[i].Article != want[i] {
				t.Errorf("got %+v, want %v", list, want)
			}
		}
	}
	due(1)
	give := func(r PageResult) Stored {
		t.Helper()
		got, err := d.StorePages(t.Context(), d.now, []PageResult{r}, fire)
		must(t, err)
		sound(t, d.Archive)
		return got[0]
	}
	give(PageResult{Article: 1, Status: 403})
	due()
	if a := d.article(1); a.Size.Refused != 403 || a.Size.FullText {
		t.Errorf("got %+v", a.Size)
	}
	d.now = noon.Add(25 * time.Hour)
	due(1)
	page := PageResult{
		Article: 1, Status: 200, OK: true, Bytes: []byte("<html>…"), Headers: map[string][]string{"Etag": {"x"}},
		Headline: text.Own("Fire | Paper"), Byline: text.Own("Ana Ruiz"), Body: text.Plain("A long text. It has more."), Published: noon.Add(-time.Hour),
	}
	if got := give(page); len(got.Changes) != 1 || got.Changes[0].New {
		t.Errorf("got %+v", got)
	}
	due()
	a := d.article(1)
	if a.Headline.String() != "fire" || a.Byline.String() != "Ana Ruiz" || a.Text.Source != news.FromPage || a.Text.Body.Text.String() != "A long text. It has more." ||
		a.Size.Revisions != 1 || a.Size.Refused != 0 || !a.Size.FullText || a.Size.Sentences != 2 {
		t.Errorf("got %+v", a)
	}
	if p := a.Dates.Published; p.From != news.FromPage || !p.Equal(noon.Add(-time.Hour)) || !a.Dates.Sort.Equal(noon) {
		t.Errorf("got %+v", a.Dates)
	}
	// The same page again is nothing, another text is a revision.
	if got := give(page); len(got.Changes) != 0 {
		t.Errorf("got %+v", got)
	}
	page.Body = text.Plain("A long text. It has less.")
	give(page)
	if a := d.article(1); a.Size.Revisions != 2 || a.Text.Number != 3 {
		t.Errorf("got %+v", a)
	}
	// The feed's words change behind the page.
	d.poll(0, item("1", "https://p.example/1", "fire again", "Shorter."))
	if a := d.article(1); a.Text.Source != news.FromPage || a.Size.Revisions != 3 || a.Headline.String() != "fire again" {
		t.Errorf("got %+v", a)
	}
	revs, err := d.Revisions(t.Context(), 1)
	must(t, err)
	if len(revs) != 4 || revs[0].Source != news.FromFeed || revs[1].Source != news.FromPage || revs[3].Source != news.FromFeed {
		t.Errorf("got %+v", revs)
	}
	sound(t, d.Archive)
}

func TestRefusedPagesAreGivenUp(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", ""))
	asked := 0
	for range 60 {
		list, err := d.PagesDue(t.Context(), d.now, 10)
		must(t, err)
		for _, p := range list {
			asked++
			_, err := d.StorePages(t.Context(), d.now, []PageResult{{Article: p.Article, Status: 404}}, fire)
			must(t, err)
		}
		d.now = d.now.Add(24 * time.Hour)
	}
	if asked != maxTries {
		t.Errorf("asked %d times", asked)
	}
}

func TestTexts(t *testing.T) {
	d := newDesk(t, 2)
	specs := []news.FeedSpec{{URL: d.feeds[0].URL}, {URL: d.feeds[1].URL, NoPages: true}}
	must(t, d.Sync(t.Context(), specs, d.now))
	d.poll(0, item("1", "https://p.example/1", "fire one", ""), item("2", "https://p.example/2", "fire two", ""),
		item("3", "https://p.example/3", "fire three", ""), item("4", "https://p.example/4", "nearly", ""), item("5", "", "fire without a link", ""))
	d.poll(1, item("6", "https://q.example/6", "fire, of which no page is wanted", ""))
	_, err := d.StorePages(t.Context(), d.now, []PageResult{
		{Article: 1, Status: 200, OK: true, Headline: text.Own("fire one"), Body: text.Plain("The page.")}, {Article: 2, Status: 403},
	}, fire)
	must(t, err)
	got, err := d.Texts(t.Context())
	must(t, err)
	if want := (news.Texts{Saved: 1, Refused: 1, Wanted: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestMerge(t *testing.T) {
	d := newDesk(t, 2)
	d.poll(0, item("1", "https://p.example/story", "fire", "Of the paper."))
	d.poll(1, item("2", "https://wrap.example/xyz", "fire, says paper", "By another way."))
	_, err := d.Do(t.Context(), d.now, news.Star, none, 2)
	must(t, err)
	_, err = d.Do(t.Context(), d.now, news.SetNote, text.Own("look"), 2)
	must(t, err)
	must(t, d.turn(t.Context(), func(t *turn) error { // the older's alert was told, the younger's not
		_, err := t.exec(`INSERT INTO alerted VALUES (1, 'a', -1), (2, 'a', 2), (2, 'b', 2)`)
		return err
	}))
	_, err = d.StorePages(t.Context(), d.now, []PageResult{{
		Article: 2, Status: 200, OK: true, Bytes: []byte("<p>"), Headline: text.Own("fire"), Body: text.Plain("The page."), Key: "https://p.example/story",
	}}, fire)
	must(t, err)
	sound(t, d.Archive)
	if h := headlines(d.list(news.Filter{})); h != "fire" {
		t.Errorf("got %s", h)
	}
	for _, id := range []int64{1, 2} {
		a := d.article(id)
		if a.ID != 1 || !a.State.Starred || a.State.Note.String() != "look" || a.Text.Body.Text.String() != "The page." {
			t.Errorf("%d: got %+v", id, a)
		}
	}
	var alerts string
	must(t, d.read.row(t.Context(), `SELECT group_concat(article || rule || poll, ' ' ORDER BY rule) FROM alerted`).Scan(&alerts))
	if alerts != "1a-1 1b2 1verdicts1" {
		t.Errorf("alerts %s", alerts)
	}
	health, err := d.Health(t.Context(), d.now)
	must(t, err)
	if health[0].Kept != 1 || health[1].Kept != 1 || health[1].LastKept.IsZero() {
		t.Errorf("got %+v", health)
	}
	// A third feed that lists the wrapped link finds the survivor.
	if got := d.poll(0, item("3", "https://wrap.example/xyz", "fire", "Of the paper.")); got.Changes[0].Article != 1 {
		t.Errorf("got %+v", got)
	}
	if u, err := d.Undo(t.Context()); err != nil || len(u.Articles) != 0 {
		t.Errorf("undo of what was done to a merged article: %+v, %v", u, err)
	}
	sound(t, d.Archive)
}

func TestPageGivesAnArticleItsLink(t *testing.T) {
	d := newDesk(t, 2)
	d.poll(0, item("1", "https://wrap.example/xyz", "fire", ""))
	_, err := d.StorePages(t.Context(), d.now, []PageResult{{Article: 1, Status: 200, OK: true, Body: text.Plain("x"), Key: "https://p.example/story"}}, fire)
	must(t, err)
	for _, link := range []string{"https://wrap.example/xyz", "https://p.example/story"} {
		if got := d.poll(1, item("of "+link, link, "fire", "")); len(got.Changes) != 1 || got.Changes[0].Article != 1 {
			t.Errorf("%s: got %+v", link, got)
		}
	}
	sound(t, d.Archive)
}
