package novelty

import (
	"math"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// What the method measures by. The numbers were fitted to what people noted as
// new of one half of some long stories, and tried on the other half.
const (
	minWeight = 0.05 // of what all articles tell
	// Weights of what nobody told before, against those of what is rare.
	newWord      = 0.65
	newNameOrSum = 3
	dateShare    = 0.5 // dates are told in too many ways to weigh more

	articleShare = 0.6  // what an article tells counts so much, the rest what its best sentence tells
	known        = 0.34 // so much of a sentence is told where it is known in other words

	// Of a sentence with no facts all would have to be told, less with each, down
	// to known; and more with each doubling of the article's length.
	perFact      = 0.12
	perDouble    = 0.12
	shortArticle = 6 // sentences

	nearCopy = 0.7  // a near copy has so much of a sentence's words
	mutual   = 0.65 // and a sentence so many of a near copy's
	exact    = 0.9  // so many if the near copy is exact but for names

	// A name is everybody's if so many articles, and this share of all, have it.
	fewArticles = 3
	commonShare = 0.1
)

// needed is the share of a claim that an article must tell for it to be known:
// more of a short sentence, and more where the article is long, in which many
// words stand by chance.
func needed(c *claim, a *news.Article) float64 {
	length := float64(a.Text.Body.Sentences())
	return max(known, 1-perFact*float64(c.to-c.from)) + perDouble*max(0, math.Log2(length/shortArticle))
}

// MaxTellings is how many earlier tellings of a sentence are returned.
const MaxTellings = 8

// A Result says what is new in an article.
type Result struct {
	// Sentences are those of the text, in order, at most a thousand; the
	// headline is not judged.
	Sentences []Sentence
}

// A Sentence is one sentence of an article that was judged.
type Sentence struct {
	Paragraph int
	Span      text.Span // in the paragraph, in bytes
	// New is whether it was not told before. A sentence that tells nothing is
	// not new, and has no tellings.
	New bool
	// Tellings are where it was told before: first the first, then the latest
	// MaxTellings-1 in order.
	Tellings []Telling
}

// A Telling is a sentence that told, or the most of it, before.
type Telling struct {
	Article   int64
	Revision  int
	Paragraph int       // -1: the headline
	Span      text.Span // in the paragraph, in bytes
}

// Judge says which sentences of the article are new after the earlier articles,
// which are in the order of their telling. It changes none of them.
func (r *Reading) Judge(earlier []*Heard, stats Stats) Result {
	j := newJudge(r, &stats)
	for _, h := range earlier {
		j.hear(h)
	}
	return j.result()
}

// told is when an article told what it tells; the zero time if nobody knows.
func told(a *news.Article) time.Time {
	if !a.Dates.Published.IsZero() {
		return a.Dates.Published.Time
	}
	return a.Dates.FirstSeen
}

// A claim is a sentence to be judged.
type claim struct {
	at       place
	from, to int // its facts
	negated  bool
	// Weights of all its facts, and of those that are words.
	total, words float64

	// What the article being heard tells of it, and what its best sentence.
	heard    int32 // number of that article
	article  float64
	sentence float64
	best     place
	near     verdict
	// What the sentence being heard tells of it.
	now, nowWords float64

	changed  bool // near copies differ in a fact
	copied   bool // one does not
	tellings []telling
}

type telling struct {
	Telling
	copied bool
}

// A judge holds the sentences of an article against earlier ones.
type judge struct {
	reader reader
	claims []claim
	facts  []claimed
	by     *finder

	article, sentence int32 // numbers of what is being heard
	today             day
	touched           []int32 // claims that the article touches
	now               []int32 // claims that the sentence touches
}

// A claimed fact is one of a claim.
type claimed struct {
	weight  float64
	claim   int32
	heard   int32 // number of the last article that told it
	heardIn int32 // number of the last sentence
	kind    kind
	common  bool // everybody has it
}

func newJudge(r *Reading, stats *Stats) *judge {
	headline := 0
	if len(r.sentences) > 0 {
		headline = r.sentences[0].to
	}
	facts := r.facts[headline:]
	j := &judge{by: newFinder(facts), facts: make([]claimed, 0, len(facts)), claims: make([]claim, 0, len(r.sentences))}
	r.each(func(s *sentence, facts []fact) {
		if s.at.paragraph >= 0 {
			j.claim(s, facts, stats)
		}
	})
	return j
}

// claim adds a sentence.
func (j *judge) claim(s *sentence, facts []fact, stats *Stats) {
	c := claim{at: s.at, from: len(j.facts), negated: s.negated}
	for i := range facts {
		f := &facts[i]
		w := weigh(*f, stats)
		c.total += w
		if f.kind == word {
			c.words += w
		}
		j.facts = append(j.facts, claimed{weight: w, claim: int32(len(j.claims)), kind: f.kind, common: stats.isCommon(f.key)})
	}
	c.to = len(j.facts)
	j.claims = append(j.claims, c)
}

// hear takes one earlier article.
func (j *judge) hear(h *Heard) {
	j.article++
	j.touched = j.touched[:0]
	from := 0
	for i := range h.sentences {
		s := &h.sentences[i]
		j.hearSentence(h, s.at, h.keys[from:s.keys])
		from = s.keys
	}
	j.today = h.today
	if j.today != 0 {
		j.hearKey(j.today.key(), false)
		j.hearKey((j.today - 1).key(), false)
	}
	for _, n := range j.touched {
		j.conclude(h.article, &j.claims[n])
	}
}

// hearSentence takes a sentence by its keys. It is read again where it has
// nearly all words of a claim.
func (j *judge) hearSentence(h *Heard, at place, keys []Key) {
	j.sentence++
	j.now = j.now[:0]
	for _, k := range keys {
		j.hearKey(k, true)
	}
	read := false
	for _, n := range j.now {
		c := &j.claims[n]
		if c.now > c.sentence {
			c.sentence, c.best = c.now, at
		}
		if c.now > 0 && c.isNear() {
			if !read {
				j.reader.today, read = h.today, true
				j.reader.read(at.in(h.article))
			}
			c.near = max(c.near, j.compare(c))
		}
		c.now, c.nowWords = 0, 0
	}
}

// hearKey takes a key of the article being heard, and of the sentence if it
// stands there.
func (j *judge) hearKey(k Key, inSentence bool) {
	for _, n := range j.by.find(k) {
		f := &j.facts[n]
		c := &j.claims[f.claim]
		if c.heard != j.article {
			c.heard, c.article, c.sentence, c.near = j.article, 0, 0, noCopy
			j.touched = append(j.touched, f.claim)
		}
		if f.heard != j.article {
			f.heard = j.article
			c.article += f.weight
		}
		if !inSentence || f.heardIn == j.sentence {
			continue
		}
		f.heardIn = j.sentence
		if c.now == 0 {
			j.now = append(j.now, f.claim)
		}
		c.now += max(f.weight, minWeight)
		if f.kind == word {
			c.nowWords += f.weight
		}
	}
}

// conclude says whether the article that was heard told the claim.
func (j *judge) conclude(a *news.Article, c *claim) {
	if c.near >= similar && j.missing(c) {
		c.near = altered
	}
	switch {
	case c.near == altered:
		c.changed = true
		return
	case c.sentence == 0:
		return
	case c.near >= similar:
		c.copied = true
	case articleShare*c.article+(1-articleShare)*c.sentence < c.total*needed(c, a):
		return
	}
	t := telling{Telling{a.ID, a.Text.Number, c.best.paragraph, c.best.span}, c.near >= similar}
	c.tellings = append(c.tellings, t)
}

func (j *judge) result() Result {
	out := Result{Sentences: make([]Sentence, 0, len(j.claims))}
	for i := range j.claims {
		c := &j.claims[i]
		s := Sentence{Paragraph: c.at.paragraph, Span: c.at.span}
		if !c.changed || c.copied {
			s.Tellings = c.some()
		}
		s.New = len(s.Tellings) == 0 && c.from < c.to
		out.Sentences = append(out.Sentences, s)
	}
	return out
}

// some returns the first telling and the latest ones. Where the claim was
// copied as it is, looser tellings of it do not count.
func (c *claim) some() []Telling {
	var out []Telling
	for _, t := range c.tellings {
		if t.copied == c.copied {
			out = append(out, t.Telling)
		}
	}
	if n := len(out); n > MaxTellings {
		out = append(out[:1], out[n-MaxTellings+1:]...)
	}
	return out
}
