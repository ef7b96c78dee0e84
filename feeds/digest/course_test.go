package digest

import (
	"strings"
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

func TestCourse(t *testing.T) {
	began := news.Date{Year: 2025, Month: 2, Day: 22}
	at := func(year int, words string) news.Fact {
		return news.Fact{Date: news.Date{Year: year, Month: 6}, Text: text.Line(words)}
	}
	fire, charged, pleads := at(2025, "Fire destroys the bakery."), at(2026, "Dana Marlow is charged with arson."), at(2027, "She pleads not guilty.")
	for name, tt := range map[string]struct {
		facts []news.Fact
		words int
		want  string
	}{
		"none":            {nil, 90, ""},
		"before it began": {[]news.Fact{at(1998, "The bakery opens.")}, 90, ""},
		"who is accused":  {[]news.Fact{at(1998, "The bakery opens."), fire, at(2025, "A report names a solvent."), charged, pleads}, 90, "Fire destroys the bakery. Dana Marlow is charged with arson."},
		"in any order":    {[]news.Fact{charged, fire}, 90, "Fire destroys the bakery. Dana Marlow is charged with arson."},
		"how it ended":    {[]news.Fact{fire, charged, at(2028, "The judge dismisses the case.")}, 90, "Fire destroys the bakery. The judge dismisses the case."},
		"nobody":          {[]news.Fact{fire, at(2026, "The lorry is in charge.")}, 4, "Fire destroys the bakery."},
		"no room":         {[]news.Fact{fire, charged}, 9, "Fire destroys the bakery."},
		"no room for all": {[]news.Fact{charged, pleads}, 5, ""},
		"a charge alone":  {[]news.Fact{charged}, 90, "Dana Marlow is charged with arson."},
	} {
		var got []string
		for _, f := range course(tt.facts, began, tt.words) {
			got = append(got, f.Text.String())
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: got %q, want %q", name, s, tt.want)
		}
	}
}
