package rule

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"casewire/feeds/text"
)

// named reads NAME:value; word is the name, and stands here.
func (p *parser) named(word string) expr {
	start := p.pos
	p.pos += len(word)
	after := p.src[p.pos+1:]
	f, known := fieldWords[word]
	if r := []rune(after); len(r) == 0 || unicode.IsSpace(r[0]) || r[0] == ')' {
		if known || slices.Contains(valueWords, word) {
			p.warn(start, p.pos+1, word+": with nothing behind it is a word to look for", "write "+word+":x without a space")
		}
		x := p.term(start, word, false)
		p.pos++
		return x
	}
	p.pos++
	switch word {
	case "before", "after", "on", "within":
		return p.date(start, word)
	case "is", "has", "person":
		return p.state(start, word)
	}
	if !known {
		return p.unknownField(start, word)
	}
	return p.fielded(start, f)
}

// valueWords are the names that take a value, and are no fields.
var valueWords = []string{"before", "after", "on", "within", "is", "has", "person"} //nolint:gochecknoglobals // table

// fielded reads what a field is asked for.
func (p *parser) fielded(start int, f field) expr {
	outer := p.field
	if outer != anywhere {
		p.fault(start, p.pos, f.String()+": stands inside "+outer.String()+":", "put the two side by side, with AND")
	}
	p.field = f
	x := p.primary()
	p.field = outer
	if x == nil || outer != anywhere {
		return nil
	}
	span := text.Span{Start: start, End: p.pos}
	if bad := unfit(x, f); bad != nil {
		p.fault(span.Start, span.End, brief(bad.String())+" cannot stand inside "+f.String()+":", "put the two side by side, with AND")
		return nil
	}
	return &fieldExpr{node{span}, f, x}
}

// unfit returns the part of x that cannot be asked of a field.
func unfit(x expr, f field) expr {
	switch x := x.(type) {
	case *fieldExpr, *dateExpr, *sizeExpr, *stateExpr:
		return x
	case *nearExpr, *atLeastExpr:
		if !f.worded() {
			return x
		}
	case *termExpr:
		if x.exact && !f.worded() {
			return x
		}
	case *setExpr:
		if x.set.x != nil && unfit(x.set.x, f) != nil {
			return x
		}
	case *notExpr:
		return unfit(x.x, f)
	case *andExpr:
		return firstUnfit(x.args, f)
	case *orExpr:
		return firstUnfit(x.args, f)
	}
	return nil
}

func firstUnfit(args []expr, f field) expr {
	for _, arg := range args {
		if bad := unfit(arg, f); bad != nil {
			return bad
		}
	}
	return nil
}

// unknownField says so, and reads the value to go on behind it.
func (p *parser) unknownField(start int, word string) expr {
	end := p.pos
	if strings.HasPrefix(p.src[p.pos:], "//") || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for !p.ended() && !unicode.IsSpace(p.peek()) {
			p.pos++
		}
		hint := `write it in quotes`
		if strings.HasPrefix(word, "http") {
			hint = `write url:"…" or site:…`
		}
		p.fault(start, p.pos, "a colon cannot stand in a word", hint)
		return nil
	}
	names := slices.Clone(valueWords)
	for name := range fieldWords {
		names = append(names, name)
	}
	hint := "the fields are title lead body author site feed url tag lang before after"
	if near := text.Nearest(word, names); near != "" {
		hint = "did you mean " + near + ":?"
	}
	p.fault(start, end, "there is no field "+brief(word)+":", hint)
	p.primary()
	return nil
}

// set reads @name; @ stands here.
func (p *parser) set() expr {
	start := p.pos
	p.pos++
	name := p.word()
	p.pos += len(name)
	s := p.sets.find(name)
	switch {
	case name == "":
		p.fault(start, p.pos, "@ has no name behind it", "write @people, or the name of a set")
		return nil
	case s == nil:
		hint := "add it to [sets]"
		if near := text.Nearest(name, p.sets.names()); near != "" {
			hint = "did you mean @" + near + "?"
		}
		p.fault(start, p.pos, "there is no set @"+brief(name), hint)
		return nil
	}
	if p.open != nil {
		p.open(s)
	} else if s.x == nil {
		p.fault(start, p.pos, "the set @"+name+" has faults of its own", "mend it first")
		return nil
	}
	p.count(max(s.terms, 1))
	if p.levels+s.levels > maxLevels {
		p.tooDeep(start)
		return nil
	}
	return &setExpr{node{text.Span{Start: start, End: p.pos}}, s}
}

// hash reads #name; # stands here.
func (p *parser) hash() expr {
	start := p.pos
	p.pos++
	name := p.word()
	p.pos += len(name)
	if name == "" || name[0] == '-' {
		p.fault(start, p.pos, "# has no name behind it", "write #court for a tag")
		return nil
	}
	outer := p.field
	if outer != anywhere && outer != inTag {
		p.fault(start, p.pos, "a tag stands inside "+outer.String()+":", "put the two side by side, with AND")
		return nil
	}
	p.field = inTag
	x := p.term(start, name, false)
	p.field = outer
	if x == nil || outer == inTag {
		return x
	}
	return &fieldExpr{node{x.at()}, inTag, x}
}

// size reads what follows words; < or > stands here.
func (p *parser) size(start int) expr {
	op := p.src[p.pos : p.pos+1]
	p.pos++
	if p.peek() == '=' {
		op += "="
		p.pos++
	}
	digits := p.word()
	p.pos += len(digits)
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || n > 1e6 {
		p.fault(start, p.pos, "words is compared with a number up to a million", "write words>300")
		return nil
	}
	return &sizeExpr{node{text.Span{Start: start, End: p.pos}}, op, n}
}

// states are the values of is: and has:, by where they may be asked.
var states = map[Scope][]string{ //nolint:gochecknoglobals // table
	InLabel:  {"is:first", "is:correction", "has:new-number"},
	InSearch: {"is:unread", "is:starred", "is:revised", "is:copy", "is:near-miss", "has:quote", "has:note"},
}

// late are the states that engines find.
var late = []string{"is:first", "has:new-number"} //nolint:gochecknoglobals // table

// state reads the value of is:, has: or person:.
func (p *parser) state(start int, word string) expr {
	x := &stateExpr{word: word, quoted: openQuote(p.peek())}
	if x.quoted {
		t, ok := p.phrase().(*termExpr)
		if !ok {
			return nil
		}
		x.value = t.raw
	} else {
		x.value = p.word()
		p.pos += len(x.value)
	}
	x.span = text.Span{Start: start, End: p.pos}
	if x.value == "" {
		p.fault(start, p.pos, word+": has no value", "write is:unread, has:quote or person:\"…\"")
		p.primary()
		return nil
	}
	full := word + ":" + x.value
	p.late = p.late || slices.Contains(late, full)
	if word == "person" && p.scope == InSearch || slices.Contains(states[p.scope], full) {
		return x
	}
	p.badState(x, full)
	return nil
}

func (p *parser) badState(x *stateExpr, full string) {
	start, end := x.span.Start, x.span.End
	switch {
	case slices.Contains(states[InSearch], full) || x.word == "person":
		p.fault(start, end, brief(full)+" works in searches only", "a rule decides by what an item says")
	case slices.Contains(states[InLabel], full):
		p.fault(start, end, full+" works in tag and alert rules only", "take it out")
	default:
		hint := "there is " + strings.Join(states[p.scope], " ")
		if near := text.Nearest(full, states[p.scope]); near != "" {
			hint = "did you mean " + near + "?"
		} else if p.scope == InKeep {
			hint = "a keep or drop rule decides by what an item says"
		}
		p.fault(start, end, "there is no "+brief(full), hint)
	}
}
