package people

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Roll makes the people of a story of those that its articles name, the most
// named first. Short names join a full one only where one person alone can be
// meant; the order of the articles does not matter.
func Roll(found []news.Named, persons []news.Person) []news.Named {
	all, _ := newRoll(found, persons).people()
	return all
}

// Explain tells the people of a story apart and returns what says, of the one
// called name, which forms of names were taken for it, and which were not and
// why: nil if there is no such person. It may be asked by many at once.
func Explain(found []news.Named, persons []news.Person) func(name text.Clean) []text.Clean {
	return newRoll(found, persons).explain
}

func (r *roll) explain(name text.Clean) []text.Clean {
	for _, e := range r.entries {
		if e.root() == e && e.named.Name == name {
			return r.reasons(e)
		}
	}
	return nil
}

// A Register is the roll of a story that is made of one article after the
// other, so that nobody has to hold what all of them name. Once it is closed
// many may ask it at once.
type Register struct {
	roll *roll
	at   map[*entry]int // index among the people, by root
}

// NewRegister makes an empty one.
func NewRegister() *Register { return &Register{roll: emptyRoll(), at: map[*entry]int{}} }

// Add takes in a person that an article names, and returns the number of that
// name: ascending from 0, each given once. It is -1 for a name without a letter.
func (r *Register) Add(n *news.Named) int {
	if e := r.roll.add(n); e != nil {
		return e.number
	}
	return -1
}

// Close tells the people apart and returns them, the most named first, and for
// each number that Add gave which of them has the name; -1: none of them.
func (r *Register) Close(persons []news.Person) (all []news.Named, whose []int) {
	r.roll.tellApart(persons)
	all, roots := r.roll.people()
	for i, root := range roots {
		r.at[root] = i
	}
	whose = make([]int, len(r.roll.entries))
	for _, e := range r.roll.entries {
		whose[e.number] = r.index(e)
	}
	return all, whose
}

func (r *Register) index(e *entry) int {
	if i, ok := r.at[e.root()]; ok {
		return i
	}
	return -1
}

// Find returns which of the people has a name that was added; -1 if none has.
func (r *Register) Find(name text.Clean) int {
	if e := r.roll.byName[text.Fold(name.String())]; e != nil {
		return r.index(e)
	}
	return -1
}

// Explain says as the function of that name does.
func (r *Register) Explain(name text.Clean) []text.Clean { return r.roll.explain(name) }

// A roll is a list of people being made.
type roll struct {
	entries []*entry
	byName  map[string]*entry // by the folded name
	byForm  map[text.Clean]*entry
	tails   map[string][]*entry // by the last word of the name
}

// An entry is one name of a person, folded.
type entry struct {
	number int // in the order in which names were met
	fold   string
	name   text.Clean
	parts  []string
	junior string // jr or such
	named  news.Named
	roles  map[string]int
	forms  map[string]int
	into   *entry // the fuller name that it is a form of
	why    text.Clean
	rivals []*entry
	listed *news.Person
	joined bool // of a sum: with other forms of the name
}

func (e *entry) root() *entry {
	for e.into != nil {
		e = e.into
	}
	return e
}

func emptyRoll() *roll {
	return &roll{byName: map[string]*entry{}, byForm: map[text.Clean]*entry{}, tails: map[string][]*entry{}}
}

func newRoll(found []news.Named, persons []news.Person) *roll {
	r := emptyRoll()
	for i := range found {
		r.add(&found[i])
	}
	r.tellApart(persons)
	return r
}

// tellApart joins the forms of each person's name.
func (r *roll) tellApart(persons []news.Person) {
	r.list(persons)
	slices.SortFunc(r.entries, func(a, b *entry) int {
		return cmp.Or(cmp.Compare(len(b.parts), len(a.parts)), cmp.Compare(b.named.Mentions, a.named.Mentions), cmp.Compare(a.fold, b.fold))
	})
	for _, e := range r.entries {
		r.tails[e.tail()] = append(r.tails[e.tail()], e)
	}
	for _, e := range r.entries {
		if e.into == nil && e.listed == nil {
			r.place(e)
		}
	}
	r.name()
}

// name shows each person by the full form of the name that most articles have.
func (r *roll) name() {
	most := map[*entry]int{}
	for _, e := range r.entries {
		if root := e.root(); root.listed == nil && len(e.parts) > 1 && !particles[e.parts[0]] && e.named.Articles > most[root] {
			most[root] = e.named.Articles
			root.named.Name = e.name
		}
	}
}

func (e *entry) tail() string { return e.parts[len(e.parts)-1] }

// add counts a person of an article under its name; nil if that has no letter.
func (r *roll) add(n *news.Named) *entry {
	e := r.byForm[n.Name]
	if e == nil {
		fold := text.Fold(n.Name.String())
		if fold == "" {
			return nil
		}
		e = r.entry(fold, n.Name)
		r.byForm[n.Name] = e
	}
	count(&e.named, n)
	if n.Role.Len() > 0 {
		e.roles[n.Role.String()]++
	}
	for _, a := range n.Aliases {
		e.forms[a.String()]++
	}
	e.forms[n.Name.String()] += 2
	return e
}

func (r *roll) entry(fold string, name text.Clean) *entry {
	e := r.byName[fold]
	if e == nil {
		e = &entry{number: len(r.entries), fold: fold, name: name, named: news.Named{Name: name}, roles: map[string]int{}, forms: map[string]int{}}
		if e.parts, e.junior = nameParts(name.String()); len(e.parts) == 0 {
			e.parts = []string{fold}
		}
		r.byName[fold] = e
		r.entries = append(r.entries, e)
	}
	return e
}

// count adds the mentions of n to those of sum.
func count(sum, n *news.Named) {
	sum.Mentions += n.Mentions
	sum.Articles += n.Articles
	sum.Speaks += n.Speaks
	sum.Listed = sum.Listed || n.Listed
	if sum.First.IsZero() || n.First.Before(sum.First) {
		sum.First = n.First
	}
	if n.Last.After(sum.Last) {
		sum.Last = n.Last
	}
	for _, m := range n.Months {
		i, ok := slices.BinarySearchFunc(sum.Months, m, func(a, b news.MonthCount) int {
			return cmp.Or(cmp.Compare(a.Month.Year, b.Month.Year), cmp.Compare(a.Month.Month, b.Month.Month))
		})
		if ok {
			sum.Months[i].Count += m.Count
		} else {
			sum.Months = slices.Insert(sum.Months, i, m)
		}
	}
}

// list joins the names that the story file gives for one person.
func (r *roll) list(persons []news.Person) {
	for i := range persons {
		p := &persons[i]
		var main *entry
		for _, form := range append([]text.Clean{p.Name}, p.Aliases...) {
			e := r.byName[text.Fold(form.String())]
			if e == nil || e.listed != nil && e.listed != p {
				continue
			}
			if main == nil {
				main = r.entry(text.Fold(p.Name.String()), p.Name)
				main.listed, main.named.Name, main.named.Listed = p, p.Name, true
			}
			if e != main {
				e.listed, e.into, e.why = p, main, text.Own("the story file says so")
			}
		}
	}
}

// place finds the fuller name of which e is a form, if there is exactly one.
func (r *roll) place(e *entry) {
	var fit []*entry
	all := r.tails[e.tail()]
	for _, other := range all[:min(len(all), mostBearers)] {
		if other.into != nil || other == e || len(other.parts) < len(e.parts) || len(other.parts) == len(e.parts) && !other.fuller(e) {
			continue
		}
		if e.formOf(other) {
			fit = append(fit, other)
		}
	}
	switch {
	case len(fit) == 1 && !apart(e.role(), fit[0].role()):
		e.into = fit[0]
		e.why = text.Own("nobody else of the story has that surname")
		if len(e.parts) > 1 {
			e.why = text.Own("the same name, shorter or with an initial or a nickname")
		}
	default:
		e.rivals = fit
	}
}

// fuller ranks names of one length: the more used is the fuller one.
func (e *entry) fuller(other *entry) bool {
	return cmp.Or(cmp.Compare(other.named.Mentions, e.named.Mentions), cmp.Compare(e.fold, other.fold)) < 0
}

// formOf reports whether e may be a form of the name of other.
func (e *entry) formOf(other *entry) bool {
	if len(e.parts) == 1 {
		_, first := given[e.parts[0]] // Prince Michael is no Mr. Michael
		return len(other.parts) > 1 && !first
	}
	return other.junior == e.junior && sameName(other.parts, e.parts)
}

// role returns the role that the articles give most, of those the longest.
func (e *entry) role() string {
	best, most := "", 0
	for role, n := range e.roles {
		if n > most || n == most && (len(role) > len(best) || len(role) == len(best) && role < best) {
			best, most = role, n
		}
	}
	return best
}

// sides are roles of which nobody has two in one case.
var sides = map[string]int{ //nolint:gochecknoglobals // table
	"judge": 1, "justice": 1, "magistrate": 1, "defendant": 2, "suspect": 2, "accused": 2, "gunman": 2, "victim": 3,
	"juror": 4, "foreman": 4, "foreperson": 4, "lawyer": 5, "attorney": 5, "barrister": 5, "solicitor": 5, "prosecutor": 5, "counsel": 5,
	"sheriff": 6, "undersheriff": 6, "deputy": 6, "detective": 6, "officer": 6, "constable": 6, "inspector": 6, "trooper": 6,
	"coroner": 7, "pathologist": 7, "mother": 8, "father": 9, "brother": 10, "sister": 11, "son": 12, "daughter": 13, "wife": 14, "husband": 15,
}

// apart reports whether two roles are hardly one person's.
func apart(a, b string) bool {
	x, y := sides[headNoun(a)], sides[headNoun(b)]
	return x != 0 && y != 0 && x != y
}

// people gathers the roots, and returns them too.
func (r *roll) people() (out []news.Named, roots []*entry) {
	sums := r.sums()
	for _, e := range r.entries {
		if e.into == nil && sums[e].named.Mentions > 0 {
			roots = append(roots, e)
		}
	}
	slices.SortStableFunc(roots, func(x, y *entry) int {
		a, b := &sums[x].named, &sums[y].named
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Name.String(), b.Name.String()))
	})
	for _, root := range roots {
		e := sums[root]
		n := e.named
		n.Role = text.Line(unowned(e.role()))
		if e.listed != nil && e.listed.Role.Len() > 0 {
			n.Role = e.listed.Role
		}
		p := person{name: n.Name.String(), forms: e.forms}
		n.Aliases = p.aliases()
		out = append(out, n)
	}
	return out, roots
}

// unowned is a role without a pronoun that means somebody else of an article:
// the list of a story does not say whose brother that is.
func unowned(role string) string {
	if first, rest, ok := strings.Cut(role, " "); ok && owners[strings.ToLower(first)] {
		return rest
	}
	return role
}

// sums are the roots, each with what was counted of all forms of the name.
func (r *roll) sums() map[*entry]*entry {
	sums := make(map[*entry]*entry, len(r.entries))
	for _, e := range r.entries {
		if e.into == nil {
			sum := *e
			sums[e] = &sum
		}
	}
	for _, e := range r.entries {
		if e.into == nil {
			continue
		}
		root := e.root()
		sum := sums[root]
		if !sum.joined {
			sum.joined = true
			sum.named.Months, sum.forms, sum.roles = slices.Clone(root.named.Months), maps.Clone(root.forms), maps.Clone(root.roles)
		}
		count(&sum.named, &e.named)
		for form, n := range e.forms {
			sum.forms[form] += n
		}
		for role, n := range e.roles {
			sum.roles[role] += n
		}
	}
	return sums
}

// reasons says what was joined with e and what was kept apart from it.
func (r *roll) reasons(e *entry) []text.Clean {
	var out []text.Clean
	for _, other := range r.entries {
		switch {
		case other.root() == e && other.name == e.named.Name:
		case other == e:
			out = append(out, text.Sprintf("“%s” is the fullest form of the name", e.name))
		case other.root() == e:
			out = append(out, text.Sprintf("“%s” is the same person: %s", other.name, other.why))
		case other.into == nil && slices.Contains(other.rivals, e) && len(other.rivals) > 1:
			out = append(out, text.Sprintf("“%s” stays apart: %d people of the story could be meant", other.named.Name, len(other.rivals)))
		case other.into == nil && slices.Contains(other.rivals, e):
			out = append(out, text.Sprintf("“%s” stays apart: %s and %s are hardly one person", other.named.Name, other.role(), e.role()))
		case other != e && other.into == nil && other.tail() == e.tail() && len(other.parts) > 1 && other.named.Mentions > 0:
			out = append(out, text.Sprintf("%s is another person of that surname", other.named.Name))
		}
	}
	if len(out) == 0 {
		out = append(out, text.Own("the articles have one form of the name"))
	}
	return out
}
