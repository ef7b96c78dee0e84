package link

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/text"
)

// Safe returns an address as it may be handed to a browser, a terminal or the
// clipboard: http, https or mailto, in ASCII without white space, without user
// and password, a mailto without anything but the receiver. It reports whether
// the address is such a one.
func Safe(raw string) (string, bool) {
	raw = strings.TrimSpace(raw)
	u, err := url.Parse(raw)
	if err != nil || len(raw) > maxLength {
		return "", false
	}
	u.User = nil
	switch {
	case u.Scheme == "mailto" && u.Opaque != "":
		u = &url.URL{Scheme: u.Scheme, Opaque: escape(u.Opaque)}
	case (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && !strings.Contains(u.Hostname(), "%"):
		u.RawQuery = escape(u.RawQuery)
	default:
		return "", false
	}
	s := u.String()
	return s, strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f }) < 0
}

// escape percent-encodes the bytes that stand in no address as they are.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7f && strings.IndexByte("\"'<>\\^`{|}", c) < 0 {
			out.WriteByte(c)
		} else {
			out.WriteString(string([]byte{'%', hex[c>>4], hex[c&15]}))
		}
	}
	return out.String()
}

// hidden stands for a secret.
const hidden = "…"

// Hide returns an address to be shown: user and password, and the values of
// its query that are secret, or may be, appear as an ellipsis.
func Hide(raw string) text.Clean { return text.Line(hide(raw, 3)) }

// HideAll returns a text, such as the value of a header, with the secrets of
// the addresses in it hidden as Hide does, relative ones too. White space,
// double quotes and angle brackets end an address.
func HideAll(s string) text.Clean {
	var out strings.Builder
	for s != "" {
		end := strings.IndexFunc(s, endsAddress)
		if end < 0 {
			end = len(s)
		}
		piece := s[:end]
		if strings.Contains(piece, "//") || strings.ContainsAny(piece, "?#") {
			piece = hide(piece, 3)
		}
		_, n := utf8.DecodeRuneInString(s[end:])
		out.WriteString(piece + s[end:end+n])
		s = s[end+n:]
	}
	return text.Line(out.String())
}

func endsAddress(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"<>`, r) }

// hide hides secrets, in addresses within values too, depth deep.
func hide(s string, depth int) string {
	s = hideUser(s)
	s, fragment, hasFragment := strings.Cut(s, "#")
	s, query, hasQuery := strings.Cut(s, "?")
	if hasQuery {
		s += "?" + hideValues(query, depth)
	}
	if hasFragment && strings.Contains(fragment, "=") {
		fragment = hideValues(fragment, depth)
	}
	if hasFragment {
		s += "#" + fragment
	}
	return s
}

// hideUser hides what stands before the @ of a host. Where the address cannot
// be parsed it hides up to the last @.
func hideUser(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	switch {
	case ok:
		scheme += "://"
	case strings.HasPrefix(s, "//"):
		scheme, rest = s[:2], s[2:]
	case strings.HasPrefix(strings.ToLower(s), "mailto:"):
		return s
	default:
		scheme, rest = "", s
	}
	end := strings.IndexAny(rest, "/?#")
	if _, err := url.Parse(s); err != nil || end < 0 {
		end = len(rest)
	}
	if at := strings.LastIndexByte(rest[:end], '@'); at >= 0 {
		return scheme + hidden + rest[at:]
	}
	return s
}

// hideValues hides the secret values of a query.
func hideValues(query string, depth int) string {
	var out strings.Builder
	for query != "" {
		pair, sep := query, ""
		if i := strings.IndexAny(query, "&;"); i >= 0 {
			pair, sep = query[:i], query[i:i+1]
		}
		query = query[len(pair)+len(sep):]
		name, value, ok := strings.Cut(pair, "=")
		switch {
		case ok && value != "" && isSecret(decoded(name), decoded(value), depth):
			pair = name + "=" + hidden
		case !ok && looksRandom(decoded(name)):
			pair = hidden
		}
		out.WriteString(pair + sep)
	}
	return out.String()
}

func decoded(s string) string {
	if d, err := url.QueryUnescape(s); err == nil {
		return d
	}
	return s
}

func isSecret(name, value string, depth int) bool {
	name = strings.ToLower(name)
	for _, part := range []string{"key", "token", "auth", "sig", "secret", "pass", "session"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	if strings.Contains(value, "://") {
		return depth == 0 || hide(value, depth-1) != value
	}
	return looksRandom(value)
}

// looksRandom reports whether a value holds 20 or more mixed letters and
// digits. Words and numbers parted by hyphens are none.
func looksRandom(s string) bool {
	runs := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.~=+", r)
	})
	return slices.ContainsFunc(runs, isRandom)
}

func isRandom(run string) bool {
	letters, digits, mixed := 0, 0, false
	for part := range strings.SplitSeq(run, "-") {
		l, d := 0, 0
		for _, r := range part {
			if unicode.IsLetter(r) {
				l++
			} else if unicode.IsDigit(r) {
				d++
			}
		}
		mixed = mixed || l > 0 && d > 0
		letters, digits = letters+l, digits+d
	}
	return mixed && letters+digits >= 20
}
