package desk

import (
	"container/list"

	"casewire/feeds/news"
	"casewire/feeds/novelty"
)

// mostTexts is how many bytes of texts are held, about: some two thousand
// articles of newspapers.
const mostTexts = 32 << 20

// texts are understood articles that were looked into, those that were used
// last.
type texts struct {
	by    map[int64]*list.Element
	order *list.List // of *held, the one used last first
	bytes int
}

// A held text is one of them.
type held struct {
	article *news.Article
	heard   *novelty.Heard // nil until somebody was judged by it
	bytes   int
}

func newTexts() *texts { return &texts{by: map[int64]*list.Element{}, order: list.New()} }

// get returns the article of an id, nil if it is not held.
func (t *texts) get(id int64) *held {
	e := t.by[id]
	if e == nil {
		return nil
	}
	t.order.MoveToFront(e)
	return e.Value.(*held)
}

// put holds an article, and lets go of what was not used for long.
func (t *texts) put(a *news.Article) *held {
	t.drop(a.ID)
	b := &a.Text.Body
	// What it is heard as takes about twice its text.
	h := &held{article: a, bytes: 1000 + 3*b.Text.Len() + 100*len(b.Blocks)}
	t.by[a.ID] = t.order.PushFront(h)
	for t.bytes += h.bytes; t.bytes > mostTexts && t.order.Len() > 1; {
		t.drop(t.order.Back().Value.(*held).article.ID)
	}
	return h
}

func (t *texts) drop(id int64) {
	if e := t.by[id]; e != nil {
		t.bytes -= t.order.Remove(e).(*held).bytes
		delete(t.by, id)
	}
}
