package settings

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	secretKey = regexp.MustCompile(`(?i)(^|[{,.])\s*["']?(headers|passw\w*|hosts)\b`)
	values    = regexp.MustCompile(`"(?:[^"\\]|\\.)*"?|'[^']*'?|=\s*[^\s"'{}\[\],#]+`)
)

// shown returns a line as a fault shows it: what passwords and headers are set
// to stays hidden, and every character where it was.
func (d *Doc) shown(line int) string {
	start, end := d.lineAt(line)
	s := string(d.src[start:end])
	if !d.secret(line) {
		return s
	}
	key, rest, ok := strings.Cut(s, "=")
	if !ok {
		return hide(s)
	}
	return key + values.ReplaceAllStringFunc("="+rest, func(part string) string {
		bare := strings.TrimLeft(part, "= \t")
		return part[:len(part)-len(bare)] + hide(bare)
	})
}

// secret reports whether a line may say a password or a header: by its key, or
// as it stands in a table of hosts or of headers.
func (d *Doc) secret(line int) bool {
	start, end := d.lineAt(line)
	if d.head(line) != "" {
		return false
	}
	if secretKey.Match(d.src[start:end]) {
		return true
	}
	head := ""
	for ; line >= 0 && head == ""; line-- {
		head = d.head(line)
	}
	return strings.HasPrefix(head, "hosts") || strings.Contains(head, "headers")
}

// head returns what stands in the brackets of a table's head, and empty for
// another line.
func (d *Doc) head(line int) string {
	start, end := d.lineAt(line)
	if head, ok := strings.CutPrefix(strings.TrimSpace(string(d.src[start:end])), "["); ok {
		return strings.TrimLeft(head, "[ ")
	}
	return ""
}

// hide puts an ellipsis and blanks in the place of a value; its quotes stay.
func hide(value string) string {
	quote := value[:min(1, len(value))]
	if quote != `"` && quote != "'" {
		return "…" + blanks(utf8.RuneCountInString(value)-1)
	}
	last := ""
	if len(value) > 1 && strings.HasSuffix(value, quote) {
		last = quote
	}
	n := utf8.RuneCountInString(value) - len(quote) - len(last)
	if n < 1 {
		return value
	}
	return quote + "…" + blanks(n-1) + last
}

func blanks(n int) string { return strings.Repeat(" ", max(0, n)) }
