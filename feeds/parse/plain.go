package parse

import (
	"strings"

	"golang.org/x/net/html"
)

// maxField is how many bytes of a field of one line are read.
const maxField = 16 << 10

// plain takes the markup from a text of one line, such as a title, that may or
// may not be HTML. Of a long one only the begin is read. A tag leaves a space
// only where browsers would break a line.
func plain(s string) string {
	s = s[:min(len(s), maxField)]
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	hidden := ""
	for {
		token := z.Next()
		if token == html.ErrorToken {
			return b.String()
		}
		if token == html.TextToken {
			if hidden == "" {
				b.Write(z.Text())
			}
			continue
		}
		tag, _ := z.TagName()
		name := string(tag)
		switch {
		case token == html.EndTagToken && name == hidden:
			hidden = ""
		case token == html.StartTagToken && unseen[name]:
			hidden = name
		case token != html.EndTagToken && breaking[name]:
			b.WriteByte(' ')
		}
	}
}

// unseen are elements whose text is not shown.
var unseen = map[string]bool{ //nolint:gochecknoglobals // table
	"script": true, "style": true, "noscript": true, "iframe": true, "template": true, "object": true,
}

// breaking are elements before which a line ends.
var breaking = map[string]bool{ //nolint:gochecknoglobals // table
	"p": true, "br": true, "div": true, "li": true, "td": true, "tr": true, "h1": true, "h2": true, "h3": true, "h4": true,
}
