package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/discover"
	"casewire/feeds/export"
	"casewire/feeds/fetch"
	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/parse"
	"casewire/feeds/text"
)

// maxTried is how many of the feeds that a page names are tried.
const maxTried = 10

// A finder looks for the feed of an address, one request at a time.
type finder struct {
	client *fetch.Client
	parser parse.Parser
	now    time.Time
}

// finder makes a finder. Its client has to be closed.
func (p *program) finder() *finder {
	return &finder{client: p.client(&following{}), now: p.now()}
}

// A foundFeed is an address that gives a feed.
type foundFeed struct {
	url  string // to be followed
	feed *news.Feed
	page string // that led to it; empty if it was asked for itself
	more int    // other feeds that the page names
}

// feed finds the feed of an address as people type it: what is there if it is
// one, whatever its type, else the first of those that the page names, else of
// those in the usual places.
func (f *finder) feed(ctx context.Context, typed string) (*foundFeed, error) {
	found, page, err := f.reach(ctx, typed)
	if page == nil {
		return found, err
	}
	named := namedBy(page)
	if found, err := f.first(ctx, named[:min(len(named), maxTried)], page.URL); found != nil || err != nil {
		if found != nil {
			found.more = len(named) - 1
		}
		return found, err
	}
	return f.usual(ctx, page, err)
}

// usual finds a feed in the usual places of a page's site. none is the error
// where there is none.
func (f *finder) usual(ctx context.Context, page *fetch.Response, none error) (*foundFeed, error) {
	found, err := f.first(ctx, discover.Usual(page.URL), page.URL)
	if found == nil && err == nil {
		err = withHint(fmt.Errorf("%w, and none is found from there", none), "give the address of the feed itself")
	}
	return found, err
}

// namedBy are the feeds that an answer names.
func namedBy(page *fetch.Response) []discover.Candidate {
	return discover.Page(page.Body, page.Header.Get("Content-Type"), page.Header.Values("Link"), page.URL)
}

// first returns the first of some addresses that gives a feed; nil if none
// does. A host that does not want to be asked ends it with an error.
func (f *finder) first(ctx context.Context, list []discover.Candidate, page string) (*foundFeed, error) {
	for _, c := range list {
		found, other, err := f.ask(ctx, c.URL, page)
		if found != nil {
			return found, nil
		}
		if other == nil && !isNothing(err) {
			return nil, err
		}
	}
	return nil, nil //nolint:nilnil // none of them is one
}

// isNothing reports whether an error just says that there is nothing at an
// address.
func isNothing(err error) bool {
	var e *fetch.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Kind {
	case fetch.BadAddress, fetch.Private, fetch.DNS, fetch.Redirects, fetch.TLS:
		return true
	case fetch.Status:
		return e.HTTP == 404 || e.HTTP == 410
	default:
		return false
	}
}

// reach asks an address as people type it. Where https cannot connect http is
// tried, unless somebody typed https.
func (f *finder) reach(ctx context.Context, typed string) (*foundFeed, *fetch.Response, error) {
	address, err := webAddress(typed)
	if err != nil {
		return nil, nil, err
	}
	found, page, err := f.ask(ctx, address, "")
	switch {
	case !isUnconnected(err):
		return found, page, err
	case strings.Contains(typed, "://"):
		if strings.HasPrefix(address, "https:") {
			err = withHint(err, "without https:// in front, http is tried too")
		}
		return nil, nil, err
	}
	plain, other, again := f.ask(ctx, "http"+strings.TrimPrefix(address, "https"), "")
	if isUnconnected(again) {
		return nil, nil, err
	}
	return plain, other, again
}

// isUnconnected reports whether nobody spoke to us at an address. A
// certificate that is no good is one that somebody showed.
func isUnconnected(err error) bool {
	var e *fetch.Error
	var bad *tls.CertificateVerificationError
	if !errors.As(err, &e) || errors.As(err, &bad) {
		return false
	}
	return e.Kind == fetch.Refused || e.Kind == fetch.Timeout || e.Kind == fetch.TLS
}

// ask asks one address, which a page led to if from is not empty. It returns a
// feed, or an error; with that the document that is none, if there is one.
func (f *finder) ask(ctx context.Context, address, from string) (*foundFeed, *fetch.Response, error) {
	res, err := f.client.Get(ctx, fetch.Request{URL: address, From: from})
	if err != nil {
		return nil, nil, fmt.Errorf("%s %w", shown(address), err)
	}
	feed, err := f.parser.Feed(res.Body, parse.Info{ContentType: res.Header.Get("Content-Type"), URL: res.URL, Now: f.now}, nil)
	if err != nil {
		return nil, res, fmt.Errorf("%s %w", shown(address), err)
	}
	found := &foundFeed{url: address, feed: feed, page: from}
	if to, ok := link.Safe(res.Permanent); ok {
		found.url = to
	}
	return found, nil, nil
}

// candidateJSON is an address that may be a feed's.
type candidateJSON struct {
	URL      string     `json:"url"`
	Title    text.Clean `json:"title"`
	Type     *string    `json:"type"`
	From     string     `json:"from"` // address, page or usual
	Comments bool       `json:"comments"`
}

func (p *program) discoverCommand() *cobra.Command {
	return &cobra.Command{
		Use: "discover URL", Short: "List the feeds of a page", Args: exactly(1, "the address of a page"),
		Long: "List the feeds that a page names, those of comments last. If it names none, the usual places are tried, one at a\n" +
			"time.\n\n" + exitStatuses,
		Example: "casewire feeds discover https://harborpost.example/",
		RunE:    func(cmd *cobra.Command, args []string) error { return p.discover(cmd.Context(), args[0]) },
	}
}

func (p *program) discover(ctx context.Context, typed string) error {
	if err := p.online("feeds discover"); err != nil {
		return err
	}
	find := p.finder()
	defer find.client.Close()
	found, page, err := find.reach(ctx, typed)
	from := "address"
	if page != nil {
		if named := namedBy(page); len(named) > 0 {
			return p.listCandidates(named)
		}
		from = "usual"
		found, err = find.usual(ctx, page, err)
	}
	if err != nil {
		return err
	}
	return p.tellCandidate(candidateJSON{URL: shown(found.url), Title: found.feed.Title, From: from})
}

func (p *program) listCandidates(list []discover.Candidate) error {
	for _, c := range list {
		kind := text.Line(c.Type).String()
		if err := p.tellCandidate(candidateJSON{shown(c.URL), c.Title, export.OrNull(kind), "page", c.Comments}); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) tellCandidate(j candidateJSON) error {
	if p.flags.json {
		return lines(p.stdout).Encode(j)
	}
	about := j.Title
	if j.Comments {
		about = text.Join("  ", about, text.Own("(comments)"))
	}
	pr := p.printer()
	if about.Len() == 0 {
		pr.line(text.Line(j.URL))
	} else {
		pr.line(text.Join("  ", text.Line(j.URL), about))
	}
	return pr.err
}
