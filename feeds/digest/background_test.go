package digest

import (
	"slices"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// report makes an article of a day of November 2026.
func report(id int64, day int, paragraphs ...string) *news.Article {
	a := &news.Article{ID: id}
	a.Text.Number = 1
	a.Text.Body = text.Plain(strings.Join(paragraphs, "\n"))
	a.Dates.FirstSeen = time.Date(2026, time.November, day, 8, 0, 0, 0, time.UTC)
	return a
}

func story() []*news.Article {
	return []*news.Article{
		report(1, 2, "A fire destroyed the bakery of Piet Hollander on Quay Street on Monday night.", "Nobody was hurt."),
		report(2, 3, "A choir sang in the square to raise money for new ovens."),
		report(3, 4, "Police arrested Dana Marlow, a former partner of the baker, over the bakery fire.", "A ferry was late for it."),
		report(4, 9, "Marlow pleaded not guilty to arson before Judge Lena Okafor.", "The trial is to begin in May."),
		report(5, 10, "A chemist told the court that paint thinner had been poured on the bakery floor, which the defence disputes.",
			"Marlow wept as the judge read the charge of arson, while her brother watched from the gallery."),
	}
}

func texts(lines []Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Text.String())
	}
	return out
}

func TestBackground(t *testing.T) {
	got := texts(Background(story(), 50))
	want := []string{
		"A fire destroyed the bakery of Piet Hollander on Quay Street on Monday night.",
		"A chemist told the court that paint thinner had been poured on the bakery floor, which the defence disputes.",
		"Marlow wept as the judge read the charge of arson, while her brother watched from the gallery.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestCitations(t *testing.T) {
	reports := story()
	for words := range 100 {
		n, last := 0, int64(0)
		for _, l := range Background(reports, words) {
			a := reports[l.Article-1]
			if said := a.Text.Body.Paragraph(l.Paragraph).Cut(l.Span); said != l.Text || l.Revision != 1 {
				t.Errorf("%d words: %q is cited as %q", words, said, l.Text)
			}
			if l.Article < last {
				t.Errorf("%d words: article %d after %d", words, l.Article, last)
			}
			last = l.Article
			n += countWords(l.Text.String())
		}
		if n > words {
			t.Errorf("%d words of %d", n, words)
		}
	}
}

func TestNothingTwice(t *testing.T) {
	reports := append(story(), report(6, 11, "A fire on Quay Street destroyed the bakery of Piet Hollander on a Monday night."))
	count := 0
	for _, s := range texts(Background(reports, 90)) {
		if strings.Contains(s, "destroyed the bakery") || strings.Contains(s, "Quay Street destroyed") {
			count++
		}
	}
	if count != 1 {
		t.Errorf("told %d times", count)
	}
}

// TestBeginning is about how the story began, which is told as long as the days
// are still about it.
func TestBeginning(t *testing.T) {
	for _, row := range []struct {
		first string
		told  bool
	}{
		{"A fire destroyed the bakery on Quay Street.", true},
		{"A tram hit a lorry near the railway station.", false},
	} {
		reports := []*news.Article{report(1, 1, row.first)}
		for i, later := range []string{
			"Investigators searched the bakery for traces of thinner.", "The insurer of the bakery refused to pay its owner.",
			"A notebook found behind the bakery was shown to witnesses.", "Two jurors asked whether they could see the bakery themselves.",
			"The judge let the bakery stand until all appeals are decided.", "Neighbours of the bakery sued the insurer for their windows.",
		} {
			reports = append(reports, report(int64(i+2), i+2, later))
		}
		if got := texts(Background(reports, 22)); slices.Contains(got, row.first) != row.told {
			t.Errorf("%s\n%s", row.first, strings.Join(got, "\n"))
		}
	}
}

// TestNothingDangling is about sentences that need the one before.
func TestNothingDangling(t *testing.T) {
	reports := []*news.Article{report(1, 1, "A fire destroyed the bakery."), report(2, 2, "Lena Okafor moved the bakery trial to May.", "It rained.", "She told the bakery jury to go home.", "Okafor told the bakery jury to go home.")}
	got := texts(Background(reports, 22))
	if slices.Contains(got, "She told the bakery jury to go home.") || !slices.Contains(got, "Okafor told the bakery jury to go home.") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestSameBytes(t *testing.T) {
	want := Background(story(), 90)
	for range 20 {
		if got := Background(story(), 90); !slices.Equal(got, want) {
			t.Fatalf("%v and then %v", texts(want), texts(got))
		}
	}
}

func TestNoStory(t *testing.T) {
	for _, reports := range [][]*news.Article{nil, {{}}, {report(1, 1, "Yes.")}} {
		if got := Background(reports, 90); len(got) > 0 {
			t.Errorf("the story of nothing: %v", texts(got))
		}
	}
}

func TestClauses(t *testing.T) {
	for _, row := range []struct{ sentence, want string }{
		{"The judge moved the hearing to Friday, which the defence had asked for.", "The judge moved the hearing to Friday"},
		{"The judge will move the hearing to Friday, but only for the jury.", ""},
		{"The judge will move the hearing to Friday, if the jury agrees.", ""},
		{"The watchman saw a van at the gate, as prosecutors claimed on Monday.", ""},
		{"“The judge moved the hearing to Friday, which suits us.”", ""},
		{"Marlow, who was ill, left.", ""},
	} {
		got := ""
		if ends := clauses(row.sentence); len(ends) > 0 {
			got = row.sentence[:ends[0]]
		}
		if got != row.want {
			t.Errorf("%q is cut to %q", row.sentence, got)
		}
	}
}

func FuzzBackground(f *testing.F) {
	f.Add("A fire destroyed the bakery, which was old.", "Nobody was hurt.", 20)
	f.Add("ア ア ア ア ア. Ünder der Brücke, with", "", 5)
	f.Fuzz(func(t *testing.T, a, b string, words int) {
		reports := []*news.Article{report(1, 1, a), report(2, 2, b), report(3, 2, b+" "+a)}
		n := 0
		for _, l := range Background(reports, words) {
			if said := reports[l.Article-1].Text.Body.Paragraph(l.Paragraph).Cut(l.Span); said != l.Text {
				t.Fatalf("%q is cited as %q", said, l.Text)
			}
			n += countWords(l.Text.String())
		}
		if n > max(words, 0) {
			t.Fatalf("%d words of %d", n, words)
		}
	})
}

func BenchmarkBackground(b *testing.B) {
	var reports []*news.Article
	for i := range 500 {
		for _, a := range story() {
			a.Dates.FirstSeen = a.Dates.FirstSeen.AddDate(0, 0, i)
			reports = append(reports, a)
		}
	}
	for b.Loop() {
		_ = Background(reports, 90)
	}
}
