package desk

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"

	"casewire/feeds/archive"
	"casewire/feeds/cluster"
	"casewire/feeds/events"
	"casewire/feeds/news"
	"casewire/feeds/novelty"
	"casewire/feeds/people"
	"casewire/feeds/text"
)

// lessons are a batch of articles being understood. All of them are counted for
// what makes a word rare among reports; for what was told before, and on the
// timeline, only those that came before count.
type lessons struct {
	*student
	lessons []*lesson
	ring    *archive.Keyring
	settled bool // the vicinity is that of the batch
	facts   *almanac
	refold  bool       // the facts are folded again later
	looking sync.Mutex // guards the texts
	// reports is how many articles there are with the batch, understood and
	// told how many before the next one.
	reports, understood, told int
}

// A lesson is one article.
type lesson struct {
	task    archive.Task
	article *news.Article
	sense   archive.Sense // as it was understood before
	keys    []cluster.Key // to find others of its report
	words   []int64       // those of them that are counted
	tells   *novelty.Reading
	claims  []int64 // keys of what it tells
	dates   *events.Reading
	dated   []int64 // keys of that
	held    *held   // as later articles look at it
	found   archive.Understanding
}

// prepare reads the articles of a batch and what they share with others.
func (s *student) prepare(ctx context.Context, before *archive.Backlog, tasks []archive.Task) (*lessons, error) {
	l := &lessons{student: s, refold: before.Refold, understood: before.Articles, told: before.Articles}
	open := make([]func() error, len(tasks))
	for i, t := range tasks {
		c := &lesson{task: t}
		l.lessons = append(l.lessons, c)
		open[i] = func() error { return s.open(ctx, c) }
	}
	err := s.together(open...)
	if err != nil {
		return nil, err
	}
	var hashes, ids []int64
	for _, c := range l.lessons {
		hashes = slices.Concat(hashes, c.words, c.claims, c.dated)
		ids = append(ids, c.task.Article)
	}
	slices.Sort(hashes)
	if l.ring, err = s.archive.Keyring(ctx, s.ring, slices.Compact(hashes), ids); err != nil {
		return nil, err
	}
	s.ring = nil // until the batch is stored
	for _, t := range tasks {
		if s.near != nil {
			s.near.crowd.Drop(t.Article)
		}
	}
	l.facts = newAlmanac(ctx, s.archive)
	l.count()
	return l, nil
}

// count takes what was known of the articles out of the counts, and puts their
// words in.
func (l *lessons) count() {
	for _, c := range l.lessons {
		if !l.ring.Had(c.task.Article) {
			continue
		}
		leaves := c.task.Revision == 0
		l.ring.Forget(c.task.Article, leaves)
		l.understood--
		if leaves {
			l.told--
			l.refold = true
		}
	}
	l.reports = l.understood
	for _, c := range l.lessons {
		if c.task.Revision > 0 {
			l.reports++
			l.ring.Count(c.words)
		}
	}
}

// open reads an article and lets each engine read it by itself.
func (s *student) open(ctx context.Context, c *lesson) error {
	t := c.task
	c.found.Task = t
	if t.Revision == 0 {
		return nil
	}
	a, err := s.archive.Text(ctx, t.Article, t.Revision)
	if err == nil {
		c.sense, err = s.archive.Sense(ctx, t.Article)
	}
	if err != nil {
		return err
	}
	c.article = &a
	c.keys = cluster.Keys(&a)
	c.found.Likeness = packLikeness(c.keys)
	for _, k := range c.keys {
		if k.Weight > 0 {
			c.words = append(c.words, int64(k.Hash^ofReports)) //nolint:gosec // any 64 bits will do
		}
	}
	c.tells = novelty.Read(&a)
	c.claims = signed(c.tells.Keys(), ofNovelty)
	c.found.Keys = slices.Concat(c.words, c.claims)
	c.found.Findings = findings(people.Read(&a, s.persons))
	return s.openDates(ctx, c)
}

// openDates reads what the article tells of dates: all if it is new to the
// timeline; if that was told the feed's text and this is the page, the new
// paragraphs; else nothing.
func (s *student) openDates(ctx context.Context, c *lesson) error {
	switch {
	case c.sense.Told == 0:
		c.dates = events.Read(c.article)
	case c.sense.Page == 0 && c.article.Text.Source == news.FromPage:
		told, err := s.archive.Text(ctx, c.task.Article, c.sense.Told)
		if err != nil || told.Text.Source == news.FromPage {
			return err
		}
		c.dates = events.Read(added(c.article, &told))
		c.found.Paged = true
	}
	if c.dates != nil {
		c.dated = signed(c.dates.Words(), ofEvents)
	}
	return nil
}

// judge lets the engines compare each article with those before it. What is new
// is found beside the reports and the dates: they share only the texts, as the
// keys of each engine are its own.
func (l *lessons) judge(ctx context.Context) error {
	var there []*lesson
	for _, c := range l.lessons {
		if c.task.Revision == 0 {
			continue
		}
		there = append(there, c)
		l.ring.Meet(c.claims)
		if c.sense.Told == 0 {
			l.ring.Meet(c.dated)
		}
	}
	return l.together(func() error {
		for _, c := range there {
			if err := l.judgeNovelty(ctx, c); err != nil {
				return err
			}
		}
		return nil
	}, func() error {
		for _, c := range there {
			if err := l.judgeReport(ctx, c); err != nil {
				return err
			}
			if err := l.judgeDates(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// judgeNovelty says where the sentences were told before.
func (l *lessons) judgeNovelty(ctx context.Context, c *lesson) error {
	stats := novelty.Stats{Articles: l.understood, With: func(k novelty.Key) int { return l.ring.N(int64(k)) }} //nolint:gosec // any 64 bits will do
	earlier, err := l.earlier(ctx, c.tells, stats)
	if err != nil {
		return err
	}
	result := c.tells.Judge(earlier, stats)
	byID := make(map[int64]*text.Body, len(earlier))
	for _, h := range earlier {
		e := h.Article()
		byID[e.ID] = &e.Text.Body
	}
	c.found.Sentences = make([]news.Sentence, 0, len(result.Sentences))
	for _, s := range result.Sentences {
		out := news.Sentence{Paragraph: s.Paragraph, Span: s.Span, New: s.New}
		for _, t := range s.Tellings {
			out.Tellings = append(out.Tellings, news.Telling{
				Article: t.Article, Revision: t.Revision, Paragraph: t.Paragraph, Span: t.Span,
				Sentence: sentenceAt(byID[t.Article], t.Paragraph, t.Span),
			})
		}
		c.found.Sentences = append(c.found.Sentences, out)
	}
	l.ring.Post(c.task.Article, c.claims)
	l.understood++
	return nil
}

// sentenceAt is the number of a sentence; -1 for the headline.
func sentenceAt(b *text.Body, paragraph int, span text.Span) int {
	if paragraph < 0 {
		return -1
	}
	n := 0
	for i := range b.Blocks[:min(paragraph, len(b.Blocks))] {
		n += len(b.Blocks[i].Sentences)
	}
	if paragraph < len(b.Blocks) {
		n += max(0, slices.Index(b.Blocks[paragraph].Sentences, span))
	}
	return n
}

// earlier returns the articles that share most of what is rare with one, in the
// order of their ids.
func (l *lessons) earlier(ctx context.Context, r *novelty.Reading, stats novelty.Stats) ([]*novelty.Heard, error) {
	weights := map[int64]float64{}
	for _, k := range r.Ask(stats) {
		hash := int64(k) //nolint:gosec // any 64 bits will do
		w := math.Log(float64(stats.Articles+1) / (float64(l.ring.N(hash)) + 0.5))
		for _, id := range l.ring.Articles(hash) {
			weights[id] += max(w, leastWeight)
		}
	}
	type sharer struct {
		id     int64
		weight float64
	}
	sharers := make([]sharer, 0, len(weights))
	for id, w := range weights {
		sharers = append(sharers, sharer{id, w})
	}
	slices.SortFunc(sharers, func(x, y sharer) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.id, y.id))
	})
	var ids []int64
	for _, s := range sharers[:min(len(sharers), novelty.MaxCandidates)] {
		ids = append(ids, s.id)
	}
	slices.Sort(ids)
	list, err := l.look(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]*novelty.Heard, 0, len(list))
	for _, h := range list {
		if h.heard == nil {
			h.heard = novelty.Read(h.article).Heard()
		}
		out = append(out, h.heard)
	}
	return out, nil
}

// leastWeight is that of what all articles have.
const leastWeight = 0.05

// held is the understood text of an article, nil if it is not held.
func (l *lessons) held(id int64) *held {
	for _, c := range l.lessons {
		if c.task.Article == id && c.article != nil {
			return c.hold()
		}
	}
	return l.texts.get(id)
}

// hold returns the article as later ones look at it.
func (c *lesson) hold() *held {
	if c.held == nil {
		c.held = &held{article: c.article, heard: c.tells.Heard()}
	}
	return c.held
}

// look returns the understood texts of articles in the order of their ids,
// without those that were removed. Ids ascend.
func (l *lessons) look(ctx context.Context, ids []int64) ([]*held, error) {
	l.looking.Lock()
	defer l.looking.Unlock()
	out := make([]*held, 0, len(ids))
	var missing []int64
	for _, id := range ids {
		if h := l.held(id); h != nil {
			out = append(out, h)
		} else {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return out, nil
	}
	list, err := l.archive.UnderstoodTexts(ctx, missing)
	for i := range list {
		out = append(out, l.texts.put(&list[i]))
	}
	slices.SortFunc(out, func(a, b *held) int { return cmp.Compare(a.article.ID, b.article.ID) })
	return out, err
}
