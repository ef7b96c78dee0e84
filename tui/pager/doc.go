// Package pager shows a long text wrapped for a width, with marks in it. It
// wraps once for a width, and colours the lines that it draws.
package pager

import "casewire/feeds/text"

// Meaning is what is said of a piece of text. Meanings add up where marks
// overlap.
type Meaning uint8

// The meanings.
const (
	Bright Meaning = 1 << iota // new to the reader; its lines have a bar in the margin
	Quiet                      // known, or of less weight
	Hit                        // a term of a rule
	Found                      // what was looked for
	Here                       // the one of them that n came to
	Strong                     // a title, a heading
	Alarm                      // wrong, or corrected
	Linked                     // points elsewhere
)

// A Mark gives a meaning to a span of a text, in bytes.
type Mark struct {
	Span    text.Span
	Meaning Meaning
}

// A Line is a line of words that is not part of the text: above it, below it,
// or on a page of its own. It is cut where it is too wide.
type Line struct {
	Text    text.Clean
	Meaning Meaning // of all of it
	Marks   []Mark  // in bytes of Text, ascending
}

// A Note stands beside the line in which byte At of the text is, where the
// margin is wide enough.
type Note struct {
	At   int
	Text text.Clean
}

// A Doc is what a pager shows. Its links are numbered from 1 in the order of
// Body.Links, as they stand behind the words: [1].
type Doc struct {
	// Head makes the lines above the text; nil if there are none. The width is
	// all that there is, which may be more than the text takes.
	Head  func(width int) []Line
	Body  text.Body
	Marks []Mark // in bytes of Body.Text
	Notes []Note
}
