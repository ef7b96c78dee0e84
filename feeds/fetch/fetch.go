package fetch

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"casewire/feeds/text"
)

// What is usual, where a request or the options do not say otherwise.
const (
	usualLimit    = 16 << 20
	usualTimeout  = 20 * time.Second
	usualPatience = 10 * time.Second // to connect, and for the first byte
	usualPageGap  = time.Second
	usualPerHost  = 2
	maxHops       = 5
	maxHeaders    = 256 << 10
	maxAtOnce     = 128
	maxAddress    = 8 << 10 // bytes of one that a source moved to
)

// Options are what a Client is made of. Zero values mean the usual.
type Options struct {
	// Version and HomeURL make the User-Agent: casewire/VERSION (+HomeURL).
	Version, HomeURL string
	// Transport replaces the network; addresses are then not checked.
	Transport http.RoundTripper
	// PageGap is the pause between two pages of one host; 0 is a second,
	// negative is none. Loopback hosts are never waited for.
	PageGap time.Duration
	// Connect bounds dialing and the TLS handshake, FirstByte the wait for an
	// answer's headers; 0 is 10 s each.
	Connect, FirstByte time.Duration
	// PerHost is how many requests one host gets at a time; 0 is 2.
	PerHost int
}

// A Request is one address to be asked, with what is known of its last answer.
type Request struct {
	URL string
	// From is the address that led to URL, such as the feed of an article; it
	// is empty if the user wrote URL. From a public address no request goes to
	// a private one.
	From string
	// ETag and LastModified are the stored validators, sent byte for byte as
	// long as the host stays the same.
	ETag, LastModified string
	// UserAgent stands in for ours if it is not empty.
	UserAgent string
	// Header are further headers, for the host of URL alone.
	Header map[string]string
	// Limit bounds the decoded body in bytes; 0 is 16 MiB.
	Limit int64
	// Timeout bounds the whole request from its turn on; 0 is 20 s. As long
	// again it waits, if it has to, for other large bodies to be done with.
	Timeout time.Duration
	// Hold counts a large body as in memory until Release is called; else it is
	// the caller's own affair once it is read.
	Hold bool
	// Page asks for an article page: with the pause between pages, and with
	// web pages preferred.
	Page bool
}

// A Response is an answer with a body, or 304 without.
type Response struct {
	Status int
	// URL is where the answer came from, after all redirects.
	URL string
	// Permanent is where an unbroken chain of 301 and 308 from the address
	// asked for leads, through addresses that are not too long to be remembered;
	// empty if there was none.
	Permanent string
	Header    http.Header
	// ETag and LastModified are the validators of this very answer; empty if
	// it has none, too long ones, or is cut.
	ETag, LastModified string
	// Body is decoded of its compression, not of its charset.
	Body []byte
	// Hash is the SHA-256 of Body.
	Hash [32]byte
	// Truncated tells that the body ended early: what is there may be read.
	Truncated bool
	// Fresh is for how long the answer says that it is good, 0 if it does not
	// say.
	Fresh time.Duration
	// Wire is how many bytes of body came over the network.
	Wire int64
	// permit is the right to hold a large body; nil for a small one.
	permit *permit
}

// A Client asks. It may be used by many goroutines at once.
type Client struct {
	agent     string
	patience  time.Duration // for the first byte, to be named in errors
	trusting  http.RoundTripper
	guarded   http.RoundTripper // does not connect to private addresses
	hosts     *hosts
	large     chan struct{} // bodies that are large, or being unpacked
	closeIdle func()
}

// New makes a client. It has to be closed.
func New(o Options) *Client {
	c := &Client{
		agent:     "casewire/" + o.Version + " (+" + o.HomeURL + ")",
		patience:  orUsual(o.FirstByte, usualPatience),
		hosts:     newHosts(orUsual(o.PerHost, usualPerHost), orUsual(o.PageGap, usualPageGap)),
		large:     make(chan struct{}, maxLarge),
		closeIdle: func() {},
	}
	if o.Transport != nil {
		c.trusting, c.guarded = o.Transport, o.Transport
		return c
	}
	trusting, guarded := network(o, false), network(o, true)
	c.trusting, c.guarded = trusting, guarded
	c.closeIdle = func() {
		trusting.CloseIdleConnections()
		guarded.CloseIdleConnections()
	}
	return c
}

func orUsual[T int | time.Duration](v, usual T) T {
	if v == 0 {
		return usual
	}
	return v
}

// Close ends idle connections. Requests that still run end by themselves.
func (c *Client) Close() { c.closeIdle() }

// Get asks for one address and waits for its host's turn. Its error is an
// *Error; if ctx ended it, of kind Canceled and with the context's error in it.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	u, err := parseAddress(r.URL)
	if err != nil {
		return nil, err
	}
	r.Limit = max(r.Limit, 0)
	if r.Limit == 0 {
		r.Limit = usualLimit
	}
	r.Timeout = orUsual(r.Timeout, usualTimeout)
	t := trip{client: c, request: r, first: u, trusted: trusted(r, u), outer: ctx}
	return t.run(ctx, u)
}

// parseAddress reads an address that can be asked.
func parseAddress(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || !validPort(u.Port()) {
		return nil, &Error{Kind: BadAddress, Text: text.Own("has an address that is none"), URL: s}
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

func validPort(port string) bool {
	n, err := strconv.ParseUint(port, 10, 16)
	return port == "" || err == nil && n > 0
}
