package main

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/desk"
	"casewire/feeds/news"
	"casewire/feeds/people"
	"casewire/feeds/text"
	tui "casewire/tui/people"
	"casewire/tui/screen"
)

// people is the screen of who is in the story.
func (w *window) people() screen.Screen {
	s := w.shelf
	return tui.New(w.ctx, tui.Config{
		Data: &company{shelf: s}, Keys: w.keys, Theme: w.looks, Now: s.now, Zone: s.zone, Note: s.language,
	})
}

// A company is the shelf as the screen of people sees it. It keeps who was
// named where from one load of the list to the next.
type company struct {
	*shelf
	mu   sync.Mutex // guards last
	last *cast
}

// A cast is everybody in the story, and where.
type cast struct {
	found  []news.Named // of each article
	all    []news.Named
	quotes []news.Quote
	names  map[string]int       // index in all, by the folded name
	in     map[int][]appearance // by index in all
	of     map[int64][]int      // who is in an article
	// why says how a name was told apart from others; made when first asked for.
	why func() func(name text.Clean) []text.Clean
}

// An appearance is an article that names somebody.
type appearance struct {
	article int64
	at      time.Time
}

// People returns everybody.
func (c *company) People(ctx context.Context) ([]news.Named, error) {
	cast, err := c.load(ctx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = cast
	return cast.all, nil
}

func (c *company) load(ctx context.Context) (*cast, error) {
	return castOf(ctx, c.archive, c.followed())
}

// castOf reads who is in a story.
func castOf(ctx context.Context, a *archive.Archive, st *news.Story) (*cast, error) {
	k := &cast{names: map[string]int{}, in: map[int][]appearance{}, of: map[int64][]int{}}
	var err error
	if k.all, err = desk.People(ctx, a, st); err != nil {
		return nil, err
	}
	if k.quotes, err = desk.Quotes(ctx, a); err != nil {
		return nil, err
	}
	if k.found, err = a.People(ctx); err != nil {
		return nil, err
	}
	k.why = sync.OnceValue(func() func(text.Clean) []text.Clean { return people.Explain(k.found, st.Persons) })
	k.call()
	k.appear()
	k.speak()
	return k, nil
}

// call notes which names are whose: the name of a person, else one of the
// forms that were taken for it.
func (k *cast) call() {
	for i := range k.all {
		k.names[text.Fold(k.all[i].Name.String())] = i
	}
	for i := range k.all {
		for _, alias := range k.all[i].Aliases {
			form := text.Fold(alias.String())
			if _, taken := k.names[form]; !taken && form != "" {
				k.names[form] = i
			}
		}
	}
}

// appear notes who is in which article.
func (k *cast) appear() {
	for i := range k.found {
		n := &k.found[i]
		who, ok := k.names[text.Fold(n.Name.String())]
		if !ok || slices.Contains(k.of[n.Article], who) {
			continue
		}
		k.of[n.Article] = append(k.of[n.Article], who)
		k.in[who] = append(k.in[who], appearance{n.Article, n.First})
	}
}

// speak counts what each said once, however many articles have it.
func (k *cast) speak() {
	for i := range k.all {
		k.all[i].Speaks = 0
	}
	for i := range k.quotes {
		if who, ok := k.speaker(&k.quotes[i]); ok {
			k.all[who].Speaks++
		}
	}
}

// speaker is who is quoted, by index; false if nobody is named.
func (k *cast) speaker(q *news.Quote) (int, bool) {
	who, ok := k.names[text.Fold(q.Speaker.String())]
	return who, ok && q.Person
}

// The most that is shown of one person.
const (
	mostArticles = 100
	mostQuotes   = 100
)

// Person returns what is known of one of them.
func (c *company) Person(ctx context.Context, name text.Clean) (p tui.Person, err error) {
	c.mu.Lock()
	k := c.last
	c.mu.Unlock()
	if k == nil {
		if k, err = c.load(ctx); err != nil {
			return p, err
		}
	}
	who, ok := k.names[text.Fold(name.String())]
	if !ok {
		return p, nil
	}
	p.Why = k.why()(name)
	p.With = k.companions(who)
	r := &textReader{archive: c.archive, texts: map[int64]news.Article{}}
	p.Articles, err = r.mentions(ctx, k.in[who], name)
	if err != nil {
		return p, err
	}
	p.Quotes, err = r.quotes(ctx, k, who)
	return p, err
}

// companions are those who are in most articles with somebody.
func (k *cast) companions(who int) []tui.Companion {
	counts := map[int]int{}
	for _, a := range k.in[who] {
		for _, other := range k.of[a.article] {
			counts[other]++
		}
	}
	delete(counts, who)
	var out []tui.Companion
	for other, n := range counts {
		out = append(out, tui.Companion{Name: k.all[other].Name, Articles: n})
	}
	slices.SortFunc(out, func(a, b tui.Companion) int {
		return cmp.Or(b.Articles-a.Articles, strings.Compare(a.Name.String(), b.Name.String()))
	})
	return out[:min(len(out), 10)]
}

// A textReader reads texts, each once.
type textReader struct {
	archive *archive.Archive
	texts   map[int64]news.Article
}

func (r *textReader) article(ctx context.Context, id int64) (news.Article, error) {
	if a, ok := r.texts[id]; ok {
		return a, nil
	}
	a, err := r.archive.Article(ctx, id)
	if err == nil {
		r.texts[id] = a
	}
	return a, err
}

// mentions are the newest articles that name somebody, each at the first
// sentence that does.
func (r *textReader) mentions(ctx context.Context, in []appearance, name text.Clean) ([]tui.Mention, error) {
	in = slices.Clone(in)
	slices.SortFunc(in, func(a, b appearance) int { return cmp.Or(b.at.Compare(a.at), cmp.Compare(b.article, a.article)) })
	last := name.String()[strings.LastIndexByte(name.String(), ' ')+1:]
	var out []tui.Mention
	for _, at := range in[:min(len(in), mostArticles)] {
		a, err := r.article(ctx, at.article)
		if err != nil {
			return nil, err
		}
		m := tui.Mention{Article: a, Sentence: sentenceWith(&a.Text.Body, last)}
		m.Article.Text = news.Revision{}
		out = append(out, m)
	}
	return out, nil
}

// sentenceWith is the first sentence that has a word, -1 if none has.
func sentenceWith(b *text.Body, word string) int {
	n := 0
	for i := range b.Blocks {
		p := b.Paragraph(i)
		for _, s := range b.Blocks[i].Sentences {
			if strings.Contains(p.Cut(s).String(), word) {
				return n
			}
			n++
		}
	}
	return -1
}

// quotes are the newest words of somebody.
func (r *textReader) quotes(ctx context.Context, k *cast, who int) ([]tui.Quote, error) {
	var out []tui.Quote
	for i := len(k.quotes) - 1; i >= 0 && len(out) < mostQuotes; i-- {
		q := &k.quotes[i]
		if at, ok := k.speaker(q); !ok || at != who {
			continue
		}
		said, err := r.quote(ctx, q)
		if err != nil {
			return nil, err
		}
		out = append(out, said)
	}
	return out, nil
}

func (r *textReader) quote(ctx context.Context, q *news.Quote) (tui.Quote, error) {
	out := tui.Quote{Said: *q}
	out.Said.Variants = nil
	a, err := r.article(ctx, q.Article)
	if err != nil {
		return out, err
	}
	if len(q.Parts) > 0 {
		out.Sentence, _ = sentenceOf(&a.Text.Body, q.Parts[0].Paragraph, q.Parts[0].Span.Start)
	}
	for i := range q.Variants {
		v, err := r.quote(ctx, &q.Variants[i])
		if err != nil {
			return out, err
		}
		out.Variants = append(out.Variants, v)
	}
	return out, nil
}
