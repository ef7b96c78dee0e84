package pager

import (
	"fmt"
	"net/url"
	"strings"

	"casewire/feeds/text"
)

// Address parses an address from outside and writes it anew, with nothing in
// it but printable ASCII, so that it can stand in a link of the terminal or
// be given to a browser. It returns false for what is not http, https or
// mailto, or has no place to go to.
func Address(raw string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "", false
	}
	switch u.Scheme {
	case "http", "https":
		if u.Hostname() == "" {
			return "", false
		}
	case "mailto":
		if u.Opaque == "" || u.Opaque[0] == '-' {
			return "", false
		}
	default:
		return "", false
	}
	u.User = nil
	return ascii(u.String()), true
}

// ascii writes all but printable ASCII as %XX.
func ascii(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7f {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// Host returns the host of an address for people to read, without www.; of a
// mailto link the mailbox. It is empty where the address has none.
func Host(raw string) text.Clean {
	u, err := url.Parse(raw)
	if err != nil {
		return text.Clean{}
	}
	if u.Scheme == "mailto" {
		return text.Line(u.Opaque)
	}
	return text.Line(strings.TrimPrefix(u.Hostname(), "www."))
}
