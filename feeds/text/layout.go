package text

import (
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf8"
)

// A layout is a version byte and numbers as varints: the count of paragraphs;
// for each its kind, its length, the count of its sentences and for each the
// bytes since the last and its length; the links and the images, each with its
// paragraph as a step from the last one's.
const layoutVersion = 1

// errLayout says that a layout does not fit its text.
var errLayout = errors.New("read layout: it does not fit the text")

// Layout packs everything of a body but its text into bytes.
func (b *Body) Layout() []byte {
	out := append(make([]byte, 0, 8+8*len(b.Blocks)), layoutVersion)
	out = appendInt(out, len(b.Blocks))
	for _, block := range b.Blocks {
		out = append(out, byte(block.Kind))
		out = appendInt(out, block.Span.len())
		out = appendInt(out, len(block.Sentences))
		last := 0
		for _, s := range block.Sentences {
			out = appendInt(appendInt(out, s.Start-last), s.len())
			last = s.End
		}
	}
	out = appendInt(out, len(b.Links))
	last := 0
	for _, l := range b.Links {
		out = appendInt(out, l.Paragraph-last)
		out = appendInt(appendInt(out, l.Span.Start), l.Span.len())
		out = appendString(out, l.URL)
		last = l.Paragraph
	}
	out = appendInt(out, len(b.Images))
	last = 0
	for _, p := range b.Images {
		out = appendInt(out, p.Paragraph-last)
		out = appendString(out, p.URL)
		out = appendInt(out, min(p.Alt.Len(), 1))
		last = p.Paragraph
	}
	return out
}

func appendInt(out []byte, n int) []byte { return binary.AppendUvarint(out, uint64(max(n, 0))) }

func appendString(out []byte, s string) []byte { return append(appendInt(out, len(s)), s...) }

// Unpack puts a stored text and its layout together again. The text passes the
// gate. A damaged layout gives an error, and the text as plain paragraphs.
func Unpack(s string, layout []byte) (Body, error) {
	text := Lines(s)
	r := layoutReader{data: layout, text: text.s}
	if len(layout) == 0 || layout[0] != layoutVersion {
		return Plain(text.s), errLayout
	}
	r.data = layout[1:]
	b := Body{Text: text, Blocks: r.blocks()}
	b.Links = r.links(b.Blocks)
	b.Images = r.images(&b)
	if r.bad || len(r.data) > 0 {
		return Plain(text.s), errLayout
	}
	return b, nil
}

// A layoutReader reads a layout; once it is bad it reads nothing more.
type layoutReader struct {
	data []byte
	text string
	bad  bool
}

// number reads a number from 0 to limit.
func (r *layoutReader) number(limit int) int {
	n, size := binary.Uvarint(r.data)
	if r.bad || size <= 0 || n > uint64(max(limit, 0)) {
		r.bad = true
		return 0
	}
	r.data = r.data[size:]
	return int(n)
}

// count reads how many things follow, each of at least size bytes.
func (r *layoutReader) count(size int) int { return r.number(len(r.data) / size) }

func (r *layoutReader) string() string {
	n := r.number(len(r.data))
	if r.bad || n > len(r.data) {
		r.bad = true
		return ""
	}
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}

// address reads an address that links may have.
func (r *layoutReader) address() string {
	s := r.string()
	for _, prefix := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(s, prefix) {
			return s
		}
	}
	r.bad = true
	return ""
}

// span reads a span of s, at or after from, that holds something.
func (r *layoutReader) span(s string, from int) Span {
	start := from + r.number(len(s)-from)
	end := start + r.number(len(s)-start)
	if end <= start || !isBoundary(s, start) || !isBoundary(s, end) {
		r.bad = true
		return Span{}
	}
	return Span{start, end}
}

func isBoundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

func (r *layoutReader) blocks() []Block {
	n := r.count(3)
	if r.bad || n == 0 {
		r.bad = r.bad || r.text != ""
		return nil
	}
	out := make([]Block, n)
	at := 0
	for i := range out {
		out[i] = r.block(at)
		at = out[i].Span.End
		if r.bad || i < n-1 && (at >= len(r.text) || r.text[at] != '\n') || i == n-1 && at != len(r.text) {
			r.bad = true
			return nil
		}
		at++
	}
	return out
}

// block reads a paragraph whose text begins at start.
func (r *layoutReader) block(start int) Block {
	kind := Kind(r.number(int(Image)))
	end := start + r.number(len(r.text)-start)
	if r.bad {
		return Block{}
	}
	paragraph := r.text[start:end]
	if paragraph == "" || strings.Contains(paragraph, "\n") {
		r.bad = true
	}
	b := Block{Kind: kind, Span: Span{start, end}}
	n := r.count(2)
	if r.bad || n > 0 && !kind.Prose() {
		r.bad = true
		return b
	}
	if n > 0 {
		b.Sentences = make([]Span, n)
	}
	last := 0
	for i := range b.Sentences {
		b.Sentences[i] = r.span(paragraph, last)
		last = b.Sentences[i].End
		if r.bad {
			return b
		}
	}
	return b
}

func (r *layoutReader) links(blocks []Block) []Link {
	var out []Link
	p, n := 0, r.count(4)
	for i := 0; i < n && !r.bad; i++ {
		p += r.number(len(blocks) - 1 - p)
		if r.bad || p >= len(blocks) {
			r.bad = true
			break
		}
		span := blocks[p].Span
		out = append(out, Link{Paragraph: p, Span: r.span(r.text[span.Start:span.End], 0), URL: r.address()})
	}
	return out
}

func (r *layoutReader) images(b *Body) []Picture {
	var out []Picture
	p, n := 0, r.count(3)
	for i := 0; i < n && !r.bad; i++ {
		p += r.number(len(b.Blocks) - 1 - p)
		if r.bad || p >= len(b.Blocks) || b.Blocks[p].Kind != Image {
			r.bad = true
			break
		}
		picture := Picture{Paragraph: p, URL: r.address()}
		if r.number(1) == 1 {
			picture.Alt = b.Paragraph(p)
		}
		out = append(out, picture)
	}
	return out
}
