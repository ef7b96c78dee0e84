package main

import (
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// written makes an article of paragraphs, each of sentences parted by |.
func written(at time.Time, paragraphs ...string) *news.Article {
	a := &news.Article{ID: 7, Dates: news.Dates{Sort: at}}
	var b strings.Builder
	for i, p := range paragraphs {
		if i > 0 {
			b.WriteByte('\n')
		}
		block := text.Block{Span: text.Span{Start: b.Len()}}
		for s := range strings.SplitSeq(p, "|") {
			from := b.Len() - block.Span.Start
			b.WriteString(s)
			block.Sentences = append(block.Sentences, text.Span{Start: from, End: from + len(s)})
			b.WriteByte(' ')
		}
		block.Span.End = b.Len()
		a.Text.Body.Blocks = append(a.Text.Body.Blocks, block)
	}
	a.Text.Body.Text = text.Lines(b.String())
	return a
}

func TestSentenceThatTellsOfADate(t *testing.T) {
	a := written(time.Date(2026, 3, 13, 10, 0, 0, 0, time.UTC),
		"The inquiry opened on Friday.|It will hear forty witnesses.", "Nobody was hurt.|The harbor master will be heard on March 23.")
	for _, tt := range []struct {
		date     news.Date
		sentence int
		words    string
	}{
		{news.Date{Year: 2026, Month: 3, Day: 13}, 0, "The inquiry opened on Friday."},
		{news.Date{Year: 2026, Month: 3, Day: 23}, 3, "The harbor master will be heard on March 23."},
		{news.Date{Year: 2026, Month: 3, Day: 14}, -1, ""},
	} {
		src, ok := telling(a, &news.Event{Date: tt.date})
		if ok != (tt.sentence >= 0) || ok && (src.Sentence != tt.sentence || src.Text.String() != tt.words || src.Article.ID != 7) {
			t.Errorf("%s: %v, sentence %d, %q", tt.date, ok, src.Sentence, src.Text)
		}
	}
}

func TestLanguageThatIsNotUnderstood(t *testing.T) {
	for _, tt := range []struct {
		languages []string
		want      string
	}{
		{nil, ""},
		{[]string{"en"}, ""},
		{[]string{"de", "en-GB"}, ""},
		{[]string{"tr"}, "This story is in Turkish. "},
		{[]string{"tr", "el", "fi"}, "This story is in Turkish, Greek and Finnish. "},
	} {
		s := &shelf{following: &following{story: &news.Story{Languages: tt.languages}}}
		if got := s.language().String(); !strings.HasPrefix(got, tt.want) || (tt.want == "") != (got == "") {
			t.Errorf("%v: %q, want %q", tt.languages, got, tt.want)
		}
	}
}

func TestSpanOfDays(t *testing.T) {
	for _, tt := range []struct {
		from, to string
		date     news.Date
		want     bool
	}{
		{"", "", news.Date{Year: 1066}, true},
		{"2026-02", "", news.Date{Year: 2026, Month: 2, Day: 1}, true},
		{"2026-02", "", news.Date{Year: 2026, Month: 1, Day: 31}, false},
		{"2026-02", "", news.Date{Year: 2026}, true},
		{"", "2026-02", news.Date{Year: 2026, Month: 2, Day: 28}, true},
		{"", "2026-02", news.Date{Year: 2026, Month: 3}, false},
		{"2025", "2025", news.Date{Year: 2025, Month: 12, Day: 31}, true},
		{"2026-02-10", "2026-02-10", news.Date{Year: 2026, Month: 2}, true},
	} {
		s, err := spanOfDays(tt.from, tt.to)
		if err != nil || s.has(tt.date) != tt.want {
			t.Errorf("%q to %q: %s is %v, %v", tt.from, tt.to, tt.date, !tt.want, err)
		}
	}
}
