package extract

import (
	"strings"
	"unicode"

	"casewire/feeds/text"
)

// isStamp reports whether a paragraph says when, and perhaps by whom, an
// article was published, and nothing else.
func (t *tidier) isStamp(p *par) bool {
	if p.words > 30 || p.kind == text.Heading {
		return false
	}
	clock, said, others, known := false, false, 0, 0
	for w := range strings.FieldsFuncSeq(p.text, notWord) {
		f := strings.ToLower(w)
		switch {
		case isDigit(f[0]):
			known++
			clock = clock || len(f) == 4 && (f[:2] == "19" || f[:2] == "20")
		case dayWords[f]:
			known++
		case stampWords[f]:
			known++
			said = true
		case t.names[f]:
			said = true
		case unicode.IsLower([]rune(w)[0]):
			others += 3
		default:
			others++
		}
	}
	clock = clock || said && hasTime(p.text) || strings.HasSuffix(p.fold, " ago") || strings.Contains(p.fold, " min read")
	return clock && !strings.HasSuffix(p.text, ":") && known >= 2 && (others == 0 || said && others <= 6)
}

// hasTime reports whether a text holds a time such as 9:30.
func hasTime(s string) bool {
	i := strings.IndexByte(s, ':')
	for ; i > 0 && i+2 < len(s); i++ {
		if s[i] == ':' && isDigit(s[i-1]) && isDigit(s[i+1]) && isDigit(s[i+2]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isByline reports whether a paragraph names the authors and nothing else.
func (t *tidier) isByline(p *par) bool {
	if p.words > 14 || p.ends && p.words > 4 {
		return false
	}
	rest, by := p.fold, false
	for _, s := range []string{"by ", "by: ", "von ", "por ", "par ", "di ", "written by ", "reporting by "} {
		if cut, ok := strings.CutPrefix(rest, s); ok {
			rest, by = cut, true
			break
		}
	}
	capitals, names, words := 0, 0, 0
	for w := range strings.FieldsFuncSeq(p.text[len(p.text)-min(len(rest), len(p.text)):], notWord) {
		words++
		if unicode.IsUpper([]rune(w)[0]) {
			capitals++
		}
		if t.names[strings.ToLower(w)] {
			names++
		}
	}
	if by {
		return words > 0 && capitals*3 >= words*2
	}
	return names >= 2 && names*2 >= words
}

// isAboutAuthor reports whether a paragraph at the end of a text tells of its
// author, or of those who helped.
func (t *tidier) isAboutAuthor(p *par) bool {
	if p.words > 80 || t.isTold(p) {
		return false
	}
	if p.words <= 40 && (helpers.in(p.fold) || isContact(p.fold)) {
		return true
	}
	return t.beginsNamed(p.fold) && bios.in(p.fold) || p.words <= 45 && !strings.Contains(p.fold, `"`) && hasJob(p.fold)
}

func isContact(s string) bool {
	return hasStart(s, contacts) && (strings.Contains(s, "@") || strings.Contains(s, "twitter"))
}

// beginsNamed reports whether a text begins with the name of an author.
func (t *tidier) beginsNamed(s string) bool {
	named := 0
	words := strings.Fields(s)
	for _, w := range words[:min(3, len(words))] {
		if t.names[strings.TrimSuffix(strings.Trim(w, ".,"), "'s")] {
			named++
		}
	}
	return named > 1
}

// hasJob reports whether a text begins with somebody who is of the press:
// "Lee Moss is a freelance writer".
func hasJob(s string) bool {
	const near = 30 // bytes
	for _, is := range []string{" is a ", " is an ", " is the "} {
		if i := strings.Index(s, is); i > 0 && i < 2*near && jobs.in(s[i:min(i+len(is)+near, len(s))]) {
			return true
		}
	}
	return false
}
