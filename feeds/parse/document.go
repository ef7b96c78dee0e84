package parse

import (
	"html"
	"net/url"
	"slices"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Document is a feed as its bytes say, nothing of it cleaned for showing.
// HTML is HTML; links are absolute where that could be done.
type Document struct {
	Title, Link, Description string
	Language, Author         string
	Published, Updated       news.Time
	Entries                  []Entry
	Hints                    news.Hints
	// Hashes are of all items listed, in order; Entries only those not seen.
	Hashes []uint64
	Whole  bool

	base *url.URL
}

// An Entry is an item of a Document.
type Entry struct {
	ID, Link, Title    string
	Author, Source     string
	Summary, Content   string
	Published, Updated news.Time
	Categories         []string
	Enclosures         []Enclosure
	Language           string
	Hash               uint64

	// inXHTML tells that the content is elements, which gofeed gives without
	// their order.
	inXHTML bool
}

// An Enclosure is a file that an item points to.
type Enclosure struct{ URL, Type, Length string }

// A reader reads one document.
type reader struct {
	info Info
	base *url.URL // may be nil
	seen func(uint64) bool
}

// date reads the first of some texts that is a date, within the bounds.
func (r *reader) date(texts ...string) news.Time {
	for _, s := range texts {
		if s == "" {
			continue
		}
		t, guessed, ok := Date(s, r.info.Zone)
		if !ok || t.Year() < 1990 || !r.info.Now.IsZero() && t.After(r.info.Now.AddDate(0, 0, 2)) {
			continue
		}
		if guessed {
			return news.Time{Time: t, From: news.FromGuess}
		}
		return news.Time{Time: t, From: news.FromFeed}
	}
	return news.Time{}
}

// fallBack fills in what items left out: their title by first words or link,
// their author and language by the feed's.
func (d *Document) fallBack() {
	d.Title = first(d.Title, d.Link)
	d.Language = text.Tongue(d.Language)
	for i := range d.Entries {
		e := &d.Entries[i]
		e.Author = first(e.Author, d.Author)
		e.Categories = slices.DeleteFunc(e.Categories, func(c string) bool { return strings.TrimSpace(c) == "" })
		e.Categories = e.Categories[:min(len(e.Categories), maxCategories)]
		e.Language = text.Tongue(first(e.Language, d.Language))
		if strings.TrimSpace(plain(e.Title)) == "" {
			e.Title = first(html.EscapeString(firstWords(plain(e.Summary))),
				html.EscapeString(firstWords(plain(e.Content))), e.Link)
		}
	}
}

// firstWords returns so much of a text as does for a title.
func firstWords(s string) string {
	const words = 12
	all := strings.Fields(shorten(s, maxTitle-1))
	if len(all) > words {
		return strings.Join(all[:words], " ") + "…"
	}
	return strings.Join(all, " ")
}

// link makes a link absolute. What is no address comes back as it is.
func (r *reader) link(s string) string {
	for s = strings.TrimSpace(s); strings.HasSuffix(s, "%20"); {
		s = s[:len(s)-3]
	}
	if s == "" || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	u := parseURL(s)
	if u == nil || r.base == nil {
		return s
	}
	return r.base.ResolveReference(u).String()
}

// parseURL returns nil where s is no address.
func parseURL(s string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || s == "" {
		return nil
	}
	return u
}

// isWeb reports whether s is an absolute address of http or https.
func isWeb(s string) bool {
	u := parseURL(s)
	return u != nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
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
