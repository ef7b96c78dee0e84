package extract

import (
	"unicode"

	"casewire/feeds/text"
)

// rebuild makes a body of what is kept.
func rebuild(b text.Body, pars []par) text.Body {
	var out text.Body
	var parts []text.Clean
	place := make([]int, len(pars)) // in out
	at := 0
	for i := range pars {
		place[i] = -1
		if pars[i].fate == gone {
			continue
		}
		s := b.Paragraph(i)
		block := b.Blocks[i]
		block.Span = text.Span{Start: at, End: at + s.Len()}
		if pars[i].fate == caption {
			block.Kind, block.Sentences = text.Caption, nil
		}
		at += s.Len() + 1
		place[i] = len(parts)
		parts = append(parts, s)
		out.Blocks = append(out.Blocks, block)
	}
	out.Text = text.Join("\n", parts...)
	for _, l := range b.Links {
		if l.Paragraph = place[l.Paragraph]; l.Paragraph >= 0 {
			out.Links = append(out.Links, l)
		}
	}
	for _, p := range b.Images {
		if p.Paragraph = place[p.Paragraph]; p.Paragraph >= 0 {
			out.Images = append(out.Images, p)
		}
	}
	return out
}

// join puts two bodies together.
func join(a, b text.Body) text.Body {
	at, n := a.Text.Len()+1, len(a.Blocks)
	a.Text = text.Join("\n", a.Text, b.Text)
	for _, block := range b.Blocks {
		block.Span.Start += at
		block.Span.End += at
		a.Blocks = append(a.Blocks, block)
	}
	for _, l := range b.Links {
		l.Paragraph += n
		a.Links = append(a.Links, l)
	}
	for _, p := range b.Images {
		p.Paragraph += n
		a.Images = append(a.Images, p)
	}
	return a
}

// wordsOf counts the words of the paragraphs that are read.
func wordsOf(b *text.Body) int {
	n := 0
	for i := range b.Blocks {
		if b.Blocks[i].Kind.Prose() {
			n += wordsIn(b.Paragraph(i).String())
		}
	}
	return n
}

// wordsIn counts the words of a text. Where words are not parted by spaces, two
// letters count as one.
func wordsIn(s string) int {
	words, dense, inWord := 0, 0, false
	for _, r := range s {
		space := r == ' ' || (r < ' ' || r > '~') && unicode.IsSpace(r) // most are letters
		if !space && !inWord {
			words++
		}
		inWord = !space
		if r > 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			dense++
		}
	}
	return words + dense/2
}
