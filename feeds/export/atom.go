package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"strings"
	"time"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Atom writes the articles as an Atom 1.0 feed, newest first. Its ids are those
// of the articles' canonical links, so that they are the same from any archive.
func Atom(w io.Writer, s *Story) error {
	if _, err := io.WriteString(w, xml.Header+`<feed xmlns="http://www.w3.org/2005/Atom">`); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	until := s.Until
	if until.IsZero() {
		until = time.Unix(0, 0)
	}
	for _, part := range []struct {
		name  string
		value string
	}{
		{"id", urn("story", s.Name)}, {"title", s.Title.String()}, {"updated", until.UTC().Format(time.RFC3339)}, {"generator", "casewire"},
	} {
		if err := e.EncodeElement(part.value, xml.StartElement{Name: xml.Name{Local: part.name}}); err != nil {
			return err
		}
	}
	err := s.Reports(func(r Report) error {
		if err := e.Encode(entryOf(r.Article)); err != nil {
			return err
		}
		for i := range r.Copies {
			if err := e.Encode(entryOf(&r.Copies[i])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n</feed>\n")
	return err
}

// urn is the name of something as a URI that stays the same.
func urn(kind, name string) string {
	h := sha256.Sum256([]byte(kind + "\x00" + name))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80 // a UUID of version 8
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

type entryXML struct {
	XMLName   xml.Name      `xml:"entry"`
	ID        string        `xml:"id"`
	Title     string        `xml:"title"`
	Link      *linkXML      `xml:"link"`
	Author    string        `xml:"author>name"`
	Published string        `xml:"published,omitempty"`
	Updated   string        `xml:"updated"`
	Category  []categoryXML `xml:"category"`
	Content   contentXML    `xml:"content"`
}

type linkXML struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type categoryXML struct {
	Term string `xml:"term,attr"`
}

type contentXML struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

func entryOf(a *news.Article) entryXML {
	e := entryXML{
		ID: urn("link", link.Key(a.URL)), Title: headline(a).String(), Author: cmp.Or(a.Outlet, text.Own("unknown outlet")).String(),
		Updated: lastChange(a).UTC().Format(time.RFC3339), Content: contentXML{"html", htmlOf(a)},
	}
	if a.URL == "" {
		e.ID = urn("guid", a.Feed+"\x00"+a.GUID)
	}
	if a.Byline.Len() > 0 {
		e.Author = a.Byline.String() + ", " + e.Author
	}
	if h := href(a.URL); h != "" {
		e.Link = &linkXML{"alternate", h}
	}
	if !a.Dates.Published.IsZero() {
		e.Published = a.Dates.Published.UTC().Format(time.RFC3339)
	}
	for _, tag := range a.Verdict.Tags {
		e.Category = append(e.Category, categoryXML{tag.String()})
	}
	return e
}

// lastChange is when the text became what it is.
func lastChange(a *news.Article) time.Time {
	if !a.Text.Seen.IsZero() {
		return a.Text.Seen
	}
	return a.Dates.FirstSeen
}

// htmlOf is the text of an article as HTML, for a reader of feeds to clean
// again.
func htmlOf(a *news.Article) string {
	var b strings.Builder
	for _, g := range groups(&a.Text.Body) {
		tags, ok := tagsOf[g.Kind]
		if !ok {
			tags = tagsOf["p"]
		}
		b.WriteString(tags.before)
		for _, p := range g.Paras {
			b.WriteString(tags.open)
			for _, r := range p {
				writeRun(&b, &r)
			}
			b.WriteString(tags.end)
		}
		b.WriteString(tags.after)
	}
	return b.String()
}

// tagsOf are the tags around a group of paragraphs, and around each.
var tagsOf = map[string]struct{ before, open, end, after string }{ //nolint:gochecknoglobals // table
	"p":     {"", "<p>", "</p>", ""},
	"h":     {"", "<h4>", "</h4>", ""},
	"li":    {"<ul>", "<li>", "</li>", "</ul>"},
	"quote": {"<blockquote>", "<p>", "</p>", "</blockquote>"},
	"code":  {"<pre>", "", "\n", "</pre>"},
}

func writeRun(b *strings.Builder, r *run) {
	words := html.EscapeString(r.Text.String())
	if r.Href == "" {
		b.WriteString(words)
		return
	}
	b.WriteString(`<a href="` + html.EscapeString(r.Href) + `">` + words + `</a>`)
}
