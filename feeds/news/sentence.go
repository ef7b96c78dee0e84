package news

import (
	"time"

	"casewire/feeds/text"
)

// A Sentence is a sentence of an article's current text, and what of it is new.
// Sentences count from 0 through the text; captions, images, code and rows
// have none.
type Sentence struct {
	Paragraph int
	Span      text.Span // in the paragraph, in bytes
	// New is true if no earlier article told it; ToYou if none that the reader
	// has read did.
	New, ToYou bool
	// Tellings are where it was told before, the first first.
	Tellings []Telling
}

// A Telling is where something was told before.
type Telling struct {
	Article   int64
	Outlet    text.Clean
	At        time.Time // of the article, as lists order it
	Revision  int
	Paragraph int       // -1: the headline
	Span      text.Span // in the paragraph, in bytes
	Sentence  int       // -1: the headline
	// Read is true if the reader has read it.
	Read bool
}
