package people_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"casewire/feeds/news"
	"casewire/feeds/people"
	"casewire/feeds/text"
)

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		bakery, strings.ToUpper(bakery), strings.ToLower(bakery),
		`"A, 'b "c" d,' she said. "E"`, "“open\n\n“again\n\n“and closed,” said X.", "''Old style,'' Mr. Reed said.",
		"‘It’s the boys’ bus,’ he said", "Said “", "Mr. ", "J. R. R. de la ’s", "according to", "“”", "Dr. Dr. van", "X, 41, a", "– “a” – B",
		"“Überfall”, sagte Jürgen Müller-Lüdenscheidt. É. é’s 京都 Å", `She said, "he said, "they said, "no.""`,
	} {
		f.Add("Marlow told Brandt", s)
	}
	persons := []news.Person{{Name: text.Own("Dana Marlow"), Aliases: []text.Clean{text.Own("Marlow"), {}}}, {Name: text.Own("Tomas Marlow")}, {}}
	f.Fuzz(func(t *testing.T, headline, body string) {
		a := article(headline, body)
		r := people.Read(a, persons)
		for _, p := range r.People() {
			for _, at := range p.Passages {
				within(t, a, at)
			}
			if p.Name.Len() == 0 || p.Mentions != len(p.Passages) || p.Mentions == 0 {
				t.Errorf("person %+v", p)
			}
		}
		quotes := r.Quotes()
		for _, q := range quotes {
			for _, at := range q.Parts {
				within(t, a, at)
			}
			if q.Source.Span.End > 0 {
				within(t, a, q.Source)
			}
		}
		earlier := people.Candidates{People: r.People(), Quotes: quotes}
		for i, q := range people.Judge(r, earlier, persons).Quotes {
			if q.Of > i {
				t.Errorf("quotation %d is first told in %d", i, q.Of)
			}
		}
		if len(people.Sayings(quotes)) > len(quotes) || len(people.Roll(r.People(), persons)) > len(r.People()) {
			t.Error("more than there is")
		}
		_ = r.Keys()
	})
}

// within fails if a passage does not lie in its paragraph, between characters.
func within(t *testing.T, a *news.Article, at news.Passage) {
	t.Helper()
	s := a.Text.Headline.String()
	if at.Paragraph >= 0 {
		s = a.Text.Body.Paragraph(at.Paragraph).String()
	}
	start, end := at.Span.Start, at.Span.End
	if start < 0 || start >= end || end > len(s) || !utf8.RuneStart(s[start]) || end < len(s) && !utf8.RuneStart(s[end]) {
		t.Fatalf("passage %v of %q", at, s)
	}
}

func BenchmarkRead(b *testing.B) {
	body := strings.Repeat(bakery+"\n\n", 3)
	for name, s := range map[string]string{
		"700 words":   body,
		"marks":       strings.Repeat(` 'a "b 'cs “d`, 70_000),
		"names":       strings.Repeat("Mr. Abc Def said. Xyz-", 40_000),
		"cues":        strings.Repeat(`said "a" told `, 70_000),
		"pronouns":    strings.Repeat(`“A b c,” he said. Paul Brandt left. `, 25_000),
		"paragraphs":  strings.Repeat("“A b c d e f g h.”\n\n", 19_000),
		"distinct":    distinct(),
		"possessives": strings.Repeat("'as' ", 200_000),
	} {
		a := article("Headline", s)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := people.Read(a, nil)
				_, _ = r.People(), r.Quotes()
			}
		})
	}
}

// distinct is a text of many people of one surname, and of many surnames.
func distinct() string {
	var b strings.Builder
	for i := range 15_000 {
		n := string([]byte{'A' + byte(i%26), 'a' + byte(i/26%26), 'a' + byte(i/676%26)})
		b.WriteString("Mr. " + n + "el Marlow met Paul " + n + "ow. ")
	}
	return b.String()
}

// A story of 2,000 articles.
func BenchmarkStory(b *testing.B) {
	var named []news.Named
	var quotes []news.Quote
	for i := range 2000 {
		a := article("", strings.ReplaceAll(bakery, "Ruth", string([]byte{'A' + byte(i%26), 'a' + byte(i/26%26), 'n'})))
		a.ID = int64(i)
		r := people.Read(a, nil)
		named, quotes = append(named, r.People()...), append(quotes, r.Quotes()...)
	}
	b.Run("judge", func(b *testing.B) {
		r := people.Read(article("", bakery), nil)
		c := people.Candidates{People: named[:1200], Quotes: quotes[:1400]}
		for b.Loop() {
			_ = people.Judge(r, c, nil)
		}
	})
	b.Run("roll", func(b *testing.B) {
		for b.Loop() {
			_ = people.Roll(named, nil)
		}
	})
	b.Run("sayings", func(b *testing.B) {
		for b.Loop() {
			_ = people.Sayings(quotes)
		}
	})
}
