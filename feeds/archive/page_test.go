package archive

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

func places(list []news.Article) (ids []int64) {
	for i := range list {
		ids = append(ids, list[i].ID)
	}
	return ids
}

// many stores n kept articles, three of each time, and returns their ids as
// lists have them.
func many(d *desk, n int) []int64 {
	var items []news.Item
	for i := range n {
		it := item(fmt.Sprint(i), fmt.Sprintf("https://p.example/%d", i), fmt.Sprintf("fire %d", i), "Word.")
		it.Published = news.Time{Time: noon.Add(-time.Duration(i%7/3) * time.Hour), From: news.FromFeed}
		items = append(items, it)
	}
	d.poll(0, items...)
	return places(d.list(news.Filter{}))
}

func TestPagesBothWays(t *testing.T) {
	d := newDesk(t, 1)
	all := many(d, 50)
	if len(all) != 50 {
		t.Fatalf("got %d", len(all))
	}
	list := d.list(news.Filter{})
	if !slices.IsSortedFunc(list, func(a, b news.Article) int {
		if c := b.Dates.Sort.Compare(a.Dates.Sort); c != 0 {
			return c
		}
		return int(b.ID - a.ID)
	}) {
		t.Error("not newest first")
	}
	var down, up []int64
	from := news.Place{}
	for more := true; more; {
		p, err := d.Page(t.Context(), news.Filter{}, nil, from, 7, false)
		must(t, err)
		down = append(down, places(p.Articles)...)
		from, more = p.Articles[len(p.Articles)-1].Place(), p.More
	}
	for more := true; more; {
		p, err := d.Page(t.Context(), news.Filter{}, nil, from, 7, true)
		must(t, err)
		up = append(places(p.Articles), up...)
		if more = p.More; more {
			from = p.Articles[0].Place()
		}
	}
	if !slices.Equal(down, all) {
		t.Errorf("down: got %v, want %v", down, all)
	}
	if !slices.Equal(up, all[:len(all)-1]) {
		t.Errorf("up: got %v, want %v", up, all[:len(all)-1])
	}
}

func TestFilters(t *testing.T) {
	d := newDesk(t, 2)
	d.poll(0, item("1", "https://p.example/1", "fire one", ""), item("2", "https://p.example/2", "nearly two", ""), item("3", "https://p.example/3", "three", ""))
	d.now = noon.Add(time.Hour)
	d.poll(1, item("4", "https://p.example/4", "fire four", ""), item("5", "https://p.example/5", "five", ""))
	_, err := d.Do(t.Context(), d.now, news.Star, none, 1, 5)
	must(t, err)
	_, err = d.Do(t.Context(), d.now, news.MarkRead, none, 4)
	must(t, err)
	every := []news.Decision{news.Keep, news.NearMiss, news.Drop}
	tests := []struct {
		name string
		f    news.Filter
		want []int64
	}{
		{"kept", news.Filter{}, []int64{4, 1}},
		{"near misses", news.Filter{Decisions: []news.Decision{news.NearMiss}}, []int64{2}},
		{"all", news.Filter{Decisions: every}, []int64{5, 4, 3, 2, 1}},
		{"unread", news.Filter{Unread: true}, []int64{1}},
		{"unread and held", news.Filter{Unread: true, Held: []int64{4}}, []int64{4, 1}},
		{"starred", news.Filter{Starred: true, Decisions: every}, []int64{5, 1}},
		{"a feed", news.Filter{Feed: d.feeds[1].URL, Decisions: every}, []int64{5, 4}},
		{"no such feed", news.Filter{Feed: "https://no.example/"}, nil},
		{"as of", news.Filter{AsOf: noon, Decisions: every}, []int64{3, 2, 1}},
	}
	for _, tt := range tests {
		if got := places(d.list(tt.f)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func query(t *testing.T, src string) *rule.Query {
	t.Helper()
	q, faults := rule.Parse(src, rule.InSearch, nil)
	if q == nil {
		t.Fatal(faults)
	}
	return q
}

func TestQueries(t *testing.T) {
	d := newDesk(t, 2)
	d.clock = func() time.Time { return noon }
	cafe := item("1", "https://p.example/1", "fire at the Café Olé", "The bakery's owner slept. Nobody hurt.")
	cafe.Published = news.Time{Time: noon.AddDate(0, 0, -3), From: news.FromFeed}
	d.poll(0, cafe, item("2", "https://q.example/2", "nearly the bakery", "Owner unknown."), item("3", "https://p.example/3", "three bakeries", "bakery owner"))
	d.poll(1, item("4", "https://sub.q.example/4", "fire four", "Gutierrez-Reed said so."))
	_, err := d.StorePages(t.Context(), noon, []PageResult{{Article: 4, Status: 200, OK: true, Headline: text.Own("fire four"), Body: text.Plain("A verdict.")}}, fire)
	must(t, err)
	both := news.Filter{Decisions: []news.Decision{news.Keep, news.NearMiss}}
	all := news.Filter{Decisions: []news.Decision{news.Keep, news.NearMiss, news.Drop}}
	tests := []struct {
		query string
		f     news.Filter
		want  []int64
	}{
		{"bakery", news.Filter{}, []int64{1}},
		{"bakery", both, []int64{2, 1}},
		{"bakery", all, []int64{3, 2, 1}},
		{`"bakery owner"`, both, []int64{1}},
		{"cafe", both, []int64{1}},
		{"ole AND NOT bakery", both, nil},
		{"bak*", both, []int64{2, 1}},
		{"title:bakery", both, []int64{2}},
		{"verdict OR slept", both, []int64{4, 1}},
		{`"Gutierrez Reed"`, both, []int64{4}}, // the feed's words still count
		{"site:q.example", both, []int64{4, 2}},
		{"is:unread fire", news.Filter{}, []int64{4, 1}},
		{"feed:paper1", both, []int64{4}},
		{"fire within:2d", news.Filter{}, []int64{4}},
		{"fire before:2026-03-12", news.Filter{}, []int64{1}},
		{`"` + "word\x00" + `x"`, both, nil},
	}
	for _, tt := range tests {
		p, err := d.Page(t.Context(), tt.f, query(t, tt.query), news.Place{}, 10, false)
		must(t, err)
		if got := places(p.Articles); !slices.Equal(got, tt.want) || p.More || p.SoFar {
			t.Errorf("%s: got %v, want %v", tt.query, got, tt.want)
		}
	}
}

// The index must find whatever rules find, in any script.
func TestIndexFoldsAsRulesDo(t *testing.T) {
	d := newDesk(t, 1)
	words := []string{"Чайковский", "Ёлка", "Αθήνα", "Ærø", "Łódź", "Straße", "ＡＢＣ", "İstanbul", "أخبار", "हिन्दी", "東京", "ひらがな", "Nguyễn", "x²", "don’t"}
	var items []news.Item
	for i, w := range words {
		items = append(items, item(fmt.Sprint(i), fmt.Sprintf("https://p.example/%d", i), "fire", "Some "+w+"’s own."))
	}
	d.poll(0, items...)
	for i, w := range words {
		for _, src := range []string{`"` + w + `"`, `"` + text.Fold(w) + `"`, `"` + w + ` own"`} {
			p, err := d.Page(t.Context(), news.Filter{}, query(t, src), news.Place{}, 100, false)
			must(t, err)
			if !slices.Equal(places(p.Articles), []int64{int64(i + 1)}) {
				t.Errorf("%s: got %v, want %d", src, places(p.Articles), i+1)
			}
		}
	}
}

func TestQueryPageBounds(t *testing.T) {
	d := newDesk(t, 1)
	all := many(d, 30)
	q := query(t, "fire")
	p, err := d.Page(t.Context(), news.Filter{}, q, news.Place{}, 10, false)
	must(t, err)
	if !slices.Equal(places(p.Articles), all[:10]) || !p.More || p.SoFar {
		t.Errorf("got %v, more %v, so far %v", places(p.Articles), p.More, p.SoFar)
	}
	// Time that is over gives a place to go on from.
	s, err := d.choose(t.Context(), news.Filter{}, q)
	must(t, err)
	p, err = d.walk(t.Context(), s, p.Articles[9].Place(), 10, time.Now())
	must(t, err)
	if len(p.Articles) > 0 || !p.SoFar || !p.More || p.Next.ID != all[9] {
		t.Errorf("got %+v", p)
	}
}

func TestSearch(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire one", "A word on the verdict among many others that stand here and there."),
		item("2", "https://p.example/2", "fire: the verdict", "Verdict. The verdict."), item("3", "https://p.example/3", "fire", "None."))
	found, err := d.Search(t.Context(), query(t, "verdict"), 10)
	must(t, err)
	if len(found) != 2 || found[0].Article.ID != 2 || found[1].Article.ID != 1 {
		t.Fatalf("got %+v", found)
	}
	for _, f := range found {
		if len(f.Hits) == 0 {
			t.Errorf("article %d has no hits", f.Article.ID)
		}
		for _, h := range f.Hits {
			if got := text.Fold(f.Snippet.Cut(h).String()); got != "verdict" {
				t.Errorf("hit %q", got)
			}
		}
	}
	if found, err := d.Search(t.Context(), query(t, "site:p.example"), 2); err != nil || len(found) != 2 {
		t.Errorf("got %v, %v", found, err)
	}
}

func TestWindowIsBetweenCharacters(t *testing.T) {
	s := ""
	for range 300 {
		s += "é日"
	}
	for at := range s {
		w := window(s, at)
		if w.Start > at || w.End < at || !isStart(s, w.Start) || !isStart(s, w.End) {
			t.Fatalf("at %d: %v", at, w)
		}
	}
}

func isStart(s string, i int) bool { return i == len(s) || s[i]&0xc0 != 0x80 }

func TestDocs(t *testing.T) {
	d := newDesk(t, 2)
	played(d)
	var ids []int64
	must(t, d.Docs(t.Context(), func(a news.Article, doc *rule.Doc) error {
		ids = append(ids, a.ID)
		if doc.Title != a.Headline.String() || len(doc.Bodies) == 0 || doc.Published.IsZero() {
			t.Errorf("%d: got %+v", a.ID, doc)
		}
		return nil
	}))
	if !slices.Equal(ids, []int64{4, 2, 1}) {
		t.Errorf("got %v", ids)
	}
	doc, err := d.Doc(t.Context(), 1)
	must(t, err)
	// What another feed says, the feed's own words, and last the current text.
	if n := len(doc.Bodies); n != 3 || doc.Bodies[0].Text.String() != "Fire at a bakery" || doc.Bodies[2].Text.String() != "It is big." {
		t.Errorf("got %+v", doc.Bodies)
	}
}
