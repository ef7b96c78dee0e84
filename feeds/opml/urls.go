package opml

import (
	"strings"

	"casewire/feeds/text"
)

// readURLs reads newsboat's urls file: an address a line, then its tags, of
// which one that begins with ~ is a title. Lines that begin with # say nothing.
// A document without any address is none.
func readURLs(doc []byte) (List, error) {
	var l List
	line := 0
	for s := range strings.SplitSeq(string(doc), "\n") {
		line++
		words := fields(s)
		if len(words) == 0 {
			continue
		}
		title := ""
		for _, w := range words[1:] {
			if rest, ok := strings.CutPrefix(w, "~"); ok {
				title = rest
			}
		}
		kind, _, _ := strings.Cut(words[0], ":")
		switch kind {
		case "query", "exec", "filter":
			l.fault(line, text.Sprintf("newsboat makes this one itself (%s:), it has no address", kind))
		default:
			l.add(line, words[0], title)
		}
	}
	if len(l.Feeds) == 0 {
		return List{}, ErrNoList
	}
	return l, nil
}

// fields parts a line into words; what stands in quotes is one word. A # that
// begins a word ends the line.
func fields(line string) []string {
	var words []string
	for {
		line = strings.TrimLeft(line, " \t\r")
		switch {
		case line == "" || line[0] == '#':
			return words
		case line[0] == '"':
			var w string
			w, line = unquote(line[1:])
			words = append(words, w)
		default:
			end := strings.IndexAny(line, " \t\r")
			if end < 0 {
				end = len(line)
			}
			words = append(words, line[:end])
			line = line[end:]
		}
	}
}

// unquote reads up to the closing quote and returns the rest.
func unquote(s string) (word, rest string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return b.String(), s[i+1:]
		case s[i] == '\\' && i+1 < len(s):
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String(), ""
}
