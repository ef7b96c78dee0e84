package screen

import (
	"strconv"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Number writes n with commas: 1,204.
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Count is a number with the word for one or for many: "1 feed", "1,204 items".
func Count(n int, one, many string) text.Clean {
	if n == 1 {
		many = one
	}
	return text.Sprintf("%s %s", Number(n), many)
}

// Disagree says how many of the reader's marks the rules do not agree with;
// nothing where they agree with all.
func Disagree(n, of int) text.Clean {
	switch {
	case n == 0:
		return text.Clean{}
	case of == 1:
		return text.Own("The rules disagree with your one mark.")
	}
	return text.Sprintf("%s of %s marks now disagree with the rules.", Number(n), Number(of))
}

// Offline says whether the story can be read without a network; nothing where
// no full text is wanted.
func Offline(t news.Texts) text.Clean {
	if t.All() == 0 {
		return text.Clean{}
	}
	ready := "Ready"
	parts := []text.Clean{text.Sprintf("%s of %s saved", Number(t.Saved), Count(t.All(), "full text", "full texts"))}
	if t.Refused > 0 {
		parts = append(parts, text.Sprintf("%s refused by the outlet", Number(t.Refused)))
	}
	if t.Wanted > 0 {
		ready = "Not ready"
		parts = append(parts, text.Sprintf("%s to come", Number(t.Wanted)))
	}
	return text.Sprintf("%s for offline: %s.", ready, text.Join(", ", parts...))
}

// Line puts a sentence and the keys that help on one line, three blanks
// between them.
func Line(what text.Clean, keys ...string) text.Clean {
	parts := []text.Clean{what}
	for _, k := range keys {
		parts = append(parts, text.Line(k))
	}
	return text.Join("   ", parts...)
}
