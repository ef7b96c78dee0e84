package archive

import (
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// stern takes texts in capitals for noise, those that say so for corrections,
// and all others for updates of one sentence, the second.
var stern = Judge{
	Hash: fire.Hash, Decide: fire.Decide,
	Compare: func(before, after *news.Revision) Edit {
		e := Edit{Kind: news.Update, Headline: before.Headline != after.Headline, First: 1, New: 1}
		switch after.Body.Text.String() {
		case "NOISE":
			return Edit{}
		case "Corrected. It was two. Yes.":
			e.Kind = news.Correction
		case "It goes on. Now.", "And on. It goes on. Now.":
			e.Entries, e.First = 1, 0
		}
		return e
	},
}

func (d *desk) asked(want ...int64) []PageWanted {
	d.t.Helper()
	list, err := d.PagesAgain(d.t.Context(), d.now, 50)
	must(d.t, err)
	if len(list) != len(want) {
		d.t.Fatalf("at %s: got %+v, want %v", d.now, list, want)
	}
	return list
}

// store stores what the first feed lists.
func (d *desk) store(j Judge, items ...news.Item) {
	d.t.Helper()
	seq, err := d.BeginPoll(d.t.Context(), d.now)
	must(d.t, err)
	_, err = d.Store(d.t.Context(), seq, d.now, []Result{d.result(0, j, items...)}, j)
	must(d.t, err)
	must(d.t, d.EndPoll(d.t.Context(), seq, d.now))
	sound(d.t, d.Archive)
}

func (d *desk) gives(r PageResult) {
	d.t.Helper()
	_, err := d.StorePages(d.t.Context(), d.now, []PageResult{r}, stern)
	must(d.t, err)
	sound(d.t, d.Archive)
}

func TestPagesAreLookedAtAgain(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", "Short."))
	page := PageResult{
		Article: 1, Status: 200, OK: true, URL: "https://p.example/1", Bytes: []byte("<html>"), Headline: text.Own("fire"),
		Headers: map[string][]string{"Etag": {`"x"`}, "Last-Modified": {"Sat"}}, Body: text.Plain("One. Two. Three."),
	}
	d.gives(page)
	d.asked()
	for _, after := range []time.Duration{15 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour, 72 * time.Hour} {
		d.now = noon.Add(after - time.Second)
		d.asked()
		d.now = noon.Add(after)
		w := d.asked(1)[0]
		if !w.Again || w.Validators.ETag != `"x"` || w.Validators.LastModified != "Sat" {
			t.Errorf("got %+v", w)
		}
		d.gives(PageResult{Article: 1, Status: 304})
		d.asked()
	}
	d.now = noon.Add(30 * 24 * time.Hour)
	d.asked()
	if a := d.article(1); a.Size.Refused != 0 || a.Size.Revisions != 1 || !a.Dates.Fetched.Equal(noon) {
		t.Errorf("got %+v", a)
	}
}

func TestEditsOfPages(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", "Short."))
	page := PageResult{Article: 1, Status: 200, OK: true, Bytes: []byte("<html>"), Headline: text.Own("fire"), Body: text.Plain("It was. It was one. Yes.")}
	d.gives(page)
	must(t, d.Opened(t.Context(), 1, d.now))
	must(t, d.ReadTo(t.Context(), 1, 3))
	// Noise is no revision.
	page.Body = text.Plain("NOISE")
	d.gives(page)
	if a := d.article(1); a.Size.Revisions != 1 || !a.State.Read || a.Text.Body.Text.String() != "It was. It was one. Yes." {
		t.Errorf("noise: %+v", a)
	}
	// An update leaves it read, a correction does not.
	page.Body = text.Plain("It was. It was one. Yes. So far.")
	d.gives(page)
	if a := d.article(1); a.Size.Revisions != 2 || !a.State.Read || a.Size.Corrected || a.Text.Kind != news.Update {
		t.Errorf("update: %+v", a)
	}
	page.Body = text.Plain("Corrected. It was two. Yes.")
	d.gives(page)
	if a := d.article(1); a.Size.Revisions != 3 || a.State.Read || !a.Size.Corrected || a.Size.New != 1 || a.State.ReadTo != 1 || a.Text.Kind != news.Correction {
		t.Errorf("correction: %+v", a)
	}
	// What is gone leaves its text, and a part replaces no longer one.
	d.gives(PageResult{Article: 1, Status: 404})
	page.Body, page.Part = text.Plain("One word."), true
	d.gives(page)
	if a := d.article(1); a.Size.Revisions != 3 || a.Text.Body.Text.String() != "Corrected. It was two. Yes." {
		t.Errorf("part: %+v", a)
	}
}

func TestAnEditOfFeedAndPageIsOne(t *testing.T) {
	d := newDesk(t, 1)
	d.store(stern, item("1", "https://p.example/1", "fire", "One. Two. Three."))
	page := PageResult{Article: 1, Status: 200, OK: true, Headline: text.Own("fire"), Body: text.Plain("One. Two. Three.")}
	d.gives(page)
	must(t, d.Opened(t.Context(), 1, d.now))
	d.now = noon.Add(time.Hour)
	d.store(stern, item("1", "https://p.example/1", "fire", "Corrected. It was two. Yes."))
	if a := d.article(1); a.State.Read || a.Size.Revisions != 2 || !a.Size.Corrected {
		t.Errorf("feed: %+v", a)
	}
	must(t, d.Opened(t.Context(), 1, d.now))
	page.Body = text.Plain("Corrected. It was two. Yes.")
	d.gives(page)
	revs, err := d.Revisions(t.Context(), 1)
	must(t, err)
	if a := d.article(1); !a.State.Read || a.Size.Revisions != 2 || len(revs) != 4 || a.Text.Number != 4 || a.Text.Source != news.FromPage {
		t.Errorf("page: %+v", a)
	}
	if list := d.list(news.Filter{AsOf: d.now}); len(list) != 1 || list[0].Size.Revisions != 2 {
		t.Errorf("as of now: %+v", list)
	}
}

func TestAHeadlineIsNewOnce(t *testing.T) {
	d := newDesk(t, 1)
	d.store(stern, item("1", "https://p.example/1", "fire", "Short."))
	page := PageResult{Article: 1, Status: 200, OK: true, Headline: text.Own("fire"), Body: text.Plain("One. Two. Three.")}
	d.gives(page)
	d.store(stern, item("1", "https://p.example/1", "a fire", "Short."))
	must(t, d.Opened(t.Context(), 1, d.now))
	page.Headline = text.Own("a fire")
	d.gives(page)
	if a := d.article(1); !a.State.Read || a.Text.Number != 4 {
		t.Errorf("the same: %+v", a)
	}
	page.Headline = text.Own("no fire")
	d.gives(page)
	if a := d.article(1); a.State.Read {
		t.Errorf("another: %+v", a)
	}
}

func TestRulesSeeCorrections(t *testing.T) {
	d := newDesk(t, 1)
	judge := stern
	judge.Decide = func(doc *rule.Doc) rule.Verdict {
		v := rule.Verdict{Verdict: news.Verdict{Decision: news.Keep}}
		if doc.State != nil && doc.State("is", "correction") {
			v.Alerts = []text.Clean{text.Own("corrections")}
		}
		return v
	}
	d.store(judge, item("1", "https://p.example/1", "fire", "One. Two."))
	seq, err := d.BeginPoll(t.Context(), d.now)
	must(t, err)
	got, err := d.Store(t.Context(), seq, d.now, []Result{d.result(0, judge, item("1", "https://p.example/1", "fire", "Corrected. It was two. Yes."))}, judge)
	must(t, err)
	if len(got[0].Changes) != 1 || len(got[0].Changes[0].Alerts) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestValidatorsStayWithTheirHost(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", "Short."))
	d.gives(PageResult{
		Article: 1, Status: 200, OK: true, URL: "https://elsewhere.example/1", Bytes: []byte("<html>"),
		Headers: map[string][]string{"Etag": {`"x"`}}, Body: text.Plain("One. Two. Three."),
	})
	d.now = noon.Add(15 * time.Minute)
	if v := d.asked(1)[0].Validators; v != (Validators{}) {
		t.Errorf("got %+v", v)
	}
	if v := validatorsOf("{"); v != (Validators{}) {
		t.Errorf("got %+v", v)
	}
}

func TestPartsAreTold(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", "Short."))
	d.gives(PageResult{
		Article: 1, Status: 200, OK: true, Part: true, Body: text.Plain("Longer than that…"),
		URL: "https://p.example/1", Bytes: []byte("<html>"), Headers: map[string][]string{"Etag": {`"x"`}},
	})
	if a := d.article(1); !a.Size.FullText || !a.Text.Part {
		t.Errorf("got %+v", a)
	}
	d.now = noon.Add(15 * time.Minute)
	if v := d.asked(1)[0].Validators; v != (Validators{}) {
		t.Errorf("the whole is not asked for: %+v", v)
	}
	if r, err := d.Revision(t.Context(), 1, 1); err != nil || r.Part {
		t.Errorf("got %+v, %v", r, err)
	}
}

func TestListAsOf(t *testing.T) {
	d := newDesk(t, 1)
	d.store(stern, item("1", "https://p.example/1", "fire", "Short."))
	d.now = noon.Add(time.Hour)
	page := PageResult{Article: 1, Status: 200, OK: true, Bytes: []byte("<html>"), Headline: text.Own("fire"), Body: text.Plain("It was. It was one. Yes.")}
	d.gives(page)
	d.now = noon.Add(2 * time.Hour)
	d.store(stern, item("1", "https://p.example/1", "a second fire", "Short."), item("2", "https://p.example/2", "fire", ""))
	d.now = noon.Add(3 * time.Hour)
	page.Body = text.Plain("Corrected. It was two. Yes.")
	d.gives(page)
	for _, test := range []struct {
		after     time.Duration
		headlines string
		size      news.Size
	}{
		{-time.Second, "", news.Size{}},
		{0, "fire", news.Size{Revisions: 1}},
		{time.Hour, "fire", news.Size{Revisions: 1, FullText: true}},
		{2 * time.Hour, "fire|a second fire", news.Size{Revisions: 2, FullText: true}},
		{3 * time.Hour, "fire|a second fire", news.Size{Revisions: 3, FullText: true, Corrected: true}},
	} {
		list := d.list(news.Filter{AsOf: noon.Add(test.after)})
		var got []string
		for _, a := range list {
			got = append(got, a.Headline.String())
		}
		if strings.Join(got, "|") != test.headlines {
			t.Errorf("after %s: %v", test.after, got)
			continue
		}
		if len(list) > 0 {
			z := list[len(list)-1].Size
			if z.Revisions != test.size.Revisions || z.FullText != test.size.FullText || z.Corrected != test.size.Corrected {
				t.Errorf("after %s: %+v", test.after, z)
			}
		}
	}
}

func TestReadStaysReadIfTheReaderWantsSo(t *testing.T) {
	d := newDesk(t, 1)
	lasting := stern
	lasting.KeepRead = true
	d.store(lasting, item("1", "https://p.example/1", "fire", "One. Two."))
	must(t, d.Opened(t.Context(), 1, d.now))
	d.store(lasting, item("1", "https://p.example/1", "a fire", "Corrected. It was two. Yes."))
	if a := d.article(1); a.Size.Revisions != 2 || !a.State.Read || !a.Size.Corrected {
		t.Errorf("got %+v", a)
	}
}

func TestALiveBlogThatGoesOnIsNew(t *testing.T) {
	d := newDesk(t, 1)
	lasting := stern
	lasting.KeepRead = true
	d.store(lasting, item("1", "https://p.example/1", "fire", "Now."))
	must(t, d.Opened(t.Context(), 1, d.now))
	d.store(lasting, item("1", "https://p.example/1", "fire", "It goes on. Now."))
	if a := d.article(1); a.State.Read || a.Size.New != 1 || a.Size.Revisions != 2 || a.Size.Updates != 1 {
		t.Errorf("got %+v", a)
	}
	d.store(lasting, item("1", "https://p.example/1", "fire", "And on. It goes on. Now."))
	if a := d.article(1); a.State.Read || a.Size.Updates != 2 {
		t.Errorf("got %+v", a)
	}
	must(t, d.Opened(t.Context(), 1, d.now))
	if a := d.article(1); a.Size.Updates != 0 {
		t.Errorf("got %+v", a)
	}
}

func TestEditsOfFeeds(t *testing.T) {
	d := newDesk(t, 1)
	d.store(stern, item("1", "https://p.example/1", "fire", "One. Two."))
	must(t, d.Opened(t.Context(), 1, d.now))
	d.store(stern, item("1", "https://p.example/1", "fire", "NOISE"))
	if a := d.article(1); a.Size.Revisions != 1 || a.Text.Body.Text.String() != "One. Two." {
		t.Errorf("noise: %+v", a)
	}
	d.store(stern, item("1", "https://p.example/1", "a fire", "One. Two."))
	revs, err := d.Revisions(t.Context(), 1)
	must(t, err)
	if a := d.article(1); a.State.Read || a.Size.Revisions != 2 || len(revs) != 2 || revs[0].Kind != "" || revs[1].Kind != news.Update {
		t.Errorf("headline: %+v, %+v", a, revs)
	}
}

func TestNearMissesAreReadOnce(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "nearly one", ""), item("2", "https://p.example/2", "nearly two", ""), item("3", "", "nearly three", ""))
	due := func(want ...int64) {
		t.Helper()
		list, err := d.PagesToDecide(t.Context(), d.now, 20)
		must(t, err)
		if len(list) != len(want) {
			t.Fatalf("got %+v, want %v", list, want)
		}
	}
	due(2, 1)
	d.gives(PageResult{Article: 1, Status: 200, OK: true, Bytes: []byte("<html>"), Body: text.Plain("There was a fire in it.")})
	d.gives(PageResult{Article: 2, Status: 200, OK: true, Bytes: []byte("<html>"), Body: text.Plain("There was none.")})
	due()
	if a, b := d.article(1), d.article(2); a.Verdict.Decision != news.Keep || b.Verdict.Decision != news.NearMiss || b.Text.Source != news.FromPage {
		t.Errorf("got %+v, %+v", a, b)
	}
	d.now = noon.Add(15 * time.Minute)
	d.asked(1)
}
