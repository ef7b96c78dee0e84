package opml

import (
	"fmt"
	"io"
	"net/url"
	"strings"

	"casewire/feeds/link"
	"casewire/feeds/text"
)

// Write writes a list as OPML 2.0. Addresses stand in it as they are, secrets
// too; all of it is ASCII, so that nothing in it acts on a terminal.
func Write(w io.Writer, title text.Clean, feeds []Feed) error {
	var b strings.Builder
	fmt.Fprintf(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>%s</title>\n  </head>\n  <body>\n", escape(title.String()))
	for _, f := range feeds {
		name := f.Title.String()
		if name == "" {
			name = link.Site(f.URL)
		}
		fmt.Fprintf(&b, "    <outline type=\"rss\" text=\"%s\" title=\"%[1]s\" xmlUrl=\"%s\"/>\n", escape(name), escape(f.URL))
	}
	b.WriteString("  </body>\n</opml>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// escape writes as references what is none of the printed characters of ASCII,
// or means something in XML. What has no reference that all readers agree on
// is written as addresses do; titles have no such characters.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff:
			b.WriteString(url.PathEscape(string(r)))
		case r > '~' || strings.ContainsRune(`&<>"'`, r):
			fmt.Fprintf(&b, "&#x%X;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
