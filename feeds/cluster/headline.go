package cluster

import (
	"slices"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// early is how long after the first article a headline may come to stand for
// the report; first is how many articles are looked at.
const (
	early = 12 * time.Hour
	first = 12
)

// Clearest returns the article whose headline is the clearest early one of a
// report: of the first articles the one whose headline says most of what the
// others say, in plain words. Members ascend by id; nil if there is none with
// a headline.
func Clearest(members []*news.Article) *news.Article {
	var list []*news.Article
	var words [][]string
	for _, a := range members {
		if a.Headline.Len() == 0 || len(list) == first {
			continue
		}
		if len(list) > 0 && a.Dates.Sort.Sub(list[0].Dates.Sort) > early {
			continue
		}
		list, words = append(list, a), append(words, telling(a.Headline))
	}
	var best *news.Article
	most := -1.0
	for i, a := range list {
		if score := agreement(words, i) * plain(a.Headline, len(words[i])); score > most {
			best, most = a, score
		}
	}
	return best
}

// telling returns the words of a headline that say something, each once.
func telling(headline text.Clean) []string {
	var out []string
	for w := text.Scan(headline.String()); w.Next(); {
		if s := string(w.Fold()); !common[s] {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// agreement is the part of its words that a headline shares with the others,
// on average; of a single one, 1.
func agreement(words [][]string, i int) float64 {
	if len(words) == 1 {
		return 1
	}
	sum := 0.0
	for k, other := range words {
		if k == i || len(words[i]) == 0 || len(other) == 0 {
			continue
		}
		n := 0
		for _, w := range words[i] {
			if _, ok := slices.BinarySearch(other, w); ok {
				n++
			}
		}
		sum += 2 * float64(n) / float64(len(words[i])+len(other))
	}
	return sum / float64(len(words)-1)
}

// plain is 1 for a headline that states something in four to fourteen telling
// words, less for one that asks, comments, points to pictures, or is of another
// length.
func plain(headline text.Clean, words int) float64 {
	score := 1.0
	if words < 4 || words > 14 {
		score = 0.5
	}
	s := headline.String()
	label, _, ok := strings.Cut(strings.ToLower(s), ":")
	if strings.HasSuffix(s, "?") || ok && labels[strings.TrimSpace(label)] {
		score *= 0.5
	}
	return score
}

// labels stand before the headlines of what is no plain report.
var labels = map[string]bool{ //nolint:gochecknoglobals // table
	"video": true, "watch": true, "photos": true, "pictures": true, "gallery": true, "live": true,
	"live updates": true, "live blog": true, "podcast": true, "listen": true, "opinion": true,
	"analysis": true, "comment": true, "editorial": true, "column": true, "explainer": true,
	"timeline": true, "factbox": true, "q&a": true, "letters": true, "review": true, "quiz": true,
}
