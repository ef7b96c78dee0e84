package cluster

import (
	"cmp"
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
	halfWords  = 20  // more than those: half-way between headline and long text
	textFactor = 5   // how much nearer long texts are by chance
	shortDays  = 0.3 // in which a headline counts for a third of what it did
	textDays   = 3   // and a long text

	few = 3 // words of a headline that one of them does not speak for

	strong       = 0.1 // nearness beyond which one candidate counts by itself
	strongFactor = 0.2 // how much
	strongDays   = 4   // in which that falls to a third
)

// report returns the cluster of the report that the article tells, its own id
// if there is none among the candidates.
func (m *Member) report(candidates []Member, stats Stats) int64 {
	sums, single := map[int64]float64{}, map[int64]float64{}
	var clusters []int64
	rare := m.rarities(&stats)
	size := m.size()
	for _, c := range candidates {
		id := c.Article.Report.Cluster
		if _, ok := sums[id]; !ok {
			clusters = append(clusters, id)
		}
		other := c.size()
		cos := m.cosine(&c, rare) / max(1, size.length*other.length)
		apart := m.days(&c)
		sums[id] += cos * near(math.Sqrt(float64(size.words*other.words)), apart)
		single[id] = max(single[id], strongFactor*(cos-strong)*math.Exp(-apart/strongDays))
	}
	slices.Sort(clusters)
	best, most := m.Article.ID, enough
	for _, id := range clusters {
		n := float64(max(1, stats.Members[id]))
		if s := max(sums[id]/math.Sqrt(n+cohesion*n*(n-1)), single[id]); s > most {
			best, most = id, s
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
			have := min(max(1, stats.Having[k.Hash]), stats.Articles+1)
			out[i] = math.Pow(1-math.Log(float64(have))/all, rarity)
		}
	}
	return out
}

// cosine adds up the words that two articles share; of a headline of
// few words one is not enough. For the cosine it wants to be over the product of their lengths.
func (m *Member) cosine(c *Member, rare []float64) float64 {
	dot, words := 0.0, 0
	for i, k := 0, 0; i < len(m.Keys) && k < len(c.Keys); {
		switch cmp.Compare(m.Keys[i].Hash, c.Keys[k].Hash) {
		case -1:
			i++
		case 1:
			k++
		default:
			if w := float64(m.Keys[i].Weight) * float64(c.Keys[k].Weight); w > 0 {
				dot += w * rare[i]
				words++
			}
			i, k = i+1, k+1
		}
	}
	if words < 2 && min(m.words(), c.words()) < few {
		return 0
	}
	return dot
}

// extent is how many words a member has, and the length of their weights as a
// vector.
type extent struct {
	words  int
	length float64
}

// words counts the keys that are words.
func (m *Member) words() int { return len(m.Keys) - m.sample() }

func (m *Member) size() (e extent) {
	squares := 0
	for _, k := range m.Keys {
		if k.Weight > 0 {
			e.words++
			squares += int(k.Weight) * int(k.Weight)
		}
	}
	e.length = math.Sqrt(float64(squares))
	return e
}
