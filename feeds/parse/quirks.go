package parse

import (
	"encoding/base64"
	"encoding/binary"
	"net/url"
	"regexp"
	"strings"
)

// quirks undoes what some publishers do to all of their items.
func quirks(e *Entry) {
	u := parseURL(e.Link)
	if u == nil {
		return
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	switch host {
	case "news.google.com":
		googleNews(e, u)
	case "bing.com", "google.com":
		unwrap(e, u)
	case "bbc.co.uk", "bbc.com":
		e.ID = republished.ReplaceAllString(e.ID, "")
	}
	e.Summary, e.Content = withoutTail(e.Summary), withoutTail(e.Content)
}

// republished counts, in a BBC guid, how often an article was put out.
var republished = regexp.MustCompile(`#\d+$`)

// googleNews takes the outlet from the title's end, drops the description,
// which lists other outlets' headlines, and reads the address of the article
// out of the link where it is in there.
func googleNews(e *Entry, u *url.URL) {
	if source := strings.TrimSpace(e.Source); source != "" {
		e.Title = strings.TrimSuffix(strings.TrimSpace(e.Title), " - "+source)
	}
	e.Summary, e.Content = "", ""
	id := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	if link := insideID(id); link != "" {
		e.Link = link
	}
}

// insideID returns the address in an article id of Google's older kind, empty
// if there is none: field 4 of a message, in base64.
func insideID(id string) string {
	b, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(id, "="))
	if err != nil || len(b) < 4 || b[0] != 0x08 || b[2] != 0x22 {
		return ""
	}
	n, size := binary.Uvarint(b[3:])
	b = b[3+max(size, 0):]
	if size <= 0 || n > uint64(len(b)) || !isWeb(string(b[:n])) {
		return ""
	}
	return string(b[:n])
}

// unwrap takes a link out of a search engine's counter, whose address is
// another at every poll and names nothing.
func unwrap(e *Entry, u *url.URL) {
	if u.Path != "/news/apiclick.aspx" && u.Path != "/url" {
		return
	}
	q := u.Query()
	target := first(q.Get("url"), q.Get("q"))
	if !isWeb(target) {
		return
	}
	if e.ID == e.Link || strings.Contains(e.ID, "apiclick.aspx") {
		e.ID = ""
	}
	e.Link = target
}

// withoutTail takes off what some programs put at the end of every item: "The
// post … appeared first on …", and a link to go on reading.
func withoutTail(s string) string {
	const near = 2000 // bytes from the end
	if end := lastIndex(s, "appeared first on", near); end > 0 {
		if start := lastIndex(s[:end], "The post", near); start >= 0 {
			s = withoutOpening(s[:start], "<p>")
		}
	}
	if end := lastIndex(s, "Continue reading", 100); end > 0 {
		start := strings.LastIndex(s[:end], "<a ")
		if start >= 0 && strings.TrimRight(plain(s[end:]), ".… \n") == "Continue reading" && strings.TrimSpace(plain(s[start:end])) == "" {
			s = withoutOpening(s[:start], "<p>")
		}
	}
	return s
}

// lastIndex returns where the last of the words is that begins less than near
// bytes from the end of s, -1 if there is none.
func lastIndex(s, words string, near int) int {
	from := max(len(s)-near+1, 0)
	if i := strings.LastIndex(s[from:], words); i >= 0 {
		return from + i
	}
	return -1
}

// withoutOpening takes a start tag, and white space, off the end.
func withoutOpening(s, tag string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), tag))
}
