package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"casewire/feeds/text"
)

// byline cleans the names of authors. An address is no name.
func byline(s string) text.Clean {
	if strings.Contains(s, "://") {
		return text.Clean{}
	}
	s = strings.TrimSpace(s)
	if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
		s = s[3:]
	}
	return line(s, maxByline)
}

// authors returns the names in a byline.
func authors(n *html.Node) string {
	var names []string
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && (attr(c, "rel") == "author" || attr(c, "itemprop") == "name") {
			if name := strings.TrimSpace(textOf(c)); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if len(names) > 0 {
		return strings.Join(names, ", ")
	}
	var words []string
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			words = append(words, strings.Fields(c.Data)...)
		}
	}
	return signature(strings.Join(words, " "))
}

// signature cuts from a byline what follows the names.
func signature(s string) string {
	if i := strings.IndexAny(s, "0123456789|•·@"); i >= 0 {
		s = s[:i]
	}
	words := strings.Fields(strings.TrimRight(s, " ,-–—"))
	for len(words) > 0 && stampWords[strings.ToLower(strings.Trim(words[len(words)-1], ":"))] {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// sign names an author in a page's head: readability, if it knows of none,
// looks for one and may take the whole text for it.
func sign(root *html.Node) {
	for n := range root.Descendants() {
		if n.DataAtom == atom.Head {
			n.AppendChild(&html.Node{Type: html.ElementNode, Data: "meta", DataAtom: atom.Meta, Attr: []html.Attribute{
				{Key: "name", Val: "author"}, {Key: "content", Val: "-"},
			}})
			return
		}
	}
}
