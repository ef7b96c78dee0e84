package cluster

import (
	"cmp"
	"math"
	"slices"
	"time"

	"casewire/feeds/news"
)

// A Member is an article with its keys. Of the article its id, cluster, time
// of sorting and text are looked at; a cluster of 0 is not judged yet, a zero
// time is not known, and without its text nothing is a copy of it.
type Member struct {
	Article *news.Article
	Keys    []Key
}

// Stats are what the story says of an article's keys and of its candidates,
// the article and those that came by the same poll counted.
type Stats struct {
	Articles int            // of the story
	Having   map[uint64]int // articles that have a key of the article, by hash
	Members  map[int64]int  // articles of a cluster, by its id
}

// A Result is the place of an article among those before it.
type Result struct {
	// Cluster is the id of the report's first article: the article's own if it
	// is the first.
	Cluster int64
	// Copies are the articles whose text the article shares, the nearest first.
	Copies []int64
}

const (
	// Window is how far apart two articles of one report may be.
	Window = 3 * 24 * time.Hour
	// Nearest is how many candidates an article has at most.
	Nearest = 200

	// sketched is how much of the shorter text's sample stands in a copy, at
	// least, to be counted exactly.
	sketched = 0.2
)

// Judge finds the report of an article among candidates: those that share its
// rarest keys. The order of candidates does not matter.
//
// A copy joins its original. Else the article joins the cluster that it is
// nearest to, if it is near enough to one: the nearness of its words to those
// of each candidate, added up, over the length of the sum that a cluster of
// that size has. Or the cluster of one candidate that says nearly the same.
func Judge(m Member, candidates []Member, stats Stats) Result {
	candidates = slices.Clone(candidates)
	slices.SortFunc(candidates, func(a, b Member) int { return cmp.Compare(a.Article.ID, b.Article.ID) })
	candidates = slices.DeleteFunc(candidates, func(c Member) bool {
		return c.Article.Report.Cluster == 0 || c.Article.ID == m.Article.ID || m.days(&c) > days(Window)
	})
	if copies := m.copies(candidates); len(copies) > 0 {
		r := Result{Cluster: copies[0].Article.Report.Cluster}
		for _, c := range copies {
			r.Copies = append(r.Copies, c.Article.ID)
		}
		return r
	}
	return Result{Cluster: m.report(candidates, stats)}
}

// copies returns the candidates that share their text with the article, those
// that are most like it first.
func (m *Member) copies(candidates []Member) []Member {
	var out []Member
	var own []uint64
	like := map[int64]float64{}
	for _, c := range candidates {
		if !m.mayCopy(&c) {
			continue
		}
		if own == nil {
			own = shingles(&m.Article.Text.Body)
		}
		other := shingles(&c.Article.Text.Body)
		if n := shared(own, other); copied(n, len(own), len(other)) {
			like[c.Article.ID] = float64(n) / float64(len(own)+len(other)-n)
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b Member) int { return cmp.Compare(like[b.Article.ID], like[a.Article.ID]) })
	return out
}

// mayCopy reports whether the samples of two texts have enough in common.
func (m *Member) mayCopy(c *Member) bool {
	n := 0
	for i, k := 0, 0; i < len(m.Keys) && k < len(c.Keys); {
		switch a, b := m.Keys[i], c.Keys[k]; {
		case a.Hash < b.Hash:
			i++
		case a.Hash > b.Hash:
			k++
		default:
			if a.Weight == 0 {
				n++
			}
			i, k = i+1, k+1
		}
	}
	return n > 0 && float64(n) >= sketched*float64(min(m.sample(), c.sample()))
}

// sample counts the keys that are shingles.
func (m *Member) sample() int {
	n := 0
	for _, k := range m.Keys {
		if k.Weight == 0 {
			n++
		}
	}
	return n
}

// days returns how many days two articles are apart, 0 if nobody knows.
func (m *Member) days(c *Member) float64 {
	a, b := m.Article.Dates.Sort, c.Article.Dates.Sort
	if a.IsZero() || b.IsZero() {
		return 0
	}
	return math.Abs(days(a.Sub(b)))
}

func days(d time.Duration) float64 { return d.Hours() / 24 }
