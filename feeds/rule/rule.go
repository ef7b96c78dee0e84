// Package rule is the Boolean rule language: it parses rules and queries and
// matches items with them. It decides on what it is given, without a clock and
// without I/O.
package rule

import (
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Scope is where a query stands; it decides which words of the language it may
// use.
type Scope uint8

// The scopes.
const (
	InKeep   Scope = iota // keep and drop rules, and sets
	InLabel               // tag and alert rules: also is:first is:correction has:new-number
	InSearch              // searches and filters: also within: on: is: has: person:
)

// A Fault is an error or a warning at a place of a rule.
type Fault struct {
	// Span is in the source of the rule, in bytes.
	Span text.Span
	// Text says what is wrong, Hint what to write instead; Hint may be empty.
	Text, Hint string
	Warning    bool
}

// A StoryFault is a fault in a story's set or rule.
type StoryFault struct {
	Fault
	Set  string // the set's name; empty if the fault is in a rule
	Rule int    // index in Story.Rules; -1 if the fault is in a set
	Term int    // index in Set.Terms; -1 if the fault is in a query
}

// A Doc is all that a decision looks at.
type Doc struct {
	Title      string
	Bodies     []text.Body // feed text and page text, together
	Author     string
	Outlet     string
	Feed       string // the feed's address
	URL        string
	Categories []string
	Tags       []string // searches only: our own tags
	Language   string
	// Published is in the zone whose days before:, after: and on: name.
	Published time.Time
	Now       time.Time // searches only: what within: counts back from
	KeepAll   bool      // of a feed with keep = "all"
	Mark      news.Mark
	// State answers is:, has: and person: of searches and label rules.
	State func(word, value string) bool
	// Fresh says that the engines have not read it: the tag and alert rules wait
	// that ask what they find.
	Fresh bool
}

// A Verdict is what the rules say of a Doc.
type Verdict struct {
	news.Verdict
	Hits []news.Hit
	// Overridden are the keep rules that matched but for a drop rule.
	Overridden []text.Clean
	// Waits says that a tag or alert rule waits for the engines.
	Waits bool
}
