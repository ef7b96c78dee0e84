package archive

import (
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// A Judge decides by one story's rules.
type Judge struct {
	// Hash names the rules.
	Hash string
	// Decide must be a function of the doc alone.
	Decide func(*rule.Doc) rule.Verdict
	// Numbers are the keys of the numbers of a text, as the keyring has them;
	// without it none is ever new.
	Numbers func(*news.Revision) []int64
	// Compare says what a text of an article changed of the one before, of the
	// same source. Without it every difference is a minor edit.
	Compare func(before, after *news.Revision) Edit
	// KeepRead leaves a read article read when it is corrected or gets another
	// headline.
	KeepRead bool
}

// A Source is a feed as it was left by the last poll.
type Source struct {
	ID       int64
	URL      string     // as the story file has it
	Outlet   text.Clean // the story file's name for it, else the feed's own title
	Followed bool       // false: taken out of the story file
	KeepAll  bool
	NoPages  bool
	Asking
	Said
	Tally
}

// Asking is what the next request needs to know and the last one learned. A
// Result gives all of it.
type Asking struct {
	Address    string // where it is now
	Moves      []Move
	Validators Validators
	Next       time.Time
	Failures   int // in a row
	State      news.FeedState
	Since      time.Time // when the state began; Store sets it
	Asked, OK  time.Time // last
	Status     int       // of HTTP, the last; 0 if there was no answer
	Error      text.Clean
	Gap        *news.Gap
}

// A Move is an address that a feed left.
type Move struct {
	From string    `json:"from"`
	At   time.Time `json:"at"`
}

// Validators are bytes of the newest document, opaque.
type Validators struct{ ETag, LastModified, BodyHash string }

// Said is what a feed says of itself.
type Said struct {
	Title    text.Clean
	Site     string
	Language string
	Hints    news.Hints
}

// Tally is what a feed brought.
type Tally struct {
	Items, Kept         int
	FirstItem, LastItem time.Time // sort times
}

// A Result is what asking one feed came to.
type Result struct {
	Feed   int64
	Asking Asking
	// Listed is false if there is no new document: unchanged, or an error.
	Listed bool
	// Same says, if not Listed, that the feed still lists what it did.
	Same     bool
	Said     Said
	Arrivals []Arrival
	// Hashes are of all items of the document.
	Hashes []uint64
	// Quiet is until when Host wants to be left alone; zero for no change.
	Host  string
	Quiet time.Time
}

// An Arrival is an item that a feed lists and that was not known by its bytes.
type Arrival struct {
	Item   news.Item
	Outlet text.Clean
	// Key is the canonical link, the identity of the article; empty if there
	// is no link. Tidy is the link to show and open.
	Key, Tidy string
	// Verdict is what the rules say of the item alone, without a mark.
	Verdict rule.Verdict
}

// Stored is what became of a Result or of a page.
type Stored struct {
	Feed int64
	New  int // items never seen before
	Kept int // of them, those kept
	// Changes are articles that are new or changed.
	Changes []Change
}

// A Change is an article that is new or has another text or decision.
type Change struct {
	Article  int64
	New      bool
	Decision news.Decision
	// Alerts are those of its rules that were not given before.
	Alerts []text.Clean
}

// A PageWanted is an article whose page is to be fetched.
type PageWanted struct {
	Article  int64
	URL      string // tidy
	Feed     string // address as the story file has it
	Headline text.Clean
	Checks   int // tries so far
	// Validators are those of the page as it was saved, if it is to be looked
	// at again and they are good for the host of URL.
	Validators Validators
	// Again says that the page was saved before.
	Again bool
}

// A PageResult is what asking for a page came to.
type PageResult struct {
	Article int64
	URL     string // that answered
	Status  int    // of HTTP; 0 if there was no answer
	Headers map[string][]string
	Bytes   []byte // as received, decoded; nil if none are kept
	// OK is false if there is no article in it: nothing but Status is used.
	OK bool
	// Quiet is until when its host wants to be left alone; the page waits for
	// that. Zero: it did not say so.
	Quiet time.Time
	// Part says that it may not be the whole article.
	Part      bool
	Headline  text.Clean
	Byline    text.Clean
	Published time.Time // zero if the page does not say
	Body      text.Body
	Key       string // the page's own canonical link; empty if it does not say
	Tidy      string
}
