// Package parse turns the bytes of a feed into items: RSS, Atom, RDF and JSON,
// damaged or not. It is the only importer of gofeed.
package parse

import (
	"sync"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
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
	return nil, &NotFeedError{}
}
