package text

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Clean is text that has passed the gate: valid UTF-8 in which nothing acts on
// a terminal or reorders a line. Its zero value is the empty text. Line, Lines,
// Own and Sprintf are the only ways to make one.
type Clean struct{ s string }

// own is a constant of the program itself. Other packages can only pass string
// constants where it is asked for, so outside text cannot go this way.
type own string

// Own makes a Clean of words of our own, which need no cleaning.
func Own(s own) Clean { return Clean{string(s)} }

// Line cleans a field of one line: every line break becomes a space, runs of
// white space become one space, none stays at the ends.
func Line(s string) Clean { return Clean{clean(s, false)} }

// Lines cleans a text of several lines: \r\n, \r, U+2028 and U+2029 become \n.
func Lines(s string) Clean { return Clean{clean(s, true)} }

// Sprintf formats like fmt.Sprintf; what comes of the arguments passes the
// gate as one line.
func Sprintf(format own, args ...any) Clean {
	return Line(fmt.Sprintf(string(format), args...))
}

// Join puts parts together, sep between them.
func Join(sep own, parts ...Clean) Clean {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 {
			b.WriteString(string(sep))
		}
		b.WriteString(p.s)
	}
	return Clean{b.String()}
}

// String returns the text.
func (c Clean) String() string { return c.s }

// Len returns its length in bytes.
func (c Clean) Len() int { return len(c.s) }

// Head returns the first n characters.
func (c Clean) Head(n int) Clean {
	for i := range c.s {
		if n == 0 {
			return Clean{c.s[:i]}
		}
		n--
	}
	return c
}

// Cut returns the part that span names, limited to the text. The caller sees
// to it that the ends lie on character boundaries.
func (c Clean) Cut(span Span) Clean {
	end := min(max(span.End, 0), len(c.s))
	start := min(max(span.Start, 0), end)
	return Clean{c.s[start:end]}
}

// MarshalJSON writes the text as a JSON string, in which < > & stay as they
// are if the encoder lets them.
func (c Clean) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err := e.Encode(c.s)
	return out.Bytes(), err
}

// UnmarshalJSON reads a JSON string through the gate, as Lines does.
func (c *Clean) UnmarshalJSON(data []byte) error {
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	*c = Lines(s)
	return nil
}
