package cluster

import (
	"cmp"
	"slices"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Crowd holds articles near in time, among which it finds the candidates of
// others. Make one with NewCrowd.
type Crowd struct{ all map[int64]*known }

// NewCrowd returns a crowd of no articles.
func NewCrowd() *Crowd { return &Crowd{map[int64]*known{}} }

// Put puts an article into the crowd, in the place of what was known of it. Its
// cluster is known, its text is not looked at.
func (c *Crowd) Put(m Member) { c.all[m.Article.ID] = newKnown(m) }

// Drop takes an article out of the crowd.
func (c *Crowd) Drop(id int64) { delete(c.all, id) }

// Len returns how many articles there are.
func (c *Crowd) Len() int { return len(c.all) }

// Keep drops the articles that are not wanted.
func (c *Crowd) Keep(wanted func(*news.Article) bool) {
	for id, k := range c.all {
		if !wanted(k.Article) {
			delete(c.all, id)
		}
	}
}

// Judge finds the report of an article among those of the crowd that share its
// rarest keys, of which it sees at most Nearest, the newest first. Whole returns
// the text of one of them, nil if it is gone: it is asked of those that may be
// copies, and its errors come back.
func (c *Crowd) Judge(m Member, stats Stats, whole func(*news.Article) (*text.Body, error)) (Result, error) {
	s := newSubject(m, &stats, whole)
	having := make([]int, len(m.Keys))
	for i, k := range m.Keys {
		having[i] = max(1, stats.Having(k))
	}
	list := make([]candidate, 0, len(c.all))
	for _, k := range c.all {
		if k.Article.ID == m.Article.ID || k.Article.Dates.Sort.Sub(m.Article.Dates.Sort).Abs() > Window {
			continue
		}
		if o := s.share(k, having); o.rarest > 0 {
			list = append(list, candidate{k, o})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.rarest, b.rarest), cmp.Compare(b.Article.ID, a.Article.ID))
	})
	return s.judge(list[:min(len(list), Nearest)])
}
