package pager

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
)

// Wrap cuts s into lines of at most width cells, at words where it can, and
// inside a word that is wider than a line; a line break ends a line too. It
// never cuts a grapheme. The spans are bytes of s, without the blanks at their
// ends. Of an empty text there is one empty line.
func Wrap(s string, width int) []text.Span {
	w := wrapper{s: s, width: max(width, 1)}
	for w.pos < len(s) {
		if s[w.pos] == '\n' {
			w.line(w.pos, w.pos+1, w.cells)
			w.pos, w.prev, w.last = w.pos+1, 0, 0
			continue
		}
		n, cells := grapheme(s[w.pos:])
		r, _ := utf8.DecodeRuneInString(s[w.pos:])
		w.add(r, n, cells)
	}
	w.line(len(s), len(s), w.cells)
	return w.lines
}

// wrapper is a text half wrapped.
type wrapper struct {
	s          string
	width      int
	lines      []text.Span
	start, pos int // of the line, and of what comes next
	cells      int // from start to pos
	last, prev rune
	// may is the last place where the line may end: cells are those up to pos,
	// the start of the next line. Its pos is 0 if there is none.
	may struct{ pos, cells int }
}

// add takes in the next grapheme.
func (w *wrapper) add(r rune, n, cells int) {
	if breaks(w.prev, w.last, r) {
		w.may.pos, w.may.cells = w.pos, w.cells
	}
	for !blank(r) && w.cells+cells > w.width && w.pos > w.start {
		if w.may.pos > w.start {
			w.line(w.may.pos, w.may.pos, w.may.cells)
		} else {
			w.line(w.pos, w.pos, w.cells)
		}
	}
	w.pos += n
	w.cells += cells
	w.prev, w.last = w.last, r
	if blank(r) {
		w.may.pos, w.may.cells = w.pos, w.cells
	}
}

// line ends a line; next is where the following one starts, cells what the
// ended one took.
func (w *wrapper) line(end, next, cells int) {
	end = w.start + len(strings.TrimRightFunc(w.s[w.start:end], blank))
	w.lines = append(w.lines, text.Span{Start: w.start, End: end})
	w.start = next
	w.cells -= cells
	w.may.pos = 0
}

// grapheme returns the bytes and cells of the first grapheme of s.
func grapheme(s string) (n, cells int) {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1, 1
	}
	g, cells := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return len(g), cells
}

// blank reports whether a line may end at r and r vanish there.
func blank(r rune) bool {
	return r == ' ' || r > utf8.RuneSelf && unicode.Is(unicode.Zs, r) &&
		r != '\u00a0' && r != '\u2007' && r != '\u202f'
}

// breaks reports whether a line may end between last and next, where no blank
// stands.
func breaks(prev, last, next rune) bool {
	switch {
	case last == 0 || blank(last) || blank(next):
		return false
	case last == '-':
		return unicode.IsLetter(prev) && unicode.IsLetter(next)
	case last == '—':
		return unicode.IsLetter(next)
	case last < 0x2e80 && next < 0x2e80:
		return false
	}
	return (ideographic(last) || ideographic(next)) &&
		!strings.ContainsRune(opening, last) && !strings.ContainsRune(notFirst, next)
}

// ideographic reports whether a line may end before and after r.
func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Yi) ||
		r >= 0x3000 && r < 0x3040 || r >= 0xff00 && r < 0xff61
}

// The marks that end no line, and those that begin none.
const (
	opening  = "([{‘“«‹〈《「『【〔〖〘〝（［｛｟"
	notFirst = ")]}’”»›.,:;!?…%‰、。〉》」』】〕〗〙〟！）％，．：；？］｝｠｡｣､・ーヽヾゝゞ々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
)
