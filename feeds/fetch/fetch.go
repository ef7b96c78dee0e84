package fetch

import (
	"context"
	"net/http"
	"time"
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
	// answer's first byte; 0 is 10 s each.
	Connect, FirstByte time.Duration
	// PerHost is how many requests one host gets at a time; 0 is 2.
	PerHost int
}

// A Request is one address to be asked, with what is known of its last answer.
type Request struct {
	URL string
	// ETag and LastModified are the stored validators, sent byte for byte as
	// long as the host stays the same.
	ETag, LastModified string
	// UserAgent stands in for ours if it is not empty.
	UserAgent string
	// Header are further headers, for the host of URL alone.
	Header map[string]string
	// Limit bounds the decoded body in bytes; 0 is 16 MiB.
	Limit int64
	// Timeout bounds the whole request from its turn on; 0 is 20 s.
	Timeout time.Duration
	// Page asks for an article page: with the pause between pages, and with
	// web pages preferred.
	Page bool
}

// A Response is an answer with status 200, or 304 with an empty body.
type Response struct {
	Status int
	// URL is where the answer came from, after all redirects.
	URL string
	// Permanent is where an unbroken chain of 301 and 308 from the address
	// asked for leads; empty if there was none.
	Permanent string
	Header    http.Header
	// ETag and LastModified are the validators of this very answer; empty if
	// it has none, or is cut.
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
}

// A Client asks. It may be used by many goroutines at once.
type Client struct{}

// New makes a client. It has to be closed.
func New(o Options) *Client { return &Client{} }

// Close ends idle connections. Requests that still run end by themselves.
func (c *Client) Close() {}

// Get asks for one address and waits for its host's turn. Its error is an
// *Error, except for a context that ended, which is wrapped in one.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	return nil, &Error{Kind: BadAddress}
}
