package text

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
)

// The limits of one character as people see it.
const (
	maxMarks    = 8
	maxGrapheme = 64 // bytes
)

// clean is the gate: it makes of s a text that cannot act on a terminal. What
// is forbidden is replaced, by U+FFFD or a space, so that nothing new comes
// together where it stood. What comes out goes through unchanged.
func clean(s string, lines bool) string {
	if isPlain(s, lines) {
		return s
	}
	s = pass(s, lines)
	if !norm.NFC.IsNormalString(s) {
		s = pass(norm.NFC.String(s), lines)
	}
	if hasLongRun(s) {
		s = cutGraphemes(s)
	}
	return s
}

// isPlain reports whether s is printable ASCII, with quotes, dashes and the
// letters of Latin-1, that the gate leaves as it is.
func isPlain(s string, lines bool) bool {
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c > ' ' && c < 0x7f:
		case lines && (c == ' ' || c == '\n'):
		case c == ' ' && last != ' ':
		case c >= utf8.RuneSelf:
			n := plainWide(s[i:])
			if n == 0 {
				return false
			}
			i += n - 1
		default:
			return false
		}
		last = c
	}
	return lines || last != ' ' || s == ""
}

// plainWide returns the length of the character that s begins with if it is
// one of U+00C0 to U+00FF or U+2010 to U+2027, else 0. Those are visible, and
// each is a character by itself that normalising leaves alone.
func plainWide(s string) int {
	switch {
	case len(s) >= 2 && s[0] == 0xc3 && s[1]&0xc0 == 0x80:
		return 2
	case len(s) >= 3 && s[0] == 0xe2 && s[1] == 0x80 && s[2] >= 0x90 && s[2] <= 0xa7:
		return 3
	}
	return 0
}

// A gate is one pass over a text.
type gate struct {
	lines bool
	in    string
	out   []byte
	last  rune // of out; a space before the first
	marks int  // in a row at the end of out
}

func pass(s string, lines bool) string {
	g := gate{lines: lines, in: s, out: make([]byte, 0, len(s)+8), last: ' '}
	for i := 0; i < len(s); {
		if n := printable(s[i:]); n > 0 {
			g.out = append(g.out, s[i:i+n]...)
			i += n
			g.last, g.marks = rune(s[i-1]), 0
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == '\r' && i+1 < len(s) && s[i+1] == '\n' {
			size = 2
		}
		i += size
		if r == utf8.RuneError && size == 1 {
			g.put(r)
			continue
		}
		g.take(r, i)
	}
	if n := len(g.out); !lines && n > 0 && g.out[n-1] == ' ' {
		g.out = g.out[:n-1]
	}
	return string(g.out)
}

// printable returns how many bytes of printable ASCII without spaces s begins
// with.
func printable(s string) int {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return i
		}
	}
	return len(s)
}

// take takes one character; what follows it begins at next.
func (g *gate) take(r rune, next int) {
	switch classOf(r) {
	case visible:
		g.put(r)
	case space:
		g.space()
	case lineBreak:
		if g.lines {
			g.put('\n')
		} else {
			g.space()
		}
	case mark:
		g.mark(r)
	case joiner:
		g.putIf(g.joins(r, next), r)
	case selector:
		g.putIf(selects(g.last, r, g.peek(next)), r)
	case hyphen:
		// Between letters it is a hint for the setter of the page alone.
		if !isLetter(g.last) || !isLetter(g.peek(next)) {
			g.invisible()
		}
	case invisible:
		g.invisible()
	case forbidden:
		g.put(utf8.RuneError)
	}
}

// put writes a character that is no mark.
func (g *gate) put(r rune) {
	g.out = utf8.AppendRune(g.out, r)
	g.last, g.marks = r, 0
}

// putIf writes a joiner or selector, which leaves the count of marks alone, if
// it has its place there.
func (g *gate) putIf(ok bool, r rune) {
	if !ok {
		g.invisible()
		return
	}
	g.out = utf8.AppendRune(g.out, r)
	g.last = r
}

func (g *gate) space() {
	if g.lines || g.last != ' ' {
		g.put(' ')
	}
}

// invisible puts a space in place of a character that is not seen, if nothing
// parts its neighbours yet.
func (g *gate) invisible() {
	if g.last != ' ' && g.last != '\n' {
		g.put(' ')
	}
}

// mark writes a mark if it has something to stand on. Marks beyond the limit
// are left out: eight others stand where they stood.
func (g *gate) mark(r rune) {
	if g.last == ' ' || g.last == '\n' {
		g.put(utf8.RuneError)
		return
	}
	if g.marks < maxMarks {
		g.out = utf8.AppendRune(g.out, r)
		g.last = r
		g.marks++
	}
}

// joins reports whether a joiner stands between two characters that use it.
func (g *gate) joins(r rune, next int) bool {
	after := g.peek(next)
	if isMark(after) && g.marks >= maxMarks {
		return false
	}
	if usesJoiners(g.last) && usesJoiners(after) {
		return true
	}
	return r == zwj && (isEmoji(g.last) || g.last == emojiSelector) && isEmoji(after)
}

// peek returns the character at i, a space at the end.
func (g *gate) peek(i int) rune {
	if i >= len(g.in) {
		return ' '
	}
	r, _ := utf8.DecodeRuneInString(g.in[i:])
	return r
}

// hasLongRun reports whether s may hold a grapheme over the limit: no more
// than one character of a grapheme is ASCII.
func hasLongRun(s string) bool {
	n := 0
	for i := range len(s) {
		if s[i] < utf8.RuneSelf {
			n = 0
		} else if n++; n >= maxGrapheme {
			return true
		}
	}
	return false
}

// cutGraphemes ends graphemes over the limit with U+FFFD.
func cutGraphemes(s string) string {
	out := make([]byte, 0, len(s))
	for it := graphemes.FromString(s); it.Next(); {
		v := it.Value()
		if len(v) > maxGrapheme {
			v = shorten(v) + "\uFFFD"
		}
		out = append(out, v...)
	}
	return string(out)
}

// shorten cuts a grapheme so that U+FFFD has room, not behind a joiner.
func shorten(v string) string {
	v = v[:maxGrapheme-len("\uFFFD")]
	for {
		r, size := utf8.DecodeLastRuneInString(v)
		if r != utf8.RuneError && classOf(r) != joiner {
			return v
		}
		v = v[:len(v)-size]
	}
}
