package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/text"
)

// A fate is what becomes of a paragraph.
type fate uint8

const (
	kept fate = iota
	gone
	caption
)

// A par is a paragraph that is judged.
type par struct {
	text   string
	fold   string // in lower case, with straight quotes
	kind   text.Kind
	words  int
	linked int  // percent of its bytes that are links
	ends   bool // like a sentence
	fate   fate
}

// A tidier judges the paragraphs of a body.
type tidier struct {
	heads []string        // the headline, as the page gives it here and there; folded
	names map[string]bool // words of the byline, folded
	told  string          // the article as the page tells it to machines, folded
	asked int             // how often that was looked into
	by    string          // a byline that stood above the text
	pars  []par
	first int // the first paragraph that is surely text, and the last
	last  int
}

// name notes the names in a byline.
func (t *tidier) name(byline string) {
	t.names = map[string]bool{}
	for w := range strings.FieldsFuncSeq(fold(byline), notWord) {
		if len(w) > 2 && !noNames[w] {
			t.names[w] = true
		}
	}
}

// tidy takes what is no part of an article out of its body. What the page
// tells machines is its text is left in it.
func (t *tidier) tidy(b text.Body) text.Body {
	t.pars = paragraphs(&b)
	t.pictures()
	t.each(plain)
	t.bounds()
	t.top()
	t.sections()
	t.repeats()
	t.bounds()
	t.bottom()
	return rebuild(b, t.pars)
}

func paragraphs(b *text.Body) []par {
	pars := make([]par, len(b.Blocks))
	for i := range pars {
		s := b.Paragraph(i).String()
		pars[i] = par{text: s, fold: fold(s), kind: b.Blocks[i].Kind, words: wordsIn(s), ends: endsSentence(s)}
	}
	for _, l := range b.Links {
		p := &pars[l.Paragraph]
		p.linked += 100 * (l.Span.End - l.Span.Start)
	}
	for i := range pars {
		pars[i].linked /= max(len(pars[i].text), 1)
	}
	return pars
}

// each lets a rule judge every paragraph that is prose and still kept.
func (t *tidier) each(rule func(p *par) fate) {
	for i := range t.pars {
		if p := &t.pars[i]; p.open() {
			p.fate = rule(p)
		}
	}
}

// open reports whether a paragraph is prose and still kept.
func (p *par) open() bool { return p.fate == kept && p.kind.Prose() }

// isText reports whether a paragraph is surely text of the article.
func (p *par) isText() bool {
	return p.open() && p.kind != text.Heading && p.linked < 50 && (p.words >= 12 && p.ends || p.words >= 30)
}

// bounds finds the first and the last paragraph that are surely text. Where
// there is none, all may be.
func (t *tidier) bounds() {
	t.first, t.last = len(t.pars), -1
	for i := range t.pars {
		if t.pars[i].isText() {
			t.first, t.last = min(t.first, i), i
		}
	}
	if t.last < 0 {
		t.first, t.last = 0, len(t.pars)-1
	}
}

// Limits of the search in what the page tells machines.
const (
	maxTold  = 256 << 10 // bytes
	maxAsked = 1000
)

// isTold reports whether the page tells machines that the paragraph is text.
func (t *tidier) isTold(p *par) bool {
	if t.told == "" || p.words < 4 || t.asked == maxAsked {
		return false
	}
	t.asked++
	return strings.Contains(t.told[:min(len(t.told), maxTold)], p.fold)
}

// repeats drops what was said before, word for word, but for speech, and in a
// text that repeats itself, as tables and songs do.
func (t *tidier) repeats() {
	seen := map[string]bool{}
	again, all := 0, 0
	for pass := range 2 {
		clear(seen)
		t.each(func(p *par) fate {
			repeated := p.words >= 5 && p.fold[0] != '"' && seen[p.fold]
			seen[p.fold] = true
			switch {
			case pass == 0:
				all += p.words
				if repeated {
					again += p.words
				}
			case repeated && again*6 < all:
				return gone
			}
			return kept
		})
	}
}

// pictures finds the captions that stand beside a picture, and credits.
func (t *tidier) pictures() {
	var last *par
	for i := range t.pars {
		p := &t.pars[i]
		picture := last != nil && last.kind == text.Image
		beside := picture || last != nil && (last.kind == text.Caption || last.fate == caption)
		if p.open() && p.kind == text.Para && !isCopyright(p) && (isCaption(p, beside) || picture && isNote(p)) {
			p.fate = caption
		}
		last = p
	}
}

// isNote reports whether a paragraph is a few words and no sentence. Scripts
// without spaces do not tell.
func isNote(p *par) bool {
	return !p.ends && p.words <= 20 && p.linked < 50 && strings.Contains(p.text, " ")
}

// isCaption reports whether a paragraph tells of a picture: it gives a credit
// for one, or repeats what stands beside it.
func isCaption(p *par, beside bool) bool {
	if p.words > 60 || p.linked > 50 {
		return false
	}
	for _, c := range creditStarts {
		if strings.HasPrefix(p.fold, c) && p.words <= 25 {
			return true
		}
	}
	if !beside && p.words > 45 {
		return false
	}
	return (beside || !p.ends || strings.HasSuffix(p.fold, ")")) && creditParts.in(p.fold)
}

// top judges what stands above the text.
func (t *tidier) top() {
	trail := false
	for i := range t.pars[:min(t.first+1, len(t.pars))] {
		p := &t.pars[i]
		if p.open() && (t.isHeadline(p) || i < t.first && t.isAbove(p, trail)) {
			trail = p.kind == text.ListItem && p.linked > 50
			p.fate = gone
			if t.by == "" && strings.HasPrefix(p.fold, "by ") {
				t.by = signature(p.text)
			}
		}
	}
}

func (t *tidier) isHeadline(p *par) bool {
	return p.words > 2 && slices.ContainsFunc(t.heads, func(h string) bool {
		return p.fold == h || len(p.fold)*4 > len(h)*3 && strings.HasPrefix(h, p.fold)
	})
}

// isAbove reports whether a paragraph above the text is none of it: a date, a
// name, a trail of sections.
func (t *tidier) isAbove(p *par, trail bool) bool {
	switch {
	case t.isStamp(p), t.isByline(p):
		return true
	case p.kind == text.Heading || p.ends:
		return false
	}
	return p.words <= 4 && (p.linked > 50 || trail && p.kind == text.ListItem) || strings.HasPrefix(p.fold, "http") && p.words == 1
}

// bottom judges what stands below the text, and the last paragraphs of it.
func (t *tidier) bottom() {
	t.lists()
	t.bounds()
	for i := t.last + 1; i < len(t.pars); i++ {
		p := &t.pars[i]
		if p.open() && !t.isTold(p) && (t.isStamp(p) || t.isByline(p) || p.isLink() || isLast(p)) {
			p.fate = gone
		}
	}
	shown := 0
	for i := len(t.pars) - 1; i >= 0 && shown < 3; i-- {
		p := &t.pars[i]
		if !p.open() {
			continue
		}
		switch {
		case p.kind == text.Heading && shown == 0, t.isAboutAuthor(p), isLast(p) && !t.isTold(p):
			p.fate = gone
		default:
			shown++
		}
	}
}

// isLast reports whether a paragraph is one of those that stand below texts:
// tags, sources.
func isLast(p *par) bool {
	return p.words <= 90 && (hasStart(p.fold, tagStarts) || hasStart(p.fold, lastStarts))
}

// lists drops lists of links near the end of a text that is no list itself.
func (t *tidier) lists() {
	words, links := 0, 0
	for i := range t.pars {
		if p := &t.pars[i]; p.open() {
			words += p.words
			if p.isLink() {
				links += p.words
			}
		}
	}
	if links*4 > words {
		return
	}
	below := 0
	for i := len(t.pars) - 1; i > 0 && below*7 <= words; i-- {
		p := &t.pars[i]
		switch {
		case !p.open():
		case p.isLink() && !t.isTold(p) && (p.kind == text.ListItem || p.words >= 4):
			p.fate = gone
		default:
			below += p.words
		}
	}
}

// isLink reports whether a paragraph is a link and nothing else.
func (p *par) isLink() bool { return p.linked >= 90 && !p.ends }

// fold makes texts comparable.
func fold(s string) string {
	return strings.ToLower(quotes.Replace(strings.TrimSpace(s)))
}

var quotes = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00a0", " ") //nolint:gochecknoglobals // table

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// endsSentence reports whether a text ends as sentences do.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " )]\"'”’»*")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？।؟:", r)
}

func hasStart(s string, starts []string) bool {
	return slices.ContainsFunc(starts, func(p string) bool { return strings.HasPrefix(s, p) })
}
