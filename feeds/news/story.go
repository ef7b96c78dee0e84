package news

import (
	"time"

	"casewire/feeds/text"
)

// A Story is what a reader follows: its names, its rules and its feeds, as the
// story file says. It is plain data; package story loads and checks it.
type Story struct {
	Name    string // the file's base name, or the built-in story's
	Path    string // the file; empty for a built-in story
	Title   text.Clean
	Note    text.Clean // of a built-in story: how things stand, in a sentence or two
	Began   Date       // zero if the file does not say
	Zone    *time.Location
	Every   time.Duration
	NoPages bool // full_text = "never"

	Languages  []string
	Sets       []Set
	Persons    []Person
	Rules      []Rule
	Feeds      []FeedSpec
	Background []Fact
	Scheduled  []Fact
	Retention  Retention
}

// A Set is a named group of the rule language: terms that are ORed, or one
// query. Exactly one of the two is given.
type Set struct {
	Name  string
	Terms []string
	Query string
}

// A Person is somebody in the story.
type Person struct {
	Name    text.Clean
	Aliases []text.Clean
	Role    text.Clean
}

// RuleKind is what a rule does with an item that it matches.
type RuleKind uint8

// The kinds of rules.
const (
	KeepRule RuleKind = iota
	DropRule
	TagRule
	AlertRule
)

// String returns the kind as the story file writes it.
func (k RuleKind) String() string {
	return [...]string{"keep", "drop", "tag", "alert"}[k]
}

// A Rule is one query of the story file and what follows from it.
type Rule struct {
	Kind  RuleKind
	Name  text.Clean // never empty: the file's, or the first words of Match
	Match string
}

// A FeedSpec is a feed as the story file has it. Its address is its identity.
type FeedSpec struct {
	URL       string
	Outlet    text.Clean // empty: the feed's own title
	Every     time.Duration
	KeepAll   bool // keep = "all"
	NoPages   bool // full_text = "never"
	Selector  string
	UserAgent string
	Headers   map[string]string
	Limits    Limits
}

// Limits bound what one source may cost. Zero means the usual limit.
type Limits struct {
	Body  int64 // bytes of a feed, decoded
	Page  int64 // bytes of an article page, decoded
	Time  time.Duration
	Items int
}

// A Fact is a dated line of the story file: background or scheduled.
type Fact struct {
	Date  Date
	Clock time.Duration // since midnight; negative: no time given
	Text  text.Clean
	URL   string
}

// Retention says how long what was not kept is held. Zero means for ever.
type Retention struct{ NearMiss, Unrelated time.Duration }
