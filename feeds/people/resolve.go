package people

import (
	"cmp"
	"slices"
	"strings"

	"casewire/feeds/text"
)

// resolve says of each speech which of the people speaks, in order of place,
// so that a pronoun may mean who spoke last.
func (r *Reading) resolve() {
	for k := range r.people {
		p := &r.people[k]
		p.learn()
		for _, ro := range p.roles {
			r.hold(k, ro.words)
		}
		if p.listed != nil {
			r.hold(k, p.listed.Role.String())
		}
	}
	for i := range r.speeches {
		s := &r.speeches[i]
		switch m := s.source.mention; {
		case !s.source.ok():
		case m >= 0:
			s.person = r.mentions[m].person
		default:
			s.person = r.meant(i)
		}
	}
}

// learn takes from the roles what they say of the person's sex.
func (p *person) learn() {
	for _, ro := range p.roles {
		for w := range strings.FieldsSeq(strings.ToLower(ro.words)) {
			if sex := honorifics[lastPart(w)]; p.sex == unknown && sex != unknown && roles[lastPart(w)] {
				p.sex = sex
			}
		}
	}
}

// pronounSex is the sex that a pronoun tells.
var pronounSex = map[string]gender{ //nolint:gochecknoglobals // table
	"he": man, "him": man, "his": man, "himself": man, "she": woman, "her": woman, "hers": woman, "herself": woman,
}

// meant returns the person whom the source of speech i, which is no name,
// means: -1 for none.
func (r *Reading) meant(i int) int {
	s := r.speeches[i].source
	p := &r.paragraphs[s.paragraph]
	first := p.tokens[s.span.Start].fold
	if s.span.End == s.span.Start+1 {
		if sex := pronounSex[beforeApostrophe(first)]; sex != unknown {
			k := r.antecedent(i, sex)
			if k >= 0 {
				r.people[k].sex = sex
			}
			return k
		}
		if first == "who" {
			return r.before(s)
		}
	}
	return r.byRole(s)
}

// before returns the person named right before the source.
func (r *Reading) before(s source) int {
	for i := r.namesBefore(s.paragraph, s.span.Start) - 1; i >= r.paragraphs[s.paragraph].names.Start; i-- {
		if m := &r.mentions[i]; m.span.End <= s.span.Start {
			if s.span.Start-m.span.End < 3 {
				return m.person
			}
			return -1
		}
	}
	return -1
}

// namesBefore returns the index behind the mentions of a paragraph that begin
// before a token.
func (r *Reading) namesBefore(at, token int) int {
	names := r.paragraphs[at].names
	n, _ := slices.BinarySearchFunc(r.mentions[names.Start:names.End], token, func(m mention, token int) int {
		return cmp.Compare(m.lead, token)
	})
	return names.Start + n
}

// byRole returns the only person of whom the article says the role that the
// source names: the judge.
func (r *Reading) byRole(s source) int {
	p := &r.paragraphs[s.paragraph]
	if t := &p.tokens[s.span.Start]; t.fold != "the" && pronounSex[t.fold] == unknown && !t.poss {
		return -1
	}
	noun := ""
	for i := s.span.Start; i < s.span.End; i++ {
		w := p.tokens[i].fold
		if prepositions[w] {
			return -1
		}
		noun = lastPart(w)
	}
	if k, ok := r.holders[noun]; ok && roles[noun] {
		return k
	}
	return -1
}

// hold notes that person k is what the role says; of a role that two have,
// nobody is the holder.
func (r *Reading) hold(k int, role string) {
	noun := headNoun(role)
	if old, ok := r.holders[noun]; ok && old != k {
		k = -1
	}
	r.holders[noun] = k
}

// headNoun returns the noun of a role: lawyer of "defence lawyer for the
// county".
func headNoun(words string) string {
	noun := ""
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		w = strings.Trim(w, ",.")
		if prepositions[w] && noun != "" {
			break
		}
		if roles[lastPart(w)] || titles[lastPart(w)] != "" {
			noun = lastPart(w)
		}
	}
	return noun
}

// How many paragraphs, sentences of one and quotations back a pronoun may mean
// somebody.
const (
	reach     = 4
	sentences = 12
)

// antecedent returns whom the pronoun of speech i means: going back sentence
// by sentence, who spoke in it, else whom it names first.
func (r *Reading) antecedent(i int, sex gender) int {
	s := r.speeches[i].source
	others := r.namedBehind(s)
	for at := s.paragraph; at >= 0 && at >= s.paragraph-reach; at-- {
		p := &r.paragraphs[at]
		last := len(p.sentences)
		if at == s.paragraph {
			last = p.sentenceAt(s.span.Start) + 1
		}
		for n := last - 1; n >= max(0, last-sentences); n-- {
			span := p.sentences[n]
			if at == s.paragraph {
				span.End = min(span.End, s.span.Start)
			}
			if k, ok := r.meantIn(i, at, span, sex, others); ok {
				return k
			}
		}
	}
	return -1
}

// meantIn returns whom the pronoun of speech i means if it is somebody in the
// span of a paragraph; -1 for somebody without a name.
func (r *Reading) meantIn(i, at int, span text.Span, sex gender, others []int) (k int, ok bool) {
	if k := r.spoke(i, at, span); k >= 0 && r.fits(k, sex) && !slices.Contains(others, k) {
		return k, true
	}
	span = r.paragraphs[at].upTo(span, sex)
	if k := r.asked(at, span); k >= 0 && r.fits(k, sex) && !slices.Contains(others, k) {
		return k, true
	}
	if k := r.opener(at, span); k >= 0 && r.fits(k, sex) && !slices.Contains(others, k) {
		return k, true
	}
	if s, own := r.nameless(at, span), r.speeches[i].source; s.ok() && (at < own.paragraph || span.End < own.span.Start) {
		r.speeches[i].means = s
		return -1, true
	}
	k, owner := r.subjectOf(at, span, sex, others)
	if kin := r.kin(at, span, sex); kin.ok() && (k < 0 || owner) {
		r.speeches[i].means = kin
		return r.byRole(kin), true
	}
	return k, k >= 0
}

// asked returns who is asked something in a sentence, who answers.
func (r *Reading) asked(at int, span text.Span) int {
	p := &r.paragraphs[at]
	for i := span.Start; i+2 < span.End; i++ {
		if p.tokens[i].fold != "asked" || p.tokens[i].quote >= 0 {
			continue
		}
		if k, ok := r.holders[p.tokens[i+2].fold]; ok && k >= 0 && p.tokens[i+1].fold == "the" && roles[p.tokens[i+2].fold] {
			return k
		}
		if n := r.namesBefore(at, i+1); n < p.names.End && r.mentions[n].lead == i+1 {
			return r.mentions[n].person
		}
	}
	return -1
}

// opener returns the person whose role a clause begins with before a name comes:
// the judge.
func (r *Reading) opener(at int, span text.Span) int {
	p := &r.paragraphs[at]
	end := span.End
	if n := r.namesBefore(at, span.Start); n < p.names.End {
		end = min(end, r.mentions[n].lead)
	}
	for i := span.Start; i+1 < end; i++ {
		if t := &p.tokens[i]; t.fold != "the" || t.quote >= 0 || i > span.Start && p.tokens[i-1].word {
			continue
		}
		noun := p.tokens[i+1].fold
		if k, ok := r.holders[noun]; ok && roles[noun] && !p.tokens[i+1].poss {
			return k
		}
	}
	return -1
}

// nameless returns who has only a role where a sentence begins: a lawyer in the
// capital.
func (r *Reading) nameless(at int, span text.Span) source {
	p := &r.paragraphs[at]
	if span.Start >= span.End || p.tokens[span.Start].fold != "a" && p.tokens[span.Start].fold != "an" {
		return noSource()
	}
	for i := span.Start + 1; i < min(span.End, span.Start+4); i++ {
		if p.roleNoun(i) && roles[p.tokens[i].fold] && !p.roleNoun(i+1) {
			if r.namesBefore(at, i+4) > r.namesBefore(at, span.Start) {
				break // a neighbour, Edwin Pell
			}
			return source{at, text.Span{Start: span.Start, End: i + 1}, -1}
		}
	}
	return noSource()
}

// sentenceAt returns the index of the sentence that token i is part of.
func (p *paragraph) sentenceAt(i int) int {
	n, ok := slices.BinarySearchFunc(p.sentences, i, func(s text.Span, i int) int { return cmp.Compare(s.Start, i) })
	if !ok {
		n--
	}
	return n
}

func (r *Reading) fits(k int, sex gender) bool {
	return r.people[k].sex == unknown || r.people[k].sex == sex
}

// spoke returns who spoke last, before speech i, by words in the span.
func (r *Reading) spoke(i, at int, span text.Span) int {
	for j := i - 1; j >= max(0, i-reach); j-- {
		s := &r.speeches[j]
		if s.source.paragraph == at && s.source.span.Start >= span.Start && s.source.span.End <= span.End && s.person >= 0 {
			return s.person
		}
	}
	return -1
}

// subjectOf returns the first person of the sex that a sentence names outside
// quotations, one whose name is no possessive if there is any; owner tells that
// there is none.
func (r *Reading) subjectOf(at int, span text.Span, sex gender, others []int) (k int, owner bool) {
	p := &r.paragraphs[at]
	k = -1
	for i := r.namesBefore(at, span.Start); i < p.names.End && r.mentions[i].lead < span.End; i++ {
		m := &r.mentions[i]
		if m.span.End > span.End || m.person < 0 ||
			p.tokens[m.lead].quote >= 0 || !r.fits(m.person, sex) || slices.Contains(others, m.person) {
			continue
		}
		if m.lead > span.Start && p.tokens[m.lead-1].fold == "by" {
			continue // asked by Marlow
		}
		if m.lead+1 == m.span.End && m.lead > span.Start && p.tokens[m.lead-1].fold == "the" {
			continue // the Marlow trial
		}
		if !p.tokens[m.span.End-1].poss {
			return m.person, false
		}
		if k < 0 {
			k = m.person
		}
	}
	return k, k >= 0
}

// kin returns whom a sentence calls by what he or she is to somebody, without
// a name: his widow.
func (r *Reading) kin(at int, span text.Span, sex gender) source {
	p := &r.paragraphs[at]
	for i := span.Start; i+2 < span.End; i++ {
		t := &p.tokens[i]
		if t.quote >= 0 || !owners[t.fold] && !t.poss || !p.roleNoun(i+1) || honorifics[p.tokens[i+1].fold] != sex {
			continue
		}
		if n := r.namesBefore(at, i+4); n > r.namesBefore(at, i+2) {
			continue // her sister, Dana Marlow
		}
		from := i
		for from > span.Start && t.poss && p.capital(from-1) && p.joined(from) {
			from--
		}
		return source{at, text.Span{Start: from, End: i + 2}, -1}
	}
	return noSource()
}

// namedBehind returns whom a sentence names behind a pronoun outside quotations,
// not as an owner: the pronoun means none of them.
func (r *Reading) namedBehind(s source) []int {
	p := &r.paragraphs[s.paragraph]
	in := p.sentences[p.sentenceAt(s.span.Start)]
	if p.fronted(in.Start, s.span.Start) {
		return nil
	}
	var out []int
	for i := r.namesBefore(s.paragraph, s.span.End); i < p.names.End && r.mentions[i].lead < in.End; i++ {
		if m := &r.mentions[i]; m.person >= 0 && p.tokens[m.lead].quote < 0 && !p.tokens[m.span.End-1].poss {
			out = append(out, m.person)
		}
	}
	return out
}

// upTo cuts a span before its first pronoun that is a subject of a sex: whom
// that means was named before.
func (p *paragraph) upTo(span text.Span, sex gender) text.Span {
	for i := span.Start; i < span.End; i++ {
		if t := &p.tokens[i]; t.quote < 0 && subjects[t.fold] && pronounSex[t.fold] == sex && !p.fronted(span.Start, i) {
			span.End = i
		}
	}
	return span
}

// fronted reports whether a clause that depends on another one begins between a
// sentence's first token and token i: in it a pronoun comes before the name.
func (p *paragraph) fronted(start, i int) bool {
	return slices.ContainsFunc(p.tokens[start:i], func(t token) bool { return t.quote < 0 && fronting[t.fold] })
}

// fronting are words with which a clause begins that depends on another one.
var fronting = words("though although when while after before as because since if until once unless whether") //nolint:gochecknoglobals // table
