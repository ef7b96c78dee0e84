package parse

import (
	"bytes"
	"encoding/json"
	"html"
	"strings"

	"casewire/feeds/text"
)

// A jsonFeed is a JSON Feed, with its items unread. Its types take what feeds
// write where the format asks for something else.
type jsonFeed struct {
	Version     loose           `json:"version"`
	Title       loose           `json:"title"`
	HomePage    loose           `json:"home_page_url"`
	FeedURL     loose           `json:"feed_url"`
	Description loose           `json:"description"`
	Language    loose           `json:"language"`
	Author      people          `json:"author"`
	Authors     people          `json:"authors"`
	Items       json.RawMessage `json:"items"`
}

type jsonItem struct {
	ID          loose       `json:"id"`
	URL         loose       `json:"url"`
	ExternalURL loose       `json:"external_url"`
	Title       loose       `json:"title"`
	HTML        loose       `json:"content_html"`
	Text        loose       `json:"content_text"`
	Summary     loose       `json:"summary"`
	Published   loose       `json:"date_published"`
	Modified    loose       `json:"date_modified"`
	Language    loose       `json:"language"`
	Author      people      `json:"author"`
	Authors     people      `json:"authors"`
	Tags        words       `json:"tags"`
	Attachments attachments `json:"attachments"`
}

// json reads a JSON Feed. An object without items and version, such as an
// error message, is none.
func (r *reader) json(doc []byte) (*Document, error) {
	var f jsonFeed
	var items []json.RawMessage
	err := json.NewDecoder(bytes.NewReader(doc)).Decode(&f)
	isFeed := strings.Contains(string(f.Version), "jsonfeed.org")
	if err == nil {
		hasItems := json.Unmarshal(f.Items, &items) == nil && items != nil
		isFeed = isFeed || hasItems
	}
	whole := err == nil
	if err != nil && bytes.Contains(doc[:min(len(doc), 4096)], []byte("jsonfeed.org")) {
		items, isFeed = r.rescue(doc, &f)
	}
	if !isFeed {
		return nil, &NotFeedError{What: text.Own("JSON without items")}
	}
	d := r.jsonHead(&f)
	d.Whole, d.base = whole, r.base
	for _, raw := range items[:min(len(items), r.info.Items)] {
		h := sum64(raw)
		d.Hashes = append(d.Hashes, h)
		if r.seen(h) {
			continue
		}
		var item jsonItem
		if err := json.Unmarshal(raw, &item); err != nil {
			d.Whole = false
			continue
		}
		e := r.jsonEntry(&item)
		e.Hash = h
		d.Entries = append(d.Entries, e)
	}
	return d, nil
}

// rescue reads the members and items of a damaged document up to the damage.
func (r *reader) rescue(doc []byte, f *jsonFeed) (items []json.RawMessage, ok bool) {
	dec := json.NewDecoder(bytes.NewReader(doc))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, false
	}
	head := map[string]json.RawMessage{}
	for len(head) < maxCategories {
		t, err := dec.Token()
		key, isKey := t.(string)
		if err != nil || !isKey {
			break
		}
		if key == "items" {
			items = r.rescueItems(dec)
			break
		}
		var value json.RawMessage
		if dec.Decode(&value) != nil {
			break
		}
		head[key] = value
	}
	known, err := json.Marshal(head)
	if err == nil {
		err = json.Unmarshal(known, f)
	}
	return items, err == nil
}

// rescueItems reads a list up to its damage.
func (r *reader) rescueItems(dec *json.Decoder) (items []json.RawMessage) {
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return nil
	}
	for dec.More() && len(items) < r.info.Items {
		var item json.RawMessage
		if dec.Decode(&item) != nil {
			break
		}
		items = append(items, item)
	}
	return items
}

func (r *reader) jsonHead(f *jsonFeed) *Document {
	d := &Document{
		Title:       string(f.Title),
		Link:        r.link(first(string(f.HomePage), string(f.FeedURL))),
		Description: string(f.Description),
		Language:    string(f.Language),
		Author:      joinNames(append(f.Author, f.Authors...)),
	}
	return d
}

func (r *reader) jsonEntry(i *jsonItem) Entry {
	e := Entry{
		ID:         strings.TrimSpace(string(i.ID)),
		Link:       r.link(first(string(i.URL), string(i.ExternalURL))),
		Title:      html.EscapeString(string(i.Title)),
		Author:     joinNames(append(i.Author, i.Authors...)),
		Summary:    html.EscapeString(string(i.Summary)),
		Content:    first(string(i.HTML), paragraphs(string(i.Text))),
		Published:  r.date(string(i.Published), string(i.Modified)),
		Updated:    r.date(string(i.Modified)),
		Categories: i.Tags,
		Language:   string(i.Language),
	}
	if e.Link == "" && isWeb(e.ID) {
		e.Link = e.ID
	}
	for _, a := range i.Attachments {
		if len(e.Enclosures) < maxEnclosures {
			e.Enclosures = append(e.Enclosures, Enclosure{r.link(string(a.URL)), string(a.Type), string(a.Size)})
		}
	}
	return e
}

// paragraphs makes HTML of plain text.
func paragraphs(s string) string {
	s = strings.ReplaceAll(html.EscapeString(strings.TrimSpace(s)), "\n\n", "<p>")
	return strings.ReplaceAll(s, "\n", "<br>")
}

// A loose text may be written as a string, number or truth value. Anything
// else is empty.
type loose string

// UnmarshalJSON never fails.
func (l *loose) UnmarshalJSON(data []byte) error {
	var s string
	switch {
	case json.Unmarshal(data, &s) == nil:
		*l = loose(s)
	case len(data) > 0 && data[0] != '{' && data[0] != '[' && string(data) != "null":
		*l = loose(data)
	}
	return nil
}

// people are names, of one object, a string, or a list of either.
type people []string

// UnmarshalJSON never fails.
func (p *people) UnmarshalJSON(data []byte) error {
	for _, raw := range list(data) {
		var person struct {
			Name loose `json:"name"`
			URL  loose `json:"url"`
		}
		var s string
		if json.Unmarshal(raw, &s) == nil {
			person.Name = loose(s)
		} else if json.Unmarshal(raw, &person) != nil {
			continue
		}
		if n := name(first(string(person.Name), string(person.URL))); n != "" {
			*p = append(*p, n)
		}
	}
	return nil
}

// words are a list of strings, or one string with commas.
type words []string

// UnmarshalJSON never fails.
func (w *words) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		for s := range strings.SplitSeq(one, ",") {
			*w = append(*w, strings.TrimSpace(s))
		}
		return nil
	}
	for _, raw := range list(data) {
		var s loose
		if json.Unmarshal(raw, &s) == nil && s != "" {
			*w = append(*w, string(s))
		}
	}
	return nil
}

type attachments []struct {
	URL  loose `json:"url"`
	Type loose `json:"mime_type"`
	Size loose `json:"size_in_bytes"`
}

// UnmarshalJSON never fails.
func (a *attachments) UnmarshalJSON(data []byte) error {
	type plain attachments
	var p plain
	if json.Unmarshal(data, &p) == nil {
		*a = attachments(p)
	}
	return nil
}

// list returns the elements of a list, or the one value that is none.
func list(data []byte) []json.RawMessage {
	var many []json.RawMessage
	if json.Unmarshal(data, &many) == nil {
		return many
	}
	return []json.RawMessage{data}
}
