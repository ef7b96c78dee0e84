package text

import "strings"

// A Span is a half-open range of bytes [Start, End).
type Span struct{ Start, End int }

// Kind is what a paragraph is.
type Kind uint8

// The kinds of paragraphs. Captions, images, code and rows have no sentences.
const (
	Para Kind = iota
	Heading
	ListItem
	Quote
	Code
	Row
	Caption
	Image
)

// A Body is the text of one revision: one clean string whose paragraphs are
// parted by \n, and the layout that belongs to it.
type Body struct {
	Text   Clean
	Blocks []Block   // one for each paragraph, in order
	Links  []Link    // in order of place
	Images []Picture // in order of place
}

// A Block is one paragraph: its kind, and the ends of its sentences.
type Block struct {
	Kind Kind
	// Span is where the paragraph stands in Text.
	Span Span
	// Sentences are spans in the paragraph, ascending, none overlapping.
	Sentences []Span
}

// A Link is an address that the text points to.
type Link struct {
	Paragraph int
	// Span is in the paragraph.
	Span Span
	// URL is absolute, http, https or mailto, as bytes from outside: it passes
	// the gate when it is shown.
	URL string
}

// A Picture is an image of the text. It has a paragraph of kind Image, whose
// text is the alternative text.
type Picture struct {
	Paragraph int
	URL       string
	Alt       Clean
}

// Paragraph returns the text of paragraph i.
func (b *Body) Paragraph(i int) Clean { return b.Text.Cut(b.Blocks[i].Span) }

// Words counts the words of the paragraphs that are read: captions, images,
// code and rows are left out.
func (b *Body) Words() int {
	n := 0
	for i := range b.Blocks {
		if b.Blocks[i].Kind.Prose() {
			for range strings.FieldsSeq(b.Paragraph(i).String()) {
				n++
			}
		}
	}
	return n
}

// Sentences counts the sentences of all paragraphs.
func (b *Body) Sentences() int {
	n := 0
	for i := range b.Blocks {
		n += len(b.Blocks[i].Sentences)
	}
	return n
}

// Prose reports whether paragraphs of the kind have sentences.
func (k Kind) Prose() bool { return k <= Quote }

// String returns the kind's name in JSON: p, h, li, quote, code, row, caption
// or image.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "p"
}

var kindNames = [...]string{"p", "h", "li", "quote", "code", "row", "caption", "image"} //nolint:gochecknoglobals // table
