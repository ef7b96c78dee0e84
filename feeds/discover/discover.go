// Package discover finds the addresses of feeds in a web page, in the headers
// that it came with, and where sites usually have them. It asks nobody: whether
// there is a feed at an address is for the caller to find out.
package discover

import (
	"bytes"
	"cmp"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"casewire/feeds/link"
	"casewire/feeds/text"
)

// Limits of a page.
const (
	maxLinks      = 1000 // looked at
	maxCandidates = 100
	maxTitle      = 500     // bytes
	maxAddress    = 8 << 10 // bytes
)

// A Candidate is an address that may be that of a feed.
type Candidate struct {
	// URL is absolute, http or https.
	URL string
	// Title is what the page calls it; often empty.
	Title text.Clean
	// Type is the media type that the page gives, in lower case and without
	// parameters; it may be empty.
	Type string
	// Comments tells that it seems to be a feed of readers' comments.
	Comments bool
}

// Page returns the addresses that a page names as its feeds, and before them
// those that the Link headers name with which it came: links of the kind
// alternate whose type is one of feeds. Those that may be something else come
// behind the others, and those of comments last; of several with one address
// the first is taken. contentType is the HTTP header's, and may be empty.
func Page(doc []byte, contentType string, header []string, pageURL string) []Candidate {
	page, err := url.Parse(strings.TrimSpace(pageURL))
	if err != nil || len(pageURL) > maxAddress {
		return nil
	}
	var links []reference
	for _, v := range header {
		links = append(links, parseHeader(v)...)
	}
	out := candidates(links, page)
	links, base := scan(text.DecodePage(doc, contentType))
	if b, err := page.Parse(strings.TrimSpace(base)); err == nil && len(base) <= maxAddress {
		page = b
	}
	return arrange(append(out, candidates(links, page)...))
}

// usual are the paths at which sites have feeds that they do not name.
var usual = []string{"/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml"} //nolint:gochecknoglobals // table

// Usual returns the handful of addresses at which the site of a page may have a
// feed: in the folder of the page, if it is not the top, and at the top.
func Usual(pageURL string) []Candidate {
	u, err := url.Parse(strings.TrimSpace(pageURL))
	if err != nil || link.Host(pageURL) == "" {
		return nil
	}
	var paths []string
	if i := strings.LastIndexByte(u.Path, '/'); i > 0 {
		paths = append(paths, u.Path[:i]+"/feed")
	}
	var out []Candidate
	for _, p := range append(paths, usual...) {
		out = append(out, Candidate{URL: (&url.URL{Scheme: u.Scheme, User: u.User, Host: u.Host, Path: p}).String()})
	}
	return out
}

// A reference is a link as a page or a header gives it.
type reference struct{ href, rel, kind, title string }

// candidates are the references that may lead to feeds.
func candidates(links []reference, base *url.URL) []Candidate {
	var out []Candidate
	for _, l := range links[:min(len(links), maxLinks)] {
		kind := mediaType(l.kind)
		if !l.isFeed(kind) {
			continue
		}
		u, ok := absolute(l.href, base)
		if !ok || kind == "application/json" && isPosts(u) {
			continue
		}
		title := l.title[:min(len(l.title), maxTitle)]
		out = append(out, Candidate{URL: u, Title: text.Line(title), Type: kind, Comments: isComments(u, title)})
	}
	return out
}

// arrange leaves each address once, the likely ones first.
func arrange(list []Candidate) []Candidate {
	seen := map[string]bool{}
	list = slices.DeleteFunc(list, func(c Candidate) bool {
		again := seen[c.URL]
		seen[c.URL] = true
		return again
	})
	list = list[:min(len(list), maxCandidates)]
	slices.SortStableFunc(list, func(x, y Candidate) int { return cmp.Compare(rank(x), rank(y)) })
	return list
}

func rank(c Candidate) int {
	switch {
	case c.Comments:
		return 2
	case vague[c.Type]:
		return 1
	}
	return 0
}

// certain are the types of feeds alone, vague those of other documents too.
var (
	certain = map[string]bool{ //nolint:gochecknoglobals // table
		"application/rss+xml": true, "application/atom+xml": true, "application/rdf+xml": true, "application/feed+json": true,
		"application/rss": true, "application/atom": true, "application/rdf": true, "application/x-rss+xml": true,
		"application/x-atom+xml": true, "application/x.atom+xml": true, "text/rss": true, "text/rss+xml": true, "text/atom+xml": true,
	}
	vague = map[string]bool{ //nolint:gochecknoglobals // table
		"application/xml": true, "text/xml": true, "application/json": true,
	}
)

// isFeed reports whether a link of this type is called a feed.
func (l *reference) isFeed(kind string) bool {
	for rel := range strings.FieldsSeq(strings.ToLower(l.rel)) {
		switch rel {
		case "alternate":
			return certain[kind] || vague[kind]
		case "feed":
			return kind == "" || certain[kind] || vague[kind]
		}
	}
	return false
}

// mediaType is a type in lower case, without its parameters.
func mediaType(s string) string {
	kind, _, _ := strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

// absolute resolves an address, and writes it in ASCII.
func absolute(href string, base *url.URL) (string, bool) {
	href = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(strings.TrimSpace(href))
	u, err := base.Parse(href)
	if err != nil || href == "" || len(href) > maxAddress {
		return "", false
	}
	u.Fragment, u.RawFragment = "", ""
	s, ok := link.Safe(u.String())
	return s, ok && link.Host(s) != ""
}

// isPosts reports whether an address is one at which WordPress describes a
// page to programs.
func isPosts(u string) bool {
	return strings.Contains(u, "/wp-json/") || strings.Contains(u, "rest_route=")
}

// comments are what sites call comments, without their endings.
var comments = []string{"comment", "coment", "komment", "koment", "reacties", "yorum", "комментар", "コメント", "评论", "留言"} //nolint:gochecknoglobals // table

func isComments(address, title string) bool {
	s := strings.ToLower(address + " " + title)
	return slices.ContainsFunc(comments, func(word string) bool { return strings.Contains(s, word) })
}

// scan returns the first links of a page and the first address that a base
// names.
func scan(doc []byte) (links []reference, base string) {
	z := html.NewTokenizer(bytes.NewReader(doc))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		switch {
		case string(name) == "link" && len(links) < maxLinks:
			links = append(links, attributes(z, more))
		case string(name) == "base" && base == "":
			base = attributes(z, more).href
		}
	}
	return links, base
}

// attributes reads a link.
func attributes(z *html.Tokenizer, more bool) reference {
	var r reference
	for more {
		var name, value []byte
		name, value, more = z.TagAttr()
		r.set(string(name), string(value))
	}
	return r
}

// set takes an attribute; the first of a name counts.
func (l *reference) set(name, value string) {
	var to *string
	switch name {
	case "href":
		to = &l.href
	case "rel":
		to = &l.rel
	case "type":
		to = &l.kind
	case "title":
		to = &l.title
	default:
		return
	}
	if *to == "" {
		*to = value
	}
}
