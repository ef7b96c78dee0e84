package parse

import (
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

func (r *reader) fromRSS(f *rss.Feed) *Document {
	x := f.Extensions
	d := &Document{
		Title:       first(f.Title, value(x, "dc:title", "atom:title", "itunes:title")),
		Link:        r.link(first(f.Link, extLink(x, "alternate", ""))),
		Description: first(f.Description, value(x, "dc:description", "itunes:summary", "itunes:subtitle", "atom:subtitle")),
		Language:    first(f.Language, value(x, "dc:language")),
		Author: first(f.ManagingEditor, f.WebMaster, value(x, "dc:author", "dc:creator", "itunes:author"),
			person(x, "atom:author"), owner(x), value(x, "dc:publisher")),
		Published: r.date(f.PubDate, value(x, "dcterms:issued"), value(x, "dcterms:created")),
		Updated: r.date(f.LastBuildDate, value(x, "dc:date"), value(x, "atom:updated"),
			value(x, "dcterms:modified"), value(x, "dcterms:issued")),
		Hints: rssHints(f),
	}
	d.Author = name(d.Author)
	for _, item := range f.Items {
		d.Entries = append(d.Entries, r.rssItem(item))
	}
	return d
}

func (r *reader) rssItem(item *rss.Item) Entry {
	x := item.Extensions
	e := Entry{
		Title:   first(item.Title, value(x, "dc:title", "media:title", "itunes:title")),
		Link:    r.link(rssLink(item)),
		Summary: first(item.Description, value(x, "dc:description", "itunes:summary", "atom:summary", "media:description", "itunes:subtitle")),
		Content: first(item.Content, value(x, "atom:content"), item.Custom["encoded"], item.Custom["body"], item.Custom["fullitem"]),
		Author: name(first(item.Author, value(x, "dc:author", "dc:creator", "itunes:author", "media:credit"),
			person(x, "atom:author"))),
		Published: r.date(item.PubDate, value(x, "dc:date"), value(x, "atom:published"), value(x, "dcterms:issued"),
			value(x, "dcterms:created"), item.Custom["published"], item.Custom["date"]),
		Updated:    r.date(value(x, "atom:updated"), value(x, "dcterms:modified"), value(x, "dc:date"), value(x, "dcterms:issued")),
		Categories: rssCategories(item),
		Language:   value(x, "dc:language"),
		inXHTML:    len(x["xhtml"]["body"])+len(x["xhtml"]["div"]) > 0,
	}
	if item.GUID != nil {
		e.ID = strings.TrimSpace(item.GUID.Value)
	}
	if item.Source != nil {
		e.Source = item.Source.Title
	}
	e.ID = first(e.ID, value(x, "atom:id"))
	for _, enc := range item.Enclosures {
		if enc != nil && len(e.Enclosures) < maxEnclosures {
			e.Enclosures = append(e.Enclosures, Enclosure{r.link(enc.URL), enc.Type, enc.Length})
		}
	}
	return e
}

// rssLink returns where an item's article is, from the best witness on.
func rssLink(item *rss.Item) string {
	x := item.Extensions
	guid := ""
	if item.GUID != nil && !strings.EqualFold(item.GUID.IsPermalink, "false") && isWeb(item.GUID.Value) {
		guid = item.GUID.Value
	}
	enclosure := ""
	if len(item.Enclosures) > 0 && item.Enclosures[0] != nil {
		enclosure = item.Enclosures[0].URL
	}
	return first(value(x, "feedburner:origLink", "pheedo:origLink"), item.Link,
		extLink(x, "alternate", ""), guid, extLink(x, "self"), enclosure)
}

func rssCategories(item *rss.Item) []string {
	var all []string
	for _, c := range item.Categories {
		if c != nil {
			all = append(all, c.Value)
		}
	}
	x := item.Extensions
	for _, e := range x["dc"]["subject"] {
		all = append(all, e.Value)
	}
	for _, space := range []string{"atom", "atom03"} {
		for _, e := range x[space]["category"] {
			all = append(all, first(e.Attrs["label"], e.Attrs["term"]))
		}
	}
	for _, e := range x["media"]["category"] {
		all = append(all, first(e.Attrs["label"], e.Value))
	}
	for _, e := range x["itunes"]["category"] {
		all = append(all, e.Attrs["text"])
		for _, sub := range e.Children["category"] {
			all = append(all, sub.Attrs["text"])
		}
	}
	for _, word := range strings.Split(value(x, "itunes:keywords"), ",") {
		all = append(all, strings.TrimSpace(word))
	}
	return all
}

// person returns the name, or the mail address, in an Atom person.
func person(x ext.Extensions, name string) string {
	space, local, _ := strings.Cut(name, ":")
	for _, e := range x[space][local] {
		for _, part := range []string{"name", "email"} {
			for _, child := range e.Children[part] {
				if child.Value != "" {
					return child.Value
				}
			}
		}
	}
	return ""
}

// owner returns the name in <itunes:owner>.
func owner(x ext.Extensions) string { return person(x, "itunes:owner") }
