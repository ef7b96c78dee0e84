package extract

import "casewire/feeds/text"

// Feed takes out of the whole text that a feed gives of an article what is no
// part of it, as it is taken out of pages. A text that would lose half of its
// words is left as it is.
func Feed(b text.Body, headline, byline text.Clean) text.Body {
	words := wordsOf(&b)
	if words < minTold {
		return b // a summary
	}
	t := tidier{heads: []string{fold(headline.String())}}
	t.name(byline.String())
	if tidied := t.tidy(b); wordsOf(&tidied)*2 > words {
		return tidied
	}
	return b
}
