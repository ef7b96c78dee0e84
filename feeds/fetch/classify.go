package fetch

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"casewire/feeds/text"
)

// classify words an error of the network. Patience is how long one act, such
// as connecting, was waited for.
func classify(err error, patience time.Duration) *Error {
	var dns *net.DNSError
	switch {
	case errors.Is(err, errPrivate):
		return &Error{Kind: Private, Text: text.Own("leads to a private address")}
	case errors.As(err, &dns):
		if dns.IsNotFound {
			return &Error{Kind: DNS, Text: text.Own("has a name that is not known")}
		}
		return &Error{Kind: Offline, Text: text.Own("cannot be found: no name server answers")}
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.ENETDOWN):
		return &Error{Kind: Offline, Text: text.Own("cannot be reached: there is no network")}
	case isTimeout(err):
		return &Error{Kind: Timeout, Text: text.Sprintf("does not answer within %s", seconds(patience))}
	case errors.Is(err, syscall.ECONNREFUSED):
		return &Error{Kind: Refused, Text: text.Own("does not take connections")}
	case errors.Is(err, syscall.EHOSTUNREACH):
		return &Error{Kind: Refused, Text: text.Own("cannot be reached")}
	}
	if e := classifyTLS(err); e != nil {
		return e
	}
	return classifyHTTP(err)
}

func classifyTLS(err error) *Error {
	var (
		cert    *tls.CertificateVerificationError
		expired x509.CertificateInvalidError
		name    x509.HostnameError
		unknown x509.UnknownAuthorityError
		record  tls.RecordHeaderError
		alert   tls.AlertError
	)
	switch {
	case errors.As(err, &expired) && expired.Reason == x509.Expired:
		return &Error{Kind: TLS, Text: text.Own("has a certificate that has run out")}
	case errors.As(err, &name):
		return &Error{Kind: TLS, Text: text.Own("has a certificate for another name")}
	case errors.As(err, &cert), errors.As(err, &expired), errors.As(err, &unknown):
		return &Error{Kind: TLS, Text: text.Own("has a certificate that is not valid")}
	case errors.As(err, &record), errors.As(err, &alert),
		strings.Contains(err.Error(), "HTTP response to HTTPS client"), strings.Contains(err.Error(), "tls: "):
		return &Error{Kind: TLS, Text: text.Own("does not agree on encryption with us")}
	}
	return nil
}

// classifyHTTP tells apart by net/http's own words what has no types.
func classifyHTTP(err error) *Error {
	words := err.Error()
	switch {
	case strings.Contains(words, "headers exceeded"), strings.Contains(words, "response header list larger"):
		return &Error{Kind: TooLarge, Text: text.Own("gives headers over 256 KiB")}
	case strings.Contains(words, "malformed HTTP"), strings.Contains(words, "malformed MIME"),
		strings.Contains(words, "unsupported transfer encoding"), strings.Contains(words, "bad Content-Length"),
		strings.Contains(words, "PROTOCOL_ERROR"):
		return &Error{Kind: Undecodable, Text: text.Own("does not speak HTTP")}
	}
	return &Error{Kind: Refused, Text: text.Own("breaks the connection off")}
}

func isTimeout(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.As(err, &timeout) && timeout.Timeout()
}

// statusError words an answer that gives no feed.
func statusError(answer *http.Response, u *url.URL) *Error {
	code := answer.StatusCode
	e := &Error{Kind: Status, HTTP: code, URL: bare(u).String(), RetryAfter: retryAfter(answer.Header)}
	switch {
	case code == http.StatusNotFound:
		e.Text = text.Sprintf("is not there (%d)", code)
	case code == http.StatusGone:
		e.Text = text.Sprintf("is gone for good (%d)", code)
	case code == http.StatusTooManyRequests:
		e.Text = text.Sprintf("wants to be left alone (%d)", code)
	case code >= 400 && code < 500:
		e.Text = text.Sprintf("refuses us (%d)", code)
	case code >= 500:
		e.Text = text.Sprintf("has trouble of its own (%d)", code)
	default:
		e.Text = text.Sprintf("gives nothing (%d)", code)
	}
	return e
}
