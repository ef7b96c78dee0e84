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

// Article returns the article that was heard.
func (h *Heard) Article() *news.Article { return h.article }
