package main

import (
	"cmp"
	"context"
	"slices"
	"strings"
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
		Data: company{s}, Keys: w.keys, Theme: w.looks, Now: s.now, Zone: s.zone, Note: s.language,
	})
}

// A company is the shelf as the screen of people sees it.
type company struct{ *shelf }

// A cast is everybody in the story, and where.
type cast struct {
	all      []news.Named
	register *people.Register
	articles []appearance
	who      []int32 // is in the articles, one after the other: indexes in all
	in       [][]int32
	quotes   []news.Quote // of the story, once they are heard
}

// An appearance is an article that names somebody. Who that is stands in the
// cast from first on.
type appearance struct {
	article int64
	at      time.Time
	first   int
}

// castOf reads who is in a story. Until it hears them, it counts how often they
// are quoted in what is no copy.
func castOf(ctx context.Context, a *archive.Archive, st *news.Story) (*cast, error) {
	k := &cast{register: people.NewRegister()}
	err := a.EachMention(ctx, k.meet)
	if err != nil {
		return nil, err
	}
	k.tellApart(st.Persons)
	return k, nil
}

// meet takes in an article.
func (k *cast) meet(m *archive.Mention) {
	k.articles = append(k.articles, appearance{m.Article, m.At, len(k.who)})
	for i := range m.People {
		if m.Copy {
			m.People[i].Speaks = 0
		}
		if number := k.register.Add(&m.People[i]); number >= 0 {
			k.who = append(k.who, int32(number)) //nolint:gosec // far fewer
		}
	}
}

// tellApart finds out which names are whose, and notes who is in which article.
func (k *cast) tellApart(persons []news.Person) {
	all, whose := k.register.Close(persons)
	k.all, k.in = all, make([][]int32, len(all))
	met := k.who
	k.who = k.who[:0]
	for i := range k.articles {
		end := len(met)
		if i+1 < len(k.articles) {
			end = k.articles[i+1].first
		}
		from := k.articles[i].first
		k.articles[i].first = len(k.who)
		for _, number := range met[from:end] {
			p := int32(whose[number]) //nolint:gosec // far fewer
			if p >= 0 && !slices.Contains(k.who[k.articles[i].first:], p) {
				k.who = append(k.who, p)
				k.in[p] = append(k.in[p], int32(i)) //nolint:gosec // far fewer
			}
		}
	}
}

// inside are those whom article i names.
func (k *cast) inside(i int32) []int32 {
	if int(i)+1 < len(k.articles) {
		return k.who[k.articles[i].first:k.articles[i+1].first]
	}
	return k.who[k.articles[i].first:]
}

// hear reads what is quoted in the story, and counts what each said once,
// however many articles have it.
func (k *cast) hear(ctx context.Context, a *archive.Archive) (err error) {
	if k.quotes, err = desk.Quotes(ctx, a); err != nil {
		return err
	}
	for i := range k.all {
		k.all[i].Speaks = 0
	}
	for i := range k.quotes {
		if who := k.speaker(&k.quotes[i]); who >= 0 {
			k.all[who].Speaks++
		}
	}
	return nil
}

// speaker is who is quoted, by index; -1 if nobody is named.
func (k *cast) speaker(q *news.Quote) int {
	if !q.Person {
		return -1
	}
	return k.register.Find(q.Speaker)
}

// newest are the articles that name somebody, the last first.
func (k *cast) newest(who int) []int64 {
	in := slices.Clone(k.in[who])
	slices.SortFunc(in, func(a, b int32) int {
		x, y := &k.articles[a], &k.articles[b]
		return cmp.Or(y.at.Compare(x.at), cmp.Compare(y.article, x.article))
	})
	ids := make([]int64, len(in))
	for i, at := range in {
		ids[i] = k.articles[at].article
	}
	return ids
}

// companions are those who are in most articles with somebody.
func (k *cast) companions(who int) []tui.Companion {
	counts := map[int32]int{}
	for _, a := range k.in[who] {
		for _, other := range k.inside(a) {
			counts[other]++
		}
	}
	delete(counts, int32(who)) //nolint:gosec // far fewer
	var out []tui.Companion
	for other, n := range counts {
		out = append(out, tui.Companion{Name: k.all[other].Name, Articles: n})
	}
	slices.SortFunc(out, func(a, b tui.Companion) int {
		return cmp.Or(b.Articles-a.Articles, strings.Compare(a.Name.String(), b.Name.String()))
	})
	return out[:min(len(out), 10)]
}

func (c company) cast(ctx context.Context) (*cast, error) {
	return c.people.of(ctx, c.shelf, func(ctx context.Context, st *news.Story, _ news.Date) (*cast, error) {
		k, err := castOf(ctx, c.archive, st)
		if err == nil && len(k.articles) <= heard {
			err = k.hear(ctx, c.archive)
		}
		return k, err
	})
}

// heard is in how many articles quotations are told apart for the list: of
// more it says how often people are quoted in what is no copy.
const heard = 1000

// People returns everybody.
func (c company) People(ctx context.Context) ([]news.Named, error) {
	k, err := c.cast(ctx)
	if err != nil {
		return nil, err
	}
	return k.all, nil
}

// The most that is shown of one person, and the articles that are looked into
// for it.
const (
	mostArticles = 100
	mostQuotes   = 100
	mostSources  = 500
)

// Person returns what is known of one of them.
func (c company) Person(ctx context.Context, name text.Clean) (p tui.Person, err error) {
	k, err := c.cast(ctx)
	if err != nil {
		return p, err
	}
	who := k.register.Find(name)
	if who < 0 {
		return p, nil
	}
	in := k.newest(who)
	heads, err := c.archive.Heads(ctx, in[:min(len(in), mostArticles)])
	if err != nil {
		return p, err
	}
	for i := range heads {
		p.Articles = append(p.Articles, tui.Mention{Article: heads[i], Sentence: -1})
	}
	p.With = k.companions(who)
	p.Quotes, err = c.quotes(ctx, k, who, in[:min(len(in), mostSources)])
	return p, err
}

// quotes are the newest words of somebody, of those in articles that come
// newest first.
func (c company) quotes(ctx context.Context, k *cast, who int, in []int64) ([]tui.Quote, error) {
	var own []news.Quote
	for part := range slices.Chunk(in, mostQuotes) {
		said, err := c.archive.QuotesIn(ctx, part)
		if err != nil {
			return nil, err
		}
		own = append(own, slices.DeleteFunc(said, func(q news.Quote) bool { return k.speaker(&q) != who })...)
		if len(own) >= mostQuotes {
			break
		}
	}
	own = people.Sayings(own)
	slices.Reverse(own)
	return spoken(own[:min(len(own), mostQuotes)]), nil
}

// spoken are quotations as the screen has them.
func spoken(said []news.Quote) []tui.Quote {
	out := make([]tui.Quote, len(said))
	for i, q := range said {
		out[i] = tui.Quote{Said: q, Sentence: -1, Variants: spoken(q.Variants)}
		out[i].Said.Variants = nil
	}
	return out
}

// Closer reads the texts for where the person is named and quoted in them.
func (c company) Closer(ctx context.Context, name text.Clean, p tui.Person) (tui.Person, error) {
	k, err := c.cast(ctx)
	if err != nil {
		return p, err
	}
	p.Why = k.register.Explain(name)
	last := name.String()[strings.LastIndexByte(name.String(), ' ')+1:]
	r := textReader{c.archive, map[int64]*text.Body{}}
	p.Articles = slices.Clone(p.Articles)
	for i := range p.Articles {
		b, err := r.body(ctx, p.Articles[i].Article.ID)
		if err != nil {
			return p, err
		}
		p.Articles[i].Sentence = sentenceWith(b, last)
	}
	p.Quotes, err = r.place(ctx, p.Quotes)
	return p, err
}

// A textReader reads texts, each once.
type textReader struct {
	archive *archive.Archive
	bodies  map[int64]*text.Body
}

func (r *textReader) body(ctx context.Context, id int64) (*text.Body, error) {
	if b := r.bodies[id]; b != nil {
		return b, nil
	}
	a, err := r.archive.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	r.bodies[id] = &a.Text.Body
	return &a.Text.Body, nil
}

// place finds the sentences of quotations.
func (r *textReader) place(ctx context.Context, all []tui.Quote) ([]tui.Quote, error) {
	all = slices.Clone(all)
	for i := range all {
		q := &all[i]
		b, err := r.body(ctx, q.Said.Article)
		if err != nil {
			return nil, err
		}
		if len(q.Said.Parts) > 0 {
			q.Sentence, _ = sentenceOf(b, q.Said.Parts[0].Paragraph, q.Said.Parts[0].Span.Start)
		}
		if q.Variants, err = r.place(ctx, q.Variants); err != nil {
			return nil, err
		}
	}
	return all, nil
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
