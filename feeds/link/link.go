// Package link knows addresses: which is shown and opened, which two are the
// same article, what in them is secret. It asks nobody.
package link

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// maxLength is the longest address, in bytes, that is looked into.
const maxLength = 16 << 10

// Tidy returns the address to show and to open: out of its wrappers, without
// what follows people around, else as it was written. What is no web address
// comes back as it is.
func Tidy(raw string) string { return settle(strings.TrimSpace(raw), tidy) }

// Key returns the identity of the page at an address: two addresses of one
// page have the same. It is never fetched. What is no web address is its own
// key.
func Key(raw string) string { return settle(strings.TrimSpace(raw), key) }

// settle applies f until nothing changes: a wrapper may come to light under
// another.
func settle(s string, f func(string) string) string {
	if len(s) > maxLength {
		return s
	}
	for range 8 {
		next := f(s)
		if next == s {
			break
		}
		s = next
	}
	return s
}

func tidy(s string) string {
	s = unwrap(s)
	u := parse(s)
	if u == nil {
		return s
	}
	s, fragment, hasFragment := strings.Cut(s, "#")
	s, query, hasQuery := strings.Cut(s, "?")
	if kept, cut := withoutTracking(query, identityHost(u)); cut {
		query = kept
		hasQuery = kept != ""
	}
	if hasQuery {
		s += "?" + query
	}
	if hasFragment && !isTrackingFragment(fragment) {
		s += "#" + fragment
	}
	return s
}

func key(s string) string {
	s = unwrap(s)
	u := parse(s)
	if u == nil {
		return s
	}
	host := identityHost(u)
	if id, ok := newsID(u); ok {
		return "https://" + host + "/articles/" + id
	}
	query, _ := withoutTracking(u.RawQuery, host)
	pairs := strings.FieldsFunc(query, func(r rune) bool { return r == '&' })
	for i, p := range pairs {
		pairs[i] = encodePair(p)
	}
	slices.Sort(pairs)
	if p := u.Port(); p != "" && p != "80" && p != "443" {
		host += ":" + p
	}
	out := "https://" + host + identityPath(u.EscapedPath())
	if len(pairs) > 0 {
		out += "?" + strings.Join(pairs, "&")
	}
	return out
}

// parse returns the address if it is one of the web, else nil.
func parse(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil
	}
	return u
}

// identityHost returns the name under which a host stands for its site.
func identityHost(u *url.URL) string {
	host := hostName(u)
	if !isName(host) {
		return host
	}
	for cut := true; cut; {
		cut = false
		for _, prefix := range []string{"www.", "m.", "mobile.", "amp.", "edition."} {
			rest, ok := strings.CutPrefix(host, prefix)
			if !ok {
				continue
			}
			if _, err := publicsuffix.EffectiveTLDPlusOne(rest); err == nil {
				host, cut = rest, true
			}
		}
	}
	for _, same := range sameHosts {
		if rest, ok := strings.CutSuffix(host, same[0]); ok && (rest == "" || strings.HasSuffix(rest, ".")) {
			host = rest + same[1]
		}
	}
	return host
}

// hostName returns the name in lower case, IPv6 addresses in brackets.
func hostName(u *url.URL) string {
	host := strings.TrimRight(strings.ToLower(u.Hostname()), ".")
	if strings.Contains(host, ":") {
		return "[" + host + "]"
	}
	if strings.ContainsAny(host, "%/?#@ ") { // written as escapes
		return strings.ToLower(url.QueryEscape(host))
	}
	return host
}

// isName reports whether a host is no address of numbers.
func isName(host string) bool {
	if host == "" || host[0] == '[' || host[len(host)-1] > '9' {
		return host != "" && host[0] != '['
	}
	_, err := netip.ParseAddr(host)
	return err != nil
}

// identityPath returns a path without what different addresses of one page
// differ in.
func identityPath(path string) string {
	path = normalEscapes(path)
	for {
		next := strings.TrimRight(path, "/")
		for _, suffix := range []string{"/amp", ".amp", "/index.html", "/index.htm"} {
			next = strings.TrimSuffix(next, suffix)
		}
		if rest, ok := strings.CutSuffix(next, ".amp.html"); ok {
			next = rest + ".html"
		}
		if strings.HasPrefix(next, "/amp/") {
			next = next[len("/amp"):]
		}
		if next == path {
			return path
		}
		path = next
	}
}

// normalEscapes writes each percent escape in the one normal way.
func normalEscapes(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+2 >= len(s) {
			out.WriteByte(s[i])
			continue
		}
		escape := s[i : i+3]
		c, err := url.PathUnescape(escape)
		switch {
		case err != nil:
			out.WriteByte('%')
			continue
		case isUnreserved(c[0]):
			out.WriteString(c)
		default:
			out.WriteString(strings.ToUpper(escape))
		}
		i += 2
	}
	return out.String()
}

func isUnreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// IsWeb reports whether an address is one of the web, written in full: http or
// https, a host, and no white space or control character.
func IsWeb(raw string) bool {
	return parse(raw) != nil && strings.IndexFunc(raw, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '\uFFFD' }) < 0
}

// SameSite reports whether two addresses belong to one registrable domain, or
// name the same host where there is none: a page may name its canonical
// address there, nowhere else.
func SameSite(a, b string) bool {
	ua, ub := parse(strings.TrimSpace(a)), parse(strings.TrimSpace(b))
	return ua != nil && ub != nil && registrable(ua) == registrable(ub)
}

func registrable(u *url.URL) string {
	host := identityHost(u)
	if isName(host) {
		if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
			return domain
		}
	}
	return host
}

// Host returns the name and port of a web address, which politeness counts as
// one host: paper.example:443. It is empty for other addresses.
func Host(raw string) string {
	u := parse(strings.TrimSpace(raw))
	if u == nil {
		return ""
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return hostName(u) + ":" + port
}

// Site returns the name of an address's host in lower case without www, as
// people name it. It is empty for addresses that are none of the web.
func Site(raw string) string {
	u := parse(strings.TrimSpace(raw))
	if u == nil {
		return ""
	}
	host := hostName(u)
	if rest, ok := strings.CutPrefix(host, "www."); ok && strings.Contains(rest, ".") {
		return rest
	}
	return host
}
