package text

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML turns a piece of HTML, such as the content of a feed's item, into
// paragraphs. Links and images are resolved against base, which may be nil:
// then relative ones are left out. Scripts, forms and what is hidden are left
// out, and so is what exceeds the limits of this package.
func HTML(src string, base *url.URL) Body {
	// Text and tags take turns, and tags come in pairs.
	r := recorder{events: make([]event, 0, min(2+2*strings.Count(src, "<"), maxEvents))}
	r.source(src)
	return build(&r, base)
}

// Node turns a parsed node and all below it into paragraphs, as HTML does. A
// nil node gives an empty body.
func Node(n *html.Node, base *url.URL) Body {
	r := recorder{}
	if n != nil {
		r.tree(n)
	}
	return build(&r, base)
}

// The limits of one body.
const (
	maxText       = 1 << 20 // bytes
	maxTag        = 4 << 20 // bytes of source
	maxAttributes = 200
	maxDepth      = 200 // elements nested deeper are taken for their text alone
	maxEvents     = 200_000
	maxParagraphs = 20_000
	maxLinks      = 10_000
	maxURL        = 8 << 10 // bytes
)

// An event is what a body is built of: HTML is a list of them, whether it
// comes as source or as a tree.
type event struct {
	op   op
	tag  atom.Atom // of open and close
	text string    // the text, the alternative text, the class of an opened element
	url  string    // of a link or an image, as written
}

type op uint8

const (
	opText op = iota
	opOpen
	opClose
	opBreak
	opImage
	opLink
	opUnlink
)

// A recorder makes events of HTML.
type recorder struct {
	events []event
	size   int // bytes of text so far
}

func (r *recorder) full() bool { return len(r.events) >= maxEvents || r.size >= 2*maxText }

func (r *recorder) add(e event) { r.events = append(r.events, e) }

func (r *recorder) text(s string) {
	r.size += len(s)
	r.add(event{op: opText, text: s})
}

// element records the start of an element. It reports whether the element was
// opened, and whether all within it is to be skipped.
func (r *recorder) element(tag atom.Atom, a attributes) (opened, skip bool) {
	if kinds[tag] == dropped || a.invisible {
		if kinds[tag] == block {
			r.add(event{op: opOpen, tag: tag})
			r.add(event{op: opClose, tag: tag})
		}
		return false, true
	}
	switch tag {
	case atom.Br:
		r.add(event{op: opBreak})
	case atom.Img:
		r.image(a)
	case atom.A:
		r.add(event{op: opLink, url: a.href})
	case atom.Q:
		r.text("“")
	case atom.Dialog:
		if !a.open {
			return false, true
		}
	case atom.Table:
		if a.role == "presentation" || a.role == "none" {
			tag = atom.Div
		}
	default:
	}
	if kinds[tag] != block {
		return false, false
	}
	r.add(event{op: opOpen, tag: tag, text: a.class})
	return true, false
}

// end records the end of an element that was not opened.
func (r *recorder) end(tag atom.Atom) {
	switch tag {
	case atom.A:
		r.add(event{op: opUnlink})
	case atom.Q:
		r.text("”")
	default:
	}
}

// image records an image that is one: no tracker, no placeholder.
func (r *recorder) image(a attributes) {
	if a.isEmoji() {
		r.text(a.alt)
		return
	}
	if src := a.source(); src != "" && !a.tiny() {
		r.add(event{op: opImage, text: a.alt, url: src})
	}
}

// tree records n and all below it, without recursion.
func (r *recorder) tree(root *html.Node) {
	var opened []*html.Node
	leave := func(n *html.Node) {
		if k := len(opened); k > 0 && opened[k-1] == n {
			opened = opened[:k-1]
			r.add(event{op: opClose, tag: n.DataAtom})
		} else if n.Type == html.ElementNode {
			r.end(n.DataAtom)
		}
	}
	for n := root; !r.full(); {
		open, skip := r.enter(n, len(opened) < maxDepth)
		if open {
			opened = append(opened, n)
		}
		if !skip && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		if !skip {
			leave(n)
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			leave(n)
		}
		if n == root {
			return
		}
		n = n.NextSibling
	}
}

// enter records what n begins with.
func (r *recorder) enter(n *html.Node, deeper bool) (opened, skip bool) {
	switch n.Type {
	case html.TextNode:
		r.text(n.Data)
	case html.ElementNode:
		if !deeper && kinds[n.DataAtom] == block {
			return false, false
		}
		var a attributes
		for _, at := range n.Attr[:min(len(n.Attr), maxAttributes)] {
			a.set(at.Key, at.Val)
		}
		return r.element(n.DataAtom, a)
	case html.DocumentNode:
	default:
		return false, true
	}
	return false, false
}

// attributes are those that say something about the text.
type attributes struct {
	href, src, lazy, srcset string
	alt, class, role        string
	width, height           string
	open, invisible         bool
}

// telling are the attributes that set takes in.
var telling = map[string]bool{ //nolint:gochecknoglobals // table
	"href": true, "src": true, "data-src": true, "data-lazy-src": true, "data-original": true, "srcset": true, "data-srcset": true,
	"alt": true, "class": true, "role": true, "width": true, "height": true, "open": true, "hidden": true, "aria-hidden": true, "style": true,
}

func (a *attributes) set(key, val string) {
	switch key {
	case "href":
		a.href = val
	case "src":
		a.src = val
	case "data-src", "data-lazy-src", "data-original":
		a.lazy = val
	case "srcset", "data-srcset":
		a.srcset = val
	case "alt":
		a.alt = val
	case "class":
		a.class = val
	case "role":
		a.role = strings.ToLower(val)
	case "width":
		a.width = val
	case "height":
		a.height = val
	case "open":
		a.open = true
	case "hidden":
		a.invisible = true
	case "aria-hidden":
		a.invisible = a.invisible || strings.EqualFold(val, "true")
	case "style":
		a.invisible = a.invisible || hides(val)
	}
}

// hides reports whether a style hides its element.
func hides(style string) bool {
	for rule := range strings.SplitSeq(strings.ToLower(style), ";") {
		name, value, _ := strings.Cut(rule, ":")
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		switch strings.TrimSpace(name) {
		case "display":
			if value == "none" {
				return true
			}
		case "visibility":
			if value == "hidden" || value == "collapse" {
				return true
			}
		}
	}
	return false
}

// source returns the address of an image: the one loaded late, if the other is
// a placeholder. It is empty if the image has none.
func (a *attributes) source() string {
	best, _, _ := strings.Cut(strings.TrimSpace(a.srcset), " ")
	for _, s := range []string{a.src, a.lazy, strings.TrimSuffix(best, ",")} {
		if s = strings.TrimSpace(s); s != "" && !hasPrefixFold(s, "data:") {
			return s
		}
	}
	return ""
}

// tiny reports whether the image is a dot that counts readers.
func (a *attributes) tiny() bool { return isDot(a.width) || isDot(a.height) }

func isDot(size string) bool {
	size = strings.TrimSuffix(strings.TrimSpace(size), "px")
	return size == "0" || size == "1"
}

// isEmoji reports whether the image stands for a character.
func (a *attributes) isEmoji() bool {
	if a.alt == "" || len(a.alt) > maxGrapheme {
		return false
	}
	for c := range strings.FieldsSeq(a.class) {
		if c == "emoji" || c == "wp-smiley" {
			return true
		}
	}
	return false
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
