package news

import (
	"time"

	"casewire/feeds/text"
)

// An Article is a report as the archive has it: one canonical link, however
// many feeds list it.
type Article struct {
	ID       int64
	Headline text.Clean
	Outlet   text.Clean
	Byline   text.Clean
	URL      string // tidy, as bytes from outside
	Feed     string // address of the first feed that listed it, as written
	GUID     string
	Summary  text.Clean // first words of the text, for lists

	Dates   Dates
	Verdict Verdict
	State   State
	Report  Report
	Size    Size

	// Text is the current revision, or the one asked for. Lists leave it empty.
	Text Revision
	// Categories are the feed's.
	Categories []text.Clean
	Language   string
}

// Dates are the times of an article. Published and first seen are kept apart.
type Dates struct {
	Published Time // zero Time if nobody said
	FirstSeen time.Time
	// Sort is the earlier of the two, set once.
	Sort time.Time
	// Fetched is when the page was saved; zero if it was not.
	Fetched time.Time
	// Poll is the sequence number of the poll that brought it.
	Poll int64
}

// A Verdict is what the rules say of an article.
type Verdict struct {
	Decision Decision
	Rules    []text.Clean // names of the rules that decided
	Tags     []text.Clean
	Alerts   []text.Clean
	// Missing says, for a near miss, which operand is unmet; Distance is how
	// far it is from being met, smaller is nearer.
	Missing  []text.Clean
	Distance int
}

// Decision is whether an article belongs to the story.
type Decision uint8

// The decisions.
const (
	Drop Decision = iota
	NearMiss
	Keep
)

// String returns the decision's name in JSON.
func (d Decision) String() string { return [...]string{"drop", "near-miss", "keep"}[d] }

// Mark is the reader's own decision. It overrules the rules.
type Mark uint8

// The marks.
const (
	NoMark Mark = iota
	OnStory
	OffStory
)

// String returns the mark's name in JSON, empty for none.
func (m Mark) String() string { return [...]string{"", "on-story", "off-story"}[m] }

// State is what the reader did with an article.
type State struct {
	Mark    Mark
	Read    bool
	ReadTo  int // sentences known, from the first
	Starred bool
	Opened  time.Time
	Note    text.Clean
}

// Report is the article's place among the reports of others.
type Report struct {
	Cluster int64 // id of the cluster's first article
	CopyOf  int64 // 0: no copy
	Outlets int   // of the cluster, at least 1
	// Shown is the id of the article whose headline, outlet, address and date
	// a row of reports has, Opens of the one to read first: the same or, once
	// that is read, the one with most that is new. In other lists both are the
	// article itself.
	Shown, Opens int64
}

// Size counts what an article has.
type Size struct {
	Words, Sentences int
	New              int // sentences new to the reader; 0 when read
	Revisions        int
	Updates          int // entries of a live blog that came since it was read
	Corrected        bool
	FullText         bool // from the page
	Refused          int  // HTTP status of a refused page, 0 if none
	NoPage           bool // the page is not wanted: full_text = "never"
}

// A Revision is one saved text of an article. They are numbered from 1.
type Revision struct {
	Article  int64
	Number   int
	Source   Source // FromFeed or FromPage
	Seen     time.Time
	Headline text.Clean
	Byline   text.Clean
	SHA256   string // of headline and text, hexadecimal
	// Kind is that of the edit that made it; empty for the first of a source.
	Kind EditKind
	// Part says that the page may give less than the whole article.
	Part bool
	Body text.Body
}

// Field is a part of an item that rules look at.
type Field uint8

// The fields.
const (
	InTitle Field = iota
	InLead
	InBody
	InAuthor
	InSite
	InFeed
	InURL
	InTag
)

// String returns the field's name in rules and JSON.
func (f Field) String() string {
	return [...]string{"title", "lead", "body", "author", "site", "feed", "url", "tag"}[f]
}

// A Hit is a place where a rule's term stands in an article.
type Hit struct {
	Rule text.Clean
	Kind RuleKind
	// Term is the operand of the rule, as its file has it.
	Term      text.Clean
	Field     Field
	Paragraph int // -1 in any field but the body
	Span      text.Span
}
