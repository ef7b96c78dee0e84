package rule

import (
	"math/rand/v2"
	"strings"
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// newsLike makes a text of about n bytes with words as often as in news, in
// paragraphs, the same for the same seed.
func newsLike(n int, seed uint64) (articles []text.Body, words []string) {
	r := rand.New(rand.NewPCG(seed, 7))
	known := map[string]bool{}
	for len(words) < 60000 {
		// frequent words are short
		if w := madeUp(r, 2+min(len(words)/60, 3)+r.IntN(7)); !known[w] {
			known[w] = true
			words = append(words, w)
		}
	}
	zipf := rand.NewZipf(r, 1.08, 2.7, uint64(len(words)-1))
	for total := 0; total < n; {
		var b strings.Builder
		for b.Len() < 4000 {
			for range 8 + r.IntN(25) {
				w := words[zipf.Uint64()]
				if r.IntN(9) == 0 {
					w = strings.ToUpper(w[:1]) + w[1:]
				}
				b.WriteString(w)
				if r.IntN(12) == 0 {
					b.WriteByte(',')
				}
				b.WriteByte(' ')
			}
			b.WriteString([]string{". ", ".\n", "’s. "}[r.IntN(3)])
		}
		clean := text.Lines(b.String())
		articles = append(articles, text.Body{Text: clean, Blocks: lines(clean.String())})
		total += b.Len()
	}
	return articles, words
}

func madeUp(r *rand.Rand, letters int) string {
	b := make([]byte, letters)
	for i := range b {
		b[i] = "etaoinshrdlucmfywgpbvk"[min(r.IntN(22), r.IntN(22))]
	}
	return string(b)
}

// BenchmarkThousandTerms judges 10 MB of news-like text with 1,000 terms on
// one core.
func BenchmarkThousandTerms(b *testing.B) {
	articles, words := newsLike(10<<20, 1)
	story := &news.Story{}
	for i := range 10 {
		var terms []string
		for k := range 100 {
			terms = append(terms, words[500+(i*100+k)*59])
		}
		story.Rules = append(story.Rules, news.Rule{Name: text.Sprintf("rule %d", i), Match: strings.Join(terms, " OR ")})
	}
	rules, faults := Compile(story)
	if rules == nil {
		b.Fatal(faults)
	}
	var size int64
	for i := range articles {
		size += int64(articles[i].Text.Len())
	}
	b.SetBytes(size)
	b.ReportAllocs()
	kept, hits := 0, 0
	for b.Loop() {
		kept, hits = 0, 0
		for i := range articles {
			if v := rules.Judge(&Doc{Bodies: articles[i : i+1]}); v.Decision == news.Keep {
				kept, hits = kept+1, hits+len(v.Hits)
			}
		}
	}
	b.ReportMetric(float64(hits)/float64(len(articles)), "hits/article")
	b.ReportMetric(float64(kept)/float64(len(articles)), "kept/article")
}
