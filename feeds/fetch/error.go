package fetch

import (
	"time"

	"casewire/feeds/text"
)

// Kind says in what way a request failed.
type Kind uint8

// The kinds of failure.
const (
	Canceled    Kind = iota // by the caller, who gets its context's error too
	BadAddress              // no http or https address with a host
	Private                 // led to a private address that was not asked for
	DNS                     // the name is not known
	Offline                 // this machine has no network
	Refused                 // nobody listens, or the connection was cut
	Timeout                 // too slow
	TLS                     // the certificate or the handshake is no good
	Redirects               // too many hops, a loop, or one that leads nowhere
	Status                  // an answer, but neither 200 nor 304
	TooLarge                // headers or body over the limit
	Undecodable             // no HTTP, or a compression that cannot be undone
)

// An Error is a failed request. All words in it are ours, none the peer's.
type Error struct {
	Kind Kind
	// HTTP is the status that was answered, 0 if there was no answer.
	HTTP int
	// Text completes a sentence that begins with the name of the source, such
	// as "refuses us (403)" or "does not answer within 10 s".
	Text text.Clean
	// URL is the address that failed, at the end of all redirects.
	URL string
	// RetryAfter is how long the host asks to be left alone, 0 if it does not
	// say or says nothing that can be read.
	RetryAfter time.Duration

	cause error
}

// Error returns Text.
func (e *Error) Error() string { return e.Text.String() }

// Unwrap returns what the network or the caller's context said, if anything.
func (e *Error) Unwrap() error { return e.cause }
