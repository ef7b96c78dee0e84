package archive

import (
	"fmt"
	"slices"
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/rule"
)

func TestSomeDocsGoThroughAll(t *testing.T) {
	d := newDesk(t, 1)
	for i := range 2*judgeAtOnce + 1 {
		d.poll(0, item(fmt.Sprint(i), fmt.Sprintf("https://p.example/%d", i), "fire", ""))
		if i == 3 { // the rest in one go
			break
		}
	}
	var got, some []int64
	must(t, d.Docs(t.Context(), func(a news.Article, doc *rule.Doc) error { got = append(got, a.ID); return nil }))
	next, err := d.SomeDocs(t.Context(), got[1], func(a news.Article, doc *rule.Doc) error { some = append(some, a.ID); return nil })
	must(t, err)
	if !slices.Equal(some, got[2:]) || next != got[len(got)-1] {
		t.Errorf("got %v, next %d, want %v", some, next, got[2:])
	}
	next, err = d.SomeDocs(t.Context(), next, nil)
	if err != nil || next != 0 {
		t.Errorf("at the end: %d, %v", next, err)
	}
}

func TestMarkedAreAllThatTheReaderMarked(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", ""), item("2", "https://p.example/2", "flood", ""), item("3", "https://p.example/3", "fire", ""))
	for act, id := range map[news.Act]int64{news.MarkOnStory: 2, news.MarkOffStory: 1} {
		_, err := d.Do(t.Context(), noon, act, none, id)
		must(t, err)
	}
	var got []string
	must(t, d.Marked(t.Context(), func(a news.Article, doc *rule.Doc) error {
		got = append(got, fmt.Sprint(a.ID, " ", a.State.Mark, " ", doc.Title))
		return nil
	}))
	if want := []string{"2 on-story flood", "1 off-story fire"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSpell(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire notebook", "The laboratory notebook of the fire"), item("2", "https://p.example/2", "fire", "Rewards, forwards"),
		item("3", "https://p.example/3", "The flood", "notebooks of no story"))
	for query, want := range map[string]string{
		"notebuok":        "notebuok 0 notebook 1",
		"NOTEBOOK":        "notebook 1  0",
		"ontebook":        "ontebook 0 notebook 1",
		"labaratory fier": "labaratory 0 laboratory 1, fier 0 fire 2",
		"zzz no":          "zzz 0  0, no 0  0",
		"notebooks":       "notebooks 0 notebook 1", // no kept article has it
		`"*`:              "",
	} {
		list, err := d.Spell(t.Context(), query)
		must(t, err)
		got := ""
		for i, s := range list {
			if i > 0 {
				got += ", "
			}
			got += fmt.Sprint(s.Word, " ", s.Articles, " ", s.Near, " ", s.NearIn)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
	list, _ := d.Spell(t.Context(), `"lab Notebuok"`)
	if got := Respell(`"lab Notebuok"`, list); got != `"lab notebook"` {
		t.Errorf("got %q", got)
	}
	if got := Respell("fire", nil); got != "" {
		t.Errorf("got %q", got)
	}
	if _, err := d.turnForTest(); err == nil {
		t.Error("a reading connection may write")
	}
}

// turnForTest tries to write by the pool that reads.
func (d *desk) turnForTest() (any, error) {
	c, err := d.read.connect(d.t.Context())
	if err != nil {
		return nil, err
	}
	defer func() { _ = c.Close() }()
	return c.ExecContext(d.t.Context(), `DELETE FROM article`)
}

func TestResultsGoOnWhereItEnded(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", "The fire. It was a notebook that burned."), item("2", "https://p.example/2", "fire", "no"), item("3", "https://p.example/3", "fire", "A notebook."))
	q, _ := rule.Parse("notebook", rule.InSearch, nil)
	ids, err := d.Ranked(t.Context(), q)
	must(t, err)
	first, n, err := d.Results(t.Context(), q, ids, 1)
	must(t, err)
	second, m, err := d.Results(t.Context(), q, ids[n:], 5)
	must(t, err)
	if len(first) != 1 || len(second) != 1 || n+m != len(ids) || first[0].Article.ID == second[0].Article.ID {
		t.Errorf("got %v, %v of %v", first, second, ids)
	}
	for _, f := range append(first, second...) {
		if want := map[int64]int{1: 1, 3: 0}[f.Article.ID]; f.Sentence != want {
			t.Errorf("article %d: sentence %d, want %d", f.Article.ID, f.Sentence, want)
		}
	}
	if found, looked, err := d.results(t.Context(), q, ids, 5, noon.AddDate(-20, 0, 0)); err != nil || looked > 0 {
		t.Errorf("out of time: got %v, %d of %d, %v", found, looked, len(ids), err)
	}
}
