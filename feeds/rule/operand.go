package rule

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/text"
)

// chain reads operands joined by NEAR, or a single operand.
func (p *parser) chain() expr {
	first := p.primary()
	x := &nearExpr{}
	for {
		op, ok := p.nearOp()
		if !ok {
			break
		}
		if len(x.ops) == 0 {
			x.args = append(x.args, first)
		}
		x.ops = append(x.ops, op)
		x.args = append(x.args, p.nearOperand())
	}
	if len(x.ops) == 0 {
		return first
	}
	sound := true
	for _, arg := range x.args {
		sound = sound && arg != nil && p.nearable(arg)
	}
	if !sound {
		return nil
	}
	x.span = text.Span{Start: first.at().Start, End: p.pos}
	return x
}

// nearOperand reads what follows a NEAR operator.
func (p *parser) nearOperand() expr {
	p.space()
	start := p.pos
	if p.ended() {
		p.fault(start, start, "nothing follows NEAR", "put a word, a phrase or a group of them behind it")
		return nil
	}
	if p.negation() != "" {
		p.unary()
		p.fault(start, p.pos, "NEAR cannot stand beside a negation", "write a AND NOT (a NEAR/4 b)")
		return nil
	}
	return p.primary()
}

// nearOp reads a NEAR operator if one stands here; else the place stays.
func (p *parser) nearOp() (nearOp, bool) {
	back := p.pos
	p.space()
	start := p.pos
	word := p.word()
	slash := p.pos+len(word) < len(p.src) && p.src[p.pos+len(word)] == '/'
	op := nearOp{n: 4, ordered: strings.EqualFold(word, "ONEAR") || strings.EqualFold(word, "PRE")}
	switch word {
	case "NEAR", "ONEAR":
	case "W", "w", "PRE", "pre":
		if !slash {
			p.pos = back
			return op, false
		}
	default:
		if upper := strings.ToUpper(word); !slash || upper != "NEAR" && upper != "ONEAR" && upper != "PRE" {
			p.pos = back
			return op, false
		}
		p.fault(start, start+len(word), "operators are upper case", "write "+strings.ToUpper(word)+"/")
	}
	p.pos += len(word)
	if slash {
		p.pos++
		op.n = p.number(start, word)
	}
	p.spaceBehind(start)
	return op, true
}

// spaceBehind says so if an operator that begins at start is not parted from
// its operand.
func (p *parser) spaceBehind(start int) {
	if !p.ended() && p.src[p.pos] != '(' && !unicode.IsSpace(p.peek()) {
		p.fault(p.pos, p.pos+1, "a space is missing here", "put a space behind "+p.src[start:p.pos])
	}
}

// number reads the n of an operator that begins at start.
func (p *parser) number(start int, op string) int {
	digits := p.pos
	for p.pos < len(p.src) && p.src[p.pos] >= '0' && p.src[p.pos] <= '9' {
		p.pos++
	}
	n, err := strconv.Atoi(p.src[digits:p.pos])
	switch {
	case digits == p.pos:
		p.fault(start, p.pos, op+"/ has no number", "write "+op+"/4")
	case n == 0 && op == "ATLEAST":
		p.fault(start, p.pos, "ATLEAST/0 asks for nothing", "write ATLEAST/1 or more")
	case err != nil || n > maxNumber:
		p.fault(start, p.pos, fmt.Sprintf("the number of %s is at most %d", op, maxNumber), fmt.Sprintf("write %s/%d, or AND for the whole text", op, maxNumber))
	default:
		return n
	}
	return 1
}

// nearable reports whether x may stand beside NEAR and behind ATLEAST, and
// says so if not.
func (p *parser) nearable(x expr) bool {
	bad := notNearable(x)
	if bad == nil {
		return true
	}
	if f, ok := bad.(*fieldExpr); ok && x == bad {
		p.fault(x.at().Start, x.at().End, "a field cannot stand inside NEAR or ATLEAST", "put it around them: "+f.field.String()+":(a NEAR/4 b)")
		return false
	}
	p.fault(x.at().Start, x.at().End, "NEAR and ATLEAST take a word, a phrase, cs, a set, or these joined by OR", "not "+brief(bad.String()))
	return false
}

// notNearable returns the part of x that NEAR cannot take; nil if it can take
// all.
func notNearable(x expr) expr {
	switch x := x.(type) {
	case *termExpr:
		return nil
	case *setExpr:
		if x.set.x == nil || notNearable(x.set.x) == nil {
			return nil
		}
	case *orExpr:
		for _, arg := range x.args {
			if bad := notNearable(arg); bad != nil {
				return bad
			}
		}
		return nil
	}
	return x
}

// primary reads one operand. If there is none it says so, skips what stands
// here and returns nil.
func (p *parser) primary() expr {
	if p.operands++; p.operands > maxLevels+1 { // such as title:title:title:…
		p.giveUp(p.pos)
	}
	defer func() { p.operands-- }()
	r := p.peek()
	switch {
	case p.pos == len(p.src):
		return nil
	case p.field == inURL && r == '/':
		return p.verbatim()
	case r == '(':
		return p.group()
	case openQuote(r):
		return p.phrase()
	case r == '/':
		return p.regex()
	case r == '@':
		return p.set()
	case r == '#':
		return p.hash()
	case (r == '-' || r == '!') && !p.field.verbatim():
		return p.misplaced(string(r))
	case p.field.verbatim() && !unicode.IsSpace(r) && r != ')' && r != '|':
		return p.verbatim()
	case wordRune(r):
		return p.wordy()
	}
	return p.stray()
}

// misplaced says that a negation cannot stand here, and skips it.
func (p *parser) misplaced(op string) expr {
	start := p.pos
	p.pos += len(op)
	p.fault(start, p.pos, op+" cannot stand here", "put it before the whole: NOT title:x")
	return nil
}

// run returns what stands here up to the next space, parenthesis, quote or |.
func (p *parser) run() string {
	rest := p.src[p.pos:]
	end := strings.IndexFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || openQuote(r) || strings.ContainsRune("()|", r)
	})
	if end < 0 {
		return rest
	}
	return rest[:end]
}

// stray says that signs stand here, maybe with a word, and skips them.
func (p *parser) stray() expr {
	start, run := p.pos, p.run()
	p.pos += len(run)
	switch sign := strings.IndexFunc(run, func(r rune) bool { return !wordRune(r) }); {
	case run == "":
		p.pos++
		p.fault(start, p.pos, "nothing stands before |", "put a term before it, or take it out")
	case strings.ContainsFunc(run, wordRune):
		r, _ := utf8.DecodeRuneInString(run[sign:])
		p.fault(start, p.pos, strconv.QuoteRune(r)+" cannot stand in a word", `write it in quotes: "`+brief(run)+`"`)
	default:
		p.fault(start, p.pos, brief(strconv.Quote(run))+" has no meaning here", "take it out")
	}
	return nil
}

// wordy reads what begins with a word: a field, a comparison, an operator out
// of place, or a word to look for.
func (p *parser) wordy() expr {
	start := p.pos
	word := p.word()
	next := byte(0)
	if end := p.pos + len(word); end < len(p.src) {
		next = p.src[end]
	}
	switch {
	case next == ':':
		return p.named(word)
	case next == '(' && (word == "cs" || word == "caps" || word == "allcaps"):
		p.pos += len(word)
		return p.cs(start)
	case word == "words" && (next == '<' || next == '>'):
		p.pos += len(word)
		return p.size(start)
	case next == '/':
		return p.slashed(word)
	case len(p.run()) > len(word):
		return p.stray()
	case word == "NOT":
		return p.misplaced(word)
	case word == "AND" || word == "OR" || word == "NEAR" || word == "ONEAR":
		p.pos += len(word)
		p.fault(start, p.pos, "nothing stands before "+word, `put a term before it; to look for the word itself write "`+word+`"`)
		p.space()
		if p.ended() {
			return nil
		}
		return p.unary()
	}
	p.pos += len(word)
	switch {
	case strings.Trim(word, "&") == "":
		p.fault(start, p.pos, word+" is no operator", "write AND, or a space")
		return nil
	case word[0] == '\'' && strings.Contains(p.src[p.pos:], "'"):
		p.warn(start, p.pos, "' makes no phrase", `for a phrase write "…"`)
	}
	return p.term(start, word, false)
}

// slashed reads a word with a slash behind it.
func (p *parser) slashed(word string) expr {
	start := p.pos
	if word == "ATLEAST" || strings.EqualFold(word, "ATLEAST") {
		if word != "ATLEAST" {
			p.fault(start, start+len(word), "operators are upper case", "write ATLEAST/")
		}
		p.pos += len(word) + 1
		return p.atLeast(start)
	}
	if _, ok := p.nearOp(); ok {
		p.fault(start, p.pos, "nothing stands before "+word, "put a word, a phrase or a group of them before it")
		p.nearOperand()
		return nil
	}
	return p.stray()
}

func (p *parser) atLeast(start int) expr {
	n := p.number(start, "ATLEAST")
	p.spaceBehind(start)
	p.space()
	if p.ended() {
		p.fault(start, p.pos, "nothing follows ATLEAST", "put a word, a phrase or a group of them behind it")
		return nil
	}
	x := p.primary()
	if x == nil || !p.nearable(x) {
		return nil
	}
	if !p.field.worded() {
		p.fault(start, p.pos, "ATLEAST works in title:, lead: and body: only", "take it out of "+p.field.String()+":")
		return nil
	}
	return &atLeastExpr{node{text.Span{Start: start, End: p.pos}}, n, x}
}

// term makes a term of words as written; it stands from start to here.
func (p *parser) term(start int, raw string, quoted bool) expr {
	x := &termExpr{node: node{text.Span{Start: start, End: p.pos}}, raw: raw, quoted: quoted}
	p.count(1)
	if p.field.verbatim() || p.field == inLang {
		if strings.TrimSpace(raw) == "" {
			p.fault(start, p.pos, "nothing stands between the quotes", "write what to look for")
			return nil
		}
		if p.field != inFeed {
			return x
		}
	}
	list, fault, hint := pieces(raw, quoted)
	if fault != "" && p.field != inFeed {
		p.fault(start, p.pos, fault, hint)
		return nil
	}
	x.words = list
	return x
}

// count counts terms, and says so when there are too many.
func (p *parser) count(n int) {
	if p.terms <= maxTerms && p.terms+n > maxTerms {
		p.fault(p.pos, p.pos, fmt.Sprintf("more than %d terms", maxTerms), "make two rules of it")
	}
	p.terms = min(p.terms+n, 2*maxTerms)
}

// verbatim reads an operand of a field that takes anything up to the next
// space.
func (p *parser) verbatim() expr {
	start, raw := p.pos, p.run()
	p.pos += len(raw)
	if raw == "AND" || raw == "OR" || raw == "NOT" {
		p.fault(start, p.pos, "nothing stands before "+raw, "put a term before it, or take it out")
		return nil
	}
	return p.term(start, raw, false)
}

func openQuote(r rune) bool  { return r == '"' || r == '“' || r == '„' || r == '”' }
func closeQuote(r rune) bool { return r == '"' || r == '”' || r == '“' }

// phrase reads a phrase in quotes.
func (p *parser) phrase() expr {
	start := p.pos
	_, size := utf8.DecodeRuneInString(p.src[p.pos:])
	inside := p.pos + size
	n := strings.IndexFunc(p.src[inside:], closeQuote)
	if n < 0 {
		p.pos = len(p.src)
		p.fault(start, inside, "this quote is never closed", `close it with "`)
		return nil
	}
	raw := p.src[inside : inside+n]
	_, size = utf8.DecodeRuneInString(p.src[inside+n:])
	p.pos = inside + n + size
	return p.term(start, raw, true)
}

// cs reads what follows cs; ( stands here.
func (p *parser) cs(start int) expr {
	p.pos++
	p.space()
	var x expr
	switch r := p.peek(); {
	case openQuote(r):
		x = p.phrase()
	case wordRune(r) && r != '-':
		from, word := p.pos, p.word()
		p.pos += len(word)
		x = p.term(from, word, false)
	default:
		p.fault(start, p.pos, "cs takes a word or a phrase", `write cs("Rust")`)
	}
	p.space()
	if p.peek() != ')' {
		p.fault(start, p.pos, "cs takes one word or phrase and is closed behind it", `write cs("Rust") OR cs("RUST")`)
		p.skipGroup()
		return nil
	}
	p.pos++
	if !p.field.worded() {
		p.fault(start, p.pos, "cs works in title:, lead: and body: only", "take it out of "+p.field.String()+":")
		return nil
	}
	t, ok := x.(*termExpr)
	if !ok {
		return nil
	}
	t.exact, t.span = true, text.Span{Start: start, End: p.pos}
	return t
}

// skipGroup goes behind the next closing parenthesis, to read on after a
// fault.
func (p *parser) skipGroup() {
	if n := strings.IndexByte(p.src[p.pos:], ')'); n >= 0 {
		p.pos += n + 1
	} else {
		p.pos = len(p.src)
	}
}

// regex reads a regular expression; / stands here.
func (p *parser) regex() expr {
	start := p.pos
	end := regexEnd(p.src[start:])
	if end < 0 {
		p.pos = len(p.src)
		p.fault(start, start+1, "this regular expression is never closed", "close it with /")
		return nil
	}
	x := &regexExpr{src: p.src[start+1 : start+end]}
	p.pos = start + end + 1
	x.flags = p.word()
	p.pos += len(x.flags)
	x.span = text.Span{Start: start, End: p.pos}
	p.count(1)
	if x.flags != "" && x.flags != "i" {
		p.fault(p.pos-len(x.flags), p.pos, "the only flag of a regular expression is i", "write /"+brief(x.src)+"/i")
		return nil
	}
	if len(x.src) > maxRegex {
		p.fault(start, p.pos, fmt.Sprintf("a regular expression has at most %d bytes", maxRegex), "make it shorter, or two of it")
		return nil
	}
	return p.compile(x)
}

// regexEnd returns where the slash stands that closes the one at 0; -1 if
// none does.
func regexEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '/':
			return i
		}
	}
	return -1
}

func (p *parser) compile(x *regexExpr) expr {
	src := strings.ReplaceAll(x.src, `\/`, "/")
	if x.flags == "i" {
		src = "(?i)" + src
	}
	re, err := regexp.Compile(src)
	switch {
	case x.src == "":
		p.fault(x.span.Start, x.span.End, "a regular expression needs something between the slashes", "write /rust(y|ing)/i")
		return nil
	case err != nil:
		p.fault(x.span.Start, x.span.End, "this is no RE2 regular expression: "+brief(strings.TrimPrefix(err.Error(), "error parsing regexp: ")), `escape signs that stand for themselves, such as \( or \.`)
		return nil
	case re.MatchString(""):
		p.fault(x.span.Start, x.span.End, "this regular expression matches everything", "ask for at least one letter")
		return nil
	}
	x.re, x.needed = re, neededLiteral(src)
	return x
}
