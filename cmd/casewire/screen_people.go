package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"casewire/feeds/archive"
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

func (c company) cast(ctx context.Context) (*cast, error) {
	return c.people.of(ctx, c.shelf, func(ctx context.Context, st *news.Story, _ news.Date) (*cast, error) {
		return castOf(ctx, c.archive, st)
	})
}

// People returns everybody.
func (c company) People(ctx context.Context) ([]news.Named, error) {
	k, err := c.cast(ctx)
	if err != nil {
		return nil, err
	}
	return k.all, nil
}

// The most that is shown of one person, at a glance and else.
const (
	glanced        = 40
	most           = 100
	mostCompanions = 10
)

// Person returns what is seen of one of them at a glance.
func (c company) Person(ctx context.Context, name text.Clean) (tui.Person, error) {
	_, p, err := c.person(ctx, name, glanced)
	return p, err
}

// person returns what is known of one of them, and no more articles than that.
func (c company) person(ctx context.Context, name text.Clean, most int) (k *cast, p tui.Person, err error) {
	if k, err = c.cast(ctx); err != nil {
		return k, p, err
	}
	who := k.register.Find(name)
	if who < 0 {
		return k, p, nil
	}
	heads, err := c.archive.Heads(ctx, k.newest(k.in[who], most))
	if err != nil {
		return k, p, err
	}
	for i := range heads {
		p.Articles = append(p.Articles, tui.Mention{Article: heads[i], Sentence: -1})
	}
	p.With = k.companions(who)
	said := k.said(who)
	if k.quotes == nil {
		if said, err = c.archive.QuotesIn(ctx, k.newest(k.says[who], most)); err != nil {
			return k, p, err
		}
		said = people.Sayings(slices.DeleteFunc(said, func(q news.Quote) bool { return k.speaker(&q) != who }))
		p.More = len(k.says[who]) > most
	}
	p.More = p.More || len(said) > most
	slices.Reverse(said)
	p.Quotes = spoken(said[:min(len(said), most)])
	return k, p, nil
}

// companions are those who are in most articles with somebody.
func (k *cast) companions(who int) []tui.Companion {
	counts := make([]int, len(k.all))
	for _, a := range k.in[who] {
		for _, other := range k.inside(a) {
			counts[other]++
		}
	}
	counts[who] = 0
	var out []tui.Companion
	for other, n := range counts {
		if n == 0 {
			continue
		}
		c := tui.Companion{Name: k.all[other].Name, Articles: n}
		i, _ := slices.BinarySearchFunc(out, c, func(a, b tui.Companion) int {
			return cmp.Or(b.Articles-a.Articles, strings.Compare(a.Name.String(), b.Name.String()))
		})
		if i < mostCompanions {
			out = slices.Insert(out, i, c)
			out = out[:min(len(out), mostCompanions)]
		}
	}
	return out
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
func (c company) Closer(ctx context.Context, name text.Clean) (tui.Person, error) {
	k, p, err := c.person(ctx, name, most)
	if err != nil {
		return p, err
	}
	p.Why = k.register.Explain(name)
	last := name.String()[strings.LastIndexByte(name.String(), ' ')+1:]
	r := textReader{c.archive, map[int64]*text.Body{}}
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
