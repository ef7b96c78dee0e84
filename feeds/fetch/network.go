package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// errPrivate refuses a connection to a private address.
var errPrivate = errors.New("private address")

// network makes a transport. A guarded one looks at the address that it is
// about to connect to, after the name was resolved, and takes no private one.
func network(o Options, guarded bool) *http.Transport {
	connect := orUsual(o.Connect, usualPatience)
	proxies := httpproxy.FromEnvironment()
	proxy := proxies.ProxyFunc()
	plain := &net.Dialer{Timeout: connect, KeepAlive: 30 * time.Second}
	dial := plain.DialContext
	if guarded {
		dial = guard(plain, proxies)
	}
	return &http.Transport{
		Proxy:                  func(r *http.Request) (*url.URL, error) { return proxy(r.URL) },
		DialContext:            dial,
		TLSHandshakeTimeout:    connect,
		ResponseHeaderTimeout:  orUsual(o.FirstByte, usualPatience),
		MaxResponseHeaderBytes: maxHeaders,
		DisableCompression:     true, // we undo it ourselves, with limits
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           maxAtOnce,
		MaxIdleConnsPerHost:    orUsual(o.PerHost, usualPerHost),
		IdleConnTimeout:        30 * time.Second,
	}
}

// guard dials only public addresses, and the proxies of the environment.
func guard(plain *net.Dialer, proxies *httpproxy.Config) func(context.Context, string, string) (net.Conn, error) {
	careful := *plain
	careful.Control = func(_, address string, _ syscall.RawConn) error {
		ip, err := netip.ParseAddrPort(address)
		if err != nil || private(ip.Addr()) {
			return errPrivate
		}
		return nil
	}
	var known []string
	for _, s := range []string{proxies.HTTPProxy, proxies.HTTPSProxy} {
		if !strings.Contains(s, "://") {
			s = "http://" + s
		}
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			known = append(known, hostKey(u))
		}
	}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if slices.Contains(known, strings.ToLower(address)) {
			return plain.DialContext(ctx, network, address)
		}
		return careful.DialContext(ctx, network, address)
	}
}

// reserved are ranges that lead to no public host and have no name in netip.
var reserved = []netip.Prefix{ //nolint:gochecknoglobals // table
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("fec0::/10"),
}

// private reports whether an address is not one of a public host: this
// machine, this network, a cloud's metadata, or one of these inside IPv6.
func private(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified() || ip.IsMulticast() {
		return true
	}
	for _, p := range reserved {
		if p.Contains(ip) {
			return true
		}
	}
	if !ip.Is6() {
		return false
	}
	b := ip.As16()
	switch {
	case netip.MustParsePrefix("64:ff9b::/96").Contains(ip), netip.MustParsePrefix("::/96").Contains(ip):
		return private(netip.AddrFrom4([4]byte(b[12:16])))
	case netip.MustParsePrefix("2002::/16").Contains(ip):
		return private(netip.AddrFrom4([4]byte(b[2:6])))
	}
	return false
}

// privateName reports whether an address is a private one by its looks.
func privateName(u *url.URL) bool {
	name := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if ip, err := netip.ParseAddr(name); err == nil {
		return private(ip)
	}
	return loopback(u) || !strings.Contains(name, ".") ||
		strings.HasSuffix(name, ".local") || strings.HasSuffix(name, ".internal")
}

// trusted reports whether a request may be led to private addresses: those of
// a private network may.
func trusted(r Request, first *url.URL) bool {
	if r.From == "" {
		return privateName(first)
	}
	from, err := parseAddress(r.From)
	return err == nil && privateName(from)
}
