package people_test

import (
	"fmt"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/people"
	"casewire/feeds/text"
)

// article makes one of its paragraphs, which are parted by blank lines.
func article(headline, body string) *news.Article {
	return &news.Article{
		ID: 1, Headline: text.Line(headline), Outlet: text.Own("Harbor Post"),
		Dates: news.Dates{Sort: time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)},
		Text:  news.Revision{Headline: text.Line(headline), Body: text.Plain(body)},
	}
}

// bakery has the traps: two people of one surname, a nested quotation, a
// statement by a spokesman, a quotation of two paragraphs, "he said" after two
// men were named, a scare quote, titles of works.
const bakery = `Dana Marlow, 41, the defendant, wept on Tuesday as her brother told a court in Harbor City that she had never set foot in the cellar of the bakery.

“I was asleep at home, and so was she,” Tomas Marlow, her brother, said under oath. “She woke me and said, ‘The bakery is on fire,’ and I did not believe her.”

Judge Lena Okafor told the jury to go home. “We will start again at nine,” the judge said.

Paul Brandt, a defence lawyer who has known the family for years, embraced Sheriff Adan Mendoza in the hallway. “Nobody wanted it to come to this,” he said.

“There is not one witness who saw a match,” Brandt said. “There is not one who saw a can.

“There is only a notebook that nobody can read.”

A spokesman for the county said in a statement that the so-called “laboratory” would be “looked at in due course.” The notebook was shown last week on “Morning Harbor,” and a “safe” building it was not.

According to Ruth Amadi, the state chemist, the notes were “no worse than mine.”

“I am tired of it,” said Mr. Marlow. Ms. Marlow said nothing.

The Harbor Post reported in March that the case had cost Fenwick County two million dollars. Mendoza declined to comment.`

func TestCarefulReader(t *testing.T) {
	r := people.Read(article("Marlow’s brother: ‘I was asleep at home’", bakery), nil)
	wantPeople := []string{
		"Dana Marlow | defendant | 2",
		"Tomas Marlow | her brother | 2",
		"Lena Okafor | judge | 1",
		"Paul Brandt | defence lawyer | 2",
		"Adan Mendoza | sheriff | 2",
		"Ruth Amadi | state chemist | 1",
	}
	var gotPeople []string
	for _, p := range r.People() {
		gotPeople = append(gotPeople, fmt.Sprintf("%s | %s | %d", p.Name, p.Role, p.Mentions))
	}
	equal(t, "people", gotPeople, wantPeople)
	equal(t, "quotes", quoted(r), []string{
		"Tomas Marlow: I was asleep at home, and so was she … She woke me and said, ‘The bakery is on fire,’ and I did not believe her.",
		"Lena Okafor: We will start again at nine",
		"Paul Brandt: Nobody wanted it to come to this",
		"Paul Brandt: There is not one witness who saw a match … There is not one who saw a can. There is only a notebook that nobody can read.",
		"(A spokesman for the county): looked at in due course.",
		"Ruth Amadi: no worse than mine.",
		"Tomas Marlow: I am tired of it",
	})
}

func quoted(r *people.Reading) []string {
	var out []string
	for _, q := range r.Quotes() {
		who := q.Speaker.String()
		if !q.Person {
			who = "(" + who + ")"
		}
		out = append(out, who+": "+q.Text.String())
	}
	return out
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "nothing", "nothing"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("%s %d:\n got %s\nwant %s", what, i, g, w)
		}
	}
}
