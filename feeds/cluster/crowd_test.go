package cluster

import (
	"errors"
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

func TestCrowd(t *testing.T) {
	source, other := tell(1, 0, "Ferry passed survey", wire...), tell(2, 0, "Pears are dear this autumn", "Growers expect fewer of them after the hail.")
	c := NewCrowd()
	for _, a := range []*news.Article{source, other} {
		a.Report.Cluster = a.ID
		c.Put(Member{a, Keys(a)})
	}
	late := tell(3, 1, "The wheel answered late", wire...)
	m, stats := Member{late, Keys(late)}, Stats{Articles: 3, Having: func(Key) int { return 1 }}
	asked := 0
	r, err := c.Judge(m, stats, func(a *news.Article) (*text.Body, error) {
		asked++
		return whole(a)
	})
	if err != nil || r.Cluster != 1 || len(r.Copies) != 1 || r.Original != 1 || asked != 1 {
		t.Errorf("%+v, %v, %d texts looked at", r, err, asked)
	}
	gone := errors.New("gone")
	c.Put(Member{source, Keys(source)})
	if _, err := c.Judge(m, stats, func(*news.Article) (*text.Body, error) { return nil, gone }); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
	r, err = c.Judge(m, stats, func(*news.Article) (*text.Body, error) { return nil, nil })
	if err != nil || len(r.Copies) > 0 {
		t.Errorf("%+v, %v: a copy of a text that is gone", r, err)
	}
	source.Report.CopyOf = 3
	if r, _ := c.Judge(m, stats, whole); r.Original != 0 {
		t.Errorf("it is a copy of %d that is a copy of it", r.Original)
	}
	c.Drop(1)
	if r, _ := c.Judge(m, stats, whole); r.Cluster != 3 || c.Len() != 1 {
		t.Errorf("%+v of %d", r, c.Len())
	}
	c.Keep(func(*news.Article) bool { return false })
	if c.Len() != 0 {
		t.Errorf("%d are kept", c.Len())
	}
}
