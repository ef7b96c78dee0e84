package people

import (
	"strings"

	"casewire/feeds/text"
)

// A mention is a place where a name stands, or may stand.
type mention struct {
	paragraph int // index into the paragraphs of a reading
	// span, of tokens, is the name alone; lead is where its title begins.
	span   text.Span
	lead   int
	parts  []string // of the name, folded: given names, particles, surname
	tail   string   // jr or such, folded; empty for none
	title  string   // what it says, as the role; empty for Mr. and for none
	sex    gender   // as the title says
	polite bool     // has a title of any kind
	weight int      // how much says that it is a person
	person int      // index into the people of the reading, -1 for none
}

func (m *mention) surname() string { return m.parts[len(m.parts)-1] }

// mentions finds runs of capitalised words that may be names of people. They
// are in order of place.
func (p *paragraph) mentions(at int) []mention {
	var out []mention
	for i := 0; i < len(p.tokens); {
		end := p.run(i)
		if end == i {
			i++
			continue
		}
		out = p.cutRun(out, at, i, end)
		i = end
	}
	return out
}

// run returns the end of the run of capitalised words that begins at token i.
func (p *paragraph) run(i int) int {
	if !p.capital(i) {
		return i
	}
	end := i + 1
	for end < len(p.tokens) && !p.tokens[end-1].poss && p.joined(end) && p.tokens[end].quote == p.tokens[i].quote {
		switch {
		case p.capital(end):
			end++
		case particles[p.tokens[end].fold] && p.particleRun(end) > end:
			end = p.particleRun(end)
		default:
			return p.withSuffix(end)
		}
	}
	return p.withSuffix(end)
}

// particleRun returns the end of the particles from token i on, behind the
// capitalised word that must follow them.
func (p *paragraph) particleRun(i int) int {
	for j := i; j < len(p.tokens) && j < i+3 && p.joined(j); j++ {
		switch {
		case p.capital(j):
			return j + 1
		case !particles[p.tokens[j].fold] || p.tokens[j].fold == "y" && j > i:
			return i
		}
	}
	return i
}

// withSuffix takes a ", Jr." to the run.
func (p *paragraph) withSuffix(end int) int {
	if end+1 < len(p.tokens) && p.tokens[end].fold == "," && suffixes[p.tokens[end+1].fold] && p.tokens[end+1].cap {
		return end + 2
	}
	return end
}

func (p *paragraph) capital(i int) bool {
	t := &p.tokens[i]
	return t.word && t.cap && !strings.HasPrefix(t.fold, "i'") && t.fold != "i"
}

// joined reports whether only a space stands before token i.
func (p *paragraph) joined(i int) bool {
	return i > 0 && p.s[p.tokens[i-1].span.End:p.tokens[i].span.Start] == " "
}

// cutRun appends what of a run of capitalised words may be a name.
func (p *paragraph) cutRun(out []mention, at, from, to int) []mention {
	for from < to {
		for from < to && p.skipped(from, to) {
			from++
		}
		end := from
		for end < to && (!calendar[p.tokens[end].fold] || p.calledSo(from, end)) {
			end++
		}
		if from == end {
			from++
			continue
		}
		if m, ok := p.mention(at, from, end); ok {
			out = append(out, m)
		}
		from = end
	}
	return out
}

// calledSo reports whether a word of dates at token i is a surname: Theresa
// May, but not Friday John May or May 3.
func (p *paragraph) calledSo(from, i int) bool {
	_, name := given[p.tokens[max(from, i-1)].fold]
	return i > from && name && surnameLike[p.tokens[i].fold]
}

// skipped reports whether token i, which begins a run that ends at to, is no
// part of a name.
func (p *paragraph) skipped(i, to int) bool {
	t := &p.tokens[i]
	if calendar[t.fold] && (given[t.fold] == unknown || to == i+1) {
		return true
	}
	_, known := given[t.fold]
	if placeFirst[t.fold] && to > i+1 {
		return false
	}
	_, title := titles[t.fold]
	if i+2 < to && !known && !title && (t.caps || before[t.fold]) {
		if _, name := given[p.tokens[i+1].fold]; name {
			return true // UK Paul Brandt, Former Paul Brandt
		}
	}
	return lone[t.fold] && (to == i+1 || !known && !before[t.fold])
}

// mention makes a mention of the tokens [from, to).
func (p *paragraph) mention(at, from, to int) (mention, bool) {
	m := mention{paragraph: at, lead: from, person: -1}
	from = p.title(&m, from, to)
	if m.title == "" && !m.polite {
		p.lowerTitle(&m)
	}
	for i := from; i < to; i++ {
		t := &p.tokens[i]
		switch {
		case !t.word:
		case suffixes[t.fold] && i > from:
			m.tail = t.fold
		default:
			m.parts = append(m.parts, unarticled(t.fold))
		}
	}
	m.span = text.Span{Start: from, End: to}
	if len(m.parts) == 0 || len(m.parts) > 6 {
		return m, false
	}
	if p.caseless || !p.named(&m) {
		return m, false
	}
	return m, true
}

// title takes the titles off the run, and what stands before them in it, and
// returns where the name begins: Fenwick County Sheriff Adan Mendoza.
func (p *paragraph) title(m *mention, from, to int) int {
	last := from
	for i := from; i < to-1; i++ {
		fold := strings.TrimSuffix(p.tokens[i].fold, ".")
		role, ok := p.titleOf(&p.tokens[i])
		_, name := given[fold]
		name = name && (!ok || !stopped[fold])
		switch {
		case !ok && i == last && roles[fold] && !name: // Driver Adriano Souza
			last = i + 1
			m.weight = 3
		case !ok && !before[fold], i > last && nameLike[fold] && !before[p.tokens[i-1].fold], name && i == from && titles[p.tokens[from+1].fold] == "":
			continue
		case ok:
			last = i + 1
			m.polite = true
			if sex := honorifics[fold]; sex != unknown {
				m.sex = sex
			}
		}
		if role == "" && ok {
			from = i + 1 // Mr. says nothing
		}
	}
	if last == m.lead {
		return last
	}
	m.title = p.office(from, last)
	return last
}

// titleOf returns the role that a title tells, empty for Mr. Where others are
// abbreviated with a stop, Col without one is a name.
func (p *paragraph) titleOf(t *token) (role string, ok bool) {
	if role, ok = initials[t.fold]; ok && t.caps {
		return role, true
	}
	fold := strings.TrimSuffix(t.fold, ".")
	if p.stops && !t.dot && stopped[fold] {
		return "", false
	}
	role, ok = titles[fold]
	return role, ok
}

// stopped are titles that are written with a stop where any is.
var stopped = words("sen rep gov lt col gen sgt cpl pvt maj capt cmdr adm prof supt det insp rev") //nolint:gochecknoglobals // table

// initials are titles in capitals without stops; in small letters they are
// parts of names.
var initials = pairs("", "da:district_attorney ag:attorney_general") //nolint:gochecknoglobals // table

// office spells a title out: district attorney of District Attorney, general
// of Gen. Words that are no titles keep their capitals.
func (p *paragraph) office(from, to int) string {
	var parts []string
	for i := from; i < to; i++ {
		fold := strings.TrimSuffix(p.tokens[i].fold, ".")
		role, ok := p.titleOf(&p.tokens[i])
		switch {
		case !ok && roles[fold]:
			parts = append(parts, fold)
		case ok && role != "":
			parts = append(parts, role)
		case before[fold] && fold != "u.s" && (fold != "county" && fold != "city" && fold != "state" || len(parts) == 0):
			parts = append(parts, fold)
		case !ok && p.tokens[i].word:
			parts = append(parts, p.cut(i, i+1))
		}
	}
	return strings.Join(parts, " ")
}

// nameLike are titles that are as often names.
var nameLike = words("king dean pope bishop prince duke judge major father general coach chair cardinal marshal constable " + //nolint:gochecknoglobals // table
	"earl lord sir dame lady queen agent warden ranger private leader")

// lowerTitle takes a title in small letters before a name: the sheriff's
// deputy Tom Reed is left to roles, former president Ann Reed too.
func (p *paragraph) lowerTitle(m *mention) {
	if m.lead > 0 && p.joined(m.lead) && !p.tokens[m.lead].first {
		if sex := honorifics[p.tokens[m.lead-1].fold]; sex != unknown {
			m.sex = sex
		}
	}
}

// named reports whether the words may be a name of a person, and weighs what
// says so.
func (p *paragraph) named(m *mention) bool {
	first := m.parts[0]
	_, knownGiven := given[first]
	for i, part := range m.parts {
		if !institutions[part] || i == 0 && knownGiven && len(m.parts) > 1 {
			continue
		}
		if i < len(m.parts)-1 || !surnameLike[part] || !m.polite && (i == 0 || !knownGiven) {
			return false
		}
		if !m.polite {
			m.weight -= 2
		}
	}
	if !m.polite && (placeFirst[first] || p.tokens[m.span.Start].caps && len(first) > 1 && len(m.parts) == 1) {
		return false
	}
	if i := m.lead - 1; i >= 0 && !m.polite && p.tokens[i].fold == "the" && len(m.parts) > 1 && p.joined(m.lead) {
		return false
	}
	m.weight += p.weigh(m, knownGiven)
	return true
}

// weigh sums up what, around a name, says that it is one of a person.
func (p *paragraph) weigh(m *mention, knownGiven bool) int {
	n := 0
	if m.polite {
		n += 3
	}
	if knownGiven && len(m.parts) > 1 {
		n += 2
	}
	for _, part := range m.parts[1:] {
		if len(part) == 1 || part == "jr" || part == "sr" {
			n += 2
		}
	}
	return n + p.weighAfter(m.span.End) + p.weighBefore(m.lead, m)
}

func (p *paragraph) weighAfter(i int) int {
	if i >= len(p.tokens) {
		return 0
	}
	next := &p.tokens[i]
	switch {
	case next.fold == "who", next.fold == "whose":
		return 2
	case next.word && strong[next.fold]:
		return 1
	case next.fold != "," || i+1 >= len(p.tokens):
		return 0
	}
	after := &p.tokens[i+1]
	switch {
	case after.fold == "who" || after.fold == "whose" || isAge(after.fold):
		return 3
	case determiners[after.fold] && p.roleWithin(i+1) >= 0:
		return 3
	case roles[after.fold] && !after.cap:
		return 3
	}
	return 0
}

func (p *paragraph) weighBefore(i int, m *mention) int {
	if i == 0 {
		return 0
	}
	last := &p.tokens[i-1]
	switch {
	case firms[last.fold], last.fold == "," && i > 1 && firms[p.tokens[i-2].fold]:
		return 0
	case last.fold == "of" && i > 1 && heads[p.tokens[i-2].fold] && len(m.parts) > 1:
		return -3
	case last.word && !last.cap && roles[last.fold] && p.joined(i):
		return 3
	case last.word && strong[last.fold] && p.joined(i):
		return 1
	case (last.fold == "in" || last.fold == "at" || last.fold == "near") && len(m.parts) > 1:
		return -2
	case last.fold == "," && i > 1 && roles[p.tokens[i-2].fold]:
		return 2
	}
	return 0
}

// firms are roles that companies have as well as people; heads are those of who
// is at the top of one.
var (
	firms = words("contractor insurer supplier operator owner publisher maker developer lender broker carrier distributor") //nolint:gochecknoglobals // table
	heads = words("director chairman chairwoman chair president founder head chief executive")                              //nolint:gochecknoglobals // table
)

// surnameLike are words of institutions and places that people are called too.
var surnameLike = words("west north lake hill hills park bay banks church hall power day post street lane forest castle price " + //nolint:gochecknoglobals // table
	"gates battle wood star case march may august ford bridge bank union temple law laws act british french german english canyon")

func isAge(s string) bool {
	return len(s) == 2 && s[0] >= '1' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9' || len(s) == 3 && s[0] == '1' && s[1] == '0'
}

// roleWithin returns the place of the last noun of a role in the phrase that
// begins at token i, -1 if it has none.
func (p *paragraph) roleWithin(i int) int {
	found := -1
	for j := i; j < len(p.tokens) && j < i+9; j++ {
		t := &p.tokens[j]
		if !t.word && t.fold != "-" || subjects[t.fold] || auxiliaries[t.fold] && !t.cap || strong[t.fold] {
			break
		}
		if roles[lastPart(t.fold)] && (!t.cap || !p.joined(j) || !p.tokens[j-1].cap || p.caseless) {
			found = j
		}
		if found >= 0 && j > found && (prepositions[t.fold] || conjunctions[t.fold]) {
			break
		}
		if found < 0 && (prepositions[t.fold] && (t.fold != "of" || p.tokens[i].fold != "one") || conjunctions[t.fold]) {
			break
		}
	}
	return found
}

// lastPart returns what stands behind the last hyphen.
func lastPart(s string) string {
	if roles[s] {
		return s
	}
	return s[strings.LastIndexByte(s, '-')+1:]
}
