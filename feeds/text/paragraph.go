package text

import (
	"strings"
	"unicode/utf8"
)

// A paragraph is being made: text not yet clean, and where links begin and
// end in it.
type paragraph struct {
	raw  []byte
	cuts []cut
	url  string // of the link that is open
}

// A cut says what the text from a place on links to.
type cut struct {
	at  int
	url string
}

func (p *paragraph) len() int { return len(p.raw) }

func (p *paragraph) write(s string) { p.raw = append(p.raw, s...) }

// link says that what follows links to url, to nothing if url is empty.
func (p *paragraph) link(url string) {
	if url != p.url {
		p.url = url
		p.cuts = append(p.cuts, cut{len(p.raw), url})
	}
}

// take returns the paragraph clean, with its links, and begins the next. A
// link that is open goes on in it.
func (p *paragraph) take(code bool) (string, []Link) {
	s, links, ok := "", []Link(nil), false
	if len(p.raw) > 0 && len(p.cuts) > 0 {
		s, links, ok = p.linked(code)
	}
	if !ok {
		s, links = clean(string(p.raw), code), nil
	}
	p.raw, p.cuts = p.raw[:0], p.cuts[:0]
	if p.url != "" {
		p.cuts = append(p.cuts, cut{0, p.url})
	}
	return strings.TrimRight(s, " "), links
}

// linked cleans the text piece by piece, so that the places of links are
// known. It reports whether that comes to the same as cleaning all of it.
func (p *paragraph) linked(code bool) (string, []Link, bool) {
	if s := string(p.raw); isPlain(s, code) {
		return s, p.plainLinks(s), true
	}
	out := make([]byte, 0, len(p.raw))
	var links []Link
	piece := func(from, to int, url string) bool {
		s, ok := cleanPiece(string(p.raw[from:to]), code)
		if !code && (len(out) == 0 || out[len(out)-1] == ' ') {
			s = strings.TrimLeft(s, " ")
		}
		start := len(out)
		out = append(out, s...)
		if trimmed := strings.TrimSpace(s); url != "" && trimmed != "" {
			start += strings.Index(s, trimmed)
			links = append(links, Link{Span: Span{start, start + len(trimmed)}, URL: url})
		}
		return ok
	}
	from, url := 0, ""
	for _, c := range p.cuts {
		if !piece(from, c.at, url) {
			return "", nil, false
		}
		from, url = c.at, c.url
	}
	if !piece(from, len(p.raw), url) {
		return "", nil, false
	}
	s := strings.TrimRight(string(out), " ")
	return s, links, clean(s, code) == s
}

// plainLinks are the links of a text that the gate leaves as it is.
func (p *paragraph) plainLinks(s string) []Link {
	var links []Link
	for i, c := range p.cuts {
		end := len(s)
		if i+1 < len(p.cuts) {
			end = p.cuts[i+1].at
		}
		if span := trimSpan(s, Span{c.at, end}); c.url != "" && span.len() > 0 {
			links = append(links, Link{Span: span, URL: c.url})
		}
	}
	return links
}

// cleanPiece cleans a part of a paragraph, with white space at its ends kept.
// It reports whether the part stands by itself.
func cleanPiece(s string, code bool) (string, bool) {
	const wall = "|"
	s = clean(wall+s+wall, code)
	s, begins := strings.CutPrefix(s, wall)
	s, ends := strings.CutSuffix(s, wall)
	return s, begins && ends
}

// cutAt cuts s to at most n bytes, between characters.
func cutAt(s string, n int) string {
	if len(s) <= n {
		return s
	}
	n = max(n, 0)
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimRight(s[:n], " ")
}

func (s Span) len() int { return s.End - s.Start }
