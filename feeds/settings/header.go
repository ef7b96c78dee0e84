package settings

import "strings"

// Headers takes a table of HTTP headers. Names and values that cannot be sent
// are faults.
func Headers(to *map[string]string) func(*Value) {
	return func(v *Value) {
		t, ok := v.Table()
		if !ok {
			return
		}
		all := make(map[string]string)
		for _, h := range t.Values() {
			if strings.IndexFunc(h.Name(), notToken) >= 0 || h.Name() == "" {
				h.FaultKey(Fault{Text: "this is no name of a header", Hint: `write something like "X-Key"`})
			}
			var value string
			Header(&value)(h)
			all[h.Name()] = value
		}
		*to = all
	}
}

// notToken reports whether a character has no place in the name of a header.
func notToken(r rune) bool {
	return r <= ' ' || r >= 0x7f || strings.ContainsRune(`()<>@,;:\"/[]?={}`, r)
}

// Header takes a string that can be the value of an HTTP header.
func Header(to *string) func(*Value) {
	return func(v *Value) {
		s, ok := v.Str()
		switch {
		case !ok:
		case strings.IndexFunc(s, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) >= 0:
			v.Fault(Fault{Text: "a header is one line, without control characters", Hint: "take them out"})
		default:
			*to = s
		}
	}
}
