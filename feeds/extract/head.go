package extract

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A head is what a page says about itself outside of its text.
type head struct {
	meta      map[string]string // the first of each name, in lower case
	title     string
	heading   string // the first <h1>
	canonical string
	base      string
	language  string
	password  bool // there is a field for one
	noArchive bool
	times     []string // of <time>, in order
	data      linkedData
}

// linkedData is what JSON-LD says of the article.
type linkedData struct {
	headline, published, modified, author, image, language, body string

	dated  string // when something else than the article was published: its page
	locked bool   // not free to read
}

func readHead(root *html.Node) *head {
	h := &head{meta: map[string]string{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			h.element(n)
		}
	}
	return h
}

func (h *head) element(n *html.Node) {
	if item := attr(n, "itemprop"); item == "datePublished" {
		h.note("datepublished", first(attr(n, "content"), attr(n, "datetime")))
	}
	switch n.DataAtom { //nolint:exhaustive // other elements say nothing
	case atom.Html:
		h.language = first(h.language, attr(n, "lang"))
	case atom.Title:
		if n.Namespace == "" && n.FirstChild != nil {
			h.title = first(h.title, n.FirstChild.Data)
		}
	case atom.H1:
		h.heading = first(h.heading, textOf(n))
	case atom.Base:
		h.base = first(h.base, attr(n, "href"))
	case atom.Link:
		if slices.Contains(strings.Fields(strings.ToLower(attr(n, "rel"))), "canonical") {
			h.canonical = first(h.canonical, attr(n, "href"))
		}
	case atom.Meta:
		h.readMeta(n)
	case atom.Time:
		if at := attr(n, "datetime"); at != "" {
			h.times = append(h.times, at)
		}
	case atom.Input:
		h.password = h.password || strings.EqualFold(attr(n, "type"), "password")
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			h.data.read(n.FirstChild.Data)
		}
	}
}

func (h *head) readMeta(n *html.Node) {
	content := attr(n, "content")
	name := strings.ToLower(strings.TrimSpace(first(attr(n, "property"), attr(n, "name"))))
	if name == "robots" {
		for token := range strings.SplitSeq(content, ",") {
			h.noArchive = h.noArchive || strings.EqualFold(strings.TrimSpace(token), "noarchive")
		}
	}
	h.note(name, content)
}

func (h *head) note(name, content string) {
	if name != "" && h.meta[name] == "" {
		h.meta[name] = content
	}
}

// page makes a page of what the head says.
func (h *head) page(at *url.URL) Page {
	p := Page{
		Headline:  h.headline(first(h.meta["og:site_name"], name(at))),
		Byline:    byline(first(h.data.author, h.meta["author"], h.meta["article:author"])),
		Published: dated(h.published()),
		Updated:   dated([]string{h.data.modified, h.meta["article:modified_time"], h.meta["og:updated_time"]}),
		Language:  text.Tongue(first(h.language, h.data.language, h.meta["og:locale"])),
		Canonical: canonical(h.canonical, at),
		NoArchive: h.noArchive,
	}
	image := first(h.meta["og:image"], h.meta["og:image:url"], h.meta["twitter:image"], h.data.image)
	if u, err := at.Parse(image); image != "" && err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		p.Image = u.String()
	}
	return p
}

// name returns the part of a host that is most like an outlet's name.
func name(at *url.URL) string {
	s, _, _ := strings.Cut(domain(at), ".")
	return s
}

// headline returns the title of the article, without the name of its site.
func (h *head) headline(site string) text.Clean {
	title := line(first(h.data.headline, h.meta["og:title"], h.meta["twitter:title"], h.title), maxTitle)
	heading := line(h.heading, maxTitle)
	s := title.String()
	if n := heading.Len(); n > 0 && n < len(s) && strings.EqualFold(s[:n], heading.String()) && isSeparator(s[n:]) {
		return heading
	}
	site = squeeze(site)
	for _, sep := range separators {
		if i := strings.LastIndex(s, sep); i > 0 && site != "" && squeeze(s[i:]) == site {
			return title.Cut(text.Span{End: i})
		}
	}
	return title
}

// separators part a headline from the name of its outlet.
var separators = []string{" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » "} //nolint:gochecknoglobals // table

func isSeparator(s string) bool {
	return slices.ContainsFunc(separators, func(sep string) bool { return strings.HasPrefix(s, sep) })
}

// squeeze leaves of a name its letters and digits, folded.
func squeeze(s string) string {
	return strings.Join(strings.FieldsFunc(fold(s), notWord), "")
}

// published returns what may be the date of publication, the best first.
func (h *head) published() []string {
	said := []string{
		h.data.published, h.meta["article:published_time"], h.meta["og:article:published_time"], h.meta["article:published"],
		h.meta["datepublished"], h.meta["parsely-pub-date"], h.meta["sailthru.date"], h.meta["pubdate"],
		h.meta["publishdate"], h.meta["dc.date.issued"], h.meta["dcterms.issued"], h.meta["dc.date"], h.meta["date"],
		h.meta["publish-date"], h.meta["publication_date"], h.meta["article.published"], h.data.dated,
	}
	if len(h.times) > 0 {
		said = append(said, h.times[0])
	}
	return said
}

// dated returns the first date that can be read.
func dated(said []string) news.Time {
	for _, s := range said {
		if t, ok := date(s); ok {
			return t
		}
	}
	return news.Time{}
}

// layouts are the forms in which pages give dates to machines. The last ones
// name no zone.
var layouts = []string{ //nolint:gochecknoglobals // table
	time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05 GMT", "2006-01-02 15:04:05 UTC", "2 Jan 2006 15:04 GMT", "Mon, 02 Jan 2006 15:04:05 GMT",
	"2006-01-02 15:04:05Z07:00", time.RFC1123Z,
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02",
}

const zoneless = 4 // of layouts, from the end

func date(s string) (news.Time, bool) {
	s = strings.TrimSpace(s)
	for i, layout := range layouts {
		t, err := time.Parse(layout, s)
		if err != nil || t.Year() < 1990 {
			continue
		}
		if i >= len(layouts)-zoneless {
			return news.Time{Time: t, From: news.FromGuess}, true
		}
		return news.Time{Time: t, From: news.FromPage}, true
	}
	return news.Time{}, false
}

// read takes from a piece of JSON-LD what it says of an article.
func (d *linkedData) read(src string) {
	var v any
	src = strings.Map(unbroken, src)
	if json.NewDecoder(strings.NewReader(src)).Decode(&v) == nil {
		d.walk(v, 8)
	}
}

// unbroken makes spaces of the line breaks that pages put into strings.
func unbroken(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// walk looks for articles in lists and graphs, so many levels deep.
func (d *linkedData) walk(v any, depth int) {
	if depth == 0 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			d.walk(e, depth-1)
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			d.headline = first(d.headline, str(v["headline"]))
			d.published = first(d.published, str(v["datePublished"]))
			d.author = first(d.author, names(v["author"]))
			d.image = first(d.image, str(v["image"]))
			d.modified = first(d.modified, str(v["dateModified"]))
			d.locked = d.locked || isFalse(v["isAccessibleForFree"])
			d.body = first(d.body, str(v["articleBody"]))
			d.language = first(d.language, str(v["inLanguage"]))
		}
		d.dated = first(d.dated, str(v["datePublished"]))
		d.walk(v["@graph"], depth-1)
		d.walk(v["mainEntity"], depth-1)
	}
}

func isArticle(kind any) bool {
	switch kind := kind.(type) {
	case string:
		return strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "BlogPosting") || kind == "Report"
	case []any:
		return slices.ContainsFunc(kind, isArticle)
	}
	return false
}

func isFalse(v any) bool {
	s, ok := v.(string)
	return v == false || ok && strings.EqualFold(s, "false")
}

// str returns a string, or the first of a list, or the address of an object.
func str(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return str(v[0])
		}
	case map[string]any:
		return first(str(v["url"]), str(v["name"]))
	}
	return ""
}

// names returns the names of one or more persons, with commas.
func names(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return str(v["name"])
	case []any:
		var all []string
		for _, e := range v[:min(len(v), 20)] {
			if n := names(e); n != "" && !slices.Contains(all, n) {
				all = append(all, n)
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// first returns the first text that is not blank.
func first(texts ...string) string {
	for _, s := range texts {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}
