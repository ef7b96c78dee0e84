// Package parse turns the bytes of a feed into items: RSS, Atom, RDF and JSON,
// damaged or not. It is the only importer of gofeed.
package parse

import (
	"bytes"
	"sync"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Limits of a feed.
const (
	maxItems      = 2000
	maxTitle      = 500 // characters
	maxAuthor     = 200 // characters
	maxCategories = 100
	maxEnclosures = 20
	maxGUID       = 512     // bytes
	maxText       = 1 << 20 // bytes
	largeDocument = 1 << 20 // bytes
)

// Info is what is known about a document besides its bytes.
type Info struct {
	// ContentType is the HTTP header's, and may be empty.
	ContentType string
	// URL is where the document came from; relative links are resolved with it.
	URL string
	// Now bounds dates: later than two days after it is no date. Zero: no bound.
	Now time.Time
	// Zone is for dates that name none; nil is UTC.
	Zone *time.Location
	// Items bounds how many items are taken; 0 is 2,000.
	Items int
}

// A Parser reads documents. Its zero value is ready, and may be used by many
// goroutines at once; of documents over 1 MiB it reads one at a time.
type Parser struct{ large sync.Mutex }

// A NotFeedError tells that a document is no feed, or none that can be read.
type NotFeedError struct {
	// What it is instead, such as "a web page" or "an empty document".
	What text.Clean
}

// Error completes a sentence that begins with the name of the source.
func (e *NotFeedError) Error() string { return "gives " + e.What.String() + " instead of a feed" }

// Feed reads a document. Of its items it reads those whose hash has not been
// seen; seen may be nil. Its error is a *NotFeedError.
func (p *Parser) Feed(doc []byte, info Info, seen func(hash uint64) bool) (*news.Feed, error) {
	d, err := p.Document(doc, info, seen)
	if err != nil {
		return nil, err
	}
	return d.feed(), nil
}

// Document reads a document as Feed does, and returns what it says without
// cleaning any of it.
func (p *Parser) Document(doc []byte, info Info, seen func(hash uint64) bool) (*Document, error) {
	if len(doc) > largeDocument {
		p.large.Lock()
		defer p.large.Unlock()
	}
	if info.Items <= 0 {
		info.Items = maxItems
	}
	if seen == nil {
		seen = func(uint64) bool { return false }
	}
	r := reader{info: info, base: parseURL(info.URL), seen: seen}
	d, err := r.read(decode(doc, info.ContentType))
	if err != nil {
		return nil, err
	}
	d.fallBack()
	return d, nil
}

func (r *reader) read(doc []byte) (*Document, error) {
	doc = bytes.TrimLeft(doc, "\ufeff \t\r\n\x00")
	if len(doc) > 0 && (doc[0] == '{' || doc[0] == '[') {
		return r.json(doc)
	}
	// A page may speak of feeds in its scripts, and a page may hold one.
	if s := cut(doc, r.info.Items); s != nil && (len(s.items) > 0 || !isPage(doc)) {
		return r.xml(s)
	}
	return nil, &NotFeedError{What: whatIsIt(doc)}
}

// isPage reports whether a document begins as web pages do.
func isPage(doc []byte) bool {
	head := bytes.ToLower(doc[:min(len(doc), 1024)])
	for _, sign := range []string{"<html", "<!doctype html", "<body", "<head"} {
		if bytes.Contains(head, []byte(sign)) {
			return true
		}
	}
	return false
}

// whatIsIt names a document that is no feed.
func whatIsIt(doc []byte) text.Clean {
	head := bytes.ToLower(doc[:min(len(doc), 1024)])
	switch {
	case len(doc) == 0:
		return text.Own("an empty document")
	case bytes.Contains(head, []byte("<opml")):
		return text.Own("a list of feeds")
	case isPage(doc):
		return text.Own("a web page")
	case bytes.Contains(head, []byte("<urlset")), bytes.Contains(head, []byte("<sitemapindex")):
		return text.Own("a site map")
	case bytes.HasPrefix(head, []byte("<")):
		return text.Own("another kind of document")
	case bytes.IndexByte(head, 0) >= 0:
		return text.Own("a file")
	}
	return text.Own("a text")
}
