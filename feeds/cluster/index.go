package cluster

import (
	"cmp"
	"slices"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// An Index is a story in memory, for a batch: it finds the candidates of an
// article as the archive does. Make one with NewIndex.
type Index struct {
	all     []*known
	having  map[uint64][]int32 // places in all, ascending
	members map[int64]int
}

// NewIndex returns an index of no articles.
func NewIndex() *Index {
	return &Index{having: map[uint64][]int32{}, members: map[int64]int{}}
}

// Add puts the articles of one poll into the index and judges them in the order
// of their ids: it sets their reports' cluster and what they copy. It returns a result for each, in
// the order given. Ids ascend from one call to the next.
func (x *Index) Add(articles ...*news.Article) []Result {
	order := make([]int, len(articles))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(articles[a].ID, articles[b].ID) })
	first := len(x.all)
	for _, i := range order {
		x.put(Member{articles[i], Keys(articles[i])})
	}
	out := make([]Result, len(articles))
	for n, i := range order {
		m := &x.all[first+n].Member
		out[i] = x.judge(m, x.candidates(m))
		m.Article.Report.Cluster, m.Article.Report.CopyOf = out[i].Cluster, out[i].Original
		x.members[out[i].Cluster]++
	}
	return out
}

// judge compares an article with candidates.
func (x *Index) judge(m *Member, candidates []*known) Result {
	s := newSubject(*m, &Stats{
		Articles: len(x.all), Having: func(k Key) int { return len(x.having[k.Hash]) }, Members: x.members,
	}, whole)
	list := make([]candidate, len(candidates))
	for i, c := range candidates {
		list[i] = candidate{c, s.share(c, nil)}
	}
	r, _ := s.judge(list) // all texts are here
	return r
}

func whole(a *news.Article) (*text.Body, error) { return &a.Text.Body, nil }

func (x *Index) put(m Member) {
	for _, k := range m.Keys {
		x.having[k.Hash] = append(x.having[k.Hash], int32(len(x.all)))
	}
	x.all = append(x.all, newKnown(m))
}

// candidates returns the judged articles near in time that share the rarest
// keys.
func (x *Index) candidates(m *Member) []*known {
	keys := slices.Clone(m.Keys)
	slices.SortFunc(keys, func(a, b Key) int {
		return cmp.Or(cmp.Compare(len(x.having[a.Hash]), len(x.having[b.Hash])), cmp.Compare(a.Hash, b.Hash))
	})
	var out []*known
	seen := map[int32]bool{}
	for _, k := range keys {
		for i := range x.near(m, k) {
			if seen[i] {
				continue
			}
			seen[i] = true
			if out = append(out, x.all[i]); len(out) == Nearest {
				return out
			}
		}
	}
	return out
}

// maxFar is how many articles in a row may be too far away in time before the
// search for those of a key ends: they come nearly in the order of time.
const maxFar = 8

// near steps through the judged articles that have a key and are near in time,
// the newest first.
func (x *Index) near(m *Member, k Key) func(func(int32) bool) {
	return func(yield func(int32) bool) {
		far := 0
		for _, i := range slices.Backward(x.having[k.Hash]) {
			switch c := x.all[i]; {
			case c.Article.Report.Cluster == 0:
			case m.days(&c.Member) > days(Window):
				if far++; far == maxFar {
					return
				}
			default:
				if far = 0; !yield(i) {
					return
				}
			}
		}
	}
}
