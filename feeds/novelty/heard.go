package novelty

import "casewire/feeds/news"

// A Heard is an article in the form in which later ones are judged by it. It
// holds the article and some kilobytes besides.
type Heard struct {
	article *news.Article
	today   day
	keys    []Key // told by the sentences, one after the other
	// sentences are those that were read, the headline first.
	sentences []heardSentence
}

type heardSentence struct {
	at   place
	keys int // where its keys end
}

// Hear reads an article for Judge.
func Hear(a *news.Article) *Heard {
	h := &Heard{article: a}
	var r reader
	r.each(a, func(at place) {
		for i := range r.facts {
			for _, k := range r.facts[i].told() {
				if k != 0 {
					h.keys = append(h.keys, k)
				}
			}
		}
		h.sentences = append(h.sentences, heardSentence{at, len(h.keys)})
	})
	h.today = r.today
	return h
}

// Article returns the article that was heard.
func (h *Heard) Article() *news.Article { return h.article }
