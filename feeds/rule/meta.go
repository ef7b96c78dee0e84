package rule

import (
	"strings"

	"casewire/feeds/text"
)

// findPhrase returns where the words first stand in s; Start is -1 if they do
// not.
func findPhrase(words []piece, s string) text.Span {
	var spans []text.Span
	var met []int // met[i]: how many words of the phrase end at spans[i]'s word, for each open try
	for w := text.Scan(s); w.Next(); {
		spans = append(spans, w.Span())
		open := met[:0:0]
		for _, n := range append(met, 0) {
			if words[n].fits(w.Fold()) {
				if n+1 == len(words) {
					return text.Span{Start: spans[len(spans)-1-n].Start, End: w.Span().End}
				}
				open = append(open, n+1)
			}
		}
		met = open
	}
	return text.Span{Start: -1, End: -1}
}

// containsFold reports whether s contains part, whatever the case of ASCII
// letters.
func containsFold(s, part string) bool {
	return strings.Contains(strings.ToLower(s), strings.ToLower(part))
}

// tidyHost takes from a site as written what is not its host.
func tidyHost(s string) string {
	s = strings.ToLower(s)
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s, _, _ = strings.Cut(s, "/")
	return strings.Trim(s, ".")
}
