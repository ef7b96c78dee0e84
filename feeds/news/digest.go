package news

import (
	"time"

	"casewire/feeds/text"
)

// A Digest is what happened between two polls, in sentences of articles.
type Digest struct {
	// Since is where it begins; zero for the story so far. Until is the time of
	// the archive's last poll.
	Since, Until time.Time
	// Items, Clusters and Outlets count what came in that time.
	Items, Clusters, Outlets int
	Lines                    []DigestLine
}

// A DigestLine is a line of a digest, cited.
type DigestLine struct {
	Kind LineKind
	// Text is the cited sentence itself, or a line of the story file.
	Text text.Clean
	// Article and Sentence are where it stands; Article is 0 for a line of the
	// story file, Sentence -1 for a headline. Paragraph is -1 then too.
	Article   int64
	Sentence  int
	Paragraph int
	Span      text.Span
	Outlet    text.Clean
	Published time.Time // of the article, as lists order it
	Outlets   int       // that told of it, at least 1
	// Date and Clock are those of what is scheduled. Clock is negative if it is
	// not known.
	Date  Date
	Clock time.Duration
	URL   string // of a line of the story file, as written
	// Set is true for what is scheduled if it was first told in this time.
	Set bool
	// Was are the words that a correction took back; empty if it is not clear.
	Was text.Clean
}

// LineKind is why a line stands in a digest.
type LineKind string

// The kinds of lines, as JSON names them, in the order in which they come.
const (
	Development    LineKind = "development"
	CorrectionLine LineKind = "correction"
	ScheduledLine  LineKind = "scheduled"
	BackgroundLine LineKind = "background"
)
