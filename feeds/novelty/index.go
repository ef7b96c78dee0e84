package novelty

import (
	"cmp"
	"slices"

	"casewire/feeds/news"
)

// MaxCandidates is how many earlier articles are looked into for one.
const MaxCandidates = 64

// Of the articles that have a key, so many are looked at: a telling is looked
// for among the first and the latest.
const (
	firstWith  = 16
	latestWith = 48
)

// An Index finds the candidates for judging in memory, for a batch. Its zero
// value is empty. It keeps the articles.
type Index struct {
	articles []*Heard
	with     map[Key][]int32 // ascending
}

// Add adds an article that was told after those before it.
func (x *Index) Add(a *news.Article) {
	if x.with == nil {
		x.with = map[Key][]int32{}
	}
	n := int32(len(x.articles))
	r := Read(a)
	x.articles = append(x.articles, r.Heard())
	for _, k := range r.Keys() {
		x.with[k] = append(x.with[k], n)
	}
}

// stats returns the counts of the articles.
func (x *Index) stats() Stats {
	return Stats{Articles: len(x.articles), With: func(k Key) int { return len(x.with[k]) }}
}

// Judge judges an article by those that share most of what is rare with it, at
// most MaxCandidates.
func (x *Index) Judge(a *news.Article) Result {
	r := Read(a)
	return r.Judge(x.candidates(r), x.stats())
}

// candidates returns these articles in the order of their telling.
func (x *Index) candidates(r *Reading) []*Heard {
	type shared struct {
		n      int32
		weight float64
	}
	stats := x.stats()
	weights := map[int32]float64{}
	for _, k := range r.Ask(stats) {
		w, _ := stats.rarity(k)
		list := x.with[k]
		for i, n := range list {
			if i < firstWith || i >= len(list)-latestWith {
				weights[n] += w
			}
		}
	}
	best := make([]shared, 0, len(weights))
	for n, w := range weights {
		best = append(best, shared{n, w})
	}
	slices.SortFunc(best, func(a, b shared) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.n, b.n))
	})
	best = best[:min(len(best), MaxCandidates)]
	slices.SortFunc(best, func(a, b shared) int { return cmp.Compare(a.n, b.n) })
	out := make([]*Heard, len(best))
	for i, b := range best {
		out[i] = x.articles[b.n]
	}
	return out
}
