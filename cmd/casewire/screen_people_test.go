package main

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/desk"
	"casewire/feeds/news"
	"casewire/feeds/people"
	"casewire/feeds/text"
	tui "casewire/tui/people"
)

// Two Calders: the surname alone is Tom's where the articles say so, and
// nobody's else.
func smallCast() *cast {
	k := &cast{register: people.NewRegister()}
	for i, names := range [][]string{{"Tom Calder", "Ruth Amadi", "Thomas Calder"}, {"Thomas Calder", "Ines Calder"}, {"Ruth Amadi", "Calder"}, {"Ruth Amadi"}} {
		m := archive.Mention{Article: int64(i + 1), At: time.Unix(int64(i), 0)}
		for _, name := range names {
			m.People = append(m.People, news.Named{Name: text.Line(name), Mentions: 1, Articles: 1, Speaks: len(names) % 2})
		}
		k.meet(&m)
	}
	k.tellApart([]news.Person{{Name: text.Own("Tom Calder"), Aliases: []text.Clean{text.Own("Thomas Calder"), text.Own("Calder")}}})
	said := func(article int64, speaker string, person bool) news.Quote {
		return news.Quote{Article: article, Speaker: text.Line(speaker), Person: person}
	}
	k.quotes = []news.Quote{said(1, "Thomas Calder", true), said(2, "Ines Calder", true), said(3, "CALDER", true), said(3, "a clerk", false), said(4, "Tom Calder", false)}
	return k
}

func TestCast(t *testing.T) {
	k := smallCast()
	var in [][]string
	for i := range k.articles {
		var names []string
		for _, who := range k.inside(int32(i)) {
			names = append(names, k.all[who].Name.String())
		}
		in = append(in, names)
	}
	if want := [][]string{{"Tom Calder", "Ruth Amadi"}, {"Tom Calder", "Ines Calder"}, {"Ruth Amadi", "Tom Calder"}, {"Ruth Amadi"}}; !reflect.DeepEqual(in, want) {
		t.Errorf("in the articles are %q, want %q", in, want)
	}
	tom := k.register.Find(text.Own("calder"))
	if got := k.newest(k.in[tom], 5); !slices.Equal(got, []int64{3, 2, 1}) {
		t.Errorf("Tom is in %d", got)
	}
	if got := k.newest(k.says[tom], 5); !slices.Equal(got, []int64{1}) {
		t.Errorf("Tom is quoted in %d", got)
	}
	if got := k.newest(k.in[tom], 2); !slices.Equal(got, []int64{3, 2}) {
		t.Errorf("Tom is last in %d", got)
	}
	with := []tui.Companion{{Name: text.Own("Ruth Amadi"), Articles: 2}, {Name: text.Own("Ines Calder"), Articles: 1}}
	if got := k.companions(tom); !reflect.DeepEqual(got, with) {
		t.Errorf("Tom is with %v, want %v", got, with)
	}
	if k.register.Find(text.Own("Nobody")) >= 0 {
		t.Error("nobody is found")
	}
}

// The page of a person has the quotations that the command lists, as many as
// the list of people says, and each at its sentence.
func TestPersonOfTheDemonstration(t *testing.T) {
	s := demoShelf(t)
	if err := desk.Understand(t.Context(), s.archive, s.story, nil, nil); err != nil {
		t.Fatal(err)
	}
	k, err := castOf(t.Context(), s.archive, s.story)
	if err != nil || len(k.all) < 10 {
		t.Fatalf("%d people, %v", len(k.all), err)
	}
	c := company{s}
	for i := range k.all {
		n := &k.all[i]
		p, err := c.Closer(t.Context(), n.Name)
		if err != nil || len(p.Articles) != min(n.Articles, most) || len(p.Why) == 0 {
			t.Errorf("%s: %d articles of %d, %v", n.Name, len(p.Articles), n.Articles, err)
		}
		if len(p.Quotes) != min(n.Speaks, most) {
			t.Errorf("%s is quoted %d times, want %d", n.Name, len(p.Quotes), n.Speaks)
		}
		for j := range p.Quotes {
			if p.Quotes[j].Sentence < 0 || j > 0 && p.Quotes[j].Said.Time.After(p.Quotes[j-1].Said.Time) {
				t.Errorf("%s: quotation %d is at sentence %d", n.Name, j, p.Quotes[j].Sentence)
			}
		}
	}
}

func TestSpokenBy(t *testing.T) {
	k := smallCast()
	for i, tt := range []struct {
		name string
		want bool
	}{{"tom", true}, {"tom", false}, {"calder", true}, {"clerk", true}, {"", true}} {
		if got := k.spokenBy(&k.quotes[i], tt.name); got != tt.want {
			t.Errorf("%d: said by %q: %v", i, tt.name, got)
		}
	}
	if k.quotes[0].Speaker != text.Own("Tom Calder") {
		t.Errorf("the speaker is %q, want the full name", k.quotes[0].Speaker)
	}
}
