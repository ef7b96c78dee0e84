package parse

import (
	"bytes"
	"io"
	"strings"

	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
	"golang.org/x/net/html"

	"casewire/feeds/text"
)

// maxShell bounds the start tags that are put around an item to read it alone.
const maxShell = 64 << 10

// xml gives gofeed the items of a sheet that are not known. If gofeed does not
// take them together, each is tried alone, so that one bad item costs no other.
func (r *reader) xml(s *sheet) (*Document, error) {
	hashes := make([]uint64, len(s.items))
	var fresh []int
	for i, item := range s.items {
		hashes[i] = sum64(s.text[item.Start:item.End])
		if !r.seen(hashes[i]) {
			fresh = append(fresh, i)
		}
	}
	d, err := r.convert(s.dialect, s.with(fresh))
	if err != nil || len(d.Entries) != len(fresh) {
		d, fresh = r.alone(s, fresh)
	}
	if d == nil {
		return nil, &NotFeedError{What: text.Own("a document that cannot be read")}
	}
	for i, n := range fresh {
		e, item := &d.Entries[i], s.text[s.items[n].Start:s.items[n].End]
		e.Hash = hashes[n]
		if s.dialect == rdfFeed {
			e.ID = first(e.ID, about(item))
		}
		if e.inXHTML {
			e.Content = first(e.Content, inside(item, "body"), inside(item, "div"))
		}
	}
	d.Hashes, d.Whole, d.base = hashes, s.whole, r.base
	return d, nil
}

// alone reads the head of a sheet, and then items one by one. It returns which
// of them could be read.
func (r *reader) alone(s *sheet, items []int) (d *Document, read []int) {
	opening, closing := s.shell()
	d, err := r.convert(s.dialect, s.with(nil))
	if err != nil {
		d, err = r.convert(s.dialect, strings.NewReader(opening+closing))
	}
	if err != nil || len(opening) > maxShell {
		return nil, nil
	}
	d.Entries = nil
	for _, n := range items {
		item := s.text[s.items[n].Start:s.items[n].End]
		one, err := r.convert(s.dialect, io.MultiReader(
			strings.NewReader(opening), bytes.NewReader(item), strings.NewReader(closing)))
		if err == nil && len(one.Entries) == 1 {
			d.Entries = append(d.Entries, one.Entries[0])
			read = append(read, n)
		}
	}
	if len(items) > 0 && len(read) == 0 {
		return nil, nil
	}
	return d, read
}

// with returns the text of a sheet with only the named items in it, all at the
// place of the first.
func (s *sheet) with(items []int) io.Reader {
	if len(items) == len(s.items) {
		return bytes.NewReader(s.text)
	}
	var parts []io.Reader
	add := func(from, to int) {
		if from < to {
			parts = append(parts, bytes.NewReader(s.text[from:to]))
		}
	}
	add(0, s.items[0].Start)
	for _, n := range items {
		add(s.items[n].Start, s.items[n].End)
	}
	end := s.items[0].Start
	for _, item := range s.items {
		add(end, item.Start)
		end = item.End
	}
	add(end, len(s.text))
	return io.MultiReader(parts...)
}

func (r *reader) convert(d dialect, doc io.Reader) (*Document, error) {
	if d == atomFeed {
		var p atom.Parser
		f, err := p.Parse(doc)
		if err != nil {
			return nil, err
		}
		return r.fromAtom(f), nil
	}
	var p rss.Parser
	f, err := p.Parse(doc)
	if err != nil {
		return nil, err
	}
	return r.fromRSS(f), nil
}

// about returns the rdf:about of the start tag that s begins with.
func about(s []byte) string {
	n := 1 + nameLen(s[1:])
	t := scanTag(s, n)
	if t.end < 0 {
		return ""
	}
	for _, a := range looseAttrs(s[n:t.end]) {
		if isLocal([]byte(a.name), "about") {
			return html.UnescapeString(a.value)
		}
	}
	return ""
}

// inside returns the markup between the first start tag of a name, under any
// prefix, and the last end tag like it; empty if there is none.
func inside(s []byte, element string) string {
	for pos := 0; ; {
		i := bytes.IndexByte(s[pos:], '<')
		if i < 0 {
			return ""
		}
		pos += i + 1
		name := s[pos : pos+nameLen(s[pos:])]
		if !isLocal(name, element) {
			continue
		}
		start := scanTag(s, pos+len(name)).end
		if end := bytes.LastIndex(s, append([]byte("</"), name...)); start >= 0 && end >= start {
			return string(s[start:end])
		}
		return ""
	}
}

// value returns the text of the first extension of some names, given as
// prefix:name with gofeed's own prefixes.
func value(e ext.Extensions, names ...string) string {
	for _, name := range names {
		space, local, _ := strings.Cut(name, ":")
		for _, x := range e[space][local] {
			if strings.TrimSpace(x.Value) != "" {
				return x.Value
			}
		}
	}
	return ""
}

// extLink returns the first Atom link of a relation among the extensions.
func extLink(e ext.Extensions, rels ...string) string {
	for _, rel := range rels {
		for _, space := range []string{"atom", "atom03", "atom10"} {
			for _, x := range e[space]["link"] {
				if x.Attrs["rel"] == rel && x.Attrs["href"] != "" {
					return x.Attrs["href"]
				}
			}
		}
	}
	return ""
}
