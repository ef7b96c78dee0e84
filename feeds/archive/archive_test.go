package archive

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

var none text.Clean

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

// judgeBy keeps what names one of the words in its headline or a text, and
// calls a near miss what says "nearly" in the headline.
func judgeBy(words ...string) Judge {
	return Judge{Hash: strings.Join(words, " "), Decide: func(d *rule.Doc) rule.Verdict {
		var v rule.Verdict
		for _, w := range words {
			at := strings.Index(d.Title, w)
			in := at >= 0
			for _, b := range d.Bodies {
				in = in || strings.Contains(b.Text.String(), w)
			}
			if !in {
				continue
			}
			v.Decision = news.Keep
			v.Rules = append(v.Rules, text.Line(w))
			if at >= 0 {
				v.Hits = append(v.Hits, news.Hit{Rule: text.Line(w), Term: text.Line(w), Paragraph: -1, Span: text.Span{Start: at, End: at + len(w)}})
			}
		}
		switch {
		case d.Mark == news.OffStory:
			return rule.Verdict{}
		case d.Mark == news.OnStory || d.KeepAll:
			v.Decision = news.Keep
		case v.Decision == news.Drop && strings.HasPrefix(d.Title, "nearly"):
			v.Decision, v.Distance, v.Missing = news.NearMiss, 3, []text.Clean{text.Own("fire")}
		}
		if v.Decision == news.Keep {
			v.Tags = []text.Clean{text.Own("court")}
			v.Alerts = []text.Clean{text.Own("verdicts")}
		}
		return v
	}}
}

var fire = judgeBy("fire")

// A desk stores what feeds list, as the real one does.
type desk struct {
	*Archive
	t     *testing.T
	now   time.Time
	feeds []Source
}

func open(t *testing.T, path string) *Archive {
	t.Helper()
	a, err := Open(t.Context(), path, Options{Story: "marlow", StoryPath: "/stories/marlow.toml"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

func newDesk(t *testing.T, feeds int) *desk {
	t.Helper()
	d := &desk{Archive: open(t, filepath.Join(t.TempDir(), "marlow.db")), t: t, now: noon}
	d.sync(feeds)
	return d
}

func (d *desk) sync(n int) {
	d.t.Helper()
	specs := make([]news.FeedSpec, n)
	for i := range specs {
		specs[i] = news.FeedSpec{URL: fmt.Sprintf("https://paper%d.example/rss", i), Outlet: text.Sprintf("Paper %d", i)}
	}
	must(d.t, d.Sync(d.t.Context(), specs, d.now))
	var err error
	d.feeds, err = d.Feeds(d.t.Context())
	must(d.t, err)
}

// poll stores one document of a feed, in a poll of its own.
func (d *desk) poll(feed int, items ...news.Item) Stored {
	d.t.Helper()
	ctx := d.t.Context()
	seq, err := d.BeginPoll(ctx, d.now)
	must(d.t, err)
	got, err := d.Store(ctx, seq, d.now, []Result{d.result(feed, fire, items...)}, fire)
	must(d.t, err)
	must(d.t, d.EndPoll(ctx, seq, d.now))
	return got[0]
}

func (d *desk) result(feed int, j Judge, items ...news.Item) Result {
	f := d.feeds[feed]
	r := Result{Feed: f.ID, Listed: true, Asking: f.Asking}
	r.Asking.State, r.Asking.OK, r.Asking.Status = news.Alive, d.now, 200
	for _, it := range items {
		doc := rule.Doc{Title: it.Title.String(), Bodies: []text.Body{it.Body}, KeepAll: f.KeepAll}
		r.Arrivals = append(r.Arrivals, Arrival{Item: it, Outlet: f.Outlet, Key: it.Link, Tidy: it.Link, Verdict: j.Decide(&doc)})
		r.Hashes = append(r.Hashes, it.Hash)
	}
	return r
}

func item(guid, link, title, body string) news.Item {
	it := news.Item{GUID: guid, Link: link, Title: text.Line(title), Body: text.Plain(body)}
	it.Hash = uint64(hash("bytes", guid+link+title+body)) //nolint:gosec // any bits will do
	return it
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d *desk) list(f news.Filter) []news.Article {
	d.t.Helper()
	p, err := d.Page(d.t.Context(), f, nil, news.Place{}, 1000, false)
	must(d.t, err)
	return p.Articles
}

func (d *desk) article(id int64) news.Article {
	d.t.Helper()
	a, err := d.Article(d.t.Context(), id)
	must(d.t, err)
	return a
}

func headlines(list []news.Article) string {
	var out []string
	for _, a := range list {
		out = append(out, a.Headline.String())
	}
	return strings.Join(out, ", ")
}

// dump writes all tables of an archive as text, but those of work that waits.
// The word index stands for
// itself as what it finds.
func dump(t *testing.T, a *Archive) string {
	t.Helper()
	ctx := context.Background()
	type table struct{ name, order string }
	var tables []table
	rows, err := a.read.rows(ctx, `SELECT name, iif((SELECT count(*) FROM pragma_table_info(name)) > 1, '1, 2', '1')
		FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'fts%' AND name NOT LIKE 'sqlite%' AND name NOT IN ('pending', 'stale') ORDER BY name`)
	must(t, each(rows, err, func(row scanner) error {
		var s table
		err := row.Scan(&s.name, &s.order)
		tables = append(tables, s)
		return err
	}))
	var b strings.Builder
	for _, s := range tables {
		fmt.Fprintf(&b, "== %s\n", s.name)
		dumpQuery(t, a, &b, `SELECT * FROM `+s.name+` ORDER BY `+s.order)
	}
	fmt.Fprintln(&b, "== fts")
	dumpQuery(t, a, &b, `SELECT rowid FROM fts WHERE fts MATCH 'fire OR nearly OR word' ORDER BY rowid`)
	return b.String()
}

func dumpQuery(t *testing.T, a *Archive, b *strings.Builder, query string) {
	t.Helper()
	rows, err := a.read.db.QueryContext(context.Background(), query)
	must(t, err)
	defer func() { must(t, rows.Close()) }()
	cols, err := rows.Columns()
	must(t, err)
	for rows.Next() {
		vals := make([]any, len(cols))
		for i := range vals {
			vals[i] = new(any)
		}
		must(t, rows.Scan(vals...))
		for i, v := range vals {
			fmt.Fprintf(b, "%s=%q ", cols[i], fmt.Sprint(*v.(*any)))
		}
		b.WriteByte('\n')
	}
	must(t, rows.Err())
}

// sound checks what must hold at any time.
func sound(t *testing.T, a *Archive) {
	t.Helper()
	ctx := context.Background()
	for _, check := range []string{
		`SELECT (SELECT n FROM count WHERE name = 'kept') - (SELECT count(*) FROM article WHERE decision = 2)`,
		`SELECT (SELECT n FROM count WHERE name = 'near') - (SELECT count(*) FROM article WHERE decision = 1)`,
		`SELECT (SELECT n FROM count WHERE name = 'unread') - (SELECT count(*) FROM article WHERE decision = 2 AND read = 0)`,
		`SELECT (SELECT n FROM count WHERE name = 'starred') - (SELECT count(*) FROM article WHERE starred = 1)`,
		`SELECT (SELECT n FROM count WHERE name = 'articles') - (SELECT count(*) FROM article)`,
		`SELECT max((SELECT n FROM count WHERE name = 'last') < (SELECT max(id) FROM item), 0)`,
		`SELECT count(*) FROM item WHERE article NOT IN (SELECT id FROM article)`,
		`SELECT count(*) FROM article WHERE id NOT IN (SELECT id FROM item WHERE article = id)`,
		`SELECT count(*) FROM article WHERE NOT EXISTS (SELECT 1 FROM saved WHERE saved.article = article.id AND number = revision)`,
		`SELECT count(*) FROM hit WHERE article NOT IN (SELECT id FROM article)`,
		`SELECT count(*) FROM feed f WHERE kept <> (SELECT count(DISTINCT article) FROM item i JOIN article a ON a.id = i.article WHERE i.feed = f.id AND decision = 2)`,
		`SELECT count(*) FROM (SELECT article, number FROM saved WHERE article IN (SELECT id FROM article) GROUP BY 1, 2 HAVING count(*) > 1)`,
	} {
		var n int64
		must(t, a.read.row(ctx, check).Scan(&n))
		if n != 0 {
			t.Errorf("%s: got %d", check, n)
		}
	}
	if a.writer != nil {
		must(t, a.turn(ctx, func(t *turn) error {
			_, err := t.exec(`INSERT INTO fts (fts, rank) VALUES ('integrity-check', 0)`)
			return err
		}))
	}
	var indexed, related sql.NullString
	must(t, a.read.row(ctx, `SELECT (SELECT group_concat(id) FROM (SELECT id FROM fts_docsize ORDER BY id)),
		(SELECT group_concat(id) FROM (SELECT id FROM article WHERE decision > 0 ORDER BY id))`).Scan(&indexed, &related))
	if indexed != related {
		t.Errorf("articles in the index: %s, kept and near misses: %s", indexed.String, related.String)
	}
}

func TestFirstPoll(t *testing.T) {
	d := newDesk(t, 2)
	got := d.poll(0,
		item("1", "https://p.example/1", "The fire", "A bakery burned. Nobody was hurt."),
		item("2", "https://p.example/2", "nearly there", "Other news."),
		item("3", "https://p.example/3", "Weather", "Rain."))
	if got.New != 3 || got.Kept != 1 || len(got.Changes) != 2 {
		t.Errorf("got %+v", got)
	}
	if c := got.Changes[0]; !c.New || c.Decision != news.Keep || len(c.Alerts) != 1 {
		t.Errorf("got %+v", c)
	}
	if h := headlines(d.list(news.Filter{})); h != "The fire" {
		t.Errorf("kept: %s", h)
	}
	a := d.article(1)
	if a.Outlet.String() != "Paper 0" || a.GUID != "1" || a.Size.Sentences != 2 || a.Size.New != 2 || a.Size.Words != 6 ||
		a.Text.Body.Text.String() != "A bakery burned. Nobody was hurt." || a.Text.Source != news.FromFeed || a.Size.Revisions != 1 {
		t.Errorf("got %+v", a)
	}
	c, err := d.Counts(t.Context())
	must(t, err)
	if c.Kept != 1 || c.NearMiss != 1 || c.Dropped != 1 || c.Unread != 1 || c.Seen != 3 || c.Feeds != 2 || c.Poll != 1 || !c.LastPoll.Equal(noon) {
		t.Errorf("got %+v", c)
	}
	sound(t, d.Archive)
}

func TestSameDocumentAgain(t *testing.T) {
	d := newDesk(t, 1)
	it := item("1", "https://p.example/1", "The fire", "Text.")
	d.poll(0, it)
	seen, err := d.SeenItems(t.Context(), d.feeds[0].ID)
	must(t, err)
	if !seen(it.Hash) || seen(it.Hash+1) {
		t.Error("the listing does not know its items")
	}
	if got := d.poll(0, it); got.New != 0 || len(got.Changes) != 0 {
		t.Errorf("got %+v", got)
	}
	sound(t, d.Archive)
}

func TestIdentity(t *testing.T) {
	tests := []struct {
		name            string
		a, b            news.Item
		items, articles int
	}{
		{"one guid, two links", item("g", "https://p.example/1", "x", ""), item("g", "https://p.example/2", "x", ""), 1, 1},
		{"two guids, one link", item("g", "https://p.example/1", "x", ""), item("h", "https://p.example/1", "y", ""), 2, 1},
		{"no guid, one link", item("", "https://p.example/1", "x", ""), item("", "https://p.example/1", "y", ""), 1, 1},
		{"no guid, two links", item("", "https://p.example/1", "x", ""), item("", "https://p.example/2", "x", ""), 2, 2},
		{"nothing but one text", item("", "", "x", "a"), item("", "", "x", "a"), 1, 1},
		{"nothing but two texts", item("", "", "x", "a"), item("", "", "x", "b"), 2, 2},
		{"guids without links", item("g", "", "x", ""), item("h", "", "x", ""), 2, 2},
		{"guids that are long", item(strings.Repeat("g", 600)+"1", "", "x", ""), item(strings.Repeat("g", 600)+"2", "", "x", ""), 2, 2},
		{"guids of odd bytes", item("\x00\xff1", "", "x", ""), item("\x00\xff2", "", "x", ""), 2, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, 1)
			d.poll(0, tt.a)
			d.poll(0, tt.b)
			var items, articles int
			must(t, d.read.row(t.Context(), `SELECT (SELECT count(*) FROM item), (SELECT count(*) FROM article)`).Scan(&items, &articles))
			if items != tt.items || articles != tt.articles {
				t.Errorf("got %d items and %d articles, want %d and %d", items, articles, tt.items, tt.articles)
			}
			sound(t, d.Archive)
		})
	}
}

func TestTwoFeedsShareAPage(t *testing.T) {
	d := newDesk(t, 2)
	d.poll(0, item("a", "https://p.example/1", "Something", "Text."))
	got := d.poll(1, item("b", "https://p.example/1", "A fire", "Text of another."))
	if got.New != 1 || got.Kept != 1 || len(got.Changes) != 1 || got.Changes[0].New || got.Changes[0].Article != 1 {
		t.Errorf("got %+v", got)
	}
	a := d.article(1)
	if a.Headline.String() != "Something" || a.Verdict.Decision != news.Keep || a.Feed != d.feeds[0].URL {
		t.Errorf("got %+v", a)
	}
	for i, f := range []string{d.feeds[0].URL, d.feeds[1].URL} {
		if h := headlines(d.list(news.Filter{Feed: f})); h != "Something" {
			t.Errorf("feed %d lists %q", i, h)
		}
	}
	sound(t, d.Archive)
}

// TestOneTurn stores an article, and what changes it, in one transaction.
func TestOneTurn(t *testing.T) {
	d := newDesk(t, 3)
	seq, err := d.BeginPoll(t.Context(), d.now)
	must(t, err)
	_, err = d.Store(t.Context(), seq, d.now, []Result{
		d.result(0, fire, item("a", "https://p.example/1", "A fire", "On the quay.")),
		d.result(1, fire, item("b", "https://p.example/2", "Another fire", "In the mill.")),
		d.result(2, fire, item("c", "https://p.example/1", "Fire", "At the pier.")),
	}, fire)
	must(t, err)
	sound(t, d.Archive)
	for _, word := range []string{"quay", "mill", "pier"} {
		ids, err := readIDs(d.read.rows(t.Context(), `SELECT rowid FROM fts WHERE fts MATCH ?`, word))
		if err != nil || len(ids) != 1 {
			t.Errorf("%s stands in %v, %v", word, ids, err)
		}
	}
}

func TestUpdateInPlace(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "A fire", "It is small."))
	d.now = noon.Add(time.Hour)
	got := d.poll(0, item("1", "https://p.example/1", "A big fire", "It is big. Very."))
	if got.New != 0 || len(got.Changes) != 1 || got.Changes[0].New || len(got.Changes[0].Alerts) != 0 {
		t.Errorf("got %+v", got)
	}
	a := d.article(1)
	if a.Headline.String() != "A big fire" || a.Size.Revisions != 2 || a.Text.Number != 2 || a.Size.New != 2 || !a.Dates.FirstSeen.Equal(noon) {
		t.Errorf("got %+v", a)
	}
	revs, err := d.Revisions(t.Context(), 1)
	must(t, err)
	if len(revs) != 2 || revs[0].Headline.String() != "A fire" || !revs[1].Seen.Equal(d.now) || revs[0].SHA256 == revs[1].SHA256 || len(revs[0].SHA256) != 64 {
		t.Errorf("got %+v", revs)
	}
	first, err := d.Revision(t.Context(), 1, 1)
	must(t, err)
	if first.Body.Text.String() != "It is small." {
		t.Errorf("got %q", first.Body.Text)
	}
	hits, err := d.Hits(t.Context(), 1)
	must(t, err)
	if len(hits) != 1 || hits[0].Span != (text.Span{Start: 6, End: 10}) {
		t.Errorf("got %+v", hits)
	}
	sound(t, d.Archive)
}

func TestUpdateBecomesRelated(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "Weather", "Rain."))
	got := d.poll(0, item("1", "https://p.example/1", "Rain puts out fire", "Rain."))
	if got.New != 0 || got.Kept != 0 || len(got.Changes) != 1 || got.Changes[0].Decision != news.Keep {
		t.Errorf("got %+v", got)
	}
	sound(t, d.Archive)
	d.poll(0, item("1", "https://p.example/1", "Rain", "Rain."))
	if n := len(d.list(news.Filter{})); n != 0 {
		t.Errorf("%d kept", n)
	}
	sound(t, d.Archive)
}

func TestDates(t *testing.T) {
	west := time.FixedZone("", -7*3600)
	at := func(year int) news.Time {
		return news.Time{Time: time.Date(year, 3, 14, 4, 0, 0, 0, west), From: news.FromFeed}
	}
	tests := []struct {
		name string
		pub  news.Time
		want time.Time // sort
		from news.Source
	}{
		{"none", news.Time{}, noon, news.FromNowhere},
		{"before", at(2026), at(2026).Time, news.FromFeed},
		{"to come", at(2027), noon, news.FromGuess},
		{"too old", at(1970), noon, news.FromGuess},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, 1)
			it := item("1", "https://p.example/1", "A fire", "")
			it.Published = tt.pub
			d.poll(0, it)
			a := d.article(1)
			if !a.Dates.Sort.Equal(tt.want) || a.Dates.Published.From != tt.from || !a.Dates.FirstSeen.Equal(noon) {
				t.Errorf("got %+v", a.Dates)
			}
			if tt.name == "before" && a.Dates.Published.Format(time.RFC3339) != "2026-03-14T04:00:00-07:00" {
				t.Errorf("the offset is lost: %v", a.Dates.Published)
			}
			it.Published, it.Title = at(2020), text.Own("A fire again")
			it.Hash++
			d.poll(0, it)
			if b := d.article(1); !b.Dates.Sort.Equal(a.Dates.Sort) {
				t.Errorf("moved to %v", b.Dates.Sort)
			}
		})
	}
}

func TestFeedsRemember(t *testing.T) {
	d := newDesk(t, 2)
	r := d.result(0, fire)
	r.Said = Said{Title: text.Own("The Paper"), Site: "https://paper0.example/", Language: "en", Hints: news.Hints{TTL: time.Hour, SkipHours: []int{3}}}
	r.Asking = Asking{
		Address: "https://paper0.example/new", Moves: []Move{{"https://paper0.example/rss", noon}},
		Validators: Validators{"\"\xff\"", "yesterday", "\x00\x01"}, Next: noon.Add(time.Hour), Failures: 2,
		State: news.Failing, Asked: noon, Status: 503, Error: text.Own("does not answer"), Gap: &news.Gap{From: noon, To: noon.Add(time.Hour), Missed: 4},
	}
	r.Host, r.Quiet = "paper0.example", noon.Add(time.Hour)
	_, err := d.Store(t.Context(), 1, noon, []Result{r}, fire)
	must(t, err)
	list, err := d.Feeds(t.Context())
	must(t, err)
	got := list[0]
	want := r.Asking
	want.Since = noon
	if fmt.Sprintf("%+v %+v", got.Asking, *got.Gap) != fmt.Sprintf("%+v %+v", want, *want.Gap) && got.Validators != want.Validators {
		t.Errorf("got  %+v\nwant %+v", got.Asking, want)
	}
	if got.Validators != want.Validators || !slices.Equal(got.Moves, want.Moves) || *got.Gap != *want.Gap || !got.Next.Equal(want.Next) || got.Error != want.Error || !got.Since.Equal(noon) {
		t.Errorf("got  %+v\nwant %+v", got.Asking, want)
	}
	if got.Site != r.Said.Site || got.Hints.TTL != time.Hour || got.Outlet.String() != "Paper 0" || got.Title.String() != "The Paper" {
		t.Errorf("got %+v", got)
	}
	quiet, err := d.Quiet(t.Context(), noon)
	must(t, err)
	if !quiet["paper0.example"].Equal(r.Quiet) || len(quiet) != 1 {
		t.Errorf("got %v", quiet)
	}
	health, err := d.Health(t.Context(), noon)
	must(t, err)
	if health[0].State != news.Failing || health[0].MovedTo != want.Address || health[0].Reason != want.Error || health[1].State != news.Never {
		t.Errorf("got %+v", health)
	}
	other := open(t, d.path)
	_, err = other.Changed(t.Context())
	must(t, err)
	d.sync(2)
	if changed, err := other.Changed(t.Context()); err != nil || changed {
		t.Errorf("the same feeds were written again: %v", err)
	}
	d.sync(1)
	if list, _ = d.Feeds(t.Context()); list[1].Followed || !list[0].Followed || list[0].Address != want.Address {
		t.Errorf("got %+v", list)
	}
}
