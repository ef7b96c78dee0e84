package parse

import (
	"crypto/sha256"
	"encoding/hex"
	"html"
	"strings"
	"unicode/utf8"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// feed makes what casewire speaks of out of a document.
func (d *Document) feed() *news.Feed {
	f := &news.Feed{
		Title:    text.Line(shorten(plain(d.Title), maxTitle)),
		Language: d.Language,
		Items:    make([]news.Item, 0, len(d.Entries)),
		Listed:   len(d.Hashes),
		Hashes:   d.Hashes,
		Hints:    d.Hints,
		Whole:    d.Whole,
	}
	if isWeb(d.Link) {
		f.Link = d.Link
	}
	for i := range d.Entries {
		f.Items = append(f.Items, d.item(&d.Entries[i]))
	}
	return f
}

func (d *Document) item(e *Entry) news.Item {
	quirks(e)
	item := news.Item{
		GUID:      guid(e.ID),
		Title:     text.Line(shorten(plain(e.Title), maxTitle)),
		Author:    text.Line(shorten(e.Author, maxAuthor)),
		Source:    text.Line(shorten(plain(e.Source), maxTitle)),
		Published: e.Published,
		Updated:   e.Updated,
		Body:      d.body(e),
		Language:  e.Language,
		Hash:      e.Hash,
	}
	if isWeb(e.Link) {
		item.Link = e.Link
	}
	for _, c := range e.Categories {
		if c := text.Line(shorten(plain(c), maxTitle)); c.Len() > 0 {
			item.Categories = append(item.Categories, c)
		}
	}
	return item
}

// body reads the longer of content and summary.
func (d *Document) body(e *Entry) text.Body {
	src := e.Content
	if len(e.Summary) > len(src) {
		src = e.Summary
	}
	if len(src) > maxText {
		src = strings.ToValidUTF8(src[:maxText], "")
	}
	if !strings.Contains(src, "<") && strings.Contains(src, "\n\n") {
		return text.Plain(html.UnescapeString(src))
	}
	base := d.base
	if isWeb(e.Link) {
		base = parseURL(e.Link)
	}
	return text.HTML(src, base)
}

// guid keeps what would be too long as a hash.
func guid(s string) string {
	if len(s) <= maxGUID {
		return s
	}
	sum := sha256.Sum256([]byte(s))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// shorten cuts a text to so many characters.
func shorten(s string, limit int) string {
	if len(s) <= limit || utf8.RuneCountInString(s) <= limit {
		return s
	}
	n := 0
	for i := range s {
		if n == limit {
			return s[:i]
		}
		n++
	}
	return s
}
