package desk

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"slices"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/cluster"
	"casewire/feeds/news"
)

// A vicinity is the understood articles of some days.
type vicinity struct {
	from, to time.Time
	members  []cluster.Member // by id
	sizes    map[int64]int
}

const (
	// beyond is how much more than an article needs is read around it, for the
	// next ones.
	beyond = 24 * time.Hour
	// crowd is how many articles of that time are looked at, the newest.
	crowd = 1500
)

// judgeReport finds the article's report, and what it is a copy of.
func (l *lessons) judgeReport(ctx context.Context, c *lesson) error {
	around, err := l.around(ctx, c.article.Dates.Sort)
	if err != nil {
		return err
	}
	me := cluster.Member{Article: c.article, Keys: c.keys}
	candidates, err := l.candidates(ctx, me, around)
	if err != nil {
		return err
	}
	stats := cluster.Stats{Articles: l.reports, Having: map[uint64]int{}, Members: around.sizes}
	for i := range c.keys {
		stats.Having[c.keys[i].Hash] = l.having(&c.keys[i])
	}
	r := cluster.Judge(me, candidates, stats)
	c.found.Cluster, c.found.CopyOf = r.Cluster, original(c.task.Article, r.Copies, candidates)
	if c.stays() {
		c.found.Cluster = c.sense.Cluster
	} else {
		around.sizes[c.found.Cluster]++
	}
	c.article.Report = news.Report{Cluster: c.found.Cluster, CopyOf: c.found.CopyOf}
	return nil
}

// stays reports whether an article is among others of its report, where no edit
// moves it.
func (c *lesson) stays() bool { return c.sense.Revision > 0 && !c.sense.Alone }

// joins reports whether an article was judged that is new in its report.
func (c *lesson) joins() bool { return c.found.Cluster != 0 && !c.stays() }

// having is how many articles have a key; what is not counted is rare.
func (l *lessons) having(k *cluster.Key) int {
	if k.Weight == 0 {
		return 1
	}
	return l.ring.N(int64(k.Hash ^ ofReports)) //nolint:gosec // any 64 bits will do
}

// original is the oldest of an article's copies, or what that is a copy of; 0
// if there is none.
func original(id int64, copies []int64, candidates []cluster.Member) int64 {
	if len(copies) == 0 {
		return 0
	}
	first := slices.Min(copies)
	for i := range candidates {
		if a := candidates[i].Article; a.ID == first && a.Report.CopyOf != 0 {
			first = a.Report.CopyOf
		}
	}
	if first == id {
		return 0
	}
	return first
}

// around returns the articles near in time.
func (l *lessons) around(ctx context.Context, at time.Time) (*vicinity, error) {
	n := &l.near
	if n.sizes != nil && !at.Add(-cluster.Window).Before(n.from) && !at.Add(cluster.Window).After(n.to) {
		return n, nil
	}
	*n = vicinity{from: at.Add(-cluster.Window - beyond), to: at.Add(cluster.Window + beyond)}
	list, err := l.archive.Neighbours(ctx, n.from, n.to, crowd)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for i := range list {
		m := &list[i]
		a := &news.Article{ID: m.Article, Dates: news.Dates{Sort: m.Sort}, Report: news.Report{Cluster: m.Cluster, CopyOf: m.CopyOf}}
		n.members = append(n.members, cluster.Member{Article: a, Keys: unpackLikeness(m.Likeness)})
		ids = append(ids, m.Cluster)
	}
	slices.Sort(ids)
	n.sizes, err = l.archive.ReportSizes(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	for _, c := range l.lessons {
		if c.joins() {
			n.sizes[c.found.Cluster]++
		}
	}
	return n, nil
}

// A candidate is an article that may tell the same report.
type candidate struct {
	cluster.Member
	rarest   int  // articles that have the rarest key that it shares
	shingles bool // it shares words in a row
}

// candidates are the articles of the vicinity and of the batch that share the
// rarest keys with one.
func (l *lessons) candidates(ctx context.Context, me cluster.Member, around *vicinity) ([]cluster.Member, error) {
	list := l.sharers(me, around)
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.rarest, b.rarest), cmp.Compare(b.Article.ID, a.Article.ID))
	})
	var out []cluster.Member
	for _, c := range list[:min(len(list), cluster.Nearest)] {
		if c.shingles && c.Article.Text.Number == 0 {
			whole, err := l.text(ctx, c.Article.ID)
			if err != nil && !errors.Is(err, archive.ErrNoArticle) {
				return nil, err
			}
			if err == nil {
				with := *c.Article
				with.Text = whole.Text
				c.Article = &with
			}
		}
		out = append(out, c.Member)
	}
	return out, nil
}

// sharers are the articles near in time that share any key with one.
func (l *lessons) sharers(me cluster.Member, around *vicinity) []candidate {
	var near []cluster.Member
	inBatch := map[int64]bool{}
	for _, c := range l.lessons {
		inBatch[c.task.Article] = true
		if c.article != nil && c.found.Cluster != 0 {
			near = append(near, cluster.Member{Article: c.article, Keys: c.keys})
		}
	}
	for _, m := range around.members {
		if !inBatch[m.Article.ID] {
			near = append(near, m)
		}
	}
	having := make([]int, len(me.Keys))
	for i := range me.Keys {
		having[i] = max(1, l.having(&me.Keys[i]))
	}
	var list []candidate
	for _, m := range near {
		if m.Article.ID == me.Article.ID || m.Article.Dates.Sort.Sub(me.Article.Dates.Sort).Abs() > cluster.Window {
			continue
		}
		if rarest, shingles := sharing(me.Keys, m.Keys, having); rarest > 0 {
			list = append(list, candidate{m, rarest, shingles})
		}
	}
	return list
}

// sharing says how many articles have the rarest key that two share, 0 if they
// share none, and whether they share words in a row. having counts the articles
// that have each of the first one's.
func sharing(a, b []cluster.Key, having []int) (rarest int, shingles bool) {
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i].Hash < b[k].Hash:
			i++
		case a[i].Hash > b[k].Hash:
			k++
		default:
			if rarest == 0 || having[i] < rarest {
				rarest = having[i]
			}
			shingles = shingles || a[i].Weight == 0
			i, k = i+1, k+1
		}
	}
	return rarest, shingles
}

// packLikeness packs keys: 8 bytes each and its weight.
func packLikeness(keys []cluster.Key) []byte {
	out := make([]byte, 0, 9*len(keys))
	for _, k := range keys {
		out = append(binary.BigEndian.AppendUint64(out, k.Hash), k.Weight)
	}
	return out
}

func unpackLikeness(data []byte) []cluster.Key {
	keys := make([]cluster.Key, 0, len(data)/9)
	for ; len(data) >= 9; data = data[9:] {
		keys = append(keys, cluster.Key{Hash: binary.BigEndian.Uint64(data), Weight: data[8]})
	}
	return keys
}
