package fetch

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/http/httpguts"

	"casewire/feeds/text"
)

// A trip is one request with all of its redirects.
type trip struct {
	client  *Client
	request Request
	first   *url.URL
	trusted bool // may go to private addresses wherever it is led
	turn    *turn
	// outer is the caller's context, inner ends when the request's time is up.
	outer, inner context.Context
	timer        *time.Timer
	ends         time.Time     // when it is up
	spare        time.Duration // left to wait for others

	permanent string // as far as the chain from the first address is unbroken
	broken    bool
}

func (t *trip) run(ctx context.Context, u *url.URL) (*Response, error) {
	if err := t.await(ctx, u); err != nil {
		return nil, t.fail(err, u)
	}
	defer func() { t.turn.done() }()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t.inner = ctx
	t.limit(t.request.Timeout, cancel)
	defer t.timer.Stop()
	seen := map[string]bool{}
	for {
		switch {
		case len(seen) > maxHops:
			return nil, &Error{Kind: Redirects, Text: text.Sprintf("redirects more than %d times", maxHops), URL: bare(u).String()}
		case seen[u.String()]:
			return nil, &Error{Kind: Redirects, Text: text.Own("redirects in a circle"), URL: bare(u).String()}
		}
		seen[u.String()] = true
		if err := t.await(ctx, u); err != nil {
			return nil, t.fail(err, u)
		}
		next, res, err := t.hop(ctx, u)
		if err != nil || next == nil {
			return res, err
		}
		u = next
	}
}

// limit gives the request so much time, and as much to wait for others.
func (t *trip) limit(d time.Duration, end func()) {
	t.ends, t.spare = time.Now().Add(d), d //nolint:forbidigo // limits use the real clock
	t.timer = time.AfterFunc(d, end)
}

// pause stops the request's time until the returned function is called, as
// long as it has time to wait.
func (t *trip) pause() (resume func()) {
	began := time.Now() //nolint:forbidigo // limits use the real clock
	t.extend(t.spare)
	return func() {
		unused := max(t.spare-time.Since(began), 0)
		t.extend(-unused)
		t.spare = unused
	}
}

// extend gives the request more time, or less, if it is not over yet.
func (t *trip) extend(d time.Duration) {
	if t.timer.Stop() {
		t.ends = t.ends.Add(d)
		t.timer.Reset(time.Until(t.ends))
	}
}

// await takes a turn at the host, unless it is the trip's already.
func (t *trip) await(ctx context.Context, u *url.URL) error {
	if t.turn != nil && t.turn.key == hostKey(u) {
		return nil
	}
	if t.turn != nil {
		t.turn.done()
	}
	var err error
	t.turn, err = t.client.hosts.wait(ctx, hostKey(u), t.request.Page && !loopback(u))
	return err
}

// hop asks one address. It returns the address to go on to, or the response.
func (t *trip) hop(ctx context.Context, u *url.URL) (next *url.URL, res *Response, err error) {
	transport := t.client.trusting
	if t.guarded(u) {
		transport = t.client.guarded
		if privateName(u) {
			return nil, nil, t.fail(errPrivate, u)
		}
	}
	answer, err := transport.RoundTrip(t.ask(ctx, u))
	if err != nil && evicted(err) {
		answer, err = transport.RoundTrip(t.ask(ctx, u))
	}
	if err != nil {
		return nil, nil, t.fail(err, u)
	}
	defer answer.Body.Close() //nolint:errcheck // nothing was written
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		drain(answer)
		next, err = t.redirect(answer, u)
		return next, nil, err
	case http.StatusOK, http.StatusNonAuthoritativeInfo:
		res, err = t.read(ctx, answer, u)
		return nil, res, err
	case http.StatusNotModified:
		if t.conditional(u) {
			return nil, t.response(answer, u), nil
		}
	}
	drain(answer)
	return nil, nil, statusError(answer, u)
}

// evicted reports whether an answer came and was lost on this side: net/http
// counts a connection as idle before it hands an answer without a body over,
// and closes it if too many are idle. The error has no type.
func evicted(err error) bool {
	return strings.Contains(err.Error(), "putIdleConn: too many idle connections")
}

// guarded reports whether an address is one that the user did not write, on
// the way from a public one.
func (t *trip) guarded(u *url.URL) bool {
	return !t.trusted && (t.request.From != "" || !strings.EqualFold(u.Hostname(), t.first.Hostname()))
}

// drain reads what little body there may be, so that the connection is kept.
func drain(answer *http.Response) {
	const little = 4 << 10
	if answer.ContentLength >= 0 && answer.ContentLength <= little {
		_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, little))
	}
}

// ask makes the request for one hop. What belongs to the first host, such as
// validators, is for that host alone.
func (t *trip) ask(ctx context.Context, u *url.URL) *http.Request {
	h := http.Header{
		"Accept":          {acceptFeed},
		"Accept-Encoding": {"gzip, deflate, br, zstd"},
		"User-Agent":      {t.client.agent},
	}
	if t.request.Page {
		h["Accept"] = []string{acceptPage}
	}
	if t.request.UserAgent != "" && httpguts.ValidHeaderFieldValue(t.request.UserAgent) {
		h["User-Agent"] = []string{t.request.UserAgent}
	}
	q := (&http.Request{
		Method: http.MethodGet, URL: bare(u), Host: u.Host, Header: h, Proto: "HTTP/1.1",
		ProtoMajor: 1, ProtoMinor: 1,
	}).WithContext(ctx)
	if hostKey(u) != hostKey(t.first) {
		return q
	}
	if user := t.first.User; user != nil {
		password, _ := user.Password()
		q.SetBasicAuth(user.Username(), password)
	}
	for name, value := range t.request.Header {
		if !ours[http.CanonicalHeaderKey(name)] && httpguts.ValidHeaderFieldName(name) && httpguts.ValidHeaderFieldValue(value) {
			h.Set(name, value)
		}
	}
	t.validators(h)
	return q
}

const (
	acceptFeed = "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, " +
		"application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.3, */*;q=0.1"
	acceptPage = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
)

// ours are the headers that a story's file does not set.
var ours = map[string]bool{ //nolint:gochecknoglobals // table
	"Host": true, "Connection": true, "Content-Length": true, "Transfer-Encoding": true, "Accept-Encoding": true,
	"Range": true, "Upgrade": true, "Te": true, "Trailer": true, "Keep-Alive": true, "Expect": true,
	"If-None-Match": true, "If-Modified-Since": true, "If-Range": true, "Referer": true,
}

// validators puts the stored validators into a header, byte for byte.
func (t *trip) validators(h http.Header) {
	for name, value := range map[string]string{
		"If-None-Match": t.request.ETag, "If-Modified-Since": t.request.LastModified,
	} {
		if value != "" && httpguts.ValidHeaderFieldValue(value) {
			h[name] = []string{value}
		}
	}
}

// conditional reports whether validators went to the address.
func (t *trip) conditional(u *url.URL) bool {
	return t.request.ETag+t.request.LastModified != "" && hostKey(u) == hostKey(t.first)
}

// redirect returns where an answer leads.
func (t *trip) redirect(answer *http.Response, from *url.URL) (*url.URL, error) {
	location, err := from.Parse(answer.Header.Get("Location"))
	if err != nil || answer.Header.Get("Location") == "" {
		return nil, &Error{Kind: Redirects, HTTP: answer.StatusCode, Text: text.Own("redirects to no address"), URL: bare(from).String()}
	}
	location.User = nil
	next, err := parseAddress(location.String())
	if err != nil {
		return nil, &Error{Kind: Redirects, HTTP: answer.StatusCode, Text: text.Own("redirects to no web address"), URL: bare(from).String()}
	}
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusPermanentRedirect:
		if t.broken = t.broken || len(next.String()) > maxAddress; !t.broken {
			t.permanent = next.String()
		}
	default:
		t.broken = true
	}
	return next, nil
}

// response holds what an answer's headers say.
func (t *trip) response(answer *http.Response, u *url.URL) *Response {
	return &Response{
		Status:       answer.StatusCode,
		URL:          bare(u).String(),
		Permanent:    t.permanent,
		Header:       answer.Header,
		ETag:         short(answer.Header.Get("Etag")),
		LastModified: short(answer.Header.Get("Last-Modified")),
		Fresh:        fresh(answer.Header),
	}
}

// maxValidator bounds a validator in bytes. With a longer one, sent back, the
// next request might be too large for its own server.
const maxValidator = 1 << 10

// short returns a validator, empty if it is too long to be sent.
func short(validator string) string {
	if len(validator) > maxValidator {
		return ""
	}
	return validator
}

// fail words an error of the network, or the end of a context.
func (t *trip) fail(err error, u *url.URL) *Error {
	var e *Error
	switch {
	case t.outer.Err() != nil:
		err = t.outer.Err()
		e = &Error{Kind: Canceled, Text: text.Own("was not asked to the end")}
	case t.inner != nil && t.inner.Err() != nil:
		err = context.DeadlineExceeded // as the caller canceled nothing
		e = &Error{Kind: Timeout, Text: text.Sprintf("takes longer than %s", seconds(t.request.Timeout))}
	default:
		e = classify(err, t.client.patience)
	}
	e.URL, e.cause = bare(u).String(), err
	return e
}

// seconds writes a limit as people do.
func seconds(d time.Duration) string {
	return strconv.FormatFloat(d.Seconds(), 'g', 3, 64) + " s"
}

// bare returns an address without the user and password in it.
func bare(u *url.URL) *url.URL {
	b := *u
	b.User = nil
	return &b
}
