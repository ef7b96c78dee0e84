package text

import (
	"net/url"

	"golang.org/x/net/html"
)

// HTML turns a piece of HTML, such as the content of a feed's item, into
// paragraphs. Links and images are resolved against base, which may be nil.
func HTML(src string, base *url.URL) Body { return Body{} }

// Node turns a parsed node and all below it into paragraphs, as HTML does.
func Node(n *html.Node, base *url.URL) Body { return Body{} }

// Plain turns plain text into paragraphs: a blank line parts them, and so does
// a single line break where no blank line stands.
func Plain(s string) Body { return Body{} }

// Layout packs everything of a body but its text into bytes.
func (b *Body) Layout() []byte { return nil }

// Unpack puts a stored text and its layout together again. The text passes the
// gate. A damaged layout gives an error, and the text as plain paragraphs.
func Unpack(s string, layout []byte) (Body, error) { return Body{}, nil }
