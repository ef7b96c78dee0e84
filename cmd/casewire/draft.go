package main

import (
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"casewire/feeds/settings"
)

// A draft is a story file that is being put together.
type draft struct {
	name, title   string
	persons       []draftPerson
	near, exclude []string // words that must stand near a person; that none may have
	match         []string // whole rules
	feeds         []draftFeed
}

type draftPerson struct{ name, role string }

type draftFeed struct{ url, outlet string }

// person reads a line such as "Dana Marlow, defendant".
func (d *draft) person(line string) error {
	name, role, _ := strings.Cut(line, ",")
	name, role = strings.Join(strings.Fields(name), " "), strings.Join(strings.Fields(role), " ")
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return errors.New("a name has letters: Dana Marlow, defendant")
	}
	for _, p := range d.persons {
		if strings.EqualFold(p.name, name) {
			return errors.New(name + " is in it already")
		}
	}
	d.persons = append(d.persons, draftPerson{name, role})
	return nil
}

// surname is the last word of a name of several, empty for others: what later
// mentions say.
func (p draftPerson) surname() string {
	words := strings.Fields(p.name)
	if len(words) < 2 || len(words[len(words)-1]) < 3 {
		return ""
	}
	return words[len(words)-1]
}

// wordList reads a list such as "trial, jury, film set"; "none" is an empty one.
func wordList(line string) []string {
	var words []string
	if line == "none" {
		return nil
	}
	for w := range strings.SplitSeq(line, ",") {
		w = strings.Join(strings.Fields(strings.NewReplacer(`"`, "", "“", "", "”", "").Replace(w)), " ")
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			words = append(words, w)
		}
	}
	return words
}

// plainTerm is a word that needs no quotes in a rule.
var plainTerm = regexp.MustCompile(`^[\pL\d][\pL\d’'-]*$`)

// ruleTerm is a word or phrase as a rule has it.
func ruleTerm(w string) string {
	if plainTerm.MatchString(w) && w != strings.ToUpper(w) {
		return w
	}
	return `"` + w + `"`
}

// anyOf is a rule that one of some words fits; of one word, the word.
func anyOf(words []string) string {
	terms := make([]string, len(words))
	for i, w := range words {
		terms[i] = ruleTerm(w)
	}
	if len(terms) == 1 {
		return terms[0]
	}
	return "(" + strings.Join(terms, " OR ") + ")"
}

// keep is the rule that the names and words make; empty for none.
func (d *draft) keep() string {
	switch {
	case len(d.persons) > 0 && len(d.near) > 0:
		return "@people NEAR/40 " + anyOf(d.near)
	case len(d.persons) > 0:
		return "@people"
	case len(d.near) > 0:
		return anyOf(d.near)
	}
	return ""
}

// feed adds a feed that is not in it yet.
func (d *draft) feed(f draftFeed) {
	if !slices.ContainsFunc(d.feeds, func(o draftFeed) bool { return o.url == f.url }) {
		d.feeds = append(d.feeds, f)
	}
}

// doc is the file, with words on what may be added.
func (d *draft) doc() []byte {
	doc := []byte("title = " + settings.Quote(d.title) + "\n" +
		"# feeds = [\"https://paper.example/rss\"]   or one [[feed]] each, with url and outlet\n" +
		"# casewire stories show rust-shooting prints a complete story file.\n")
	table := func(name string, pairs ...settings.Pair) {
		doc = append(append(doc, '\n'), settings.Append(nil, name, pairs...)...)
	}
	for _, p := range d.persons {
		table("person", p.pairs()...)
	}
	rules := d.match
	if k := d.keep(); k != "" {
		rules = append([]string{k}, rules...)
	}
	if len(rules) == 0 {
		doc = append(doc, "\n# [[keep]]\n# name  = \"people near the case\"\n# match = '\"Jane Doe\" NEAR/40 (trial OR jury)'\n"...)
	}
	for _, m := range rules {
		table("keep", settings.Pair{Key: "match", Value: settings.Quote(m)})
	}
	if len(d.exclude) > 0 {
		table("drop", settings.Pair{Key: "match", Value: settings.Quote("lead:" + anyOf(d.exclude))})
	}
	for _, f := range d.feeds {
		table("feed", feedPairs(f.url, f.outlet)...)
	}
	return doc
}

// pairs are the keys of a [[person]].
func (p draftPerson) pairs() []settings.Pair {
	pairs := []settings.Pair{{Key: "name", Value: settings.Quote(p.name)}}
	if s := p.surname(); s != "" {
		pairs = append(pairs, settings.Pair{Key: "aliases", Value: "[" + settings.Quote(s) + "]"})
	}
	if p.role != "" {
		pairs = append(pairs, settings.Pair{Key: "role", Value: settings.Quote(p.role)})
	}
	return pairs
}

// searches are the feeds of the two searches that give any, for the story's
// names and words.
func (d *draft) searches() []draftFeed {
	var parts []string
	names := make([]string, len(d.persons))
	for i, p := range d.persons {
		names[i] = p.name
	}
	for _, words := range [][]string{names, d.near} {
		if len(words) > 0 {
			parts = append(parts, anyOf(words))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	q := url.QueryEscape(strings.Join(parts, " "))
	return []draftFeed{
		{"https://news.google.com/rss/search?q=" + q + "&hl=en-US&gl=US&ceid=US:en", "Google News"},
		{"https://www.bing.com/news/search?q=" + q + "&format=rss", "Bing News"},
	}
}

// slug makes a story's name of its title: "State v. Marlow" is state-v-marlow.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return r >= 0x80 || !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	name := ""
	for _, w := range words {
		if name != "" && len(name)+len(w) >= 32 {
			break
		}
		name = strings.TrimPrefix(name+"-"+w, "-")
	}
	return name
}
