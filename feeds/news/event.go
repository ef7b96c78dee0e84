package news

import (
	"time"

	"casewire/feeds/text"
)

// An Event is a dated fact of the story, told by a sentence of an article or
// by a line of the story file.
type Event struct {
	// Date is as exact as is known: a day, a month or a year.
	Date Date
	Kind EventKind
	// Clock is the time of day of a scheduled line; negative: not known.
	Clock time.Duration
	Text  text.Clean
	// Article is where the sentence stands, 0 for a line of the story file;
	// Span is in the paragraph.
	Article   int64
	Paragraph int
	Span      text.Span
	URL       string // of a line of the story file, as written
	// Outlets and Mentions count who told of the date, and in how many articles.
	Outlets, Mentions int
	// First is when it was first reported, By who did; zero if nobody did.
	First time.Time
	By    text.Clean
	// Weight says how much the date matters in the story, more is heavier.
	Weight float64
}

// EventKind is where an event comes from, or that it is still to come.
type EventKind string

// The kinds of events, as JSON names them.
const (
	Reported  EventKind = "reported"
	FromStory EventKind = "background"
	Scheduled EventKind = "scheduled"
)
