package news

import (
	"time"

	"casewire/feeds/text"
)

// A Passage is a place in a revision: a paragraph, -1 for the headline, and a
// span of bytes in it.
type Passage struct {
	Paragraph int
	Span      text.Span
}

// A Named is a person found in texts: in one article, or in all of a story.
type Named struct {
	Name text.Clean
	// Role is what the texts call the person most, in their words; empty if
	// they say nothing.
	Role text.Clean
	// Aliases are the other forms of the name, the most used first.
	Aliases  []text.Clean
	Mentions int
	Articles int
	Speaks   int // quotations
	// First and Last are the times of the first and last article.
	First, Last time.Time
	// Months are the mentions over time, the first month first.
	Months []MonthCount
	// Listed is true if the story file names the person.
	Listed bool
	// Article and Passages are where one article names the person, in order;
	// a person of a story has none.
	Article  int64
	Passages []Passage
}

// A MonthCount is a count of something in a month, in UTC.
type MonthCount struct {
	Month Date
	Count int
}

// A Quote is what somebody is quoted as saying, in an article.
type Quote struct {
	Article int64
	Outlet  text.Clean
	Time    time.Time // of the article
	// Text is the words between the marks; an ellipsis stands where the
	// article puts words of its own between parts.
	Text text.Clean
	// Speaker is the name where it is known, else the article's words for who
	// speaks; empty if it does not say. Person is true for a name.
	Speaker text.Clean
	Person  bool
	// Parts are the places of the words, marks included. Source is where the
	// article names the speaker; its span is empty if it does not.
	Parts  []Passage
	Source Passage
	// Outlets counts those that have the quote, at least 1. Variants have its
	// words altered, the earliest first.
	Outlets  int
	Variants []Quote
}
