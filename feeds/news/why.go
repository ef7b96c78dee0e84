package news

import "casewire/feeds/text"

// A Why says why an article is kept or not: what each rule found in it. With
// the article's own verdict, dates and report it answers "why is this here?".
type Why struct {
	// Article has no text.
	Article Article
	// Matches are the rules that fit, those that decided first.
	Matches []Match
}

// A Match is a rule that fits an article, and where.
type Match struct {
	Rule text.Clean
	Kind RuleKind
	// Terms are the operands that were found, as the rule has them.
	Terms []text.Clean
	// Around is a line of the article around the first place where the rule
	// fits, with an ellipsis where it is cut; Hits are the places in it,
	// ascending.
	Around text.Clean
	Hits   []text.Span
}
