package desk

// The limits of asking, where a story's file does not set its own.
const (
	Every         = usualEvery    // between two times that a feed is asked
	LongestEvery  = longest       // whatever the feed says
	LongestWait   = longestWait   // what a server may ask for
	ChecksPerPoll = checksPerPoll // saved pages that are looked at again
)
