package rule

import (
	"strings"
	"unicode"

	"casewire/feeds/text"
)

const (
	leadWords = 60
	// paragraphGap parts the positions of paragraphs, so that no NEAR reaches
	// across.
	paragraphGap = 64
)

// A sheet has the places of all terms in one doc, by group.
type sheet struct {
	v       *vocabulary
	doc     *Doc
	found   []foundWord // words of the vocabulary, in order
	entries []int32
	groups  [][]place
	touched []int32
	words   *text.Words
	at      int32 // position of the next word
	title   int32 // words of the title
	bodies  []bodySheet
	cases   []caseState // of the title and the bodies: whether case says anything
}

// A bodySheet is what the sheet knows of a body as a whole.
type bodySheet struct {
	blocks  []text.Block
	leadEnd int // in bytes of the text: behind the last word of the lead run
}

// A foundWord is a word of the vocabulary in a text.
type foundWord struct {
	entry      int32
	at         int32 // its position
	lead       int32 // its position in the lead run; -1: behind it
	start, end int32 // in bytes of the title or the body
}

// A place is where a term stands. Positions count words; see paragraphGap.
type place struct {
	term                int32
	body                int32 // -1: the title
	paragraph           int32
	first, last         int32
	leadFirst, leadLast int32 // in the lead run; leadLast is -1 behind it
	start, end          int32 // in bytes of the title or the body
}

type caseState uint8

const (
	caseUnknown caseState = iota
	caseCounts
	caseless
)

// read fills the sheet with the places of a doc.
func (s *sheet) read(d *Doc) {
	s.doc, s.at = d, 0
	s.cases = append(s.cases[:0], make([]caseState, 1+len(d.Bodies))...)
	s.bodies = s.bodies[:0]
	if s.words == nil {
		s.words = text.Scan("")
	}
	s.found = s.found[:0]
	s.words.Reset(d.Title)
	for s.words.Next() {
		s.word(d.Title, -1, 0, s.at)
	}
	s.title = s.at
	for i := range d.Bodies {
		s.body(int32(i), &d.Bodies[i])
	}
}

// clear forgets the doc and keeps the room, unless it grew very large.
func (s *sheet) clear() {
	for _, g := range s.touched {
		s.groups[g] = s.groups[g][:0]
		if cap(s.groups[g]) > 1<<12 {
			s.groups[g] = nil
		}
	}
	s.touched, s.doc = s.touched[:0], nil
	s.words.Reset("")
	if cap(s.found) > 1<<14 {
		s.found = nil
	}
	clear(s.bodies)
}

func (s *sheet) body(number int32, b *text.Body) {
	src := b.Text.String()
	info := bodySheet{blocks: b.Blocks}
	if len(info.blocks) == 0 {
		info.blocks = lines(src)
	}
	s.found = s.found[:0]
	s.at += paragraphGap
	lead, paragraph, blockEnd := s.title, int32(-1), 0
	prose := false
	s.words.Reset(src)
	for s.words.Next() {
		span := s.words.Span()
		for span.Start >= blockEnd && int(paragraph+1) < len(info.blocks) {
			paragraph++
			s.at += paragraphGap
			blockEnd = info.blocks[paragraph].Span.End
			prose = info.blocks[paragraph].Kind.Prose()
		}
		if prose && lead < s.title+leadWords {
			info.leadEnd = span.End
			s.word(src, number, paragraph, lead)
			lead++
		} else {
			s.word(src, number, paragraph, -1)
		}
	}
	s.bodies = append(s.bodies, info)
}

// lines makes a paragraph of each line, for a text without a layout.
func lines(src string) []text.Block {
	var blocks []text.Block
	for start := 0; start <= len(src); {
		end := len(src)
		if n := strings.IndexByte(src[start:], '\n'); n >= 0 {
			end = start + n
		}
		blocks = append(blocks, text.Block{Span: text.Span{Start: start, End: end}})
		start = end + 1
	}
	return blocks
}

// word takes in the word that the sheet stands at.
func (s *sheet) word(src string, body, paragraph, lead int32) {
	at := s.at
	s.at++
	s.entries = s.v.find(s.words.Fold(), s.entries[:0])
	if len(s.entries) == 0 {
		return
	}
	span := s.words.Span()
	for _, id := range s.entries {
		s.found = append(s.found, foundWord{id, at, lead, int32(span.Start), int32(span.End)})
	}
	where := place{body: body, paragraph: paragraph, last: at, leadLast: lead, end: int32(span.End)}
	for _, id := range s.entries {
		e := &s.v.entries[id]
		for _, t := range e.single {
			where.term, where.first, where.leadFirst, where.start = t, at, lead, int32(span.Start)
			s.place(src, where)
		}
		for _, t := range e.last {
			if first := s.phrase(s.v.terms[t], at); first != nil {
				where.term, where.first, where.leadFirst, where.start = t, first.at, first.lead, first.start
				s.place(src, where)
			}
		}
	}
}

// phrase returns the first word of a phrase that ends at a position, nil if
// the phrase does not stand there.
func (s *sheet) phrase(t *term, at int32) *foundWord {
	i := len(s.found) - 1
	var first *foundWord
	for k := len(t.entries) - 1; k >= 0; k-- {
		for i >= 0 && s.found[i].at == at && s.found[i].entry != t.entries[k] {
			i--
		}
		if i < 0 || s.found[i].at != at {
			return nil
		}
		first = &s.found[i]
		at--
		for i >= 0 && s.found[i].at > at {
			i--
		}
	}
	return first
}

// place adds a place to the groups of its term, if cs allows it.
func (s *sheet) place(src string, p place) {
	t := s.v.terms[p.term]
	if t.x.exact && !s.exactly(src, t, p) {
		return
	}
	for _, g := range t.groups {
		list := s.groups[g]
		if n := len(list); n == 0 {
			s.touched = append(s.touched, g)
		} else if list[n-1].last == p.last && list[n-1].first == p.first {
			continue
		}
		s.groups[g] = append(list, p)
	}
}

// exactly reports whether a cs term stands at a place in its own case, or in a
// text where case says nothing.
func (s *sheet) exactly(src string, t *term, p place) bool {
	w := text.Scan(src[p.start:p.end])
	for i := 0; i < len(t.x.words) && w.Next(); i++ {
		span := w.Span()
		if !t.x.words[i].fitsExactly(src[int(p.start)+span.Start : int(p.start)+span.End]) {
			return s.caseless(src, p.body)
		}
	}
	return true
}

// caseless reports whether a text has no capital, or nothing but capitals.
func (s *sheet) caseless(src string, body int32) bool {
	state := &s.cases[body+1]
	if *state == caseUnknown {
		*state = caseCounts
		if strings.IndexFunc(src, unicode.IsUpper) < 0 || strings.IndexFunc(src, unicode.IsLower) < 0 {
			*state = caseless
		}
	}
	return *state == caseless
}
