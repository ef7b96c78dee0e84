package novelty

import (
	"math"
	"slices"
	"strconv"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Key stands for a word, a name, a number or a date that an article tells.
// Keys are the same for ever: they may be stored.
type Key uint64

// hash is FNV-1a, of a letter that keeps the kinds apart and of a word.
func hash(first byte, w []byte) Key {
	const offset, prime = 14695981039346656037, 1099511628211
	h := (offset ^ uint64(first)) * prime
	for _, c := range w {
		h = (h ^ uint64(c)) * prime
	}
	return Key(h)
}

func appendInt(out []byte, n int) []byte { return strconv.AppendInt(out, int64(n), 10) }

// Stats are what is known of the earlier articles.
type Stats struct {
	Articles int
	// With returns how many of them have the key.
	With func(Key) int
}

// rarity is the weight of a key: the rarer, the heavier.
func (s *Stats) rarity(k Key) (weight float64, told bool) {
	n := s.With(k)
	return max(minWeight, math.Log(float64(s.Articles+1)/(float64(n)+0.5))), n > 0
}

// isCommon reports whether so many articles have a key that it may stand
// anywhere in this story.
func (s *Stats) isCommon(k Key) bool {
	return float64(s.With(k)) > fewArticles+commonShare*float64(s.Articles)
}

// Numbers returns those of the keys of an article that stand for numbers,
// without dates, ascending, each once.
func Numbers(a *news.Article) []Key {
	var out []Key
	r := Read(a)
	for i := range r.facts {
		if r.facts[i].kind == number {
			out = append(out, r.facts[i].key)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A place is where a sentence stands in an article.
type place struct {
	paragraph int // -1: the headline
	span      text.Span
}

// in returns what stands there.
func (p place) in(a *news.Article) string {
	if p.paragraph < 0 {
		return a.Text.Headline.String()
	}
	return a.Text.Body.Paragraph(p.paragraph).String()[p.span.Start:p.span.End]
}

// maxSentences is how many sentences of an article are read: more than any
// article has that is one.
const maxSentences = 1000

// each reads the headline and the sentences of an article, one after the
// other.
func (r *reader) each(a *news.Article, take func(at place)) {
	r.today = dayOf(told(a))
	headline := a.Text.Headline.String()
	r.read(headline)
	take(place{-1, text.Span{End: len(headline)}})
	body := &a.Text.Body
	n := 0
	for i := range body.Blocks {
		paragraph := body.Paragraph(i).String()
		for _, span := range body.Blocks[i].Sentences {
			if n++; n > maxSentences {
				return
			}
			r.read(paragraph[span.Start:span.End])
			take(place{i, span})
		}
	}
}
