package demo

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestEditsAppearAtTheirTime(t *testing.T) {
	for _, test := range []struct {
		url    string
		change time.Time
		was    string
		is     string
	}{
		{"https://ledger.example/courts/delay-in-marlow-trial-the-binder-arrives-by-051", on(time.March, 13, 20), "holds 241 pages", "holds 214 pages"},
		{"https://channel6.example/news/chemist-contradicts-her-first-report-on-the-stand/", on(time.March, 7, 10), "Four of the nine", "Three of the nine"},
		{"https://harborpost.example/2026/03/12/judge-moves-closing-arguments-after-late-filing.html", on(time.March, 12, 20), "from Friday to Wednesday", "19 March, at 9:30"},
		{"https://ledger.example/feed.atom", on(time.February, 12, 21), "lights a second oven", "opens a second bakery"},
		{"https://wire.example/feed.json", on(time.March, 12, 20), "Defense asks for mistrial", "Judge puts off closings"},
	} {
		before := get(t, test.change, test.url).body
		after := get(t, test.change.Add(time.Hour), test.url).body
		if !strings.Contains(before, test.was) || strings.Contains(before, test.is) {
			t.Errorf("%s before %v", test.url, test.change)
		}
		if strings.Contains(after, test.was) || !strings.Contains(after, test.is) {
			t.Errorf("%s after %v", test.url, test.change)
		}
	}
}

func TestCopiesShareTheirWords(t *testing.T) {
	p, err := thePress()
	if err != nil {
		t.Fatal(err)
	}
	copies := 0
	for _, it := range p.byID {
		if it.copyOf == "" {
			continue
		}
		copies++
		of := p.byID[it.copyOf]
		told := strings.Join(of.at(it.published()).paragraphs, "\n")
		own, shared := 0, 0
		for _, paragraph := range it.versions[0].paragraphs {
			if strings.Contains(told, paragraph) {
				shared += words([]string{paragraph})
			} else {
				own += words([]string{paragraph})
			}
		}
		if shared < 3*own {
			t.Errorf("%s has %d words of its own and %d of %s", it.id, own, shared, of.id)
		}
		if it.outlet == of.outlet || it.versions[0].headline == of.versions[0].headline {
			t.Errorf("%s is no copy by another outlet with a headline of its own", it.id)
		}
	}
	if copies < 40 {
		t.Errorf("%d copies", copies)
	}
}

func TestPlan(t *testing.T) {
	plan, err := Plan()
	if err != nil {
		t.Fatal(err)
	}
	polls := Days()
	seen := make(map[string]bool)
	last, starred := 1, 0
	for _, r := range plan {
		if r.Day < last || r.Day > 57 || seen[r.URL] {
			t.Errorf("%+v", r)
		}
		last = r.Day
		seen[r.URL] = true
		if r.Starred {
			starred++
		}
		if got := get(t, polls[r.Day-1], r.URL); got.status != http.StatusOK {
			t.Errorf("%+v: %d", r, got.status)
		}
	}
	if len(plan) < 80 || starred < 3 {
		t.Errorf("%d read, %d starred", len(plan), starred)
	}
}

// A feed that lists only its newest items must lose some on the way, or there
// is no gap to tell of.
func TestTribuneHasAGap(t *testing.T) {
	p, err := thePress()
	if err != nil {
		t.Fatal(err)
	}
	gaps := 0
	for i := range p.outlets {
		before := map[*item]bool{}
		for _, at := range Days() {
			now, shared := map[*item]bool{}, len(before) == 0
			for _, it := range p.outlets[i].asked(at) {
				now[it] = true
				shared = shared || before[it]
			}
			if !shared && len(now) > 0 {
				gaps++
				if p.outlets[i].key != "tribune" {
					t.Errorf("%s has a gap before %v", p.outlets[i].key, at)
				}
			}
			before = now
		}
	}
	if gaps != 1 {
		t.Errorf("%d gaps", gaps)
	}
}

func TestProseIsInOrder(t *testing.T) {
	all, err := entries()
	if err != nil {
		t.Fatal(err)
	}
	const known = " id outlet published headline byline summary categories photo slug read star of cut edit at correction after replace by "
	for _, e := range all {
		for _, f := range e.fields {
			if !strings.Contains(known, " "+f.key+" ") {
				t.Errorf("%s: unknown field %q", e.file, f.key)
			}
		}
	}
	p, err := thePress()
	if err != nil {
		t.Fatal(err)
	}
	for id, it := range p.byID {
		if it.published().After(Ends()) {
			t.Errorf("%s is published after the last day", id)
		}
		for _, v := range it.versions {
			if v.at.After(Ends()) {
				t.Errorf("%s is edited after the last day", id)
			}
		}
	}
}

func TestParseProse(t *testing.T) {
	found, err := parse("prose/case/x.txt", "id: 1\nheadline: A: b\n\nOne\nline.\n\nTwo.\n====\nedit: 1\nreplace: One\nby: Uno\n")
	if err != nil || len(found) != 2 {
		t.Fatalf("%v, %v", found, err)
	}
	e := found[0]
	if !e.onStory || e.get("headline") != "A: b" || len(e.paragraphs) != 2 || e.paragraphs[0] != "One line." {
		t.Errorf("got %+v", e)
	}
	now, err := found[1].amend(e.paragraphs, 2)
	if err != nil || now[0] != "Uno line." || e.paragraphs[0] != "One line." {
		t.Errorf("got %q, %v, and left %q", now, err, e.paragraphs)
	}
	if _, err := found[1].amend(now, 0); err == nil {
		t.Error("replaced what is not there")
	}
	if _, err := parse("x.txt", "id 1\n\nText."); err == nil {
		t.Error("took a header without a colon")
	}
}

func FuzzParseProse(f *testing.F) {
	f.Add("id: 1\nof: 2\ncut: 3\n\nText.\n====\nedit: 1\nreplace: Text\nby: \n\n\n")
	f.Fuzz(func(_ *testing.T, src string) {
		found, _ := parse("x.txt", src)
		for i := range found {
			_, _ = found[i].amend([]string{"Text."}, 1)
		}
	})
}

func BenchmarkAllDays(b *testing.B) {
	for b.Loop() {
		tags := make(map[string]string)
		var now time.Time
		tr := New(func() time.Time { return now })
		for _, now = range Days() {
			for _, o := range masthead {
				req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, "https://"+o.host+o.feed, nil)
				if err != nil {
					b.Fatal(err)
				}
				req.Header.Set("Accept-Encoding", "gzip")
				req.Header.Set("If-None-Match", tags[o.key])
				resp, err := tr.RoundTrip(req)
				if err != nil {
					b.Fatal(err)
				}
				resp.Body.Close()
				tags[o.key] = resp.Header.Get("Etag")
			}
		}
	}
}
