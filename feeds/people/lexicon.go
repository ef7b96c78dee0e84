package people

import (
	_ "embed"
	"strings"
)

//go:embed lexicon.txt
var lexiconFile string

// lists are the sections of the lexicon, each its words as one text.
var lists = sections(lexiconFile) //nolint:gochecknoglobals // table

func sections(file string) map[string]string {
	out := map[string]string{}
	for part := range strings.SplitSeq(file, "\n[") {
		if name, list, ok := strings.Cut(part, "]\n"); ok {
			out[name] = list
		}
	}
	return out
}

// A lexicon is a set of folded words.
type lexicon map[string]bool

func words(list string) lexicon {
	out := lexicon{}
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}

// verbs returns the words of a list and the forms of the regular verbs of
// another.
func verbs(list, regular string) lexicon {
	out := words(list)
	for w := range strings.FieldsSeq(regular) {
		for _, form := range inflected(w) {
			out[form] = true
		}
	}
	return out
}

// inflected returns the four forms of a regular verb.
func inflected(verb string) [4]string {
	double := ""
	if v, ok := strings.CutSuffix(verb, "+"); ok {
		verb, double = v, v[len(v)-1:]
	}
	stem, es := strings.TrimSuffix(verb, "e")+double, "s"
	switch {
	case strings.HasSuffix(verb, "y") && !strings.HasSuffix(verb, "ay") && !strings.HasSuffix(verb, "ey"):
		y := strings.TrimSuffix(verb, "y")
		return [4]string{verb, y + "ies", y + "ied", verb + "ing"}
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "h"):
		es = "es"
	}
	return [4]string{verb, verb + es, stem + "ed", stem + "ing"}
}

func union(sets ...lexicon) lexicon {
	out := lexicon{}
	for _, s := range sets {
		for w := range s {
			out[w] = true
		}
	}
	return out
}

// speech are the verbs of saying, whose object is what was said; strong are
// those that hardly ever mean anything else; bare are those that are nouns as
// well, in the form that they share; naming are those whose object is what
// something is called.
var (
	speech = verbs(lists["say"], lists["say regular"])           //nolint:gochecknoglobals // table
	strong = verbs(lists["say only"], lists["say only regular"]) //nolint:gochecknoglobals // table
	bare   = words(lists["bare"])                                //nolint:gochecknoglobals // table
	naming = verbs(lists["name"], lists["name regular"])         //nolint:gochecknoglobals // table
)

// statements are the nouns that stand for what somebody said.
var statements = words(lists["statements"]) //nolint:gochecknoglobals // table

// The small words of the language. Auxiliaries, with adverbs, may stand
// between a subject and its verb.
var (
	subjects     = words(lists["subjects"])     //nolint:gochecknoglobals // table
	pronouns     = words(lists["pronouns"])     //nolint:gochecknoglobals // table
	indefinite   = words(lists["indefinite"])   //nolint:gochecknoglobals // table
	determiners  = words(lists["determiners"])  //nolint:gochecknoglobals // table
	auxiliaries  = words(lists["auxiliaries"])  //nolint:gochecknoglobals // table
	prepositions = words(lists["prepositions"]) //nolint:gochecknoglobals // table
	conjunctions = words(lists["conjunctions"]) //nolint:gochecknoglobals // table
)

// lone are words that begin sentences with a capital and are no names.
var lone = union(determiners, pronouns, prepositions, conjunctions, auxiliaries, indefinite, words(lists["openers"])) //nolint:gochecknoglobals // table

// calendar are words of dates; institutions are words of which one in a name
// makes it an organization, an outlet, a court, a work or a place; placeFirst
// begin the names of places.
var (
	calendar     = words(lists["calendar"])     //nolint:gochecknoglobals // table
	institutions = words(lists["institutions"]) //nolint:gochecknoglobals // table
	placeFirst   = words(lists["placeFirst"])   //nolint:gochecknoglobals // table
)

// titles stand before a name; the value is the role that they tell, empty for
// none. Before may stand before a title and belong to it.
var (
	titles = pairs(lists["titles"], lists["title abbreviations"]) //nolint:gochecknoglobals // table
	before = words(lists["before"])                               //nolint:gochecknoglobals // table
)

// roles are nouns that say what a person is.
var roles = words(lists["roles"]) //nolint:gochecknoglobals // table

// particles and suffixes are parts of names.
var (
	particles = words(lists["particles"]) //nolint:gochecknoglobals // table
	suffixes  = words(lists["suffixes"])  //nolint:gochecknoglobals // table
)

// nicknames are the full forms of short given names.
var nicknames = pairs("", lists["nicknames"]) //nolint:gochecknoglobals // table

// pairs returns the words of a list as themselves, and of pairs a:b as b.
func pairs(list, paired string) map[string]string {
	out := map[string]string{}
	for w := range strings.FieldsSeq(list) {
		out[w] = w
	}
	for pair := range strings.FieldsSeq(paired) {
		a, b, _ := strings.Cut(pair, ":")
		out[a] = strings.ReplaceAll(b, "_", " ")
	}
	return out
}

// gender is what the words tell of a person.
type gender uint8

const (
	unknown gender = iota
	man
	woman
)

// given are common first names of many languages, and honorifics are titles
// and roles, with the gender that they mostly tell.
var (
	given      = genders(lists["men"], lists["women"], lists["either"]) //nolint:gochecknoglobals // table
	honorifics = genders(lists["men are"], lists["women are"], "")      //nolint:gochecknoglobals // table
)

func genders(men, women, either string) map[string]gender {
	out := map[string]gender{}
	for i, list := range [...]string{unknown: either, man: men, woman: women} {
		for w := range strings.FieldsSeq(list) {
			if _, both := out[w]; !both {
				out[w] = gender(i)
			}
		}
	}
	return out
}
