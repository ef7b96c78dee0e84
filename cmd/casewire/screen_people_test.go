package main

import (
	"reflect"
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/text"
	tui "casewire/tui/people"
)

// Two Calders: the surname alone is Tom's where the articles say so, and
// nobody's else.
func smallCast() *cast {
	named := func(article int64, name string) news.Named {
		return news.Named{Article: article, Name: text.Line(name)}
	}
	said := func(article int64, speaker string, person bool) news.Quote {
		return news.Quote{Article: article, Speaker: text.Line(speaker), Person: person}
	}
	k := &cast{
		all: []news.Named{
			{Name: text.Own("Tom Calder"), Aliases: []text.Clean{text.Own("Calder"), text.Own("Thomas Calder")}, Speaks: 9},
			{Name: text.Own("Ines Calder"), Aliases: []text.Clean{text.Own("Calder")}},
			{Name: text.Own("Ruth Amadi")},
		},
		found: []news.Named{
			named(1, "Tom Calder"), named(1, "Ruth Amadi"), named(1, "Thomas Calder"), named(2, "Thomas Calder"), named(2, "Ines Calder"),
			named(3, "Ruth Amadi"), named(3, "CALDER"), named(4, "Nobody"),
		},
		quotes: []news.Quote{said(1, "Thomas Calder", true), said(2, "Ines Calder", true), said(3, "Calder", true), said(3, "a clerk", false), said(4, "Tom Calder", false)},
		names:  map[string]int{}, in: map[int][]appearance{}, of: map[int64][]int{},
	}
	k.call()
	k.appear()
	k.speak()
	return k
}

func TestCast(t *testing.T) {
	k := smallCast()
	want := map[int64][]int{1: {0, 2}, 2: {0, 1}, 3: {2, 0}}
	if !reflect.DeepEqual(k.of, want) {
		t.Errorf("in the articles are %v, want %v", k.of, want)
	}
	for i, n := range []int{2, 1, 0} {
		if k.all[i].Speaks != n {
			t.Errorf("%s is quoted %d times, want %d", k.all[i].Name, k.all[i].Speaks, n)
		}
	}
	with := []tui.Companion{{Name: text.Own("Ruth Amadi"), Articles: 2}, {Name: text.Own("Ines Calder"), Articles: 1}}
	if got := k.companions(0); !reflect.DeepEqual(got, with) {
		t.Errorf("Tom is with %v, want %v", got, with)
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
