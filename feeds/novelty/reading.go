package novelty

import (
	"cmp"
	"slices"

	"casewire/feeds/news"
)

// A Reading is an article taken apart: what its sentences tell. It holds the
// article and some kilobytes besides.
type Reading struct {
	article   *news.Article
	today     day
	facts     []fact // of the sentences, one after the other
	sentences []sentence
}

// A sentence that was read. The headline is the first.
type sentence struct {
	at      place
	to      int // where its facts end
	negated bool
}

// Read takes an article apart.
func Read(a *news.Article) *Reading {
	out := &Reading{article: a}
	var r reader
	r.each(a, func(at place) {
		out.facts = append(out.facts, r.facts...)
		out.sentences = append(out.sentences, sentence{at, len(out.facts), r.negated})
	})
	out.today = r.today
	return out
}

// each steps through the sentences and their facts.
func (r *Reading) each(take func(*sentence, []fact)) {
	from := 0
	for i := range r.sentences {
		s := &r.sentences[i]
		take(s, r.facts[from:s.to])
		from = s.to
	}
}

// Keys returns the keys of the article, ascending, each once.
func (r *Reading) Keys() []Key {
	out := make([]Key, len(r.facts))
	for i := range r.facts {
		out[i] = r.facts[i].key
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// keysASentence is how many keys of a sentence are asked for.
const keysASentence = 3

// Ask returns the keys by which to find the articles that may have told the
// sentences before, ascending: the rarest of each sentence that any has.
func (r *Reading) Ask(stats Stats) []Key {
	type rare struct {
		key    Key
		weight float64
	}
	var out []Key
	var keys []rare
	r.each(func(_ *sentence, facts []fact) {
		keys = keys[:0]
		for i := range facts {
			if w, told := stats.rarity(facts[i].key); told {
				keys = append(keys, rare{facts[i].key, w})
			}
		}
		slices.SortFunc(keys, func(a, b rare) int {
			return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key))
		})
		for _, k := range keys[:min(len(keys), keysASentence)] {
			out = append(out, k.key)
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// Heard returns the article in the form in which later ones are judged by it.
func (r *Reading) Heard() *Heard {
	h := &Heard{article: r.article, today: r.today, sentences: make([]heardSentence, 0, len(r.sentences))}
	keys := make([]Key, 0, 2*len(r.facts))
	r.each(func(s *sentence, facts []fact) {
		for i := range facts {
			for _, k := range facts[i].told() {
				if k != 0 {
					keys = append(keys, k)
				}
			}
		}
		h.sentences = append(h.sentences, heardSentence{s.at, len(keys)})
	})
	h.keys = slices.Clone(keys)
	return h
}
