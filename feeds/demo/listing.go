package demo

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"strings"
	"sync"
	"text/template"
	"time"
)

//go:embed list
var lists embed.FS

// listTemplates are made on first use, and not when the program starts.
var listTemplates = sync.OnceValue(func() *template.Template { //nolint:gochecknoglobals // table
	return template.Must(template.New("").Funcs(template.FuncMap{"x": html.EscapeString}).ParseFS(lists, "list/*.xml"))
})

// A listing is a feed document as it stood at a time.
type listing struct {
	Name, Site, Self, Motto string
	Changed                 time.Time
	Entries                 []listed
	format                  format
}

// listed is an item in a listing.
type listed struct {
	ID, Link, Headline, Byline, Lead string
	Published, Updated               time.Time
	Categories                       []string
	text                             *version // nil in feeds of summaries
}

// HTML is the text as the feed carries it, empty in feeds of summaries.
func (l listed) HTML() string {
	if l.text == nil {
		return ""
	}
	return l.text.html()
}

// listing makes the outlet's document of time t; self is its address.
func (o *outlet) listing(t time.Time, self string) listing {
	l := listing{
		Name: o.name, Site: "https://" + o.host + "/", Self: self, Motto: o.motto, format: o.format,
	}
	for _, it := range o.listed(t) {
		v := it.at(t)
		e := listed{
			ID: "tag:" + o.host + ",2025:" + it.id, Link: it.url(), Headline: v.headline, Byline: v.byline,
			Lead: v.lead(), Published: it.published(), Updated: v.at, Categories: it.categories,
		}
		if o.track != "" {
			e.Link += "?" + o.track
		}
		if o.full {
			e.text = v
		}
		if o.credits {
			e.Lead = o.appearedFirst(e)
		}
		if v.at.After(l.Changed) {
			l.Changed = v.at
		}
		l.Entries = append(l.Entries, e)
	}
	return l
}

// appearedFirst is the item's summary as a widespread program writes it.
func (o *outlet) appearedFirst(e listed) string {
	x := html.EscapeString
	return fmt.Sprintf(`<p>%s</p> <p>The post <a href="%s">%s</a> appeared first on <a href="https://%s/">%s</a>.</p>`,
		x(e.Lead), e.Link, x(e.Headline), o.host, x(o.name))
}

// tag names the state of the listing: equal tags, equal documents.
func (l *listing) tag() string {
	var b strings.Builder
	for _, e := range l.Entries {
		fmt.Fprint(&b, e.ID, " ", e.Updated.Unix(), "\n")
	}
	return tag(b.String())
}

func (l *listing) contentType() string {
	return [...]string{
		rss: "application/rss+xml; charset=utf-8", atom: "application/atom+xml; charset=utf-8",
		rdf: "application/rdf+xml", jsonFeed: "application/feed+json",
	}[l.format]
}

func (l *listing) write(w io.Writer) error {
	if l.format == jsonFeed {
		return l.writeJSON(w)
	}
	name := [...]string{rss: "rss.xml", atom: "atom.xml", rdf: "rdf.xml"}[l.format]
	return listTemplates().ExecuteTemplate(w, name, l)
}

func (l *listing) writeJSON(w io.Writer) error {
	type author struct {
		Name string `json:"name"`
	}
	type entry struct {
		ID        string    `json:"id"`
		URL       string    `json:"url"`
		Title     string    `json:"title"`
		HTML      string    `json:"content_html,omitempty"`
		Text      string    `json:"content_text,omitempty"`
		Summary   string    `json:"summary"`
		Published time.Time `json:"date_published"`
		Modified  time.Time `json:"date_modified"`
		Authors   []author  `json:"authors,omitempty"`
		Tags      []string  `json:"tags,omitempty"`
	}
	entries := make([]entry, len(l.Entries))
	for i, e := range l.Entries {
		entries[i] = entry{
			ID: e.ID, URL: e.Link, Title: e.Headline, HTML: e.HTML(), Summary: e.Lead,
			Published: e.Published, Modified: e.Updated, Tags: e.Categories,
		}
		if entries[i].HTML == "" {
			entries[i].Text = e.Lead
		}
		if e.Byline != "" {
			entries[i].Authors = []author{{e.Byline}}
		}
	}
	return json.NewEncoder(w).Encode(map[string]any{
		"version": "https://jsonfeed.org/version/1.1", "title": l.Name, "description": l.Motto,
		"home_page_url": l.Site, "feed_url": l.Self, "language": "en", "items": entries,
	})
}

// html gives the text as HTML.
func (v *version) html() string {
	var b strings.Builder
	for _, p := range blocks(v.paragraphs) {
		name := cmp.Or(p.Kind, "p")
		fmt.Fprintf(&b, "<%s>%s</%s>\n", name, html.EscapeString(p.Text), name)
	}
	if v.correction != "" {
		fmt.Fprintf(&b, "<p><em>%s</em></p>\n", html.EscapeString(v.correction))
	}
	return b.String()
}

// A block is a paragraph of a text: Kind is h2, or empty for plain ones.
type block struct{ Kind, Text string }

func blocks(paragraphs []string) []block {
	found := make([]block, len(paragraphs))
	for i, p := range paragraphs {
		found[i] = block{Text: p}
		if rest, ok := strings.CutPrefix(p, "## "); ok {
			found[i] = block{Kind: "h2", Text: rest}
		}
	}
	return found
}
