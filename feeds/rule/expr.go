package rule

import (
	"regexp"
	"strconv"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// An expr is a node of a query's tree: *andExpr, *orExpr, *notExpr, *nearExpr,
// *atLeastExpr, *fieldExpr, *setExpr, *termExpr, *regexExpr, *dateExpr,
// *sizeExpr or *stateExpr.
type expr interface {
	// String returns the node in the language itself, in normal form.
	String() string
	// at returns where the node stands in the source. No other package has it,
	// so that no other has nodes.
	at() text.Span
}

// node is what all nodes have: their place in the source.
type node struct{ span text.Span }

func (n node) at() text.Span { return n.span }

type andExpr struct {
	node
	args []expr
}

type orExpr struct {
	node
	args []expr
}

type notExpr struct {
	node
	x expr
}

// A nearExpr is a chain: operand i and i+1 stand as ops[i] says.
type nearExpr struct {
	node
	args []expr
	ops  []nearOp
}

// A nearOp asks for at most n words between two operands.
type nearOp struct {
	n       int
	ordered bool
}

type atLeastExpr struct {
	node
	n int
	x expr
}

type fieldExpr struct {
	node
	field field
	x     expr
}

// A setExpr stands for the set's own expression.
type setExpr struct {
	node
	set *set
}

// A termExpr is a word, a phrase or a cs term.
type termExpr struct {
	node
	raw    string // as written, without quotes
	quoted bool
	exact  bool // cs
	words  []piece
}

type regexExpr struct {
	node
	src    string // between the slashes
	flags  string
	re     *regexp.Regexp
	needed string // a literal that stands in every match; may be empty
}

// A dateExpr is before, after, on or within.
type dateExpr struct {
	node
	op   string
	raw  string
	days civil  // before, after, on
	back within // within
}

// A sizeExpr compares the number of words.
type sizeExpr struct {
	node
	op string
	n  int
}

// A stateExpr asks for is:, has: or person:.
type stateExpr struct {
	node
	word, value string
	quoted      bool
}

func (x *andExpr) String() string { return joinArgs(x.args, " AND ") }
func (x *orExpr) String() string  { return joinArgs(x.args, " OR ") }
func (x *notExpr) String() string { return "NOT " + operand(x.x) }

func (x *nearExpr) String() string {
	var b strings.Builder
	b.WriteString(operand(x.args[0]))
	for i, op := range x.ops {
		b.WriteString(" " + op.String() + " " + operand(x.args[i+1]))
	}
	return b.String()
}

func (op nearOp) String() string {
	if op.ordered {
		return "ONEAR/" + strconv.Itoa(op.n)
	}
	return "NEAR/" + strconv.Itoa(op.n)
}

func (x *atLeastExpr) String() string {
	return "ATLEAST/" + strconv.Itoa(x.n) + " " + operand(x.x)
}

func (x *fieldExpr) String() string {
	switch x.x.(type) {
	case *termExpr, *regexExpr, *setExpr:
		return x.field.String() + ":" + x.x.String()
	}
	return x.field.String() + ":(" + x.x.String() + ")"
}

func (x *setExpr) String() string { return "@" + x.set.name }

func (x *termExpr) String() string {
	s := x.raw
	if x.quoted {
		s = `"` + s + `"`
	}
	if x.exact {
		s = "cs(" + s + ")"
	}
	return s
}

func (x *regexExpr) String() string { return "/" + x.src + "/" + x.flags }
func (x *dateExpr) String() string  { return x.op + ":" + x.raw }
func (x *sizeExpr) String() string  { return "words" + x.op + strconv.Itoa(x.n) }

func (x *stateExpr) String() string {
	if x.quoted {
		return x.word + `:"` + x.value + `"`
	}
	return x.word + ":" + x.value
}

// operand writes a node so that it can stand beside any operator.
func operand(x expr) string {
	switch x.(type) {
	case *andExpr, *orExpr, *nearExpr:
		return "(" + x.String() + ")"
	}
	return x.String()
}

func joinArgs(args []expr, sep string) string {
	parts := make([]string, len(args))
	for i, x := range args {
		parts[i] = x.String()
		switch x.(type) {
		case *andExpr, *orExpr:
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, sep)
}

// A field is where an operand looks.
type field uint8

const (
	anywhere field = iota // title, lead run and body
	inTitle
	inLead
	inBody
	inAuthor
	inSite
	inFeed
	inURL
	inTag
	inLang
)

// worded reports whether the field has words with positions.
func (f field) worded() bool { return f <= inBody }

// verbatim reports whether the field takes its operand as it is written, up
// to the next space.
func (f field) verbatim() bool { return f == inSite || f == inFeed || f == inURL }

// String returns the field's name in the language.
func (f field) String() string { return fieldNames[f] }

var fieldNames = [...]string{"", "title", "lead", "body", "author", "site", "feed", "url", "tag", "lang"} //nolint:gochecknoglobals // table

// hit returns the field as hits name it.
func (f field) hit() news.Field {
	switch f {
	case inAuthor:
		return news.InAuthor
	case inSite:
		return news.InSite
	case inFeed:
		return news.InFeed
	case inURL:
		return news.InURL
	case inTag:
		return news.InTag
	default:
		return news.InTitle
	}
}

// fieldWords are all names of the fields.
var fieldWords = map[string]field{ //nolint:gochecknoglobals // table
	"title": inTitle, "intitle": inTitle, "headline": inTitle,
	"lead": inLead, "hlead": inLead, "ingress": inLead,
	"body": inBody, "intext": inBody,
	"author": inAuthor,
	"site":   inSite,
	"feed":   inFeed, "source": inFeed,
	"url": inURL, "inurl": inURL,
	"tag":  inTag,
	"lang": inLang,
}
