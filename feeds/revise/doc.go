// Package revise says what an outlet changed in an article: it aligns the
// paragraphs of two texts, then the words of those that belong together, tells
// noise from edits, and how grave an edit is. Paragraphs are matched as wholes
// first, at those that occur once (patience diff), then by weighted longest
// common subsequence; words likewise, long words weighing more than spaces.
package revise
