package rule

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/text"
)

// The limits of a query. Sets count as what stands in them.
const (
	maxLevels = 64
	maxTerms  = 2000
	maxNumber = 50 // the n of NEAR and ATLEAST
	maxRegex  = 1024
	maxFaults = 100
)

// A parser reads a query from left to right. It collects faults and goes on:
// an operand that cannot be read is nil, and left out.
type parser struct {
	src      string
	pos      int
	scope    Scope
	sets     *Sets
	open     func(*set) // reads a set before it is used, and sees to its faults; may be nil
	field    field      // of the group that is read
	levels   int        // of parentheses and negations
	operands int        // of operands in operands
	terms    int
	gaveUp   bool // too many levels: the rest was not read
	late     bool // it asks what engines find
	faults   []Fault
}

// rule reads the whole source, and says where it only excludes.
func (p *parser) rule() expr {
	x := p.query()
	if x != nil {
		p.check(x)
	}
	return x
}

// query reads the whole source.
func (p *parser) query() expr {
	if strings.TrimSpace(p.src) == "" {
		p.fault(0, len(p.src), "the query is empty", "write a word, a phrase or a rule")
		return nil
	}
	x := p.expr()
	for p.pos < len(p.src) { // a parenthesis too many
		p.fault(p.pos, p.pos+1, "this parenthesis closes nothing", "take it out, or open it with (")
		p.pos++
		if p.space(); !p.ended() {
			p.expr()
		}
	}
	return x
}

func (p *parser) fault(start, end int, text, hint string) { p.tell(start, end, text, hint, false) }

func (p *parser) warn(start, end int, text, hint string) { p.tell(start, end, text, hint, true) }

func (p *parser) tell(start, end int, what, hint string, warning bool) {
	if len(p.faults) == maxFaults {
		return
	}
	p.faults = append(p.faults, Fault{Span: text.Span{Start: start, End: end}, Text: what, Hint: hint, Warning: warning})
}

// space skips white space and reports whether there was any.
func (p *parser) space() bool {
	start := p.pos
	p.pos += len(p.src[p.pos:]) - len(strings.TrimLeftFunc(p.src[p.pos:], unicode.IsSpace))
	return p.pos > start
}

// peek returns the character at the place, 0 at the end.
func (p *parser) peek() rune {
	r, size := utf8.DecodeRuneInString(p.src[p.pos:])
	if size == 0 {
		return 0
	}
	return r
}

// ended reports whether an expression ends here.
func (p *parser) ended() bool { return p.pos >= len(p.src) || p.src[p.pos] == ')' }

// A joint is what stands between two operands.
type joint uint8

const (
	noJoint joint = iota
	bySpace
	byAnd
	byOr
)

// expr reads operands joined by AND, or by OR, but not by both.
func (p *parser) expr() expr {
	p.space()
	start := p.pos
	list := operands{p: p}
	if p.ended() {
		p.fault(p.pos, min(p.pos+1, len(p.src)), "nothing stands between the parentheses", "put a term there, or take them out")
		return nil
	}
	list.add(noJoint, p.unary())
	for {
		j := p.joint()
		if j == noJoint {
			break
		}
		list.add(j, p.unary())
	}
	return list.join(text.Span{Start: start, End: p.pos})
}

// joint reads what joins the last operand to the next.
func (p *parser) joint() joint {
	spaced := p.space()
	if p.ended() {
		return noJoint
	}
	start := p.pos
	if p.src[p.pos] == '|' {
		p.pos++
		return p.joined("|", byOr)
	}
	switch word := p.word(); word {
	case "AND", "OR":
		p.pos += len(word)
		if !spaced && p.src[start-1] != ')' {
			p.pos = start
			break
		}
		if word == "OR" {
			return p.joined(word, byOr)
		}
		return p.joined(word, byAnd)
	}
	if !spaced && opens(p.peek()) {
		p.fault(start, start+1, "a space is missing here", "put a space, AND or OR between two terms")
	}
	return bySpace
}

// opens reports whether an operand may begin with r.
func opens(r rune) bool {
	return wordRune(r) || openQuote(r) || strings.ContainsRune("(@#/-!|", r)
}

// joined checks that an operand follows the operator just read.
func (p *parser) joined(op string, j joint) joint {
	end := p.pos
	p.space()
	if p.ended() {
		p.fault(end-len(op), end, "nothing follows "+op, "put a term behind it, or take it out")
		return noJoint
	}
	return j
}

// unary reads a negation, a NEAR chain or a single operand.
func (p *parser) unary() expr {
	start := p.pos
	op := p.negation()
	if op == "" {
		return p.chain()
	}
	p.pos += len(op)
	if op == "NOT" {
		p.space()
	}
	if p.ended() || op != "NOT" && unicode.IsSpace(p.peek()) {
		p.fault(start, p.pos, "nothing follows "+op, "put a term behind it, or take it out")
		return nil
	}
	if !p.enter(start) {
		return nil
	}
	x := p.unary()
	p.levels--
	if x == nil {
		return nil
	}
	return &notExpr{node{text.Span{Start: start, End: p.pos}}, x}
}

// negation returns the word or sign of negation that stands here, if any.
func (p *parser) negation() string {
	switch r := p.peek(); {
	case r == '-' || r == '!':
		return string(r)
	case p.word() == "NOT":
		return "NOT"
	}
	return ""
}

// enter goes one level down and reports whether that is allowed.
func (p *parser) enter(start int) bool {
	if p.levels < maxLevels {
		p.levels++
		return true
	}
	p.giveUp(start)
	return false
}

// giveUp leaves the rest unread.
func (p *parser) giveUp(start int) {
	if !p.gaveUp {
		p.tooDeep(start)
	}
	p.pos, p.gaveUp = len(p.src), true
}

func (p *parser) tooDeep(start int) {
	p.fault(start, start+1, fmt.Sprintf("more than %d levels", maxLevels), "name a part of it in [sets] and use it as @name")
}

// group reads an expression in parentheses; ( stands here.
func (p *parser) group() expr {
	start := p.pos
	p.pos++
	if !p.enter(start) {
		return nil
	}
	x := p.expr()
	p.levels--
	if p.pos < len(p.src) {
		p.pos++
	} else if !p.gaveUp {
		p.fault(start, start+1, "this parenthesis is never closed", "close it with )")
	}
	return x
}

// word returns the word that stands here, without going on.
func (p *parser) word() string {
	rest := p.src[p.pos:]
	for i, r := range rest {
		if !wordRune(r) {
			return rest[:i]
		}
	}
	return rest
}

// wordRune reports whether a word may have r in it.
func wordRune(r rune) bool {
	switch r {
	case '\'', '’', '-', '\u2010', '\u2011', '.', '&', '_', '+', '*', '?':
		return true
	case utf8.RuneError:
		return false
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// operands gathers what stands at one level.
type operands struct {
	p      *parser
	args   []expr
	joints []joint // joints[i] stands before args[i]
}

func (o *operands) add(j joint, x expr) {
	if x != nil {
		o.args, o.joints = append(o.args, x), append(o.joints, j)
	}
}

// join makes one expression of the operands.
func (o *operands) join(span text.Span) expr {
	if len(o.args) == 0 {
		return nil
	}
	o.spotLowerCase()
	if len(o.args) == 1 {
		return o.args[0]
	}
	span.Start, span.End = o.args[0].at().Start, max(span.Start, o.args[len(o.args)-1].at().End)
	and, or := false, false
	for _, j := range o.joints[1:] {
		and, or = and || j != byOr, or || j == byOr
	}
	switch {
	case and && or:
		at := o.clash()
		o.p.fault(at.Start, at.End, "OR and AND are mixed without parentheses", o.readings())
		return &orExpr{node{span}, o.args}
	case or:
		return &orExpr{node{span}, o.args}
	}
	return &andExpr{node{span}, o.args}
}

// clash is the first operator that is another than those before it; where only
// a space stands, the operand behind it.
func (o *operands) clash() text.Span {
	i := 2
	for i < len(o.args)-1 && (o.joints[i] == byOr) == (o.joints[1] == byOr) {
		i++
	}
	start, end := o.args[i-1].at().End, o.args[i].at().Start
	operator := strings.Trim(o.p.src[start:end], " \t\n()")
	if operator == "" {
		return o.args[i].at()
	}
	start += strings.Index(o.p.src[start:end], operator)
	return text.Span{Start: start, End: start + len(operator)}
}

// readings shows the two things that mixed operators can mean.
func (o *operands) readings() string {
	return "write  " + o.reading(byOr) + "   or   " + o.reading(byAnd)
}

// reading puts parentheses around the runs that tight joins.
func (o *operands) reading(tight joint) string {
	var runs [][]string
	for i, x := range o.args {
		s := brief(operand(x))
		j := o.joints[i]
		if j == bySpace {
			j = byAnd
		}
		if i > 0 && j == tight {
			runs[len(runs)-1] = append(runs[len(runs)-1], s)
		} else {
			runs = append(runs, []string{s})
		}
	}
	inner, outer := " OR ", " AND "
	if tight == byAnd {
		inner, outer = outer, inner
	}
	parts := make([]string, len(runs))
	for i, run := range runs {
		parts[i] = strings.Join(run, inner)
		if len(run) > 1 {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, outer)
}

// spotLowerCase warns of operators that were written as words.
func (o *operands) spotLowerCase() {
	for i, x := range o.args {
		t, ok := x.(*termExpr)
		if !ok || t.quoted || t.exact || i+1 == len(o.args) || o.joints[i+1] != bySpace {
			continue
		}
		between := i > 0 && o.joints[i] == bySpace
		if op := strings.ToUpper(t.raw); op == "NOT" || between && (op == "AND" || op == "OR" || op == "NEAR") {
			o.p.warn(t.span.Start, t.span.End, "lower-case "+strings.ToLower(op)+" is a word to look for", "did you mean "+op+"?")
		}
	}
}

// brief shortens a long operand for a hint.
func brief(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
