package story

import (
	"fmt"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/settings"
	"casewire/feeds/text"
)

// rules takes the rules of a kind. A rule without a match that can be read is
// told and left out.
func (r *reader) rules(kind news.RuleKind) func(*settings.Value) {
	return func(v *settings.Value) {
		for _, t := range v.Tables() {
			rl := news.Rule{Kind: kind}
			var match *settings.Value
			t.Decode(settings.Keys{
				"name": func(v *settings.Value) {
					settings.Line(&rl.Name)(v)
					r.once(kind.String(), rl.Name.String(), v)
				},
				"match": func(v *settings.Value) {
					if s, ok := v.Str(); ok {
						rl.Match, match = s, v
					}
				},
			}, "match")
			if match != nil {
				r.story.Rules = append(r.story.Rules, rl)
				r.matches = append(r.matches, match)
			}
		}
	}
}

// A rule without a name is called by its first words.
const (
	nameWords  = 5
	nameLength = 40 // characters
)

// nameRules names the rules that have no name, so that no two of a kind have
// the same.
func nameRules(rules []news.Rule) {
	taken := map[string]bool{}
	for _, rl := range rules {
		taken[ruleKey(rl.Kind, rl.Name.String())] = true
	}
	for i := range rules {
		if rules[i].Name.Len() > 0 {
			continue
		}
		first := firstWords(rules[i].Match)
		name := first
		for n := 2; taken[ruleKey(rules[i].Kind, name)]; n++ {
			name = fmt.Sprintf("%s (%d)", first, n)
		}
		taken[ruleKey(rules[i].Kind, name)] = true
		rules[i].Name = text.Line(name)
	}
}

func ruleKey(kind news.RuleKind, name string) string {
	return kind.String() + " " + strings.ToLower(name)
}

func firstWords(match string) string {
	words := strings.Fields(text.Line(match).String())
	name := strings.Join(words[:min(nameWords, len(words))], " ")
	runes := []rune(name)
	switch {
	case len(runes) > nameLength:
		return strings.TrimSpace(string(runes[:nameLength])) + "…"
	case len(words) > nameWords:
		return name + " …"
	}
	return name
}

// readSets takes [sets]. A set that cannot be read keeps its name, so that the
// rules that use it are not told as well.
func (r *reader) readSets(v *settings.Value) {
	t, ok := v.Table()
	if !ok {
		return
	}
	for _, v := range t.Values() {
		r.misplaced(v)
		set := news.Set{Name: v.Name(), Terms: []string{"unreadable"}}
		switch list, isList, isString := strs(v); {
		case isList:
			set.Terms = list
		case isString:
			set.Terms, set.Query = nil, list[0]
		}
		r.sets[set.Name] = v
		r.story.Sets = append(r.story.Sets, set)
	}
}

// strs returns what a set is: a list of strings or one string.
func strs(v *settings.Value) (list []string, isList, isString bool) {
	if v.IsString() {
		s, _ := v.Str()
		return []string{s}, false, true
	}
	list, ok := v.Strings()
	return list, ok, false
}

// misplaced warns of a set that was meant for a key of the story.
func (r *reader) misplaced(v *settings.Value) {
	switch v.Name() {
	case "began", "every", "feeds", "full_text", "language", "languages", "zone":
		v.FaultKey(settings.Fault{
			Text:    fmt.Sprintf("`%s` is a set here, since it stands in [sets]", v.Name()),
			Hint:    fmt.Sprintf("`%s` of the story belongs above the first [table]", v.Name()),
			Warning: true,
		})
	}
}

// checkRules tells what package rule finds. If a table could not be read, sets
// may be missing, and nothing is said of rules.
func (r *reader) checkRules() {
	if !r.doc.Whole() {
		return
	}
	_, faults := rule.Compile(r.story)
	for _, f := range faults {
		told := settings.Fault{Text: f.Text, Hint: f.Hint, Warning: f.Warning}
		switch v := r.placeOf(f); {
		case v == nil:
			r.doc.Root().Fault(told)
		case f.Rule < 0 && f.Term < 0 && f.Span == (text.Span{}):
			v.FaultKey(told)
		default:
			v.FaultAt(f.Span, told)
		}
	}
}

// placeOf returns the value that a fault is in, nil if it is not known.
func (r *reader) placeOf(f rule.StoryFault) *settings.Value {
	if f.Rule >= 0 {
		return at(r.matches, f.Rule)
	}
	v := r.sets[f.Set]
	switch {
	case v == nil && f.Set == "people":
		return at(r.people, max(0, f.Term))
	case v == nil || f.Term < 0 || v.IsString() || v.Broken():
		return v
	}
	elements, _ := v.Elements()
	if e := at(elements, f.Term); e != nil {
		return e
	}
	return v
}

func at(list []*settings.Value, i int) *settings.Value {
	if i < 0 || i >= len(list) {
		return nil
	}
	return list[i]
}
