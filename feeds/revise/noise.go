package revise

import (
	"regexp"
	"slices"
	"strings"

	"casewire/feeds/text"
)

// Limits of what may be furniture, in words.
const (
	maxStamp = 16
	maxLabel = 6
	maxLink  = 30
)

// ago is a time that runs while nobody edits. Spelled-out times and longer
// ones are what the article says.
var ago = regexp.MustCompile(`(?i)\b(?:\d{1,3} ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?) ago|just now)\b`)

// longAgo is one that runs too, where a line says nothing else.
var longAgo = regexp.MustCompile(`(?i)\b(?:an?|one|\d{1,3}) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|months?|years?) ago\b`)

// counter is a number that readers make grow.
var counter = regexp.MustCompile(`(?i)\b\d[\d.,]*[km]? ?(?:comments?|shares?|views?|likes?|reads?|readers?|reactions?|retweets?|reposts?|followers?|replies|upvotes?|min(?:ute)?s? read|people (?:are )?(?:reading|watching)(?: (?:this|now))?)\b`)

// typography is what typesetting changes and nobody edits.
var typography = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "“", `"`, "”", `"`, "„", `"`, "–", "-", "—", "-", "…", "...") //nolint:gochecknoglobals // table

// normal is a text without what changes by itself: typography, white space and
// running times; in a short line, counters too.
func normal(s string, short bool) string {
	s = typography.Replace(s)
	s = ago.ReplaceAllString(s, "")
	if short {
		s = counter.ReplaceAllString(longAgo.ReplaceAllString(s, ""), "")
	}
	return strings.Join(strings.Fields(s), " ")
}

// alikeButForNoise reports whether two paragraphs say the same. What counts and
// runs in a sentence, an article says itself.
func alikeButForNoise(before, after string) bool {
	short := isShort(before) && isShort(after)
	return normal(before, short) == normal(after, short)
}

// isShort reports whether a paragraph is a short line and no sentence.
func isShort(s string) bool {
	return len(strings.Fields(s)) <= maxStamp && !strings.ContainsAny(s[max(len(s)-2, 0):], ".!?")
}

// furniture reports whether a paragraph is no part of what an article says: a
// picture, a label, a counter, when it was updated, a link to another article.
func furniture(b *text.Body, i int) bool {
	s := b.Paragraph(i).String()
	if b.Blocks[i].Kind == text.Image {
		return true
	}
	words := strings.Fields(text.Fold(s))
	folded := strings.Join(words, " ")
	switch {
	case len(words) <= maxLabel && slices.Contains(labels, folded):
		return true
	case len(words) <= maxLink && slices.ContainsFunc(leads, func(l string) bool { return strings.HasPrefix(folded, l) }) && linked(b, i)*2 >= len(s):
		return true
	case len(words) <= maxLink && linked(b, i)*10 >= len(s)*9:
		return true
	}
	return len(words) <= maxStamp && isStamp(s)
}

// linked counts the bytes of a paragraph that are links.
func linked(b *text.Body, i int) int {
	n := 0
	for _, l := range b.Links {
		if l.Paragraph == i {
			n += l.Span.End - l.Span.Start
		}
	}
	return n
}

// isStamp reports whether a line says when it was updated or counts something,
// and nothing else.
func isStamp(s string) bool {
	rest := normal(s, true)
	running := len(rest) < len(strings.Join(strings.Fields(s), " "))
	said := running
	for _, w := range strings.Fields(text.Fold(rest)) {
		switch {
		case stampWords[w]:
			said = true
		case !clockWords[w] && !isDigit(w[0]):
			return false
		}
	}
	return said
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
