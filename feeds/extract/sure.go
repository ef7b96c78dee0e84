package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"casewire/feeds/text"
)

// Sure is how sure we are that a body is the whole article.
type Sure uint8

// What a body is. A stub is a teaser, a consent or login page, nothing at all.
const (
	Stub Sure = iota
	Part      // there is or may be more than the page gives
	Whole
)

// String returns the word for it: stub, part or whole.
func (s Sure) String() string {
	switch s {
	case Whole:
		return "whole"
	case Part:
		return "part"
	case Stub:
	}
	return "stub"
}

// Limits for the comparison of a body with what a page says of itself.
const (
	minTold   = 60  // words of a text for machines that may stand for the body
	maxAlien  = 150 // words of a body that may be about something else
	maxLocked = 250 // words of a body below which a lock leaves only a part
)

// told makes a body of the text that a page gives to machines.
func told(src string, base *url.URL) text.Body {
	if strings.Contains(src, "</") || strings.Contains(src, "<br") {
		return text.HTML(src, base)
	}
	return text.Plain(html.UnescapeString(src))
}

// settle decides between the body that was found and the one that was told,
// and how sure we are of it.
func (p *Page) settle(h *head, told text.Body) {
	found, said := wordsOf(&p.Body), wordsOf(&told)
	if said >= minTold && found*2 < said || said >= minWords && p.isAlien(h) {
		p.Body = told
		found = said
	}
	switch {
	case found < minWords || p.isAlien(h) || h.password && found < teaserWords:
		p.Sure = Stub
	case isCut(p.Body) || found*4 < said*3 || h.data.locked && found < maxLocked:
		p.Sure = Part
	default:
		p.Sure = Whole
	}
}

// isAlien reports whether a short body is a gate before the article: it speaks
// of cookies or the like, and has no word of the headline and description.
func (p *Page) isAlien(h *head) bool {
	if wordsOf(&p.Body) > maxAlien {
		return false
	}
	about := h.meta["og:description"] + " " + p.Headline.String()
	body, asked := fold(p.Body.Text.String()), 0
	for w := range strings.FieldsFuncSeq(fold(about), notWord) {
		if len(w) < 5 {
			continue
		}
		if strings.Contains(body, w) {
			return false
		}
		asked++
	}
	return asked >= 2 && gates.in(body)
}

// isCut reports whether a text breaks off.
func isCut(b text.Body) bool {
	s := strings.TrimRight(b.Text.String(), " )]")
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...")
}
