package export

import (
	"crypto/sha256"
	_ "embed" // of the page
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

// HTML writes the story as one page that asks nobody for anything and runs no
// script: a policy in it forbids both. It reads on a telephone and on paper.
func HTML(w io.Writer, s *Story) error {
	p := &page{Story: s, w: w}
	if err := p.parse(); err != nil {
		return fmt.Errorf("write html: %w", err)
	}
	p.part("head", p)
	n := 0
	err := s.Reports(func(r Report) error {
		n++
		p.part("report", &r)
		return p.err
	})
	p.part("tail", n)
	if p.err != nil {
		return fmt.Errorf("write html: %w", p.err)
	}
	return err
}

// A page is being written; it remembers the first error.
type page struct {
	*Story
	w     io.Writer
	parts *template.Template
	err   error
}

func (p *page) parse() (err error) {
	p.parts, err = template.New("page").Funcs(template.FuncMap{
		"when": p.when, "date": news.Date.Words, "clock": clock, "headline": headline, "source": p.source, "href": href,
		"groups": groups, "others": others, "counted": counted, "shown": shown,
		"utc": func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
	}).Parse(pageHTML)
	return err
}

func (p *page) part(name string, data any) {
	if p.err == nil {
		p.err = p.parts.ExecuteTemplate(p.w, name, data)
	}
}

// Sections are the parts of the digest.
func (p *page) Sections() []section { return p.sections() }

// Style is the style sheet.
func (p *page) Style() template.CSS { return template.CSS(pageCSS) } //nolint:gosec // our own

// Policy forbids everything but the style sheet.
func (p *page) Policy() string { return policy(pageCSS) }

// policy is a content security policy that allows one style sheet and nothing
// else.
func policy(css string) string {
	sum := sha256.Sum256([]byte(css))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// Language is the story's, as a tag.
func (p *page) Language() string {
	if len(p.Languages) == 0 {
		return "en"
	}
	return p.Languages[0]
}

// shown is an address for people to read: without scheme, www and a slash at
// the end.
func shown(raw string) text.Clean {
	s := href(raw)
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	return text.Line(strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/"))
}
