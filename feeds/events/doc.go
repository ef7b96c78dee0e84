// Package events finds the dated facts of a story: it resolves expressions of
// time in English texts against the day of publication.
package events
