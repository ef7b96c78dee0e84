package settings

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"casewire/feeds/text"
)

// mend tells the fault that the parser met and returns where to read on, or
// -1 if nothing is left. The key that could not be read is remembered as
// broken, so that nobody misses it.
func (b *builder) mend() int {
	at := b.doc.src[len(b.doc.src):]
	var perr *unstable.ParserError
	message := b.parser.Error().Error()
	if errors.As(b.parser.Error(), &perr) {
		at, message = perr.Highlight, perr.Message
	}
	span := b.span(b.parser.Range(at))
	start := min(b.skipAll(b.end), span.Start)
	s := syntax{doc: b.doc, start: start, at: span, message: message}
	b.doc.add(s.place(), s.fault())
	b.broken(start)
	from := start
	if !s.endless() {
		from = max(start, s.at.Start)
	}
	return b.resume(b.doc.lineEnd(from))
}

// broken remembers the key of a line that could not be read. A header that
// could not be read takes its keys with it.
func (b *builder) broken(start int) {
	line := b.doc.src[start:b.doc.lineEnd(start)]
	if bytes.HasPrefix(line, []byte("[")) {
		b.doc.whole = false
		b.at, b.block = &Table{doc: b.doc}, nil
		return
	}
	b.at.failed = true
	if key, _ := bareKey(line); key != "" && b.at.index[key] == nil {
		span := text.Span{Start: start, End: start + len(key)}
		b.at.set(&Value{doc: b.doc, name: key, key: span, span: span})
	}
}

// resume returns the first line from at on that begins like a header or a key,
// or -1.
func (b *builder) resume(at int) int {
	for at < len(b.doc.src) {
		end := b.doc.lineEnd(at)
		line := bytes.TrimLeft(b.doc.src[at:end], " \t")
		if _, ok := bareKey(line); ok || bytes.HasPrefix(line, []byte("[")) {
			return at
		}
		at = end
	}
	return -1
}

// bareKey returns the key that a line begins with, and whether = stands behind
// it.
func bareKey(line []byte) (string, bool) {
	n := 0
	for n < len(line) && (line[n] == '-' || line[n] == '_' || isAlnum(line[n])) {
		n++
	}
	return string(line[:n]), n > 0 && bytes.HasPrefix(bytes.TrimLeft(line[n:], " \t"), []byte("="))
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// syntax is a fault of TOML itself, as the parser tells it.
type syntax struct {
	doc     *Doc
	start   int // of the expression that could not be read
	at      text.Span
	message string
}

// endless reports whether something was opened and never closed, so that the
// parser ran to the end, or to the opening quotes of another string.
func (s *syntax) endless() bool {
	return s.unclosed() != "" && s.at.End >= len(s.doc.src) || s.swallows()
}

// swallows reports whether a string of several lines ended at quotes that were
// to open another.
func (s *syntax) swallows() bool {
	before := s.doc.src[s.start:s.at.Start]
	return bytes.IndexByte(before, '\n') >= 0 &&
		(bytes.HasSuffix(before, []byte("'''")) || bytes.HasSuffix(before, []byte(`"""`)))
}

func (s *syntax) unclosed() string {
	switch {
	case strings.Contains(s.message, "terminated"), strings.Contains(s.message, "cannot have new lines"):
		return "string"
	case strings.Contains(s.message, "array is incomplete"):
		return "list"
	case strings.Contains(s.message, "inline table is incomplete"):
		return "table"
	}
	return ""
}

// place is where the fault is shown: what is never closed, where it opens.
func (s *syntax) place() text.Span {
	line := s.doc.src[s.start:s.doc.lineEnd(s.start)]
	eq := bytes.IndexByte(line, '=')
	if s.unclosed() == "" && !s.swallows() || eq < 0 || !s.endless() && bytes.IndexByte(s.doc.src[s.start:s.at.Start], '\n') >= 0 {
		return s.at
	}
	value := line[eq+1:]
	start := s.start + eq + 1 + len(value) - len(bytes.TrimLeft(value, " \t"))
	return text.Span{Start: start, End: start + 1}
}

// fault says what is wrong in our words, and what to write.
func (s *syntax) fault() Fault {
	rest := s.doc.src[s.at.Start:]
	switch r, size := utf8.DecodeRune(rest); {
	case r == utf8.RuneError && size == 1:
		return Fault{Text: "these bytes are no text (UTF-8)", Hint: "save the file as UTF-8"}
	case size > 0 && unicode.IsControl(r) && r != '\t' && r != '\n' && !bytes.HasPrefix(rest, []byte("\r\n")):
		return Fault{Text: "a control character stands here", Hint: fmt.Sprintf(`take it out, or write \u%04X in "…"`, r)}
	}
	if what := s.unclosed(); what != "" {
		return Fault{Text: "this " + what + " is never closed", Hint: s.closing(what)}
	}
	if s.swallows() {
		return Fault{
			Text: fmt.Sprintf("this string goes on to line %d", s.doc.lineOf(s.at.Start)+1),
			Hint: "close it with the quotes that open it",
		}
	}
	quote := s.quoteBefore()
	if quote != 0 && s.at.Start < len(s.doc.src) && strings.IndexByte(`'"`, s.doc.src[s.at.Start]) >= 0 {
		return Fault{Text: "a comma is missing before this", Hint: "put one between the two"}
	}
	if quote != 0 {
		return Fault{
			Text: fmt.Sprintf("the string ends at the %c before this", quote),
			Hint: map[byte]string{
				'\'': "a ' inside '…': write '''…'''",
				'"':  `a " inside "…": write \", or '…' around the whole`,
			}[quote],
		}
	}
	switch {
	case strings.Contains(s.message, "start of value") && bytes.IndexAny(rest, "\r\n#") == 0:
		return Fault{Text: "a value is missing here", Hint: `write  key = "value"`}
	case strings.Contains(s.message, "start of key"):
		return Fault{Text: "a key cannot begin so", Hint: "a key of other characters than a-z, 0-9, - and _ stands in quotes"}
	case strings.Contains(s.message, "must be quoted"), strings.Contains(s.message, "start of value"),
		strings.Contains(s.message, "expected keyword"):
		return Fault{Text: "a string stands in quotes", Hint: "write '…' around it"}
	case strings.Contains(s.message, "after key"):
		return Fault{Text: "a key has a = and a value behind it", Hint: `write  key = "value"`}
	case strings.Contains(s.message, "expected newline"):
		return Fault{Text: "this does not belong to the value before it", Hint: "put it on a line of its own, or take it out"}
	case strings.Contains(s.message, "end of input"):
		return Fault{Text: "a value is missing here", Hint: `write  key = "value"`}
	}
	return Fault{Text: s.message}
}

func (s *syntax) closing(what string) string {
	switch what {
	case "list":
		return "close it with ]"
	case "table":
		return "close it with }"
	}
	return "close it with the quotes that open it; one of several lines stands in '''…'''"
}

// quoteBefore returns the quote that stands before the place, if a string ends
// there: something went on that was meant to be in it.
func (s *syntax) quoteBefore() byte {
	before := bytes.TrimRight(s.doc.src[s.start:s.at.Start], " \t")
	n := len(before)
	if n < 2 || bytes.IndexByte(before, '=') < 0 {
		return 0
	}
	quote := before[n-1]
	if quote != '\'' && quote != '"' || n > 2 && before[n-2] == quote && before[n-3] == quote {
		return 0
	}
	return quote
}
