package main

import (
	"cmp"
	"context"
	"slices"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/desk"
	"casewire/feeds/news"
	"casewire/feeds/people"
)

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
