package news

import (
	"time"

	"casewire/feeds/text"
)

// An Item is an entry as a feed lists it.
type Item struct {
	// GUID and Link are as the feed has them, Link made absolute. They are
	// bytes from outside and pass the gate when they are shown.
	GUID, Link string
	Title      text.Clean
	Author     text.Clean
	// Source is the outlet that the item names as its own, as Google News does.
	Source     text.Clean
	Published  Time
	Updated    Time
	Categories []text.Clean
	// Body is the longer of content and summary.
	Body text.Body
	// Language is the item's or the feed's, as a tag such as "en"; may be empty.
	Language string
	// Hash is of the bytes of the item in the document, to know it again.
	Hash uint64
}

// A Feed is a document of items, parsed.
type Feed struct {
	Title    text.Clean
	Link     string // the site's address, absolute
	Language string
	Items    []Item
	// Listed counts all items of the document, Items only those not seen.
	Listed int
	// Hashes are of all items of the document, in order.
	Hashes []uint64
	Hints  Hints
	// Whole is false where the document was damaged and only what could be
	// read of it is here.
	Whole bool
}

// Hints are what a feed says about when to ask again.
type Hints struct {
	TTL       time.Duration
	SkipHours []int // hours of the day, UTC
	SkipDays  []time.Weekday
}

// Source says where a date or a text came from.
type Source uint8

// The sources.
const (
	FromNowhere Source = iota
	FromFeed
	FromPage
	FromGuess
)

// String returns the source's name in JSON.
func (s Source) String() string { return [...]string{"", "feed", "page", "guess"}[s] }

// A Time is an instant that somebody gave, with its zone, and who gave it.
// A zero Time.Time with FromNowhere is none.
type Time struct {
	time.Time
	From Source
}
