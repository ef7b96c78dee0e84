// Package extract turns the HTML of a page into an article: headline, byline,
// dates and paragraphs. It is the only importer of the readability library.
package extract

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/publicsuffix"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// ErrNoArticle tells that a page holds no article: a login form, a list of
// links, a few words. What the page says of itself is returned beside it.
var ErrNoArticle = errors.New("the page gives no article")

// Limits of a page.
const (
	maxTitle    = 500 // characters
	maxByline   = 200 // characters
	maxLedeText = 600 // characters
	minWords    = 25
	// A page that asks for a password shows this many words as a teaser.
	teaserWords = 120
)

// A Page is what a page says.
type Page struct {
	Headline text.Clean
	Byline   text.Clean
	// Lede is the line between headline and text, where a page has one.
	Lede      text.Clean
	Published news.Time
	Updated   news.Time
	Language  string // a tag such as "en"; may be empty
	// Image is the address of the lead picture, absolute; may be empty.
	Image string
	// Canonical is the page's own idea of its address, absolute; empty unless
	// it lies in the same registrable domain as the page.
	Canonical string
	// NoArchive tells that the page asks not to be kept.
	NoArchive bool
	Body      text.Body
	// Sure is how sure we are that Body is the whole article.
	Sure Sure
}

// Article reads a page. The selector, in CSS, names the element of the article
// body for pages that defeat the extractor; it may be empty. Errors are
// ErrNoArticle, with the reason in the text, or an unreadable selector.
func Article(doc []byte, contentType, pageURL, selector string) (Page, error) {
	root, err := html.Parse(bytes.NewReader(text.DecodePage(doc, contentType)))
	if err != nil {
		return Page{}, fmt.Errorf("%w (it is nested too deeply)", ErrNoArticle)
	}
	bound(root)
	base, err := url.Parse(pageURL)
	if err != nil {
		base = &url.URL{}
	}
	h := readHead(root)
	page := h.page(base)
	body, err := chosen(root, selector)
	if err != nil {
		return page, err
	}
	lede, by := strip(root, page.Headline.String())
	if page.Byline.Len() == 0 {
		page.Byline = byline(by)
	}
	if at, err := base.Parse(h.base); err == nil && at.Host != "" {
		base = at
	}
	said := told(h.data.body, base)
	if body == nil {
		body = page.read(root, base)
	}
	t := tidier{heads: []string{fold(page.Headline.String()), fold(h.heading)}, told: fold(said.Text.String())}
	t.name(page.Byline.String())
	page.Body = t.tidy(text.Node(body, base))
	if page.Byline.Len() == 0 {
		page.Byline = byline(t.by)
	}
	page.settle(h, t.tidy(said))
	err = page.judge(h.password)
	page.lead(lede)
	return page, err
}

// chosen returns the element that a selector names, nil if there is none.
func chosen(root *html.Node, selector string) (*html.Node, error) {
	if selector == "" {
		return nil, nil //nolint:nilnil // no selector, no element
	}
	s, err := cascadia.Parse(selector)
	if err != nil {
		return nil, errors.New("the selector is no CSS")
	}
	return cascadia.Query(root, s), nil
}

// read lets readability find the article. It takes the tree apart.
func (p *Page) read(root *html.Node, base *url.URL) *html.Node {
	sign(root)
	finder := readability.NewParser()
	finder.DisableJSONLD = true
	finder.ClassesToPreserve = append(finder.ClassesToPreserve, "emoji", "wp-smiley", "wp-caption-text", "poem", "poetry", "verse")
	found, err := finder.ParseAndMutate(root, base)
	if err != nil {
		return nil
	}
	if p.Headline.Len() == 0 {
		p.Headline = line(found.Title(), maxTitle)
	}
	return found.Node
}

// lead puts the lede at the head of the body, unless the body says it.
func (p *Page) lead(lede string) {
	c := line(lede, maxLedeText)
	if c.Len() == 0 || len(p.Body.Blocks) == 0 || strings.Contains(fold(p.Body.Text.String()), fold(c.String())) {
		return
	}
	p.Lede = c
	p.Body = join(text.Plain(c.String()), p.Body)
}

// judge tells whether a page holds an article.
func (p *Page) judge(password bool) error {
	words := wordsOf(&p.Body)
	switch {
	case p.Sure != Stub:
		return nil
	case password && words < teaserWords:
		return fmt.Errorf("%w (%d words, a login form)", ErrNoArticle, words)
	case words < minWords:
		return fmt.Errorf("%w (%d words)", ErrNoArticle, words)
	}
	return fmt.Errorf("%w (%d words, none of its headline)", ErrNoArticle, words)
}

// line cleans a field of so many characters.
func line(s string, limit int) text.Clean {
	return text.Line(html.UnescapeString(s)).Head(limit)
}

// canonical returns an address that a page gives as its own if it lies in the
// same registrable domain. One of a front page is a mistake.
func canonical(link string, page *url.URL) string {
	u, err := page.Parse(strings.TrimSpace(link))
	if err != nil || link == "" || u.Scheme != "http" && u.Scheme != "https" || domain(u) != domain(page) {
		return ""
	}
	if strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && strings.Trim(page.Path, "/") != "" {
		return ""
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	return u.String()
}

// domain returns the registrable domain of an address, else its host.
func domain(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if d, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return d
	}
	return host
}
