package news

import (
	"time"

	"casewire/feeds/text"
)

// FeedState is how a feed is.
type FeedState uint8

// The states, worst first.
const (
	Gone    FeedState = iota // told us so: 410
	Failing                  // asked, and gives nothing that can be read
	Never                    // not asked yet
	Quiet                    // answers, but has had nothing for long
	Alive
)

// String returns the state's name in JSON.
func (s FeedState) String() string {
	return [...]string{"gone", "failing", "never", "quiet", "alive"}[s]
}

// Health is what is known of a feed.
type Health struct {
	URL     string // as written
	MovedTo string // empty if it did not move
	Site    string // address of its site
	Outlet  text.Clean
	State   FeedState
	// Since is when the state began, Reason a sentence in our words that says
	// why, empty where all is well.
	Since    time.Time
	Reason   text.Clean
	Status   int // of HTTP, the last; 0 if there was no answer
	LastOK   time.Time
	Items    int // ever seen
	Kept     int
	LastKept time.Time
	LastItem time.Time
	Next     time.Time
	// Quiet is until when the host wants to be left alone.
	Quiet time.Time
	Gap   *Gap
}

// NeedsReader reports whether a feed fails, and not only because its host wants
// to be left alone for a while. What is gone was told of, and is not asked.
func (h *Health) NeedsReader(now time.Time) bool {
	return h.State == Failing && !h.Quiet.After(now)
}

// A Gap is a time in which a feed listed more than it showed us.
type Gap struct {
	From, To time.Time
	Missed   int // about so many items
}

// FeedStatus is what one poll of a feed came to.
type FeedStatus string

// The outcomes, as JSON names them.
const (
	StatusOK        FeedStatus = "ok"
	StatusUnchanged FeedStatus = "unchanged"
	StatusNotDue    FeedStatus = "not-due"
	StatusMoved     FeedStatus = "moved"
	StatusGone      FeedStatus = "gone"
	StatusError     FeedStatus = "error"
	StatusOffline   FeedStatus = "offline"
)

// A FeedReport is what came of asking one feed.
type FeedReport struct {
	Feed             string // as written
	Outlet           text.Clean
	Status           FeedStatus
	HTTP             int // 0 if there was no answer
	Items, New, Kept int
	Bytes            int64
	Took             time.Duration
	Error            text.Clean
	MovedTo          string
	Gap              *Gap
	Next             time.Time
}

// A PollReport is what came of a poll.
type PollReport struct {
	Busy              text.Clean // who polls instead; empty if we did
	Feeds, OK, Failed int
	Unchanged         int
	New, Kept         int // items
	Articles          int // kept articles that are new
	Pages             int // pages saved
	Refused           int // pages not given
	Offline           bool
	Login             bool // unlike hosts gave one and the same web page
	Took              time.Duration
	Texts             Texts // in the archive; zero where nobody asks how many
}

// Progress is how far a poll is.
type Progress struct {
	Asking, Answered int // feeds
	Slow             []text.Clean
	Reports          int // kept so far
	Pages            int // waiting
	Done             *PollReport
}
