package parse

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameLen returns how many bytes at the begin of s are an XML name, 0 if none
// is there or what follows it cannot follow a name.
func nameLen(s []byte) int {
	n, colons := 0, 0
	for n < len(s) {
		b := s[n]
		switch {
		case 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || b == '_':
			n++
		case n > 0 && ('0' <= b && b <= '9' || b == '-' || b == '.'):
			n++
		case n > 0 && b == ':':
			if colons++; colons > 1 {
				return 0
			}
			n++
		case b >= utf8.RuneSelf:
			r, size := utf8.DecodeRune(s[n:])
			if !unicode.IsLetter(r) {
				return 0
			}
			n += size
		case b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == '>' || b == '/':
			return n
		default:
			return 0
		}
	}
	return n
}

func local(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

func prefix(name []byte) []byte {
	return name[:max(0, bytes.IndexByte(name, ':'))]
}

func isLocal(name []byte, want string) bool {
	return strings.EqualFold(string(local(name)), want)
}

// A tag is a start tag as it was found: where it ends (-1 if it does not),
// whether it closes itself, and whether XML would take it as it is.
type tag struct {
	end           int
	closed, clean bool
}

// scanTag looks at a start tag from pos, the end of its name, on.
func scanTag(s []byte, pos int) tag {
	attrs := 0
	for {
		pos = skipSpace(s, pos)
		if pos >= len(s) {
			return tag{end: -1}
		}
		switch {
		case s[pos] == '>':
			return tag{end: pos + 1, clean: attrs <= maxAttrs}
		case s[pos] == '/' && pos+1 < len(s) && s[pos+1] == '>':
			return tag{end: pos + 2, closed: true, clean: attrs <= maxAttrs}
		}
		_, _, next, ok := cleanAttr(s, pos)
		if !ok || next > maxTag {
			return roughTag(s, pos)
		}
		attrs++
		pos = next
	}
}

// cleanAttr reads name="value" at pos, where nothing is wrong with it.
func cleanAttr(s []byte, pos int) (name, value []byte, next int, ok bool) {
	end := pos
	for end < len(s) && s[end] != '=' && s[end] > ' ' && s[end] != '>' {
		end++
	}
	name = s[pos:end]
	pos = skipSpace(s, end)
	if len(name) == 0 || nameLen(name) != len(name) || pos >= len(s) || s[pos] != '=' {
		return nil, nil, 0, false
	}
	pos = skipSpace(s, pos+1)
	if pos >= len(s) || s[pos] != '"' && s[pos] != '\'' {
		return nil, nil, 0, false
	}
	n := bytes.IndexByte(s[pos+1:], s[pos])
	if n < 0 {
		return nil, nil, 0, false
	}
	value = s[pos+1 : pos+1+n]
	if bytes.IndexByte(value, '<') >= 0 || bytes.Contains(value, []byte("&#")) || bytes.Contains(value, []byte("]]>")) {
		return nil, nil, 0, false
	}
	return name, value, pos + n + 2, true
}

// roughTagLength is how far quotes are trusted in a tag that has something
// wrong, in bytes.
const roughTagLength = 4 << 10

// roughTag finds the end of a tag that has something wrong: a > outside of
// quotes, or where quotes do not match, the first one.
func roughTag(s []byte, pos int) tag {
	end := bytes.IndexByte(s[pos:], '>')
	if end < 0 {
		return tag{end: -1}
	}
	end += pos
	for i := pos; i < min(len(s), pos+roughTagLength); i++ {
		if s[i] == '>' {
			end = i
			break
		}
		if (s[i] == '"' || s[i] == '\'') && i > 0 && (s[i-1] == '=' || s[i-1] <= ' ') {
			n := bytes.IndexByte(s[i+1:], s[i])
			if n < 0 {
				break
			}
			i += n + 1
		}
	}
	return tag{end: end + 1, closed: s[end-1] == '/'}
}

// namespaces are what the elements of a dialect may stand in, the usual first.
var namespaces = [...][]string{ //nolint:gochecknoglobals // table
	rdfFeed: {
		"http://purl.org/rss/1.0/", "http://purl.org/rss/1.0", "http://channel.netscape.com/rdf/simple/0.9/",
		"http://my.netscape.com/rdf/simple/0.9/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
	},
	atomFeed: {"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"},
}

// foreign reports whether a root's attributes name a default namespace that
// the dialect does not know.
func (d dialect) foreign(attrs []byte) bool {
	if namespaces[d] == nil {
		return false
	}
	for _, a := range looseAttrs(attrs) {
		if a.name == "xmlns" {
			return !slices.Contains(namespaces[d], a.value)
		}
	}
	return false
}

// mendRoot writes a root's start tag anew, in the dialect's usual namespace
// where its own is not known.
func (d dialect) mendRoot(name, rest []byte, closed bool) string {
	attrs := looseAttrs(rest)
	for i, a := range attrs {
		if known := namespaces[d]; known != nil && a.name == "xmlns" && !slices.Contains(known, a.value) {
			attrs[i].value = known[0]
		}
	}
	return writeTag(name, attrs, closed)
}

// mendTag writes a start tag anew, with those of its attributes that can be
// read. The rest begins after the name and ends with the >.
func mendTag(name, rest []byte, closed bool) string {
	return writeTag(name, looseAttrs(rest), closed)
}

func writeTag(name []byte, attrs []attribute, closed bool) string {
	var b strings.Builder
	b.WriteByte('<')
	b.Write(name)
	for _, a := range attrs {
		b.WriteString(" " + a.name + `="` + escapeAttr(a.value) + `"`)
	}
	if closed {
		b.WriteByte('/')
	}
	b.WriteByte('>')
	return b.String()
}

// shell returns what an item needs around it to be read alone: the root and
// the channel.
func (s *sheet) shell() (opening, closing string) {
	for i, raw := range [][]byte{s.root, s.channel} {
		n := nameLen(raw)
		if n == 0 {
			continue
		}
		if name := raw[:n]; i == 0 {
			opening, closing = s.dialect.mendRoot(name, raw[n:], false), "</"+string(name)+">"
		} else {
			opening, closing = opening+mendTag(name, raw[n:], false), "</"+string(name)+">"+closing
		}
	}
	return opening, closing
}

// An attribute is one as it was written, its value not decoded.
type attribute struct{ name, value string }

// looseAttrs reads attributes as browsers do, up to the limit: with or without
// quotes, spaces and values.
func looseAttrs(s []byte) []attribute {
	if len(s) > maxTag {
		return nil
	}
	var attrs []attribute
	for pos := 0; pos < len(s) && len(attrs) < maxAttrs; {
		if n := attrNameLen(s[pos:]); n > 0 {
			name := string(s[pos : pos+n])
			value, next := looseValue(s, pos+n)
			attrs = append(attrs, attribute{name, value})
			pos = next
			continue
		}
		pos++
	}
	return attrs
}

func attrNameLen(s []byte) int {
	n := 0
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z' || s[n] == '_' ||
		n > 0 && (s[n] >= '0' && s[n] <= '9' || s[n] == '-' || s[n] == '.' || s[n] == ':')) {
		n++
	}
	if n > 0 && nameLen(s[:n]) != n {
		return 0
	}
	return n
}

func looseValue(s []byte, pos int) (value string, next int) {
	eq := skipSpace(s, pos)
	if eq >= len(s) || s[eq] != '=' {
		return "", pos
	}
	pos = skipSpace(s, eq+1)
	if pos >= len(s) {
		return "", pos
	}
	if q := s[pos]; q == '"' || q == '\'' {
		if n := bytes.IndexByte(s[pos+1:], q); n >= 0 {
			return string(s[pos+1 : pos+1+n]), pos + n + 2
		}
		pos++
	}
	end := pos
	for end < len(s) && s[end] > ' ' && s[end] != '>' {
		end++
	}
	return string(bytes.TrimSuffix(s[pos:end], []byte("/"))), end
}

var attrEscapes = strings.NewReplacer("<", "&lt;", ">", "&gt;", `"`, "&quot;") //nolint:gochecknoglobals // table

func escapeAttr(v string) string {
	for i := 0; ; {
		n := strings.Index(v[i:], "&#")
		if n < 0 {
			break
		}
		i += n
		if bad, with := badRef([]byte(v[i:])); bad > 0 {
			v = v[:i] + with + v[i+bad:]
		}
		i++
	}
	return attrEscapes.Replace(v)
}

// badRef returns the length of the character reference that s begins with if
// it names a character that XML does not allow, or a control character that
// stands for one of windows-1252, and what to write in its place; else 0.
func badRef(s []byte) (n int, with string) {
	end := bytes.IndexByte(s[:min(len(s), 16)], ';')
	if end < 3 {
		return 0, ""
	}
	digits, base := string(s[2:end]), 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	r, err := strconv.ParseUint(digits, base, 64)
	switch {
	case err != nil, r == '\t', r == '\n', r == '\r':
		return 0, ""
	case r < ' ', r >= 0xD800 && r <= 0xDFFF, r == 0xFFFE, r == 0xFFFF, r > unicode.MaxRune:
		return end + 1, " "
	case isC1(rune(r)):
		return end + 1, string(ofC1(rune(r)))
	}
	return 0, ""
}

func skipSpace(s []byte, pos int) int {
	for pos < len(s) && (s[pos] == ' ' || s[pos] == '\t' || s[pos] == '\r' || s[pos] == '\n') {
		pos++
	}
	return pos
}
