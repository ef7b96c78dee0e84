package desk

import (
	"context"
	"encoding/binary"
	"maps"
	"slices"
	"time"

	"casewire/feeds/cluster"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A vicinity is the understood articles of some days, and those of the batch
// that were judged.
type vicinity struct {
	from, to time.Time
	crowd    *cluster.Crowd
	sizes    map[int64]int // of reports
	thinned  bool          // not all articles of that time are here
}

const (
	// beyond is how much more than an article needs is read around it, for the
	// next ones.
	beyond = 24 * time.Hour
	// crowd is how many articles of that time are looked at, the newest.
	crowd = 1500
)

// covers reports whether all is here that an article of a time is compared with.
func (v *vicinity) covers(at time.Time) bool {
	return v != nil && !at.Add(-cluster.Window).Before(v.from) && !at.Add(cluster.Window).After(v.to)
}

// judgeReport finds the article's report, and what it is a copy of.
func (l *lessons) judgeReport(ctx context.Context, c *lesson) error {
	if err := l.around(ctx, c.article.Dates.Sort); err != nil {
		return err
	}
	stats := cluster.Stats{Articles: l.reports, Having: l.having, Members: l.near.sizes}
	r, err := l.near.crowd.Judge(cluster.Member{Article: c.article, Keys: c.keys}, stats, func(a *news.Article) (*text.Body, error) {
		return l.body(ctx, a.ID)
	})
	if err != nil {
		return err
	}
	c.found.Cluster, c.found.CopyOf = r.Cluster, r.Original
	if c.stays() {
		c.found.Cluster = c.sense.Cluster
	} else {
		l.near.sizes[c.found.Cluster]++
	}
	c.article.Report = news.Report{Cluster: c.found.Cluster, CopyOf: c.found.CopyOf}
	l.near.crowd.Put(c.member())
	return nil
}

// member is the article as others of the vicinity are compared with it.
func (c *lesson) member() cluster.Member {
	a := &news.Article{ID: c.task.Article, Dates: news.Dates{Sort: c.article.Dates.Sort}, Report: c.article.Report}
	return cluster.Member{Article: a, Keys: c.keys}
}

// stays reports whether an article is among others of its report, where no edit
// moves it.
func (c *lesson) stays() bool { return c.sense.Revision > 0 && !c.sense.Alone }

// joins reports whether an article was judged that is new in its report.
func (c *lesson) joins() bool { return c.found.Cluster != 0 && !c.stays() }

// having is how many articles have a key; what is not counted is rare.
func (l *lessons) having(k cluster.Key) int {
	if k.Weight == 0 {
		return 1
	}
	return l.ring.N(int64(k.Hash ^ ofReports)) //nolint:gosec // any 64 bits will do
}

// body is the text of an understood article; nil if it was removed.
func (l *lessons) body(ctx context.Context, id int64) (*text.Body, error) {
	list, err := l.look(ctx, []int64{id})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0].article.Text.Body, nil
}

// around sees to it that the vicinity is that of a time. Each batch begins with
// the same one, whatever was here before.
func (l *lessons) around(ctx context.Context, at time.Time) error {
	if l.settled && l.near.covers(at) {
		return nil
	}
	from, to := at.Add(-cluster.Window-beyond), at.Add(cluster.Window+beyond)
	if err := l.slide(ctx, from, to); err != nil {
		return err
	}
	if l.near.thinned || l.near.crowd.Len() > crowd {
		l.near = &vicinity{from: from, to: to, crowd: cluster.NewCrowd(), sizes: map[int64]int{}, thinned: true}
		if err := l.read(ctx, from, to); err != nil {
			return err
		}
	}
	for _, c := range l.lessons {
		if c.found.Cluster != 0 {
			l.near.crowd.Put(c.member())
		}
	}
	l.settled = true
	return nil
}

// slide turns the vicinity to another time: it reads what is missing and leaves
// out what is too far away.
func (l *lessons) slide(ctx context.Context, from, to time.Time) error {
	n := l.near
	if n == nil || n.thinned || from.After(n.to) || to.Before(n.from) {
		l.near = &vicinity{from: from, to: to, crowd: cluster.NewCrowd(), sizes: map[int64]int{}}
		return l.read(ctx, from, to)
	}
	n.crowd.Keep(func(a *news.Article) bool { return !a.Dates.Sort.Before(from) && !a.Dates.Sort.After(to) })
	was := *n
	n.from, n.to = from, to
	if from.Before(was.from) {
		if err := l.read(ctx, from, was.from); err != nil {
			return err
		}
	}
	if to.After(was.to) {
		return l.read(ctx, was.to, to)
	}
	return nil
}

// read reads understood articles of a time, without those of the batch, and the
// sizes of their reports.
func (l *lessons) read(ctx context.Context, from, to time.Time) error {
	list, err := l.archive.Neighbours(ctx, from, to, crowd)
	if err != nil {
		return err
	}
	l.near.thinned = l.near.thinned || len(list) == crowd
	batch := map[int64]bool{}
	for _, c := range l.lessons {
		batch[c.task.Article] = true
	}
	sizes := map[int64]int{}
	for i := range list {
		m := &list[i]
		if _, ok := l.near.sizes[m.Cluster]; !ok {
			sizes[m.Cluster] = 0
		}
		if !batch[m.Article] {
			a := &news.Article{ID: m.Article, Dates: news.Dates{Sort: m.Sort}, Report: news.Report{Cluster: m.Cluster, CopyOf: m.CopyOf}}
			l.near.crowd.Put(cluster.Member{Article: a, Keys: unpackLikeness(m.Likeness)})
		}
	}
	counted, err := l.archive.ReportSizes(ctx, slices.Sorted(maps.Keys(sizes)))
	if err != nil {
		return err
	}
	maps.Copy(l.near.sizes, counted)
	for _, c := range l.lessons {
		if _, ok := counted[c.found.Cluster]; ok && c.joins() {
			l.near.sizes[c.found.Cluster]++
		}
	}
	return nil
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
