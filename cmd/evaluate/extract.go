package main

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"casewire/feeds/extract"
	"casewire/feeds/text"
)

// A webPage is a line of the task extract: the page itself, or a file with it.
type webPage struct {
	name
	HTML string `json:"html"`
	File string `json:"file"`
}

// A pageResult is the article on a page.
type pageResult struct {
	name
	Headline    text.Clean `json:"headline"`
	Lede        text.Clean `json:"lede"`
	Byline      text.Clean `json:"byline"`
	Published   string     `json:"published,omitempty"`
	ArticleBody string     `json:"articleBody"`
	Sure        string     `json:"sure"`
}

// extractPages takes articles out of web pages. A page without one is no
// failure of the line.
func extractPages(c *call) error {
	return each(c, func(p webPage) (any, error) {
		doc, err := p.bytes()
		if err != nil {
			return nil, err
		}
		contentType := "text/html"
		if p.File == "" {
			contentType = "text/html; charset=utf-8"
		}
		page, err := extract.Article(doc, contentType, p.URL, "")
		if err != nil && !errors.Is(err, extract.ErrNoArticle) {
			return nil, err
		}
		return pageResult{
			name: p.alone(), Headline: page.Headline, Lede: page.Lede, Byline: page.Byline,
			Published: stamp(page.Published), ArticleBody: prose(&page.Body, page.Lede),
			Sure: page.Sure.String(),
		}, nil
	})
}

func (p *webPage) bytes() ([]byte, error) {
	if p.File == "" {
		return []byte(p.HTML), nil
	}
	f, err := os.Open(p.File)
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	var r io.Reader = f
	if strings.HasSuffix(p.File, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("unpack page: %w", err)
		}
	}
	return io.ReadAll(r)
}

// prose joins the paragraphs that are read, and tables, but for the lede.
func prose(b *text.Body, lede text.Clean) string {
	var parts []string
	for i := range b.Blocks {
		s := b.Paragraph(i).String()
		if k := b.Blocks[i].Kind; (k.Prose() || k == text.Row) && (i > 0 || s != lede.String()) {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n")
}
