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
	met      []met        // in the articles, one after the other, until they are told apart
	who      []int32      // is in the articles, then: indexes in all
	first    []int32      // of who, or of met, for each article; and their number
	in       [][]int32    // the articles that name each of all, newest last: indexes in articles
	says     [][]int32    // those of them that quote each
	quotes   []news.Quote // of the story, once they are heard
}

// met is a name that an article has.
type met struct {
	number int // in the register
	speaks bool
}

// An appearance is an article that names somebody.
type appearance struct {
	article int64
	at      time.Time
}

// hears is how many articles castOf hears the quotations of. Of more it counts
// how often people are quoted in what is no copy.
const hears = 1000

// castOf reads who is in a story.
func castOf(ctx context.Context, a *archive.Archive, st *news.Story) (*cast, error) {
	k := &cast{register: people.NewRegister()}
	if err := a.EachMention(ctx, k.meet); err != nil {
		return nil, err
	}
	k.tellApart(st.Persons)
	if len(k.articles) > hears {
		return k, nil
	}
	return k, k.hear(ctx, a)
}

// meet takes in an article.
func (k *cast) meet(m *archive.Mention) {
	k.articles = append(k.articles, appearance{m.Article, m.At})
	k.first = append(k.first, int32(len(k.met))) //nolint:gosec // far fewer
	for i := range m.People {
		speaks := m.People[i].Speaks > 0
		if m.Copy {
			m.People[i].Speaks = 0
		}
		if number := k.register.Add(&m.People[i]); number >= 0 {
			k.met = append(k.met, met{number, speaks})
		}
	}
}

// tellApart finds out which names are whose, and notes who is in which article.
func (k *cast) tellApart(persons []news.Person) {
	all, whose := k.register.Close(persons)
	k.all, k.in, k.says = all, make([][]int32, len(all)), make([][]int32, len(all))
	k.first = append(k.first, int32(len(k.met))) //nolint:gosec // far fewer
	for i := range k.articles {
		named := k.met[k.first[i]:k.first[i+1]]
		k.first[i] = int32(len(k.who)) //nolint:gosec // far fewer
		for _, m := range named {
			p, at := int32(whose[m.number]), int32(i) //nolint:gosec // far fewer
			if p >= 0 && !slices.Contains(k.who[k.first[i]:], p) {
				k.who = append(k.who, p)
				k.in[p] = append(k.in[p], at)
			}
			if p >= 0 && m.speaks && !slices.Contains(k.says[p][max(len(k.says[p])-1, 0):], at) {
				k.says[p] = append(k.says[p], at)
			}
		}
	}
	k.first[len(k.articles)] = int32(len(k.who)) //nolint:gosec // far fewer
	k.met = nil
	for p := range k.all {
		k.sort(k.in[p])
		k.sort(k.says[p])
	}
}

// sort puts articles in the order of their times.
func (k *cast) sort(in []int32) {
	slices.SortFunc(in, func(a, b int32) int {
		return cmp.Or(k.articles[a].at.Compare(k.articles[b].at), cmp.Compare(a, b))
	})
}

// inside are those whom article i names.
func (k *cast) inside(i int32) []int32 {
	return k.who[k.first[i]:k.first[i+1]]
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

// said is what somebody says of what was heard.
func (k *cast) said(who int) []news.Quote {
	var said []news.Quote
	for i := range k.quotes {
		if k.speaker(&k.quotes[i]) == who {
			said = append(said, k.quotes[i])
		}
	}
	return said
}

// newest are the last of some articles, the newest first.
func (k *cast) newest(in []int32, most int) []int64 {
	var ids []int64
	for _, i := range slices.Backward(in[max(len(in)-most, 0):]) {
		ids = append(ids, k.articles[i].article)
	}
	return ids
}
