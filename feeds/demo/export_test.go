package demo

// An Item is what tests know of an article without reading it.
type Item struct {
	OnStory bool
	Text    []string // paragraphs of the first version
}

// Items returns all that the press ever publishes, by address.
func Items() (map[string]Item, error) {
	p, err := thePress()
	if err != nil {
		return nil, err
	}
	all := make(map[string]Item)
	for _, it := range p.byID {
		all[it.url()] = Item{OnStory: it.onStory, Text: it.versions[0].paragraphs}
	}
	return all, nil
}
