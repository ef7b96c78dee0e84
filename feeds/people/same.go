package people

import (
	"slices"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// likeness is how far two quotations are the same.
type likeness uint8

const (
	other   likeness = iota
	variant          // the same words, some altered
	same             // the same words, or a part of them
)

// The measures of likeness, in words.
const (
	fewest  = 4    // a variant has at least so many
	excerpt = 5    // a part that counts as the same has at least so many
	shared  = 0.75 // of the shorter's words that a variant has
	telling = 0.5  // of those of them that are no small words
)

// A said is a quotation made ready to be compared.
type said struct {
	quote   *news.Quote
	words   []string // folded, in order; nil until they are read
	sorted  []string
	content []string // of these, those that are no small words
	speaker []string // the name, folded; nil if nobody is named
}

func ready(q *news.Quote) *said {
	s := &said{quote: q}
	if q.Person {
		s.speaker = strings.Fields(text.Fold(q.Speaker.String()))
	}
	return s
}

// read reads the words once they are asked for.
func (s *said) read() {
	if s.words == nil {
		s.words = strings.Fields(text.Fold(s.quote.Text.String()))
		s.sorted = slices.Clone(s.words)
		slices.Sort(s.sorted)
		s.content = slices.DeleteFunc(slices.Clone(s.sorted), func(w string) bool { return lone[w] })
	}
}

// like compares two quotations.
func (s *said) like(t *said) likeness {
	if !sameSpeaker(s.speaker, t.speaker) {
		return other
	}
	s.read()
	t.read()
	if len(s.words) == 0 || len(t.words) == 0 {
		return other
	}
	short, long := s, t
	if len(short.words) > len(long.words) {
		short, long = long, short
	}
	switch {
	case slices.Equal(short.words, long.words):
		return same
	case len(short.words) >= excerpt && contains(long.words, short.words):
		return same
	case len(short.words) >= fewest && float64(common(short.sorted, long.sorted)) >= shared*float64(len(short.words)) &&
		float64(common(short.content, long.sorted)) >= telling*float64(len(short.content)) && len(long.words) <= 3*len(short.words):
		return variant
	}
	return other
}

// sameSpeaker reports whether one person may be meant: the same name, a part
// of it, or none.
func sameSpeaker(a, b []string) bool {
	n := min(len(a), len(b))
	return slices.Equal(a[len(a)-n:], b[len(b)-n:]) || sameName(a, b)
}

// contains reports whether part stands in words as it is.
func contains(words, part []string) bool {
	for i := 0; i+len(part) <= len(words); i++ {
		if words[i] == part[0] && slices.Equal(words[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// common counts the words that two sorted lists share.
func common(a, b []string) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := strings.Compare(a[i], b[j]); {
		case c == 0:
			n++
			i++
			j++
		case c < 0:
			i++
		default:
			j++
		}
	}
	return n
}
