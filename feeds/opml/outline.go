package opml

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// readOutlines reads the outlines of OPML, wherever they stand. It reads tags
// as those of web pages, not of XML: lists are written by many hands, and a
// bare & must not cost the rest. What is around an outline, and how deep it
// lies, says nothing about its address.
func readOutlines(doc []byte) (List, error) {
	var l List
	known := false
	line := 1
	z := html.NewTokenizer(bytes.NewReader(doc))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		at := line
		line += bytes.Count(z.Raw(), []byte("\n"))
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		z.NextIsNotRawText() // as after <title/>
		name, more := z.TagName()
		switch string(name) {
		case "opml":
			known = true
		case "outline":
			known = true
			l.outline(z, more, at)
		}
	}
	if !known {
		return l, ErrNoList
	}
	return l, nil
}

// outline takes an outline that is a feed: it has an address, or calls itself
// one.
func (l *List) outline(z *html.Tokenizer, more bool, line int) {
	var address, kind, title, label string
	has := false
	for more {
		var name, value []byte
		name, value, more = z.TagAttr()
		switch string(name) { // in lower case
		case "xmlurl":
			address, has = string(value), true
		case "type":
			kind = strings.ToLower(strings.TrimSpace(string(value)))
		case "title":
			title = string(value)
		case "text":
			label = string(value)
		}
	}
	if strings.TrimSpace(title) == "" {
		title = label
	}
	if has || kind == "rss" || kind == "atom" {
		l.add(line, address, title)
	}
}

// decode makes UTF-8 of a list: by its byte order mark, by what its prolog
// says, else by what its bytes look like.
func decode(doc []byte) []byte {
	enc, name, certain := charset.DetermineEncoding(doc, "text/xml; charset="+prologCharset(doc))
	if name != "utf-8" && (certain || !utf8.Valid(doc)) {
		if out, err := enc.NewDecoder().Bytes(doc); err == nil {
			doc = out
		}
	}
	return bytes.TrimPrefix(doc, []byte("\ufeff"))
}

// prologCharset returns the encoding that <?xml … ?> names. In a document whose
// prolog can be read so it is not UTF-16.
func prologCharset(doc []byte) string {
	prolog, _, found := bytes.Cut(doc[:min(len(doc), 1024)], []byte("?>"))
	_, value, named := bytes.Cut(prolog, []byte("encoding="))
	if !found || !named || len(value) < 2 {
		return ""
	}
	label, _, _ := strings.Cut(string(value[1:]), string(value[:1]))
	if strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return ""
	}
	return label
}
