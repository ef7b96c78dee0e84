package demo

import (
	"embed"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed page
var pageFiles embed.FS

var pageTemplates = sync.OnceValue(func() *template.Template { //nolint:gochecknoglobals // table
	return template.Must(template.New("").Funcs(template.FuncMap{"path": pathOf}).ParseFS(pageFiles, "page/*.html"))
})

// A page is an article's page as it stood at a time.
type page struct {
	Outlet, Motto, Feed, URL string
	Sections                 []string
	Headline, Byline, Lead   string
	Published, Modified      time.Time
	Edited                   bool
	Categories               []string
	Photo                    string
	Upper, Lower             []block // the text, above and below what stands in its middle
	Correction               string
	Related                  []related
	layout                   string
}

type related struct{ Headline, Path string }

// page makes the article's page of time t, at which it must be out.
func (it *item) page(t time.Time) page {
	o, v := it.outlet, it.at(t)
	text := blocks(v.paragraphs)
	middle := min(3, len(text))
	return page{
		Outlet: o.name, Motto: o.motto, Feed: o.feed, URL: it.url(), Sections: o.sections,
		Headline: v.headline, Byline: v.byline, Lead: v.lead(),
		Published: it.published(), Modified: v.at, Edited: v.at.After(it.published()),
		Categories: it.categories, Photo: it.photo,
		Upper: text[:middle], Lower: text[middle:], Correction: v.correction,
		Related: it.related(), layout: o.layout,
	}
}

// related lists the three items that the outlet had before this one.
func (it *item) related() []related {
	items := it.outlet.items
	i := slices.Index(items, it) + 1
	var links []related
	for _, older := range items[i:min(i+3, len(items))] {
		links = append(links, related{older.versions[0].headline, older.path})
	}
	return links
}

func (p *page) write(w io.Writer) error { return pageTemplates().ExecuteTemplate(w, p.layout, p) }

func pathOf(section string) string {
	return "/" + strings.ReplaceAll(strings.ToLower(section), " ", "-") + "/"
}
