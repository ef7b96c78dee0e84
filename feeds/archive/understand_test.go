package archive

import (
	"reflect"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

func TestFindingsAreStoredAsTheyAre(t *testing.T) {
	sentences := []news.Sentence{
		{Paragraph: 0, Span: text.Span{Start: 0, End: 57}, New: true},
		{Paragraph: 3, Span: text.Span{Start: 2, End: 9}, Tellings: []news.Telling{
			{Article: 12, Revision: 2, Paragraph: -1, Span: text.Span{End: 40}, Sentence: -1},
			{Article: 1 << 40, Revision: 1, Paragraph: 7, Span: text.Span{Start: 3, End: 11}, Sentence: 19},
		}},
	}
	if got := unpackSentences(packSentences(sentences)); !reflect.DeepEqual(got, sentences) {
		t.Errorf("got %+v", got)
	}
	at := time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC)
	people := []news.Named{{
		Name: text.Own("Ada Quill"), Role: text.Own("inspector"), Aliases: []text.Clean{text.Own("Quill"), text.Own("Ms. Quill")},
		Mentions: 3, Articles: 1, Speaks: 1, Listed: true, Article: 12, First: at, Last: at,
		Months: []news.MonthCount{{Month: news.Date{Year: 2026, Month: 3}, Count: 3}},
	}}
	if got := unpackPeople(packPeople(people), 12, at, clean{}); !reflect.DeepEqual(got, people) {
		t.Errorf("got %+v", got)
	}
	quotes := []news.Quote{{
		Text: text.Own("We were handed the keys"), Speaker: text.Own("Ada Quill"), Person: true,
		Parts: []news.Passage{{Paragraph: 1, Span: text.Span{Start: 0, End: 30}}}, Source: news.Passage{Paragraph: 1, Span: text.Span{Start: 36, End: 45}},
	}, {Text: text.Own("Nobody")}}
	if got := unpackQuotes(packQuotes(quotes), clean{}); !reflect.DeepEqual(got, quotes) {
		t.Errorf("got %+v", got)
	}
	steps := []int64{5, 3, 900, 1 << 50, 1 << 50, 2}
	if got := unpackSteps(packSteps(steps)); !reflect.DeepEqual(got, steps) {
		t.Errorf("got %v", got)
	}
}

// What is damaged is read as nothing, and what is read is written the same.
func FuzzFindings(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{blobVersion, 0})
	f.Add(packSentences([]news.Sentence{{Paragraph: 1, Span: text.Span{Start: 1, End: 5}, Tellings: []news.Telling{{Article: 3, Revision: 1, Sentence: 2}}}}))
	f.Add(packPeople([]news.Named{{Name: text.Own("Ada Quill"), Mentions: 2}}))
	f.Add(packQuotes([]news.Quote{{Text: text.Own("Nobody"), Parts: []news.Passage{{}}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		sentences := unpackSentences(data)
		if again := unpackSentences(packSentences(sentences)); len(again) != len(sentences) {
			t.Errorf("%d sentences are read again as %d", len(sentences), len(again))
		}
		people := unpackPeople(data, 1, time.UnixMilli(0), clean{})
		if again := unpackPeople(packPeople(people), 1, time.UnixMilli(0), clean{}); len(again) != len(people) {
			t.Errorf("%d people are read again as %d", len(people), len(again))
		}
		quotes := unpackQuotes(data, clean{})
		if again := unpackQuotes(packQuotes(quotes), clean{}); len(again) != len(quotes) {
			t.Errorf("%d quotations are read again as %d", len(quotes), len(again))
		}
		steps := unpackSteps(data)
		if again := unpackSteps(packSteps(steps)); !reflect.DeepEqual(again, steps) {
			t.Errorf("%v are read again as %v", steps, again)
		}
	})
}

// A key that a damaged archive lacks is no key of another hash.
func TestHashesOfLostKeys(t *testing.T) {
	have := map[int64]*ringKey{7: {id: 7, hash: -70}, 9: {id: 9, hash: 90}}
	if got := hashesOf(have, []int64{7, 8, 9}); !reflect.DeepEqual(got, []int64{-70, 90}) {
		t.Errorf("got %v", got)
	}
}
