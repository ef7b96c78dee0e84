package extract

import "golang.org/x/net/html"

// Limits of a page's tree. What goes beyond them is left out, for the
// extractor walks the tree many times and over itself.
const (
	maxDepth    = 200
	maxElements = 50_000
	maxAttrs    = 200
	maxAttr     = 64 << 10 // bytes
)

// bound takes from a tree what exceeds the limits.
func bound(root *html.Node) {
	left := maxElements
	boundNode(root, maxDepth, &left)
}

func boundNode(n *html.Node, depth int, left *int) {
	n.Attr = boundAttrs(n.Attr)
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			*left--
		}
		if depth == 0 || *left < 0 {
			n.RemoveChild(c)
		} else {
			boundNode(c, depth-1, left)
		}
		c = next
	}
}

func boundAttrs(attrs []html.Attribute) []html.Attribute {
	attrs = attrs[:min(len(attrs), maxAttrs)]
	for i := range attrs {
		if len(attrs[i].Val) > maxAttr {
			attrs[i].Val = ""
		}
	}
	return attrs
}
