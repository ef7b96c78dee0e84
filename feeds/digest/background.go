package digest

import (
	"cmp"
	"math"
	"slices"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Line is a sentence of an article, or its first clauses.
type Line struct {
	Article   int64
	Revision  int
	Paragraph int
	Span      text.Span // in the paragraph, in bytes
	Text      text.Clean
	Cut       bool // clauses at the end of the sentence are left out
}

// What Background goes by. Newcomers need what the newest report takes up, how
// it began, and what came back again and again, in this order.
const (
	fade        = 5.0  // days of news after which what is told counts 1/e
	firstDay    = 1.0  // what began the story counts so much more, at most,
	firstFade   = 0.5  // each sentence further down by this share less,
	onTopic     = 0.6  // if this share of the days has a word of it
	recurrence  = 0.4  // of words that many days have
	bearing     = 0.25 // on the newest day
	fullness    = 0.3  // of a sentence of fullWords
	fullWords   = 40.0
	further     = 0.05 // is lost with each sentence further down
	furthest    = 2    // sentence to lose so
	dangling    = 0.05 // is lost by one that begins with a word for what stands before it
	sameDay     = 0.1  // is lost with each sentence of the day that is chosen,
	likeness    = 0.2  // and for words that a chosen one has told
	maxSame     = 0.6  // of a sentence's words that another one told
	minWords    = 4    // of a sentence
	maxBytes    = 800  // of a sentence: longer ones are no summary
	maxLead     = 12   // sentences of an article that are looked at
	maxConsider = 60   // of the best sentences that are tried
)

// Background returns the story so far in at most so many words, as sentences
// in the order of their telling. The reports are in that order too, one
// article each: copies and other tellings of a report are left out before.
func Background(reports []*news.Article, words int) []Line {
	b := newBackground(reports)
	b.weigh()
	slices.SortStableFunc(b.sentences, func(a, b *sentence) int { return cmp.Compare(b.weight, a.weight) })
	chosen := choose(b.sentences[:min(len(b.sentences), maxConsider)], words)
	slices.SortFunc(chosen, func(a, b *sentence) int { return cmp.Compare(a.order, b.order) })
	lines := make([]Line, len(chosen))
	for i, s := range chosen {
		lines[i] = s.Line
	}
	return lines
}

// A sentence is one that may be told.
type sentence struct {
	Line
	order  int      // in the story
	day    int      // of news, counted from 0
	place  int      // in its article, counted from 0
	all    []string // words, as they stand
	words  []string // what tells something, ascending and each once
	length int      // words, as people count
	weight float64
	like   float64 // how much of it is told by what is chosen, from 0 to 1
}

// A background is a story as Background looks at it.
type background struct {
	sentences []*sentence
	days      int
	// with counts the days that have a word.
	with map[string]int
	// last has the words of the newest day.
	last map[string]bool
}

func newBackground(reports []*news.Article) *background {
	b := &background{with: map[string]int{}}
	var today map[string]bool
	var date time.Time
	for _, a := range reports {
		d := dateOf(a)
		if today == nil || d.IsZero() || !d.Equal(date) {
			b.days++
			date, today = d, map[string]bool{}
		}
		b.add(a, today)
	}
	b.last = today
	return b
}

// dateOf returns the day on which an article told what it tells.
func dateOf(a *news.Article) time.Time {
	t := a.Dates.Published.Time
	if t.IsZero() {
		t = a.Dates.FirstSeen
	}
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// add adds the first sentences of an article, and its words to those of the
// day.
func (b *background) add(a *news.Article, today map[string]bool) {
	place := 0
	body := &a.Text.Body
	for i := range body.Blocks {
		if body.Blocks[i].Kind == text.Heading {
			continue
		}
		paragraph := body.Paragraph(i)
		for _, span := range body.Blocks[i].Sentences {
			if place == maxLead {
				return
			}
			span.Start += text.Dateline(paragraph.Cut(span).String())
			line := Line{Article: a.ID, Revision: a.Text.Number, Paragraph: i, Span: span, Text: paragraph.Cut(span)}
			b.take(&sentence{Line: line, place: place}, today)
			place++
		}
	}
}

func (b *background) take(s *sentence, today map[string]bool) {
	s.all, s.words = read(s.Text.String())
	s.length = countWords(s.Text.String())
	b.count(s.all, today)
	b.count(s.words, today)
	if s.length < minWords || len(s.words) == 0 || s.Text.Len() > maxBytes {
		return
	}
	s.order, s.day = len(b.sentences), b.days-1
	b.sentences = append(b.sentences, s)
}

// count counts words for the day, each once.
func (b *background) count(words []string, today map[string]bool) {
	for _, w := range words {
		if !today[w] {
			today[w] = true
			b.with[w]++
		}
	}
}

// weigh says how much each sentence has to tell to a newcomer.
func (b *background) weigh() {
	for _, s := range b.sentences {
		age := b.days - 1 - s.day
		s.weight = math.Exp(-float64(age)/fade) + recurrence*b.recurs(s) + fullness*min(1, float64(s.length)/fullWords)
		if age == 0 {
			s.weight += bearing
		} else {
			s.weight += bearing * b.bears(s)
		}
		if pointers[s.all[0]] {
			s.weight -= dangling
		}
		if s.day == 0 {
			s.weight += firstDay * max(0, 1-firstFade*float64(s.place)) * b.lasts(s)
		} else {
			s.weight -= further * float64(min(s.place, furthest))
		}
	}
}

// recurs says on how many days the words of a sentence are told, from 0 to 1.
func (b *background) recurs(s *sentence) float64 {
	sum := 0.0
	for _, w := range s.all {
		sum += math.Log(float64(b.with[w]))
	}
	return sum / float64(len(s.all)) / math.Log(float64(b.days+2))
}

// lasts says how far the story is still about what a sentence tells, from 0 to
// 1: by the word of it that most days have.
func (b *background) lasts(s *sentence) float64 {
	most := 0
	for _, w := range s.words {
		most = max(most, b.with[w])
	}
	return min(1, float64(most)/float64(b.days)/onTopic)
}

// bears says how much of a sentence the newest day tells, from 0 to 1: rare
// words say more.
func (b *background) bears(s *sentence) float64 {
	sum, shared := 0.0, 0.0
	for _, w := range s.words {
		rarity := math.Log(float64(b.days+1)/float64(b.with[w])) + 0.1
		sum += rarity
		if b.last[w] {
			shared += rarity
		}
	}
	return shared / sum
}

// choose takes the best sentences that fit, each of which says something that
// the others do not.
func choose(candidates []*sentence, words int) []*sentence {
	var out []*sentence
	for len(candidates) > 0 {
		best := 0
		for i, s := range candidates {
			if s.worth() > candidates[best].worth() {
				best = i
			}
		}
		s := candidates[best]
		candidates = slices.Delete(candidates, best, best+1)
		if s.like > maxSame || !s.fit(words) {
			continue
		}
		words -= s.length
		out = append(out, s)
		for _, c := range candidates {
			c.beside(s)
		}
	}
	return out
}

// worth is the weight of a sentence beside those chosen.
func (s *sentence) worth() float64 { return s.weight - likeness*s.like }

// beside takes from the weight of a sentence what a chosen one makes needless.
func (s *sentence) beside(chosen *sentence) {
	s.like = max(s.like, s.sharedWith(chosen))
	if s.day == chosen.day {
		s.weight -= sameDay
	}
}

// fit reports whether a sentence has at most so many words, or can be cut to
// it, and cuts it.
func (s *sentence) fit(words int) bool {
	if s.length <= words {
		return true
	}
	whole := s.Text.String()
	for _, end := range slices.Backward(clauses(whole)) {
		if n := countWords(whole[:end]); n <= words {
			s.Text = s.Text.Cut(text.Span{End: end})
			s.Span.End = s.Span.Start + end
			s.Cut, s.length = true, n
			return true
		}
	}
	return false
}

// sharedWith says how much the shorter of two sentences tells of the other, from
// 0 to 1.
func (s *sentence) sharedWith(other *sentence) float64 {
	same := 0
	for _, w := range s.words {
		if _, ok := slices.BinarySearch(other.words, w); ok {
			same++
		}
	}
	return float64(same) / float64(min(len(s.words), len(other.words)))
}
