package rule

import "casewire/feeds/news"

// Rules are all rules of a story, ready to judge with. They may be used by
// many goroutines at once.
type Rules struct{}

// Compile makes the rules of a story ready. It returns all faults of its sets
// and rules; the Rules are nil if one of them is more than a warning.
func Compile(story *news.Story) (*Rules, []StoryFault) { return &Rules{}, nil }

// Judge says what the rules make of a doc.
func (r *Rules) Judge(d *Doc) Verdict { return Verdict{} }

// Hash names all that decides.
func (r *Rules) Hash() string { return "" }
