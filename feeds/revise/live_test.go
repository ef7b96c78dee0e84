package revise

import (
	"testing"

	"casewire/feeds/news"
)

func TestEntries(t *testing.T) {
	const blog = "Saturday, 10:35 The office reviews 19 cases.\n\n17:05 That is it for today.\n\n9.40 The judge comes in."
	for _, test := range []struct {
		name, body string
		want       int
		kind       news.EditKind
	}{
		{"nothing", blog, 0, news.Minor},
		{"two entries, one of two paragraphs", "18:20 The jury is back.\n\n18:02 A note from the jury.\n\nIt is read aloud.\n\n" + blog, 2, news.Update},
		{"an entry and an edit", "18:20 The jury is back.\n\n" + blog + " Late.", 0, news.Update},
		{"a paragraph", "The jury is back at last, we hear.\n\n" + blog, 0, news.Update},
		{"no time", "12 people came to the court.\n\n" + blog, 0, news.Update},
	} {
		d := Compare(revision("Live", blog), revision("Live: the jury", test.body))
		if got := Entries(&d); got != test.want || d.Kind != test.kind {
			t.Errorf("%s: %d entries, %s", test.name, got, d.Kind)
		}
	}
}
