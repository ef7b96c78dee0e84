package rule

import (
	"net/netip"
	"strings"

	"casewire/feeds/text"
)

// A factTest asks for what is no word of title or text: author, site, feed,
// address, tags, language, date, size and state.
type factTest struct {
	field field
	x     expr
}

func (t *factTest) cost() int {
	if _, ok := t.x.(*stateExpr); ok {
		return 5
	}
	return 1
}

func (t *factTest) source() expr { return t.x }

func (t *factTest) holds(s *sheet) bool {
	switch x := t.x.(type) {
	case *dateExpr:
		return x.holds(s.doc.Published, s.doc.Now)
	case *sizeExpr:
		return x.holds(s.doc)
	case *stateExpr:
		return s.doc.State != nil && s.doc.State(x.word, x.value)
	}
	return t.find(s.doc).Start >= 0
}

func (t *factTest) mark(s *sheet, m marker) {
	switch t.x.(type) {
	case *dateExpr, *sizeExpr, *stateExpr:
		return
	}
	if t.field != inLang {
		m.span(s, t.x, t.field, -1, -1, t.find(s.doc))
	}
}

// nowhere is the span of what was not found.
var nowhere = text.Span{Start: -1, End: -1} //nolint:gochecknoglobals // table

// find returns where the fact stands in its field; Start is -1 if it does not.
// Where a field has several texts the span is in the one that fits.
func (t *factTest) find(d *Doc) text.Span {
	switch x := t.x.(type) {
	case *regexExpr:
		return findRegex(x, t.field, d)
	case *termExpr:
		return findTerm(x, t.field, d)
	}
	return nowhere
}

func findRegex(x *regexExpr, f field, d *Doc) text.Span {
	for _, s := range fieldTexts(f, d) {
		if at := x.find(s, 1); len(at) > 0 {
			return text.Span{Start: at[0][0], End: at[0][1]}
		}
	}
	return nowhere
}

// fieldTexts returns what the doc has in a field.
func fieldTexts(f field, d *Doc) []string {
	switch f {
	case inAuthor:
		return []string{d.Author}
	case inSite:
		return []string{host(d.URL)}
	case inFeed:
		return []string{d.Outlet, d.Feed}
	case inURL:
		return []string{d.URL}
	case inTag:
		return append(d.Categories[:len(d.Categories):len(d.Categories)], d.Tags...)
	default:
		return []string{d.Language}
	}
}

func findTerm(x *termExpr, f field, d *Doc) text.Span {
	switch f {
	case inSite:
		return findSite(d.URL, tidyHost(x.raw))
	case inURL:
		return findURL(d.URL, strings.TrimSuffix(x.raw, "*"))
	case inLang:
		return findLanguage(d.Language, x.raw)
	default:
		for _, s := range fieldTexts(f, d) {
			if at := findPhrase(x.words, s); at.Start >= 0 {
				return at
			}
		}
	}
	if f == inFeed {
		return indexFold(d.Feed, x.raw)
	}
	return nowhere
}

// findLanguage finds a language in a tag, with or without its region.
func findLanguage(tag, want string) text.Span {
	tag, want = strings.ToLower(tag), strings.ToLower(want)
	if tag != want && !strings.HasPrefix(tag, want+"-") {
		return nowhere
	}
	return text.Span{Start: 0, End: len(want)}
}

// findSite finds a host, or a parent domain of it. A number has no parents.
func findSite(url, want string) text.Span {
	h := host(url)
	_, err := netip.ParseAddr(h)
	if want != "" && (h == want || err != nil && strings.HasSuffix(h, "."+want)) {
		return indexFold(url, want)
	}
	return nowhere
}

// findURL finds a part of an address; one that begins with a slash is looked
// for behind the host.
func findURL(url, want string) text.Span {
	if !strings.HasPrefix(want, "/") {
		return indexFold(url, want)
	}
	path := pathStart(url)
	at := indexFold(url[path:], want)
	if at.Start >= 0 {
		at.Start, at.End = at.Start+path, at.End+path
	}
	return at
}

// pathStart returns where the path of an address begins.
func pathStart(url string) int {
	start := 0
	if i := strings.Index(url, "://"); i >= 0 {
		start = i + len("://")
	}
	if i := strings.IndexAny(url[start:], "/?#"); i >= 0 {
		return start + i
	}
	return len(url)
}

// host returns the host of an address, lower case, without user and port.
func host(url string) string {
	end := pathStart(url)
	start := 0
	if i := strings.Index(url[:end], "://"); i >= 0 {
		start = i + len("://")
	}
	h := url[start:end]
	h = h[strings.LastIndexByte(h, '@')+1:]
	if i := strings.LastIndexByte(h, ':'); i >= 0 && !strings.HasSuffix(h, "]") {
		h = h[:i]
	}
	return strings.ToLower(strings.TrimSuffix(h, "."))
}

// tidyHost takes from a site as written what is not its host.
func tidyHost(s string) string {
	return strings.Trim(host(s), "*.")
}

// indexFold finds part in s, whatever the case of ASCII letters.
func indexFold(s, part string) text.Span {
	if i := strings.Index(lowerASCII(s), lowerASCII(part)); i >= 0 && part != "" {
		return text.Span{Start: i, End: i + len(part)}
	}
	return nowhere
}

// lowerASCII keeps the length.
func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// findPhrase returns where the words first stand in s; Start is -1 if they do
// not.
func findPhrase(words []piece, s string) text.Span {
	if len(words) == 0 {
		return nowhere
	}
	var starts []int // of the words of s so far
	var tried []int  // how many words of the phrase were met by each open try
	for w := text.Scan(s); w.Next(); {
		starts = append(starts, w.Span().Start)
		var open []int
		for _, n := range append(tried, 0) {
			if !words[n].fits(w.Fold()) {
				continue
			}
			if n+1 == len(words) {
				return text.Span{Start: starts[len(starts)-1-n], End: w.Span().End}
			}
			open = append(open, n+1)
		}
		tried = open
	}
	return nowhere
}

// holds compares the number of words of the longest body.
func (x *sizeExpr) holds(d *Doc) bool {
	words := 0
	for i := range d.Bodies {
		words = max(words, d.Bodies[i].Words())
	}
	switch x.op {
	case "<":
		return words < x.n
	case "<=":
		return words <= x.n
	case ">=":
		return words >= x.n
	}
	return words > x.n
}
