package text

import "strings"

// Plain turns plain text into paragraphs: a blank line parts them, and so does
// a single line break where no blank line stands.
func Plain(s string) Body {
	s = strings.Trim(clean(s, true), "\n ")
	b := builder{states: []state{{}}}
	b.plain(s, !hasBlankLine(s))
	b.body.Text = Clean{b.text.String()}
	return b.body
}

func hasBlankLine(s string) bool {
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(line) == "" {
			return true
		}
	}
	return false
}

// plain takes a text whose paragraphs are parted by blank lines, or are lines.
func (b *builder) plain(s string, lines bool) {
	for line := range strings.SplitSeq(s, "\n") {
		if b.full() {
			return
		}
		if lines || strings.TrimSpace(line) == "" {
			b.flush()
		}
		b.space = true
		b.words(line)
	}
	b.flush()
}
