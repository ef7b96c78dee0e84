package people

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A person is somebody named in the article.
type person struct {
	parts    []string // of the fullest name, folded
	tail     string   // jr or such
	name     string   // as written
	sex      gender
	listed   *news.Person
	mentions []int
	first    int            // the first of those
	forms    map[string]int // how often each form of the name stands there
	roles    []role
}

// enough is the weight from which a name of several words is one of a person.
const enough = 2

// gather makes people of the mentions: full names first, then what is short
// for them.
func (r *Reading) gather(persons []news.Person) {
	r.list(persons)
	order := make([]int, 0, len(r.mentions))
	for i := range r.mentions {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(len(r.mentions[b].parts), len(r.mentions[a].parts))
	})
	weights := r.weights()
	for _, i := range order {
		m := &r.mentions[i]
		if m.person < 0 && len(m.parts) > 1 && weights[strings.Join(m.parts, " ")] >= enough {
			r.full(i)
		}
	}
	for _, i := range order { // Mr. Brandt and nobody of that name
		if m := &r.mentions[i]; m.person < 0 && len(m.parts) == 1 && m.polite && len(r.bearers(m)) == 0 {
			r.found(i)
		}
	}
	for i := range r.mentions {
		if m := &r.mentions[i]; m.person < 0 {
			r.short(i)
		}
	}
	r.spell()
	r.settlePeople()
}

// weights sums up, for each name of several words, what says that it is a
// person's; a surname that stands alone elsewhere says so too.
func (r *Reading) weights() map[string]int {
	out, alone := map[string]int{}, map[string]int{}
	for i := range r.mentions {
		m := &r.mentions[i]
		if len(m.parts) == 1 {
			alone[m.parts[0]] = max(alone[m.parts[0]], 1+m.weight)
		}
		name := strings.Join(m.parts, " ")
		if old, ok := out[name]; !ok || m.weight < 0 {
			out[name] = old + m.weight
		} else {
			out[name] = max(old, m.weight)
		}
	}
	for i := range r.mentions {
		if m := &r.mentions[i]; len(m.parts) > 1 && alone[m.surname()] > 0 {
			name := strings.Join(m.parts, " ")
			out[name] += min(2, alone[m.surname()])
			alone[m.surname()] = min(alone[m.surname()], 0)
		}
	}
	return out
}

// list makes people of those whom the story file names, and joins the mentions
// of their names with them.
func (r *Reading) list(persons []news.Person) {
	for k := range persons {
		p := &persons[k]
		parts, tail := nameParts(p.Name.String())
		if len(parts) == 0 {
			continue
		}
		r.meet(person{parts: parts, tail: tail, name: p.Name.String(), sex: given[parts[0]], listed: p})
		forms := map[string]bool{nameKey(p.Name.String()): true}
		for _, a := range p.Aliases {
			forms[nameKey(a.String())] = true
		}
		for i := range r.mentions {
			m := &r.mentions[i]
			if m.person < 0 && forms[text.Fold(strings.Join(m.parts, " ")+" "+m.tail)] && (len(m.parts) > 1 || !sharedForm(persons, k, m.parts[0])) {
				r.join(i, len(r.people)-1)
			}
		}
	}
}

// nameParts cuts a name into its words, folded, and what stands behind it: jr.
func nameParts(name string) (parts []string, tail string) {
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		w = strings.Trim(w, ".,")
		switch {
		case suffixes[w] && len(parts) > 0:
			tail = w
		case w != "":
			parts = append(parts, unarticled(w))
		}
	}
	return parts, tail
}

// nameKey returns a name in one form, however it is written.
func nameKey(name string) string {
	parts, tail := nameParts(name)
	return text.Fold(strings.Join(parts, " ") + " " + tail)
}

// sharedForm reports whether another listed person than k has the surname.
func sharedForm(persons []news.Person, k int, surname string) bool {
	for i := range persons {
		parts, _ := nameParts(persons[i].Name.String())
		if i != k && len(parts) > 0 && parts[len(parts)-1] == surname {
			return true
		}
	}
	return false
}

// found makes a new person of mention i.
func (r *Reading) found(i int) {
	m := &r.mentions[i]
	r.meet(person{parts: m.parts, tail: m.tail, sex: given[m.parts[0]]})
	r.join(i, len(r.people)-1)
}

// meet adds a person.
func (r *Reading) meet(p person) {
	p.forms = map[string]int{}
	first, tail := p.parts[0], p.parts[len(p.parts)-1]
	r.byFirst[first] = append(r.byFirst[first], len(r.people))
	r.byTail[tail] = append(r.byTail[tail], len(r.people))
	r.people = append(r.people, p)
}

// join takes mention i to person at.
func (r *Reading) join(i, at int) {
	m, p := &r.mentions[i], &r.people[at]
	m.person = at
	if len(p.mentions) == 0 || i < p.first {
		p.first = i
	}
	p.mentions = append(p.mentions, i)
	form := unshouted(r.paragraphs[m.paragraph].cut(m.span.Start, m.span.End))
	p.forms[form]++
	if p.name == "" || len(m.parts) > len(strings.Fields(p.name)) {
		p.name = form
	}
	if m.sex != unknown {
		p.sex = m.sex
	}
	if ro, ok := r.roleAt(m); ok {
		p.roles = append(p.roles, ro)
	}
}

// unshouted returns a name all in capitals in the usual way.
func unshouted(name string) string {
	if strings.ToUpper(name) != name || len(name) < 4 || !strings.Contains(name, " ") {
		return name
	}
	out, start := []rune(strings.ToLower(name)), true
	for i, r := range out {
		if start {
			out[i] = unicode.ToUpper(r)
		}
		start = !isLetter(r) && r != '\'' && r != '’' || (r == '\'' || r == '’') && i == 1
	}
	return string(out)
}

// full takes a full name to the one person whose name it may be, or to a new
// one.
func (r *Reading) full(i int) {
	m := &r.mentions[i]
	fit := -1
	for _, k := range r.bound(m.surname()) {
		if r.people[k].tail != m.tail || !sameName(r.people[k].parts, m.parts) {
			continue
		}
		if fit >= 0 {
			return // two could be meant
		}
		fit = k
	}
	if fit < 0 {
		r.found(i)
		return
	}
	r.join(i, fit)
}

// mostBearers is how many people of one surname are told apart.
const mostBearers = 50

// bound returns the people of a surname, of too many the first.
func (r *Reading) bound(surname string) []int {
	all := r.byTail[surname]
	return all[:min(len(all), mostBearers)]
}

// sameName reports whether the shorter name may be a form of the longer one:
// the same surname, and the other parts in order, initials for names.
func sameName(long, short []string) bool {
	if len(short) > len(long) {
		long, short = short, long
	}
	if len(long) < 2 || len(short) < 2 || long[len(long)-1] != short[len(short)-1] {
		return slices.Equal(long, short)
	}
	if _, name := given[short[0]]; name && len(long[0]) > 1 && !sameGiven(long[0], short[0]) {
		return false // a middle name alone
	}
	i := 0
	for _, part := range short[:len(short)-1] {
		for i < len(long)-1 && !sameGiven(long[i], part) {
			i++
		}
		if i == len(long)-1 {
			return false
		}
		i++
	}
	return true
}

// sameGiven reports whether two given names may be one: Dave is short for
// David, J for John.
func sameGiven(a, b string) bool {
	if a == b || len(a) == 1 && strings.HasPrefix(b, a) || len(b) == 1 && strings.HasPrefix(a, b) {
		return true
	}
	return nicknames[a] != "" && nicknames[a] == nicknames[b] || nicknames[a] == b || nicknames[b] == a
}

// bearers are the people whose name m may be short for. Those whose sex its
// title tells go before others, those named in full before those whom only the
// story file names.
func (r *Reading) bearers(m *mention) []int {
	var out []int
	best := 0
	for _, k := range r.bound(m.surname()) {
		p := &r.people[k]
		if !p.endsIn(m.parts) || m.sex != unknown && p.sex != unknown && p.sex != m.sex || p.otherThan(m.title) {
			continue
		}
		rank := 1
		if len(p.mentions) > 0 {
			rank += 2
		}
		if m.sex != unknown && p.sex == m.sex {
			rank++
		}
		if rank > best {
			out, best = out[:0], rank
		}
		if rank == best {
			out = append(out, k)
		}
	}
	return out
}

// otherThan reports whether the roles of the person are hardly those of one
// with the title.
func (p *person) otherThan(title string) bool {
	return slices.ContainsFunc(p.roles, func(ro role) bool { return apart(title, ro.words) })
}

// endsIn reports whether the name ends in the parts.
func (p *person) endsIn(parts []string) bool {
	n := len(p.parts) - len(parts)
	return n >= 0 && slices.Equal(p.parts[n:], parts)
}

// short takes a surname, or a first name, to the one person whose it is.
func (r *Reading) short(i int) {
	m := &r.mentions[i]
	at := r.bearers(m)
	if len(at) == 0 && len(m.parts) == 1 && !m.polite {
		at = r.called(m)
	}
	switch {
	case len(at) == 1:
		r.join(i, at[0])
	case len(at) > 1:
		k := r.nearest(i, at)
		if k < 0 {
			k = r.introduced(i, at)
		}
		if k >= 0 {
			r.join(i, k)
		}
	}
}

// introduced returns the one of the people whom the article has named before
// mention i, -1 unless it is exactly one.
func (r *Reading) introduced(i int, of []int) int {
	found := -1
	for _, k := range of {
		if p := &r.people[k]; len(p.mentions) == 0 || p.first > i {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = k
	}
	return found
}

// called are the people whose first name m is.
func (r *Reading) called(m *mention) []int {
	var out []int
	all := r.byFirst[m.parts[0]]
	for _, k := range all[:min(len(all), mostBearers)] {
		if len(r.people[k].parts) > 1 && len(r.people[k].mentions) > 0 && !r.paragraphs[m.paragraph].inPlace(m) {
			out = append(out, k)
		}
	}
	return out
}

// inPlace reports whether a name of one word stands where places do.
func (p *paragraph) inPlace(m *mention) bool {
	return m.lead > 0 && (p.tokens[m.lead-1].fold == "in" || p.tokens[m.lead-1].fold == "at")
}

// nearest returns the one of the people whose full name, or surname with a
// title, stands before mention i in its paragraph, -1 unless it is exactly one.
func (r *Reading) nearest(i int, of []int) int {
	found := -1
	for k := i - 1; k >= max(0, i-mostBearers) && r.mentions[k].paragraph == r.mentions[i].paragraph; k-- {
		m := &r.mentions[k]
		if len(m.parts) < 2 && !m.polite || !slices.Contains(of, m.person) {
			continue
		}
		if found >= 0 && found != m.person {
			return -1
		}
		found = m.person
	}
	return found
}

// settlePeople orders people by their first mention, and drops those whom the
// article does not mention.
func (r *Reading) settlePeople() {
	for k := range r.people {
		slices.Sort(r.people[k].mentions)
		slices.SortStableFunc(r.people[k].roles, func(a, b role) int {
			return cmp.Or(cmp.Compare(a.paragraph, b.paragraph), cmp.Compare(a.span.Start, b.span.Start))
		})
	}
	r.people = slices.DeleteFunc(r.people, func(p person) bool { return len(p.mentions) == 0 })
	slices.SortStableFunc(r.people, func(a, b person) int { return cmp.Compare(a.mentions[0], b.mentions[0]) })
	for k := range r.people {
		for _, i := range r.people[k].mentions {
			r.mentions[i].person = k
		}
	}
}
