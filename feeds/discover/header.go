package discover

import "strings"

// parseHeader reads one Link header: <address>; name=value; name="value", and
// more of these after commas. What cannot be read ends it.
func parseHeader(s string) []reference {
	var links []reference
	for {
		s = strings.TrimLeft(s, " \t,")
		rest, ok := strings.CutPrefix(s, "<")
		if !ok {
			return links
		}
		var l reference
		if l.href, s, ok = strings.Cut(rest, ">"); !ok {
			return links
		}
		s = l.parameters(s)
		links = append(links, l)
	}
}

// parameters reads what follows an address and returns what comes after. The
// first of a name counts.
func (l *reference) parameters(s string) string {
	for {
		rest, ok := strings.CutPrefix(strings.TrimLeft(s, " \t"), ";")
		if !ok {
			return s
		}
		end := strings.IndexAny(rest, "=;,")
		if end < 0 {
			return ""
		}
		name := strings.ToLower(strings.TrimSpace(rest[:end]))
		if s = rest[end:]; s[0] != '=' {
			continue
		}
		var value string
		value, s = headerValue(strings.TrimLeft(s[1:], " \t"))
		if name != "href" {
			l.set(name, value)
		}
	}
}

// headerValue reads a word, or a text in quotes, and returns the rest.
func headerValue(s string) (value, rest string) {
	if !strings.HasPrefix(s, `"`) {
		end := strings.IndexAny(s, ";,")
		if end < 0 {
			end = len(s)
		}
		return strings.TrimSpace(s[:end]), s[end:]
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			return b.String(), s[i+1:]
		case '\\':
			if i++; i < len(s) {
				b.WriteByte(s[i])
			}
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), ""
}
