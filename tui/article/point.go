package article

import "casewire/tui/screen"

// Pointed is the article that is shown.
func (m *Model) Pointed() (o screen.Open, ok bool) {
	return screen.Open{Article: m.article.ID, Sentence: -1}, m.article.ID != 0
}
