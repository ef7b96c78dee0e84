package text

// Words steps through the words of a text as rules and engines see them: runs
// of letters, digits and marks, everything else parting them; one Han, Kana or
// Hangul-free ideographic character is a word of its own. A possessive 's is
// no word and no part of one.
//
//	for w := text.Scan(s); w.Next(); {
//		use(w.Span(), w.Fold())
//	}
type Words struct {
	s    string
	span Span
	fold []byte
}

// Scan returns the words of s, before the first.
func Scan(s string) *Words { return &Words{s: s} }

// Next goes to the next word and reports whether there is one.
func (w *Words) Next() bool { return false }

// Span returns where the word stands in the text, in bytes.
func (w *Words) Span() Span { return w.span }

// Fold returns the word folded: lower case, without accents. It is valid
// until the next Next.
func (w *Words) Fold() []byte { return w.fold }

// Fold returns the words of s folded, a space between them.
func Fold(s string) string { return s }
