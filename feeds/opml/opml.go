// Package opml reads lists of feeds, OPML 1.0 and 2.0 and the urls file of
// newsboat, and writes OPML 2.0. What can be read of a damaged list is read.
package opml

import (
	"bytes"
	"errors"
	"strings"

	"casewire/feeds/link"
	"casewire/feeds/text"
)

// Limits of a list.
const (
	// MaxFeeds is how many feeds are taken of one list.
	MaxFeeds  = 10_000
	maxFaults = 100
	maxTitle  = 200 // characters
)

// ErrNoList tells that a document is neither OPML nor a list of addresses.
var ErrNoList = errors.New("this is no list of feeds")

// A Feed is an entry of a list: an address of the web, and what the list calls
// it, which may be nothing.
type Feed struct {
	URL   string
	Title text.Clean
}

// A List is what a document lists, in its order. An address may stand in it
// more than once.
type List struct {
	Feeds []Feed
	// Faults are the first of the bad entries, Bad is how many there are.
	Faults []Fault
	Bad    int
	full   bool // MaxFeeds were exceeded, and that was told
}

// A Fault is an entry that was left out.
type Fault struct {
	Line int // from 1
	Text text.Clean
}

// Read reads a list. Entries that are no feeds are its faults; its error is
// ErrNoList.
func Read(doc []byte) (List, error) {
	doc = decode(doc)
	if trimmed := bytes.TrimSpace(doc); len(trimmed) > 0 && trimmed[0] == '<' {
		return readOutlines(doc)
	}
	return readURLs(doc)
}

// add takes an entry, or notes why it is none.
func (l *List) add(line int, address, title string) {
	address = strings.TrimSpace(address)
	if rest, ok := strings.CutPrefix(address, "feed:"); ok { // feed://host, feed:https://host
		address = rest
		if strings.HasPrefix(rest, "//") {
			address = "http:" + rest
		}
	}
	name := text.Line(title).Head(maxTitle)
	switch {
	case address == "":
		l.fault(line, text.Join(" ", quoted(name), text.Own("has no address")))
	case !link.IsWeb(address):
		shown := link.Hide(address).Head(maxTitle)
		l.fault(line, text.Join(" ", quoted(shown), text.Own("is no address of the web (http or https)")))
	case len(l.Feeds) == MaxFeeds && l.full:
		l.Bad++
	case len(l.Feeds) == MaxFeeds:
		l.full = true
		l.fault(line, text.Sprintf("more than %d feeds: this one and those after it are left out", MaxFeeds))
	default:
		l.Feeds = append(l.Feeds, Feed{URL: address, Title: name})
	}
}

func (l *List) fault(line int, what text.Clean) {
	if l.Bad++; len(l.Faults) < maxFaults {
		l.Faults = append(l.Faults, Fault{line, what})
	}
}

func quoted(name text.Clean) text.Clean {
	if name.Len() == 0 {
		return text.Own("an entry without a name")
	}
	return text.Sprintf("“%s”", name)
}
