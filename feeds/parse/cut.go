package parse

import (
	"bytes"
	"strings"

	"casewire/feeds/text"
)

// Limits of a document's markup. What goes beyond them is left out.
const (
	maxDepth = 200
	maxAttrs = 200
	maxTag   = 4 << 20
	maxTags  = 100_000 // and other things that cost something
)

type dialect uint8

const (
	rssFeed dialect = iota
	rdfFeed
	atomFeed
)

// A sheet is an XML document cut at its items. Its text is well-formed: what
// was not in the original is mended.
type sheet struct {
	dialect dialect
	text    []byte
	// root and channel are start tags as they were found, without the < and >;
	// channel is empty if there is none.
	root, channel []byte
	items         []text.Span
	whole         bool
}

// cut finds the feed in a document and its first limit items. It returns nil
// if there is no feed.
func cut(doc []byte, limit int) *sheet {
	start, d, ok := findRoot(doc)
	if !ok {
		return nil
	}
	c := cutter{doc: doc[start:], limit: limit, sheet: sheet{dialect: d, whole: true}}
	c.run()
	if c.root == nil {
		return nil
	}
	c.text = c.finish()
	return &c.sheet
}

// findRoot looks for the first start tag of a feed, over whatever stands
// before it.
func findRoot(doc []byte) (int, dialect, bool) {
	open := false // a comment that has no end; none after it has one
	for pos := 0; ; {
		i := bytes.IndexByte(doc[pos:], '<')
		if i < 0 {
			return 0, 0, false
		}
		pos += i + 1
		if !open && bytes.HasPrefix(doc[pos:], []byte("!--")) {
			end := bytes.Index(doc[pos:], []byte("-->"))
			open = end < 0
			pos += max(end, 0)
			continue
		}
		name := doc[pos : pos+nameLen(doc[pos:])]
		switch strings.ToLower(string(local(name))) {
		case "rss":
			return pos - 1, rssFeed, true
		case "rdf":
			return pos - 1, rdfFeed, true
		case "feed":
			return pos - 1, atomFeed, true
		}
	}
}

// A cutter goes over the markup of a document once. It keeps a stack of open
// elements, marks where items begin and end, and writes down differences from
// the original only where something has to be mended.
type cutter struct {
	sheet
	limit int
	doc   []byte
	pos   int
	out   []byte // mended text of doc[:kept]
	kept  int

	stack     [][]byte
	tags      int
	itemDepth int // of the stack below the open item; 0: none is open
	itemStart int // in the output
}

// at returns where a place of the document is in the output.
func (c *cutter) at(pos int) int { return len(c.out) + pos - c.kept }

// replace writes with in place of doc[from:to].
func (c *cutter) replace(from, to int, with string) {
	c.out = append(append(c.out, c.doc[c.kept:from]...), with...)
	c.kept = to
}

func (c *cutter) run() {
	for c.pos < len(c.doc) {
		i := bytes.IndexByte(c.doc[c.pos:], '<')
		if i < 0 {
			c.mendText(c.pos, len(c.doc))
			c.pos = len(c.doc)
			break
		}
		c.mendText(c.pos, c.pos+i)
		c.pos += i
		if !c.markup(c.doc[c.pos:]) {
			break
		}
		if len(c.stack) == 0 || len(c.items) >= c.limit {
			return
		}
	}
	c.whole = false
}

// markup steps over what begins with < at the current place. It returns false
// where the document ends within it.
func (c *cutter) markup(rest []byte) bool {
	switch {
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		end := bytes.Index(rest, []byte("]]>"))
		if end < 0 {
			return false
		}
		c.pos += end + 3
		return true
	case bytes.HasPrefix(rest, []byte("<!--")):
		return c.drop(rest, "-->")
	case bytes.HasPrefix(rest, []byte("<?")):
		return c.drop(rest, "?>")
	case bytes.HasPrefix(rest, []byte("<!")):
		return c.drop(rest, ">")
	case bytes.HasPrefix(rest, []byte("</")):
		return c.endTag(rest)
	}
	return c.startTag(rest)
}

func (c *cutter) drop(rest []byte, until string) bool {
	end := bytes.Index(rest, []byte(until))
	if end < 0 {
		return false
	}
	c.replace(c.pos, c.pos+end+len(until), "")
	c.pos += end + len(until)
	return true
}

// spent counts what a document costs, and reports whether it is too much.
func (c *cutter) spent() bool {
	c.tags++
	return c.tags > maxTags
}

func (c *cutter) startTag(rest []byte) bool {
	n := nameLen(rest[1:])
	if spent := c.spent(); n == 0 || spent {
		with := "&lt;"
		if spent {
			with, c.whole = " ", false
		}
		c.replace(c.pos, c.pos+1, with)
		c.pos++
		return true
	}
	name := rest[1 : 1+n]
	t := scanTag(rest, 1+n)
	if t.end < 0 {
		return false
	}
	end := c.pos + t.end
	if len(c.stack) >= maxDepth {
		c.replace(c.pos, end, " ")
		c.pos, c.whole = end, false
		return true
	}
	if c.itemDepth == 0 || !t.closed {
		c.beforeItem(name)
	}
	switch {
	case len(c.stack) == 0:
		c.root = rest[1 : t.end-1]
		if attrs := rest[1+n : t.end]; !t.clean || c.dialect.foreign(attrs) {
			c.replace(c.pos, end, c.dialect.mendRoot(name, attrs, t.closed))
		}
	case !t.clean:
		c.replace(c.pos, end, mendTag(name, rest[1+n:t.end], t.closed))
	}
	if len(c.stack) == 1 && c.channel == nil && isLocal(name, "channel") {
		c.channel = rest[1 : t.end-1]
	}
	c.pos = end
	if t.closed {
		c.closeItem(len(c.stack))
		return true
	}
	c.stack = append(c.stack, name)
	return true
}

// beforeItem notes the begin of an item, and ends one that was left open.
func (c *cutter) beforeItem(name []byte) {
	depth := len(c.stack)
	if c.itemDepth > 0 && depth == c.itemDepth+1 && bytes.Equal(c.stack[depth-1], name) {
		c.closeDown(c.itemDepth)
	}
	if c.itemDepth > 0 || depth == 0 || !c.isItem(name) {
		return
	}
	// An element of the head that was left open must not swallow the items.
	for depth = len(c.stack); depth > 1 && !isLocal(c.stack[depth-1], "channel"); {
		depth--
	}
	c.closeDown(depth)
	c.itemDepth, c.itemStart = depth, c.at(c.pos)
}

func (c *cutter) isItem(name []byte) bool {
	if c.dialect == atomFeed {
		return len(c.stack) == 1 && isLocal(name, "entry")
	}
	return isLocal(name, "item") && (c.dialect == rdfFeed || bytes.Equal(prefix(name), prefix(c.stack[0])))
}

func (c *cutter) endTag(rest []byte) bool {
	n := nameLen(rest[2:])
	name := rest[2 : 2+n]
	end := bytes.IndexByte(rest, '>')
	if end < 0 {
		c.pos = len(c.doc)
		c.replace(len(c.doc)-len(rest), len(c.doc), "")
		c.matchEnd(name)
		return false
	}
	from := c.pos
	c.pos += end + 1
	if depth := len(c.stack); bytes.Equal(c.stack[depth-1], name) && end == 2+n {
		c.stack = c.stack[:depth-1]
		c.closeItem(depth - 1)
		return true
	}
	c.replace(from, c.pos, "")
	if !c.spent() || c.itemDepth > 0 && bytes.Equal(name, c.stack[c.itemDepth]) {
		c.matchEnd(name)
	}
	return true
}

// matchEnd closes the innermost element of the name, and all within it. If
// there is none, the end tag was one too many.
func (c *cutter) matchEnd(name []byte) {
	for i := len(c.stack) - 1; i >= 0; i-- {
		if bytes.EqualFold(c.stack[i], name) {
			c.closeDown(i)
			return
		}
	}
}

// closeDown writes end tags until only depth elements are open.
func (c *cutter) closeDown(depth int) {
	if depth == len(c.stack) {
		return
	}
	c.replace(c.pos, c.pos, "")
	for i := len(c.stack) - 1; i >= depth; i-- {
		c.out = append(append(append(c.out, "</"...), c.stack[i]...), '>')
		c.stack = c.stack[:i]
		c.closeItem(i)
	}
}

// closeItem notes the end of an item if it stood at the depth.
func (c *cutter) closeItem(depth int) {
	if c.itemDepth > 0 && depth == c.itemDepth {
		c.items = append(c.items, text.Span{Start: c.itemStart, End: c.at(c.pos)})
		c.itemDepth = 0
	}
}

// finish returns the text up to the current place, without an item that was
// not ended, all elements closed.
func (c *cutter) finish() []byte {
	if len(c.stack) == 0 && c.kept == 0 && len(c.out) == 0 {
		return c.doc[:c.pos]
	}
	c.replace(c.pos, c.pos, "")
	if c.itemDepth > 0 {
		c.out = c.out[:c.itemStart]
		c.stack = c.stack[:c.itemDepth]
		c.itemDepth = 0
	}
	c.closeDown(0)
	return c.out
}

// mendText replaces ]]>, which XML forbids in text, and bad references.
func (c *cutter) mendText(from, to int) {
	for seg := c.doc[from:to]; ; {
		i := bytes.Index(seg, []byte("]]>"))
		if i < 0 {
			break
		}
		at := to - len(seg) + i + 2
		c.mendRefs(to-len(seg), at)
		c.replace(at, at+1, "&gt;")
		seg = c.doc[at+1 : to]
		from = at + 1
	}
	c.mendRefs(from, to)
}

func (c *cutter) mendRefs(from, to int) {
	for from < to {
		i := bytes.Index(c.doc[from:to], []byte("&#"))
		if i < 0 {
			return
		}
		from += i
		n, with := badRef(c.doc[from:to])
		if n > 0 {
			c.replace(from, from+n, with)
		}
		from += max(n, 2)
	}
}
