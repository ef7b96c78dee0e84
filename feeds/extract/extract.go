// Package extract turns the HTML of a page into an article: headline, byline,
// dates and paragraphs. It is the only importer of the readability library.
package extract

import (
	"errors"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// ErrNoArticle tells that a page holds no article: a login form, a list of
// links, a few words. What the page says of itself is returned beside it.
var ErrNoArticle = errors.New("no article on the page")

// A Page is what a page says.
type Page struct {
	Headline  text.Clean
	Byline    text.Clean
	Published news.Time
	Language  string // a tag such as "en"; may be empty
	// Image is the address of the lead picture, absolute; may be empty.
	Image string
	// Canonical is the page's own idea of its address, absolute; empty unless
	// it lies in the same registrable domain as the page.
	Canonical string
	// NoArchive tells that the page asks not to be kept.
	NoArchive bool
	Body      text.Body
}

// Article reads a page. The selector, in CSS, names the element of the article
// body for pages that defeat the extractor; it may be empty. Errors are
// ErrNoArticle, an unreadable selector, or a page that is no HTML.
func Article(doc []byte, contentType, pageURL, selector string) (Page, error) {
	return Page{}, ErrNoArticle
}
