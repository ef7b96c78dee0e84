package extract

import (
	"slices"
	"strings"
	"unicode"

	"casewire/feeds/text"
)

// plain judges a paragraph by its words alone, wherever it stands.
func plain(p *par) fate {
	switch {
	case p.words <= 8 && isLabel(p.fold):
		return gone
	case hasStart(p.fold, tagStarts) && p.linked >= 50, isCounter(p.fold):
		return gone
	case isCopyright(p), isPlea(p), isLinkLine(p):
		return gone
	}
	return kept
}

// isLabel reports whether a folded text is a label of furniture and no more.
func isLabel(s string) bool {
	return slices.Contains(labels, strings.Trim(s, " \t\n:.…!?>»›→-–—|[]()+"))
}

// isCounter reports whether a line counts pictures: "Image 1 of 8".
func isCounter(s string) bool {
	s, ok := strings.CutPrefix(s, "image ")
	return ok && strings.Trim(s, "0123456789 /of") == ""
}

func isCopyright(p *par) bool {
	return p.words <= 60 && (hasStart(p.fold, copyrightStarts) || p.words <= 40 && copyrightParts.in(p.fold))
}

// isPlea reports whether a paragraph asks the reader for something. What is
// spoken is none.
func isPlea(p *par) bool {
	if p.words > 90 || strings.HasPrefix(p.fold, `"`) {
		return false
	}
	asks, all := 0, 0
	for s := range sentences(p.fold) {
		all += len(s)
		if asksFor(s) {
			asks += len(s)
		}
	}
	return asks*2 >= all
}

// asksFor reports whether a sentence, folded, is a plea.
func asksFor(s string) bool {
	if pleas.in(s) {
		return true
	}
	s = strings.TrimLeft(s, "•*>»-–— \t:")
	return hasStart(s, calls) || hasStart(s, openers) && (wants.in(s) || strings.Contains(s, "@"))
}

// sentences cuts a folded text roughly: the rules need no better.
func sentences(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i := 1; i < len(s); i++ {
			if s[i] == ' ' && strings.IndexByte(".!?:", s[i-1]) >= 0 {
				if !yield(s[start:i]) {
					return
				}
				start = i + 1
			}
		}
		yield(s[start:])
	}
}

// isLinkLine reports whether a paragraph leads to another article and does
// nothing else: "READ MORE: The second witness".
func isLinkLine(p *par) bool {
	if p.words > 60 {
		return false
	}
	for _, l := range leads {
		rest, ok := strings.CutPrefix(p.fold, l)
		if !ok {
			continue
		}
		mark := strings.TrimLeft(rest, " ")
		shout := isShout(p.text[:min(len(l), len(p.text))])
		switch {
		case mark == "":
			return true
		case strings.IndexByte(":|>-", mark[0]) >= 0 || strings.HasPrefix(mark, "–") || strings.HasPrefix(mark, "»"):
			return p.linked >= 30 || !p.ends || shout
		case rest[0] == ' ':
			return p.linked >= 60 || shout && p.linked >= 30
		}
	}
	return p.kind == text.Para && p.linked >= 95 && p.words >= 4 && isShout(p.text)
}

// isShout reports whether a text is in capitals, but for a few letters.
func isShout(s string) bool {
	upper, lower := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			lower++
		case unicode.IsUpper(r):
			upper++
		}
	}
	return upper > 3 && lower*20 <= upper
}

// sections drops lists of other articles under a label of their own, and all
// that follows the text's end.
func (t *tidier) sections() {
	for i := 0; i < len(t.pars); i++ {
		p := &t.pars[i]
		if p.words > 14 || p.fate == caption || p.kind == text.Image || !t.headsList(p) {
			continue
		}
		n := i + 1
		for n < len(t.pars) && t.isListed(&t.pars[n], n > t.first) {
			n++
		}
		if p.fate == kept && n == i+1 {
			continue
		}
		for k := i; k < n; k++ {
			if t.pars[k].open() {
				t.pars[k].fate = gone
			}
		}
		i = n - 1
	}
}

// headsList reports whether a paragraph heads a list of other articles. One that
// was dropped as a label is one.
func (t *tidier) headsList(p *par) bool {
	if p.fate == gone {
		return hasStart(p.fold, leads) || hasStart(p.fold, listHeads)
	}
	return p.open() && hasStart(p.fold, listHeads) && (p.kind == text.Heading || !p.ends || strings.HasSuffix(p.fold, ":"))
}

// isListed reports whether a paragraph may stand in a list of other articles.
func (t *tidier) isListed(p *par, below bool) bool {
	switch {
	case !p.kind.Prose() || p.fate != kept:
		return p.kind == text.Image || p.fate == gone
	case t.isTold(p):
		return false
	}
	return p.linked >= 70 && p.words <= 40 || below && p.kind != text.Heading && p.linked >= 40 && !p.ends
}
