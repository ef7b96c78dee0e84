package archive

import (
	"errors"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// add adds a link with a headline, and nothing else.
func (d *desk) add(link, title string) (id int64, fresh bool) {
	d.t.Helper()
	it := news.Item{Title: text.Line(title), Link: link}
	v := fire.Decide(&rule.Doc{Title: title})
	id, fresh, err := d.AddLink(d.t.Context(), d.now, Arrival{Item: it, Outlet: text.Own("paper"), Key: link, Tidy: link, Verdict: v}, fire)
	must(d.t, err)
	return id, fresh
}

func TestAddLink(t *testing.T) {
	d := newDesk(t, 1)
	ctx := t.Context()
	id, fresh := d.add("https://a.example/1", "Rain")
	sound(t, d.Archive)
	a := d.article(id)
	if !fresh || a.State.Mark != news.OnStory || a.Verdict.Decision != news.Keep || a.Feed != "" || a.Headline.String() != "Rain" || a.Size.Revisions != 1 {
		t.Errorf("fresh %v, article %+v", fresh, a)
	}
	if again, fresh := d.add("https://a.example/1", "Other"); again != id || fresh {
		t.Errorf("again: %d, fresh %v", again, fresh)
	}
	if got, err := d.Find(ctx, "https://a.example/1"); err != nil || got.ID != id {
		t.Errorf("found %d, error %v", got.ID, err)
	}
	if _, err := d.Find(ctx, "https://a.example/2"); !errors.Is(err, ErrNoArticle) {
		t.Errorf("error %v", err)
	}

	// Its page is wanted, and becomes its text.
	wanted, err := d.PagesDue(ctx, d.now, 10)
	must(t, err)
	if len(wanted) != 1 || wanted[0].Article != id || wanted[0].Feed != "" {
		t.Errorf("wanted %+v", wanted)
	}
	_, err = d.StorePages(ctx, d.now, []PageResult{{Article: id, Status: 200, OK: true, Headline: text.Own("Rain"), Body: text.Plain("A fire in the rain.")}}, fire)
	must(t, err)
	sound(t, d.Archive)
	if a := d.article(id); !a.Size.FullText || a.Text.Body.Text.String() != "A fire in the rain." || a.Size.Revisions != 1 {
		t.Errorf("article %+v", a)
	}

	// A feed that lists it later lists this one; no feed of the story is new.
	d.poll(0, item("g", "https://a.example/1", "Rain again", "word"))
	sound(t, d.Archive)
	health, err := d.Health(ctx, d.now)
	must(t, err)
	if list := d.list(news.Filter{Decisions: []news.Decision{news.Keep}}); len(list) != 1 || len(health) != 1 {
		t.Errorf("%d kept, %d feeds", len(list), len(health))
	}
}

func TestAddLinkThatIsHere(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("g", "https://a.example/1", "Rain", "word"))
	id, fresh := d.add("https://a.example/1", "x")
	sound(t, d.Archive)
	if a := d.article(id); fresh || a.State.Mark != news.OnStory || a.Verdict.Decision != news.Keep || a.Headline.String() != "Rain" {
		t.Errorf("fresh %v, article %+v", fresh, a)
	}
	if _, err := d.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	sound(t, d.Archive)
	if a := d.article(id); a.State.Mark != news.NoMark || a.Verdict.Decision != news.Drop {
		t.Errorf("taken back: %+v", a)
	}
}

// TestAddLinkAfterRetention: what was removed comes back if the reader says so.
func TestAddLinkAfterRetention(t *testing.T) {
	d := newDesk(t, 1)
	id, _ := d.add("https://a.example/1", "Rain")
	d.poll(0, item("g", "https://a.example/2", "Snow", "word"))
	_, err := d.Do(t.Context(), d.now, news.ClearMark, text.Clean{}, id)
	must(t, err)
	d.now = d.now.AddDate(0, 1, 0)
	d.poll(0, item("h", "https://a.example/3", "Fire", "fire"))
	d.now = d.now.AddDate(0, 1, 0)
	n, err := d.Clean(t.Context(), d.now, news.Retention{Unrelated: 24 * time.Hour})
	must(t, err)
	if n != 2 {
		t.Fatalf("%d removed", n)
	}
	sound(t, d.Archive)
	for _, link := range []string{"https://a.example/1", "https://a.example/2"} {
		if again, fresh := d.add(link, "Rain"); !fresh || again <= id {
			t.Errorf("%s: %d, fresh %v", link, again, fresh)
		}
		sound(t, d.Archive)
	}
}
