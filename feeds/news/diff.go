package news

import (
	"time"

	"casewire/feeds/text"
)

// A Diff is what changed from one revision of an article to another one of the
// same source.
type Diff struct {
	Article  int64
	From, To int // numbers of revisions
	Seen     time.Time
	Kind     EditKind
	// Headline is nil if it did not change.
	Headline *Hunk
	Hunks    []Hunk
}

// EditKind says what an edit is, the gravest first.
type EditKind string

// The kinds of edits, as JSON names them.
const (
	// Correction: the outlet says so, or a name, a number or a charge changed.
	Correction EditKind = "correction"
	Update     EditKind = "update"
	Minor      EditKind = "minor"
)

// A Hunk is a changed paragraph. Old is empty if it was added, New if it was
// taken out.
type Hunk struct {
	// Paragraph is that of the newer text; of one taken out, where it would
	// stand. It is -1 for the headline.
	Paragraph int
	Old, New  text.Clean
	// Out are the changed words of Old, In those of New, ascending, in bytes.
	Out, In []text.Span
	// Noise tells that nobody edited here: a counter, a running time, white
	// space, a list of other articles.
	Noise bool
}

// Noise reports whether nobody edited anything: such a text is no revision.
func (d *Diff) Noise() bool {
	for i := range d.Hunks {
		if !d.Hunks[i].Noise {
			return false
		}
	}
	return d.Headline == nil || d.Headline.Noise
}
