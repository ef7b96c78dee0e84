// Package events finds the dated facts of a story. It resolves expressions of
// time against the day of publication and gathers sentences by date, article by
// article. A date weighs what is told of it on the day and after, in articles
// that are about the story; more if they tell it later, exactly or in a chronicle.
// A sentence that names only the month speaks for the days that it resembles.
package events
