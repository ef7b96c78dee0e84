package digest

import (
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Part is a part of the page: its heading, and the lines below it.
type Part struct {
	Kind  news.LineKind
	Title text.Clean
	Lines []*news.DigestLine
}

// The headings, in the order of the page.
//
//nolint:gochecknoglobals // table
var (
	storySoFar   = text.Own("THE STORY SO FAR")
	whatHappened = text.Own("WHAT HAPPENED")
	corrected    = text.Own("CORRECTED")
	comingUp     = text.Own("COMING UP")
	oneOutlet    = text.Own("TOLD BY ONE OUTLET")
)

// several is how many feeds a story has before it says something that only one
// outlet tells.
const several = 3

// Parts sorts lines into the parts of the page; parts without lines are left
// out. What one outlet alone tells is as often a piece of colour as something
// that happened: it stands apart, where the story has feeds enough that others
// could have told it.
func Parts(lines []news.DigestLine, feeds int) []Part {
	var out []Part
	for _, part := range []Part{
		{Kind: news.BackgroundLine, Title: storySoFar},
		{Kind: news.Development, Title: whatHappened},
		{Kind: news.CorrectionLine, Title: corrected},
		{Kind: news.ScheduledLine, Title: comingUp},
		{Kind: news.Development, Title: oneOutlet},
	} {
		for i := range lines {
			l := &lines[i]
			alone := l.Outlets <= 1 && feeds >= several
			if l.Kind == part.Kind && (l.Kind != news.Development || alone == (part.Title == oneOutlet)) {
				part.Lines = append(part.Lines, l)
			}
		}
		if len(part.Lines) > 0 {
			out = append(out, part)
		}
	}
	return out
}

// parts are those of the edition.
func (s *Screen) parts() []Part { return Parts(s.edition.Lines, s.edition.counts.Feeds) }
