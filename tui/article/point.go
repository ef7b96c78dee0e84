package article

import (
	"errors"

	"casewire/tui/screen"
)

// ErrHeldBack says that a Marker notes later that an article was opened, when
// the reader goes to it: nothing has changed yet.
var ErrHeldBack = errors.New("held back until the reader goes there")

// Pointed is the article that is shown.
func (m *Model) Pointed() (o screen.Open, ok bool) {
	return screen.Open{Article: m.article.ID, Sentence: -1}, m.article.ID != 0
}
