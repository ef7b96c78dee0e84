package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

func TestTellingWords(t *testing.T) {
	var w wordCount
	for range 12 {
		w.add(&rule.Doc{Title: "Marlow trial of 2026", Bodies: []text.Body{text.Plain("The trial of a baker for arson")}}, true)
	}
	for i := range 8 {
		title := "Marlow wins"
		if i == 0 {
			title = "Marlow wins arson"
		}
		w.add(&rule.Doc{Title: title, Bodies: []text.Body{{}, text.Plain("the scrum of 2026 " + strings.Repeat("word ", countedWords) + "late")}}, false)
	}
	var got []string
	for _, word := range w.telling("trial", 100) {
		got = append(got, fmt.Sprint(word.Text, " ", word.On, "/", word.Off))
	}
	// What both sides have says nothing; trial is asked for already; 2026, of and
	// a are no words that tell; late stands too late to be counted.
	want := []string{"baker 12/0", "for 12/0", "scrum 0/8", "wins 0/8", "word 0/8", "arson 12/1"}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if n := len(w.telling("", 2)); n != 2 {
		t.Errorf("%d words, want 2", n)
	}
	if more, less := surety(11, 12, 1, 8), surety(3, 12, 1, 8); more <= less || surety(1, 8, 11, 12) != -more {
		t.Errorf("%v is not surer than %v", more, less)
	}
}

func helpCountsMarksFirst(t *testing.T, l laboratory) {
	h, err := l.Help(t.Context(), "fire")
	if err != nil || !strings.HasPrefix(h.From.String(), "You marked few articles (1 on the story, 1 off it)") || len(h.Words) == 0 {
		t.Errorf("got %+v, %v", h, err)
	}
	p, err := l.Page(t.Context(), news.Filter{}, news.Place{}, 10, false)
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.Articles {
		act := []news.Act{news.MarkOnStory, news.MarkOffStory}[i%2]
		if _, err := l.Do(t.Context(), act, "", p.Articles[i].ID); err != nil {
			t.Fatal(err)
		}
	}
	h, err = l.Help(t.Context(), "")
	if err != nil || h.On != 6 || h.Off != 6 || !strings.HasPrefix(h.From.String(), "Counted in 6 articles") {
		t.Errorf("got %+v, %v", h, err)
	}
}
