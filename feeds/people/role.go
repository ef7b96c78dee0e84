package people

import (
	"strings"

	"casewire/feeds/text"
)

// A role is what the article calls a person somewhere.
type role struct {
	words     string
	paragraph int
	span      text.Span // of tokens
}

// roleAt reads the role of a person where a mention stands.
func (r *Reading) roleAt(m *mention) (role, bool) {
	p := &r.paragraphs[m.paragraph]
	if p.index < 0 && p.caseless {
		return role{}, false
	}
	for _, find := range [...]func(*mention) (int, int){p.roleBehind, p.roleAhead} {
		if from, to := find(m); to > from {
			for from+1 < to && strings.HasSuffix(p.tokens[from].fold, "ly") {
				from++
			}
			return role{p.lowered(from, to), m.paragraph, text.Span{Start: from, End: to}}, true
		}
	}
	if m.title != "" {
		return role{m.title, m.paragraph, text.Span{Start: m.lead, End: m.span.Start}}, true
	}
	return role{}, false
}

// lowered returns the words of a role; a capital that only the place in the
// sentence asks for is left out.
func (p *paragraph) lowered(from, to int) string {
	words, t := strings.TrimSuffix(p.cut(from, to), ","), &p.tokens[from]
	if t.first && t.cap && !t.caps && (roles[t.fold] || before[t.fold] || determiners[t.fold] || to > from+1 && !p.tokens[from+1].cap) {
		return t.fold + words[t.span.End-t.span.Start:]
	}
	return words
}

// roleBehind reads an apposition behind the name: Paul Brandt, 41, her lawyer.
func (p *paragraph) roleBehind(m *mention) (from, to int) {
	i := m.span.End
	if i+1 >= len(p.tokens) || p.tokens[i].fold != "," || p.tokens[i].quote != p.tokens[i+1].quote {
		return 0, 0
	}
	i++
	if isAge(p.tokens[i].fold) && i+2 < len(p.tokens) && p.tokens[i+1].fold == "," {
		i += 2
	}
	i = p.whoIs(i)
	if articles[p.tokens[i].fold] {
		i++
	}
	last := p.roleWithin(i)
	if last < 0 || p.tokens[i].quote != p.tokens[m.lead].quote {
		return 0, 0
	}
	to = p.complement(last+1, i+10)
	if to < len(p.tokens) && p.joined(to) && p.capital(to) {
		return 0, 0 // a list: the baker Tom Reed, lawyer Paul Brandt
	}
	if to < len(p.tokens) && p.tokens[to].word && (auxiliaries[p.tokens[to].fold] || speech[p.tokens[to].fold]) {
		return 0, 0 // ", her lawyer said"
	}
	return i, to
}

// whoIs goes over "who is" before the article of a role, from token i.
func (p *paragraph) whoIs(i int) int {
	if i+3 < len(p.tokens) && p.tokens[i].fold == "who" && (p.tokens[i+1].fold == "is" || p.tokens[i+1].fold == "was") && articles[p.tokens[i+2].fold] {
		return i + 2
	}
	return i
}

var articles = words("a an the") //nolint:gochecknoglobals // table

// complement goes on over "of the county", up to token limit.
func (p *paragraph) complement(i, limit int) int {
	if i >= len(p.tokens) || p.tokens[i].fold != "of" && p.tokens[i].fold != "for" && p.tokens[i].fold != "at" && p.tokens[i].fold != "in" {
		return i
	}
	end := i
	for j := i; j < len(p.tokens) && j <= limit; j++ {
		t := &p.tokens[j]
		if !t.word {
			return j
		}
		if t.fold == "and" && j > i && j+1 < len(p.tokens) && p.tokens[j-1].cap && p.capital(j+1) {
			continue // Brunt and Sable
		}
		if conjunctions[t.fold] || pronouns[t.fold] || auxiliaries[t.fold] || j > i && prepositions[t.fold] && t.fold != "of" {
			return j
		}
		end = i
	}
	return end
}

// roleAhead reads a role before the name: defence lawyer Paul Brandt; her
// lawyer, Paul Brandt.
func (p *paragraph) roleAhead(m *mention) (from, to int) {
	to = m.lead
	if to == 0 {
		return 0, 0
	}
	apart := p.tokens[to-1].fold == "," && p.tokens[to-1].quote == p.tokens[to].quote
	if apart {
		to--
	}
	if to == 0 || !apart && !p.joined(m.lead) || !p.roleNoun(to-1) {
		return 0, 0
	}
	from = to - 1
	for from > 0 && to-from < 6 && p.joined(from) && p.modifies(from-1) {
		from--
	}
	switch {
	case from > 0 && p.joined(from) && owners[p.tokens[from-1].fold]:
		from--
	case apart && (from == 0 || !p.tokens[from-1].poss && !p.introduces(from-1, m.span.End)):
		return 0, 0 // a list: the judge, the lawyer, Paul Brandt
	}
	if apart && from > 1 && p.tokens[from-1].fold == "," && p.tokens[from-2].cap {
		return 0, 0 // in apposition to another
	}
	return from, to
}

// introduces reports whether the article at token i begins a role that a name
// in apposition follows, which ends before token end: a watchman, Emil Castor,
// died. Where such roles are in a row, nobody can say whose is which.
func (p *paragraph) introduces(i, end int) bool {
	if !articles[p.tokens[i].fold] || !p.joined(i+1) || end < len(p.tokens) && p.tokens[end].word {
		return false
	}
	return i < 2 || p.tokens[i-1].fold != "," || !p.tokens[i-2].word
}

// owners are the words that say whose somebody is.
var owners = words("his her their my our") //nolint:gochecknoglobals // table

// roleNoun reports whether token i is a noun of a role.
func (p *paragraph) roleNoun(i int) bool {
	t := &p.tokens[i]
	return t.word && !t.poss && roles[lastPart(t.fold)] && (!t.cap || t.first)
}

// modifies reports whether token i may stand before the noun of a role and
// belong to it.
func (p *paragraph) modifies(i int) bool {
	t := &p.tokens[i]
	if !t.word || t.poss || t.first && t.cap || calendar[t.fold] || lone[t.fold] && !before[t.fold] || speech[t.fold] {
		return before[t.fold] && t.word && !t.poss
	}
	return true
}

// roleOf returns the role of person k that the article gives most, the first
// of those.
func (r *Reading) roleOf(k int) string {
	p := &r.people[k]
	if p.listed != nil && p.listed.Role.Len() > 0 {
		return p.listed.Role.String()
	}
	best, most := "", 0
	count := map[string]int{}
	for _, ro := range p.roles {
		w := strings.ToLower(ro.words)
		count[w] += roleWeight(w)
	}
	for _, ro := range p.roles {
		if n := count[strings.ToLower(ro.words)]; n > most {
			best, most = ro.words, n
		}
	}
	return best
}

// roleWeight prefers what says more: the film's armorer to armorer.
func roleWeight(w string) int {
	if strings.Contains(w, " ") {
		return 3
	}
	return 2
}
