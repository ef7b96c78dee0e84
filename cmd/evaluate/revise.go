package main

import (
	"casewire/feeds/news"
	"casewire/feeds/revise"
	"casewire/feeds/text"
)

// A chain is a line of the task revise: the states of one article.
type chain struct {
	name
	Versions []struct {
		Title   string `json:"title"`
		Summary string `json:"summary"`
	} `json:"versions"`
}

// A chainResult says what kind each change of a chain is. Noise is none.
type chainResult struct {
	name
	Changes []changeJSON `json:"changes"`
}

type changeJSON struct {
	From int           `json:"from"` // from 1
	To   int           `json:"to"`
	Kind news.EditKind `json:"kind"`
}

// revisions tells the changes of headlines and summaries.
func revisions(c *call) error {
	return each(c, func(ch chain) (any, error) {
		result := chainResult{name: ch.alone(), Changes: []changeJSON{}}
		var last news.Revision
		for i, v := range ch.Versions {
			rev := news.Revision{Number: i + 1, Headline: text.Line(v.Title), Body: text.Plain(v.Summary)}
			if i > 0 {
				d := revise.Compare(last, rev)
				if !restores(&last, &rev, &d) {
					return nil, errRoundTrip
				}
				if !d.Noise() {
					result.Changes = append(result.Changes, changeJSON{d.From, d.To, d.Kind})
				}
			}
			last = rev
		}
		return result, nil
	})
}
