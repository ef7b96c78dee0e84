package link

import (
	"encoding/base64"
	"encoding/binary"
	"net/url"
	"strings"
)

// unwrap returns the address that a redirect, a cache or a list of links has
// wrapped, else s.
func unwrap(s string) string {
	for {
		u := parse(s)
		if u == nil {
			return s
		}
		inner := strings.TrimSpace(wrapped(u))
		if len(inner) >= len(s) || parse(inner) == nil {
			return s
		}
		s = inner
	}
}

// wrapped returns what an address wraps, empty if nothing.
func wrapped(u *url.URL) string {
	host := identityHost(u)
	if id, ok := newsID(u); ok {
		return decodeNews(id)
	}
	if inner := cached(host, u); inner != "" {
		return inner
	}
	w := wrapperOf(host)
	if w.path == "" || !strings.HasPrefix(u.Path, w.path) {
		return ""
	}
	query := u.Query()
	for name := range strings.FieldsSeq(w.names) {
		if v := query.Get(name); v != "" {
			return v
		}
	}
	if host == "bing.com" {
		return decodeBing(query.Get("u"))
	}
	return ""
}

// wrapperOf returns the wrapper at a host, or at a domain above it.
func wrapperOf(host string) wrapper {
	for host != "" {
		if w, ok := wrappers[host]; ok {
			return w
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return wrapper{}
}

// cached undoes the caches of AMP pages: their paths are c/s/HOST/PATH, the s
// standing for https.
func cached(host string, u *url.URL) string {
	rest := ""
	switch {
	case host == "google.com":
		rest, _ = strings.CutPrefix(u.EscapedPath(), "/amp/")
	case isBelow(host, "cdn.ampproject.org"), isBelow(host, "bing-amp.com"):
		_, rest, _ = strings.Cut(strings.TrimPrefix(u.EscapedPath(), "/"), "/")
	}
	if rest == "" || rest == u.EscapedPath() {
		return ""
	}
	scheme := "http://"
	if r, ok := strings.CutPrefix(rest, "s/"); ok {
		scheme, rest = "https://", r
	}
	if name, _, _ := strings.Cut(rest, "/"); !strings.Contains(name, ".") {
		return ""
	}
	if u.RawQuery != "" {
		rest += "?" + u.RawQuery
	}
	if u.Fragment != "" {
		rest += "#" + u.EscapedFragment()
	}
	return scheme + rest
}

func isBelow(host, domain string) bool {
	return host == domain || strings.HasSuffix(host, "."+domain)
}

// decodeBing decodes the u of Bing's search results: a1 and base64.
func decodeBing(s string) string {
	s, ok := strings.CutPrefix(s, "a1")
	if !ok {
		return ""
	}
	return string(decode64(s))
}

// Opaque reports whether an address hides the article behind an id that
// nobody can decode offline: the newer ones of Google News.
func Opaque(raw string) bool {
	u := parse(unwrap(strings.TrimSpace(raw)))
	if u == nil {
		return false
	}
	_, ok := newsID(u)
	return ok
}

// newsID returns the id of an article of Google News.
func newsID(u *url.URL) (string, bool) {
	if identityHost(u) != "news.google.com" {
		return "", false
	}
	for _, path := range []string{"/rss/articles/", "/articles/", "/read/", "/__i/rss/rd/articles/", "/stories/articles/"} {
		if id, ok := strings.CutPrefix(u.Path, path); ok {
			id = strings.TrimRight(id, "/")
			return id, id != "" && strings.Trim(id, base64Alphabet) == ""
		}
	}
	return "", false
}

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_="

// newsAddress is the field of an id of Google News that holds the address.
const newsAddress = 4

// decodeNews returns the address in an id of Google News, empty if it holds
// none: it is a protocol buffer in base64.
func decodeNews(id string) string {
	data := decode64(id)
	for len(data) > 0 {
		tag, n := binary.Uvarint(data)
		if n <= 0 {
			return ""
		}
		data = data[n:]
		value, n := binary.Uvarint(data)
		if n <= 0 {
			return ""
		}
		data = data[n:]
		switch tag & 7 {
		case 0:
		case 2:
			if value > uint64(len(data)) {
				return ""
			}
			if tag>>3 == newsAddress {
				return string(data[:value])
			}
			data = data[value:]
		default:
			return ""
		}
	}
	return ""
}

func decode64(s string) []byte {
	s = strings.ReplaceAll(strings.ReplaceAll(strings.TrimRight(s, "="), "+", "-"), "/", "_")
	data, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return nil
	}
	return data
}

// A wrapper is a page that leads on to the address in one of its parameters.
type wrapper struct{ path, names string }

var wrappers = map[string]wrapper{ //nolint:gochecknoglobals // table
	"bing.com":                         {"/", "url"},
	"duckduckgo.com":                   {"/l/", "uddg"},
	"exit.sc":                          {"/", "url"},
	"getpocket.com":                    {"/redirect", "url"},
	"go.redirectingat.com":             {"/", "url"},
	"google.com":                       {"/url", "url q"},
	"l.facebook.com":                   {"/l.php", "u"},
	"l.instagram.com":                  {"/", "u"},
	"l.messenger.com":                  {"/l.php", "u"},
	"lm.facebook.com":                  {"/l.php", "u"},
	"news.google.com":                  {"/news/url", "url"},
	"out.reddit.com":                   {"/", "url"},
	"safelinks.protection.outlook.com": {"/", "url"},
	"slack-redir.net":                  {"/link", "url"},
	"steamcommunity.com":               {"/linkfilter", "url u"},
	"t.umblr.com":                      {"/redirect", "z"},
	"vk.com":                           {"/away.php", "to"},
	"youtube.com":                      {"/redirect", "q"},
	"facebook.com":                     {"/l.php", "u"},
}
