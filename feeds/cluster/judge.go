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
	Articles int           // of the story
	Having   func(Key) int // returns how many articles have a key of the article
	Members  map[int64]int // articles of a cluster, by its id
}

// A Result is the place of an article among those before it.
type Result struct {
	// Cluster is the id of the report's first article: the article's own if it
	// is the first.
	Cluster int64
	// Copies are the articles whose text the article shares, the nearest first.
	// Original is the oldest of them or, if it is a copy, what it is a copy of; 0
	// if there is none but the article.
	Copies   []int64
	Original int64
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

// judge finds the report of the subject among candidates. The order of these
// does not matter.
//
// A copy joins its original. Else the article joins the cluster that it is
// nearest to, if it is near enough to one: the nearness of its words to those
// of each candidate, added up, over the length of the sum that a cluster of
// that size has. Or the cluster of one candidate that says nearly the same.
func (s *subject) judge(candidates []candidate) (Result, error) {
	slices.SortFunc(candidates, func(a, b candidate) int { return cmp.Compare(a.Article.ID, b.Article.ID) })
	candidates = slices.DeleteFunc(candidates, func(c candidate) bool {
		return c.Article.Report.Cluster == 0 || c.Article.ID == s.Article.ID || s.days(&c.Member) > days(Window)
	})
	copies, err := s.copies(candidates)
	if err != nil {
		return Result{}, err
	}
	if len(copies) == 0 {
		return Result{Cluster: s.report(candidates)}, nil
	}
	r := Result{Cluster: copies[0].Article.Report.Cluster}
	for _, c := range copies {
		r.Copies = append(r.Copies, c.Article.ID)
	}
	first := slices.MinFunc(copies, func(a, b candidate) int { return cmp.Compare(a.Article.ID, b.Article.ID) }).Article
	if r.Original = cmp.Or(first.Report.CopyOf, first.ID); r.Original == s.Article.ID {
		r.Original = 0
	}
	return r, nil
}

// copies returns the candidates that share their text with the article, those
// that are most like it first.
func (s *subject) copies(candidates []candidate) ([]candidate, error) {
	var out []candidate
	var own []uint64
	like := map[int64]float64{}
	for _, c := range candidates {
		if !s.mayCopy(&c) {
			continue
		}
		if own == nil {
			own = shingles(&s.Article.Text.Body)
		}
		other, err := s.run(c.known)
		if err != nil {
			return nil, err
		}
		if n := shared(own, other); copied(n, len(own), len(other)) {
			like[c.Article.ID] = float64(n) / float64(len(own)+len(other)-n)
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int { return cmp.Compare(like[b.Article.ID], like[a.Article.ID]) })
	return out, nil
}

// mayCopy reports whether the samples of two texts have enough in common.
func (s *subject) mayCopy(c *candidate) bool {
	n := c.overlap.shingles
	return n > 0 && float64(n) >= sketched*float64(min(s.sample, c.sample))
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
