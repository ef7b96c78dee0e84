package rule

import (
	"slices"
	"strings"
	"unicode"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Sets are the named groups of a story.
type Sets struct {
	byName map[string]*set
}

// A set is a named group. Its expression is nil if it has faults.
type set struct {
	name    string
	x       expr
	terms   int  // in it, and in the sets it names
	levels  int  // below it
	persons bool // made of the story's persons
	state   setState
	circle  bool // it is part of one
}

type setState uint8

const (
	unread setState = iota
	reading
	done
)

// NewSets reads the sets of a story. @people are the names and aliases of all
// persons, unless the story has a set of that name. A set with a fault stays
// known by its name, so that a rule that uses it has no fault of its own.
func NewSets(story *news.Story) (*Sets, []StoryFault) {
	r := setReader{sets: &Sets{byName: map[string]*set{}}, specs: map[string]news.Set{}}
	for _, spec := range story.Sets {
		r.declare(spec, false)
	}
	if _, has := r.specs["people"]; !has && len(story.Persons) > 0 {
		r.declare(people(story.Persons), true)
	}
	for _, spec := range story.Sets {
		r.read(r.sets.byName[spec.Name])
	}
	if s := r.sets.byName["people"]; s != nil {
		r.read(s)
	}
	return r.sets, r.faults
}

// people makes a set of the persons' names.
func people(persons []news.Person) news.Set {
	s := news.Set{Name: "people"}
	for i := range persons {
		s.Terms = append(s.Terms, persons[i].Name.String())
		for _, alias := range persons[i].Aliases {
			s.Terms = append(s.Terms, alias.String())
		}
	}
	return s
}

// find returns the set of the name, nil if there is none. s may be nil.
func (s *Sets) find(name string) *set {
	if s == nil {
		return nil
	}
	return s.byName[name]
}

func (s *Sets) names() []string {
	var list []string
	if s != nil {
		for name := range s.byName {
			list = append(list, name)
		}
	}
	return list
}

// A setReader reads sets in the order in which they need one another.
type setReader struct {
	sets   *Sets
	specs  map[string]news.Set
	chain  []string // of the sets being read
	faults []StoryFault
}

func (r *setReader) declare(spec news.Set, persons bool) {
	if !goodName(spec.Name) {
		r.fault(spec.Name, -1, Fault{Text: "a set's name is letters, digits, - and _", Hint: "write " + plainName(spec.Name)})
	}
	if r.sets.byName[spec.Name] != nil {
		r.fault(spec.Name, -1, Fault{Text: "there are two sets @" + spec.Name, Hint: "put their terms in one"})
		return
	}
	r.specs[spec.Name] = spec
	r.sets.byName[spec.Name] = &set{name: spec.Name, persons: persons}
}

func goodName(name string) bool { return name != "" && plainName(name) == name }

// plainName returns the name with a hyphen for all that it may not have.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '-'
	}, name)
}

func (r *setReader) fault(name string, term int, f Fault) {
	r.faults = append(r.faults, StoryFault{Fault: f, Set: name, Rule: -1, Term: term})
}

// read reads a set, and before it those that it names.
func (r *setReader) read(s *set) {
	if s.state == done {
		return
	}
	if s.state == reading {
		from := slices.Index(r.chain, s.name)
		names := append(slices.Clone(r.chain[from:]), s.name)
		for _, name := range names {
			r.sets.byName[name].circle = true
		}
		r.fault(s.name, -1, Fault{
			Text: "the sets go round in a circle: @" + strings.Join(names, " → @"),
			Hint: "take one of them out of the other",
		})
		return
	}
	s.state = reading
	r.chain = append(r.chain, s.name)
	spec := r.specs[s.name]
	switch {
	case strings.TrimSpace(spec.Query) != "":
		s.x = r.parse(s, spec.Query, -1)
	case len(spec.Terms) > 0:
		s.x = r.list(s, spec.Terms)
	default:
		r.fault(s.name, -1, Fault{Text: "the set @" + s.name + " is empty", Hint: "put a term in it, or take it out"})
	}
	if s.circle {
		s.x = nil
	}
	s.levels = depth(s.x) + 1
	r.chain = r.chain[:len(r.chain)-1]
	s.state = done
}

// list reads the terms of a set as one expression.
func (r *setReader) list(s *set, terms []string) expr {
	var args []expr
	for i, term := range terms {
		r.spotOperators(s, term, i)
		if x := r.parse(s, listed(term), i); x != nil {
			args = append(args, x)
		}
	}
	switch len(args) {
	case 0:
		return nil
	case 1:
		return args[0]
	}
	return &orExpr{args: args}
}

// listed writes a term of a list as a query. A set, a cs term, a phrase in
// quotes and a regular expression stay as they are; all else is a phrase.
func listed(term string) string {
	s := strings.TrimSpace(term)
	for _, form := range []struct{ begin, end string }{
		{"@", ""}, {"cs(", ")"}, {"caps(", ")"}, {"allcaps(", ")"}, {`"`, `"`}, {"“", "”"}, {"/", "/"}, {"/", "/i"},
	} {
		if strings.HasPrefix(s, form.begin) && strings.HasSuffix(s, form.end) && len(s) > len(form.begin) {
			return s
		}
	}
	blank := strings.NewReplacer(`"`, " ", "“", "   ", "”", "   ", "„", "   ")
	return `"` + blank.Replace(s) + `"`
}

// spotOperators warns of a list's term that reads like a query.
func (r *setReader) spotOperators(s *set, term string, i int) {
	for _, word := range strings.Fields(term) {
		if word == "AND" || word == "OR" || word == "NOT" || strings.HasPrefix(word, "NEAR/") || strings.HasPrefix(word, "ONEAR/") {
			r.fault(s.name, i, Fault{
				Span: text.Span{End: len(term)}, Warning: true,
				Text: "a list holds words and phrases: " + word + " is a word here",
				Hint: "for a query write the set as one string",
			})
			return
		}
	}
}

// parse reads a set's query, or its term of the given index.
func (r *setReader) parse(s *set, src string, term int) expr {
	p := &parser{src: src, sets: r.sets, scope: InKeep, open: r.read}
	x := p.query()
	s.terms = min(s.terms+p.terms, 2*maxTerms)
	for _, f := range p.faults {
		if term >= 0 {
			f.Span = unquoted(f.Span, r.specs[s.name].Terms[term], src)
		}
		r.fault(s.name, term, f)
	}
	if hasErrors(p.faults) {
		return nil
	}
	return x
}

// unquoted moves a span of listed(term) to the term itself.
func unquoted(span text.Span, term, src string) text.Span {
	shift := len(term) - len(strings.TrimLeftFunc(term, unicode.IsSpace))
	if src != strings.TrimSpace(term) {
		shift-- // the quote before it
	}
	return text.Span{
		Start: min(max(span.Start+shift, 0), len(term)),
		End:   min(max(span.End+shift, 0), len(term)),
	}
}

// depth counts the levels of an expression, its sets opened.
func depth(x expr) int {
	below := 0
	for _, arg := range operandsOf(x) {
		below = max(below, depth(arg))
	}
	if s, ok := x.(*setExpr); ok {
		return s.set.levels
	}
	return below + 1
}

// operandsOf returns the operands of an expression, but not what stands in a
// set.
func operandsOf(x expr) []expr {
	switch x := x.(type) {
	case *andExpr:
		return x.args
	case *orExpr:
		return x.args
	case *nearExpr:
		return x.args
	case *notExpr:
		return []expr{x.x}
	case *atLeastExpr:
		return []expr{x.x}
	case *fieldExpr:
		return []expr{x.x}
	}
	return nil
}

func hasErrors(faults []Fault) bool {
	return slices.ContainsFunc(faults, func(f Fault) bool { return !f.Warning })
}
