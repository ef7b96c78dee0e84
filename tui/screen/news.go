package screen

import "casewire/feeds/news"

// What the window tells its screens. Where nothing else is said, every screen
// gets it, shown or not.
type (
	// Arrived says that a poll brought something. It goes to the screens in sight,
	// and to the headlines. Rows do not move for it: a list counts it, and takes
	// it in when it is asked to. Others get Changed when they come into sight.
	Arrived struct {
		Reports     int // kept articles that are new
		Corrections int
	}
	// Polling tells how far the poll under way is; Done is set at its end.
	Polling struct{ news.Progress }
	// Changed says that what is stored changed under the screens: a mark, an
	// undo, other rules. It goes to the screens in sight, and to the others when
	// they come into sight. They load what they show again, and keep the place.
	Changed struct{}
	// Left goes to the front screen alone, when the reader goes from it to
	// another of the seven. What a list held on to, it lets go.
	Left struct{}
	// Asked goes to one of the seven screens that is shown for it: headlines
	// that are to be narrowed by a query, a person to be looked up, words to be
	// searched.
	Asked struct{ Query string }
)
