package events

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Fact is an event and what is needed to add the next article to it. It is
// plain data, to be kept as it is.
type Fact struct {
	Event news.Event
	// Near is the weight of what was told on the day and the next, and before;
	// Far of what was told later.
	Near, Far float64
	// Clear says how clearly the event's sentence tells it.
	Clear float64
	// Outlets are hashes of the names of those who told it.
	Outlets []Word
	// Words counts those of its sentences; Size is the sum.
	Words map[Word]float64
	Size  float64
}

// Stats is what the story's articles have in common, this one left out.
type Stats struct {
	Articles int
	// Having counts the articles that have a word, at least for the words of
	// the article that is judged.
	Having map[Word]int
}

// The weights of what an article tells. Days of the past that are given with
// their year stand in the timelines that people write about one and a half times
// as often as others; those given roughly, a third as often.
const (
	chronic  = 2.0  // a sentence that begins with the date, as chronicles do
	chosen   = 0.7  // an article that is a chronicle of the story, at least
	copied   = 0.2  // an article that is a copy
	before   = 0.35 // told before it came
	withYear = 1.25 // a day of the past that is given with its year
	roughly  = 0.3  // a day that is given roughly
	outright = 1.0  // the day that an article tells of, for having articles at all
	longer   = 0.3  // for each e-fold of days since
	byMonth  = 0.7  // a sentence that names the month only
	alike    = 0.15 // what it must have in common with a day at least
)

// Judge adds an article to the facts that it tells of. Candidates are all
// facts under the article's keys; those that change come back, with new ones,
// by date. The candidates themselves are left alone.
func (r *Reading) Judge(candidates []Fact, stats Stats) []Fact {
	j := judgement{Reading: r, stats: stats, facts: map[news.Date]*Fact{}, changed: map[news.Date]bool{}}
	for i := range candidates {
		j.facts[candidates[i].Event.Date] = &candidates[i]
	}
	j.Reading = r.placed(j.facts)
	j.voices = j.bearing()
	j.linkMonths()
	j.tellDates()
	out := make([]Fact, 0, len(j.changed))
	for _, d := range slices.SortedFunc(maps.Keys(j.changed), news.Date.Compare) {
		j.facts[d].prune()
		out = append(out, *j.facts[d])
	}
	return out
}

// A judgement is an article being added.
type judgement struct {
	*Reading
	stats   Stats
	voices  float64 // what the article counts for, at most 1
	facts   map[news.Date]*Fact
	changed map[news.Date]bool
}

// fact returns the fact of a date, to be changed.
func (j *judgement) fact(d news.Date) *Fact {
	f := j.facts[d]
	if j.changed[d] {
		return f
	}
	changed := Fact{Event: news.Event{Date: d, Clock: -1}, Words: map[Word]float64{}}
	if f != nil {
		changed = *f
		changed.Words, changed.Outlets = maps.Clone(f.Words), slices.Clone(f.Outlets)
	}
	j.changed[d], j.facts[d] = true, &changed
	return &changed
}

// placed returns the reading with the years that the article leaves out as the
// story has them: what is foretold is to come, and no thing of the year before.
func (r *Reading) placed(facts map[news.Date]*Fact) *Reading {
	placed := *r
	placed.tellings = slices.Clone(r.tellings)
	for i := range placed.tellings {
		t := &placed.tellings[i]
		if t.other.Year != 0 && facts[t.other].tells(t.words) > facts[t.date].tells(t.words) {
			t.at(t.other, r.day)
		}
	}
	return &placed
}

// tells returns how many of the words a fact has, and 1 more for being one; 0
// for none.
func (f *Fact) tells(words []Word) int {
	if f == nil || f.Event.Mentions == 0 {
		return 0
	}
	n := 1
	for _, w := range words {
		if f.Words[w] > 0 {
			n++
		}
	}
	return n
}

// tellDates adds to each date the weightiest telling of the article.
func (j *judgement) tellDates() {
	best := map[news.Date]float64{}
	var central float64
	for i := range j.tellings {
		t := &j.tellings[i]
		core := j.core(t)
		central = max(central, core)
		f := j.fact(t.date)
		j.voice(f, t, core)
		if t.undated {
			continue
		}
		best[t.date] = max(best[t.date], j.voices*core*t.weight())
	}
	for d, w := range best {
		f := j.facts[d]
		if d.Day == 0 || daysBetween(d, j.day) >= 2 {
			f.Far += w
		} else {
			f.Near += w
		}
		j.count(f)
	}
	if central > 0 {
		f := j.fact(j.news)
		f.Near += outright * j.voices * central
		if best[j.news] == 0 {
			j.count(f)
		}
	}
}

// weight is how much a telling counts for the way in which it gives the date.
func (t *telling) weight() float64 {
	w := since(t.lag)
	if t.opens {
		w *= chronic
	}
	switch {
	case t.lag < 0:
		w *= before
	case t.rough:
		w *= roughly
	case t.full && t.lag >= 2:
		w *= withYear
	}
	return w
}

// since is how much more a telling counts for the days that have passed; 1 for
// months and years, which have no lag.
func since(lag int) float64 {
	if lag < 2 {
		return 1
	}
	return 1 + longer*math.Log(float64(lag))
}

// count counts the article and its outlet.
func (j *judgement) count(f *Fact) {
	e, at := &f.Event, published(j.article)
	e.Mentions++
	if name := hashOf([]byte(j.article.Outlet.String())); !slices.Contains(f.Outlets, name) && len(f.Outlets) < maxOutlets {
		f.Outlets = append(f.Outlets, name)
		e.Outlets = len(f.Outlets)
	}
	if e.First.IsZero() || at.Before(e.First) {
		e.First, e.By = at, j.article.Outlet
	}
}

// maxOutlets bounds how many outlets of a date are told apart.
const maxOutlets = 200

// bearing says how far an article is about the story, at most 1: one that has
// many of the words that half of the story's articles have counts in full. Of
// the first few articles that is not known yet; they count, too. A chronicle
// has few words.
func (j *judgement) bearing() float64 {
	common := 0
	for _, w := range j.words {
		if 2*j.stats.Having[w] >= j.stats.Articles+few {
			common++
		}
	}
	told := float64(j.stats.Articles)
	bearing := (few + told*min(1, float64(common)/enough)) / (few + told)
	if j.chronicles() {
		bearing = max(bearing, chosen)
	}
	if j.article.Report.CopyOf != 0 {
		bearing *= copied
	}
	return bearing
}

// chronicles reports whether the article goes through many days of the past in
// their order, and names what the story is about: somebody has chosen its days.
func (j *judgement) chronicles() bool {
	var last news.Date
	told, named, steps, up := 0, 0, 0, 0
	for i := range j.tellings {
		t := &j.tellings[i]
		if t.undated || t.lag < 2 {
			continue
		}
		told++
		named += oneIf(j.core(t) > 1)
		if t.date != last && last.Year != 0 {
			steps++
			up += oneIf(t.date.Compare(last) > 0)
		}
		last = t.date
	}
	return up >= manySteps && up*5 >= steps*4 && named*4 >= told
}

// manySteps are as many as a chronicle takes ahead in time at least.
const manySteps = 9

// enough is how many of the words that are common in the story an article has
// that is about it.
const enough = 30

// share returns the share of the story's articles that have the commonest of
// some words.
func (s Stats) share(words []Word) float64 {
	most := 0
	for _, w := range words {
		most = max(most, s.Having[w])
	}
	return float64(most) / float64(s.Articles+few)
}

// core is 1 for a sentence on anything, up to 2 for one that has the names
// which most articles of the story have.
func (j *judgement) core(t *telling) float64 {
	share := j.stats.share(t.names)
	if share < 0.5 {
		return 1
	}
	return 1 + share
}

// few articles say nothing of a story: names are common from there on.
const few = 4

// voice adds the words of a telling, and takes its sentence if it is clearer.
func (j *judgement) voice(f *Fact, t *telling, core float64) {
	n := 1.0
	if t.undated {
		n = 0.5
	}
	for _, w := range t.words {
		f.Words[w] += n
		f.Size += n
	}
	c := clarity(t, core)
	// A sentence that stands is left alone by those a little better, so that
	// the earliest clear one stays.
	if f.Event.Text.Len() > 0 && c < f.Clear*clearer {
		return
	}
	f.Clear = c
	e := &f.Event
	e.Article, e.Paragraph, e.Span = j.article.ID, t.paragraph, t.span
	paragraph := j.article.Text.Body.Paragraph(t.paragraph)
	e.Span.Start += text.Dateline(paragraph.Cut(t.span).String())
	e.Text = paragraph.Cut(e.Span)
}

// clearer is how many times clearer a later sentence must be.
const clearer = 1.5

// clarity says how well a sentence tells an event by itself.
func clarity(t *telling, core float64) float64 {
	c := core * core
	switch n := t.span.End - t.span.Start; {
	case n < 40 && len(t.words) < 3:
		c *= 0.1 // a number, a name
	case n < 40:
		c *= 0.3
	case n > 260:
		c *= 0.6
	}
	if t.quotes {
		c *= 0.5
	}
	if t.leans {
		c *= 0.4
	}
	if t.shares {
		c *= 0.5
	}
	if t.leads {
		c *= 1.5
	}
	if !t.acts {
		c *= 0.7
	}
	if len(t.names) == 0 {
		c *= 0.6
	}
	if t.undated {
		c *= 0.6
	}
	if t.lag < 0 {
		c *= 0.5 // the report of the day itself is to come
	}
	return c
}

// linkMonths lets sentences that name a month only speak for the days of it
// that they resemble.
func (j *judgement) linkMonths() {
	spoken := map[news.Date]float64{}
	for i := range j.tellings {
		t := &j.tellings[i]
		if t.date.Month == 0 || t.date.Day != 0 {
			continue
		}
		days := j.resembling(t)
		all := 0.0
		for _, d := range days {
			all += d.likeness
		}
		for _, d := range days {
			w := byMonth * j.voices * j.core(t) * d.likeness / all * since(daysBetween(d.date, j.day))
			spoken[d.date] = max(spoken[d.date], w)
		}
	}
	for d, w := range spoken {
		j.fact(d).Far += w
	}
}

// A meant is a day that a sentence on its month may mean.
type meant struct {
	date     news.Date
	likeness float64
}

// resembling returns the days before the article that a sentence on their
// month may mean.
func (j *judgement) resembling(t *telling) []meant {
	var out []meant
	rare, sum := make([]float64, len(t.words)), 0.0
	for i, w := range t.words {
		rare[i] = math.Log(float64(j.stats.Articles+1)/(float64(j.stats.Having[w])+0.5) + 1)
		sum += rare[i]
	}
	for d := t.date; d.Day < 31; {
		d.Day++
		f := j.facts[d]
		if f == nil || d.Compare(j.day) >= 0 {
			continue
		}
		x := 0.0
		for i, w := range t.words {
			if n := f.Words[w]; n > 0 {
				x += rare[i] * (1 - math.Exp2(-n))
			}
		}
		// Much has been said of full days; a sentence resembles them easily.
		x /= sum * (1 + 0.4*math.Log1p(f.Size/30))
		if x >= alike {
			out = append(out, meant{d, x * x})
		}
	}
	return out
}

// maxFactWords bounds what is kept of the words of a fact.
const maxFactWords = 400

// prune keeps the words that were used most.
func (f *Fact) prune() {
	if len(f.Words) <= maxFactWords {
		return
	}
	type used struct {
		word Word
		n    float64
	}
	words := make([]used, 0, len(f.Words))
	for w, n := range f.Words {
		words = append(words, used{w, n})
	}
	slices.SortFunc(words, func(a, b used) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.word, b.word))
	})
	for _, w := range words[maxFactWords:] {
		delete(f.Words, w.word)
	}
}
