package text

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// DecodePage makes UTF-8 of a web page, as browsers do: by its byte order mark,
// by the type that its answer has, by its <meta>. What cannot be decoded stays
// as it is.
func DecodePage(doc []byte, contentType string) []byte {
	enc, name, certain := charset.DetermineEncoding(doc, contentType)
	if name == "utf-8" || !certain && utf8.Valid(doc) {
		return doc
	}
	out, err := enc.NewDecoder().Bytes(doc)
	if err != nil {
		return doc
	}
	return out
}

// Tongue writes a language tag with hyphens: en_US is en-US. It is empty for
// what is none.
func Tongue(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' {
			return ""
		}
	}
	if len(s) > 35 {
		return ""
	}
	return s
}
