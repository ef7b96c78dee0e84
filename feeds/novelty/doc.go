// Package novelty says which sentences of an article tell something that was
// not told before. A sentence is known if one earlier sentence, or the earlier
// sentences of one article, contain it; a changed number, name, date or
// negation makes a sentence new that is known but for that. English first.
package novelty
