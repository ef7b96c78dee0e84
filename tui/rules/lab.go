package rules

import (
	"context"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/input"
)

// A Lab knows the story's rules and tries others. Its methods are called in
// commands, but for Read.
type Lab interface {
	// Rules gives the rules in the order of the story, with what they do.
	Rules(ctx context.Context) ([]Rule, error)
	// Articles gives a part of the list of what a rule matches; of a drop rule
	// that overrides keep rules, what it took from them.
	Articles(ctx context.Context, r Rule, from news.Place, n int, newer bool) (news.Page, error)
	// Read says at once how a query is read as a keep rule, or what is wrong
	// with it: then as is empty.
	Read(query string) (as text.Clean, faults []input.Fault)
	// Try begins a trial of a query that can be read.
	Try(ctx context.Context, query string) (Trial, error)
	// Help says which words tell what is on the story from what is not; the
	// words of the query are left out.
	Help(ctx context.Context, query string) (Help, error)
	// Save writes a rule into the story. An empty name is its first words.
	Save(ctx context.Context, r news.Rule) (Saved, error)
}

// Saved is what came of saving a rule.
type Saved struct {
	Said text.Clean // what has to be known about it
	Undo bool       // it can be taken back
}

// A Rule is a rule of the story and what it does.
type Rule struct {
	Kind  news.RuleKind
	Name  text.Clean
	Match string
	// As is how it is read.
	As text.Clean
	// Keeps counts what it keeps, labels or drops; Only those that no other
	// rule of its kind does; Overrides what a drop rule took from keep rules.
	Keeps, Only, Overrides int
	// Last is the time of the newest of them; zero for none.
	Last time.Time
}

// A Trial goes through everything stored, newest first.
type Trial interface {
	// Next looks at some more, for a tenth of a second at most.
	Next(ctx context.Context) (Part, error)
}

// A Part is how far a trial has come.
type Part struct {
	// Looked counts what was looked at, of Total.
	Looked, Total int
	// Kept counts what the query keeps, Gained and Lost how that differs from
	// what is kept now.
	Kept, Gained, Lost int
	Marks              Marks
	// Rows are those that are new since the part before.
	Rows []Row
	Done bool
}

// Marks say how a query agrees with the reader's marks.
type Marks struct{ Of, Wrong, Missed int }

// A Change is what a query on trial does with an article.
type Change int

// The changes, in the order of the list.
const (
	Gained Change = iota
	Lost
	Same // kept before and after
)

// A Row is an article that a query on trial keeps, or no longer does.
type Row struct {
	Article news.Article
	Change  Change
	// Hits are the places in the headline.
	Hits []text.Span
	// Around is a line of the text around the first place in it; InAround are
	// the places in that.
	Around   text.Clean
	InAround []text.Span
	// Note says why it was not kept before, or why it no longer is.
	Note text.Clean
}

// A Help is words that tell what is on the story from what is not.
type Help struct {
	// From says of what they were counted.
	From text.Clean
	// On and Off are how many articles of the two sides were counted.
	On, Off int
	Words   []Word // the most telling first
}

// A Word is in so many articles of the two sides.
type Word struct {
	Text    text.Clean
	On, Off int
}
