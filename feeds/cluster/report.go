package cluster

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// These were measured on headlines of many reports at once, on long texts
// without a time and on the headlines of one case over months.
const (
	enough   = 0.06 // nearness to a report that makes an article part of it
	rarity   = 0.2  // power of a word's rarity
	cohesion = 0.05 // nearness of the members of a report, on average

	shortWords = 8   // a headline's
	halfWords  = 30  // more than those: half-way between headline and long text
	textFactor = 5   // how much nearer long texts are by chance
	shortDays  = 0.3 // in which a headline counts for a third of what it did
	textDays   = 1.5 // and a long text

	few = 3 // words of a headline that one of them does not speak for

	strong       = 0.1 // nearness beyond which one candidate counts by itself
	strongFactor = 0.2 // how much
	strongDays   = 4   // in which that falls to a third
)

// A told is a report as the candidates tell it.
type told struct {
	sum    float64 // how near its texts are, added up
	single float64 // how near the nearest one is, by itself
	copies int     // articles whose text was counted
}

// report returns the cluster of the report that the article tells, its own id
// if there is none among the candidates. A text counts once, however many
// copies of it there are, as the nearest of these: copies are no witnesses.
func (s *subject) report(candidates []candidate) int64 {
	reports := map[int64]told{}
	texts := map[[2]int64]float64{}
	for _, c := range candidates {
		id := c.Article.Report.Cluster
		r := reports[id]
		cos := s.cosine(&c)
		apart := s.days(&c.Member)
		text := [2]int64{id, cmp.Or(c.Article.Report.CopyOf, c.Article.ID)}
		before, again := texts[text]
		if again {
			r.copies++
		}
		texts[text] = max(before, cos*near(math.Sqrt(float64(s.words*c.known.words)), apart))
		r.sum += texts[text] - before
		r.single = max(r.single, strongFactor*(cos-strong)*math.Exp(-apart/strongDays))
		reports[id] = r
	}
	best, most := s.Article.ID, enough
	for _, id := range slices.Sorted(maps.Keys(reports)) {
		r := reports[id]
		n := float64(max(1, s.stats.Members[id]-r.copies))
		if near := max(r.sum/math.Sqrt(n+cohesion*n*(n-1)), r.single); near > most {
			best, most = id, near
		}
	}
	return best
}

// near is what the likeness of two texts counts for: the longer they are, the
// more of it is chance; the shorter, the more the time must say. Words is
// their mean number.
func near(words, apart float64) float64 {
	long := max(0, words-shortWords)
	long /= long + halfWords
	return math.Pow(textFactor, -long) * math.Exp(-apart*((1-long)/shortDays+long/textDays))
}

// rarities returns for each key how rare it is in the story: 1 where no other
// article has it, 0 where all have.
func (m *Member) rarities(stats *Stats) []float64 {
	out := make([]float64, len(m.Keys))
	all := math.Log(float64(stats.Articles + 1))
	for i, k := range m.Keys {
		if k.Weight > 0 && all > 0 {
			have := min(max(1, stats.Having(k)), stats.Articles+1)
			out[i] = math.Pow(1-math.Log(float64(have))/all, rarity)
		}
	}
	return out
}

// cosine is how near the words of the two are. Of a headline of few words one
// is not enough.
func (s *subject) cosine(c *candidate) float64 {
	if c.overlap.words < 2 && min(s.words, c.known.words) < few {
		return 0
	}
	return c.product / max(1, s.length*c.length)
}
