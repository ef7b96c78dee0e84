package parse

import (
	"strings"

	"github.com/mmcdole/gofeed/atom"

	"casewire/feeds/news"
)

func (r *reader) fromAtom(f *atom.Feed) *Document {
	d := &Document{
		Title:       first(f.Title, value(f.Extensions, "dc:title")),
		Link:        r.link(atomLink(f.Links, "")),
		Description: f.Subtitle,
		Language:    f.Language,
		Author:      first(atomNames(f.Authors), name(value(f.Extensions, "dc:creator", "itunes:author"))),
		Updated:     r.date(f.Updated, value(f.Extensions, "dc:date"), value(f.Extensions, "dcterms:modified")),
		Published:   r.date(value(f.Extensions, "dcterms:issued")),
		Hints: news.Hints{TTL: syndication(value(f.Extensions, "sy:updatePeriod"),
			value(f.Extensions, "sy:updateFrequency"))},
	}
	d.Link = first(d.Link, r.info.URL)
	for _, e := range f.Entries {
		d.Entries = append(d.Entries, r.atomEntry(e))
	}
	return d
}

func (r *reader) atomEntry(a *atom.Entry) Entry {
	x := a.Extensions
	e := Entry{
		ID:      strings.TrimSpace(a.ID),
		Title:   first(a.Title, value(x, "dc:title", "media:title")),
		Link:    r.link(first(value(x, "feedburner:origLink"), atomLink(a.Links, a.ID))),
		Author:  first(atomNames(a.Authors), name(value(x, "dc:creator", "dc:author"))),
		Summary: first(a.Summary, value(x, "media:description", "dc:description")),
		Published: r.date(a.Published, value(x, "dc:date"), value(x, "dcterms:issued"),
			value(x, "dcterms:created"), a.Updated),
		Updated: r.date(a.Updated, value(x, "dcterms:modified"), value(x, "dc:date")),
	}
	if a.Content != nil {
		e.Content = a.Content.Value
	}
	if a.Source != nil {
		e.Source = a.Source.Title
		e.Author = first(e.Author, atomNames(a.Source.Authors))
	}
	for _, group := range x["media"]["group"] {
		for _, desc := range group.Children["description"] {
			e.Summary = first(e.Summary, desc.Value)
		}
	}
	for _, c := range a.Categories {
		e.Categories = append(e.Categories, first(c.Label, c.Term))
		if c.Label != "" && c.Label != c.Term && !isWeb(c.Term) {
			e.Categories = append(e.Categories, c.Term)
		}
	}
	for _, s := range x["dc"]["subject"] {
		e.Categories = append(e.Categories, s.Value)
	}
	for _, l := range a.Links {
		if l.Rel == "enclosure" && len(e.Enclosures) < maxEnclosures {
			e.Enclosures = append(e.Enclosures, Enclosure{r.link(l.Href), l.Type, l.Length})
		}
	}
	return e
}

// atomLink returns the link to what people read: the alternate in HTML, any
// alternate, the id if it is an address, or what else there is.
func atomLink(links []*atom.Link, id string) string {
	var page, alternate, self, enclosure string
	for _, l := range links {
		switch strings.TrimSpace(l.Rel) {
		case "alternate", "http://www.iana.org/assignments/relation/alternate":
			if l.Type == "" || strings.Contains(l.Type, "html") {
				page = first(page, l.Href)
			}
			alternate = first(alternate, l.Href)
		case "self":
			self = first(self, l.Href)
		case "enclosure":
			enclosure = first(enclosure, l.Href)
		}
	}
	if !isWeb(id) {
		id = ""
	}
	return first(page, alternate, self, id, enclosure)
}

// atomNames returns the names of persons, or the first mail address.
func atomNames(persons []*atom.Person) string {
	var names []string
	mail := ""
	for _, p := range persons {
		if p.Name != "" {
			names = append(names, name(p.Name))
		}
		mail = first(mail, p.Email)
	}
	return first(joinNames(names), mail)
}
