package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// How large an element may be to be judged by its name alone.
const (
	maxFurniture = 2000 // words
	maxSmall     = 60   // words
	maxCaption   = 120  // words
	maxLede      = 70   // words
	minLede      = 6    // words
	maxAuthors   = 25   // words
	maxAbove     = 40   // words of paragraphs above the text
)

// A stripper takes from a tree, by what its elements are called, what is no
// part of the article.
type stripper struct {
	prose        int // words of the page's paragraphs
	most         int // words that furniture may have
	lede, byline string
	seen         int        // words of the paragraphs passed
	home         *html.Node // the <article> with the headline, nil if there is none
}

// strip takes furniture out of a page, makes captions of what is one, and
// returns what stands between headline and text.
func strip(root *html.Node, headline string) (lede, byline string) {
	s := stripper{}
	headline = squeeze(headline)
	for n := range root.Descendants() {
		switch n.DataAtom { //nolint:exhaustive // the others say nothing
		case atom.P:
			s.prose += countWords(n, maxFurniture)
		case atom.H1, atom.H2:
			if s.home == nil && alike(squeeze(textOf(n)), headline) {
				s.home = within(n, atom.Article)
			}
		}
	}
	s.most = min(s.prose*2/5, maxFurniture)
	s.children(root)
	return s.lede, s.byline
}

// alike reports whether a heading is a headline, which may end with the
// outlet's name.
func alike(heading, headline string) bool {
	return len(heading) > 8 && (strings.HasPrefix(headline, heading) || strings.HasPrefix(heading, headline) && headline != "")
}

func (s *stripper) children(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			s.element(n, c)
		}
		c = next
	}
}

func (s *stripper) element(parent, n *html.Node) {
	switch n.DataAtom { //nolint:exhaustive // the others are judged by name
	case atom.Html, atom.Head, atom.Body, atom.Main, atom.Table, atom.Tbody:
		s.children(n)
		return
	case atom.Article:
		if s.isTeaser(n) || s.isLabelled(n) {
			parent.RemoveChild(n)
		} else {
			s.children(n)
		}
		return
	case atom.Header:
		if s.header(parent, n) {
			return
		}
	case atom.Div, atom.Section, atom.Aside:
		if s.isLabelled(n) {
			parent.RemoveChild(n)
			return
		}
	case atom.P:
		s.seen += countWords(n, maxFurniture)
	case atom.Script, atom.Style, atom.Figcaption, atom.A, atom.Img, atom.B, atom.I, atom.Em, atom.Strong, atom.Q:
		return
	case atom.Figure:
		captions(n)
		return
	}
	if n.DataAtom == atom.Span && isPopup(n) {
		parent.RemoveChild(n)
		return
	}
	r := roleOf(n)
	if r < roleFurniture && isPartOfSentence(parent, n) {
		r = roleNone
	}
	switch {
	case r == roleTalk && s.leaves(n), r == roleFurniture && isSmall(n, s.most), r == roleSmall && isSmall(n, maxSmall) && !holds(n, isQuote):
		parent.RemoveChild(n)
	case r == roleByline && isSmall(n, maxAuthors):
		s.byline = first(s.byline, authors(n))
		parent.RemoveChild(n)
	case r == roleCaption && countWords(n, maxCaption) < maxCaption && !holds(n, isMedia):
		rename(n, atom.Figcaption)
	case r == roleLede && s.seen < maxAbove && s.takeLede(n):
		parent.RemoveChild(n)
	default:
		s.children(n)
		unwrap(parent, n)
	}
}

// unwrap takes a paragraph out of a box of its own, which readability may take
// for a teaser.
func unwrap(parent, n *html.Node) {
	if n.DataAtom != atom.Div {
		return
	}
	var only *html.Node
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "", c.Type == html.CommentNode:
		case c.DataAtom == atom.P && only == nil:
			only = c
		default:
			return
		}
	}
	if only == nil || 2*linkedWords(only) > countWords(only, maxFurniture) {
		return
	}
	n.RemoveChild(only)
	parent.InsertBefore(only, n)
	parent.RemoveChild(n)
}

// linkedWords counts the words in the links of an element.
func linkedWords(n *html.Node) int {
	linked := 0
	for c := range n.Descendants() {
		if c.DataAtom == atom.A {
			linked += countWords(c, maxFurniture)
		}
	}
	return linked
}

// takeLede takes the lede from an element, if it may be one.
func (s *stripper) takeLede(n *html.Node) bool {
	said := strings.Join(strings.Fields(textOf(n)), " ")
	if !isSmall(n, maxLede) || s.lede != "" && s.lede != said || hasStart(fold(said), []string{"by ", "—", "–", "-"}) {
		return false
	}
	s.lede = said
	return true
}

// isTeaser reports whether an article on a page is not the one with the
// headline, and leads to a page of its own. The entries of a live blog do not.
func (s *stripper) isTeaser(n *html.Node) bool {
	if s.home == nil || n == s.home || isWithin(s.home, n) || !holds(n, leadsAway) {
		return false
	}
	return !isWithin(n, s.home) || isSmall(n, maxSmall)
}

// isLabelled reports whether an element begins with a heading that calls the
// rest furniture: "You may also like".
func (s *stripper) isLabelled(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type != html.TextNode || strings.TrimSpace(c.Data) == "" {
			continue
		}
		if !isHeading(c.Parent) && !isHeading(c.Parent.Parent) || !isLabel(fold(c.Data)) {
			return false
		}
		limit := s.most
		if !strings.Contains(strings.TrimSpace(c.Data), " ") { // "Comments" may head those of a minister
			limit = min(limit, maxSmall)
		}
		return isSmall(n, limit) || s.home != nil && !isWithin(n, s.home) && s.leaves(n)
	}
	return false
}

func isHeading(n *html.Node) bool {
	switch n.DataAtom { //nolint:exhaustive // a set
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// leadsAway reports whether an element is a heading that is a link.
func leadsAway(n *html.Node) bool {
	switch n.DataAtom { //nolint:exhaustive // a set
	case atom.H1, atom.H2, atom.H3, atom.H4:
		a := within(n, atom.A)
		for c := range n.Descendants() {
			if c.DataAtom == atom.A {
				a = c
			}
		}
		return a != nil && attr(a, "href") != "" && attr(a, "href")[0] != '#'
	}
	return false
}

// header judges a <header>: one of the site goes, in one with the headline
// there may be a lede. It reports whether all is done.
func (s *stripper) header(parent, n *html.Node) bool {
	if !holds(n, isHome) {
		if within(n, atom.Article) == nil && within(n, atom.Main) == nil && isSmall(n, s.most) {
			parent.RemoveChild(n)
			return true
		}
		return false
	}
	var next *html.Node
	for c := range n.Descendants() {
		switch c.DataAtom { //nolint:exhaustive // the others hold these
		case atom.H2, atom.H3, atom.H4, atom.P:
			if next == nil && roleOf(c) == roleNone && countWords(c, minLede) == minLede {
				next = c
			}
		}
	}
	if next != nil && s.lede == "" && s.takeLede(next) {
		next.Parent.RemoveChild(next)
	}
	return false
}

// leaves reports whether there is an article without an element.
func (s *stripper) leaves(n *html.Node) bool {
	if holds(n, isHome) {
		return false
	}
	inside := 0
	for c := range n.Descendants() {
		if c.DataAtom == atom.P {
			inside += countWords(c, maxFurniture)
		}
	}
	return s.prose-inside >= minWords
}

// within returns the element around n that has a tag, nil if there is none.
func within(n *html.Node, tag atom.Atom) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == tag {
			return p
		}
	}
	return nil
}

func isWithin(n, around *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p == around {
			return true
		}
	}
	return false
}

// isSmall reports whether an element has fewer words than limit, and is not
// the place of the article.
func isSmall(n *html.Node, limit int) bool {
	return countWords(n, limit) < limit && !holds(n, isHome)
}

// isPopup reports whether a part of a paragraph is a list of links, shown when
// a name in it is pointed at.
func isPopup(n *html.Node) bool {
	links := 0
	for c := range n.Descendants() {
		if c.DataAtom == atom.A {
			links++
		}
	}
	linked := linkedWords(n)
	return links > 2 && linked > 15 && linked*5 >= countWords(n, maxFurniture)*4 && within(n, atom.P) != nil
}

// isHome reports whether an element is where an article is: its headline, or
// the text that the page marks.
func isHome(n *html.Node) bool {
	return n.DataAtom == atom.H1 || n.DataAtom == atom.Main || strings.EqualFold(attr(n, "itemprop"), "articleBody")
}

// isPartOfSentence reports whether an element stands in a paragraph that has
// more to say: the place that begins a report.
func isPartOfSentence(parent, n *html.Node) bool {
	return n.DataAtom == atom.Span && parent.DataAtom == atom.P && countWords(parent, maxSmall) >= countWords(n, maxSmall)+12
}

func isQuote(n *html.Node) bool { return n.DataAtom == atom.Blockquote }

func isMedia(n *html.Node) bool {
	switch n.DataAtom { //nolint:exhaustive // a set
	case atom.Img, atom.Picture, atom.Video, atom.Iframe, atom.Table, atom.Blockquote, atom.Pre:
		return true
	}
	return false
}

func holds(n *html.Node, what func(*html.Node) bool) bool {
	if what(n) {
		return true
	}
	for c := range n.Descendants() {
		if what(c) {
			return true
		}
	}
	return false
}

// captions makes captions of all texts that stand beside the pictures of a
// figure.
func captions(figure *html.Node) {
	for c := range figure.ChildNodes() {
		switch {
		case c.Type != html.ElementNode, isMedia(c), c.DataAtom == atom.Figcaption, c.DataAtom == atom.Noscript:
		case holds(c, isMedia):
			captions(c)
		case countWords(c, maxCaption) < maxCaption:
			rename(c, atom.Figcaption)
		}
	}
}

func rename(n *html.Node, tag atom.Atom) { n.Data, n.DataAtom = tag.String(), tag }

// countWords counts the words in an element, up to limit.
func countWords(n *html.Node, limit int) int {
	words := 0
	for c := range n.Descendants() {
		if words >= limit {
			return limit
		}
		if c.Type == html.TextNode && c.Parent.DataAtom != atom.Script && c.Parent.DataAtom != atom.Style {
			words += len(strings.Fields(c.Data))
		}
	}
	return min(words, limit)
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
