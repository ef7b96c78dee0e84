package demo

import "time"

// Began is the time of the first poll.
func Began() time.Time { return Days()[0] }

// At returns a transport that answers as the outlets did at t.
func At(t time.Time) *Transport { return New(func() time.Time { return t }) }

// An Item is what tests know of an article without reading it.
type Item struct {
	OnStory   bool
	Published time.Time
	Headline  string   // of the first version
	Text      []string // its paragraphs
}

// Items returns all that the press ever publishes, by address.
func Items() (map[string]Item, error) {
	p, err := thePress()
	if err != nil {
		return nil, err
	}
	all := make(map[string]Item)
	for _, it := range p.byID {
		first := it.versions[0]
		all[it.url()] = Item{
			OnStory: it.onStory, Published: first.at, Headline: first.headline, Text: first.paragraphs,
		}
	}
	return all, nil
}
